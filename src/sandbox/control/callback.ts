import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { Outside } from '../scan'
import type { StateStore } from '../store'
import { callbackSummary } from '../summary'
import { accountIn, fieldsOf, readBody, stringOf } from './input'

const EXAMPLE = {
  callback: '{"url":"http://127.0.0.1:3000/","token":"TOKEN"}',
  scan: '{"ticket":"TICKET"}',
} as const

/** The controls that reach out to an endpoint; their rows of the table are in control.ts. */
export function outwardControls(store: StateStore, outside: Outside): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  const fromQuery = (c: Context) => {
    const appid = c.req.query('appid')
    return fieldsOf(appid === undefined ? {} : { appid }, ['appid'])
  }
  app.get('/callback', async (c) => {
    const account = accountIn(await store.read(), fromQuery(c))
    return c.json({ appid: account.appid, callback: callbackSummary(account) })
  })
  app.delete('/callback', async (c) => {
    await store.transact(
      (state) => void Object.assign(accountIn(state, fromQuery(c)).web, { callback: null }),
    )
    return c.json({ ok: true })
  })
  app.post('/callback', async (c) => {
    const { CALLBACK_KEYS, readCallback, shakeHands } = await import('../callback/handshake')
    const fields = fieldsOf(readBody(await c.req.text(), EXAMPLE.callback), ['appid', ...CALLBACK_KEYS])
    accountIn(await store.read(), fields)
    const seconds = Math.floor(outside.now() / 1000)
    const callback = await shakeHands(readCallback(fields), seconds, outside.closing)
    await store.transact((current) => void Object.assign(accountIn(current, fields).web, { callback }))
    return c.json({ ok: true, ms: callback.ms })
  })
  app.post('/scan', async (c) => {
    const fields = fieldsOf(readBody(await c.req.text(), EXAMPLE.scan), ['ticket', 'user'])
    const { scan } = await import('../scan')
    const ticket = stringOf(fields, 'ticket') ?? ''
    return c.json(await scan(store, { ticket }, stringOf(fields, 'user'), outside))
  })
  return app
}
