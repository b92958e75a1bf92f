import type { Socket } from 'node:net'

/** Kept connections are dropped before most servers drop them (Node's after 5 s): a stale one would cost a try. */
const IDLE_MS = 4000

/** Connections to endpoints that are kept from one call to the next. */
export class ConnectionPool {
  private readonly idle = new Map<string, Socket[]>()
  private readonly all = new Set<Socket>()

  /** A kept connection to this origin; it belongs to the caller from now on. */
  take(origin: string): Socket | undefined {
    const kept = this.idle.get(origin) ?? []
    for (let socket = kept.pop(); socket; socket = kept.pop()) {
      socket.removeAllListeners('data').removeAllListeners('timeout').setTimeout(0)
      if (!socket.destroyed && !socket.readableEnded) return socket.ref()
    }
    return undefined
  }

  /** Adds an open connection to those that `close` closes. */
  own(socket: Socket): void {
    this.all.add(socket)
    socket.once('close', () => this.all.delete(socket))
  }

  /** Keeps a connection whose answer is whole. */
  keep(origin: string, socket: Socket): void {
    const close = () => socket.destroy()
    // Bytes that come while nothing is asked are nobody's answer.
    socket.on('data', close).setTimeout(IDLE_MS, close).unref()
    const kept = this.idle.get(origin)
    if (kept) kept.push(socket)
    else this.idle.set(origin, [socket])
  }

  /** Closes all of them, also those in use. */
  close(): void {
    for (const socket of this.all) socket.destroy()
    this.idle.clear()
  }
}
