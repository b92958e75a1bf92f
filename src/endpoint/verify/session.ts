/** What the checks share: how the endpoint is called, and what must not be told of it. */

import { Fault } from '../../http/fault'
import { callEndpoint, type EndpointReply } from '../../http/probe/probe'
import type { ProxyRoute } from '../../http/proxy'
import { type CallbackConfig, cipherOf } from '../../wechat/callback/callback'
import type { MessageCipher } from '../../wechat/callback/cipher'
import { ANSWER_SECONDS } from '../../wechat/replies/reply'
import { Excerpts } from './excerpt'
import { faultProblem } from './faults'
import type { Problem, VerifyOptions } from './types'

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
