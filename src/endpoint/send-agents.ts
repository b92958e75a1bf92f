import { Agent } from 'node:http'
import { verified } from '../api/transport'

/** Kept connections are dropped before most servers drop them (Node's after 5 s): a stale one would cost a try. */
const IDLE_MS = 4000

/** Connections to endpoints that are kept from one call to the next. */
export class EndpointAgents {
  private plain?: Agent
  private secure?: Agent

  /** @param sockets connections at the same time, to each host */
  constructor(private readonly sockets = Number.POSITIVE_INFINITY) {}

  /** The agent for `http:` or `https:`; TLS is loaded when it is first needed. */
  async for(protocol: string): Promise<Agent> {
    const options = { keepAlive: true, timeout: IDLE_MS, maxSockets: this.sockets }
    if (protocol !== 'https:') {
      this.plain ??= new Agent(options)
      return this.plain
    }
    const { Agent: SecureAgent } = await import('node:https')
    this.secure ??= new SecureAgent({ ...options, ...verified })
    return this.secure
  }

  /** Closes all of them, also those in use. */
  close(): void {
    this.plain?.destroy()
    this.secure?.destroy()
  }
}
