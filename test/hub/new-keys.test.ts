import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { addKey, hashOf, KeyRing, newKey } from '../../src/hub/keys'
import { currentKeys, keyFileIn } from '../../src/hub/stores'
import { temporaryDirectory } from '../support/run'
import { APPID, hubBefore, startPlatform } from './world'

const entry = (name: string, key: string) => ({ name, hash: hashOf(key), createdAt: 0 })

test('a key that was made a moment ago is found; wrong ones cost a read every 25 ms at most', async () => {
  const file = keyFileIn(temporaryDirectory())
  let reads = 0
  const counted = Object.assign(Object.create(file), {
    read: () => {
      reads += 1
      return file.read()
    },
  })
  const keys = currentKeys(counted)
  const key = newKey()
  expect((await keys()).find(key, 0)).toBe('unknown')
  await file.update((current) => ({ ...current, keys: addKey(current.keys, entry('new', key)) }))
  expect((await keys()).find(key, 0)).toBe('unknown')
  await wait(30)
  expect((await keys(true)).find(key, 0)).toMatchObject({ name: 'new' })
  expect((await keys()).find(key, 0)).toMatchObject({ name: 'new' })
  const before = reads
  const started = performance.now()
  for (let count = 0; count < 2000; count++) await keys(true)
  expect(reads - before).toBeLessThanOrEqual(1 + (performance.now() - started) / 25)
})

test('the hub looks once more where a key is not known, at calls and at its own addresses, and counts no wrong key', async () => {
  const key = newKey()
  const [former, now] = [
    new KeyRing([], Buffer.alloc(32)),
    new KeyRing([entry('new', key)], Buffer.alloc(32)),
  ]
  const asked: boolean[] = []
  const hub = await hubBefore((await startPlatform()).url, {
    keys: async (isUnknown = false) => {
      asked.push(isUnknown)
      return isUnknown ? now : former
    },
  })
  for (let count = 0; count < 15; count++) expect((await hub.call('/cgi-bin/tags/get', key)).status).toBe(200)
  expect((await hub.call('/v1/accounts', key)).json).toEqual({ accounts: [{ appid: APPID }] })
  expect(asked.filter((isUnknown) => isUnknown)).toHaveLength(16)
  expect((await hub.call('/cgi-bin/tags/get', newKey())).status).toBe(401)
})
