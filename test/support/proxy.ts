import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { onTestFinished } from 'vitest'

/** A proxy that keeps every byte it was sent and tunnels each CONNECT to one local port. */
export async function recordingProxy(tunnelTo?: number): Promise<{ url: string; seen: () => string }> {
  const chunks: Buffer[] = []
  const server: Server = createServer((client) => {
    client.on('error', () => undefined)
    client.once('data', (head) => {
      chunks.push(head)
      if (!tunnelTo || !head.toString('latin1').startsWith('CONNECT '))
        return client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      const upstream = connect(tunnelTo, '127.0.0.1', () =>
        client.write('HTTP/1.1 200 Connection established\r\n\r\n'),
      )
      upstream.on('error', () => client.destroy())
      client.on('data', (chunk) => chunks.push(chunk))
      client.pipe(upstream).pipe(client)
      return undefined
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, seen: () => Buffer.concat(chunks).toString('latin1') }
}
