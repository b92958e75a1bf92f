import type { ProxyRoute } from '../../http/proxy'
import type { CallbackConfig } from '../../wechat/callback/callback'
import type { AnswerCode, DeliveryCode, DeliveryFinding } from '../../wechat/callback/delivery-findings'
import type { MessageMode } from '../../wechat/callback/values'

/** What is looked at, in this order. */
export type CheckName =
  | 'address'
  | 'mode'
  | 'connection'
  | 'handshake'
  | 'forged-handshake'
  | 'unsigned-handshake'
  | 'text'
  | 'text-retry'
  | 'event'
  | 'forged-push'
  | 'forged-cipher'

export type Level = 'ok' | 'warning' | 'error' | 'skipped'

export type Params = Readonly<Record<string, string | number>>

/** What was found out about an endpoint: a code and what its sentence tells. Never a secret, never a signature. */
export interface Finding {
  readonly check: CheckName
  readonly level: Level
  readonly code: FindingCode
  readonly params: Params
  /** Milliseconds until the answer was whole, or until it was given up. */
  readonly ms?: number
}

/** A finding before it is known in which check it was met. */
export type Problem = Omit<Finding, 'check' | 'level'> & { readonly level?: Level }

export interface VerifyOptions {
  /** The address as it was typed. */
  readonly address: string
  readonly config: CallbackConfig
  /** The mode that was asked for, where another one is used: test accounts know only one. */
  readonly askedMode?: MessageMode
  /** Where the Token came from: a flag, a variable, a file. Told where it seems to be another one. */
  readonly tokenFrom: string
  /** After how many milliseconds WeChat gives up; absent: 5 seconds. Only tests are less patient. */
  readonly answerMs?: number
  /** The proxy on the way to an address. */
  readonly proxyTo?: (url: URL) => Promise<ProxyRoute | undefined>
  readonly now: () => number
  readonly randomBytes: (size: number) => Buffer
  readonly signal: AbortSignal
}

/** Every finding there is. Each has its sentences in terminal/messages/verify.ts. */
export type FindingCode =
  | AddressCode
  | DeliveryCode
  | Http10Code
  | EchoCode
  | ReplyCode
  | 'test-account-mode'
  | 'connected'
  | 'slow'
  | 'handshake-ok'
  | 'signature-order'
  | 'forged-refused'
  | 'forged-accepted'
  | 'unsigned-refused'
  | 'unsigned-accepted'
  | 'refused-by-crash'
  | 'refused-by-silence'
  | 'retry-same'
  | 'retry-differs'
  | 'forged-push-refused'
  | 'forged-push-accepted'
  | 'forged-push-same'
  | 'forged-push-unclear'
  | 'forged-cipher-accepted'
  | 'forged-cipher-plain'
  | 'skipped-handshake'
  | 'skipped-push'

/** What can be seen of an address before it is called. */
export type AddressCode =
  | 'address-ok'
  | 'address-malformed'
  | 'address-no-scheme'
  | 'address-not-http'
  | 'address-credentials'
  | 'address-fragment'
  | 'address-loopback'
  | 'address-private'
  | 'address-ip'
  | 'address-port'

/** Addresses that cannot be called at all. */
export const unusable: ReadonlySet<FindingCode> = new Set<AddressCode>([
  'address-malformed',
  'address-no-scheme',
  'address-not-http',
  'address-credentials',
  'address-fragment',
])

/** What may be wrong with the answer to a handshake. */
export type EchoCode =
  | 'echo-empty'
  | 'echo-bom'
  | 'echo-space'
  | 'echo-quoted'
  | 'echo-json'
  | 'echo-rounded'
  | 'echo-case'
  | 'echo-php'
  | 'echo-html'
  | 'echo-page'
  | 'echo-surrounded'
  | 'echo-parameter'
  | 'echo-success'
  | 'echo-http-headers'
  | 'echo-refused'
  | 'echo-wrong'

/** What may be said of the handshake over HTTP/1.0, where the one over HTTP/1.1 is right. */
type Http10Code = 'handshake-ok-http11' | 'http10-cut' | 'http10-silent' | 'http10-refused' | 'http10-differs'

/** What may be said of the reply to a push; what is wrong with it has the codes of wechat/callback/delivery-findings.ts. */
type ReplyCode = DeliveryFinding['code'] | 'reply-ok' | 'reply-ok-encrypted' | 'reply-nothing'

/** The echostr comes back, but not alone or not as it was: the endpoint is there, and means to echo. */
export const echoing: ReadonlySet<FindingCode> = new Set<EchoCode>([
  'echo-bom',
  'echo-space',
  'echo-quoted',
  'echo-json',
  'echo-rounded',
  'echo-case',
  'echo-html',
  'echo-surrounded',
  'echo-http-headers',
])

/** Something answers in its place: pushes may fare better. */
export const answering: ReadonlySet<FindingCode> = new Set<EchoCode>([
  'echo-php',
  'echo-parameter',
  'echo-success',
  'echo-wrong',
])

/** How an endpoint answers that takes a right signature for a wrong one. */
export const refusing: ReadonlySet<FindingCode> = new Set<EchoCode | AnswerCode>([
  'token-differs',
  'echo-empty',
  'echo-refused',
  'echo-wrong',
  'status',
  'status-500',
])

/**
 * What interface test accounts (测试号) are reported to do [?]; no page of WeChat's says it. Their console has fields for
 * URL and Token alone, so nothing is encrypted, and pushes come without `encrypt_type` and `msg_signature`.
 */
export const testAccount: { readonly mode: MessageMode } = { mode: 'plain' }
