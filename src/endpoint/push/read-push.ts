import { isUtf8 } from 'node:buffer'
import { type CallbackConfig, cipherOf } from '../../wechat/callback/callback'
import { CipherFault, type MessageCipher } from '../../wechat/callback/cipher'
import { callbackSignature, sameSignature } from '../../wechat/callback/signature'
import type { MessageMode } from '../../wechat/callback/values'
import { type Push, pushOf } from '../../wechat/messages/push'
import { readXml, textOf, type XmlElement, XmlFault } from '../../wechat/xml/read'
import { Refusal } from '../refusal'
import type { CallParameter, CallQuery } from '../server/receive'
import type { Note } from '../types'
import { whyWrong } from './wrong-signature'

/** A push that is signed rightly, decrypted where it was encrypted. */
export interface ReadPush {
  readonly push: Push
  /** The document, without the byte order mark that may have stood before it. */
  readonly xml: string
  readonly encrypted: boolean
  readonly notes: readonly Note[]
}

/** Pushes in all three modes (docs/platform.md 3.2, 3.3). What is encrypted counts, also where it stands in plain beside it. */
export class PushReader {
  readonly cipher: MessageCipher | undefined

  constructor(private readonly config: CallbackConfig) {
    this.cipher = cipherOf(config)
  }

  /**
   * @param now milliseconds since 1970
   * @throws Refusal
   */
  read(call: CallQuery, body: Buffer, now: number): ReadPush {
    const { mode } = this.config
    const says = call.encrypt_type
    const isSealed = says === 'aes' || (says === '' && call.msg_signature !== '')
    // In safe mode msg_signature alone decides (docs/platform.md 3.3): the other one says nothing about the body.
    const isDecisive = isSealed && mode === 'safe'
    if (isDecisive) requireParameters(call, ['msg_signature', 'timestamp', 'nonce'])
    else {
      requireParameters(call, isSealed ? [...NEEDED, 'msg_signature'] : NEEDED)
      checkSignature(this.config, call)
    }
    const text = readText(body)
    const outer = readDocument(text)
    const isPlain = textOf(outer, 'MsgType') !== ''
    if (!isSealed) {
      if (!isPlain && textOf(outer, 'Encrypt') !== '')
        throw new Refusal('signature-missing', { names: 'msg_signature, encrypt_type' })
      if (mode === 'safe') throw new Refusal('plain-in-safe-mode')
    } else if (this.cipher) {
      const inner = this.decrypt(call, outer)
      const sent = isPlain ? 'compat' : 'safe'
      return this.opened(call, inner, now, true, sent, isPlain ? outer : undefined)
    } else if (!isPlain) throw new Refusal('no-key')
    return this.opened(call, text, now, false, isSealed ? 'compat' : 'plain', undefined, outer)
  }

  /** @throws Refusal; whoever calls is answered the same, whatever the reason */
  private decrypt(call: CallQuery, outer: XmlElement): string {
    const encrypt = textOf(outer, 'Encrypt').trim()
    if (encrypt === '') throw new Refusal('cipher', { reason: 'missing' })
    checkSignature(this.config, call, encrypt)
    try {
      return this.cipher?.decrypt(encrypt) ?? ''
    } catch (error) {
      if (!(error instanceof CipherFault)) throw error
      throw new Refusal('cipher', {
        reason: error.reason,
        ...(error.appid !== undefined && { appid: error.appid }),
      })
    }
  }

  /** @param beside the plain fields beside the encrypted ones @param read the document, where it has been read */
  private opened(
    call: CallQuery,
    text: string,
    now: number,
    encrypted: boolean,
    sent: MessageMode,
    beside: XmlElement | undefined,
    read?: XmlElement,
  ): ReadPush {
    const fields = read ?? readDocument(text)
    if (textOf(fields, 'MsgType') === '') throw new Refusal('not-a-push')
    const bom = hasBom(text)
    const differing = beside ? differences(beside, fields) : []
    const notes: Note[] = [...notesOnTime(call, now)]
    if (sent !== this.config.mode)
      notes.push({ code: 'mode-differs', params: { mode: this.config.mode, sent } })
    if (differing.length > 0) notes.push({ code: 'plain-differs', params: { names: differing.join(', ') } })
    if (bom) notes.push({ code: 'bom' })
    return { push: pushOf(fields), xml: bom ? text.slice(1) : text, encrypted, notes }
  }
}

