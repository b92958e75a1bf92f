import { type ErrorCode, type ErrorParams, reasonOf, WxError } from '../errors'
import { DNS, PASSING, type Progress } from '../http/fault'
import type { ProxyRoute } from '../http/proxy'
import { type Failure, longerThan, type Place } from './failure'

export interface ProxyFacts {
  readonly proxy: ProxyRoute
  readonly progress: Progress
  readonly place: Place
  /** What the request ended with. */
  readonly error?: unknown
  /** The status of the answer that came in place of the platform's. */
  readonly status?: number
  /** The time limit, where it has passed. */
  readonly seconds?: number
}

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
export function proxyFailure(facts: ProxyFacts): Failure {
  const { progress, status, seconds, error } = facts
  const answered = progress.proxyStatus ?? status
  if (answered !== undefined && answered !== 200) return refusal(facts, answered)
  if (seconds !== undefined) return silence(facts, seconds)
  return answered === undefined ? noProxy(facts, reasonOf(error)) : noTunnel(facts, reasonOf(error))
}

/** The proxy answered CONNECT with something else than 200. */
function refusal(facts: ProxyFacts, status: number): Failure {
  const { proxy, progress } = facts
  if (!(status >= 100 && status <= 999))
    return failure(facts, 'NETWORK_PROXY_NOT_HTTP', reasonOf(facts.error))
  const reason = `HTTP ${status}`
  if (status !== PROXY_AUTHENTICATION_REQUIRED)
    return { ...failure(facts, 'NETWORK_PROXY', reason), passing: status >= 500 }
  const schemes = schemesIn(progress.proxyHeaders?.['proxy-authenticate'])
  if (schemes.length > 0 && !schemes.some((scheme) => scheme.toLowerCase() === 'basic'))
    return failure(facts, 'NETWORK_PROXY_SCHEME', reason, { schemes: schemes.join(', ') })
  return failure(facts, proxy.authorization ? 'NETWORK_PROXY_PASSWORD' : 'NETWORK_PROXY_AUTH', reason)
}

function silence(facts: ProxyFacts, seconds: number): Failure {
  const limits = { seconds, longer: longerThan(seconds) }
  if (facts.progress.proxyStatus === undefined)
    return failure(facts, 'NETWORK_PROXY_TIMEOUT', 'ETIMEDOUT', limits)
  const page = pageIn(facts.progress)
  return page === undefined
    ? failure(facts, 'NETWORK_TUNNEL_TIMEOUT', 'ETIMEDOUT', limits)
    : failure(facts, 'NETWORK_TUNNEL_NOT_TLS', page)
}

/** The proxy did not answer CONNECT. */
function noProxy(facts: ProxyFacts, reason: string): Failure {
  if (DNS.has(reason) || NO_WAY.test(reason)) return failure(facts, 'NETWORK_PROXY_UNREACHABLE', reason)
  const isSecure = facts.proxy.shown.startsWith('https:')
  if (isSecure && !PASSING.has(reason)) return failure(facts, 'NETWORK_PROXY_TLS', reason)
  return failure(facts, 'NETWORK_PROXY_NOT_HTTP', reason)
}

/** The proxy answered CONNECT with 200, and then no TLS came about. */
function noTunnel(facts: ProxyFacts, reason: string): Failure {
  if (CERTIFICATE.test(reason)) return failure(facts, 'NETWORK_TLS', reason)
  const page = pageIn(facts.progress)
  if (page !== undefined || NOT_TLS.test(reason))
    return { ...failure(facts, 'NETWORK_TUNNEL_NOT_TLS', page ?? reason), passing: false }
  return failure(facts, PASSING.has(reason) ? 'NETWORK_TUNNEL_CUT' : 'NETWORK_TLS', reason)
}

/** What a page that came in place of a tunnel says of itself: a tunnel has neither a type nor a length. */
function pageIn({ proxyHeaders = {} }: Progress): string | undefined {
  const type = String(proxyHeaders['content-type'] ?? '')
  const isPage = type.startsWith('text/html') || Number(proxyHeaders['content-length'] ?? 0) > 0
  return isPage ? `HTTP 200 ${type}`.trim() : undefined
}

function failure(facts: ProxyFacts, code: ErrorCode, reason: string, more: ErrorParams = {}): Failure {
  const { proxy, place, error } = facts
  const { shown, givenAs = '--proxy ' } = proxy
  const params = {
    proxy: shown,
    host: place.host,
    reason,
    given: givenAs,
    plain: shown.replace('https:', 'http:'),
    wanted: shown.replace('//', '//USER:PASS@'),
    ...more,
  }
  return {
    error: new WxError(code, params, { cause: error }),
    sent: false,
    passing: PASSING.has(reason),
    reason,
  }
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
