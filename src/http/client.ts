/**
 * The client for WeChat's API: one request and its whole answer, for JSON, uploads and downloads alike. What is tried
 * again, and what an answer means, is for its caller to say (src/api/transport.ts). Files go by axios, JSON by
 * node:http: docs/architecture.md has the reason.
 */
import { setMaxListeners } from 'node:events'
import http, { type Agent } from 'node:http'
import https from 'node:https'
import { interruption, reasonOf } from '../errors'
import type { FileSending, Upload } from './axios-request'
import { Fault, faultOf, type Progress } from './fault'
import { type ProxyRoute, verified } from './proxy'
import { type Received, requestByNode, TooLarge } from './request'

declare const __VERSION__: string

export interface Request {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  /** Beside those of every request. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: { readonly content: Buffer; readonly type: string }
  /** In place of `body`. */
  readonly upload?: Upload
  /** The answer may be a file. */
  readonly download?: boolean
}

export interface Conditions {
  /** For the connection and the whole answer together; of an upload, for every part of the way. */
  readonly timeoutMs: number
  readonly proxy?: ProxyRoute
  /** Connections kept between calls, from `keptConnections`; not used through a proxy. */
  readonly agent?: Agent
  /** Opens a connection of its own, for a request that must not meet one that the server has just closed. */
  readonly fresh?: boolean
  /** Stops the request when the run is stopped. */
  readonly signal: AbortSignal
  /** Once the request has been sent whole, its answer is waited for a little: it would be lost. */
  readonly finishes?: boolean
  /** Bytes of the answer, unpacked. */
  readonly limit?: number
}

export interface Answer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Milliseconds from the request to the last byte. */
  readonly ms: number
}

/** A packed answer that cannot be unpacked. */
export class Damaged extends Error {}

/** No answer of the platform comes near this; the largest are media of some 10 MB (docs/platform.md 10). */
const ANSWER_LIMIT = 32 * 1024 * 1024

/** For this long a stopped run waits for the answer to what it has sent. A person who pressed Ctrl-C sits there. */
const GRACE_MS = 1500

/** Kept connections are dropped before WeChat's gateway drops them: a stale one costs a try. */
const IDLE_MS = 4000

/** Connections to a server that are kept from one call to the next. Loading TLS takes a fifth of a short run. */
export function keptConnections(base: URL): Agent {
  const options = { keepAlive: true, timeout: IDLE_MS }
  return base.protocol === 'http:' ? new http.Agent(options) : new https.Agent({ ...options, ...verified })
}

/**
 * Sends one request and brings the whole answer, unpacked, whatever its status. Redirects are not followed.
 * @throws Fault where no answer came; TooLarge; Damaged; INTERRUPTED or TERMINATED when the run is stopped
 */
export async function send(request: Request, conditions: Conditions): Promise<Answer> {
  const { upload } = request
  const { signal, proxy, finishes, timeoutMs } = conditions
  if (signal.aborted) throw interruption(signal)
  const progress: Progress = { phase: 'connecting' }
  const started = Date.now()
  const passed = () => Date.now() - started
  const ending = new AbortController()
  const stop = () => ending.abort(STOPPED)
  const timer = setTimeout(() => ending.abort(EXPIRED), timeoutMs)
  let unsentBytes = upload ? 1 : 0
  let grace: NodeJS.Timeout | undefined
  const interrupt = () => {
    const isSent = progress.phase === 'sent' && unsentBytes === 0
    if (finishes && isSent) grace = setTimeout(stop, GRACE_MS)
    else stop()
  }
  setMaxListeners(0, signal) // one for each call under way
  signal.addEventListener('abort', interrupt, { once: true })
  try {
    const onUpload = (sent: number, total: number) => {
      timer.refresh()
      unsentBytes = total - sent
      upload?.onProgress?.(sent, total)
    }
    const received = await exchange(request, conditions, { progress, ending: ending.signal, onUpload })
    if (proxy && progress.proxyStatus !== 200) {
      progress.proxyStatus ??= received.status
      throw new Fault('proxy', `HTTP ${progress.proxyStatus}`, passed(), false, { progress })
    }
    return { ...received, ms: passed() }
  } catch (error) {
    if (ending.signal.reason === STOPPED) throw interruption(signal)
    if (error instanceof Fault) throw error
    if (ending.signal.reason === EXPIRED)
      throw new Fault('timeout', 'ETIMEDOUT', passed(), progress.phase === 'sent', { progress })
    if (error instanceof TooLarge || error instanceof Damaged) throw error
    throw faultOf(error, progress, proxy !== undefined, passed())
  } finally {
    clearTimeout(timer)
    clearTimeout(grace)
    signal.removeEventListener('abort', interrupt)
  }
}

/** Why a request was ended from here. */
const STOPPED = 'stopped'
const EXPIRED = 'expired'

/** @throws the system's error, TooLarge, Damaged */
async function exchange(
  { method, url, headers, body, upload, download }: Request,
  { proxy, agent, fresh, limit = ANSWER_LIMIT }: Conditions,
  watch: Pick<FileSending, 'progress' | 'ending' | 'onUpload'>,
): Promise<Received> {
  const sending = {
    ...watch,
    method,
    url,
    headers: { ...requestHeaders, ...headers, ...(body && { 'Content-Type': body.type }) },
    body: body?.content,
    agent: proxy ? await tunnel(proxy, watch.ending) : agent,
    fresh,
    limit,
  }
  const received =
    upload || download
      ? await (await import('./axios-request')).requestByAxios({ ...sending, upload })
      : await requestByNode(sending)
  return { ...received, body: await unpacked(received, limit) }
}

const requestHeaders = {
  Accept: 'application/json, */*',
  'Accept-Encoding': 'gzip, deflate, br', // what `unpacked` undoes
  'User-Agent': `wxadmin/${__VERSION__}`,
}

/**
 * An agent that goes through CONNECT. One for each request: the signal is what ends a proxy that hangs. The
 * credentials are given as a header, because the library writes the address into its debug output.
 */
async function tunnel(proxy: ProxyRoute, signal: AbortSignal): Promise<Agent> {
  const { HttpsProxyAgent } = await import('https-proxy-agent')
  return new HttpsProxyAgent(proxy.shown, {
    signal,
    ...verified, // of an https proxy; WeChat's own is asked for by the request
    ...(proxy.authorization && { headers: { 'Proxy-Authorization': proxy.authorization } }),
  })
}

/** @throws TooLarge, Damaged */
async function unpacked({ headers, body: packed }: Received, limit: number): Promise<Buffer> {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (packed.length === 0 || !/^(?:x-)?(?:gzip|deflate|br)$/.test(coding)) return packed
  const { brotliDecompress, unzip } = await import('node:zlib') // takes as long to load as some whole answers
  return new Promise((resolve, reject) => {
    const done = (error: NodeJS.ErrnoException | null, content: Buffer) => {
      if (!error) resolve(content)
      else reject(error.code === 'ERR_BUFFER_TOO_LARGE' ? new TooLarge(limit) : new Damaged(reasonOf(error)))
    }
    if (coding === 'br') brotliDecompress(packed, { maxOutputLength: limit }, done)
    else unzip(packed, { maxOutputLength: limit }, done)
  })
}
