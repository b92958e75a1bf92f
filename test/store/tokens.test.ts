import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { TokenCache } from '../../src/store/tokens'
import { temporaryDirectory } from '../support/run'

const key = { appid: 'wx00000000000000aa', source: 'stable', base: 'https://api.weixin.qq.com' }
const token = { token: 'T'.repeat(136), expiresAt: 7_200_000, fetchedAt: 0 }

test('a token comes back for its key and for no other', async () => {
  const cache = new TokenCache(join(temporaryDirectory(), 'tokens'))
  expect(await cache.read(key)).toBeUndefined()
  await cache.write(key, token)
  expect(await cache.read(key)).toEqual(token)
  for (const other of [{ appid: 'wx00000000000000ab' }, { source: 'classic' }, { base: 'sandbox:' }])
    expect(await cache.read({ ...key, ...other })).toBeUndefined()
})

test('its file is private and named for its key', async () => {
  const cache = new TokenCache(join(temporaryDirectory(), 'tokens'))
  await cache.write(key, token)
  expect(basename(cache.file(key))).toMatch(/^wx00000000000000aa-stable-https?%3A%2F%2F.+\.json$/)
  if (process.platform === 'win32') return
  expect(statSync(cache.file(key)).mode & 0o777).toBe(0o600)
  expect(statSync(dirname(cache.file(key))).mode & 0o777).toBe(0o700)
})

test('a damaged file counts as no token and is written over', async () => {
  const cache = new TokenCache(temporaryDirectory())
  for (const damage of ['{', '{}', '{"token":"x"}']) {
    writeFileSync(cache.file(key), damage)
    expect(await cache.read(key)).toBeUndefined()
  }
  await cache.write(key, token)
  expect(await cache.read(key)).toEqual(token)
})

test('an AppID cannot lead out of the directory', () => {
  const directory = temporaryDirectory()
  const cache = new TokenCache(directory)
  expect(dirname(cache.file({ ...key, appid: '../../etc/x' }))).toBe(directory)
})

test('clearing tells whether there was one', async () => {
  const cache = new TokenCache(temporaryDirectory())
  await cache.write(key, token)
  expect(await cache.clear(key)).toBe(true)
  expect(await cache.clear(key)).toBe(false)
})

test('clearing an account leaves the tokens of others', async () => {
  const directory = temporaryDirectory()
  const cache = new TokenCache(directory)
  await cache.write(key, token)
  await cache.write({ ...key, source: 'classic' }, token)
  await cache.write({ ...key, appid: `${key.appid}-2` }, token)
  await cache.write({ ...key, appid: `${key.appid}2` }, token)
  expect(await cache.clearAccount(key.appid)).toBe(2)
  expect(readdirSync(directory)).toHaveLength(2)
  expect(await new TokenCache(join(directory, 'none')).clearAccount(key.appid)).toBe(0)
})

test.runIf(process.platform !== 'win32')(
  'a link in place of its file gives way, and what it led to is untouched',
  async () => {
    const cache = new TokenCache(temporaryDirectory())
    const victim = join(temporaryDirectory(), 'victim')
    writeFileSync(victim, 'precious')
    symlinkSync(victim, cache.file(key))
    await cache.write(key, token)
    expect(readFileSync(victim, 'utf8')).toBe('precious')
    expect(lstatSync(cache.file(key)).isSymbolicLink()).toBe(false)
    expect(await cache.read(key)).toEqual(token)
  },
)

test('a token can be written while the right to fetch is held', async () => {
  const cache = new TokenCache(temporaryDirectory())
  const lock = await cache.tryLock(key)
  expect(await cache.tryLock(key)).toBeUndefined()
  await cache.write(key, token)
  await lock?.release()
  expect(await cache.read(key)).toEqual(token)
})
