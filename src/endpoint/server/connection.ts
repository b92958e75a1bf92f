import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type Held, plainAnswer } from '../../http/connections'
import { bodyOf } from '../push/pipeline-refusal'
import type { Exchange } from './exchange'

/** How long a caller that is cut off may go on writing until it looks for the answer. */
const LINGER_MS = 500

/** One connection, and how far its requests have come. */
export class Connection implements Held {
  /** Nothing that still comes on it is looked at. */
  isBroken = false
  private readonly opened = performance.now()
  /** The request that began last. */
  private current?: Exchange
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
  get receiving(): Exchange | undefined {
    return this.current?.request.complete ? undefined : this.current
  }

  get isReceiving(): boolean {
    return this.receiving !== undefined
  }

  get isAnswering(): boolean {
    return !this.isIdle && this.latest?.headersSent === true
  }

  begin(exchange: Exchange): void {
    this.current = exchange
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
