import { expect, test } from 'vitest'
import { conditionals, keys, world } from './world'

type Pair = readonly [tag: string, key: string]

/** Pushes one menu after another; counts the calls of the second, with a warm token. */
async function callsFrom(before: string, after: string): Promise<Record<string, number>> {
  const { menu, file, calls } = await world()
  file('before.json', before)
  file('after.json', after)
  expect(await menu('push', 'before.json')).toMatchObject({ code: 0 })
  await calls()
  expect(await menu('push', 'after.json')).toMatchObject({ code: 0 })
  const made = await calls()
  expect((await menu('push', 'after.json')).stdout).toContain('up to date')
  return made
}

const ten: readonly Pair[] = Array.from({ length: 10 }, (_, index) => [String(100 + index), `k${index}`])

test('up to date: 1 call', async () => {
  expect(await callsFrom(keys('a'), keys('a'))).toEqual({ 'menu/get': 1 })
})

test('the default menu changed: 3 calls, read, write, read back', async () => {
  expect(await callsFrom(keys('a'), keys('b'))).toEqual({ 'menu/get': 2, 'menu/create': 1 })
})

test('the default menu changed beside ten conditional ones: still 3', async () => {
  const before = conditionals(...ten)
  expect(await callsFrom(before, before.replace('"key":"default"', '"key":"other"'))).toEqual({
    'menu/get': 2,
    'menu/create': 1,
  })
})

test('one of ten conditional menus changed in the first place: one added, one deleted', async () => {
  const changed: Pair[] = [['100', 'changed'], ...ten.slice(1)]
  expect(await callsFrom(conditionals(...ten), conditionals(...changed))).toEqual({
    'menu/get': 2,
    'menu/addconditional': 1,
    'menu/delconditional': 1,
  })
})

test('one of ten changed in its last place: the newest wins, so all ten must be made anew', async () => {
  const changed: Pair[] = [...ten.slice(0, 9), ['109', 'changed']]
  expect(await callsFrom(conditionals(...ten), conditionals(...changed))).toEqual({
    'menu/get': 2,
    'menu/addconditional': 10,
    'menu/delconditional': 10,
  })
})

test('the first two swapped: one added, one deleted', async () => {
  const [first, second, ...rest] = ten
  expect(await callsFrom(conditionals(...ten), conditionals(second as Pair, first as Pair, ...rest))).toEqual(
    { 'menu/get': 2, 'menu/addconditional': 1, 'menu/delconditional': 1 },
  )
})

test('one of ten removed: one call that writes', async () => {
  expect(await callsFrom(conditionals(...ten), conditionals(...ten.slice(0, 9)))).toEqual({
    'menu/get': 2,
    'menu/delconditional': 1,
  })
})

test('100 conditional menus are pushed, found up to date, changed and taken back', async () => {
  const hundred: Pair[] = Array.from({ length: 100 }, (_, index) => [String(1000 + index), `k${index}`])
  const { menu, file, live, calls } = await world()
  file('menu.json', conditionals(...hundred))
  expect(await menu('push', 'menu.json')).toMatchObject({ code: 0 })
  await calls()
  expect((await menu('push', 'menu.json')).stdout).toContain('up to date')
  expect(await calls()).toEqual({ 'menu/get': 1 })
  file('menu.json', conditionals(['9', 'new'], ...hundred))
  expect(await menu('push', 'menu.json')).toMatchObject({ code: 0 })
  expect(await calls()).toEqual({ 'menu/get': 2, 'menu/addconditional': 1 })
  expect(await menu('rollback', '--yes')).toMatchObject({ code: 0 })
  expect((await live()).conditionalmenu).toHaveLength(100)
})

test('withdrawn matchrule fields and retired types that are live are replaced, and cannot be put back', async () => {
  const { menu, file, place, live } = await world()
  await place({
    button: [{ name: 'old', type: 'view_limited', media_id: 'x' }],
    conditionalmenu: [
      { matchrule: { sex: '1', country: '中国' }, button: [{ name: 'a', type: 'click', key: 'a' }] },
    ],
  })
  expect((await menu('pull')).stdout).toContain('country')
  file('menu.json', keys('new'))
  expect(await menu('push', 'menu.json')).toMatchObject({ code: 0 })
  expect(await live()).not.toHaveProperty('conditionalmenu')
  const { code, stderr } = await menu('rollback', '--yes')
  expect([code, stderr]).toEqual([3, expect.stringContaining('matchrule-withdrawn')])
})
