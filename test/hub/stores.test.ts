import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { type HubKey, hashOf, newKey } from '../../src/hub/keys'
import { CachedValueStore, currentKeys, keyFileIn, withSecret } from '../../src/hub/stores'
import { TokenCache } from '../../src/store/tokens'
import { temporaryDirectory } from '../support/run'

const KEY = { appid: 'wx00000000000000aa', source: 'stable', base: 'https://api.weixin.qq.com' }
const NOW = Date.now()

const value = (token: string, generation: number, fetchedAt = NOW) => ({
  token,
  generation,
  fetchedAt,
  expiresAt: fetchedAt + 7_200_000,
})

function world() {
  const directory = temporaryDirectory()
  const cache = new TokenCache(join(directory, 'tokens'))
  const store = () => new CachedValueStore(cache, KEY, directory)
  return { directory, cache, store }
}

test('what one hub keeps is there for the next, and for `wxadmin token`', async () => {
  const { cache, store } = world()
  expect(await store().read()).toBeUndefined()
  await store().replace(value('T1', 1))
  expect(await store().read()).toEqual(value('T1', 1))
  expect((await cache.read(KEY))?.token).toBe('T1')
})

test('a late value of an older generation replaces nothing, and the newer one comes back', async () => {
  const { cache, store } = world()
  await store().replace(value('T3', 3))
  expect(await store().replace(value('T2', 2, NOW + 1000))).toEqual(value('T3', 3))
  expect((await cache.read(KEY))?.token).toBe('T3')
})

test('a token that `wxadmin token` fetched since is the next generation', async () => {
  const { cache, store } = world()
  await store().replace(value('T1', 1))
  const { generation: _, ...fetched } = value('T2', 0, NOW + 1000)
  await cache.write(KEY, fetched)
  expect(await store().read()).toEqual(value('T2', 2, NOW + 1000))
})

test('a hub that was killed between its two files goes on with the token as the next generation', async () => {
  const { directory, cache, store } = world()
  const { generation: _, ...next } = value('T2', 0, NOW + 1000)
  await store().replace(value('T1', 1))
  await cache.write(KEY, next)
  expect(await store().read()).toEqual(value('T2', 2, NOW + 1000))
  rmSync(join(directory, 'hub'), { recursive: true })
  expect(await store().read()).toEqual(value('T2', 1, NOW + 1000))
})

test('a token that was cleared is in no file any more; generations go on', async () => {
  const { directory, cache, store } = world()
  await store().replace(value('SECRET-TOKEN', 4))
  await cache.clear(KEY)
  expect(await store().read()).toBeUndefined()
  expect(await store().generation()).toBe(4)
  const texts = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  expect(texts.length).toBeGreaterThan(0)
  expect(texts.join()).not.toContain('SECRET-TOKEN')
})

test.each(['', '{', 'null', '{"token":""}', '{"generation":1.5,"hash":"a"}'])(
  'generations that cannot be understood count as none: %j',
  async (content) => {
    const { directory, cache, store } = world()
    await store().replace(value('T1', 4))
    const name = basename(cache.file(KEY))
    writeFileSync(join(directory, 'hub', name), content)
    expect(await store().read()).toEqual(value('T1', 1))
  },
)

test('one has the right to fetch at a time; whoever waits is told for how long, and can stop waiting', async () => {
  const { store } = world()
  const { signal } = new AbortController()
  const first = await store().lock(signal)
  expect(await first.isOurs()).toBe(true)
  await expect(store().lock(AbortSignal.timeout(200))).rejects.toThrow()
  const second = store().lock(signal)
  setTimeout(() => void first.release(), 200)
  const { waitedMs, release } = await second
  expect(waitedMs).toBeGreaterThan(100)
  await release()
})

test('a revoked key is unknown to a running hub within a second; the secret of stand-ins stays', async () => {
  const file = keyFileIn(temporaryDirectory())
  const given = newKey()
  const key: HubKey = { name: 'k', hash: hashOf(given), createdAt: NOW }
  await file.update((current) => ({ ...withSecret(current), keys: [key] }))
  const { secret } = await file.read()
  const keys = currentKeys(file)
  expect((await keys()).find(given, NOW)).toEqual(key)
  await file.update((current) => ({ ...withSecret(current), keys: [] }))
  await expect.poll(async () => (await keys()).find(given, NOW), { timeout: 1000 }).toBe('unknown')
  expect((await file.read()).secret).toBe(secret)
})
