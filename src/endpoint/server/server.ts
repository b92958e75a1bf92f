import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { listen, reachable } from '../../http/listen'
import { Pipeline } from '../push/pipeline'
import { checkSignature, requireParameters } from '../push/read-push'
import { asRefusal, Refusal } from '../refusal'
import { Connections } from './connections'
import { type ExchangeHost, HttpExchange } from './exchange'
import { type Endpoint, type EndpointLimits, type EndpointOptions, endpointLimits } from './options'
import { BodyReader, bytesOf } from './receive'

export type { Endpoint, EndpointOptions } from './options'

/** How long after the grace what is left may take: answers cut short go out, records reach the disk. */
const LAST_MS = 300

/**
 * Starts the endpoint that WeChat calls. On Node's own server: a framework would cost more than all of the work here.
 * @throws WxError PORT_TAKEN, HOST_UNUSABLE where it cannot listen
 */
export async function startEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const limits = { ...endpointLimits, ...options.limits }
  const router = new RequestRouter(options, limits)
  const server = createServer({
    headersTimeout: limits.headMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(1000, limits.headMs / 4),
    keepAliveTimeout: limits.idleMs,
    requireHostHeader: false, // a signature says who calls; what Node answers lacks our headers
  })
  // Of a connection on which nothing moves, an answer that is not read included.
  server.timeout = limits.requestMs + limits.answerMs
  router.watch(server)
  const port = await listen(server, options)
  let closed: Promise<void> | undefined
  return {
    url: `http://${reachable(options.host)}:${port}${options.path}`,
    port,
    close: () => {
      closed ??= router.close(server)
      return closed
    },
  }
}

/**
 * Says where a request goes: a file, the handshake, a push (pipeline.ts), or a refusal. Everything before a push is
 * here, everything after its body is whole is there.
 */
class RequestRouter implements ExchangeHost {
  isClosing = false
  readonly now: () => number
  readonly onEvent: EndpointOptions['onEvent']
  readonly bodyBytes: number
  private readonly path: string
  private readonly bodies: BodyReader
  private readonly pipeline: Pipeline
  private readonly connections: Connections

  constructor(
    private readonly options: EndpointOptions,
    private readonly limits: EndpointLimits,
  ) {
    this.now = options.now
    this.onEvent = options.onEvent
    this.bodyBytes = limits.bodyBytes
    this.path = withoutSlash(new URL(options.path, 'http://localhost').pathname)
    this.bodies = new BodyReader(limits)
    this.pipeline = new Pipeline(options, limits)
    this.connections = new Connections(limits.connections, ({ reason, params, status }, method = '') =>
      this.onEvent?.({ kind: 'refused', time: this.now(), ms: 0, method, path: '', status, reason, params }),
    )
  }

  watch(server: Server): void {
    this.connections.watch(server)
    server.on('request', (request, response) => this.take(request, response, false))
    server.on('checkContinue', (request, response) => this.take(request, response, true))
  }

  /** Takes nothing new, lets running answers end, cuts short what takes longer. */
  async close(server: Server): Promise<void> {
    this.isClosing = true
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    this.connections.closeIdle()
    const stop = setTimeout(() => void this.pipeline.stop(), this.limits.graceMs)
    const cut = setTimeout(() => this.connections.closeAll(), this.limits.graceMs + LAST_MS)
    await closed
    clearTimeout(stop)
    clearTimeout(cut)
    await Promise.race([this.pipeline.stop(), wait(LAST_MS, undefined, { ref: false })])
  }

  private take(request: IncomingMessage, response: ServerResponse, isAsking: boolean): void {
    const exchange = new HttpExchange(request, response, this.connections.of(request.socket), this)
    const file = request.method === 'GET' ? this.options.files?.get(exchange.path) : undefined
    if (file) this.sendFile(exchange, file)
    else if (withoutSlash(exchange.path) !== this.path) exchange.refuse(new Refusal('path'))
    else if (request.method === 'GET') this.shakeHands(exchange)
    else if (request.method === 'POST') this.receive(exchange, isAsking)
    else exchange.refuse(new Refusal('method', { method: request.method ?? '' }))
  }

  private receive(exchange: HttpExchange, isAsking: boolean): void {
    const { request } = exchange
    const tooLarge = isAsking ? this.bodies.refusal(request) : undefined
    if (tooLarge) {
      exchange.refuse(tooLarge)
      return
    }
    if (isAsking) exchange.proceed()
    this.bodies.read(request, (body) => {
      if (!(body instanceof Refusal)) {
        exchange.received()
        this.pipeline.take(exchange, body)
      } else if (body.reason === 'body-broken-off') exchange.tellBrokenOff(body)
      else exchange.refuse(body)
    })
  }

  /** Answers the echostr byte for byte where the signature is right (docs/platform.md 3.1). */
  private shakeHands(exchange: HttpExchange): void {
    const { receivedAt: time, query } = exchange
    const { call } = exchange
    try {
      requireParameters(call, ['signature', 'timestamp', 'nonce', 'echostr'])
      checkSignature(this.options.config, call)
    } catch (error) {
      exchange.refuse(asRefusal(error))
      return
    }
    exchange.send(200, 'text/plain', bytesOf(call.echostr))
    this.onEvent?.({ kind: 'handshake', time, ms: exchange.elapsed(), query })
  }

  private sendFile(exchange: HttpExchange, file: Buffer): void {
    exchange.send(200, 'text/plain', file)
    const { receivedAt: time, path } = exchange
    this.onEvent?.({ kind: 'file', time, ms: exchange.elapsed(), path })
  }
}

const withoutSlash = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path)
