import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A request as it came, taken apart no further than a test needs. */
export interface RawRequest {
  readonly method: string
  readonly version: string
  readonly query: URLSearchParams
  /** The head, line by line. */
  readonly lines: readonly string[]
  readonly body: string
}

/** Answers requests with bytes of its own: nothing is added, corrected or ended. @returns its address */
export async function rawServer(
  answer: (request: RawRequest, socket: Socket) => void,
): Promise<{ readonly url: string; readonly requests: readonly RawRequest[] }> {
  const requests: RawRequest[] = []
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    let came = Buffer.alloc(0)
    socket.on('error', () => undefined).on('end', () => socket.end())
    socket.on('data', (bytes) => {
      came = Buffer.concat([came, bytes])
      const end = came.indexOf('\r\n\r\n')
      if (end < 0) return
      const lines = came.toString('latin1', 0, end).split('\r\n')
      const length = Number(/^content-length: *(\d+)$/im.exec(lines.join('\n'))?.[1] ?? 0)
      if (came.length < end + 4 + length) return
      const body = came.toString('utf8', end + 4, end + 4 + length)
      came = came.subarray(end + 4 + length)
      const [method = '', path = '/', version = ''] = (lines[0] ?? '').split(' ')
      const request = { method, version, query: new URL(path, 'http://host').searchParams, lines, body }
      requests.push(request)
      answer(request, socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat`, requests }
}

/** An answer whose head is right. @param headers in place of the Content-Length, or beside it */
export function whole(body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Buffer {
  const bytes = Buffer.from(body)
  const fields = { 'Content-Length': String(bytes.length), ...headers }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${lines.join('')}\r\n`), bytes])
}
