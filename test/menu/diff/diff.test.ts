import fc from 'fast-check'
import { applyPatch, type Operation } from 'fast-json-patch'
import { describe, expect, test } from 'vitest'
import {
  type ButtonChange,
  changesBetween,
  countChanges,
  type MenuChange,
} from '../../../src/menu/diff/changes'
import { allKept, canonical, sameMenu } from '../../../src/menu/diff/compare'
import { comparedDocument, patchBetween } from '../../../src/menu/diff/patch'
import type { Button, Menu } from '../../../src/menu/types'
import { menus, pairs } from './arbitrary-pairs'

const RUNS = { numRuns: 1000 }

describe('the changes between two menus', () => {
  test('lead from the old one to the new one', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const changes = changesBetween(before, after)
        expect(canonical(applied(before, changes))).toBe(canonical(after))
      }),
      RUNS,
    )
  })

  test('name every old and every new button once', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const changes = changesBetween(before, after)
        const totals = countChanges(changes)
        const menusThemselves = changes.filter(
          ({ kind, fields }) => kind === 'moved' || fields.length > 0,
        ).length
        const again = totals.kept + totals.changed + totals.moved - menusThemselves
        expect(again + totals.removed).toBe(allKept(before).kept)
        expect(again + totals.added).toBe(allKept(after).kept)
      }),
      RUNS,
    )
  })

  test('are nothing but kept buttons where the menus are equal, and only there', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const kept = { ...allKept(before), kept: allKept(before).kept }
        const copy = JSON.parse(JSON.stringify(before)) as Menu
        expect(countChanges(changesBetween(before, copy))).toEqual(kept)
        const isKept = changesBetween(before, after).every(({ kind }) => kind === 'kept')
        expect(isKept).toBe(sameMenu(before, after))
      }),
      RUNS,
    )
  })

  test('have added and removed exchanged when the menus are', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const there = countChanges(changesBetween(before, after))
        const back = countChanges(changesBetween(after, before))
        expect([back.added, back.removed]).toEqual([there.removed, there.added])
      }),
      RUNS,
    )
  })

  test('are the same each time', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const again = JSON.parse(JSON.stringify([before, after])) as [Menu, Menu]
        expect(changesBetween(...again)).toEqual(changesBetween(before, after))
      }),
    )
  })
})

