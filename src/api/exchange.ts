import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { WxError, wechatError } from '../errors'
import type { ProxyRoute } from '../http/proxy'
import { verified } from '../http/proxy'
import type { Settings } from '../store/types'
import { endpoints } from '../wechat/endpoints'
import { redact } from '../wechat/redact'
import { NOT_PLAYED, SANDBOX_HEADER } from '../wechat/sandbox-account'
import { type Json, parseAnswer, parseIfJson, refusalOf } from './answer'
import type { Delay } from './delay'
import { send } from './http'
import { proxyFor } from './proxy'
import { afterFailure, afterRefusal, afterStatus, backOff, MOST_TRIES } from './retry'
import type { Answer, Call, Observer } from './types'

export interface ExchangeOptions {
  readonly settings: Settings
  readonly base: () => Promise<string>
  readonly signal: AbortSignal
  readonly observer: Observer
  readonly delay: Delay
  /** Told of each request before it is sent. */
  readonly onSend: () => void
}

/** An answer and, where it is one, the JSON object in it. */
export interface Exchanged {
  readonly answer: Answer
  readonly json?: Json
}

/** One try's end: what it brought, or its error and the reason to try again. */
type Try = Exchanged | { readonly error: WxError; readonly again?: string }

/** Kept connections are dropped before WeChat's gateway drops them: a stale one costs a try. */
const IDLE_MS = 4000

const NEVER = new AbortController().signal

/** Calls as they go over the wire: the URL, the tries, the trace. Knows nothing of where tokens come from. */
export class Exchange {
  private where?: Promise<{ base: string; proxy?: ProxyRoute }>
  private agent?: HttpAgent

  constructor(private readonly options: ExchangeOptions) {}

  /** Makes a call whose answer is JSON. @throws as Client.call */
  async json(call: Call, token?: string): Promise<Json> {
    const { json } = await this.tries(call, token, true)
    return json ?? {}
  }

  /** Makes a call whose answer may be anything. @throws as Client.raw */
  async raw(call: Call, token?: string): Promise<Answer> {
    return (await this.tries(call, token, false)).answer
  }

  private async tries(call: Call, token: string | undefined, onlyJson: boolean): Promise<Exchanged> {
    const { observer, delay } = this.options
    for (let attempt = 1; ; attempt++) {
      const ended = await this.once(call, token, { onlyJson, attempt })
      if (!('error' in ended)) return ended
      if (ended.again === undefined || attempt === MOST_TRIES) throw ended.error
      observer.notice({ type: 'retry', path: call.path, attempt: attempt + 1, reason: ended.again })
      await delay(backOff(attempt), this.signalFor(call))
    }
  }

  private async once(
    call: Call,
    token: string | undefined,
    { onlyJson, attempt }: { readonly onlyJson: boolean; readonly attempt: number },
  ): Promise<Try> {
    const { settings } = this.options
    const { base, proxy } = await this.route()
    const url = urlOf(base, call, token)
    this.options.onSend()
    const started = Date.now()
    const outcome = await send(
      {
        method: call.method,
        url,
        body: bodyOf(call),
        upload: call.upload,
        writes: call.writes ?? !call.repeatable,
      },
      {
        timeoutMs: settings.timeoutMs.value,
        proxy,
        agent: this.agentFor(url),
        // A kept connection may be cut as the request goes out: that is harmless where the call is simply repeated.
        fresh: !call.repeatable || attempt > 1,
        signal: this.signalFor(call),
        // What cannot be asked for again (a code, quota, the former token's successor) would be lost.
        finishes: !call.repeatable,
      },
    )
    const ended: Try =
      'failure' in outcome
        ? { error: outcome.failure.error, again: afterFailure(outcome.failure, call.repeatable) }
        : judge(outcome.answer, call, url, onlyJson)
    if (this.options.observer.tracing) {
      const ms = 'answer' in outcome ? outcome.answer.ms : Date.now() - started
      this.trace(call, url, proxy, 'answer' in outcome ? outcome.answer.status : undefined, ended, ms)
    }
    return ended
  }

  /** The base address is one and the same for all calls: so is the agent. Loading TLS takes a fifth of a short run. */
  private agentFor(url: URL): HttpAgent {
    const options = { keepAlive: true, timeout: IDLE_MS }
    this.agent ??=
      url.protocol === 'http:' ? new HttpAgent(options) : new HttpsAgent({ ...options, ...verified })
    return this.agent
  }

  private signalFor({ uninterruptible }: Call): AbortSignal {
    return uninterruptible ? NEVER : this.options.signal
  }

  private route() {
    this.where ??= this.options.base().then((base) => {
      const proxy = proxyFor(new URL(base), this.options.settings.proxy)
      if (proxy?.authorization) this.options.observer.hide(proxy.authorization.replace('Basic ', ''))
      return { base, proxy }
    })
    return this.where
  }

  private trace(
    call: Call,
    url: URL,
    proxy: ProxyRoute | undefined,
    status: number | undefined,
    ended: Try,
    ms: number,
  ) {
    const error = 'error' in ended ? ended.error : undefined
    const refusal = error?.details.refusal
    const parts = [
      call.method,
      redact(url.href),
      proxy && `(${proxy.shown})`,
      status,
      refusal ? `errcode ${refusal.errcode}` : error?.code,
      `${ms} ms`,
    ]
    this.options.observer.trace(parts.filter((part) => part !== undefined).join(' '))
  }
}

function judge(answer: Answer, call: Call, url: URL, onlyJson: boolean): Try {
  const place = { host: url.host, path: call.path }
  const { status, headers, body } = answer
  if (headers[SANDBOX_HEADER] === NOT_PLAYED) return { error: notPlayed(call) }
  if (status < 200 || status > 299)
    return {
      error: new WxError('NETWORK_STATUS', { ...place, status }),
      again: afterStatus(status, call.repeatable),
    }
  try {
    const json = onlyJson ? parseAnswer(body, place) : parseIfJson(body, headers, place)
    const refusal = json && refusalOf(json, call.path)
    if (!refusal) return { answer, json }
    const error = wechatError(refusal)
    return { error, again: afterRefusal(error, call.repeatable) }
  } catch (error) {
    if (error instanceof WxError) return { error }
    throw error
  }
}

/** A sandbox's own word: another try would find it as it is. */
function notPlayed({ method, path }: Call): WxError {
  const groups = new Set(Object.values(endpoints).map((endpoint) => groupOf(endpoint.path)))
  return new WxError('SANDBOX_NOT_PLAYED', {
    method,
    path,
    count: Object.keys(endpoints).length,
    plays: [...groups].join(' '),
  })
}

/** `menu` of `/cgi-bin/menu/create`. */
const groupOf = (path: string): string => path.split('/')[path.startsWith('/cgi-bin/') ? 2 : 1] ?? path

/** The token stands first, as in WeChat's own examples; spaces are %20, which every server reads alike. */
function urlOf(base: string, call: Call, token: string | undefined): URL {
  const query = Object.entries({ ...(token !== undefined && { access_token: token }), ...call.query })
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
  return new URL(`${base}${call.path}${query && `?${query}`}`)
}

function bodyOf(call: Call): { content: Buffer; type: string } | undefined {
  if (call.body) {
    const { content, type } = call.body
    return { content: typeof content === 'string' ? Buffer.from(content, 'utf8') : content, type }
  }
  if (call.json === undefined) return undefined
  return { content: Buffer.from(JSON.stringify(call.json), 'utf8'), type: 'application/json; charset=utf-8' }
}
