import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export const TOKEN = 'sandboxtoken'
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

/** One call as it arrived. */
interface Heard {
  readonly method: string
  readonly query: URLSearchParams
  readonly contentType: string | undefined
  readonly body: string
}

type Answer = (heard: Heard, response: ServerResponse) => void

/** What a page of somebody's own server might look like: it shakes hands, and answers pushes as it is told. */
export async function endpoint(
  onPush: Answer = (_, response) => response.end('success'),
  onHandshake: Answer = ({ query }, response) => response.end(query.get('echostr')),
) {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const { method = '', headers, url = '' } = request
      const query = new URL(url, 'http://x').searchParams
      const one = { method, query, contentType: headers['content-type'], body }
      heard.push(one)
      if (method === 'GET') onHandshake(one, response)
      else onPush(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const pushes = () => heard.filter(({ method }) => method === 'POST')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wx`, heard, pushes }
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString()
}
