/** Limits on the connections of every server of wxadmin, whoever calls. */
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { elapsed } from '../elapsed'

/** What decides which connection gives way when there are too many. */
export interface LimitedConnection {
  readonly socket: Socket
  /** No request of it waits for an answer. */
  readonly isIdle: boolean
  /** A request is on its way in. */
  readonly isReceiving: boolean
  /** Its answer is on its way out: the caller may be reading it, or not. */
  readonly isAnswering: boolean
  /** When its last request began, or it was opened; milliseconds of a clock that only goes forward. */
  readonly since: number
}

/**
 * All connections of a server. One too many closes another, so that silent ones cannot keep a caller out, however many
 * they are: the one that has been idle longest; without an idle one, the one that has been sending its request longest;
 * without such a one, the one that has been receiving its answer longest. One that waits for its answer to begin is
 * never closed.
 */
export class ConnectionLimit<Connection extends LimitedConnection> {
  readonly open = new Map<Socket, Connection>()
  private isFull = false

  /**
   * @param limit of connections at one time
   * @param make the connection of a socket
   * @param onFull told when the limit is reached, and again after half of the connections have gone
   */
  constructor(
    private readonly limit: number,
    private readonly make: (socket: Socket) => Connection,
    private readonly onFull?: () => void,
  ) {}

  add(socket: Socket): void {
    this.open.set(socket, this.make(socket))
    socket.once('close', () => this.open.delete(socket))
    if (this.open.size < this.limit / 2) this.isFull = false
    if (this.open.size <= this.limit) return
    if (!this.isFull) this.onFull?.()
    this.isFull = true
    const given = this.longest(socket) ?? socket
    this.open.delete(given)
    given.destroy()
  }

  /** @param newcomer who has had no time to say anything */
  private longest(newcomer: Socket): Socket | undefined {
    let silent: Connection | undefined
    let receiving: Connection | undefined
    let answering: Connection | undefined
    for (const connection of this.open.values()) {
      if (connection.socket === newcomer) continue
      if (connection.isIdle && !connection.isReceiving) silent = longer(silent, connection)
      else if (connection.isReceiving && !connection.isAnswering) receiving = longer(receiving, connection)
      else if (connection.isAnswering) answering = longer(answering, connection)
    }
    return (silent ?? receiving ?? answering)?.socket
  }
}

const longer = <Connection extends LimitedConnection>(
  one: Connection | undefined,
  other: Connection,
): Connection => (one && one.since <= other.since ? one : other)

/** How a server is created, for `guardServer` to hold: times in milliseconds. */
export const guardedOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
  /** The request without a Host is answered by the handler: what Node answers lacks our headers. */
  requireHostHeader: false,
} as const

/** For browsers: what an answer is, is what it says it is, whatever its content looks like. */
export const NOSNIFF = ['X-Content-Type-Options', 'nosniff'] as const

/**
 * Bounds the connections of a server, answers what is no HTTP, and marks every answer with `NOSNIFF`. To be called
 * after the server has its own listeners, and before it listens.
 * @param limit of connections at one time
 */
export function guardServer(server: Server, limit: number): void {
  const connections = new ConnectionLimit(limit, (socket) => new PlainConnection(socket))
  // Over TLS requests come on the socket within; the one without is never seen again.
  const isSecure = 'setSecureContext' in server
  if (isSecure) server.maxConnections = 2 * limit // those that are still shaking hands are bounded as well
  server.on(isSecure ? 'secureConnection' : 'connection', (socket: Socket) => connections.add(socket))
  const begin = (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader(...NOSNIFF)
    connections.open.get(request.socket)?.begin(request, response)
  }
  server.prependListener('request', begin)
  server.on('checkExpectation', (request, response) => {
    begin(request, response)
    response.writeHead(417).end()
  })
  server.on('clientError', ({ code }: NodeJS.ErrnoException, socket: Socket) => {
    const status = code ? CLIENT_ERRORS[code] : undefined
    const connection = connections.open.get(socket)
    const isUnanswerable = !socket.writable || connection?.isAnswering === true
    if (isUnanswerable || (status === undefined && !code?.startsWith('HPE_'))) socket.destroy()
    else sendOff(socket, status ?? 400)
  })
  server.on('connect', (_request, socket: Socket) => {
    socket.on('error', () => socket.destroy())
    sendOff(socket, 405)
  })
}

const CLIENT_ERRORS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
}

/** How long a caller that is cut off may go on writing until it looks for the answer. Milliseconds. */
const LINGER_MS = 500

function sendOff(socket: Socket, status: number): void {
  socket.end(plainAnswer(status, `${STATUS_CODES[status] ?? 'error'}\n`.toLowerCase()))
  setTimeout(() => socket.destroy(), LINGER_MS).unref()
}

/** An answer, head and all, to what Node could make no request of. @param body ASCII alone */
export function plainAnswer(status: number, body: string): string {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${body.length}`,
    NOSNIFF.join(': '),
    ...(status === 405 ? ['Allow: GET, POST'] : []),
    'Connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

/** A connection whose requests are looked at from outside alone. */
class PlainConnection implements LimitedConnection {
  since = elapsed()
  private request?: IncomingMessage
  private response?: ServerResponse

  constructor(readonly socket: Socket) {}

  begin(request: IncomingMessage, response: ServerResponse): void {
    this.since = elapsed()
    this.request = request
    this.response = response
  }

  get isIdle(): boolean {
    return !this.response || this.response.writableFinished
  }

  get isReceiving(): boolean {
    return this.request !== undefined && !this.request.complete
  }

  get isAnswering(): boolean {
    return !this.isIdle && this.response?.headersSent === true
  }
}
