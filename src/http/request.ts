/** One request over node:http, and its answer as it came. */
import http, { type Agent, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { urlToHttpOptions } from 'node:url'
import type { Progress } from './fault'
import { verified } from './proxy'

export interface Sending {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
  readonly agent?: Agent
  /** On a connection that no request has used yet. */
  readonly fresh?: boolean
  /** Bytes of the answer, as it comes. */
  readonly limit: number
  /** Kept up to date with how far the request has come. */
  readonly progress: Progress
  /** Ends the request. */
  readonly ending: AbortSignal
}

export interface Received {
  readonly status: number
  /** Names in lower case; a field that came several times is one. */
  readonly headers: Readonly<Record<string, string>>
  /** Packed, where the server packed it. */
  readonly body: Buffer
}

/** An answer of more bytes than its reader takes. */
export class TooLarge extends Error {
  constructor(readonly limit: number) {
    super(`> ${limit} bytes`)
  }
}

/** Redirects are not followed. @throws the system's error, TooLarge */
export function requestByNode(sending: Sending): Promise<Received> {
  const { method, url, headers, body, agent, fresh, limit, progress, ending } = sending
  return new Promise((resolve, reject) => {
    if (fresh) closeIdle(agent)
    const options = { ...urlToHttpOptions(url), method, headers, agent, signal: ending }
    const sent = watched(options, progress, (response) => {
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.length
        if (size <= limit) return void parts.push(part)
        reject(new TooLarge(limit))
        response.destroy() // else it would be read on for as long as it is sent
      })
      response.on('end', () => {
        const { statusCode = 0 } = response
        resolve({ status: statusCode, headers: plainHeaders(response.headers), body: Buffer.concat(parts) })
      })
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
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
  // Nobody asked for another protocol: a 101 is no answer, and Node would end the request without a word.
  request.once('upgrade', (_, socket) => {
    socket.destroy()
    request.emit('error', Object.assign(new Error('101'), { code: 'HPE_UPGRADE' }))
  })
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

/** Header fields as text; a field that came several times is joined with commas. */
export function plainHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  )
}
