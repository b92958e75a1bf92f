import type { CallbackConfig } from '../../wechat/callback/callback'
import type { Answerer, EndpointEvent, PushEvent } from '../types'

export interface EndpointOptions {
  /** Address to listen on. */
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  /** Where pushes are taken, `/` or `/wechat`; a slash at its end makes no difference. */
  readonly path: string
  readonly config: CallbackConfig
  readonly answerer: Answerer
  /** Files that prove a domain (`MP_verify_….txt`), by their absolute path: `/MP_verify_x.txt`. */
  readonly files?: ReadonlyMap<string, Buffer>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (size: number) => Uint8Array
  /** Told after the answer is on its way. Without it no event is made, which is faster. */
  readonly onEvent?: (event: EndpointEvent) => void
  /** Keeps a push (see record.ts). It may fail: the event then carries the note `record-failed`. */
  readonly record?: (event: PushEvent) => Promise<void>
  readonly limits?: Partial<EndpointLimits>
}

/** What holds time and memory together, whoever calls. Times in milliseconds, sizes in bytes. */
export interface EndpointLimits {
  /** After this `success` is answered, whoever is still at work on a better answer. WeChat waits 5 s (docs/platform.md 3.5). */
  readonly answerMs: number
  readonly headMs: number
  /** From the first byte of a request to its last. */
  readonly requestMs: number
  /** Between two requests of a connection. */
  readonly idleMs: number
  readonly bodyBytes: number
  /** Of all bodies that are on their way in at one time. */
  readonly bodiesBytes: number
  /** Pushes that wait for their answer, or for the disk that records them. */
  readonly pushes: number
  readonly connections: number
  /** Answers that are remembered for retries, which come within 15 s (docs/platform.md 3.5). */
  readonly remembered: number
  readonly rememberedBytes: number
  readonly rememberedMs: number
  /** How long running answers may go on once the endpoint is told to stop. */
  readonly graceMs: number
}

export const endpointLimits: EndpointLimits = {
  answerMs: 4500,
  headMs: 10_000,
  requestMs: 15_000,
  idleMs: 5000,
  bodyBytes: 1024 * 1024,
  bodiesBytes: 64 * 1024 * 1024,
  pushes: 1000,
  connections: 1000,
  remembered: 10_000,
  rememberedBytes: 32 * 1024 * 1024,
  rememberedMs: 60_000,
  graceMs: 1000,
}

export interface Endpoint {
  /** Address of the endpoint, its path included. */
  readonly url: string
  readonly port: number
  /** Stops listening, lets running answers end for a second, cuts the rest. Takes 2 s at most. */
  close(): Promise<void>
}
