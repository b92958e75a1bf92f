/** Pushes and replies on the wire: signed, and in two of the three modes encrypted. docs/platform.md 3.1 to 3.3. */

import { pushOf } from '../messages/push'
import { readXml, textOf, type XmlElement } from '../xml/read'
import { writeXml } from '../xml/write'
import { MessageCipher } from './cipher'
import { callbackSignature, sameSignature } from './signature'
import type { MessageMode } from './values'

/** The server configuration that both sides know. */
export interface CallbackConfig {
  readonly token: string
  /** The console's setting: how pushes are sent, and whether a reply has to be encrypted. */
  readonly mode: MessageMode
  /** EncodingAESKey and AppID: both or neither; needed in compat and safe mode. */
  readonly aesKey?: string
  readonly appid?: string
}

/** The cipher of a configuration; undefined without a key. Make it once: it is expensive for every push. */
export function cipherOf({ aesKey, appid }: CallbackConfig): MessageCipher | undefined {
  return aesKey !== undefined && appid !== undefined ? new MessageCipher(aesKey, appid) : undefined
}

/** What WeChat adds to the query of its calls. */
export interface SignedQuery {
  readonly signature: string
  readonly timestamp: string
  readonly nonce: string
}

export function signedQuery(token: string, timestamp: string, nonce: string): SignedQuery {
  return { signature: callbackSignature(token, timestamp, nonce), timestamp, nonce }
}

/** The handshake's query, in WeChat's order. */
export function handshakeQuery(
  token: string,
  {
    timestamp,
    nonce,
    echostr,
  }: { readonly timestamp: string; readonly nonce: string; readonly echostr: string },
): string {
  const { signature } = signedQuery(token, timestamp, nonce)
  return new URLSearchParams({ signature, echostr, timestamp, nonce }).toString()
}

/** Made anew for each attempt. */
export interface PushSeal {
  /** Unix seconds as text. */
  readonly timestamp: string
  readonly nonce: string
  /** 16 bytes for the cipher. */
  readonly random: Uint8Array
}

/** Bytes of randomness that a seal takes. */
export const SEAL_BYTES = 24

/**
 * The seal of a push or a reply that goes out now.
 * @param now Unix time in milliseconds
 * @param random SEAL_BYTES bytes
 */
export function sealAt(now: number, random: Uint8Array): PushSeal {
  const nonce = new DataView(random.buffer, random.byteOffset).getUint32(16).toString()
  return { timestamp: Math.floor(now / 1000).toString(), nonce, random: random.subarray(0, 16) }
}

/**
 * A push as WeChat sends it in this mode: plain; in compatible mode plain with the encrypted form beside it; in safe
 * mode encrypted alone.
 * @param xml the document, `<xml>…</xml>`
 * @param cipher needed unless the mode is plain
 */
export function sealPush(
  config: CallbackConfig,
  cipher: MessageCipher | undefined,
  xml: string,
  { timestamp, nonce, random }: PushSeal,
): { readonly query: string; readonly body: string } {
  const fields = readXml(xml)
  const { signature } = signedQuery(config.token, timestamp, nonce)
  const { ToUserName, FromUserName: openid } = pushOf(fields)
  const plain = { signature, timestamp, nonce, openid }
  if (config.mode === 'plain' || !cipher) return { query: new URLSearchParams(plain).toString(), body: xml }
  const Encrypt = cipher.encrypt(xml, random)
  const msg_signature = callbackSignature(config.token, timestamp, nonce, Encrypt)
  const query = new URLSearchParams({ ...plain, encrypt_type: 'aes', msg_signature }).toString()
  if (config.mode === 'safe') return { query, body: writeXml({ ToUserName, Encrypt }) }
  return { query, body: xml.replace(/<\/xml>\s*$/, `<Encrypt><![CDATA[${Encrypt}]]></Encrypt></xml>`) }
}

/** A reply in its envelope. `success` and an empty body need none (docs/platform.md 3.2). */
export function sealReply(
  token: string,
  cipher: MessageCipher,
  xml: string,
  { timestamp, nonce, random }: PushSeal,
): string {
  const Encrypt = cipher.encrypt(xml, random)
  const MsgSignature = callbackSignature(token, timestamp, nonce, Encrypt)
  return writeXml({ Encrypt, MsgSignature, TimeStamp: Number(timestamp), Nonce: nonce })
}

/** The four elements of an encrypted reply; `''` for a missing one. */
export interface ReplyEnvelope {
  readonly Encrypt: string
  readonly MsgSignature: string
  readonly TimeStamp: string
  readonly Nonce: string
}

/** The envelope of a reply that is encrypted; undefined where it is not. */
export function envelopeOf(fields: XmlElement): ReplyEnvelope | undefined {
  const Encrypt = textOf(fields, 'Encrypt')
  if (Encrypt === '') return undefined
  const text = (name: string) => textOf(fields, name).trim()
  return {
    Encrypt: Encrypt.trim(),
    MsgSignature: text('MsgSignature'),
    TimeStamp: text('TimeStamp'),
    Nonce: text('Nonce'),
  }
}

export function isSignedRightly(
  token: string,
  { Encrypt, MsgSignature, TimeStamp, Nonce }: ReplyEnvelope,
): boolean {
  return sameSignature(MsgSignature, callbackSignature(token, TimeStamp, Nonce, Encrypt))
}
