import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { addKey, type HubKey, hashOf, isHubSecret, KeyRing, newKey, removeKey } from '../../src/hub/keys'

const SECRET = Buffer.alloc(32, 1)
const NOW = Date.UTC(2026, 0, 1)
const [A, B] = ['wx000000000000000a', 'wx000000000000000b']

function made(name: string, more: Partial<HubKey> = {}): { key: string; kept: HubKey } {
  const key = newKey()
  return { key, kept: { name, hash: hashOf(key), createdAt: NOW, ...more } }
}

describe('keys', () => {
  test('a key has 256 random bits, and only its hash is kept', () => {
    const all = new Set(Array.from({ length: 1000 }, newKey))
    expect(all.size).toBe(1000)
    const { key, kept } = made('ci')
    expect(key).toMatch(/^wxhub_[A-Za-z0-9_-]{43}$/)
    expect(kept.hash).toBe(createHash('sha256').update(key).digest('hex'))
    expect(JSON.stringify(kept)).not.toContain(key)
  })

  test('a key is found by what was sent; a changed, shortened or foreign one is not', () => {
    const { key, kept } = made('ci')
    const ring = new KeyRing([kept, made('other').kept], SECRET)
    expect(ring.find(key, NOW)).toBe(kept)
    for (const wrong of [
      '',
      'x',
      key.slice(0, -1),
      `${key}x`,
      `${key} `,
      key.toUpperCase(),
      newKey(),
      kept.hash,
    ])
      expect([wrong, ring.find(wrong, NOW)]).toEqual([wrong, 'unknown'])
  })

  test('a key ends at its time', () => {
    const { key, kept } = made('ci', { expiresAt: NOW })
    const ring = new KeyRing([kept], SECRET)
    expect(ring.find(key, NOW - 1)).toBe(kept)
    expect(ring.find(key, NOW)).toBe('expired')
  })

  test('names are unique and plain', () => {
    const keys = addKey([], made('ci').kept)
    expect(() => addKey(keys, made('ci').kept)).toThrow(expect.objectContaining({ code: 'HUB_KEY_EXISTS' }))
    for (const name of ['', ' ', 'a b', '../x', '-x', 'a'.repeat(65), '钥匙'])
      expect(() => addKey([], made(name).kept)).toThrow(
        expect.objectContaining({ code: 'HUB_KEY_NAME_INVALID' }),
      )
    expect(removeKey(keys, 'ci')).toEqual([])
    expect(() => removeKey(keys, 'no')).toThrow(expect.objectContaining({ code: 'HUB_KEY_UNKNOWN' }))
  })
})

describe('stand-ins for tokens', () => {
  const { kept } = made('ci')
  const ring = new KeyRing([kept], SECRET)
  const standIn = ring.standInFor(kept, A)

  test('a stand-in leads to its key and its account, holds neither key nor hash, and stays the same', () => {
    expect(ring.find(standIn, NOW)).toBe(kept)
    expect(ring.accountOf(standIn, [B, A])).toBe(A)
    expect(standIn).not.toContain(kept.hash)
    expect(isHubSecret(standIn)).toBe(true)
    expect(ring.standInFor(kept, A)).toBe(standIn)
    expect(ring.standInFor(kept, B)).not.toBe(standIn)
  })

  test('it dies with its key, and with an account that has gone', () => {
    const other = new KeyRing([made('next').kept], SECRET)
    expect(other.find(standIn, NOW)).toBe('unknown')
    expect(other.accountOf(standIn, [A, B])).toBeUndefined()
    expect(ring.accountOf(standIn, [B])).toBeUndefined()
  })

  test('a key of the same name that is made anew does not take over the old one’s stand-ins', () => {
    const again = new KeyRing([made('ci').kept], SECRET)
    expect(again.find(standIn, NOW)).toBe('unknown')
  })

  test('no character of it can be changed', () => {
    for (let at = 0; at < standIn.length; at++) {
      const changed = standIn.slice(0, at) + (standIn[at] === 'A' ? 'B' : 'A') + standIn.slice(at + 1)
      const found = ring.find(changed, NOW)
      const isBound = typeof found !== 'string' && ring.accountOf(changed, [A, B]) !== undefined
      expect([at, isBound]).toEqual([at, false])
    }
  })

  test('another secret makes others', () => {
    const other = new KeyRing([kept], Buffer.alloc(32, 2))
    expect(other.accountOf(standIn, [A])).toBeUndefined()
  })
})
