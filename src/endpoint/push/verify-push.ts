import type { CallbackConfig } from '../../wechat/callback/callback'
import { callbackSignature, sameSignature } from '../../wechat/callback/signature'
import type { CallParameter, CallQuery } from '../server/receive-query'
import type { Note } from '../types'
import { Refusal } from './pipeline-refusal'
import { whyWrong } from './verify-push-why'

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
export function notesOnTime(call: CallQuery, now: number): readonly Note[] {
  const age = Math.round(now / 1000 - Number(call.timestamp))
  if (age > FAR_SECONDS) return [{ code: 'timestamp-old', params: { seconds: age } }]
  if (age < -FAR_SECONDS) return [{ code: 'timestamp-ahead', params: { seconds: -age } }]
  return []
}
