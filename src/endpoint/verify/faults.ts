/** No answer came: why, in codes. */
import type { EndpointFault, FaultReason } from '../send'
import type { FaultCode } from './codes'
import type { Problem } from './types'

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

/** A call that brought no answer, as a problem. One that was given up because the command ends is thrown on. */
export function faultProblem(
  fault: EndpointFault,
  place: { readonly url: URL; readonly limitMs: number },
): Problem {
  const { reason, detail, ms } = fault
  if (reason === 'aborted') throw fault
  const { url, limitMs } = place
  const code = reason === 'tls' ? (tls[wordIn(detail)] ?? 'tls-other') : others[reason]
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return { code, params: { host: url.hostname, port, detail, seconds: limitMs / 1000 }, ms }
}

const wordIn = (detail: string): string => /[A-Z][A-Z0-9_]{4,}/.exec(detail)?.[0] ?? ''
