import { WxError } from '../errors'
import type { Progress } from '../http/progress'
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

/** Codes after which another try may find it otherwise. */
export const PASSING: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE'])
export const DNS: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EAI_NONAME',
  'EAI_FAIL',
  'ENODATA',
])

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

/** The code of an error, looked for behind the wrappers that Node and the proxy's agent put around it. */
export function reasonOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException
    if (code) return code
  }
  return error instanceof Error ? error.message : String(error)
}
