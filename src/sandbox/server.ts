import { setMaxListeners } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { closeServer, listen, reachable } from '../listen'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../wechat/sandbox-account'
import { control } from './control/control'
import { deliver, download } from './deliver'
import { isUpload } from './endpoints/endpoints'
import { exchange } from './exchange'
import type { Fault } from './faults'
import { readForm } from './form'
import { mayPass } from './guard'
import { fileShown } from './material'
import type { StateStore } from './store'
import { openness, openPages } from './web/site'

export interface SandboxOptions {
  /** Address to listen on. */
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  readonly state: StateStore
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Faults that strike this server alone, whatever its state says. */
  readonly faults?: readonly Fault[]
  readonly onCall?: (event: CallEvent) => void
  /** The state could not be read or written; the caller got HTTP 500. */
  readonly onFailure?: (error: unknown) => void
}

/** One answered call, told when its answer is on its way. Holds no query: secrets stand there. */
export interface CallEvent {
  readonly method: string
  readonly path: string
  /** The answer's errcode, 0 on success; absent where a fault struck before there was an answer. */
  readonly errcode?: number
  readonly ms: number
  /** The fault that struck, by its kind. */
  readonly fault?: string
}

export interface Sandbox {
  /** Base address without a trailing slash. */
  readonly url: string
  readonly port: number
  /** The variables that point wxadmin, or a script, at it. */
  readonly env: Readonly<Record<'WXADMIN_APPID' | 'WXADMIN_SECRET' | 'WXADMIN_API_BASE', string>>
  /** Stops listening, lets running calls end for a second, cuts the rest. */
  close(): Promise<void>
}

const BODY_LIMIT = 1024 * 1024
/** The largest files have 10 MB; what is a little larger gets the platform's own answer. */
const UPLOAD_LIMIT = 16 * 1024 * 1024
const REQUEST_MS = 30_000

/**
 * Starts a server that behaves like api.weixin.qq.com, open.weixin.qq.com and mp.weixin.qq.com at one address, with
 * /sandbox/… beside it for control.
 * @throws WxError PORT_TAKEN, HOST_UNUSABLE where it cannot listen
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const closing = new AbortController()
  setMaxListeners(0, closing.signal) // one for each call that hangs, and any number may
  const server = createAdaptorServer({ fetch: createApp(options, closing.signal).fetch }) as Server
  server.requestTimeout = REQUEST_MS
  const port = await listen(server, options)
  const url = `http://${reachable(options.host)}:${port}`
  return {
    url,
    port,
    env: { WXADMIN_APPID: SANDBOX_APPID, WXADMIN_SECRET: SANDBOX_SECRET, WXADMIN_API_BASE: url },
    close: () => {
      closing.abort()
      return closeServer(server)
    },
  }
}

function createApp(options: SandboxOptions, closing: AbortSignal): Hono<Env> {
  const faults = (options.faults ?? []).map((fault) => ({ ...fault }))
  const app = new Hono<Env>()
  app.onError((error, c) => {
    options.onFailure?.(error)
    return c.text('sandbox: the state is not available', 500)
  })
  app.use(async (c, next) => {
    const provenance = {
      host: c.req.header('host'),
      origin: c.req.header('origin'),
      fetchSite: c.req.header('sec-fetch-site'),
      fetchDest: c.req.header('sec-fetch-dest'),
    }
    if (mayPass(provenance, options.host, openness(c.req))) return next()
    return c.text('sandbox: refused, the request comes from another site or through another name', 403)
  })
  app.use((c, next) => (isUpload(c.req.path) ? uploadLimit : smallLimit)(c, next))
  app.get('/sandbox/media/:id', async (c) => {
    const file = fileShown(await options.state.read(), options.state.contents, c.req.param('id'))
    return file ? download(file) : c.text('sandbox: there is no such file', 404)
  })
  const outside = { now: options.now, closing }
  openPages(app, {
    store: options.state,
    faults,
    outside,
    linger: (ms) => linger(ms, closing),
    onCall: options.onCall,
  })
  app.route('/sandbox', control(options.state, faults, outside))
  app.all('*', async (c) => {
    const started = performance.now()
    const { pathname, searchParams, origin } = new URL(c.req.url)
    const { method } = c.req
    const content = await c.req.arrayBuffer().catch(() => undefined)
    if (!content) return c.text('sandbox: the body broke off', 400) // the caller has gone away
    const body = Buffer.from(content)
    const form = isUpload(pathname) ? await readForm(c) : undefined
    const client = c.env.incoming.socket.remoteAddress ?? ''
    const request = { method, path: pathname, query: searchParams, body, client, form, origin }
    const { contents } = options.state
    const result = await options.state.transact((state) =>
      exchange(state, contents, faults, request, options.now()),
    )
    await linger(result.latencyMs, closing)
    options.onCall?.({
      method,
      path: pathname.slice(0, 200),
      errcode: result.answer?.errcode,
      ms: Math.round(performance.now() - started),
      fault: result.fault?.kind,
    })
    return deliver(result, c.env, closing)
  })
  return app
}

async function linger(ms: number, closing: AbortSignal): Promise<void> {
  if (ms > 0) await wait(ms, undefined, { signal: closing }).catch(() => undefined)
}

type Env = { Bindings: HttpBindings }
const limitTo = (maxSize: number) =>
  bodyLimit({ maxSize, onError: (c) => c.text('sandbox: the body is too large', 413) })
const smallLimit = limitTo(BODY_LIMIT)
const uploadLimit = limitTo(UPLOAD_LIMIT)
