import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { WxError } from '../../errors'
import { playedEndpoints } from '../endpoints/endpoints'
import type { Fault } from '../faults'
import { Refusal } from '../refusal'
import type { Outside } from '../scan'
import type { StateStore } from '../store'
import { summarise } from '../summary'
import { outwardControls } from './callback'
import { BadControl, type Control, readBody } from './input'
import { orders } from './orders'

/**
 * The calls that control the sandbox, on the same server as the API. JSON in, with any Content-Type, and JSON out; 400
 * and `{"error"}` for what is not understood. Without `appid` the built-in account is meant. The pages that people open
 * are in web/routes.ts.
 *
 * | call | body | effect |
 * |---|---|---|
 * | GET /sandbox/state | | what it holds (summary.ts), without secrets and tokens |
 * | GET /sandbox/calls | | requests received by path: `{"/cgi-bin/token":1}` |
 * | GET /sandbox/endpoints | | what is played: `{"endpoints":[{method, path}]}` |
 * | POST /sandbox/faults | `[{path, fault, times?}]`, or one, or `PATH=FAULT[,times]` a line, bare or as JSON | adds faults (faults.ts) |
 * | DELETE /sandbox/faults | | removes all faults |
 * | POST /sandbox/account | `{appid?, secret?, verified?, test?, frozen?, punished?, allowlist?, media?, articles?, miniprograms?, webDomains?, banned?, visitor?, permanentQrcodes?}` | changes an account; makes one where `appid` is new and `secret` given. The lists are `null` for "any". `visitor` is the openid of the user who opens pages and scans codes; `permanentQrcodes` how many have been made |
 * | POST /sandbox/menu | `{appid?, button?, conditionalmenu?, selfmenu_info?, is_menu_open?}` | replaces all menus, as somebody else would; `selfmenu_info` is a console menu |
 * | POST /sandbox/replies | `{appid?, is_add_friend_reply_open?, is_autoreply_open?, add_friend_autoreply_info?, message_default_autoreply_info?, keyword_autoreply_info?}` | replaces all automatic replies of the console |
 * | POST /sandbox/clock | `{advanceSeconds}` | sets the sandbox's clock forward |
 * | POST /sandbox/expire | `{appid?, superseded?}` | ends all tokens: 42001, or 40001 when superseded |
 * | POST /sandbox/quota | `{appid?, path, used}` | sets a counter of the day |
 * | POST /sandbox/callback | `{appid?, url, token, mode?, aesKey?}` | configures an endpoint (服务器配置), if it passes the handshake; `mode` is `plain`, `compat` or `safe` |
 * | GET /sandbox/callback | `?appid=` | what is configured, without secrets: `{appid, callback: {url, mode} or null}` |
 * | DELETE /sandbox/callback | `?appid=` | removes it |
 * | POST /sandbox/scan | `{ticket, user?}` | a user scans a QR code: `subscribe` or `SCAN` goes to the endpoint (scan.ts) |
 * | POST /sandbox/reset | | a fresh state; the faults of the command line stay |
 */
export function control(
  store: StateStore,
  launchFaults: Fault[],
  outside: Outside,
): Hono<{ Bindings: HttpBindings }> {
  const { now } = outside
  const app = new Hono<{ Bindings: HttpBindings }>()
  const obey = (control: Control) => async (c: Context) => {
    const body = bodyFor(control, await c.req.text(), c.req.header('content-type') ?? '')
    return c.json(await store.transact((state) => control.order(body, state, now())))
  }
  app.onError((error, c) => {
    if (error instanceof BadControl) return c.json({ error: error.message }, 400)
    if (error instanceof Refusal) return c.json({ error: error.errmsg }, 400)
    if (error instanceof WxError && error.code === 'FAULT_INVALID')
      return c.json({ error: `${error.params.fault}: expected ${error.params.expected}` }, 400)
    throw error
  })
  app.get('/state', async (c) => c.json(summarise(await store.read(), now(), launchFaults)))
  app.get('/calls', async (c) => c.json((await store.read()).calls))
  app.get('/endpoints', (c) => c.json({ endpoints: playedEndpoints() }))
  app.delete('/faults', async (c) => {
    launchFaults.splice(0)
    await store.transact((state) => void state.faults.splice(0))
    return c.json({ ok: true })
  })
  app.post('/reset', async (c) => {
    await store.reset()
    return c.json({ ok: true })
  })
  for (const [name, each] of Object.entries(orders)) app.post(`/${name}`, obey(each))
  app.route('/', outwardControls(store, outside))
  const calls = app.routes.filter(({ method }) => method !== 'ALL')
  app.all('*', (c) => {
    const { method, path } = c.req
    const others = calls.filter((call) => `/sandbox${call.path}` === path).map((call) => call.method)
    if (others.length > 0) {
      const allowed = others.join(', ')
      return c.json({ error: `${method} ${path}: use ${allowed}` }, 405, { allow: allowed })
    }
    const known = calls.map((call) => `${call.method} /sandbox${call.path}`).join(', ')
    return c.json({ error: `no such control: ${method} ${path}; known: ${known}` }, 404)
  })
  return app
}

function bodyFor({ example, readText }: Control, text: string, contentType: string): unknown {
  if (!readText || text.trim() === '' || /^\s*[[{"]/.test(text)) return readBody(text, example)
  return readText(text, /^application\/x-www-form-urlencoded\b/i.test(contentType))
}
