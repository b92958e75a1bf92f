import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buttonAt,
  buttonsOf,
  findingsAt,
  hasRoom,
  moved,
  movedConditional,
  pathOf,
  placed,
  removed,
  withButtons,
  withConditional,
  withoutConditional,
} from '../../src/menu/draft'
import { readMenu } from '../../src/menu/rules/read'
import { type Button, emptyMenu, type Menu } from '../../src/menu/types'
import { menuYaml } from '../../src/menu/write'

const leaf = (name: string): Button => ({ name, type: 'click', key: name })
const parent = (name: string, ...names: string[]): Button => ({ name, sub_button: names.map(leaf) })
const names = (buttons: readonly Button[]): string =>
  buttons.map(({ name, sub_button: children }) => (children ? `${name}(${names(children)})` : name)).join(' ')

describe('buttons', () => {
  const buttons = [leaf('a'), parent('b', 'x', 'y', 'z'), leaf('c')]

  test('are put into a place or behind the last', () => {
    expect(names(placed(buttons, { top: 0 }, leaf('n')))).toBe('n b(x y z) c')
    expect(names(placed(buttons, { top: 1, sub: 1 }, leaf('n')))).toBe('a b(x n z) c')
    expect(names(placed(buttons, { top: 1, sub: 3 }, leaf('n')))).toBe('a b(x y z n) c')
    expect(names(placed([], { top: 0 }, leaf('n')))).toBe('n')
  })

  test('are moved among those beside them, and stay at an end', () => {
    expect(names(moved(buttons, { top: 0 }, 1))).toBe('b(x y z) a c')
    expect(names(moved(buttons, { top: 1, sub: 2 }, -1))).toBe('a b(x z y) c')
    expect(names(moved(buttons, { top: 0 }, -1))).toBe(names(buttons))
    expect(names(moved(buttons, { top: 1, sub: 2 }, 1))).toBe(names(buttons))
  })

  test('are removed; a parent goes with its last one', () => {
    expect(names(removed(buttons, { top: 1 }))).toBe('a c')
    expect(names(removed(buttons, { top: 1, sub: 0 }))).toBe('a b(y z) c')
    expect(names(removed([parent('b', 'x'), leaf('c')], { top: 0, sub: 0 }))).toBe('c')
  })

  test('have room for three, and for five under one', () => {
    expect(hasRoom(buttons)).toBe(false)
    expect(hasRoom(buttons.slice(1))).toBe(true)
    expect(hasRoom(buttons, 1)).toBe(true)
    expect(hasRoom([parent('b', '1', '2', '3', '4', '5')], 0)).toBe(false)
  })

  test('a conditional menu is changed in its place', () => {
    const one: Menu = withConditional(
      { button: [leaf('a')], conditional: [] },
      { matchrule: { tag: 't' }, button: [] },
    )
    const two = withConditional(one, { matchrule: { tag: 'u' }, button: [leaf('u')] })
    expect(names(buttonsOf(withButtons(two, 1, buttons), 1))).toBe(names(buttons))
    expect(names(buttonsOf(withButtons(two, 1, buttons), 0))).toBe('a')
    expect(movedConditional(two, 1, 1).conditional.map(({ matchrule }) => matchrule.tag)).toEqual(['u', 't'])
    expect(withoutConditional(two, 1).conditional.map(({ matchrule }) => matchrule.tag)).toEqual(['u'])
  })
})

describe('what a change would break', () => {
  const rules = (menu: Menu, ...path: (string | number)[]) => findingsAt(menu, path).map(({ rule }) => rule)

  test('is told at its place alone', () => {
    const menu = { ...emptyMenu, button: [leaf(' '), parent('b', 'x')] }
    expect(rules(menu, ...pathOf(0, { top: 0 }), 'name')).toEqual(['name-empty'])
    expect(rules(menu, ...pathOf(0, { top: 1, sub: 0 }))).toEqual([])
  })

  test('a variable in an answer is text', () => {
    expect(rules({ ...emptyMenu, button: [{ name: 'a', type: 'click', key: '${X}' }] }, 'button', 0)).toEqual(
      [],
    )
  })

  test('the domains of all conditional menus count together', () => {
    const link = (host: string) => ({ name: host, type: 'view', url: `https://${host}/` })
    const menu = (...hosts: string[]): Menu => ({
      button: [leaf('a')],
      conditional: hosts.map((host) => ({ matchrule: { tag: host }, button: [link(host)] })),
    })
    const path = pathOf(1, { top: 0 })
    expect(rules(menu('a.cn', 'b.cn', 'c.cn'), ...path, 'url')).toEqual([])
    expect(rules(menu('a.cn', 'b.cn', 'c.cn', 'd.cn'), ...path, 'url')).toEqual(['conditional-domains'])
  })
})

test('a menu of answers that were let pass is a valid file, and reads back the same', () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    fc.constantFrom(
      'yes',
      '123',
      'null',
      '- a',
      '# b',
      '${A}',
      '"',
      "'",
      ': ',
      '菜单',
      '{}',
      '&a',
      '*a',
      '!t',
    ),
  )
  const accepts = (menu: Menu, top: number, sub: number | undefined, field: string) =>
    !findingsAt(menu, [...pathOf(0, { top, sub }), field]).some(({ severity }) => severity === 'error')
  const step = fc.record({
    name: text,
    key: text,
    top: fc.nat(2),
    sub: fc.option(fc.nat(4), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      let menu: Menu = { ...emptyMenu, button: [leaf('a'), parent('b', 'x')] }
      for (const { name, key, top, sub } of steps) {
        const at = { top: Math.min(top, menu.button.length), sub: top === 1 ? sub : undefined }
        const present = buttonAt(menu.button, at)
        if (at.sub !== undefined && !present) continue
        const next = {
          ...menu,
          button: placed(menu.button, at, { name: name.trim(), type: 'click', key: key.trim() }),
        }
        if (accepts(next, at.top, at.sub, 'name') && accepts(next, at.top, at.sub, 'key')) menu = next
      }
      const { findings, menu: read } = readMenu(Buffer.from(menuYaml(menu)), '', { env: {}, secret: [] })
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(read).toEqual(menu)
    }),
    { numRuns: 300 },
  )
})
