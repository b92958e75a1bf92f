/**
 * What an endpoint's answer says before its body is read as an echostr or a reply, and what no answer says. The one place
 * for `verify`, `trigger` and `serve --forward-to`: from what was received to a cause.
 */

import type { Fault, FaultReason } from '../../http/fault'
import type { EndpointReply } from '../../http/probe/probe'
import type { DeliveryFault, FaultCode } from '../../wechat/callback/delivery-findings'
import { foreignPage } from './foreign-page'

type Params = DeliveryFault['params']
type Code = DeliveryFault['code']

const error = (code: Code, params: Params): DeliveryFault => ({ level: 'error', code, params })

/** TLS errors by what Node and OpenSSL call them. */
const tls: Readonly<Record<string, FaultCode>> = {
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-host',
  HOSTNAME_MISMATCH: 'tls-host',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-chain',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-chain',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-chain',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-not-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-not-tls',
  ERR_SSL_HTTP_REQUEST: 'tls-not-tls',
}

const others: Readonly<Record<Exclude<FaultReason, 'tls' | 'aborted'>, FaultCode>> = {
  refused: 'refused',
  unreachable: 'unreachable',
  dns: 'dns',
  timeout: 'timeout',
  dropped: 'dropped',
  proxy: 'proxy',
  'http-parse': 'not-http',
}

export interface FaultPlace {
  readonly url: URL
  /** Milliseconds that an answer was waited for. */
  readonly limitMs: number
}

/** A call that brought no answer, as a cause. One that was given up because the command ends is thrown on. */
export function diagnoseFault(fault: Fault, { url, limitMs }: FaultPlace): DeliveryFault {
  const { reason, detail } = fault
  if (reason === 'aborted') throw fault
  const code = reason === 'tls' ? (tls[wordIn(detail)] ?? 'tls-other') : others[reason]
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return error(code, { host: url.hostname, port, detail, seconds: limitMs / 1000 })
}

const wordIn = (detail: string): string => /[A-Z][A-Z0-9_]{4,}/.exec(detail)?.[0] ?? ''

/**
 * What is wrong with an answer whatever it should be: its form, a redirect, a page that stands before the endpoint, its
 * status, compression.
 * @param url that was called
 * @returns undefined where the body may be the endpoint's own word
 */
export function diagnoseAnswer(
  { status, headers, body, truncated, flaw }: EndpointReply,
  url: URL,
  method: 'GET' | 'POST',
): DeliveryFault | undefined {
  const text = body.toString('utf8')
  const header = (name: string) => headers[name] ?? ''
  const told = ({ code, params }: { readonly code: Code; readonly params?: Params }) =>
    error(code, { status, method, ...params })

  if (flaw) return told(flaw)
  if (status >= 300 && status < 400) return told(redirect(url, header('location')))
  const page = foreignPage({ status, header, text })
  if (page) return told(page)
  if (truncated) return told({ code: 'too-large', params: { bytes: body.length } })
  if (status >= 200 && status < 300) {
    const encoding = encodingOf(header('content-encoding'), body)
    return encoding === undefined ? undefined : told({ code: 'compressed', params: { encoding } })
  }
  return told({ code: header('www-authenticate') ? 'password-needed' : byStatus(status, method) })
}

/** How a body is compressed. Some middleware compresses and leaves the header out. */
function encodingOf(header: string, body: Buffer): string | undefined {
  if (body.length === 0) return undefined
  const named = header.trim().toLowerCase()
  if (!['', 'identity'].includes(named)) return named
  if (body[0] === 0x1f && body[1] === 0x8b) return 'gzip'
  // A stream of zlib: no text begins with these, as the second byte is no UTF-8 behind the first.
  return body[0] === 0x78 && [0x9c, 0xda].includes(body[1] ?? 0) ? 'deflate' : undefined
}

function byStatus(status: number, method: 'GET' | 'POST'): Code {
  if ([401, 403, 419].includes(status)) return method === 'GET' ? 'token-differs' : 'push-refused'
  if (method === 'POST' && [404, 405, 501].includes(status)) return 'post-unhandled'
  if (method === 'POST' && status === 415) return 'post-media-type'
  if (status === 404) return 'status-404'
  if (status === 405 || status === 501) return 'status-405'
  if ([502, 503, 504].includes(status)) return 'status-502'
  return status === 500 ? 'status-500' : 'status'
}

/** Without queries: frameworks redirect to the same address with a slash, and the call's own signature stands in it. */
function redirect(from: URL, location: string): { readonly code: Code; readonly params: Params } {
  const shown = location.replace(/[?#].*$/s, '').slice(0, LONGEST)
  if (location === '' || !URL.canParse(location, from.href))
    return { code: 'redirect', params: { to: '?', location: shown } }
  const to = new URL(location, from)
  const params = { to: `${to.origin}${to.pathname}`.slice(0, LONGEST), location: shown }
  const isSamePlace = to.hostname === from.hostname && to.pathname === from.pathname
  if (isSamePlace && from.protocol === 'http:' && to.protocol === 'https:')
    return { code: 'redirect-https', params }
  if (to.host === from.host && to.pathname === `${from.pathname}/`) return { code: 'redirect-slash', params }
  const isLogin = /(?:^|[/.])(?:log-?in|sign-?in|sso|auth|passport|oauth2?)(?:[/.]|$)/i.test(
    to.host + to.pathname,
  )
  return { code: isLogin ? 'redirect-login' : 'redirect', params }
}

/** Characters of an address that are told. */
const LONGEST = 200
