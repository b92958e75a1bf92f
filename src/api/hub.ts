/** Calls by way of a hub: what is sent along, the hub's own refusals, and what it gives by itself. Loaded where one is used. */
import { type ErrorParams, WxError, wechatError } from '../errors'
import type { Answer } from '../http/client'
import { hubOf } from '../store/hub-source'
import type { Settings } from '../store/types'
import { tokenLimits } from '../wechat/api-limits'
import { endpoints } from '../wechat/endpoints'
import { tokenErrcodes } from '../wechat/errcodes/groups'
import { APPID_HEADER, HUB_HEADER, isHubKey } from '../wechat/hub'
import { isTokenless } from '../wechat/tokenless'
import { type Json, numberOf } from './answer'
import { isTokenText } from './credentials'
import type { FetchedToken } from './tokens'
import type { Call } from './types'

/** A hub as the way to WeChat. */
export interface HubRoute {
  /** Host of the hub, with port and path where it has them. */
  readonly hub: string
  /** Sent with every call. */
  readonly headers: Readonly<Record<string, string>>
  /** The hub puts its token into whatever has none: a call that is to go without one says so. */
  readonly query: (call: Call) => Call['query']
  /** The hub's own refusal; undefined for an answer that it passed on. */
  readonly refusalOf: (answer: Answer, call: Call) => HubRefusal | undefined
  /** An error of a call that the hub did not refuse, as it is to be told. */
  readonly told: (error: WxError, call: Call) => WxError
}

export interface HubRefusal {
  readonly error: WxError
  /** Why another try may end otherwise. */
  readonly again?: string
  /** Milliseconds that the hub asks to wait. */
  readonly waitMs?: number
}

