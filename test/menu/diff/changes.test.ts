import { describe, expect, test } from 'vitest'
import { type ButtonChange, changesBetween, countChanges } from '../../../src/menu/diff/changes'
import { normaliseMenu } from '../../../src/menu/normalise'

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

describe('buttons are found again wherever they are', () => {
  const view = (name: string, url: string) => ({ name, type: 'view', url })
  const mini = (name: string, pagepath: string, url = 'https://a.cn/') => ({
    name,
    type: 'miniprogram',
    url,
    appid: 'wx0123456789abcdef',
    pagepath,
  })
  const text = (name: string) => ({ name, type: 'text', value: 'x' })

  /** As `lines`, with the way of what moved. */
  const moves = (before: object[], after: object[]) => {
    const draw = ({ kind, before: old, after: now, from, to, moved, children }: ButtonChange): string[] => [
      `${kind} ${(now ?? old)?.name}${moved ? ` ${from?.join('.')}→${to?.join('.')}` : ''}`,
      ...children.flatMap(draw),
    ]
    const [menu] = changesBetween(normaliseMenu({ button: before }), normaliseMenu({ button: after }))
    return menu?.buttons.flatMap(draw).filter((line) => !line.startsWith('kept')) ?? []
  }

  test.each([
    [
      'from a sub-menu to the top',
      [parent('m', key('a'), key('b')), key('c')],
      [parent('m', key('a')), key('c'), key('b')],
      ['moved b 0.1→2'],
    ],
    [
      'from the top into a sub-menu',
      [key('a'), parent('m', key('b'))],
      [parent('m', key('b'), key('a'))],
      ['changed m', 'moved a 0→0.1'],
    ],
    [
      'from one sub-menu to another, under a new name',
      [parent('m', key('a'), key('b', 'B')), parent('n', key('c'))],
      [parent('m', key('a')), parent('n', key('bb', 'B'), key('c'))],
      ['changed n', 'changed bb 0.1→1.0'],
    ],
    [
      'from one sub-menu to another, with another target',
      [parent('m', key('a'), view('b', 'https://a.cn/')), parent('n', key('c'))],
      [parent('m', key('a')), parent('n', key('c'), view('b', 'https://b.cn/'))],
      ['changed n', 'changed b 0.1→1.1'],
    ],
    [
      'out of a sub-menu that is gone',
      [parent('m', key('a'), key('b'))],
      [key('a'), key('c')],
      ['moved a 0.0→0', 'added c', 'removed m', 'removed b'],
    ],
    [
      'into a new sub-menu',
      [key('a'), key('b')],
      [key('a'), parent('m', key('b'))],
      ['added m', 'moved b 1→1.0'],
    ],
    [
      'in a sub-menu that has another name and most of its buttons',
      [parent('m', key('a'), key('b'), key('c'))],
      [parent('n', key('a'), key('c'), key('d'))],
      ['changed n', 'added d', 'removed b'],
    ],
    [
      'in the one of two renamed sub-menus that has more of them',
      [parent('m', key('a'), key('b')), parent('n', key('c'))],
      [parent('x', key('c')), parent('y', key('a'), key('b'))],
      ['changed x', 'changed y 0→1'],
    ],
    [
      'by what is exactly equal before what only does the same',
      [key('a', 'k'), key('b', 'k')],
      [key('x', 'k'), key('a', 'k')],
      ['changed x', 'moved a 0→1'],
    ],
    [
      'in their own sub-menu before another',
      [parent('m', key('a')), parent('n', key('a'))],
      [parent('n', key('a')), key('a')],
      ['moved a 0.0→1', 'removed m'],
    ],
    [
      'by the page of a mini program, whatever the address for old clients is',
      [mini('a', 'p'), mini('b', 'q')],
      [mini('x', 'p', 'https://b.cn/'), mini('y', 'q')],
      ['changed x', 'changed y'],
    ],
    [
      'with another type only under the same name in the same place',
      [key('a'), parent('m', key('b'))],
      [view('a', 'https://a.cn/'), view('b', 'https://b.cn/')],
      ['changed a', 'added b', 'removed m', 'removed b'],
    ],
    ['made in the web console, by their names alone', [text('a')], [text('b')], ['added b', 'removed a']],
    [
      'written with other characters: not at all',
      [key('é')],
      [key('e\u0301')],
      ['added e\u0301', 'removed é'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(moves(before, after)).toEqual(expected)
  })
})

test('the longest row stays where it is, so that the fewest move', () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  const wanted = ['e', 'a', 'b', 'd', 'c']
  const [menu] = changesBetween(
    normaliseMenu({ button: [parent('m', ...names.map((name) => key(name)))] }),
    normaliseMenu({ button: [parent('m', ...wanted.map((name) => key(name)))] }),
  )
  expect(menu?.buttons[0]?.children.filter(({ moved }) => moved)).toHaveLength(2)
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
      'for others, found by the buttons',
      menus(['1', 'x'], ['2', 'y']),
      menus(['3', 'y'], ['1', 'x']),
      ['changed 3', 'moved 1'],
    ],
    [
      'moved and changed inside',
      menus(['1', 'x'], ['2', 'y'], ['3', 'z']),
      menus(['2', 'y'], ['3', 'z'], ['1', 'new']),
      ['kept 2', 'kept 3', 'moved 1'],
    ],
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

test('group_id is another word for tag_id', () => {
  const menu = (matchrule: object) =>
    normaliseMenu({ button: [key('a')], conditionalmenu: [{ matchrule, button: [key('a')] }] })
  expect(changesBetween(menu({ group_id: 2 }), menu({ tag_id: '2' })).map(({ kind }) => kind)).toEqual([
    'kept',
    'kept',
  ])
})

test('a conditional menu that is found again elsewhere or for others counts as one', () => {
  const menu = (...rules: string[]) =>
    normaliseMenu({
      button: [key('a')],
      conditionalmenu: rules.map((rule) => ({
        matchrule: { tag_id: rule.slice(0, 1) },
        button: [key(rule.slice(1))],
      })),
    })
  expect(countChanges(changesBetween(menu('1x', '2y', '3z'), menu('2y', '3z', '1x')))).toMatchObject({
    moved: 1,
    kept: 4,
  })
  expect(countChanges(changesBetween(menu('1x'), menu('2x')))).toMatchObject({ changed: 1, kept: 2 })
})

test('nothing on both sides is no change', () => {
  const none = normaliseMenu({})
  expect(changesBetween(none, none)).toEqual([])
})
