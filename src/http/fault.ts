/**
 * Why a request brought no answer: one classification for calls of WeChat's API, for proxies on the way there and for
 * developers' endpoints.
 */
import { reasonOf } from '../errors'

/** How far a request came before it ended: what decides whether it may be sent again, and what failed. */
export interface Progress {
  /** `sent`: there was a connection, so the request may have arrived. */
  phase: 'connecting' | 'tls' | 'sent'
  /** What the proxy answered to CONNECT; NaN where that was not HTTP. */
  proxyStatus?: number
  /** Header fields of that answer, by their names in lower case. */
  proxyHeaders?: Readonly<Record<string, string | readonly string[]>>
}

/**
 * `unreachable`: no way there; `dropped`: the connection ended before the answer was whole; `http-parse`: what came is
 * not HTTP; `proxy`: the proxy gave no way through; `aborted`: the caller does not want the answer any more.
 */
export type FaultReason =
  | 'refused'
  | 'unreachable'
  | 'dns'
  | 'tls'
  | 'timeout'
  | 'dropped'
  | 'proxy'
  | 'http-parse'
  | 'aborted'

interface Circumstances {
  readonly progress?: Progress
  /** The system's error. Never one that holds the request: what is traced of an error must be free of secrets. */
  readonly cause?: unknown
}

/** A request that brought no answer. */
export class Fault extends Error {
  readonly progress: Progress

  constructor(
    readonly reason: FaultReason,
    /** The system's or the protocol's own word: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `HTTP 407`. */
    readonly detail: string,
    /** Milliseconds until then. */
    readonly ms: number,
    /** False: the other end cannot have seen it. */
    readonly sent: boolean,
    { progress = { phase: sent ? 'sent' : 'connecting' }, cause }: Circumstances = {},
  ) {
    super(`${reason}: ${detail}`, { cause })
    this.progress = progress
  }
}

/** Codes after which another try may find it otherwise. */
export const PASSING: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE'])

/** Codes of a name that could not be resolved. */
export const DNS: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EAI_NONAME',
  'EAI_FAIL',
  'ENODATA',
])

/**
 * The fault of a request that ended with an error, from how far it had come.
 * @param proxied a proxy was asked for a tunnel first
 * @param ms milliseconds that the request took
 */
export function faultOf(error: unknown, progress: Progress, proxied: boolean, ms: number): Fault {
  const { phase, proxyStatus } = progress
  const isRefusedByProxy = proxied && proxyStatus !== undefined && proxyStatus !== 200
  const detail = isRefusedByProxy ? `HTTP ${proxyStatus}` : detailOf(error)
  const fault = (reason: FaultReason) =>
    new Fault(reason, detail, ms, phase === 'sent', { progress, cause: error })
  if (isRefusedByProxy) return fault('proxy')
  if (detail.startsWith('HPE_')) return fault('http-parse')
  if (phase === 'sent') return fault('dropped')
  if (proxied && proxyStatus === undefined) return fault('proxy')
  if (phase === 'tls') return fault('tls')
  if (DNS.has(detail)) return fault('dns')
  return fault(detail === 'ECONNREFUSED' ? 'refused' : 'unreachable')
}

/** The code of an error; of TLS what OpenSSL said, where Node of this version hides it behind EPROTO. */
function detailOf(error: unknown): string {
  const code = reasonOf(error)
  return code === 'EPROTO' && error instanceof Error ? (sslReason(error.message) ?? code) : code
}

/** What OpenSSL said, in the form that Node gives other errors of it: `ERR_SSL_WRONG_VERSION_NUMBER`. */
function sslReason(message: string): string | undefined {
  const reason = /:SSL routines:[^:]*:([\w ]+)/.exec(message)?.[1]
  return reason && `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`
}