describe('the JSON Patch', () => {
  test('makes one document the other', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const patch = patchBetween(before, after, changesBetween(before, after))
        expect(patched(before, patch)).toEqual(comparedDocument(after))
        expect(patch.length === 0).toBe(sameMenu(before, after))
      }),
      RUNS,
    )
  })

  test('of two menus that have nothing to do with each other does so as well', () => {
    fc.assert(
      fc.property(menus, menus, (before, after) => {
        const patch = patchBetween(before, after, changesBetween(before, after))
        expect(patched(before, patch)).toEqual(comparedDocument(after))
      }),
    )
  })

  test('from and to no menu', () => {
    fc.assert(
      fc.property(menus, (menu) => {
        const none: Menu = { button: [], conditional: [] }
        for (const [before, after] of [
          [none, menu],
          [menu, none],
        ] as const) {
          const patch = patchBetween(before, after, changesBetween(before, after))
          expect(patched(before, patch)).toEqual(comparedDocument(after))
          expect(patch.length).toBeLessThanOrEqual(2)
        }
      }),
    )
  })

  const key = (name: string, value = name) => ({ name, type: 'click', key: value })
  const menu = (...button: Button[]): Menu => ({ button, conditional: [] })
  const conditional = (...names: string[]): Menu => ({
    button: [key('a')],
    conditional: names.map((name) => ({ matchrule: { tag_id: name }, button: [key(name)] })),
  })
  const parent = (name: string, ...children: Button[]) => ({ name, sub_button: children })

  test.each([
    [
      'a name is one replace',
      menu(key('a', 'k')),
      menu(key('b', 'k')),
      [{ op: 'replace', path: '/button/0/name', value: 'b' }],
    ],
    [
      'a place is one move',
      menu(key('a'), key('b'), key('c')),
      menu(key('b'), key('c'), key('a')),
      [{ op: 'move', from: '/button/0', path: '/button/2' }],
    ],
    [
      'a way out of a sub-menu is one move',
      menu(parent('m', key('a'), key('b')), key('c')),
      menu(parent('m', key('a')), key('c'), key('b')),
      [{ op: 'move', from: '/button/0/sub_button/1', path: '/button/2' }],
    ],
    [
      'a way into a later sub-menu cannot be a move (RFC 6902, 4.4)',
      menu(key('a'), parent('m', key('b'))),
      menu(parent('m', key('b'), key('a'))),
      [
        { op: 'copy', from: '/button/0', path: '/button/1/sub_button/1' },
        { op: 'remove', path: '/button/0' },
      ],
    ],
    [
      'a sub-menu that is dissolved',
      menu(parent('m', key('a'), key('b')), key('c')),
      menu(key('a'), key('b'), key('c')),
      [
        { op: 'move', from: '/button/0/sub_button/0', path: '/button/0' },
        { op: 'move', from: '/button/1/sub_button/0', path: '/button/1' },
        { op: 'remove', path: '/button/2' },
      ],
    ],
    [
      'a new sub-menu brings its new buttons, and takes the others in',
      menu(key('a'), key('b')),
      menu(key('a'), parent('m', key('x'), key('b'), key('y'))),
      [
        { op: 'add', path: '/button/1', value: parent('m', key('x'), key('y')) },
        { op: 'move', from: '/button/2', path: '/button/1/sub_button/1' },
      ],
    ],
    [
      'another type takes the fields of the former with it',
      menu(key('a')),
      menu({ name: 'a', type: 'view', url: 'https://a.cn/' }),
      [
        { op: 'replace', path: '/button/0/type', value: 'view' },
        { op: 'remove', path: '/button/0/key' },
        { op: 'add', path: '/button/0/url', value: 'https://a.cn/' },
      ],
    ],
    [
      'a conditional menu in another place',
      conditional('1', '2', '3'),
      conditional('3', '1', '2'),
      [{ op: 'move', from: '/conditionalmenu/2', path: '/conditionalmenu/0' }],
    ],
    [
      'a conditional menu for others',
      conditional('1'),
      { ...conditional('1'), conditional: [{ matchrule: { tag_id: '2' }, button: [key('1')] }] },
      [{ op: 'replace', path: '/conditionalmenu/0/matchrule/tag_id', value: '2' }],
    ],
    [
      'one conditional menu gone',
      conditional('1', '2'),
      conditional('2'),
      [{ op: 'remove', path: '/conditionalmenu/0' }],
    ],
    ['the last one gone', conditional('1'), conditional(), [{ op: 'remove', path: '/conditionalmenu' }]],
  ])('%s', (_, before, after, expected) => {
    expect(patchBetween(before, after, changesBetween(before, after))).toEqual(expected)
  })
})

function patched(menu: Menu, patch: readonly object[]): unknown {
  return applyPatch(comparedDocument(menu), patch as Operation[], true).newDocument
}

/** The old menu with the changes made to it: of what was there before, nothing is taken from the new one. */
function applied(menu: Menu, changes: readonly MenuChange[]): Menu {
  const own = changes.find(({ matchrule }) => !matchrule)
  const result = changes
    .filter(({ matchrule, to }) => matchrule && to !== undefined)
    .map((change, index) => {
      const { from, to, matchrule = {}, fields, buttons } = change
      expect(to).toBe(index)
      const old = from === undefined ? undefined : menu.conditional[from]
      return {
        matchrule: old ? withFields(old.matchrule, fields) : matchrule,
        button: rebuilt(old?.button ?? [], buttons),
      }
    })
  return { button: rebuilt(menu.button, own?.buttons ?? []), conditional: result as Menu['conditional'] }
}

function rebuilt(old: readonly Button[], changes: readonly ButtonChange[]): Button[] {
  const build = (siblings: readonly ButtonChange[], at: readonly number[]): Button[] =>
    siblings
      .filter(({ kind }) => kind !== 'removed')
      .map((change, index) => {
        const { from, to, fields, children, after } = change
        const place = [...at, index]
        expect(to).toEqual(place)
        const { sub_button: _, ...own } = from ? buttonAt(old, from) : (after ?? { name: '' })
        const under = build(children, place)
        return { ...withFields(own, fields), ...(under.length > 0 && { sub_button: under }) } as Button
      })
  return build(changes, [])
}

function buttonAt(buttons: readonly Button[], [index = 0, ...rest]: readonly number[]): Button {
  const button = buttons[index]
  if (!button) throw new Error('there is no such button')
  return rest.length > 0 ? buttonAt(button.sub_button ?? [], rest) : button
}

function withFields(of: object, fields: readonly { field: string; after?: unknown }[]): object {
  const entries = fields.map(({ field, after }) => [field, after])
  return JSON.parse(JSON.stringify({ ...of, ...Object.fromEntries(entries) })) as object
}
