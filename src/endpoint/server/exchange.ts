import type { IncomingMessage, ServerResponse } from 'node:http'
import { NOSNIFF } from '../../http/connections'
import { bodyOf, FOR_A_PERSON, type Refusal } from '../refusal'
import type { EndpointEvent } from '../types'
import type { Connection, Received } from './connections'
import { type CallQuery, readQuery } from './receive'

/** What the exchanges of one endpoint have in common. */
export interface ExchangeHost {
  readonly now: () => number
  readonly onEvent?: (event: EndpointEvent) => void
  /** The endpoint is told to stop: connections end with their answer. */
  readonly isClosing: boolean
  readonly bodyBytes: number
}

/** One request and its answer. */
export class HttpExchange implements Received {
  /** When its head had arrived: milliseconds since 1970, and of a clock that only goes forward. */
  readonly receivedAt: number
  readonly started = performance.now()
  /** Without the query. */
  readonly path: string
  /** As it came, without its question mark. */
  readonly query: string
  private parsed?: CallQuery
  private isTold = false

  constructor(
    readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly connection: Connection,
    private readonly host: ExchangeHost,
  ) {
    this.receivedAt = host.now()
    const url = request.url ?? ''
    const mark = url.indexOf('?')
    this.path = mark < 0 ? url : url.slice(0, mark)
    this.query = mark < 0 ? '' : url.slice(mark + 1)
    connection.begin(this)
  }

  get call(): CallQuery {
    this.parsed ??= readQuery(this.query)
    return this.parsed
  }

  /** Milliseconds since its head had arrived. */
  elapsed(): number {
    return Math.round(performance.now() - this.started)
  }

  /** Asks for the body that the caller announced with `Expect: 100-continue`. */
  proceed(): void {
    this.response.writeContinue()
  }

  /** Its body is whole; from here on the caller waits. */
  received(): void {
    this.connection.answering(this.response)
  }

  /** @returns false where the caller has gone away */
  send(status: number, contentType: string, body: string | Buffer, extra: readonly string[] = NONE): boolean {
    const { response } = this
    if (response.destroyed) return false
    const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length
    const headers = ['Content-Type', contentType, 'Content-Length', String(length), ...NOSNIFF, ...extra]
    if (this.host.isClosing) headers.push('Connection', 'close')
    this.connection.answering(response)
    response.writeHead(status, headers)
    // Text of ASCII alone goes out without being encoded: as many bytes as characters.
    if (typeof body === 'string' && length === body.length) response.end(body, 'latin1')
    else response.end(body)
    return true
  }

  /** Answers a refusal and tells it. */
  refuse(refusal: Refusal): void {
    const { method } = this.request
    const { status, reason } = refusal
    this.tell(refusal)
    const extra: string[] = []
    if (status === 405) extra.push('Allow', 'GET, POST')
    if (this.isEndless()) {
      extra.push('Connection', 'close')
      this.connection.linger()
      this.request.read(0) // one that nobody has read is drained by Node, however long it is
    }
    const isPerson = method === 'GET' && reason === 'signature-missing'
    this.send(status, 'text/plain; charset=utf-8', isPerson ? FOR_A_PERSON : bodyOf(status), extra)
  }

  /** The caller has gone away, or was sent away (see Connection) while its body was on its way. */
  tellBrokenOff(refusal: Refusal): void {
    this.tell(refusal, this.connection.isBroken ? refusal.status : 0)
  }

  /** Tells once why there is no better answer. @param status 0 where it could not be sent */
  tell({ reason, params, status: right }: Refusal, status = right): void {
    if (this.isTold) return
    this.isTold = true
    const { receivedAt: time, request } = this
    const { method = '' } = request
    const path = this.path.slice(0, 200)
    this.host.onEvent?.({ kind: 'refused', time, ms: this.elapsed(), method, path, status, reason, params })
  }

  /** Whether more of the body may come than is worth reading to keep the connection. */
  private isEndless(): boolean {
    const { complete, headers } = this.request
    if (complete) return false
    if (this.request.isPaused()) return true
    const length = Number(headers['content-length'] ?? 0)
    return headers['transfer-encoding'] !== undefined || length > this.host.bodyBytes
  }
}

const NONE: readonly string[] = []
