import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A server that answers every call with what `answer` returns for its path and body; it counts the calls. */
export async function fakePlatform(
  answer: (path: string, body: string) => object,
): Promise<{ readonly url: string; readonly calls: string[] }> {
  const calls: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    calls.push(path)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer(path, Buffer.concat(chunks).toString('utf8'))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}
