import http, { type Agent, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { urlToHttpOptions } from 'node:url'
import type { Progress } from '../http/fault'
import { verified } from '../http/proxy'

/** An answer of more bytes than its reader takes. */
export class TooLarge extends Error {}

export interface Sending {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
  readonly agent?: Agent
  /** On a connection that no request has used yet. */
  readonly fresh?: boolean
  /** Bytes of the answer, unpacked. */
  readonly limit: number
  readonly progress: Progress
}

export interface Received {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** A request on its way. */
export interface Flight {
  readonly landed: Promise<Received>
  /** Ends it; `landed` then rejects. */
  readonly stop: () => void
}

/**
 * Sends one request and brings the whole answer, unpacked; redirects are not followed.
 *
 * Straight through node:http: an HTTP library on top of it, loaded and run for the one call of an up-to-date push,
 * was a twentieth of that command.
 *
 * @returns `landed` rejects with the system's error, with `TooLarge`, or with zlib's error for a damaged answer
 */
export function dispatch(sending: Sending): Flight {
  const { method, url, headers, body, agent, fresh, limit, progress } = sending
  let request: ClientRequest | undefined
  const landed = new Promise<Received>((resolve, reject) => {
    const options = { ...urlToHttpOptions(url), method, headers, agent }
    if (fresh) closeIdle(agent)
    request = watched(options, progress, (response) => {
      received(response, limit)
        .then(resolve)
        .catch((error: unknown) => {
          request?.destroy()
          reject(error)
        })
    })
    request.on('error', reject)
    request.end(body)
  })
  return { landed, stop: () => request?.destroy(Object.assign(new Error('stopped'), { code: 'ABORT_ERR' })) }
}

/**
 * Closes the connections that an agent keeps, so that its next request opens one. The server may have closed a kept
 * connection a moment ago: a request that meets that is cut, and nobody knows whether it arrived.
 */
export function closeIdle(agent: Agent | undefined): void {
  for (const sockets of Object.values(agent?.freeSockets ?? {}))
    for (const socket of sockets ?? []) socket.destroy()
}

/** Starts a request and writes down how far it comes. */
export function watched(
  options: RequestOptions,
  progress: Progress,
  answered: (response: IncomingMessage) => void,
): ClientRequest {
  const secure = options.protocol === 'https:'
  const request = secure
    ? https.request({ ...options, ...verified }, answered)
    : http.request(options, answered)
  request.once('proxyConnect', ({ statusCode, headers }: ProxyAnswer) => {
    progress.proxyStatus = statusCode
    progress.proxyHeaders = headers
    progress.phase = 'tls'
  })
  request.once('socket', (socket) => {
    const sent = () => {
      progress.phase = 'sent'
    }
    if (request.reusedSocket) sent()
    else if (secure) {
      socket.once('connect', () => {
        progress.phase = 'tls'
      })
      socket.once('secureConnect', sent)
    } else socket.once('connect', sent)
  })
  return request
}

interface ProxyAnswer {
  readonly statusCode: number
  readonly headers: Progress['proxyHeaders']
}

/** The whole answer, unpacked. @throws as `landed` of a flight rejects */
export async function received(response: IncomingMessage, limit: number): Promise<Received> {
  const packed = await collect(response, limit)
  const body = await unpacked(packed, response.headers['content-encoding'], limit)
  return { status: response.statusCode ?? 0, headers: plain(response.headers), body }
}

function collect(response: IncomingMessage, limit: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  return new Promise((resolve, reject) => {
    response.on('data', (part: Buffer) => {
      size += part.length
      if (size <= limit) return void parts.push(part)
      reject(new TooLarge())
      response.destroy() // else it would be read on for as long as it is sent
    })
    response.on('end', () => resolve(Buffer.concat(parts)))
    response.on('error', reject)
  })
}

/** What is asked for in Accept-Encoding, and what can be undone. */
export const encodings = ['gzip', 'deflate', 'br'] as const

async function unpacked(packed: Buffer, encoding: string | undefined, limit: number): Promise<Buffer> {
  const coding = encoding?.trim().toLowerCase() ?? ''
  if (packed.length === 0 || !/^(?:x-)?(?:gzip|deflate|br)$/.test(coding)) return packed
  const { brotliDecompress, unzip } = await import('node:zlib') // takes as long to load as some whole answers
  return new Promise((resolve, reject) => {
    const done = (error: NodeJS.ErrnoException | null, content: Buffer) => {
      if (!error) resolve(content)
      else reject(error.code === 'ERR_BUFFER_TOO_LARGE' ? new TooLarge() : error)
    }
    if (coding === 'br') brotliDecompress(packed, { maxOutputLength: limit }, done)
    else unzip(packed, { maxOutputLength: limit }, done)
  })
}

function plain(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  )
}
