import { WxError } from '../errors'
import type { Progress } from './transport'

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

const PASSING = new Set(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE'])
const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL', 'ENODATA'])

/** The failure of a request that ended with an error, from how far it had come. */
export function failureOf(error: unknown, progress: Progress, place: Place, proxy?: string): Failure {
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
  if (proxy && progress.proxyStatus === undefined)
    return unsent(new WxError('NETWORK_PROXY', { proxy, reason }, { cause: error }))
  if (progress.phase === 'tls') return unsent(new WxError('NETWORK_TLS', { host, reason }, { cause: error }))
  if (DNS.has(reason)) return unsent(new WxError('NETWORK_DNS', { host, reason }, { cause: error }))
  return unsent(new WxError('NETWORK_UNREACHABLE', { host, reason }, { cause: error }))
}

/** The failure of a proxy that answered CONNECT with anything but 200. */
export function proxyRefusal(status: number, proxy: string): Failure {
  const reason = `HTTP ${status}`
  return {
    error: new WxError('NETWORK_PROXY', { proxy, reason }),
    sent: false,
    passing: status >= 500,
    reason,
  }
}

/** The failure of a request that took longer than it may; of one that writes it is told that it may have arrived. */
export function timeOut(
  progress: Progress,
  place: Place,
  seconds: number,
  { proxy, writes }: { readonly proxy?: string; readonly writes?: boolean },
): Failure {
  const waitsForProxy = proxy !== undefined && progress.proxyStatus === undefined
  const sent = progress.phase === 'sent'
  return {
    error: waitsForProxy
      ? new WxError('NETWORK_PROXY', { proxy, reason: `ETIMEDOUT (${seconds} s)` })
      : new WxError(writes && sent ? 'NETWORK_TIMEOUT_WRITE' : 'NETWORK_TIMEOUT', { ...place, seconds }),
    sent,
    passing: false,
    reason: 'ETIMEDOUT',
  }
}

/** The code of an error, looked for behind the wrappers that Node and the proxy's agent put around it. */
function reasonOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException
    if (code) return code
  }
  return error instanceof Error ? error.message : String(error)
}
