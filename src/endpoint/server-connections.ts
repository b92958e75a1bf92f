import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { Refusal } from './pipeline-refusal'
import { Connection } from './server-connection'

/** Tells of a connection that had no request one could answer. */
export type TellRefusal = (refusal: Refusal, method?: string) => void

/** All connections: a bound on their number, and an answer to what is no HTTP. */
export class Connections {
  private readonly open = new Map<Socket, Connection>()
  private isFull = false

  constructor(
    private readonly limit: number,
    private readonly tell: TellRefusal,
  ) {}

  watch(server: Server): void {
    server.on('connection', (socket) => this.add(socket))
    server.on('clientError', (error: ClientError, socket) => this.fail(error, socket as Socket))
    server.on('connect', (_request, socket) => this.refuseTunnel(socket as Socket))
  }

  /** The connection on which a request begins. */
  of(socket: Socket): Connection {
    return this.open.get(socket) ?? new Connection(socket)
  }

  closeIdle(): void {
    for (const connection of this.open.values())
      if (connection.isIdle && !connection.receiving) connection.socket.destroy()
  }

  closeAll(): void {
    for (const socket of this.open.keys()) socket.destroy()
  }

  /** One too many makes an idle one give way: thousands that say nothing must not keep a push out. */
  private add(socket: Socket): void {
    this.open.set(socket, new Connection(socket))
    socket.once('close', () => this.open.delete(socket))
    if (this.open.size < this.limit / 2) this.isFull = false
    if (this.open.size <= this.limit) return
    if (!this.isFull) this.tell(new Refusal('too-many-connections', { limit: this.limit }))
    this.isFull = true
    const given = this.longestIdle(socket) ?? socket
    this.open.delete(given)
    given.destroy()
  }

  /**
   * The idle one whose last request is longest ago; one whose request is on its way in only where all are.
   * @param newcomer who has had no time to say anything
   */
  private longestIdle(newcomer: Socket): Socket | undefined {
    let silent: Connection | undefined
    let slow: Connection | undefined
    for (const connection of this.open.values()) {
      if (!connection.isIdle || connection.socket === newcomer) continue
      if (connection.receiving) slow = longer(slow, connection)
      else silent = longer(silent, connection)
    }
    return (silent ?? slow)?.socket
  }

  private fail(error: ClientError, socket: Socket): void {
    const connection = this.open.get(socket)
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

const longer = (one: Connection | undefined, other: Connection): Connection =>
  one && one.since <= other.since ? one : other

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
