import { setMaxListeners } from 'node:events'
import type { Agent } from 'node:http'
import { interruption, WxError } from '../errors'
import type { Progress } from '../http/fault'
import type { ProxyRoute } from '../http/proxy'
import { verified } from '../http/proxy'
import { type Failure, failureOf, type Place, timeOut } from './failure'
import { dispatch, encodings, type Flight, TooLarge } from './transport'
import type { Answer, Upload } from './types'

declare const __VERSION__: string

export interface Request {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly body?: { readonly content: Buffer; readonly type: string }
  /** In place of `body`. */
  readonly upload?: Upload
  /** It changes something: told where no answer came in time. */
  readonly writes?: boolean
}

export interface Conditions {
  /** For the connection and the whole answer together; of an upload, for every part of the way. */
  readonly timeoutMs: number
  readonly proxy?: ProxyRoute
  /** Connections kept between calls; not used through a proxy. */
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

export type Outcome = { readonly answer: Answer } | { readonly failure: Failure }

/** No answer of the platform comes near this; the largest are media of some 10 MB (docs/platform.md 10). */
const ANSWER_LIMIT = 32 * 1024 * 1024

/** For this long a stopped run waits for the answer to what it has sent. A person who pressed Ctrl-C sits there. */
const GRACE_MS = 1500

/**
 * Sends one HTTP request and brings the whole answer, whatever its status. Nothing of it is tried again here.
 * @throws INTERRUPTED or TERMINATED when the run is stopped
 */
export async function send(request: Request, conditions: Conditions): Promise<Outcome> {
  const { url, body } = request
  const { proxy, timeoutMs, finishes, fresh, limit = ANSWER_LIMIT } = conditions
  const { signal } = conditions
  if (signal.aborted) throw interruption(signal)
  const progress: Progress = { phase: 'connecting' }
  const place: Place = { host: url.host, path: url.pathname }
  const expiry = new AbortController()
  const started = Date.now()
  let flight: Flight | undefined
  let unsentBytes = request.upload ? 1 : 0
  const stopped = new AbortController()
  const stop = () => flight?.stop()
  const stopNow = () => {
    stopped.abort()
    stop()
  }
  let grace: NodeJS.Timeout | undefined
  const interrupt = () => {
    const isSent = progress.phase === 'sent' && unsentBytes === 0
    if (finishes && isSent) grace = setTimeout(stopNow, GRACE_MS)
    else stopNow()
  }
  const timer = setTimeout(() => {
    expiry.abort()
    stop()
  }, timeoutMs)
  setMaxListeners(0, signal) // one for each call under way
  signal.addEventListener('abort', interrupt, { once: true })
  try {
    const agent = proxy
      ? await tunnel(proxy, AbortSignal.any([stopped.signal, expiry.signal]))
      : conditions.agent
    const sending = {
      method: request.method,
      url,
      headers: headersFor(body),
      body: body?.content,
      agent,
      fresh,
      limit,
      progress,
    }
    const upload = request.upload && {
      ...request.upload,
      onProgress: (sent: number, total: number) => {
        unsentBytes = total - sent
        request.upload?.onProgress?.(sent, total)
      },
    }
    const alive = () => void timer.refresh()
    flight = upload
      ? (await import('./upload')).dispatchUpload({ ...sending, upload, alive })
      : dispatch(sending)
    if (stopped.signal.aborted || expiry.signal.aborted) stop() // while the agent was loaded
    const received = await flight.landed
    if (proxy && progress.proxyStatus !== 200)
      return { failure: await proxyFailure({ proxy, progress, place, status: received.status }) }
    return { answer: { ...received, ms: Date.now() - started } }
  } catch (error) {
    stop() // whatever still goes on: an answer of which nothing more is wanted
    if (stopped.signal.aborted) throw interruption(signal)
    const isExpired = expiry.signal.aborted
    const seconds = timeoutMs / 1000
    if (proxy && progress.phase !== 'sent')
      return { failure: await proxyFailure({ proxy, progress, place, error, ...(isExpired && { seconds }) }) }
    if (isExpired) return { failure: timeOut(progress, place, seconds, request.writes) }
    if (error instanceof TooLarge)
      return {
        failure: {
          error: new WxError('ANSWER_TOO_LARGE', { ...place, limit }),
          sent: true,
          passing: false,
          reason: `> ${limit} bytes`,
        },
      }
    return { failure: failureOf(error, progress, place) }
  } finally {
    clearTimeout(timer)
    clearTimeout(grace)
    signal.removeEventListener('abort', interrupt)
  }
}

/** The sentences about proxies are loaded by whoever needs one. */
const proxyFailure = async (facts: Parameters<typeof import('./proxy-failure')['proxyFailure']>[0]) =>
  (await import('./proxy-failure')).proxyFailure(facts)

const headersFor = (body: Request['body']): Record<string, string> => ({
  Accept: 'application/json, */*',
  'Accept-Encoding': encodings.join(', '),
  'User-Agent': `wxadmin/${__VERSION__}`,
  ...(body && { 'Content-Type': body.type }),
})

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
