import { reasonOf, WxError } from '../errors'
import { DNS, PASSING, type Progress } from '../http/fault'
import { timeoutRange } from '../number'

/** A request that brought no answer. */
export interface Failure {
  readonly error: WxError
  /** False: WeChat cannot have seen it. */
  readonly sent: boolean
  /** Another try may find it otherwise (refused, reset, cut): not so for names, certificates and time-outs. */
  readonly passing: boolean
  /** The system's or the protocol's own word: `ECONNREFUSED`, `HTTP 407`. */
  readonly reason: string
}

export interface Place {
  /** Host, with the port where it is not the usual one. */
  readonly host: string
  readonly path: string
}

/** The failure of a request that ended with an error, from how far it had come. */
export function failureOf(error: unknown, progress: Progress, place: Place): Failure {
  const reason = reasonOf(error)
  const passing = PASSING.has(reason)
  const { host, path } = place
  const unsent = (failed: WxError): Failure => ({ error: failed, sent: false, passing, reason })
  if (progress.phase === 'sent') {
    const incomplete = reason.startsWith('Z_') || reason === 'ERR_STREAM_PREMATURE_CLOSE'
    return {
      error: incomplete
        ? new WxError('ANSWER_INCOMPLETE', { host, path, reason }, { cause: error })
        : new WxError('NETWORK_DROPPED', { host, reason }, { cause: error }),
      sent: true,
      passing: !incomplete,
      reason,
    }
  }
  if (progress.phase === 'tls') return unsent(new WxError('NETWORK_TLS', { host, reason }, { cause: error }))
  if (DNS.has(reason)) return unsent(new WxError('NETWORK_DNS', { host, reason }, { cause: error }))
  return unsent(new WxError('NETWORK_UNREACHABLE', { host, reason }, { cause: error }))
}

/**
 * The failure of a request that took longer than it may; of one that writes it is told that it may have arrived.
 * @param seconds what it had
 */
export function timeOut(progress: Progress, place: Place, seconds: number, writes = false): Failure {
  const sent = progress.phase === 'sent'
  const code = writes && sent ? 'NETWORK_TIMEOUT_WRITE' : 'NETWORK_TIMEOUT'
  return {
    error: new WxError(code, { ...place, seconds, longer: longerThan(seconds) }),
    sent,
    passing: false,
    reason: 'ETIMEDOUT',
  }
}

/** The time limit to try next, in seconds: never the one that was too short. */
export function longerThan(seconds: number): number {
  return seconds < 30 ? 30 : Math.min(seconds * 3, timeoutRange.most)
}
