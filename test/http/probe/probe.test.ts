import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Fault } from '../../../src/http/fault'
import { ConnectionPool } from '../../../src/http/probe/pool'
import { callEndpoint, type EndpointCall } from '../../../src/http/probe/probe'
import { closedPort } from '../../commands/endpoint/trigger-world'
import { recordingProxy } from '../../support/proxy'
import { tlsServer } from '../../support/tls'

async function listening(server: ReturnType<typeof createTcpServer>): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

async function serving(listener: RequestListener) {
  const server = createServer(listener)
  const port = await listening(server)
  onTestFinished(() => server.closeAllConnections())
  return { server, url: new URL(`http://127.0.0.1:${port}/wechat?app=1`) }
}

/** A server that answers bytes to whatever comes. */
async function answering(bytes: string, then: (socket: Socket) => void = (socket) => socket.end()) {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write(bytes)
      then(socket)
    })
  })
  return new URL(`http://127.0.0.1:${await listening(server)}/`)
}

const call = (url: URL, more: Partial<EndpointCall> = {}) =>
  callEndpoint({
    url,
    method: 'POST',
    query: 'signature=s&nonce=1',
    body: '<xml/>',
    timeoutMs: 3000,
    ...more,
  })

const fault = async (called: Promise<unknown>): Promise<Fault> => {
  const error = await called.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Fault)) throw new Error(`no fault: ${String(error)}`)
  return error
}

describe('a call', () => {
  test('goes out as WeChat’s do, behind the query of the address', async () => {
    const { url } = await serving(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      response.setHeader('X-Many', ['a', 'b'])
      response.end(
        JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }),
      )
    })
    const { status, headers, body, truncated, ms } = await call(url)
    expect({ status, truncated }).toEqual({ status: 200, truncated: false })
    expect(headers['x-many']).toBe('a, b')
    expect(ms).toBeGreaterThanOrEqual(0)
    expect(JSON.parse(body.toString())).toMatchObject({
      method: 'POST',
      url: '/wechat?app=1&signature=s&nonce=1',
      body: '<xml/>',
      headers: { 'user-agent': 'Mozilla/4.0', 'content-type': 'text/xml', 'content-length': '6' },
    })
    const get = await call(url, { method: 'GET', body: undefined, query: '' })
    expect(JSON.parse(get.body.toString())).toMatchObject({ method: 'GET', url: '/wechat?app=1', body: '' })
  })

  test('does not follow redirects', async () => {
    let count = 0
    const { url } = await serving((_, response) => {
      count++
      response.writeHead(301, { location: '/other' }).end()
    })
    expect(await call(url)).toMatchObject({ status: 301, headers: { location: '/other' } })
    expect(count).toBe(1)
  })

  test('reads no more of an answer than it may, and hangs up', async () => {
    let sent = 0
    const { url } = await serving((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65536))) sent += 65536
      }
      response.on('drain', more)
      more()
    })
    const { body, truncated } = await call(url, { maxBytes: 100_000 })
    expect({ length: body.length, truncated }).toEqual({ length: 100_000, truncated: true })
    const after = sent
    await new Promise((resolve) => setTimeout(resolve, 50))
    const settled = sent
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(sent).toBe(settled)
    expect(after).toBeLessThan(50_000_000)
    expect(
      (await call((await serving((_, response) => void response.end('12345'))).url, { maxBytes: 5 }))
        .truncated,
    ).toBe(false)
  })

  test('passes over interim answers', async () => {
    const interim = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(16)
    const url = await answering(`${interim}HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok`)
    const { status, headers, body } = await call(url)
    expect({ status, headers, body: body.toString() }).toEqual({
      status: 201,
      headers: { 'content-length': '2' },
      body: 'ok',
    })
  })

  test('keeps its connection where a pool is given, and closes it where none is', async () => {
    const ports = new Set<number | undefined>()
    const { url } = await serving((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('ok')
    })
    const pool = new ConnectionPool()
    for (let number = 0; number < 3; number++) await call(url, { pool })
    expect(ports.size).toBe(1)
    pool.close()
    for (let number = 0; number < 2; number++) await call(url)
    expect(ports.size).toBe(3)
  })

  test('is made again where the kept connection was closed meanwhile', async () => {
    const sockets: Socket[] = []
    let answered = 0
    const server = createTcpServer((socket) => {
      sockets.push(socket)
      socket.on('error', () => undefined)
      socket.on('data', () => {
        // The first connection answers one request and hangs up at the second.
        if (sockets.length === 1 && answered > 0) return socket.destroy()
        answered++
        return socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
      })
    })
    const url = new URL(`http://127.0.0.1:${await listening(server)}/`)
    const pool = new ConnectionPool()
    onTestFinished(() => pool.close())
    expect((await call(url, { pool })).status).toBe(200)
    expect((await call(url, { pool })).status).toBe(200)
    expect(sockets).toHaveLength(2)
  })
})

