import { type CallbackConfig, sealReply } from '../../wechat/callback/callback'
import type { MessageCipher } from '../../wechat/callback/cipher'
import { SUCCESS } from '../../wechat/replies/reply'
import type { Answer } from '../types'

/** What goes over the wire. */
export interface WireReply {
  readonly status: number
  readonly contentType: string
  readonly body: string | Buffer
}

export interface SealMeans {
  readonly config: CallbackConfig
  readonly cipher: MessageCipher | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (size: number) => Uint8Array
}

/**
 * An answer as it is sent: encrypted where the push was, `success` and nothing never (docs/platform.md 3.2). Encrypted anew for
 * each retry.
 */
export function wireReply(means: SealMeans, answer: Answer, encrypted: boolean): WireReply {
  const { text, wire } = answer
  if (wire) return { ...wire, contentType: HEADER.test(wire.contentType) ? wire.contentType : XML }
  if (text === '' || text === SUCCESS) return { status: 200, contentType: 'text/plain', body: text }
  if (!encrypted || !means.cipher) return { status: 200, contentType: XML, body: text }
  const random = means.randomBytes(24)
  const nonce = new DataView(random.buffer, random.byteOffset + 16).getUint32(0).toString()
  const timestamp = Math.floor(means.now() / 1000).toString()
  const seal = { timestamp, nonce, random: random.subarray(0, 16) }
  return { status: 200, contentType: XML, body: sealReply(means.config.token, means.cipher, text, seal) }
}

const XML = 'text/xml; charset=utf-8'
/** What Node sends as the value of a header without an error. */
const HEADER = /^[\t\u0020-\u007e\u0080-\u00ff]*$/
