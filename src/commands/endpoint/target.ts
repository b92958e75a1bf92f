import type { PushTarget } from '../../endpoint/send/deliver-push'
import { WxError } from '../../errors'
import { ConnectionPool } from '../../http/probe/pool'
import type { ProxyRoute } from '../../http/proxy'
import { routeOf } from '../../http/proxy'
import { findAccount } from '../../store/accounts'
import { resolveProxy } from '../../store/proxy'
import { SANDBOX } from '../../store/types'
import { cipherOf } from '../../wechat/callback/callback'
import { isLoopback } from '../../wechat/hosts'
import { ANSWER_SECONDS } from '../../wechat/replies/reply'
import type { CommandContext } from '../command'
import { type CallbackOptions, callbackFor, type KnownCallback } from './callback'

/** Where `wxadmin serve` listens unless it is told otherwise. */
const OWN_ENDPOINT = 'http://127.0.0.1:3000/'

export interface TargetOptions extends CallbackOptions {
  /** Address of the endpoint. */
  readonly to?: string
}

/** Where pushes go, and what is known of the account they are for. */
export interface Target extends PushTarget {
  readonly known: KnownCallback
  readonly pool: ConnectionPool
}

/**
 * The endpoint that pushes are sent to. Close its pool in the end.
 * @throws WxError VALUE_INVALID for an address that is none, and what `callbackFor` throws
 */
export async function targetOf(cx: CommandContext, options: TargetOptions): Promise<Target> {
  const url = readAddress('--to', options.to ?? OWN_ENDPOINT)
  const known = await callbackFor(cx, options)
  const proxy = await proxyTo(cx, url)
  const { timeout } = cx.globals
  return {
    url,
    known,
    config: known,
    cipher: cipherOf(known),
    timeoutMs: Math.round((timeout ?? ANSWER_SECONDS) * 1000),
    ...(proxy && { proxy }),
    pool: new ConnectionPool(),
    signal: cx.signal,
    now: cx.now,
    randomBytes: cx.randomBytes,
    hide: (secret) => cx.terminal.hide(secret),
  }
}

/** @throws WxError VALUE_INVALID; credentials in an address are refused, as the console refuses them */
function readAddress(name: string, value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url
  throw new WxError('VALUE_INVALID', {
    name,
    reason: url?.password ? '"…"' : `"${value}"`,
    expected: `${name} http://127.0.0.1:3000/, ${name} https://example.com/wechat`,
  })
}

/** An address as it is shown: a key may stand in its query. */
export const shownUrl = ({ origin, pathname }: URL): string => `${origin}${pathname}`

/**
 * The proxy on the way to an endpoint: the flag's, the account's, the environment's. Unlike the one of the API it is
 * asked for by the endpoint's own address.
 */
export async function proxyTo(cx: CommandContext, url: URL): Promise<ProxyRoute | undefined> {
  if (isLoopback(url.hostname)) return undefined
  const setting = resolveProxy(url.origin, await chosenProxy(cx), cx.env)
  const route = setting && routeOf(new URL(setting.value))
  cx.terminal.hide(route?.authorization?.replace('Basic ', ''))
  return route
}

async function chosenProxy(cx: CommandContext) {
  const { proxy } = cx.globals
  if (proxy !== undefined) return { value: proxy, origin: { from: 'flag', name: '--proxy' } } as const
  const name = (await cx.services.settings()).account?.value
  if (name === undefined || name === SANDBOX) return undefined
  const value = findAccount(await (await cx.services.store()).accounts.read(), name).proxy
  return value === undefined ? undefined : ({ value, origin: { from: 'account', name } } as const)
}