/** @throws HUB_KEY_MISSING, HUB_KEY_INVALID before anything is sent */
export function hubRoute(settings: Settings): HubRoute {
  const address = hubOf(settings) ?? ''
  const { appid, hubKey, tokenSource, timeoutMs } = settings
  const { origin } = tokenSource
  const account = origin.from === 'account' ? origin.name : undefined
  const hub = address.replace(/^https?:\/\//, '')
  if (!hubKey) throw keyMissing(hub, account)
  if (!isHubKey(hubKey.value))
    throw new WxError('HUB_KEY_INVALID', {
      name: hubKey.origin.from === 'env' ? hubKey.origin.name : 'hub-key',
    })
  const common = { hub, given: account === undefined ? 'WXADMIN_HUB=' : setSource(account) }
  return {
    hub,
    headers: {
      authorization: `Bearer ${hubKey.value}`,
      ...(appid && { [APPID_HEADER]: appid.value }),
    },
    query: withoutToken,
    refusalOf: (answer, call) => refusalOf(answer, call, { ...common, appid: appid?.value }, timeoutMs.value),
    told: (error, call) => told(error, call, common),
  }
}

const setSource = (account: string) => `wxadmin account set ${account} token-source=hub:`

const keyMissing = (hub: string, account: string | undefined) =>
  account === undefined
    ? new WxError('HUB_KEY_MISSING', { hub })
    : new WxError('HUB_KEY_NOT_KEPT', { hub, account })

function withoutToken({ path, query, withToken }: Call): Call['query'] {
  if (withToken !== false || query?.access_token !== undefined) return query
  return path.startsWith('/sns/') || path.startsWith(OWN) || isTokenless(path)
    ? query
    : { access_token: '', ...query }
}

/** Addresses of the hub itself. */
const OWN = '/v1/'

/** Values of every error about a hub. */
type Common = { readonly hub: string; readonly given: string }

function refusalOf(
  { headers, status, body }: Answer,
  call: Call,
  common: Common & { readonly appid: string | undefined },
  mostWaitMs: number,
): HubRefusal | undefined {
  const reason = headers[HUB_HEADER]
  if (reason === undefined) return undefined
  const seconds = Number(headers['retry-after'] ?? 0)
  const { path } = call
  const params: ErrorParams = {
    ...common,
    appid: common.appid ?? '-',
    path,
    seconds: Number.isFinite(seconds) ? seconds : 0,
    status,
    reason,
    known: '',
  }
  const isNone = reason === 'account-unknown' && common.appid === undefined
  const code = isNone ? 'HUB_ACCOUNTS_NONE' : (codes[reason as keyof typeof codes] ?? 'HUB_REFUSED')
  if (reason === 'unavailable') {
    const error = causeIn(body) ?? new WxError(code, params)
    // Nothing was sent to WeChat, so a call that writes can be made again as well.
    const waitMs = seconds * 1000
    return waitMs > 0 && waitMs <= mostWaitMs
      ? { error, again: `HTTP ${status} (${common.hub})`, waitMs }
      : { error }
  }
  const mayPass = reason === 'unreachable' || reason === 'internal'
  return {
    error: new WxError(code, params),
    again: mayPass && call.repeatable ? `HTTP ${status} (${common.hub})` : undefined,
  }
}

const codes = {
  'key-missing': 'HUB_KEY_LOST',
  'key-unknown': 'HUB_KEY_REFUSED',
  'key-expired': 'HUB_KEY_EXPIRED',
  'too-many-wrong-keys': 'HUB_KEY_THROTTLED',
  'account-needed': 'HUB_ACCOUNT_NEEDED',
  'account-unknown': 'HUB_ACCOUNT_UNKNOWN',
  account: 'HUB_ACCOUNT_REFUSED',
  path: 'HUB_PATH_REFUSED',
  'path-by-name': 'HUB_PATH_UNNAMED',
  'read-only': 'HUB_READ_ONLY',
  'unknown-effect': 'HUB_READ_ONLY',
  'token-hidden': 'HUB_TOKEN_HIDDEN',
  still_current: 'HUB_STILL_CURRENT',
  unavailable: 'HUB_NO_TOKEN',
  unreachable: 'HUB_CUT_OFF',
  timeout: 'HUB_UNANSWERED',
  internal: 'HUB_FAILED',
} as const

/** Why WeChat gives the hub no token, where the hub tells. */
function causeIn(body: Buffer): WxError | undefined {
  const { errcode, errmsg, rid, path: given } = Object(jsonIn(body).cause) as Json
  const code = numberOf(errcode)
  if (code === undefined) return undefined
  const text = typeof errmsg === 'string' ? errmsg : ''
  const { path } = given === endpoints.token.path ? endpoints.token : endpoints.stableToken
  return wechatError({ errcode: code, errmsg: text, path, ...(typeof rid === 'string' && { rid }) })
}

function jsonIn(body: Buffer): Json {
  try {
    return Object(JSON.parse(body.toString('utf8')))
  } catch {
    return {}
  }
}

/** An answer that is no hub's, and a hub that is away. */
function told(error: WxError, call: Call, common: Common): WxError {
  const { code, params, details } = error
  const as = (other: 'HUB_UNREACHABLE' | 'HUB_TLS' | 'HUB_GATEWAY' | 'HUB_OTHER', reason: string) =>
    new WxError(other, { ...common, path: call.path, reason }, { cause: details.cause ?? error })
  if (code === 'NETWORK_UNREACHABLE' || code === 'NETWORK_DNS')
    return as('HUB_UNREACHABLE', String(params.reason))
  if (code === 'NETWORK_TLS') return as('HUB_TLS', String(params.reason))
  const status = Number(params.status)
  if (code === 'NETWORK_STATUS')
    return as(
      status >= 500 || status === 408 || status === 429 ? 'HUB_GATEWAY' : 'HUB_OTHER',
      `HTTP ${status}`,
    )
  if (code === 'ANSWER_TOO_LARGE') return as('HUB_OTHER', `> ${params.limit} bytes`)
  if (code === 'NOT_JSON') return as('HUB_OTHER', String(params.start))
  // A hub puts a token into every call that has none.
  const { refusal } = details
  if (refusal?.errcode === tokenErrcodes.missing && call.withToken !== false)
    return as('HUB_OTHER', `${refusal.errcode} ${refusal.errmsg}`)
  return error
}

/** Makes calls to the hub. */
interface Caller {
  json(call: Call): Promise<Json>
}

/**
 * The account's token, for a key that may see it.
 * @param stale a token that failed: the hub gets another one for it, unless it has one already
 * @throws WxError as Client.call; HUB_TOKEN_HIDDEN
 */
export async function fetchHubToken(
  caller: Caller,
  { hub, appid, stale }: { readonly hub: string; readonly appid: string; readonly stale?: string },
): Promise<FetchedToken> {
  const path = `${OWN}accounts/${encodeURIComponent(appid)}/token`
  const ask = (json: Json) => caller.json({ method: 'POST', path, json, repeatable: true, withToken: false })
  const answer = await ask(stale === undefined ? {} : { stale }).catch((error: unknown) => {
    if (error instanceof WxError && error.code === 'HUB_STILL_CURRENT') return ask({}) // the same one, then
    throw error
  })
  const life = numberOf(answer.expires_in)
  const { access_token: token } = answer
  if (typeof token !== 'string' || !isTokenText(token) || life === undefined || !(life > 0))
    throw new WxError('ANSWER_INCOMPLETE', { host: hub, path, reason: 'access_token, expires_in' })
  return { token, expiresIn: Math.min(life, tokenLimits.lifeSeconds) }
}

/** AppIDs of the hub's accounts that the key is for. @throws WxError as Client.call */
export async function hubAccounts(caller: Caller, hub: string): Promise<string[]> {
  const path = `${OWN}accounts`
  const { accounts } = await caller.json({ method: 'GET', path, repeatable: true, withToken: false })
  const appids = Array.isArray(accounts) ? accounts.map((account) => Object(account).appid) : [undefined]
  if (!appids.every(isAppid)) throw new WxError('ANSWER_INCOMPLETE', { host: hub, path, reason: 'accounts' })
  return appids
}

/** As the hub takes it in its addresses: also for accounts that are not WeChat's own, such as the sandbox. */
const isAppid = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(text)
