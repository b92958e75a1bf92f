import type { Client } from '../../api/types'

/**
 * The same client, whose calls go on when the run is stopped. A write that is under way ends, so that it is known
 * whether it took effect, and what is live can be read afterwards.
 */
export function steady(client: Client): Client {
  return {
    call: (call) => client.call({ ...call, uninterruptible: true }),
    raw: (call) => client.raw({ ...call, uninterruptible: true }),
    token: () => client.token(),
    ticket: (type) => client.ticket(type),
    refresh: (options) => client.refresh(options),
    get calls() {
      return client.calls
    },
  }
}
