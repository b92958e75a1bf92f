import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CipherFault, type CipherReason, MessageCipher } from '../../../src/wechat/callback/cipher'

const AES_KEY = `${'abcdefghijklmnopqrstuvwxyz0123456789ABCDEF'}A`
const OTHER_KEY = `${'z'.repeat(42)}A`
const APPID = 'wx0123456789abcdef'
const random = Buffer.from('0123456789abcdef')
const cipher = new MessageCipher(AES_KEY, APPID)

/** Well-formed: a lone surrogate has no UTF-8. */
const anyText = fc.string({ unit: 'grapheme', maxLength: 200 })

test('any text under any AppID is decrypted as it was', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      (text, appid, bytes) => {
        const own = new MessageCipher(AES_KEY, appid)
        const encrypted = own.encrypt(text, bytes)
        expect(Buffer.from(encrypted, 'base64').length % 32).toBe(0)
        expect(own.decrypt(encrypted)).toBe(text)
      },
    ),
    { numRuns: 500 },
  )
})

test.each(Array.from({ length: 66 }, (_, length) => length))(
  'a message of %i bytes fills its block',
  (length) => {
    const encrypted = cipher.encrypt('x'.repeat(length), random)
    const bare = 16 + 4 + length + APPID.length
    expect(Buffer.from(encrypted, 'base64').length).toBe((Math.floor(bare / 32) + 1) * 32)
    expect(cipher.decrypt(encrypted)).toBe('x'.repeat(length))
  },
)

test('a megabyte goes through', () => {
  const text = '今'.repeat(350_000)
  expect(cipher.decrypt(cipher.encrypt(text, random))).toBe(text)
})

/** What is encrypted as it stands: to be wrong in one thing. */
function sealed(plain: Buffer, aesKey = AES_KEY): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const aes = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([aes.update(plain), aes.final()]).toString('base64')
}
function plainOf(message: Buffer, { length = message.length, appid = APPID, block = 32 } = {}): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(length)
  const bare = Buffer.concat([random, size, message, Buffer.from(appid)])
  const padding = block - (bare.length % block)
  return Buffer.concat([bare, Buffer.alloc(padding, padding)])
}
const hello = Buffer.from('hello')
const broken = (at: number, value: number) => {
  const plain = plainOf(hello)
  plain[plain.length + at] = value
  return plain
}

describe('what cannot be read is refused with its reason', () => {
  test.each<[string, string, CipherReason]>([
    ['nothing', '', 'length'],
    ['no base64', '今日', 'base64'],
    ['base64 for URLs', 'ab-_', 'base64'],
    ['base64 cut off', cipher.encrypt('hello', random).slice(0, -3), 'base64'],
    ['base64 cut off at a quartet', cipher.encrypt('hello', random).slice(0, -8), 'length'],
    ['a block too few', cipher.encrypt('hello', random).slice(0, 64), 'padding'],
    ['padding of 0', sealed(broken(-1, 0)), 'padding'],
    ['padding of 33', sealed(broken(-1, 33)), 'padding'],
    ['padding that is not all the same', sealed(broken(-2, 1)), 'padding'],
    ['a length beyond the end', sealed(plainOf(hello, { length: 2 ** 32 - 1 })), 'message-length'],
    ['no room for a length', sealed(Buffer.alloc(32, 32)), 'message-length'],
    ['another AppID', sealed(plainOf(hello, { appid: 'wxffffffffffffffff' })), 'appid'],
    ['no AppID', sealed(plainOf(hello, { appid: '' })), 'appid'],
    ['a length that takes from the AppID', sealed(plainOf(hello, { length: 6 })), 'appid'],
    ['bytes that are no UTF-8', sealed(plainOf(Buffer.from([0xff, 0xfe]))), 'utf8'],
    ['another key', sealed(plainOf(hello), OTHER_KEY), 'padding'],
  ])('%s', (_, encrypted, reason) => {
    expect(() => cipher.decrypt(encrypted)).toThrow(
      expect.objectContaining({ constructor: CipherFault, reason }),
    )
  })

  test('the other AppID is told, at most 64 characters of it', () => {
    const encrypted = sealed(plainOf(hello, { appid: 'x'.repeat(500) }))
    expect(() => cipher.decrypt(encrypted)).toThrow(expect.objectContaining({ appid: 'x'.repeat(64) }))
  })

  test('whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 128 }).map((bytes) => Buffer.from(bytes).toString('base64')),
          fc
            .uint8Array({ minLength: 1, maxLength: 96 })
            .map((bytes) => sealed(Buffer.concat([bytes, Buffer.alloc(32 - (bytes.length % 32), 1)]))),
          fc.string(),
        ),
        (encrypted) => {
          expect(() => cipher.decrypt(encrypted)).toThrow(CipherFault)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

test('padding to 16 bytes, as some SDKs do it, is read', () => {
  expect(cipher.decrypt(sealed(plainOf(hello, { block: 16 })))).toBe('hello')
})

test('line breaks around the cipher text are passed over', () => {
  expect(cipher.decrypt(`\n${cipher.encrypt('hello', random)}\r\n`)).toBe('hello')
})
