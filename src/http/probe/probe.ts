import { setMaxListeners } from 'node:events'
import type { Socket } from 'node:net'
import type { Flaw } from '../../wechat/callback/delivery-findings'
import { Fault, faultOf, type Progress } from '../fault'
import type { ProxyRoute } from '../proxy'
import { connectTo } from './connect'
import type { ConnectionPool } from './pool'
import { AnswerReader } from './read-answer'

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
  readonly pool?: ConnectionPool
  /** In place of `text/xml`. */
  readonly contentType?: string
  /** Of HTTP; 1.1. */
  readonly version?: '1.0' | '1.1'
  /** Told whenever something of the answer has come. */
  readonly onBytes?: (begun: Begun) => void
}

/** An answer that has begun: bytes of its body so far, and how many there should be. */
export interface Begun {
  readonly bytes: number
  readonly declared?: number
}

/** What an endpoint answered, whatever its status. */
export interface EndpointReply {
  /** 0 where the answer ended before it. */
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The address that answered: the endpoint's, or its proxy's. */
  readonly address: string
  /** Milliseconds from the call until the answer was whole, or until it was given up. */
  readonly ms: number
  /** There was more than `maxBytes`: it was not read. */
  readonly truncated: boolean
  /** What is wrong with it as an HTTP message. */
  readonly flaw?: Flaw
}

const MOST_BYTES = 1024 * 1024
/** How long a server may take to close the connection: bytes behind the body may still come until then. */
const CLOSING_MS = 50

/**
 * Calls an endpoint and brings its answer, byte for byte: a library would hide what is behind Content-Length, and none
 * sends HTTP/1.0. Redirects are not followed: WeChat does not follow them either. A kept connection that the endpoint had
 * just closed is replaced once; a push that came twice by it is the same push.
 * @returns also an answer that began and did not end well: its flaw says how
 * @throws Fault where nothing of an answer came
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
  try {
    if (call.signal?.aborted) throw new Error('stopped')
    const means = { progress, stopped: ending.signal, isExpired: () => expired, passed }
    const kept = call.proxy ? undefined : call.pool?.take(call.url.origin)
    const answered = await exchange(call, means, kept).catch((error: unknown) => {
      if (!(error instanceof Stale) || ending.signal.aborted) throw error
      return exchange(call, means)
    })
    const isPlainProxy = call.proxy !== undefined && call.url.protocol !== 'https:'
    if (isPlainProxy && answered.status === 407)
      throw new Fault('proxy', `HTTP ${answered.status}`, passed(), false)
    return answered
  } catch (error) {
    if (error instanceof Fault) throw error
    const sent = progress.phase === 'sent'
    if (call.signal?.aborted) throw new Fault('aborted', 'ABORT_ERR', passed(), sent)
    if (expired) throw new Fault('timeout', progress.phase, passed(), sent)
    throw faultOf(error, progress, call.proxy !== undefined, passed())
  } finally {
    clearTimeout(timer)
    call.signal?.removeEventListener('abort', stop)
  }
}

/** A kept connection turned out to be closed. */
class Stale extends Error {}

interface Means {
  readonly progress: Progress
  /** The time is up, or the caller wants it no longer. */
  readonly stopped: AbortSignal
  readonly isExpired: () => boolean
  readonly passed: () => number
}

