import { statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
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
  expect(first.id).toMatch(/^20250102T030405678Z-[0-9a-f]{6}$/)
  expect(await history.list(entry.appid, entry.base)).toEqual({
    entries: [
      { ...none, reason: 'delete', time: entry.time + 1, ...second },
      { ...entry, ...first },
    ],
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
    entries: [{ ...entry, file, id: expect.any(String) }],
    damaged: [damaged],
  })
})

test.skipIf(process.platform === 'win32')('its files are private', async () => {
  const { file } = await new MenuHistory(join(temporaryDirectory(), 'history')).save(entry)
  expect([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([0o600, 0o700])
})
