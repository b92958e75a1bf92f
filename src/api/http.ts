import type { Agent } from 'node:http'
import { interruption, WxError } from '../errors'
import { type Failure, failureOf, type Place, proxyRefusal, timeOut } from './failure'
import type { ProxyRoute } from './proxy'
import { type Progress, verified, watched } from './transport'
import type { Answer } from './types'

declare const __VERSION__: string

export interface Request {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly body?: { readonly content: Buffer; readonly type: string }
  /** It changes something: told where no answer came in time. */
  readonly writes?: boolean
}

export interface Conditions {
  /** For the connection and the whole answer together. */
  readonly timeoutMs: number
  readonly proxy?: ProxyRoute
  /** Connections kept between calls; not used through a proxy. */
  readonly agent?: Agent
  /** Stops the request when the run is stopped. */
  readonly signal: AbortSignal
  /** Bytes of the answer, unpacked. */
  readonly limit?: number
}

export type Outcome = { readonly answer: Answer } | { readonly failure: Failure }

/** No answer of the platform comes near this; the largest are media of some 10 MB (FACTS 10). */
const ANSWER_LIMIT = 32 * 1024 * 1024

/**
 * Sends one HTTP request and brings the whole answer, whatever its status. Nothing of it is tried again here.
 * @throws INTERRUPTED or TERMINATED when the run is stopped
 */
export async function send(request: Request, conditions: Conditions): Promise<Outcome> {
  const { url, body } = request
  const { proxy, timeoutMs, signal, limit = ANSWER_LIMIT } = conditions
  if (signal.aborted) throw interruption(signal)
  const { default: axios } = await import('axios')
  const progress: Progress = { phase: 'connecting' }
  const place: Place = { host: url.host, path: url.pathname }
  const expiry = new AbortController()
  const timer = setTimeout(() => expiry.abort(), timeoutMs)
  const either = AbortSignal.any([signal, expiry.signal])
  const started = performance.now()
  try {
    const agent = proxy ? await tunnel(proxy, either) : conditions.agent
    const { status, headers, data } = await axios.request<Buffer>({
      adapter: 'http',
      method: request.method,
      url: url.href,
      headers: {
        Accept: 'application/json, */*',
        'User-Agent': `wxadmin/${__VERSION__}`,
        'Content-Type': body?.type ?? false, // axios would call nothing a form
      },
      data: body?.content,
      transformRequest: [(content: unknown) => content],
      // axios would send loopback calls to HTTP_PROXY as well, secret included: the way is chosen here alone.
      proxy: false,
      httpAgent: agent,
      httpsAgent: agent,
      maxRedirects: 0,
      decompress: true,
      validateStatus: () => true,
      responseType: 'arraybuffer',
      maxContentLength: limit,
      maxBodyLength: Number.POSITIVE_INFINITY,
      transport: watched(progress),
      signal: either,
    })
    if (proxy && progress.proxyStatus !== 200)
      return { failure: proxyRefusal(progress.proxyStatus ?? status, proxy.shown) }
    return {
      answer: {
        status,
        headers: plain(headers),
        body: Buffer.from(data),
        ms: Math.round(performance.now() - started),
      },
    }
  } catch (error) {
    if (signal.aborted) throw interruption(signal)
    if (expiry.signal.aborted) {
      const facts = { proxy: proxy?.shown, writes: request.writes }
      return { failure: timeOut(progress, place, timeoutMs / 1000, facts) }
    }
    if (proxy && progress.proxyStatus !== undefined && progress.proxyStatus !== 200)
      return { failure: proxyRefusal(progress.proxyStatus, proxy.shown) }
    if (error instanceof Error && error.message.startsWith('maxContentLength'))
      return {
        failure: {
          error: new WxError('ANSWER_TOO_LARGE', { ...place, limit }),
          sent: true,
          passing: false,
          reason: `> ${limit} bytes`,
        },
      }
    return { failure: failureOf(error, progress, place, proxy?.shown) }
  } finally {
    clearTimeout(timer)
  }
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

function plain(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  )
}
