/** Requests that brought no answer, as errors: loaded when there is one. */
import { type ErrorCode, type ErrorParams, reasonOf, WxError } from '../errors'
import { DNS, type Fault, PASSING } from '../http/fault'
import type { ProxyRoute } from '../http/proxy'
import { timeoutRange } from '../number'

/** The error of a request that brought no answer, and whether the request may be made again. */
export interface Failure {
  readonly error: WxError
  /** False: WeChat cannot have seen it. */
  readonly sent: boolean
  /** Another try may find it otherwise (refused, reset, cut): not so for names, certificates and time-outs. */
  readonly passing: boolean
  /** The system's or the protocol's own word: `ECONNREFUSED`, `HTTP 407`. */
  readonly reason: string
}

/** What a request was. */
export interface Attempt {
  /** Host, with the port where it is not the usual one. */
  readonly host: string
  readonly path: string
  readonly timeoutMs: number
  /** It changes something, so without an answer in time its effect is unknown. */
  readonly writes: boolean
  readonly proxy?: ProxyRoute
}

/** The error of a request that ended with a fault, and whether another try may help. */
export function failureOf(fault: Fault, attempt: Attempt): Failure {
  const { proxy, host } = attempt
  if (proxy && !fault.sent) return proxyFailure(fault, { ...attempt, proxy })
  const { reason, detail, sent, cause } = fault
  if (reason === 'timeout') return timeOut(sent, attempt)
  const failure = (code: ErrorCode): Failure => ({
    error: new WxError(code, { host, reason: detail }, { cause }),
    sent,
    passing: sent || PASSING.has(detail),
    reason: detail,
  })
  if (sent) return failure('NETWORK_DROPPED')
  if (reason === 'tls') return failure('NETWORK_TLS')
  return failure(reason === 'dns' ? 'NETWORK_DNS' : 'NETWORK_UNREACHABLE')
}

/** A request that writes gets a code of its own: it may have taken effect. */
function timeOut(sent: boolean, { host, path, timeoutMs, writes }: Attempt): Failure {
  const code = writes && sent ? 'NETWORK_TIMEOUT_WRITE' : 'NETWORK_TIMEOUT'
  const seconds = timeoutMs / 1000
  return {
    error: new WxError(code, { host, path, seconds, longer: longerThan(seconds) }),
    sent,
    passing: false,
    reason: 'ETIMEDOUT',
  }
}

/** The time limit to try next, in seconds: never the one that was too short. */
function longerThan(seconds: number): number {
  return seconds < 30 ? 30 : Math.min(seconds * 3, timeoutRange.most)
}

type ProxyAttempt = Attempt & { readonly proxy: ProxyRoute }

const PROXY_AUTHENTICATION_REQUIRED = 407

/** Codes of the system after which no connection to the proxy came about. */
const NO_WAY =
  /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|ETIMEDOUT|EADDRNOTAVAIL|EACCES|EPERM)$/

/** What is wrong with a certificate, as Node has it. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|SIGNATURE_FAILURE/

/** What OpenSSL says of bytes that are not TLS. */
const NOT_TLS = /EPROTO|WRONG_VERSION|PACKET_LENGTH|UNKNOWN_PROTOCOL|HTTP_REQUEST|UNEXPECTED_MESSAGE/

/**
 * The failure of a request that came no further than a proxy: whether the proxy cannot be reached, keeps silent, wants
 * a password, refuses, or lets nothing through. WeChat has not seen it.
 */
function proxyFailure(fault: Fault, attempt: ProxyAttempt): Failure {
  const { proxyStatus } = fault.progress
  if (proxyStatus !== undefined && proxyStatus !== 200) return refusal(fault, attempt, proxyStatus)
  if (fault.reason === 'timeout') return silence(fault, attempt)
  return proxyStatus === undefined ? noProxy(fault, attempt) : noTunnel(fault, attempt)
}

