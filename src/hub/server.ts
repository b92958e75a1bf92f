/**
 * The hub's server: tokens for keys, and calls sent on.
 *
 * | request | answer |
 * |---|---|
 * | GET /v1/accounts | `{accounts: [{appid}]}`, those that the key is for |
 * | POST /v1/accounts/APPID/token, `{"stale"?}` | `{access_token, expires_in, generation}`; for keys that may see it |
 * | POST /v1/accounts/APPID/tickets/TYPE, `{"stale"?}` | `{ticket, expires_in, generation}`; likewise |
 * | GET /cgi-bin/token, POST /cgi-bin/stable_token | a stand-in, good at this hub for as long as its key is |
 * | GET /cgi-bin/ticket/getticket | the hub's own ticket, for keys that name the path |
 * | any other path of the API | WeChat's answer |
 * | GET /healthz, /readyz | 200, or 503 with what is missing |
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createPlainServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { isIPv4 } from 'node:net'
import { errcodeOf } from '../errors'
import { guardedOptions, guardServer } from '../http/connections'
import { closeServer, listen } from '../http/listen'
import { APPID_HEADER } from '../wechat/hub'
import type { HubAccount, ValueKind } from './account'
import { type ApiRequest, bearerIn, type Decision, decide, type HubRefusal, isTokenCall } from './decide'
import { forward } from './forward'
import { type HubKey, isHubSecret, type KeyRing } from './keys'
import { asToldTo, BadBody, type Reply, refused, replyTo, send } from './refusals'
import { type HubValue, STILL_CURRENT, Unavailable } from './renewal'
import { WrongKeys } from './throttle'

export interface HubOptions {
  readonly host: string
  readonly port: number
  /** PEM; absent: plain HTTP. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
  readonly accounts: readonly HubAccount[]
  /** The keys of now: a revoked one is missing within a second. */
  readonly keys: (isUnknown?: boolean) => Promise<KeyRing>
  /** The address of a caller is in X-Forwarded-For, which a proxy of ours sets. */
  readonly trustProxy: boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Absent: nobody is told. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined
  /** Something went wrong that is nobody's request: the keys cannot be read, an answer cannot be made. */
  readonly onFailure: (error: unknown) => void
}

/** One answered request, without its query and without anything secret. */
export interface RequestEvent {
  readonly method: string
  /** `/v1/…/token` or the API's path, at most 200 characters. */
  readonly path: string
  readonly status: number
  readonly ms: number
  /** Name of the key. */
  readonly key?: string
  readonly appid?: string
  /** Why the hub itself refused. */
  readonly refused?: string
  /** What WeChat answered. */
  readonly errcode?: number
}

export interface Hub {
  readonly port: number
  close(): Promise<void>
}

/** Connections at one time: hundreds of machines that keep theirs. */
const CONNECTIONS = 4096
const GRACE_MS = 1500
const HANDSHAKE_MS = 10_000
/** Bodies of requests that the hub answers itself. Bytes. */
const SMALL_BODY = 64 * 1024

/** @throws WxError PORT_TAKEN, HOST_UNUSABLE */
export async function startHub(options: HubOptions): Promise<Hub> {
  const handler = new Handler(options)
  const serve = (request: IncomingMessage, response: ServerResponse) => void handler.handle(request, response)
  const timeouts = { ...guardedOptions, requestTimeout: 120_000 } // a large upload over a slow line
  const server: Server = options.tls
    ? (createSecureServer(
        { ...timeouts, handshakeTimeout: HANDSHAKE_MS, ...options.tls },
        serve,
      ) as unknown as Server)
    : createPlainServer(timeouts, serve)
  guardServer(server, CONNECTIONS)
  const port = await listen(server, options)
  return { port, close: () => closeServer(server, GRACE_MS) }
}

/** A path without its query, and without a key that was put into it by mistake. */
const shownPath = (target: string): string =>
  target
    .replace(/\?.*$/s, '')
    .slice(0, 200)
    .replaceAll(/wxhubt?_[A-Za-z0-9_-]*/g, '***')

type Facts = { key?: string; appid?: string; refused?: string; errcode?: number }

class Handler {
  private readonly accounts: ReadonlyMap<string, HubAccount>
  private readonly appids: readonly string[]
  private readonly wrongKeys = new WrongKeys(() => performance.now())

  constructor(private readonly options: HubOptions) {
    this.accounts = new Map(options.accounts.map((account) => [account.appid, account]))
    this.appids = [...this.accounts.keys()]
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now()
    const facts: Facts = {}
    try {
      const reply = await this.answer(request, response, facts)
      if (reply) {
        facts.refused = reply.refused
        send(response, asToldTo(request, reply))
      }
    } catch (error) {
      const reply = replyTo(error)
      if (reply.refused === 'internal') this.options.onFailure(error)
      facts.refused = reply.refused
      if (response.headersSent) response.destroy()
      else send(response, reply)
    }
    try {
      this.options.onRequest?.({
        method: request.method ?? '',
        path: shownPath(request.url ?? ''),
        status: response.statusCode,
        ms: Math.round(performance.now() - started),
        ...facts,
      })
    } catch (error) {
      this.options.onFailure(error)
    }
  }

