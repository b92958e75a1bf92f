import type { CallbackConfig } from '../wechat/callback'
import { callbackSignature, sameSignature } from '../wechat/callback-signature'
import { Refusal } from './pipeline-refusal'
import type { CallParameter, CallQuery } from './receive-query'
import type { Note } from './types'
import { whyWrong } from './verify-push-why'

/** WeChat's own clock is right, and what it sends arrives within seconds; retries carry the time of the first. */
const FAR_SECONDS = 600

/** @throws Refusal where a parameter is missing or stands twice */
export function requireParameters(call: CallQuery, names: readonly CallParameter[]): void {
  if (call.twice) throw new Refusal('signature-twice', { name: call.twice })
  const missing = names.filter((name) => call[name] === '')
  if (missing.length > 0) throw new Refusal('signature-missing', { names: missing.join(', ') })
}

/**
 * Checks `signature`, or with the content of `Encrypt` the `msg_signature` (FACTS 3.1, 3.3).
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
