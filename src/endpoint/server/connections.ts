import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { ConnectionLimit, type LimitedConnection, NOSNIFF, plainAnswer } from '../../http/connections'
import { bodyOf, Refusal } from '../refusal'

/** Reports a connection without a request that could be answered. */
export type TellRefusal = (refusal: Refusal, method?: string) => void

/** All connections: a bound on their number (see connections.ts), and an answer to what is not HTTP. */
export class Connections {
  private readonly limit: ConnectionLimit<Connection>

  /** @param limit of connections at one time */
  constructor(
    limit: number,
    private readonly tell: TellRefusal,
  ) {
    this.limit = new ConnectionLimit(
      limit,
      (socket) => new Connection(socket),
      () => tell(new Refusal('too-many-connections', { limit })),
    )
  }

  watch(server: Server): void {
    server.on('connection', (socket) => this.limit.add(socket))
    server.on('clientError', (error: ClientError, socket) => this.fail(error, socket as Socket))
    server.on('checkExpectation', (_request, response) => response.writeHead(417, [...NOSNIFF]).end())
    server.on('connect', (_request, socket) => this.refuseTunnel(socket as Socket))
  }

  /** The connection on which a request begins. */
  of(socket: Socket): Connection {
    return this.limit.open.get(socket) ?? new Connection(socket)
  }

  closeIdle(): void {
    for (const connection of this.limit.open.values())
      if (connection.isIdle && !connection.receiving) connection.socket.destroy()
  }

  closeAll(): void {
    for (const socket of this.limit.open.keys()) socket.destroy()
  }

  private fail(error: ClientError, socket: Socket): void {
    const connection = this.limit.open.get(socket)
    if (connection?.isBroken) return
    const refusal = refusalOf(error)
    if (!connection || !refusal || !socket.writable) {
      socket.destroy()
      return
    }
    const { receiving } = connection
    // A body that has ended too early tells so itself. Browsers open connections that they may need later: nobody
    // has to hear that they did not.
    if (receiving && error.code !== BROKEN_OFF) receiving.tell(refusal)
    else if (!receiving && socket.bytesRead > 0) this.tell(refusal)
    connection.sendOff(refusal.status)
  }

  private refuseTunnel(socket: Socket): void {
    socket.on('error', () => socket.destroy()) // nobody else listens any more
    this.tell(new Refusal('method', { method: 'CONNECT' }), 'CONNECT')
    this.of(socket).sendOff(405)
  }
}

/** What Node gives with the event `clientError`. */
interface ClientError extends NodeJS.ErrnoException {
  readonly rawPacket?: Uint8Array
}

/** The caller has closed its half in the middle of a request. */
const BROKEN_OFF = 'HPE_INVALID_EOF_STATE'

/** Undefined where the caller has gone away. */
function refusalOf({ code = '', rawPacket }: ClientError): Refusal | undefined {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Refusal('too-slow')
  if (code === 'HPE_HEADER_OVERFLOW') return new Refusal('head-too-large')
  if (!code.startsWith('HPE_')) return undefined
  return new Refusal('not-http', { reason: rawPacket?.[0] === TLS_HANDSHAKE ? 'tls' : code })
}

/** The first byte of a caller that speaks https. */
const TLS_HANDSHAKE = 0x16

/** How long a caller that is cut off may go on writing before it reads the answer. Milliseconds. */
const LINGER_MS = 500

/** A request, as far as its connection has to know it. */
export interface Received {
  /** When its head had arrived; milliseconds of a clock that only goes forward. */
  readonly started: number
  /** Its body may still be on its way. */
  readonly request: Pick<IncomingMessage, 'complete'>
  /** Tells once why it gets no better answer. */
  tell(refusal: Refusal): void
}

/** One connection, and how far its requests have come. */
export class Connection implements LimitedConnection {
  /** What still comes on it is ignored. */
  isBroken = false
  private readonly opened = performance.now()
  /** The request that began last. */
  private current?: Received
  /** The answer that began last; pipelined ones before it go out before it. */
  private latest?: ServerResponse

  constructor(readonly socket: Socket) {}

  /** Whether no request of it waits for an answer. */
  get isIdle(): boolean {
    return !this.latest || this.latest.writableFinished
  }

  /** When its last request began, or it was opened; milliseconds of a clock that only goes forward. */
  get since(): number {
    return this.current?.started ?? this.opened
  }

  /** The request whose body is on its way in. */
  get receiving(): Received | undefined {
    return this.current?.request.complete ? undefined : this.current
  }

  get isReceiving(): boolean {
    return this.receiving !== undefined
  }

  get isAnswering(): boolean {
    return !this.isIdle && this.latest?.headersSent === true
  }

  begin(received: Received): void {
    this.current = received
  }

  /** From here on the caller waits for this answer. */
  answering(response: ServerResponse): void {
    this.latest = response
  }

  /**
   * Lets the caller read the answer although it is still writing: a connection that is closed with unread bytes in it
   * is reset, and the answer may be lost with it.
   */
  linger(): void {
    const { socket } = this
    socket.destroySoon = () => {
      socket.end()
      setTimeout(() => socket.destroy(), LINGER_MS).unref()
    }
  }

  /** Says what was wrong, after all answers that are still on their way, and closes. */
  sendOff(status: number): void {
    this.isBroken = true
    const { socket, latest } = this
    const send = () => {
      this.linger()
      socket.write(plainAnswer(status, bodyOf(status)))
      socket.destroySoon()
    }
    if (latest && !this.isIdle) latest.once('finish', send)
    else send()
  }
}
