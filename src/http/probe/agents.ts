import type { Socket } from 'node:net'

/** Kept connections are dropped before most servers drop them (Node's after 5 s): a stale one would cost a try. */
const IDLE_MS = 4000

/** Connections to endpoints that are kept from one call to the next. */
export class EndpointAgents {
  private readonly idle = new Map<string, Socket[]>()
  private readonly all = new Set<Socket>()

  /** A kept connection to this origin, which is the caller's from now on. */
  take(origin: string): Socket | undefined {
    const kept = this.idle.get(origin) ?? []
    for (let socket = kept.pop(); socket; socket = kept.pop()) {
      socket.removeAllListeners('data').removeAllListeners('timeout').setTimeout(0)
      if (!socket.destroyed && !socket.readableEnded) return socket.ref()
    }
    return undefined
  }

  /** Closed with the others when all are closed. */
  own(socket: Socket): void {
    this.all.add(socket)
    socket.once('close', () => this.all.delete(socket))
  }

  /** Keeps a connection over which all was said. */
  keep(origin: string, socket: Socket): void {
    const close = () => socket.destroy()
    // What comes when nothing was asked belongs to nobody.
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
