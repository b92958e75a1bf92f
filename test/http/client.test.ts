import { Agent } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Call } from '../../src/api/types'
import { type Conditions, Damaged, type Request, send } from '../../src/http/client'
import { Fault } from '../../src/http/fault'
import { TooLarge } from '../../src/http/request'
import { clientUnderTest, failure } from '../api/client-under-test'
import { recordingProxy } from '../support/proxy'
import { wxadmin } from '../support/run'
import { deadPort, drop, hang, platform, type Reply, text } from '../support/scripted-platform'

/** What must be in no error: it lies in the address and in the body of every request here. */
const MARK = 'not-to-be-told-1f2e3d'

const upload = { field: 'media', name: 'a.png', type: 'image/png', content: Buffer.from(MARK) }
const body = { content: Buffer.from(JSON.stringify({ note: MARK })), type: 'application/json' }

/** Every way that a request takes. */
const ways: readonly [string, Partial<Request>][] = [
  ['JSON', { body }],
  ['an upload', { upload }],
  ['a download', { body, download: true }],
]

const to = (url: string, more: Partial<Request>, conditions: Partial<Conditions> = {}) =>
  send(
    { method: 'POST', url: new URL(`${url}/cgi-bin/x?access_token=${MARK}`), ...more },
    { timeoutMs: 3000, signal: new AbortController().signal, ...conditions },
  )

const cut: Reply = (response) => {
  response.writeHead(200, { 'Content-Length': 100 }).write('{"a":', () => response.socket?.destroy())
}
const upgrade: Reply = (response) => {
  response.socket?.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n')
}
const packed: Reply = (response) => {
  response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"a":"b"}').subarray(0, 15))
}

describe.each(ways)('%s', (_, more) => {
  test('is answered with status, headers in lower case and body', async () => {
    const { url, seen } = await platform(() => (response) => {
      response.setHeader('Set-Cookie', ['a=1', 'b=2'])
      response.writeHead(404, { 'X-Some': 'thing' }).end('gone')
    })
    const answer = await to(url, more)
    expect(answer).toMatchObject({ status: 404, headers: { 'x-some': 'thing', 'set-cookie': 'a=1, b=2' } })
    expect(answer.body.toString()).toBe('gone')
    expect(seen[0]?.headers['accept-encoding']).toBe('gzip, deflate, br')
  })

  test('is unpacked', async () => {
    const { url } = await platform(() => (response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('text'))
    })
    expect((await to(url, more)).body.toString()).toBe('text')
  })

  test('follows no redirect', async () => {
    const elsewhere = await platform(() => ({}))
    const { url } = await platform(() => (response) => {
      response.writeHead(307, { Location: elsewhere.url }).end()
    })
    expect((await to(url, more)).status).toBe(307)
    expect(elsewhere.seen).toEqual([])
  })

  test('reaches loopback directly, whatever proxies the environment names', async () => {
    const proxy = await recordingProxy()
    for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'])
      vi.stubEnv(name, proxy.url)
    onTestFinished(() => void vi.unstubAllEnvs())
    const { url, seen } = await platform(() => ({}))
    await to(url, more)
    await to(url.replace('127.0.0.1', 'localhost'), more)
    expect({ proxy: proxy.seen(), asked: seen.length }).toEqual({ proxy: '', asked: 2 })
  })

  test('goes over a kept connection, and where it must not over one of its own', async () => {
    const sockets = new Set<unknown>()
    const { url } = await platform(() => (response) => {
      sockets.add(response.socket)
      response.end('{}')
    })
    const agent = new Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    await to(url, more, { agent })
    await to(url, more, { agent })
    expect(sockets.size).toBe(1)
    await to(url, more, { agent, fresh: true })
    expect(sockets.size).toBe(2)
  })

  test('that is cut on a kept connection may have arrived', async () => {
    const { url } = await platform((_seen, count) => (count === 1 ? {} : drop))
    const agent = new Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    await to(url, more, { agent })
    expect(await failure(to(url, more, { agent }))).toMatchObject({ reason: 'dropped', sent: true })
  })

  test('without end is not read on', async () => {
    let close: () => void = () => undefined
    const closed = new Promise<void>((resolve) => {
      close = resolve
    })
    const { url } = await platform(() => (response) => {
      response.writeHead(200)
      response.on('close', () => close())
      const write = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', write)
      write()
    })
    const error = await failure(to(url, more, { limit: 1000 }))
    expect(error).toBeInstanceOf(TooLarge)
    await closed // the connection is closed: a time-out of the test otherwise
  })

  test('that unpacks to more than the limit is not taken', async () => {
    const { url } = await platform(() => (response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000)))
    })
    expect(await failure(to(url, more, { limit: 1000 }))).toBeInstanceOf(TooLarge)
  })

  test.each([
    ['is cut before its answer', drop, { reason: 'dropped', detail: 'ECONNRESET', sent: true }],
    ['is cut in the middle of its answer', cut, { reason: 'dropped', detail: 'ECONNRESET', sent: true }],
    ['is to become another protocol', upgrade, { reason: 'http-parse', detail: 'HPE_UPGRADE', sent: true }],
    ['has no answer in time', hang, { reason: 'timeout', sent: true }],
    ['has an answer that is damaged', packed, {}],
  ] as const)('that %s fails without telling the request', async (_case, reply, expected) => {
    const { url } = await platform(() => reply)
    const error = await failure(to(url, more, { timeoutMs: 300 }))
    expect(error).toBeInstanceOf(reply === packed ? Damaged : Fault)
    expect(error).toMatchObject(expected)
    expect(everythingIn(error)).not.toContain(MARK)
  })

  test('that nobody listens to fails without telling the request', async () => {
    const error = await failure(to(`http://127.0.0.1:${await deadPort()}`, more))
    expect(error).toMatchObject({ reason: 'refused', detail: 'ECONNREFUSED', sent: false })
    expect(everythingIn(error)).not.toContain(MARK)
  })

  test('to a server that speaks no TLS has not been sent', async () => {
    const { url, seen } = await platform(() => ({}))
    const error = await failure(to(url.replace('http:', 'https:'), more))
    expect(error).toMatchObject({ reason: 'tls', detail: expect.stringMatching(/^ERR_SSL_/), sent: false })
    expect(everythingIn(error)).not.toContain(MARK)
    expect(seen).toEqual([])
  })

  test('to a server that speaks no HTTP may have arrived', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined).end('220 smtp.example.com ESMTP\r\n')
    })
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
    })
    onTestFinished(() => void server.close())
    const error = await failure(to(`http://127.0.0.1:${port}`, more))
    expect(error).toMatchObject({ sent: true })
    expect(everythingIn(error)).not.toContain(MARK)
  })

  test('that is stopped ends as the run does', async () => {
    const stop = new AbortController()
    const { url } = await platform(() => {
      stop.abort('SIGTERM')
      return hang
    })
    const error = await failure(to(url, more, { signal: stop.signal }))
    expect(error).toMatchObject({ code: 'TERMINATED' })
    expect(everythingIn(error)).not.toContain(MARK)
  })
})

