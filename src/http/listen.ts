/** What every server of wxadmin does alike: listening, and the name under which it is reached. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { reasonOf, WxError } from '../errors'

/**
 * Listens. @returns the port, which the system picks where 0 is asked for
 * @throws WxError PORT_TAKEN, HOST_UNUSABLE
 */
export function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const reason = reasonOf(error)
      // A free port is always to be had: what is refused then is the address.
      const isHost = ADDRESS_FAULTS.has(reason) || (port === 0 && reason === 'EACCES')
      const code = isHost ? 'HOST_UNUSABLE' : 'PORT_TAKEN'
      reject(new WxError(code, { host, port, reason }, { cause: error }))
    })
    server.listen({ host, port }, () => resolve((server.address() as AddressInfo).port))
  })
}

const ADDRESS_FAULTS = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EINVAL'])

/** The name under which this machine reaches what listens on `host`. */
export function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/** Stops listening; what is being answered has some time to arrive. */
export async function closeServer(server: Server, graceMs = 1000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(cut)
}
