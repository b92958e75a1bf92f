import { describe, expect, test } from 'vitest'
import { cipherOf, SEAL_BYTES, sealAt, sealPush, sealReply } from '../../../src/wechat/callback/callback'
import { MessageCipher } from '../../../src/wechat/callback/cipher'
import { callbackSignature } from '../../../src/wechat/callback/signature'

/** The official vectors, docs/platform.md 3.4. */
const TOKEN = 'AAAAA'
const AES_KEY = 'A'.repeat(43)
const APPID = 'wxba5fad812f8e6fb9'
const ENCRYPTED =
  '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04='
const MESSAGE =
  '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}'

describe("WeChat's own vectors", () => {
  test('the signature of the handshake', () => {
    expect(callbackSignature(TOKEN, '1714036504', '1514711492')).toBe(
      'f464b24fc39322e44b38aa78f5edd27bd1441696',
    )
  })

  test('the signature of a plain push', () => {
    expect(callbackSignature(TOKEN, '1714037059', '486452656')).toBe(
      '899cf89e464efb63f54ddac96b0a0a235f53aa78',
    )
  })

  test('both signatures of an encrypted push', () => {
    expect(callbackSignature(TOKEN, '1714112445', '415670741')).toBe(
      '6c5c811b55cc85e0e1b54100749188c20beb3f5d',
    )
    expect(callbackSignature(TOKEN, '1714112445', '415670741', ENCRYPTED)).toBe(
      '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
    )
  })

  test('an encrypted push, read and written', () => {
    const cipher = new MessageCipher(AES_KEY, APPID)
    expect(cipher.decrypt(ENCRYPTED)).toBe(MESSAGE)
    expect(cipher.encrypt(MESSAGE, Buffer.from('a8eedb185eb2fecf'))).toBe(ENCRYPTED)
  })

  test('an encrypted reply', () => {
    const config = { token: TOKEN, mode: 'safe', aesKey: AES_KEY, appid: APPID } as const
    const cipher = cipherOf(config)
    if (!cipher) throw new Error('no cipher')
    const seal = { timestamp: '1713424427', nonce: '415670741', random: Buffer.from('707722b803182950') }
    expect(sealReply(TOKEN, cipher, '{"demo_resp":"good luck"}', seal)).toBe(
      '<xml><Encrypt><![CDATA[ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==]]></Encrypt><MsgSignature><![CDATA[1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1]]></MsgSignature><TimeStamp>1713424427</TimeStamp><Nonce><![CDATA[415670741]]></Nonce></xml>',
    )
    expect(sealPush(config, cipher, '<xml><FromUserName>o1</FromUserName></xml>', seal).query).toContain(
      'openid=o1',
    )
  })
})

test('a seal takes the time in whole seconds, sixteen bytes for the cipher and a nonce from the next four', () => {
  const pool = Uint8Array.from({ length: SEAL_BYTES + 8 }, (_, at) => at)
  const random = pool.subarray(8) // a view of a larger buffer, as Node's own random bytes are
  const seal = sealAt(1_767_225_600_999, random)
  expect(seal).toEqual({ timestamp: '1767225600', nonce: String(0x18191a1b), random: random.subarray(0, 16) })
})
