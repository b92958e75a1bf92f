import { describe, expect, test } from 'vitest'
import { type ButtonChange, changesBetween, countChanges } from '../../src/menu/changes'
import { normaliseMenu } from '../../src/menu/normalise'

const key = (name: string, value = name) => ({ name, type: 'click', key: value })
const parent = (name: string, ...children: object[]) => ({ name, sub_button: children })

/** Changes as lines: kind, name, the fields that differ. */
function lines(before: object[], after: object[]): string[] {
  const draw = (
    { kind, before: old, after: now, fields, children }: ButtonChange,
    indent: string,
  ): string[] => [
    [indent + kind, (now ?? old)?.name, ...fields.map(({ field }) => field)].join(' '),
    ...children.flatMap((child) => draw(child, `${indent}  `)),
  ]
  const [menu] = changesBetween(normaliseMenu({ button: before }), normaliseMenu({ button: after }))
  return menu?.buttons.flatMap((change) => draw(change, '')) ?? []
}

describe('buttons are found again', () => {
  test.each([
    ['the same', [key('a')], [key('a')], ['kept a']],
    ['by what they do, under a new name', [key('a', 'k')], [key('b', 'k')], ['changed b name']],
    ['by their name, doing something else', [key('a', 'k')], [key('a', 'x')], ['changed a key']],
    ['not at all', [key('a')], [key('b')], ['added b', 'removed a']],
    [
      'in another place',
      [key('a'), key('b'), key('c')],
      [key('c'), key('a'), key('b')],
      ['moved c', 'kept a', 'kept b'],
    ],
    [
      'under the same parent',
      [parent('m', key('a'), key('b'))],
      [parent('m', key('a'), key('c'))],
      ['changed m', '  kept a', '  added c', '  removed b'],
    ],
    ['never a parent as a leaf', [key('m')], [parent('m', key('a'))], ['added m', '  added a', 'removed m']],
    ['equal ones each once', [key('a'), key('a')], [key('a')], ['kept a', 'removed a']],
  ])('%s', (_, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected)
  })
})

test('a parent whose children alone differ is not counted as changed', () => {
  const before = normaliseMenu({ button: [parent('m', key('a'), key('b'))] })
  const after = normaliseMenu({ button: [parent('m', key('a'), key('c'))] })
  expect(countChanges(changesBetween(before, after))).toEqual({
    added: 1,
    removed: 1,
    changed: 0,
    moved: 0,
    kept: 2,
  })
})

describe('conditional menus', () => {
  const menus = (...rules: [tag: string, key: string][]) =>
    normaliseMenu({
      button: [key('a')],
      conditionalmenu: rules.map(([tag, name]) => ({ matchrule: { tag_id: tag }, button: [key(name)] })),
    })
  const kinds = (before: ReturnType<typeof menus>, after: ReturnType<typeof menus>) =>
    changesBetween(before, after)
      .slice(1)
      .map(({ kind, matchrule }) => `${kind} ${matchrule?.tag_id}`)

  test.each([
    ['added', menus(), menus(['1', 'x']), ['added 1']],
    ['removed', menus(['1', 'x']), menus(), ['removed 1']],
    ['changed, found by the matchrule', menus(['1', 'x']), menus(['1', 'y']), ['changed 1']],
    [
      'with their places exchanged',
      menus(['1', 'x'], ['2', 'x']),
      menus(['2', 'x'], ['1', 'x']),
      ['kept 2', 'moved 1'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(kinds(before, after)).toEqual(expected)
  })
})

test('nothing on both sides is no change', () => {
  const none = normaliseMenu({})
  expect(changesBetween(none, none)).toEqual([])
})