describe('a call that brings no answer tells why', () => {
  test('refused', async () => {
    const found = await fault(call(new URL(`http://127.0.0.1:${await closedPort()}/`)))
    expect(found).toMatchObject({ reason: 'refused', detail: 'ECONNREFUSED', sent: false })
    expect((await fault(call(new URL(`http://localhost:${await closedPort()}/`)))).reason).toBe('refused')
  })

  test('timeout', async () => {
    const { url } = await serving(() => undefined)
    expect(await fault(call(url, { timeoutMs: 100 }))).toMatchObject({ reason: 'timeout', sent: true })
  })

  test('dropped before the answer', async () => {
    const { url } = await serving((_, response) => void response.destroy())
    expect(await fault(call(url))).toMatchObject({ reason: 'dropped', detail: 'ECONNRESET', sent: true })
  })

  test('http-parse', async () => {
    expect(await fault(call(await answering('SSH-2.0-OpenSSH_9.9\r\n')))).toMatchObject({
      reason: 'http-parse',
      detail: expect.stringMatching(/^HPE_/),
    })
  })

  test.each([
    ['without end', 'HTTP/1.1 100\n\n'.repeat(4600), 'HPE_HEADER_OVERFLOW'],
    ['that change to another protocol', 'HTTP/1.1 102\r\n\r\nHTTP/1.1 101 S\r\n\r\n', 'HPE_UPGRADE'],
  ])('interim answers %s', async (_case, bytes, detail) => {
    expect(await fault(call(await answering(bytes)))).toMatchObject({ reason: 'http-parse', detail })
  })

  test('tls, with what is wrong with the certificate or that there is none', async () => {
    const server = tlsServer((_, response) => response.end('ok'))
    const url = new URL(`https://127.0.0.1:${await listening(server)}/`)
    expect(await fault(call(url))).toMatchObject({
      reason: 'tls',
      detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      sent: false,
    })
    const plain = await serving((_, response) => void response.end('ok'))
    const secure = new URL(plain.url.href.replace('http:', 'https:'))
    expect((await fault(call(secure))).reason).toBe('tls')
  })

  test('aborted, before and during it', async () => {
    const { url } = await serving(() => undefined)
    expect((await fault(call(url, { signal: AbortSignal.abort() }))).reason).toBe('aborted')
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 30)
    expect((await fault(call(url, { signal: stop.signal }))).reason).toBe('aborted')
  })
})

describe('an answer that is wrong in its form is an answer, with its flaw', () => {
  test.each<[what: string, bytes: string, flaw: object | undefined, body: string]>([
    [
      'longer than its length',
      'Content-Length: 2\r\n\r\nabcd',
      { code: 'length-short', params: { declared: 2, bytes: 4 } },
      'ab',
    ],
    ['a line break behind it', 'Content-Length: 2\r\n\r\nab\r\n', undefined, 'ab'],
    [
      'cut by its length',
      'Content-Length: 9\r\n\r\nab',
      { code: 'answer-cut-length', params: { bytes: 2, declared: 9 } },
      'ab',
    ],
    [
      'cut in a chunk',
      'Transfer-Encoding: chunked\r\n\r\n9\r\nab',
      { code: 'answer-cut', params: { bytes: 2 } },
      'ab',
    ],
    [
      'cut before its last chunk',
      'Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n',
      { code: 'answer-cut', params: { bytes: 2 } },
      'ab',
    ],
    [
      'whole in chunks',
      'Transfer-Encoding: chunked\r\n\r\n1;x=y\r\na\r\n1\r\nb\r\n0\r\nX: y\r\n\r\n',
      undefined,
      'ab',
    ],
    ['without a length', 'Server: x\r\n\r\nab', undefined, 'ab'],
  ])('%s', async (_, bytes, flaw, body) => {
    for (const pool of [undefined, new ConnectionPool()]) {
      const reply = await call(await answering(`HTTP/1.1 200 OK\r\n${bytes}`), { pool })
      expect({ flaw: reply.flaw, body: reply.body.toString() }).toEqual({ flaw, body })
      pool?.close()
    }
  })

  test.each([
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxy\r\nzz\r\n'],
    ['a Content-Length that is none', 'HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nab'],
    ['two Content-Lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a head without an end', `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(70_000)}`],
    ['a header that is none', 'HTTP/1.1 200 OK\r\nno header\r\n\r\n'],
  ])('but not %s', async (_, bytes) => {
    expect((await fault(call(await answering(bytes)))).reason).toBe('http-parse')
  })

  test('what came until the time was up is told', async () => {
    const begun: unknown[] = []
    const url = await answering('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab', () => undefined)
    const reply = await call(url, { timeoutMs: 150, onBytes: (now) => begun.push(now) })
    expect(reply).toMatchObject({ status: 200, flaw: { code: 'answer-unfinished-length' } })
    expect(begun).toEqual([{ bytes: 2, declared: 9 }])
  })
})

