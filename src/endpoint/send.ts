import { setMaxListeners } from 'node:events'
import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { urlToHttpOptions } from 'node:url'
import { tunnel } from '../api/http'
import type { ProxyRoute } from '../api/proxy'
import { type Progress, watched } from '../api/transport'
import type { EndpointAgents } from './send-agents'
import { EndpointFault, faultOf } from './send-fault'

export { EndpointFault, type FaultReason } from './send-fault'

/** One call to an endpoint, as WeChat's server makes it. */
export interface EndpointCall {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  /** What is added to the query of the address; `''` for nothing. */
  readonly query: string
  readonly body?: string | Buffer
  /** For the connection and the whole answer together. */
  readonly timeoutMs: number
  /** Ends the call: fault `aborted`. */
  readonly signal?: AbortSignal
  readonly proxy?: ProxyRoute
  /** Bytes of the answer that are read; 1 MB. */
  readonly maxBytes?: number
  /** Connections kept between calls; without them the call has its own. Not used through a proxy. */
  readonly agents?: EndpointAgents
  /** In place of `text/xml`. */
  readonly contentType?: string
}

/** What an endpoint answered, whatever its status. */
export interface EndpointReply {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Milliseconds from the call until the answer was whole. */
  readonly ms: number
  /** There was more than `maxBytes`: it was not read. */
  readonly truncated: boolean
}

const MOST_BYTES = 1024 * 1024

/**
 * Calls an endpoint and brings its answer. Redirects are not followed: WeChat does not follow them either. A kept
 * connection that the endpoint had just closed is replaced once; a push that came twice by it is the same push.
 * @throws EndpointFault
 */
export async function callEndpoint(call: EndpointCall): Promise<EndpointReply> {
  const started = performance.now()
  const passed = () => Math.round(performance.now() - started)
  const progress: Progress = { phase: 'connecting' }
  const ending = new AbortController()
  const stop = () => ending.abort()
  let expired = false
  const timer = setTimeout(() => {
    expired = true
    stop()
  }, call.timeoutMs)
  if (call.signal) setMaxListeners(0, call.signal) // one for each call under way
  // Not AbortSignal.any: on a signal that lives as long as the endpoint, Node 20 keeps a trace of every call.
  call.signal?.addEventListener('abort', stop, { once: true })
  const stopped = ending.signal
  try {
    if (call.signal?.aborted) throw new Error('stopped')
    const route = await routeOf(call, stopped)
    const answered = await exchange(call, route, progress, stopped).catch((error: unknown) => {
      if (!(error instanceof Stale) || stopped.aborted) throw error
      progress.phase = 'connecting'
      return exchange(call, { ...route, agent: undefined }, progress, stopped)
    })
    const { status } = answered
    const asked = call.proxy !== undefined
    const refused = route.tunnelled ? progress.proxyStatus !== 200 : status === 407
    if (asked && refused)
      throw new EndpointFault('proxy', `HTTP ${progress.proxyStatus ?? status}`, passed(), false)
    return { ...answered, ms: passed() }
  } catch (error) {
    if (error instanceof EndpointFault) throw error
    const sent = progress.phase === 'sent'
    if (call.signal?.aborted) throw new EndpointFault('aborted', 'ABORT_ERR', passed(), sent)
    if (expired) throw new EndpointFault('timeout', progress.phase, passed(), sent)
    throw faultOf(error, progress, call.proxy !== undefined, passed())
  } finally {
    clearTimeout(timer)
    call.signal?.removeEventListener('abort', stop)
  }
}

/** Where a call is sent, and through what. */
interface Route {
  readonly options: RequestOptions
  readonly agent?: Agent
  /** The proxy is asked with CONNECT. */
  readonly tunnelled?: boolean
}

/** Straight there; through a proxy by CONNECT, and where that is not needed (http) by asking it for the whole address. */
async function routeOf({ url, query, proxy, agents }: EndpointCall, signal: AbortSignal): Promise<Route> {
  const target = new URL(url)
  target.hash = ''
  target.search = [url.search.slice(1), query].filter(Boolean).join('&')
  if (!proxy) {
    const agent = await agents?.for(url.protocol)
    return { options: urlToHttpOptions(target), ...(agent && { agent }) }
  }
  if (url.protocol === 'https:')
    return { options: urlToHttpOptions(target), agent: await tunnel(proxy, signal), tunnelled: true }
  const { auth } = urlToHttpOptions(target)
  target.username = ''
  target.password = ''
  const headers = {
    Host: target.host,
    ...(proxy.authorization && { 'Proxy-Authorization': proxy.authorization }),
  }
  return { options: { ...urlToHttpOptions(new URL(proxy.shown)), path: target.href, auth, headers } }
}

/** A kept connection turned out to be closed. */
class Stale extends Error {}

type Answered = Omit<EndpointReply, 'ms'>

function exchange(
  { method, body, contentType, maxBytes = MOST_BYTES }: EndpointCall,
  { options, agent }: Route,
  progress: Progress,
  signal: AbortSignal,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(options.headers as Record<string, string> | undefined),
      'User-Agent': 'Mozilla/4.0', // these two are what WeChat's server sends
      Accept: '*/*',
      ...(body !== undefined && { 'Content-Type': contentType ?? 'text/xml' }),
    }
    let request: ClientRequest | undefined
    let answered = false
    const stop = () => request?.destroy(new Error('stopped'))
    const done = () => signal.removeEventListener('abort', stop)
    const fail = (error: Error) => {
      done()
      request?.destroy()
      reject(!answered && request?.reusedSocket && isReset(error) ? new Stale() : error)
    }
    request = watched({ ...options, method, headers, agent: agent ?? false }, progress, (response) => {
      answered = true
      collect(response, maxBytes).then(
        ({ body: bytes, truncated }) => {
          done()
          if (truncated) request?.destroy()
          resolve({ status: response.statusCode ?? 0, headers: flat(response), body: bytes, truncated })
        },
        (error: Error) => fail(error),
      )
    })
    request.on('error', fail)
    // It speaks another protocol from here on (status 101): no answer will come.
    request.on('upgrade', (_, socket) => {
      socket.destroy()
      fail(Object.assign(new Error('upgrade'), { code: 'HPE_UPGRADE' }))
    })
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    request.end(body)
  })
}

const isReset = ({ code }: NodeJS.ErrnoException) => code === 'ECONNRESET' || code === 'EPIPE'

function collect(response: IncomingMessage, limit: number): Promise<{ body: Buffer; truncated: boolean }> {
  const parts: Buffer[] = []
  let size = 0
  return new Promise((resolve, reject) => {
    response.on('data', (part: Buffer) => {
      if (size > limit) return
      size += part.length
      parts.push(part)
      if (size > limit) resolve({ body: Buffer.concat(parts).subarray(0, limit), truncated: true })
    })
    response.on('end', () => resolve({ body: Buffer.concat(parts), truncated: false }))
    response.on('error', reject)
  })
}

function flat({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}