describe('a call is made again', () => {
  const call = (more: Partial<Call>): Call => ({
    method: 'POST',
    path: '/cgi-bin/x',
    json: {},
    repeatable: true,
    withToken: false,
    ...more,
  })
  const kinds: readonly [string, Partial<Call>][] = [
    ['JSON', {}],
    ['upload', { json: undefined, upload }],
    ['download', { download: true }],
  ]
  const replies: readonly [string, Reply, reading: number, writing: number][] = [
    ['that is cut before its answer', drop, 3, 1],
    ['that is cut in the middle of its answer', cut, 3, 1],
    ['answered with HTTP 503', text('', 503), 3, 1],
    ['answered with HTTP 408', text('', 408), 3, 1],
    ['answered with HTTP 404', text('', 404), 1, 1],
    ['without an answer in time', hang, 1, 1],
    ['whose answer is damaged', packed, 1, 1],
  ]
  test.each(
    kinds.flatMap(([kind, more]) =>
      replies.map(([name, ...rest]) => [`${kind} ${name}`, more, ...rest] as const),
    ),
  )('or not: %s', async (_, more, reply, reading, writing) => {
    const { url, seen } = await platform(() => reply)
    const values = { timeoutMs: 200 }
    await failure(clientUnderTest(url, values).client.raw(call(more)))
    expect(seen.length).toBe(reading)
    await failure(clientUnderTest(url, values).client.raw(call({ ...more, repeatable: false })))
    expect(seen.length).toBe(reading + writing)
  })

  test.each(kinds)('where nothing can have been sent, even where it writes: %s', async (_, more) => {
    const { client } = clientUnderTest(`http://127.0.0.1:${await deadPort()}`)
    await failure(client.raw(call({ ...more, repeatable: false })))
    expect(client.calls).toBe(3)
  })
})

test.each([
  ['JSON', ['menu', 'get']],
  ['a download', ['api', 'POST', '/cgi-bin/menu/trymatch', '-f', `user_id=${MARK}`]],
])('--debug shows no secret beneath the error of %s', async (_, words) => {
  const { url, seen } = await platform(() => drop)
  const env = { WXADMIN_API_BASE: url, WXADMIN_ACCESS_TOKEN: `token-${MARK}` }
  const { code, stderr } = await wxadmin([...words, '--debug'], { env })
  expect(code).toBe(6)
  expect(seen.length).toBeGreaterThan(0)
  expect(stderr).toContain('ECONNRESET')
  expect(stderr).not.toMatch(new RegExp(`${MARK}|AxiosError|_header|maxContentLength`))
})

/** An error with everything that hangs on it, hidden properties and causes too. */
const everythingIn = (error: unknown): string => inspect(error, { depth: 20, showHidden: true })
