import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeAppid, judgeSecret } from '../../src/wechat/appid'
import { isAesKey, isCallbackToken, newAesKey, newCallbackToken } from '../../src/wechat/callback/values'

test.each([
  ['wx0123456789abcdef', 'usual'],
  ['wx0123456789ABCDEF', 'unusual'],
  ['ww0123456789abcdef', 'unusual'],
  ['wx123456', 'unusual'],
  ['gh_0123456789ab', 'original-id'],
  ['0123456789abcdef0123456789abcdef', 'secret'],
  ['0123456789ABCDEF0123456789ABCDEF', 'secret'],
  ['', 'invalid'],
  ['wx', 'invalid'],
  ['wx 0123456789abcdef', 'invalid'],
  ['../../etc/passwd', 'invalid'],
])('AppID %j is %s', (value, verdict) => {
  expect(judgeAppid(value)).toBe(verdict)
})

test.each([
  ['0123456789abcdef0123456789abcdef', 'usual'],
  ['0123456789ABCDEF0123456789ABCDEF', 'unusual'],
  ['short', 'unusual'],
  ['', 'invalid'],
  ['two words', 'invalid'],
  ['PATH=/bin\u0000HOME=/root\u0000', 'invalid'],
  ['密钥', 'unusual'],
  ['\u00000123456789abcdef0123456789abcdef', 'invalid'],
  ['0123456789abcdef\u007f', 'invalid'],
])('AppSecret %j is %s', (value, verdict) => {
  expect(judgeSecret(value)).toBe(verdict)
})

test.each([
  ['abc', true],
  ['ab', false],
  ['a'.repeat(32), true],
  ['a'.repeat(33), false],
  ['a-b', false],
])('Token %j: %s', (value, right) => {
  expect(isCallbackToken(value)).toBe(right)
})

test('values that are made are valid, and the key survives strict base64', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (stream) => {
      const random = (size: number) => Uint8Array.from({ length: size }, () => stream.next().value ?? 0)
      const key = newAesKey(random)
      expect(isAesKey(key)).toBe(true)
      const bytes = Buffer.from(`${key}=`, 'base64')
      expect(bytes).toHaveLength(32)
      expect(bytes.toString('base64')).toBe(`${key}=`) // no bit is lost
      expect(isCallbackToken(newCallbackToken(random))).toBe(true)
    }),
  )
})

test('letters are drawn evenly', () => {
  const counts = new Map<string, number>()
  for (let round = 0; round < 2000; round++)
    for (const letter of newCallbackToken(randomBytes)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect(counts.size).toBe(62)
  const mean = (2000 * 32) / 62
  for (const count of counts.values()) expect(Math.abs(count - mean)).toBeLessThan(mean * 0.25)
})