describe('over HTTP/1.0', () => {
  test('chunks are a flaw, and the request says no more than WeChat’s', async () => {
    const { url } = await serving((request, response) => {
      response.end(`${request.httpVersion} ${JSON.stringify(request.headers)}`)
    })
    const get = { method: 'GET', body: undefined, version: '1.0' } as const
    const { body } = await call(url, get)
    expect(body.toString()).toBe(`1.0 {"host":"${url.host}","user-agent":"Mozilla/4.0","accept":"*/*"}`)
    const chunked = await answering(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    )
    expect(await call(chunked, get)).toMatchObject({ flaw: { code: 'http10-chunked' } })
  })

  test('reaches an IPv6 address', async () => {
    const server = createServer((request, response) => response.end(request.headers.host))
    server.listen(0, '::1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const { body } = await call(new URL(`http://[::1]:${port}/`), { version: '1.0' })
    expect(body.toString()).toBe(`[::1]:${port}`)
  })
})

describe('through a proxy', () => {
  test('https goes by CONNECT, with the credentials of the proxy', async () => {
    const server = tlsServer((_, response) => response.end('ok'))
    const { url, seen } = await recordingProxy(await listening(server))
    const proxy = { shown: url, authorization: 'Basic dTpw' }
    const found = await fault(call(new URL('https://endpoint.test/'), { proxy }))
    expect(found).toMatchObject({ reason: 'tls' }) // it came as far as the certificate
    expect(seen()).toMatch(/^CONNECT endpoint\.test:443 HTTP\/1\.1\r\n/)
    expect(seen()).toContain('Proxy-Authorization: Basic dTpw')
  })

  test('http is asked for by its whole address', async () => {
    let asked: string | undefined
    const { url } = await serving((request, response) => {
      asked = `${request.method} ${request.url} ${request.headers.host} ${request.headers['proxy-authorization']}`
      response.end('through')
    })
    const proxy = { shown: url.origin, authorization: 'Basic dTpw' }
    const { body } = await call(new URL('http://endpoint.test/wechat'), { proxy })
    expect(body.toString()).toBe('through')
    expect(asked).toBe('POST http://endpoint.test/wechat?signature=s&nonce=1 endpoint.test Basic dTpw')
  })

  test('one that refuses, asks for a password or is not there is a fault of the proxy', async () => {
    const { url } = await recordingProxy()
    const refused = await fault(call(new URL('https://endpoint.test/'), { proxy: { shown: url } }))
    expect(refused).toMatchObject({ reason: 'proxy', detail: 'HTTP 403', sent: false })
    const asking = await serving((_, response) => void response.writeHead(407).end())
    const proxy = { shown: asking.url.origin }
    expect(await fault(call(new URL('http://endpoint.test/'), { proxy }))).toMatchObject({
      reason: 'proxy',
      detail: 'HTTP 407',
    })
    const gone = { shown: `http://127.0.0.1:${await closedPort()}` }
    for (const scheme of ['http', 'https'])
      expect((await fault(call(new URL(`${scheme}://endpoint.test/`), { proxy: gone }))).reason).toBe('proxy')
  })
})
