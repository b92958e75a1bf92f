import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { sameSignature } from '../../wechat/callback/signature'
import { pageSignature } from '../../wechat/jssdk'
import { sandboxTime } from '../state'
import script from './jweixin.js?raw'
import type { Site } from './site'

type Request = Context<{ Bindings: HttpBindings }>

const HEADERS = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' }

/** Replaces the JS-SDK's script, at the path of the real one. */
export function jweixin(c: Request): Response {
  return c.body(script, 200, HEADERS)
}

/**
 * Whether what a page gave to `wx.config` is right, in the client's words (docs/platform.md 6), in a script
 * that calls back.
 */
export async function judged(c: Request, { store, outside }: Site): Promise<Response> {
  const state = await store.read()
  const time = sandboxTime(state, outside.now())
  const value = (name: string) => c.req.query(name) ?? ''
  const appid = value('appId')
  const account = Object.hasOwn(state.accounts, appid) ? state.accounts[appid] : undefined
  const tickets = account?.web.tickets.filter(({ type, validUntil }) => type === 'jsapi' && validUntil > time)
  const isRight = tickets?.some((ticket) => {
    const timestamp = Number(value('timestamp'))
    return sameSignature(
      value('signature'),
      pageSignature(ticket.value, value('nonceStr'), timestamp, value('url')),
    )
  })
  // [?] The message for an unknown AppID.
  const verdict = !account ? 'config:invalid appid' : isRight ? 'config:ok' : 'config:invalid signature'
  return c.body(`wx.sandbox(${JSON.stringify(verdict)})\n`, 200, HEADERS)
}