/** The proxy answered CONNECT with something else than 200. */
function refusal(fault: Fault, attempt: ProxyAttempt, status: number): Failure {
  if (!(status >= 100 && status <= 999))
    return failure(fault, attempt, 'NETWORK_PROXY_NOT_HTTP', reasonOf(fault.cause))
  const reason = `HTTP ${status}`
  if (status !== PROXY_AUTHENTICATION_REQUIRED)
    return { ...failure(fault, attempt, 'NETWORK_PROXY', reason), passing: status >= 500 }
  const schemes = schemesIn(fault.progress.proxyHeaders?.['proxy-authenticate'])
  if (schemes.length > 0 && !schemes.some((scheme) => scheme.toLowerCase() === 'basic'))
    return failure(fault, attempt, 'NETWORK_PROXY_SCHEME', reason, { schemes: schemes.join(', ') })
  const code = attempt.proxy.authorization ? 'NETWORK_PROXY_PASSWORD' : 'NETWORK_PROXY_AUTH'
  return failure(fault, attempt, code, reason)
}

function silence(fault: Fault, attempt: ProxyAttempt): Failure {
  const seconds = attempt.timeoutMs / 1000
  const limits = { seconds, longer: longerThan(seconds) }
  if (fault.progress.proxyStatus === undefined)
    return failure(fault, attempt, 'NETWORK_PROXY_TIMEOUT', 'ETIMEDOUT', limits)
  const page = pageIn(fault)
  return page === undefined
    ? failure(fault, attempt, 'NETWORK_TUNNEL_TIMEOUT', 'ETIMEDOUT', limits)
    : failure(fault, attempt, 'NETWORK_TUNNEL_NOT_TLS', page)
}

/** The proxy did not answer CONNECT. */
function noProxy(fault: Fault, attempt: ProxyAttempt): Failure {
  const { detail } = fault
  if (DNS.has(detail) || NO_WAY.test(detail))
    return failure(fault, attempt, 'NETWORK_PROXY_UNREACHABLE', detail)
  const isSecure = attempt.proxy.shown.startsWith('https:')
  const code = isSecure && !PASSING.has(detail) ? 'NETWORK_PROXY_TLS' : 'NETWORK_PROXY_NOT_HTTP'
  return failure(fault, attempt, code, detail)
}

/** The proxy answered CONNECT with 200, and then no TLS came about. */
function noTunnel(fault: Fault, attempt: ProxyAttempt): Failure {
  const { detail } = fault
  if (CERTIFICATE.test(detail)) return failure(fault, attempt, 'NETWORK_TLS', detail)
  const page = pageIn(fault)
  if (page !== undefined || NOT_TLS.test(detail))
    return { ...failure(fault, attempt, 'NETWORK_TUNNEL_NOT_TLS', page ?? detail), passing: false }
  return failure(fault, attempt, PASSING.has(detail) ? 'NETWORK_TUNNEL_CUT' : 'NETWORK_TLS', detail)
}

/** What a page that came in place of a tunnel says of itself: a tunnel has neither a type nor a length. */
function pageIn({ progress: { proxyHeaders = {} } }: Fault): string | undefined {
  const type = String(proxyHeaders['content-type'] ?? '')
  const isPage = type.startsWith('text/html') || Number(proxyHeaders['content-length'] ?? 0) > 0
  return isPage ? `HTTP 200 ${type}`.trim() : undefined
}

function failure(
  { cause }: Fault,
  { host, proxy }: ProxyAttempt,
  code: ErrorCode,
  reason: string,
  more: ErrorParams = {},
): Failure {
  const { shown, givenAs = '--proxy ' } = proxy
  const params = {
    proxy: shown,
    host,
    reason,
    given: givenAs,
    plain: shown.replace('https:', 'http:'),
    wanted: shown.replace('//', '//USER:PASS@'),
    ...more,
  }
  return { error: new WxError(code, params, { cause }), sent: false, passing: PASSING.has(reason), reason }
}

/** The names of the schemes in Proxy-Authenticate, which may come in several fields or in one. */
function schemesIn(header: string | readonly string[] | undefined): string[] {
  if (header === undefined) return []
  const text = [header]
    .flat()
    .join(', ')
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
  const names = text
    .split(',')
    .map((part) => /^\s*([A-Za-z][\w-]{0,30})(?=\s|$)(?!\s*=)/.exec(part)?.[1])
    .filter((name) => name !== undefined)
  return [...new Set(names)]
}
