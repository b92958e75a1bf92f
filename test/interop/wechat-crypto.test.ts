import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import Crypto from 'wechat-crypto'
import { envelopeOf, isSignedRightly, sealPush, sealReply } from '../../src/wechat/callback/callback'
import { CipherFault, MessageCipher } from '../../src/wechat/callback/cipher'
import { callbackSignature } from '../../src/wechat/callback/signature'
import { newAesKey, newCallbackToken } from '../../src/wechat/callback/values'
import { replyXml } from '../../src/wechat/replies/reply'
import { readXml, textOf } from '../../src/wechat/xml/read'

const TOKEN = 'a1B2c3D4'
const AES_KEY = `${'abcdefghijklmnopqrstuvwxyz0123456789ABCDEF'}A`
const APPID = 'wx0123456789abcdef'
const seal = { timestamp: '1763913600', nonce: '415670741', random: Buffer.from('0123456789abcdef') }

const theirs = new Crypto(TOKEN, AES_KEY, APPID)
const ours = new MessageCipher(AES_KEY, APPID)

/** All lengths over two blocks of 32 bytes, of characters with one, three and four bytes. */
const messages = ['x', '今', '🎁'].flatMap((character) =>
  Array.from({ length: 68 }, (_, count) => character.repeat(count)),
)

describe('the npm package wechat-crypto', () => {
  test('reads what we encrypt, at every length around its block', () => {
    expect(messages.map((text) => theirs.decrypt(ours.encrypt(text, seal.random)))).toEqual(
      messages.map((message) => ({ message, id: APPID })),
    )
  })

  test('encrypts what we read, at every length around its block', () => {
    expect(messages.map((text) => ours.decrypt(theirs.encrypt(text)))).toEqual(messages)
  })

  test('agrees with us on any text under any AppID', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        (text, appid) => {
          const [their, our] = [new Crypto(TOKEN, AES_KEY, appid), new MessageCipher(AES_KEY, appid)]
          expect(their.decrypt(our.encrypt(text, seal.random))).toEqual({ message: text, id: appid })
          expect(our.decrypt(their.encrypt(text))).toBe(text)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('signs as we do', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), fc.string(), (time, nonce, encrypted) => {
        expect(callbackSignature(TOKEN, String(time), nonce, encrypted)).toBe(
          theirs.getSignature(String(time), nonce, encrypted),
        )
      }),
    )
  })

  test('takes the Token and the EncodingAESKey that we make up', () => {
    const bytes = (size: number) => Buffer.alloc(size, 7)
    const [token, aesKey] = [newCallbackToken(bytes), newAesKey(bytes)]
    const cipher = new MessageCipher(aesKey, APPID)
    expect(new Crypto(token, aesKey, APPID).decrypt(cipher.encrypt('你好', seal.random)).message).toBe('你好')
  })

  test('opens a push that we seal, and finds it rightly signed', () => {
    const xml = '<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Content><![CDATA[你好🎁]]></Content></xml>'
    const config = { token: TOKEN, mode: 'safe', aesKey: AES_KEY, appid: APPID } as const
    const { query, body } = sealPush(config, ours, xml, seal)
    const encrypted = textOf(readXml(body), 'Encrypt')
    expect(theirs.decrypt(encrypted)).toEqual({ message: xml, id: APPID })
    const signature = theirs.getSignature(seal.timestamp, seal.nonce, encrypted)
    expect(new URLSearchParams(query).get('msg_signature')).toBe(signature)
  })

  test('opens a reply that we seal, and we find one of theirs rightly signed', () => {
    const head = { ToUserName: 'gh_1', FromUserName: 'o1', CreateTime: 1, MsgType: 'text' }
    const xml = replyXml({ MsgType: 'text', Content: '收到 ]]> 🎁' }, head, 2)
    const envelope = envelopeOf(readXml(sealReply(TOKEN, ours, xml, seal)))
    expect(theirs.decrypt(envelope?.Encrypt ?? '').message).toBe(xml)
    expect(envelope?.MsgSignature).toBe(
      theirs.getSignature(seal.timestamp, seal.nonce, envelope?.Encrypt ?? ''),
    )

    const Encrypt = theirs.encrypt(xml)
    const MsgSignature = theirs.getSignature(seal.timestamp, seal.nonce, Encrypt)
    const own = { Encrypt, MsgSignature, TimeStamp: seal.timestamp, Nonce: seal.nonce }
    expect(isSignedRightly(TOKEN, own)).toBe(true)
    expect(isSignedRightly('another', own)).toBe(false)
  })

  test('cannot read what was encrypted under another key; neither can we', () => {
    const other = new Crypto(TOKEN, `${'z'.repeat(42)}A`, APPID)
    expect(() => ours.decrypt(other.encrypt('你好'))).toThrow(CipherFault)
  })
})
