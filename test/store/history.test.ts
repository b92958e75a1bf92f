import { statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MenuHistory } from '../../src/store/history'
import { temporaryDirectory } from '../support/run'

const entry = {
  appid: 'wx00000000000000aa',
  account: 'prod',
  source: 'api',
  hash: 'a'.repeat(64),
  base: 'https://api.weixin.qq.com',
  menu: { menu: { button: [{ name: '今日歌曲', type: 'click', key: 'K' }] } },
  reason: 'push',
  by: 'tester@test',
  time: Date.UTC(2025, 0, 2, 3, 4, 5, 678),
} as const

const none = { ...entry, source: 'none', menu: null } as const

test('what was saved is listed whole, newest first', async () => {
  const history = new MenuHistory(join(temporaryDirectory(), 'history'))
  const first = await history.save(entry)
  const second = await history.save({ ...none, reason: 'delete', time: entry.time + 1 })
  expect(first).toMatchObject(entry)
  expect(second).toMatchObject({ ...none, reason: 'delete', time: entry.time + 1 })
  expect(first.id).toMatch(/^20250102T030405678Z-[0-9a-f]{6}$/)
  expect(await history.list(entry.appid, entry.base)).toEqual({
    entries: [second, first],
    damaged: [],
  })
})

test('another account and another API base have histories of their own', async () => {
  const history = new MenuHistory(temporaryDirectory())
  await history.save(entry)
  await history.save({ ...entry, base: 'sandbox:' })
  expect((await history.list(entry.appid, 'sandbox:')).entries).toHaveLength(1)
  expect(await history.list('wx00000000000000bb', entry.base)).toEqual({ entries: [], damaged: [] })
})

test('two menus of the same moment are both kept', async () => {
  const history = new MenuHistory(temporaryDirectory())
  await history.save(entry)
  await history.save({ ...entry, menu: { menu: { button: [] } } })
  expect((await history.list(entry.appid, entry.base)).entries).toHaveLength(2)
})

test.each([
  ['is no JSON', '{'],
  ['does not say whose menu it was', JSON.stringify({ ...entry, source: 'nobody' })],
])('an entry that %s is named, and does not hide the others', async (_, text) => {
  const history = new MenuHistory(temporaryDirectory())
  const { file } = await history.save(entry)
  const damaged = join(dirname(file), '20250102T030405679Z-abcdef.json')
  writeFileSync(damaged, text)
  expect(await history.list(entry.appid, entry.base)).toEqual({
    entries: [{ ...entry, serial: 1, file, id: expect.any(String) }],
    damaged: [damaged],
  })
})

describe('order', () => {
  const YEAR = 365 * 86_400_000
  const orderOf = async (history: MenuHistory) =>
    (await history.list(entry.appid, entry.base)).entries.map(({ hash }) => hash[0])

  test('is the order of writing, whatever the clock says', async () => {
    const history = new MenuHistory(temporaryDirectory())
    for (const [hash, time] of [
      ['a', entry.time],
      ['b', entry.time + YEAR],
      ['c', entry.time - 3_600_000],
      ['d', entry.time + 1],
    ] as const)
      await history.save({ ...entry, hash: hash.repeat(64), time })
    expect(await orderOf(history)).toEqual(['d', 'c', 'b', 'a'])
  })

  test('entries of a version that did not count are placed by time', async () => {
    const history = new MenuHistory(temporaryDirectory())
    const { file } = await history.save({ ...entry, hash: 'b'.repeat(64) })
    for (const [hash, id] of [
      ['a', '20240102T030405678Z-000001'],
      ['c', '20260102T030405678Z-000001'],
    ] as const)
      writeFileSync(join(dirname(file), `${id}.json`), JSON.stringify({ ...entry, hash: hash.repeat(64) }))
    expect(await orderOf(history)).toEqual(['c', 'b', 'a'])
  })

  test('the entry of a write that is under way is never pruned', async () => {
    const history = new MenuHistory(temporaryDirectory())
    await history.save(entry)
    const running = await history.save({ ...entry, time: entry.time - YEAR })
    await history.prune(entry.appid, entry.base, 0, running.id)
    expect((await history.list(entry.appid, entry.base)).entries).toEqual([running])
  })
})

test('what a write left live is added to its entry', async () => {
  const history = new MenuHistory(temporaryDirectory())
  const saved = await history.save(entry)
  const pushed = { source: 'none', hash: 'f'.repeat(64), menu: null } as const
  await history.finish(saved, pushed)
  expect((await history.list(entry.appid, entry.base)).entries).toEqual([{ ...saved, pushed }])
})

test('an entry that is forgotten is gone; all of an account at one base can be', async () => {
  const history = new MenuHistory(temporaryDirectory())
  await history.forget(await history.save(entry))
  expect((await history.list(entry.appid, entry.base)).entries).toEqual([])
  await history.save(entry)
  await history.save({ ...entry, base: 'sandbox:' })
  await history.know(entry.appid, 'sandbox:', { source: 'api', text: '{}' })
  await history.clear(entry.appid, 'sandbox:')
  expect(await history.known(entry.appid, 'sandbox:')).toBeUndefined()
  expect((await history.list(entry.appid, entry.base)).entries).toHaveLength(1)
})

test.skipIf(process.platform === 'win32')('its files are private', async () => {
  const { file } = await new MenuHistory(join(temporaryDirectory(), 'history')).save(entry)
  expect([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([0o600, 0o700])
})