  /** @returns undefined where WeChat's answer was sent already */
  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    facts: Facts,
  ): Promise<Reply | undefined> {
    const { url = '', method = '' } = request
    if (url === '/healthz') return { status: 200, body: { status: 'ok' } }
    if (url === '/readyz') return this.readiness()
    const own = OWN.exec(url)
    if (own) return this.value(request, own, facts)
    if (url === '/v1/accounts') return this.accountsFor(request, facts)
    if (url.startsWith('/v1/')) return refused('no-such-address')
    const credentials = isTokenCall(url) ? await credentialsIn(request) : undefined
    const decision = await this.decision({
      method,
      target: url,
      authorization: request.headers.authorization,
      appid: textOf(request.headers[APPID_HEADER]),
      credentials,
    })
    note(facts, decision)
    if (decision.kind === 'refused') return this.refusal(request, decision.reason)
    const account = this.accounts.get(decision.appid)
    if (!account) return this.refusal(request, 'account-unknown')
    if (decision.kind === 'stand-in') return this.standIn(decision)
    if (decision.kind === 'ticket') {
      const renewal = await account.renewalOf(decision.type)
      const value = await renewal.value()
      return {
        status: 200,
        body: { errcode: 0, errmsg: 'ok', ticket: value.token, expires_in: renewal.secondsLeft(value) },
      }
    }
    const secret = decision.takesSecret ? await account.secret() : undefined
    const token = decision.takesToken ? (await account.token.value()).token : undefined
    await forward(request, response, account.upstream, {
      method,
      path: decision.path,
      token,
      queryWith: (current) => decision.queryWith({ token: current, secret }),
      replace: (refused) => freshToken(account, refused),
      onErrcode: (errcode) => {
        facts.errcode = errcode
      },
      conceal: (text) => account.conceal(text),
    })
    return undefined
  }

  /** A key that is not known may have been made a moment ago: the keys are looked at once more. */
  private async decision(request: ApiRequest): Promise<Decision> {
    const known = { appids: this.appids, now: this.options.now() }
    const decision = decide(request, { ...known, keys: await this.options.keys() })
    if (decision.kind !== 'refused' || decision.reason !== 'key-unknown') return decision
    return decide(request, { ...known, keys: await this.options.keys(true) })
  }

  private readiness(): Reply {
    const missing = this.options.accounts.filter(({ token }) => token.current === undefined)
    if (missing.length === 0) return { status: 200, body: { status: 'ready', accounts: this.appids.length } }
    const waiting = missing.map(({ appid, token }) => ({ appid, errcode: errcodeOf(token.lastFailure) }))
    return { status: 503, body: { status: 'waiting', waiting }, headers: { 'retry-after': '1' } }
  }

  /** `GET /v1/accounts`: who has a key and no AppID finds it here. */
  private async accountsFor(request: IncomingMessage, facts: Facts): Promise<Reply> {
    if (request.method !== 'GET') return { ...refused('method', 405), headers: { allow: 'GET' } }
    const key = await this.keyOf(request)
    if ('status' in key) return key
    facts.key = key.name
    const appids = this.appids.filter((appid) => !key.accounts || key.accounts.includes(appid))
    return { status: 200, body: { accounts: appids.map((appid) => ({ appid })) } }
  }

  /** `POST /v1/accounts/APPID/token` and `…/tickets/TYPE`. */
  private async value(request: IncomingMessage, [, appid = '', place = '']: RegExpExecArray, facts: Facts) {
    if (request.method !== 'POST') return { ...refused('method', 405), headers: { allow: 'POST' } }
    const key = await this.keyOf(request)
    if ('status' in key) return key
    facts.key = key.name
    const account = this.accounts.get(appid)
    if (account) facts.appid = appid
    if (key.accounts && !key.accounts.includes(appid)) return this.refusal(request, 'account')
    if (!account) return this.refusal(request, 'account-unknown')
    if (!key.revealToken) return refused('token-hidden', 403)
    const kind = place === 'token' ? 'token' : (place.slice('tickets/'.length) as ValueKind)
    const body = await smallBody(request)
    const { stale } = body.length === 0 ? { stale: undefined } : jsonIn(body)
    if (stale !== undefined && typeof stale !== 'string') return refused('body-invalid', 400)
    const renewal = await account.renewalOf(kind)
    const value = stale === undefined ? await renewal.value() : await renewal.replacementFor(stale)
    if (value === STILL_CURRENT) return refused('still_current', 409)
    return { status: 200, body: bodyFor(kind, value, renewal.secondsLeft(value)) }
  }

  /** The key of a request for one of the hub's own addresses; else the refusal. */
  private async keyOf(request: IncomingMessage): Promise<HubKey | Reply> {
    const given = bearerIn(request.headers.authorization)
    if (given === undefined) return this.refusal(request, 'key-missing')
    const find = async (isUnknown: boolean) =>
      isHubSecret(given) ? (await this.options.keys(isUnknown)).find(given, this.options.now()) : 'unknown'
    let key = await find(false)
    if (key === 'unknown') key = await find(true)
    return typeof key === 'string' ? this.refusal(request, `key-${key}`) : key
  }

  private async standIn({ key, appid }: { readonly key: HubKey; readonly appid: string }): Promise<Reply> {
    const keys = await this.options.keys()
    const left =
      key.expiresAt === undefined ? LIFE_S : Math.floor((key.expiresAt - this.options.now()) / 1000)
    return {
      status: 200,
      body: { access_token: keys.standInFor(key, appid), expires_in: Math.max(1, Math.min(LIFE_S, left)) },
    }
  }

  private refusal(request: IncomingMessage, reason: HubRefusal): Reply {
    if (!reason.startsWith('key-')) return refused(reason)
    const wait = reason === 'key-missing' ? 0 : this.wrongKeys.add(this.addressOf(request))
    if (wait === 0) return { ...refused(reason), headers: { 'www-authenticate': 'Bearer' } }
    return { ...refused('too-many-wrong-keys', 429), headers: { 'retry-after': `${wait}` } }
  }

  /** The caller's address: of IPv6 its network, since one machine has as many addresses as it likes. */
  private addressOf(request: IncomingMessage): string {
    const forwarded = this.options.trustProxy ? textOf(request.headers['x-forwarded-for']) : undefined
    const address = forwarded?.split(',').at(-1)?.trim() || (request.socket.remoteAddress ?? '')
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
    return isIPv4(plain) ? plain : networkOf(plain)
  }
}

