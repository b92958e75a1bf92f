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

/** Answers a request; `count` is its number, from 1 on. */
export type Answer = (seen: Seen, count: number) => Reply | Promise<Reply>

/**
 * Answers by path, each of which has to be asked for. A list is answered in its order, all of it; then what `else` says.
 */
export interface Script {
  readonly answers: Readonly<Record<string, Reply | readonly Reply[]>>
  /** For all other requests; absent: none is expected. */
  readonly else?: Answer
}

/**
 * A server on loopback that answers as it is told, until the test ends.
 * @param script a function takes whatever comes, or nothing; answers by path fail the test where one of them was never
 * asked for, or something else was: it does not test what it seems to
 */
export async function platform(script: Answer | Script): Promise<ScriptedPlatform> {
  const seen: Seen[] = []
  const { answer, faults } =
    typeof script === 'function' ? { answer: script, faults: () => [] } : play(script)
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
  onTestFinished(({ task }) => {
    server.closeAllConnections()
    server.close()
    if (task.result?.state === 'fail') return // that says more
    const found = faults()
    if (found.length > 0) throw new Error(`the scripted platform: ${found.join('; ')}`)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, seen, paths: () => seen.map(({ path }) => path) }
}

/** @returns how it answers, and what of it did not go as it was written down */
function play({ answers, else: otherwise }: Script): { answer: Answer; faults: () => string[] } {
  const left = new Map<string, Reply[]>()
  const unused = new Set(Object.keys(answers))
  const unexpected: string[] = []
  for (const [path, reply] of Object.entries(answers)) if (isList(reply)) left.set(path, [...reply])
  const answer: Answer = (seen, count) => {
    const { path } = seen
    const reply = left.has(path) ? left.get(path)?.shift() : (answers[path] as Reply | undefined)
    if (left.get(path)?.length === 0 || !left.has(path)) unused.delete(path)
    if (reply !== undefined) return reply
    if (otherwise) return otherwise(seen, count)
    unexpected.push(path)
    return text('', 404)
  }
  const faults = () => [
    ...[...unused].map((path) => `${left.get(path)?.length ?? 1} answer of ${path} was not asked for`),
    ...unexpected.map((path) => `${path} was not expected`),
  ]
  return { answer, faults }
}

const isList = (reply: Reply | readonly Reply[]): reply is readonly Reply[] => Array.isArray(reply)

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
