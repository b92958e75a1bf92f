import { statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { MenuHistory } from '../../src/store/history'
import { temporaryDirectory } from '../support/run'

const entry = {
  appid: 'wx00000000000000aa',
  base: 'https://api.weixin.qq.com',
  menu: { menu: { button: [{ name: '今日歌曲', type: 'click', key: 'K' }] } },
  reason: 'push',
  by: 'tester@test',
  time: Date.UTC(2025, 0, 2, 3, 4, 5, 678),
}

test('what was saved is listed whole, newest first', async () => {
  const history = new MenuHistory(join(temporaryDirectory(), 'history'))
  const first = await history.save(entry)
  const second = await history.save({ ...entry, menu: null, reason: 'delete', time: entry.time + 1 })
  expect(first.id).toMatch(/^20250102T030405678Z-[0-9a-f]{6}$/)
  expect(await history.list(entry.appid, entry.base)).toEqual([
    { ...entry, menu: null, reason: 'delete', time: entry.time + 1, ...second },
    { ...entry, ...first },
  ])
})

test('another account and another API base have histories of their own', async () => {
  const history = new MenuHistory(temporaryDirectory())
  await history.save(entry)
  await history.save({ ...entry, base: 'sandbox:' })
  expect(await history.list(entry.appid, 'sandbox:')).toHaveLength(1)
  expect(await history.list('wx00000000000000bb', entry.base)).toEqual([])
})

test('two menus of the same moment are both kept', async () => {
  const history = new MenuHistory(temporaryDirectory())
  await history.save(entry)
  await history.save({ ...entry, menu: { menu: { button: [] } } })
  expect(await history.list(entry.appid, entry.base)).toHaveLength(2)
})

test('a damaged entry does not hide the others', async () => {
  const history = new MenuHistory(temporaryDirectory())
  const { file } = await history.save(entry)
  writeFileSync(join(dirname(file), '20250102T030405679Z-abcdef.json'), '{')
  expect(await history.list(entry.appid, entry.base)).toHaveLength(1)
})

test.skipIf(process.platform === 'win32')('its files are private', async () => {
  const { file } = await new MenuHistory(join(temporaryDirectory(), 'history')).save(entry)
  expect([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([0o600, 0o700])
})
