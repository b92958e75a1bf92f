import { Fault } from '../../http/fault'
import { callEndpoint, type EndpointReply } from '../../http/probe/probe'
import type { ProxyRoute } from '../../http/proxy'
import { type CallbackConfig, cipherOf } from '../../wechat/callback/callback'
import type { MessageCipher } from '../../wechat/callback/cipher'
import { redact } from '../../wechat/redact'
import { ANSWER_SECONDS } from '../../wechat/replies/reply'
import { diagnoseFault, type FaultPlace } from '../send/diagnose'
import type { Problem, VerifyOptions } from './types'

/** What the checks share: how the endpoint is called, and what must not be told of it. */

/** Bytes of an answer that are read: echoes and replies have a few hundred. */
const MOST_BYTES = 256 * 1024

/** An answer, or why there is none. */
export type Called = { readonly reply: EndpointReply } | { readonly problem: Problem }

export class Session {
  readonly excerpts = new Excerpts()
  readonly cipher: MessageCipher | undefined
  readonly limitMs: number

  constructor(
    readonly url: URL,
    readonly options: VerifyOptions,
    private readonly proxy: ProxyRoute | undefined,
  ) {
    const { config, answerMs = ANSWER_SECONDS * 1000 } = options
    this.cipher = cipherOf(config)
    this.limitMs = answerMs
    this.excerpts.hide(config.token, config.aesKey)
  }

  get config(): CallbackConfig {
    return this.options.config
  }

  /** @param version of HTTP */
  get(query: string, version?: '1.0'): Promise<Called> {
    return this.call('GET', query, undefined, version)
  }

  post({ query, body }: { readonly query: string; readonly body: string }): Promise<Called> {
    return this.call('POST', query, body)
  }

  /** Unix seconds as text. */
  timestamp(): string {
    return String(Math.floor(this.options.now() / 1000))
  }

  /** So many digits, the first of them one of `firsts`. */
  digits(count: number, firsts = '123456789'): string {
    const bytes = this.options.randomBytes(count)
    return [...bytes].map((byte, at) => (at === 0 ? firsts[byte % firsts.length] : byte % 10)).join('')
  }

  random(size: number): Buffer {
    return this.options.randomBytes(size)
  }

  /** Each call has a connection of its own: what comes behind an answer is part of what is looked at. */
  private async call(method: 'GET' | 'POST', query: string, body?: string, version?: '1.0'): Promise<Called> {
    const { url, limitMs, proxy } = this
    const { signal } = this.options
    // Error pages repeat the query.
    for (const [name, value] of new URLSearchParams(query))
      if (name.endsWith('signature')) this.excerpts.hide(value)
    try {
      const call = {
        url,
        method,
        query,
        body,
        timeoutMs: limitMs,
        maxBytes: MOST_BYTES,
        signal,
        proxy,
        version,
      }
      return { reply: await callEndpoint(call) }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      return { problem: faultProblem(error, { url, limitMs }) }
    }
  }
}

/** Characters of an answer that are shown. */
const SHOWN = 100

/**
 * What may be told of an answer: endpoints repeat the query in their error pages, signature and all, and a few print
 * the Token.
 */
export class Excerpts {
  private readonly secrets = new Set<string>()

  /** From now on this is blanked out, however short it is. */
  hide(...secrets: readonly (string | undefined)[]): void {
    for (const secret of secrets) if (secret) this.secrets.add(secret)
  }

  /** The beginning of a text on one line. The rest is left off. */
  of(text: string): string {
    const line = text
      .slice(0, 20 * SHOWN)
      .replace(/\s+/g, ' ')
      .trim()
    const safe = this.safe(line)
    const characters = [...safe.slice(0, 2 * SHOWN)]
    return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : safe
  }

  /** An address without its query, in which the signature stands. */
  ofAddress(url: URL): string {
    return this.safe(`${url.origin}${url.pathname}`).slice(0, 200)
  }

  /** Whether something secret stands in it. */
  isSecret(text: string): boolean {
    return [...this.secrets].some((secret) => text.includes(secret))
  }

  private safe(text: string): string {
    let safe = redact(text, this.secrets)
    // The shortest Token has three characters, and `redact` leaves such short ones alone.
    for (const secret of this.secrets) safe = safe.replaceAll(secret, '***')
    return safe
  }
}

/** No answer came: why, in codes. */

/** A call that brought no answer, as a problem. One that was given up because the command ends is thrown on. */
export function faultProblem(fault: Fault, place: FaultPlace): Problem {
  const { code, params } = diagnoseFault(fault, place)
  return { code, params, ms: fault.ms }
}
