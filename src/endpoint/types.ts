import type { DeliveryFinding } from '../wechat/callback/delivery-findings'
import type { Push } from '../wechat/messages/push'

/** A push that came in, verified and read. */
export interface Delivery {
  /** Counts from 1 in each run. */
  readonly id: number
  /** Milliseconds since 1970 at which its head had arrived. */
  readonly receivedAt: number
  readonly push: Push
  /** The document, decrypted. */
  readonly xml: string
  /** Whether it came encrypted. */
  readonly encrypted: boolean
  /** The query and the body as they came: what is forwarded. */
  readonly query: string
  readonly body: Buffer
}

/** Something a person should know of one push: a sentence of terminal/messages/serve-notes.ts, or that of its cause. */
export interface Note {
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
  /** What is wrong with the answer of a target, as wechat/callback/delivery-findings.ts and wechat/replies/findings.ts name it. */
  readonly cause?: DeliveryFinding['code']
  /** `success` was answered in the place of what the target said. */
  readonly replaced?: true
}

/** What is answered to a push. */
export interface Answer {
  /** Who made it. `late`: the target had not answered in time, and WeChat got `success`. */
  readonly by: 'echo' | 'rule' | 'forward' | 'late' | 'none'
  /** The reply's document before it is encrypted, or `success`, or nothing. */
  readonly text: string
  /** What is sent in its place, byte for byte: an answer of the forward target. */
  readonly wire?: { readonly status: number; readonly contentType: string; readonly body: Buffer }
  /** Which rule, counted from 1, and how it reads. */
  readonly rule?: { readonly number: number; readonly name: string }
  /** Of a forward: milliseconds until its answer was whole. */
  readonly targetMs?: number
  readonly notes?: readonly Note[]
}

/**
 * Makes the answer to a push. It may fail: the caller answers `success` then, so that WeChat does not try again.
 * @param signal aborts when the endpoint stops
 */
export type Answerer = (delivery: Delivery, signal: AbortSignal) => Answer | Promise<Answer>

/** Why a request was refused before there was a push. */
export type RefusalReason =
  | 'signature-missing'
  | 'signature-twice'
  | 'signature-wrong'
  | 'signature-case'
  | 'timestamp-malformed'
  | 'nonce-long'
  | 'nonce-characters'
  | 'method'
  | 'path'
  | 'body-too-large'
  | 'body-empty'
  | 'body-broken-off'
  | 'not-utf8'
  | 'xml'
  | 'not-a-push'
  | 'plain-in-safe-mode'
  | 'no-key'
  | 'cipher'
  | 'too-many'
  | 'too-many-bytes'
  | 'not-http'
  | 'head-too-large'
  | 'too-slow'
  | 'too-many-connections'

/** What the endpoint tells while it runs. `time` in milliseconds since 1970, `ms` the milliseconds it took. */
export type EndpointEvent =
  | { readonly kind: 'handshake'; readonly time: number; readonly ms: number; readonly query: string }
  | {
      readonly kind: 'push'
      readonly time: number
      readonly ms: number
      readonly delivery: Delivery
      readonly answer: Answer
      /** 1, and from 2 on a retry, which got the first answer. */
      readonly attempt: number
      readonly status: number
      readonly notes: readonly Note[]
    }
  | {
      readonly kind: 'refused'
      readonly time: number
      readonly ms: number
      readonly method: string
      /** Without the query: signatures stand there. */
      readonly path: string
      /** 0 where nothing could be answered. */
      readonly status: number
      readonly reason: RefusalReason
      /** What makes the reason exact: `token-or-order` …, a line and column, a limit. */
      readonly params: Readonly<Record<string, string | number>>
    }
  | { readonly kind: 'file'; readonly time: number; readonly ms: number; readonly path: string }

export type PushEvent = Extract<EndpointEvent, { kind: 'push' }>
export type RefusedEvent = Extract<EndpointEvent, { kind: 'refused' }>
