import type { Agent } from 'node:http'
import { WxError, wechatError } from '../errors'
import { type Answer, Damaged, keptConnections, send } from '../http/client'
import { Fault } from '../http/fault'
import { type ProxyRoute, proxyFor } from '../http/proxy'
import { TooLarge } from '../http/request'
import type { Setting, Settings } from '../store/types'
import { endpoints } from '../wechat/endpoints'
import { busyErrcodes } from '../wechat/errcodes/groups'
import { redact } from '../wechat/redact'
import { NOT_PLAYED, SANDBOX_HEADER } from '../wechat/sandbox-account'
import { type Json, parseAnswer, parseIfJson, refusalOf } from './answer'
import type { Delay } from './delay'
import type { HubRoute } from './hub'
import type { Call, Observer } from './types'

export interface TransportOptions {
  readonly settings: Settings
  readonly base: () => Promise<string>
  /** Where `base` is the address of a hub. */
  readonly hub?: HubRoute
  readonly signal: AbortSignal
  readonly observer: Observer
  readonly delay: Delay
  /** Told of each request before it is sent. */
  readonly onSend: () => void
}

/** One try's end: what it brought, or its error and the reason to try again. */
type Try =
  | { readonly answer: Answer; readonly json?: Json }
  | {
      readonly error: WxError
      readonly again?: string
      /** Milliseconds that the server asks to wait before another try. */
      readonly waitMs?: number
      readonly answer?: Answer
    }

type Success = Exclude<Try, { readonly error: WxError }>

/** How often a call is made at most. */
const MOST_TRIES = 3

const NEVER = new AbortController().signal

/** Calls as they go over the wire: the URL, the tries, the trace. Knows nothing of where tokens come from. */
export class Transport {
  private where?: Promise<{ base: string; proxy?: ProxyRoute }>
  private agent?: Agent

  constructor(private readonly options: TransportOptions) {}

  /** Makes a call whose answer is JSON. @throws as Client.call */
  async json(call: Call, token?: string): Promise<Json> {
    const { json } = await this.tries(call, token, true)
    return json ?? {}
  }

  /** Makes a call whose answer may be anything. @throws as Client.raw */
  async raw(call: Call, token?: string): Promise<Answer> {
    return (await this.tries(call, token, false)).answer
  }

  private async tries(call: Call, token: string | undefined, onlyJson: boolean): Promise<Success> {
    const { observer, delay } = this.options
    for (let attempt = 1; ; attempt++) {
      const ended = await this.once(call, token, { onlyJson, attempt })
      if (!('error' in ended)) return ended
      if (ended.again === undefined || attempt === MOST_TRIES) throw ended.error
      observer.notice({ type: 'retry', path: call.path, attempt: attempt + 1, reason: ended.again })
      await delay(ended.waitMs ?? backOff(attempt), this.signalFor(call))
    }
  }

  private async once(
    call: Call,
    token: string | undefined,
    { onlyJson, attempt }: { readonly onlyJson: boolean; readonly attempt: number },
  ): Promise<Try> {
    const { base, proxy } = await this.route()
    const { hub } = this.options
    const url = urlOf(base, hub ? { ...call, query: hub.query(call) } : call, token)
    this.options.onSend()
    const started = Date.now()
    const ended = await this.send(call, { url, proxy, attempt }).then(
      (answer) => this.judged(answer, call, url, onlyJson),
      (error: unknown) => this.unanswered(error, call, { url, proxy }),
    )
    if (this.options.observer.tracing) {
      const ms = ended.answer?.ms ?? Date.now() - started
      this.trace(call, url, proxy, ended, ms)
    }
    return ended
  }

  private judged(answer: Answer, call: Call, url: URL, onlyJson: boolean): Try {
    const { hub } = this.options
    const refusal = hub?.refusalOf(answer, call)
    if (refusal) return { answer, ...refusal }
    const ended = judge(answer, call, url, onlyJson)
    return hub && 'error' in ended ? { ...ended, error: hub.told(ended.error, call) } : ended
  }

  private send(
    call: Call,
    { url, proxy, attempt }: { readonly url: URL; readonly proxy?: ProxyRoute; readonly attempt: number },
  ): Promise<Answer> {
    // The base address is one and the same for all calls: so is the agent.
    this.agent ??= keptConnections(url)
    const request = {
      method: call.method,
      url,
      headers: this.options.hub?.headers,
      body: bodyOf(call),
      upload: call.upload,
      download: call.download,
    }
    return send(request, {
      timeoutMs: this.options.settings.timeoutMs.value,
      proxy,
      agent: this.agent,
      // A kept connection may be cut as the request goes out: that is harmless where the call is simply repeated.
      fresh: !call.repeatable || attempt > 1,
      signal: this.signalFor(call),
      // What cannot be asked for again (a code, quota, the former token's successor) would be lost.
      finishes: !call.repeatable,
    })
  }

