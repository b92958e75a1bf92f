import type { ProxyRoute } from '../../http/proxy'
import type { CallbackConfig } from '../../wechat/callback/callback'
import type { MessageMode } from '../../wechat/callback/values'
import type { FindingCode } from './codes'

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
  /** Told before a check begins, and of what it found. */
  readonly onStart?: (check: CheckName) => void
  readonly onEnd?: (findings: readonly Finding[]) => void
}
