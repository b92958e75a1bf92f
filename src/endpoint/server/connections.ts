import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { ConnectionLimit, NOSNIFF } from '../../http/connections'
import { Refusal } from '../push/pipeline-refusal'
import { Connection } from './connection'

/** Tells of a connection that had no request one could answer. */
export type TellRefusal = (refusal: Refusal, method?: string) => void

/** All connections: a bound on their number (see connections.ts), and an answer to what is no HTTP. */
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

/** The first byte of who speaks https to it. */
const TLS_HANDSHAKE = 0x16