  /** @throws what is no fault: INTERRUPTED, TERMINATED */
  private async unanswered(
    error: unknown,
    call: Call,
    { url, proxy }: { readonly url: URL; readonly proxy?: ProxyRoute },
  ): Promise<Try> {
    const place = { host: url.host, path: url.pathname }
    const { hub } = this.options
    const told = (own: WxError) => hub?.told(own, call) ?? own
    if (error instanceof TooLarge)
      return { error: told(new WxError('ANSWER_TOO_LARGE', { ...place, limit: error.limit })) }
    if (error instanceof Damaged)
      return {
        error: new WxError('ANSWER_INCOMPLETE', { ...place, reason: error.message }, { cause: error }),
      }
    if (!(error instanceof Fault)) throw error
    const { failureOf } = await import('./failure')
    const timeoutMs = this.options.settings.timeoutMs.value
    const writes = call.writes ?? !call.repeatable
    const failure = failureOf(error, { ...place, timeoutMs, writes, proxy })
    const mayRepeat = failure.passing && (call.repeatable || !failure.sent)
    return { error: told(failure.error), again: mayRepeat ? failure.reason : undefined }
  }

  private signalFor({ uninterruptible }: Call): AbortSignal {
    return uninterruptible ? NEVER : this.options.signal
  }

  private route() {
    this.where ??= this.options.base().then((base) => {
      const { settings, observer } = this.options
      const proxy = settings.proxy && proxyFor(new URL(base), settings.proxy.value, givenAs(settings.proxy))
      if (proxy?.authorization) observer.hide(proxy.authorization.replace('Basic ', ''))
      return { base, proxy }
    })
    return this.where
  }

  private trace(call: Call, url: URL, proxy: ProxyRoute | undefined, ended: Try, ms: number) {
    const error = 'error' in ended ? ended.error : undefined
    const refusal = error?.details.refusal
    const parts = [
      call.method,
      redact(url.href),
      proxy && `(${proxy.shown})`,
      ended.answer?.status,
      refusal ? `errcode ${refusal.errcode}` : error?.code,
      `${ms} ms`,
    ]
    this.options.observer.trace(parts.filter((part) => part !== undefined).join(' '))
  }
}

/** How a proxy was given, up to its address. */
function givenAs({ origin }: Setting<string>): string {
  if (origin.from === 'env') return `${origin.name}=`
  return origin.from === 'account' ? `wxadmin account set ${origin.name} proxy=` : '--proxy '
}

/** Milliseconds to wait after the given try (1, 2), spread so that many processes do not come back at once. */
function backOff(attempt: number): number {
  return FIRST_WAIT * 3 ** (attempt - 1) * (0.5 + Math.random())
}

/** Milliseconds before the second try; the third waits three times as long. */
const FIRST_WAIT = 200

/** What a server answers on a connection that it closes for being idle: an answer to no request. */
const REQUEST_TIMEOUT = 408

function judge(answer: Answer, call: Call, url: URL, onlyJson: boolean): Try {
  const place = { host: url.host, path: call.path }
  const { status, headers, body } = answer
  if (headers[SANDBOX_HEADER] === NOT_PLAYED) return { answer, error: notPlayed(call) }
  if (status < 200 || status > 299) {
    const mayRepeat = call.repeatable && (status >= 500 || status === REQUEST_TIMEOUT)
    const error = new WxError('NETWORK_STATUS', { ...place, status })
    return { answer, error, again: mayRepeat ? `HTTP ${status}` : undefined }
  }
  try {
    const json = onlyJson ? parseAnswer(body, place) : parseIfJson(body, headers, place)
    const refusal = json && refusalOf(json, call.path)
    if (!refusal) return { answer, json }
    const mayRepeat = call.repeatable && busyErrcodes.has(refusal.errcode)
    const again = mayRepeat ? `${refusal.errcode} ${refusal.errmsg}`.trim() : undefined
    return { answer, error: wechatError(refusal), again }
  } catch (error) {
    if (error instanceof WxError) return { answer, error }
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

/** The token comes first, as in WeChat's own examples; spaces are %20, which every server reads alike. */
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
