import type { ReplyFinding } from '../replies/findings'

/**
 * What may be wrong with the answer of an endpoint around the reply in it (docs/platform.md 3.1 to 3.5): the one list
 * of causes that `verify`, `trigger` and `serve --forward-to` name, each in the same words. The sentences are in
 * terminal/messages/causes.ts.
 */
export type DeliveryCode = FaultCode | FlawCode | AnswerCode | ContentCode

/** Why there was no answer. */
export type FaultCode =
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'proxy'
  | 'timeout'
  | 'dropped'
  | 'not-http'
  | 'tls-expired'
  | 'tls-not-yet-valid'
  | 'tls-self-signed'
  | 'tls-host'
  | 'tls-chain'
  | 'tls-not-tls'
  | 'tls-other'

/**
 * What is wrong with the form of an answer. `…-unfinished`: the time was up before its end; `…-cut`: the connection ended
 * before it; `…-length`: shorter than its Content-Length; `length-short`: longer than its Content-Length.
 */
export type FlawCode =
  | 'answer-unfinished'
  | 'answer-unfinished-length'
  | 'answer-cut'
  | 'answer-cut-length'
  | 'length-short'
  | 'http10-chunked'

export interface Flaw {
  readonly code: FlawCode
  readonly params: Readonly<Record<string, number>>
}

/** Answers that are not the endpoint's own, or that say that it failed. */
export type AnswerCode =
  | 'redirect'
  | 'redirect-https'
  | 'redirect-slash'
  | 'redirect-login'
  | 'tunnel-warning'
  | 'tunnel-down'
  | 'firewall'
  | 'not-filed'
  | 'default-page'
  | 'login-page'
  | 'compressed'
  | 'too-large'
  | 'password-needed'
  | 'token-differs'
  | 'push-refused'
  | 'post-unhandled'
  | 'post-media-type'
  | 'status-404'
  | 'status-405'
  | 'status-500'
  | 'status-502'
  | 'status'

/** What is wrong with the bytes of a reply, or with its encryption. */
export type ContentCode =
  | 'late'
  | 'not-utf8'
  | 'gbk'
  | 'cut-character'
  | 'not-encrypted'
  | 'encrypted-in-plain'
  | 'envelope'
  | 'signature'
  | 'cipher'
  | 'cipher-appid'

export interface DeliveryFault {
  readonly level: 'error'
  readonly code: DeliveryCode
  readonly params: Readonly<Record<string, string | number>>
}

/** Something in an answer that WeChat would refuse (`error`), or that is worth a look. */
export type DeliveryFinding = DeliveryFault | ReplyFinding

/**
 * The older and coarser code of this cause in `trigger --json`, which scripts rely on. The cause itself is beside it.
 */
export function coarseCode({ code, params }: DeliveryFinding): string {
  if (code.startsWith('redirect')) return 'redirect'
  if (statuses.has(code))
    return params.status === undefined || params.status === 200 ? 'reply-html' : 'status'
  return { compressed: 'not-utf8', gbk: 'not-utf8', 'cut-character': 'not-utf8' }[code as string] ?? code
}

const statuses: ReadonlySet<string> = new Set<AnswerCode>([
  'tunnel-warning',
  'tunnel-down',
  'firewall',
  'not-filed',
  'default-page',
  'login-page',
  'password-needed',
  'token-differs',
  'push-refused',
  'post-unhandled',
  'post-media-type',
  'status-404',
  'status-405',
  'status-500',
  'status-502',
])