const NEEDED = ['signature', 'timestamp', 'nonce'] as const

/** Names of the fields in which the plain form of a push in compatible mode is not what its encrypted form says. */
function differences(plain: XmlElement, sealed: XmlElement): string[] {
  const { Encrypt: _, ...rest } = plain
  const names = new Set([...Object.keys(rest), ...Object.keys(sealed)])
  return [...names].filter((name) => JSON.stringify(rest[name]) !== JSON.stringify(sealed[name])).slice(0, 8)
}

/** WeChat's own clock is right, and what it sends arrives within seconds; retries carry the time of the first. */
const FAR_SECONDS = 600

/**
 * What is signed is the values joined with nothing in between, so a signature that somebody has seen is right for
 * every other way to cut the same characters into a timestamp, a nonce and a cipher text. WeChat sends ten digits, and
 * some ten for the nonce; other programs take a nonce out of `Math.random()` or a base64 text. What is longer, or of
 * another kind, may be a part of another value, and is none that anybody signs with.
 */
const TIMESTAMP = /^\d{1,16}$/
const NONCE_CHARACTERS = 64
const NONCE = /^[ -~]*$/

/** @throws Refusal where a parameter is missing, stands twice, or cannot be what its name says */
export function requireParameters(call: CallQuery, names: readonly CallParameter[]): void {
  if (call.twice) throw new Refusal('signature-twice', { name: call.twice })
  const missing = names.filter((name) => call[name] === '')
  if (missing.length > 0) throw new Refusal('signature-missing', { names: missing.join(', ') })
  if (!TIMESTAMP.test(call.timestamp)) throw new Refusal('timestamp-malformed')
  if (call.nonce.length > NONCE_CHARACTERS) throw new Refusal('nonce-long', { limit: NONCE_CHARACTERS })
  if (!NONCE.test(call.nonce)) throw new Refusal('nonce-characters')
}

/**
 * Checks `signature`, or with the content of `Encrypt` the `msg_signature` (docs/platform.md 3.1, 3.3).
 * @throws Refusal that says what differs, as far as it can be known
 */
export function checkSignature(config: CallbackConfig, call: CallQuery, encrypt?: string): void {
  const name = encrypt === undefined ? 'signature' : 'msg_signature'
  const given = call[name]
  const right = callbackSignature(config.token, call.timestamp, call.nonce, encrypt)
  if (sameSignature(given, right)) return
  if (sameSignature(given.toLowerCase(), right)) throw new Refusal('signature-case', { name })
  throw new Refusal('signature-wrong', { name, differs: whyWrong(config, call, given, encrypt) })
}

/** WeChat documents no limit, so none is kept: a time that is far off is said, and the push taken. */
function notesOnTime(call: CallQuery, now: number): readonly Note[] {
  const age = Math.round(now / 1000 - Number(call.timestamp))
  if (age > FAR_SECONDS) return [{ code: 'timestamp-old', params: { seconds: age } }]
  if (age < -FAR_SECONDS) return [{ code: 'timestamp-ahead', params: { seconds: -age } }]
  return []
}

/** @throws Refusal where it is not UTF-8, with the place of the first byte that is none, counted from 1 */
function readText(body: Buffer): string {
  if (body.length === 0) throw new Refusal('body-empty')
  if (isUtf8(body)) return body.toString()
  throw new Refusal('not-utf8', { byte: firstInvalid(body) + 1 })
}

/** Decoded leniently, invalid bytes become U+FFFD; one that stood there itself has three bytes of its own. */
function firstInvalid(body: Buffer): number {
  const genuine = Buffer.from('\ufffd')
  let at = 0
  for (const character of body.toString()) {
    const length = Buffer.byteLength(character)
    if (character === '\ufffd' && !body.subarray(at, at + length).equals(genuine)) return at
    at += length
  }
  return at
}

const hasBom = (text: string): boolean => text.charCodeAt(0) === 0xfeff

/** @throws Refusal with reason, line and column; `json` where it is that, as accounts of other kinds can be set to */
function readDocument(text: string): XmlElement {
  try {
    return readXml(text)
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error
    if (error.reason === 'empty') throw new Refusal('body-empty')
    const reason = error.reason === 'not-xml' && /^\s*[[{]/.test(text) ? 'json' : error.reason
    throw new Refusal('xml', { reason, line: error.line, column: error.column })
  }
}