/** The first four groups of an IPv6 address, the ones that `::` leaves out among them. */
function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = (text = '') => text.split(':').filter(Boolean)
  const [first, last] = [groups(head), groups(tail)]
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  return [...first, ...Array.from({ length: missing }, () => '0'), ...last]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/** The life that a stand-in is said to have, as WeChat says of a token: SDKs ask again then. Seconds. */
const LIFE_S = 7200

const OWN = /^\/v1\/accounts\/([A-Za-z0-9_-]{1,64})\/(token|tickets\/(?:jsapi|wx_card))$/

const bodyFor = (kind: ValueKind, { token, generation }: HubValue, seconds: number): object => ({
  [kind === 'token' ? 'access_token' : 'ticket']: token,
  expires_in: seconds,
  generation,
})

/** @returns undefined where there is no other token than the one that was refused */
async function freshToken(account: HubAccount, refused: string): Promise<string | undefined> {
  const value = await account.token.replacementFor(refused).catch((error: unknown): typeof STILL_CURRENT => {
    if (error instanceof Unavailable) return STILL_CURRENT
    throw error
  })
  return value === STILL_CURRENT ? undefined : value.token
}

function note(facts: Facts, { key, appid }: Decision): void {
  if (key) facts.key = key.name
  if (appid) facts.appid = appid
}

const NOTHING = Buffer.alloc(0)

/** @throws BadBody where it is too large or breaks off */
async function smallBody(request: IncomingMessage): Promise<Buffer> {
  const { 'content-length': length = '0', 'transfer-encoding': coding } = request.headers
  if (length === '0' && coding === undefined) {
    request.resume()
    return NOTHING
  }
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length
      if (size > SMALL_BODY) throw new BadBody()
      parts.push(part)
    }
  } catch {
    throw new BadBody()
  }
  return Buffer.concat(parts)
}

function jsonIn(body: Buffer): Record<string, unknown> {
  try {
    return Object(JSON.parse(body.toString('utf8')))
  } catch {
    throw new BadBody()
  }
}

/** AppID and key of a token call: SDKs put them into the query, a JSON body or a form. */
async function credentialsIn(request: IncomingMessage): Promise<{ appid?: string; secret?: string }> {
  if (request.method !== 'POST') return {}
  const body = await smallBody(request)
  if (body.length === 0) return {}
  const text = body.toString('utf8')
  const fields = /^\s*\{/.test(text) ? jsonIn(body) : Object.fromEntries(new URLSearchParams(text))
  const { appid, secret } = fields
  return {
    ...(typeof appid === 'string' && { appid }),
    ...(typeof secret === 'string' && { secret }),
  }
}

const textOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value
