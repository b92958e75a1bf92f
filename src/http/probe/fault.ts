import type { Progress } from '../progress'

/**
 * Why no answer came. `unreachable`: no way there; `dropped`: the connection ended before the answer was whole;
 * `http-parse`: what came is not HTTP; `aborted`: the caller wanted it no longer.
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

/** A call to an endpoint that brought no answer. */
export class EndpointFault extends Error {
  constructor(
    readonly reason: FaultReason,
    /** The system's or the protocol's own word: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `HTTP 407`. */
    readonly detail: string,
    /** Milliseconds until then. */
    readonly ms: number,
    /** False: the endpoint cannot have seen it. */
    readonly sent: boolean,
  ) {
    super(`${reason}: ${detail}`)
  }
}

const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL', 'ENODATA'])

/** The fault of a call that ended with an error, from how far it had come. @param proxied a proxy was asked first */
export function faultOf(error: unknown, progress: Progress, proxied: boolean, ms: number): EndpointFault {
  const { phase, proxyStatus } = progress
  const isRefusedByProxy = proxied && proxyStatus !== undefined && proxyStatus !== 200
  const detail = isRefusedByProxy ? `HTTP ${proxyStatus}` : codeOf(error)
  const fault = (reason: FaultReason) => new EndpointFault(reason, detail, ms, phase === 'sent')
  if (isRefusedByProxy) return fault('proxy')
  if (detail.startsWith('HPE_')) return fault('http-parse')
  if (phase === 'sent') return fault('dropped')
  if (proxied && proxyStatus === undefined) return fault('proxy')
  if (phase === 'tls') return fault('tls')
  if (DNS.has(detail)) return fault('dns')
  return fault(detail === 'ECONNREFUSED' ? 'refused' : 'unreachable')
}

/** The code of an error, looked for behind the wrappers that Node and the proxy's agent put around it. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException
    if (code) return code === 'EPROTO' ? (sslReason(at.message) ?? code) : code
  }
  return error instanceof Error ? error.message : String(error)
}

/** What OpenSSL said, in the form that Node gives other errors of it: `ERR_SSL_WRONG_VERSION_NUMBER`. */
function sslReason(message: string): string | undefined {
  const reason = /:SSL routines:[^:]*:([\w ]+)/.exec(message)?.[1]
  return reason && `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`
}
