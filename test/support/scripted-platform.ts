import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** One request as the server saw it. */
export interface Seen {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** A JSON answer with HTTP 200, or whatever a function does with the response. */
export type Reply = object | ((response: ServerResponse) => void)

export interface ScriptedPlatform {
  readonly url: string
  readonly seen: readonly Seen[]
  /** The paths that were called, in order. */
  paths(): string[]
}

/** A server on loopback that answers as it is told, until the test ends. */
export async function platform(
  answer: (seen: Seen, count: number) => Reply | Promise<Reply>,
): Promise<ScriptedPlatform> {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here')
    const one: Seen = {
      method: request.method ?? '',
      path: pathname,
      query: Object.fromEntries(searchParams),
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks),
    }
    seen.push(one)
    const reply = await answer(one, seen.length)
    if (typeof reply === 'function') reply(response)
    else
      response
        .writeHead(200, { 'Content-Type': 'application/json; encoding=utf-8' })
        .end(JSON.stringify(reply))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, seen, paths: () => seen.map(({ path }) => path) }
}

/** A port on which nobody listens. */
export async function deadPort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Raw text as the whole body, with a status and a type. */
export const text =
  (body: string | Buffer, status = 200, type = 'text/plain'): Reply =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'Content-Type': type }).end(body)

/** Cuts the connection without an answer. */
export const drop: Reply = (response: ServerResponse) => response.socket?.destroy()

/** Never answers. */
export const hang: Reply = () => undefined
