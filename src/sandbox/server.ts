import { setMaxListeners } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { guardedOptions, guardServer } from '../http/connections'
import { closeServer, listen, reachable } from '../http/listen'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../wechat/sandbox-account'
import { control } from './control/control'
import { deliver, download } from './deliver'
import { findEndpoint, isUpload } from './endpoints/endpoints'
import { type CallEvent, exchange } from './exchange'
import type { Fault } from './faults'
import { type Form, readForm } from './form'
import { mayPass } from './guard'
import { fileShown } from './material'
import type { StateStore } from './store'
import { BodyFailed, Uploads } from './uploads'
import { openness, openPages } from './web/site'

export interface SandboxOptions {
  /** Address to listen on. */
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  readonly state: StateStore
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Faults of this server, beside those of its state. */
  readonly faults?: readonly Fault[]
  readonly onCall?: (event: CallEvent) => void
  /** The state could not be read or written; the caller got HTTP 500. */
  readonly onFailure?: (error: unknown) => void
}

export interface Sandbox {
  /** Base address without a trailing slash. */
  readonly url: string
  readonly port: number
  /** The variables that point wxadmin, or a script, at it. */
  readonly env: Readonly<Record<'WXADMIN_APPID' | 'WXADMIN_SECRET' | 'WXADMIN_API_BASE', string>>
  /** Stops listening, gives running calls a second to end, cuts the rest; uploads are deleted with the state. */
  close(): Promise<void>
}

const BODY_LIMIT = 1024 * 1024
/** Bounds the memory, together with the number of bodies received at a time. */
const CONNECTIONS = 256

/**
 * Starts a server that behaves like api.weixin.qq.com, open.weixin.qq.com and mp.weixin.qq.com at one address, with
 * /sandbox/… beside it for control.
 * @throws WxError PORT_TAKEN, HOST_UNUSABLE where it cannot listen
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const closing = new AbortController()
  setMaxListeners(0, closing.signal) // every hanging call has one, and there may be any number
  const { fetch } = createApp(options, closing.signal)
  const server = createAdaptorServer({ fetch, serverOptions: guardedOptions }) as Server
  guardServer(server, CONNECTIONS)
  const port = await listen(server, options)
  const url = `http://${reachable(options.host)}:${port}`
  return {
    url,
    port,
    env: { WXADMIN_APPID: SANDBOX_APPID, WXADMIN_SECRET: SANDBOX_SECRET, WXADMIN_API_BASE: url },
    close: async () => {
      closing.abort()
      await closeServer(server)
      await options.state.contents.end()
    },
  }
}

function createApp(options: SandboxOptions, closing: AbortSignal): Hono<Env> {
  const faults = (options.faults ?? []).map((fault) => ({ ...fault }))
  const uploads = new Uploads(options.state.contents)
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
  app.use((c, next) => (isUpload(c.req.path) ? next() : smallLimit(c, next)))
  app.get('/sandbox/media/:id', async (c) => {
    const file = fileShown(await options.state.read(), options.state.contents, c.req.param('id'))
    return (
      (file && (await download(file, { headOnly: c.req.method === 'HEAD' }))) ??
      c.text('sandbox: there is no such file', 404)
    )
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
    const client = c.env.incoming.socket.remoteAddress ?? ''
    const { contents } = options.state
    const known = await knownAt(pathname, searchParams)
    const call = (body: Buffer, form?: Form) => {
      const request = { method, path: pathname, query: searchParams, body, client, form, origin, known }
      return options.state.transact((state) => exchange(state, contents, faults, request, options.now()))
    }
    const result = await (isUpload(pathname)
      ? uploads.take(c.env.incoming, async (body) =>
          call(body, await readForm(body, c.req.header('content-type') ?? '')),
        )
      : c.req
          .arrayBuffer()
          .catch(() => Promise.reject(new BodyFailed('broken-off')))
          .then((body) => call(Buffer.from(body)))
    ).catch((error: unknown) => {
      if (error instanceof BodyFailed) return error
      throw error
    })
    if (result instanceof BodyFailed)
      return result.reason === 'too-large' ? tooLarge(c) : c.text('sandbox: the body broke off', 400)
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

/** What WeChat has at a path that is not played. The catalogue is loaded only then. */
async function knownAt(path: string, query: URLSearchParams) {
  if (findEndpoint(path)) return undefined
  const { catalogued } = await import('../wechat/catalogue/endpoints')
  return catalogued(path, query.get('action'))
}

async function linger(ms: number, closing: AbortSignal): Promise<void> {
  if (ms > 0) await wait(ms, undefined, { signal: closing }).catch(() => undefined)
}

type Env = { Bindings: HttpBindings }
const tooLarge = (c: Context) => c.text('sandbox: the body is too large', 413)
const smallLimit = bodyLimit({ maxSize: BODY_LIMIT, onError: tooLarge })