/** @param kept a connection that is open already */
async function exchange(call: EndpointCall, means: Means, kept?: Socket): Promise<EndpointReply> {
  const { url, proxy, pool, version = '1.1', maxBytes = MOST_BYTES, onBytes } = call
  const { progress, stopped, isExpired, passed } = means
  progress.phase = kept ? 'sent' : 'connecting'
  const protocols = version === '1.1' ? ['http/1.1'] : undefined
  const socket = kept ?? (await connectTo({ url, proxy, protocols }, progress, stopped))
  const keeps = pool !== undefined && proxy === undefined
  if (keeps && !kept) pool.own(socket)
  const reader = new AnswerReader(maxBytes)
  const address = socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
  return new Promise((resolve, reject) => {
    let closing: NodeJS.Timeout | NodeJS.Immediate | undefined
    let ms = 0
    const done = () => {
      clearTimeout(closing as NodeJS.Timeout)
      clearImmediate(closing as NodeJS.Immediate)
      stopped.removeEventListener('abort', stop)
      socket.off('data', read).off('end', end).off('close', end).off('error', fail)
    }
    const settle = (flaw?: Flaw) => {
      done()
      if (keeps && reader.mayStayOpen && !flaw && !socket.destroyed) pool.keep(url.origin, socket)
      else socket.destroy()
      const { status = 0, headers, body, truncated } = reader
      resolve({ status, headers, body, address, truncated, ms: ms || passed(), ...(flaw && { flaw }) })
    }
    const abandon = (error: Error) => {
      done()
      socket.destroy()
      reject(error)
    }
    const whole = () => settle(reader.truncated ? undefined : flawOfWhole(reader, version))
    const read = (bytes: Buffer) => {
      try {
        reader.read(bytes)
      } catch (error) {
        return abandon(error as Error)
      }
      if (reader.hasHead) onBytes?.({ bytes: reader.bodyBytes, declared: reader.declared })
      if (reader.truncated) return settle()
      if (!reader.isWhole || closing) return
      ms = passed()
      // The rest of a body that is longer than Content-Length may come in a packet of its own.
      closing = keeps ? setImmediate(whole) : setTimeout(whole, CLOSING_MS)
    }
    const broken = (error: Error) => {
      if (reader.isWhole) return whole()
      return reader.received === 0 ? abandon(error) : settle(flawOfPart(reader, 'cut'))
    }
    const end = () => {
      reader.end()
      const isStale = kept !== undefined && reader.received === 0
      broken(isStale ? new Stale() : Object.assign(new Error('closed'), { code: 'ECONNRESET' }))
    }
    const fail = (error: NodeJS.ErrnoException) => {
      const isStale = kept !== undefined && reader.received === 0 && isReset(error)
      broken(isStale ? new Stale() : error)
    }
    const stop = () => {
      if (isExpired() && reader.isWhole) whole()
      else if (isExpired() && reader.received > 0) settle(flawOfPart(reader, 'unfinished'))
      else abandon(new Error('stopped'))
    }
    if (!kept) socket.on('error', () => undefined) // one that comes when all is settled would end the process
    socket.on('data', read).once('end', end).once('close', end).once('error', fail)
    stopped.addEventListener('abort', stop, { once: true })
    if (stopped.aborted) return stop()
    socket.write(requestOf(call))
  })
}

const isReset = ({ code }: NodeJS.ErrnoException) => code === 'ECONNRESET' || code === 'EPIPE'

function flawOfWhole(reader: AnswerReader, version: '1.0' | '1.1'): Flaw | undefined {
  const { declared = 0, bodyBytes, behindBytes, framing } = reader
  if (reader.isLongerThanDeclared)
    return { code: 'length-short', params: { declared, bytes: bodyBytes + behindBytes } }
  return version === '1.0' && framing === 'chunked' ? { code: 'http10-chunked', params: {} } : undefined
}

function flawOfPart(
  { hasHead, received, bodyBytes, declared }: AnswerReader,
  how: 'cut' | 'unfinished',
): Flaw {
  const bytes = hasHead ? bodyBytes : received
  return declared === undefined
    ? { code: `answer-${how}`, params: { bytes } }
    : { code: `answer-${how}-length`, params: { bytes, declared } }
}

/** The request as it goes out. What docs/platform.md 3.1 knows of WeChat's: `Mozilla/4.0`, and a Host in HTTP/1.0 as well. */
function requestOf(call: EndpointCall): Buffer {
  const { url, method, query, body, contentType = 'text/xml', proxy, pool, version = '1.1' } = call
  const search = [url.search.slice(1), query].filter(Boolean).join('&')
  const path = `${url.pathname}${search && `?${search}`}`
  const isPlainProxy = proxy !== undefined && url.protocol !== 'https:'
  const content = body === undefined ? undefined : Buffer.from(body)
  const keeps = pool !== undefined && proxy === undefined
  const lines = [
    `${method} ${isPlainProxy ? `${url.protocol}//${url.host}` : ''}${path} HTTP/${version}`,
    `Host: ${url.host}`,
    'User-Agent: Mozilla/4.0',
    'Accept: */*',
    ...(content ? [`Content-Type: ${contentType}`, `Content-Length: ${content.length}`] : []),
    ...(isPlainProxy && proxy.authorization ? [`Proxy-Authorization: ${proxy.authorization}`] : []),
    ...(version === '1.1' ? [`Connection: ${keeps ? 'keep-alive' : 'close'}`] : []),
  ]
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  return content ? Buffer.concat([head, content]) : head
}
