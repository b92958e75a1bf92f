import { once } from 'node:events'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Call } from '../../src/api/types'
import { recordingProxy } from '../support/proxy'
import { deadPort, drop, hang, platform, text } from '../support/scripted-platform'
import { tlsServer } from '../support/tls'
import { clientUnderTest, failure, SECRET } from './client-under-test'

const read: Call = { method: 'GET', path: '/cgi-bin/menu/get', repeatable: true, withToken: false }
const write: Call = {
  method: 'POST',
  path: '/cgi-bin/menu/create',
  json: { button: [{ name: '今日歌曲' }] },
  repeatable: false,
  withToken: false,
}

describe('a request', () => {
  test('carries JSON as raw UTF-8, its type and who sends it', async () => {
    const { url, seen } = await platform(() => ({ errcode: 0 }))
    await clientUnderTest(url).client.call(write)
    expect(seen[0]?.body.toString('utf8')).toBe('{"button":[{"name":"今日歌曲"}]}')
    expect(seen[0]?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'wxadmin/0.0.0-test',
    })
  })

  test('carries other bytes as they are', async () => {
    const { url, seen } = await platform(() => ({ errcode: 0 }))
    const content = Buffer.from([0, 255, 10, 13])
    const body = { content, type: 'application/octet-stream' }
    await clientUnderTest(url).client.call({ ...write, json: undefined, body })
    expect(seen[0]?.body).toEqual(content)
    expect(seen[0]?.headers['content-type']).toBe('application/octet-stream')
  })

  test('without a body has no type', async () => {
    const { url, seen } = await platform(() => ({ errcode: 0 }))
    await clientUnderTest(url).client.call({ ...write, json: undefined })
    expect(seen[0]?.headers['content-type']).toBe(undefined)
    expect(seen[0]?.headers['content-length']).toBe('0')
  })

  test('has its token first and its query encoded', async () => {
    const { url, seen } = await platform(() => ({ errcode: 0 }))
    const { client } = clientUnderTest(url, { accessToken: 'tok/en+1' })
    await client.call({ ...read, withToken: true, query: { tag: '星 标&' } })
    expect(seen[0]?.url).toBe('/cgi-bin/menu/get?access_token=tok%2Fen%2B1&tag=%E6%98%9F%20%E6%A0%87%26')
  })

  test('is answered in packed form and read', async () => {
    const { url } = await platform(() => (response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"a":"b"}'))
    })
    expect(await clientUnderTest(url).client.call(read)).toEqual({ a: 'b' })
  })

  test('is counted with every try', async () => {
    const { url } = await platform((_seen, count) =>
      count < 3 ? { errcode: -1, errmsg: 'system error' } : { ok: 1 },
    )
    const { client } = clientUnderTest(url)
    expect(client.calls).toBe(0)
    await client.call(read)
    expect(client.calls).toBe(3)
  })
})

describe('a failure of the network is told apart', () => {
  test('nobody listens: unreachable, after three tries even of a write', async () => {
    const port = await deadPort()
    const { client, notices } = clientUnderTest(`http://127.0.0.1:${port}`)
    const error = await failure(client.call(write))
    expect(error).toMatchObject({
      code: 'NETWORK_UNREACHABLE',
      exitCode: 6,
      params: { host: `127.0.0.1:${port}`, reason: 'ECONNREFUSED' },
    })
    expect(client.calls).toBe(3)
    expect(notices).toEqual([
      { type: 'retry', path: write.path, attempt: 2, reason: 'ECONNREFUSED' },
      { type: 'retry', path: write.path, attempt: 3, reason: 'ECONNREFUSED' },
    ])
  })

  test('no such name: not tried again', async () => {
    const { client } = clientUnderTest('http://no-such-host.invalid')
    expect(await failure(client.call(read))).toMatchObject({
      code: 'NETWORK_DNS',
      params: { host: 'no-such-host.invalid' },
    })
    expect(client.calls).toBe(1)
  })

  test('a certificate that nobody vouches for: not tried again, nothing sent', async () => {
    const { port, asked } = await selfSigned()
    const { client } = clientUnderTest(`https://localhost:${port}`)
    const error = await failure(client.call(read))
    expect(error).toMatchObject({ code: 'NETWORK_TLS', params: { host: `localhost:${port}` } })
    expect(String((error as { params?: { reason?: string } }).params?.reason)).toMatch(
      /SELF_SIGNED|UNABLE_TO/,
    )
    expect({ asked: asked(), calls: client.calls }).toEqual({ asked: 0, calls: 1 })
  })

  test('a certificate that nobody vouches for, where Node was told to look away', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    onTestFinished(() => void vi.unstubAllEnvs())
    const { port, asked } = await selfSigned()
    expect(await failure(clientUnderTest(`https://localhost:${port}`).client.token())).toMatchObject({
      code: 'NETWORK_TLS',
    })
    const proxy = await recordingProxy(port)
    const proxied = clientUnderTest('https://api.weixin.qq.com', { proxy: proxy.url })
    expect(await failure(proxied.client.token())).toMatchObject({ code: 'NETWORK_TLS' })
    expect(asked()).toBe(0)
  })

  test('an https proxy that nobody vouches for, where Node was told to look away', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    onTestFinished(() => void vi.unstubAllEnvs())
    const { port, asked } = await selfSigned()
    const { client } = clientUnderTest('https://api.weixin.qq.com', { proxy: `https://localhost:${port}` })
    expect(await failure(client.token())).toMatchObject({
      code: 'NETWORK_PROXY_TLS',
      params: { reason: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/) },
    })
    expect(asked()).toBe(0)
  })

  test('no TLS at the other end', async () => {
    const { url } = await platform(() => ({}))
    const { client } = clientUnderTest(url.replace('http:', 'https:'))
    expect(await failure(client.call(read))).toMatchObject({ code: 'NETWORK_TLS' })
  })

  test('no answer in time: not tried again, not even a read', async () => {
    const { url } = await platform(() => hang)
    const { client } = clientUnderTest(url, { timeoutMs: 40 })
    expect(await failure(client.call(read))).toMatchObject({
      code: 'NETWORK_TIMEOUT',
      params: { host: url.replace('http://', ''), path: read.path, seconds: 0.04 },
    })
    expect(client.calls).toBe(1)
  })

  test('no answer in time to a call that writes: it may have taken effect', async () => {
    const { url } = await platform(() => hang)
    const { client } = clientUnderTest(url, { timeoutMs: 40 })
    const code = 'NETWORK_TIMEOUT_WRITE'
    expect(await failure(client.call({ ...read, repeatable: false }))).toMatchObject({ code })
    expect(await failure(client.call({ ...read, writes: true }))).toMatchObject({ code })
  })

  test('an answer that starts but does not end in time', async () => {
    const { url } = await platform(() => (response) => void response.writeHead(200).write('{"a":'))
    const { client } = clientUnderTest(url, { timeoutMs: 60 })
    expect(await failure(client.call(read))).toMatchObject({ code: 'NETWORK_TIMEOUT' })
  })

  test('a cut connection: a read is tried again, a write is not', async () => {
    const { url } = await platform(() => drop)
    const reading = clientUnderTest(url)
    expect(await failure(reading.client.call(read))).toMatchObject({
      code: 'NETWORK_DROPPED',
      params: { reason: 'ECONNRESET' },
    })
    expect(reading.client.calls).toBe(3)
    const writing = clientUnderTest(url)
    expect(await failure(writing.client.call(write))).toMatchObject({ code: 'NETWORK_DROPPED' })
    expect(writing.client.calls).toBe(1)
  })

  test('a connection cut in the middle of the answer', async () => {
    const { url } = await platform(() => (response) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('{"a":', () => response.socket?.destroy())
    })
    expect(await failure(clientUnderTest(url).client.call(write))).toMatchObject({ code: 'NETWORK_DROPPED' })
  })

  test('something that does not speak HTTP', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.end('220 smtp.example.com ESMTP\r\n')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const { client } = clientUnderTest(`http://127.0.0.1:${port}`)
    expect(await failure(client.call(write))).toMatchObject({ code: 'NETWORK_DROPPED' })
  })

  test('a packed answer that is damaged', async () => {
    const { url } = await platform(() => (response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"a":"b"}').subarray(0, 15))
    })
    expect(await failure(clientUnderTest(url).client.call(read))).toMatchObject({ code: 'ANSWER_INCOMPLETE' })
  })

  test.each([
    [502, 3],
    [404, 1],
    [302, 1],
  ])('HTTP %i: a read is tried %i times', async (status, tries) => {
    const { url } = await platform(() => (response) => {
      response.writeHead(status, { Location: 'http://elsewhere.invalid/' }).end('<html>')
    })
    const { client } = clientUnderTest(url)
    expect(await failure(client.call(read))).toMatchObject({
      code: 'NETWORK_STATUS',
      params: { host: url.replace('http://', ''), path: read.path, status },
    })
    expect(client.calls).toBe(tries)
  })

  test('HTTP 502 to a write is final', async () => {
    const { url } = await platform(() => text('', 502))
    const { client } = clientUnderTest(url)
    expect(await failure(client.call(write))).toMatchObject({ code: 'NETWORK_STATUS' })
    expect(client.calls).toBe(1)
  })

  test('a page, nothing at all, half an object', async () => {
    const { url } = await platform((seen) => text(seen.query.body ?? ''))
    const { client } = clientUnderTest(url)
    const code = async (body: string) => (await failure(client.call({ ...read, query: { body } }))).code
    expect(await code('<html>log in</html>')).toBe('NOT_JSON')
    expect(await code('')).toBe('ANSWER_INCOMPLETE')
    expect(await code('{"errcode":0,"err')).toBe('ANSWER_INCOMPLETE')
  })
})

describe('errcode -1', () => {
  test('is tried again for a read, with growing waits', async () => {
    const { url } = await platform(() => ({ errcode: -1, errmsg: 'system error' }))
    const { client, waits, notices } = clientUnderTest(url)
    expect(await failure(client.call(read))).toMatchObject({ code: 'WECHAT', exitCode: 5 })
    expect(client.calls).toBe(3)
    expect(waits[0]).toBeGreaterThanOrEqual(100)
    expect(waits[0]).toBeLessThanOrEqual(300)
    expect(waits[1]).toBeGreaterThanOrEqual(300)
    expect(notices[0]).toMatchObject({ reason: '-1 system error' })
  })

  test('is final for a write', async () => {
    const { url } = await platform(() => ({ errcode: -1, errmsg: 'system error' }))
    const { client } = clientUnderTest(url)
    await failure(client.call(write))
    expect(client.calls).toBe(1)
  })
})

describe('a signal', () => {
  test('ends a call under way', async () => {
    const stop = new AbortController()
    const { url } = await platform(() => {
      stop.abort('SIGTERM')
      return hang
    })
    const { client } = clientUnderTest(url, {}, { signal: stop.signal })
    expect(await failure(client.call(read))).toMatchObject({ code: 'TERMINATED', exitCode: 143 })
  })

  test('before the call sends nothing', async () => {
    const { url, seen } = await platform(() => ({}))
    const { client } = clientUnderTest(url, {}, { signal: AbortSignal.abort('SIGINT') })
    expect(await failure(client.call(read))).toMatchObject({ code: 'INTERRUPTED', exitCode: 130 })
    expect(seen).toEqual([])
  })
})

describe('a proxy', () => {
  test('is never asked for loopback', async () => {
    const proxy = await recordingProxy()
    const { url } = await platform(() => ({ ok: 1 }))
    expect(await clientUnderTest(url, { proxy: proxy.url }).client.call(read)).toEqual({ ok: 1 })
    expect(proxy.seen()).toBe('')
  })

  test('sees CONNECT and the host alone for an https base', async () => {
    const { port, asked } = await selfSigned()
    const proxy = await recordingProxy(port)
    const { client, traces } = clientUnderTest('https://api.weixin.qq.com', {
      proxy: proxy.url.replace('//', '//me:hush-hush@'),
    })
    // The certificate is not trusted here: the call ends in TLS, inside the tunnel, before anything is sent.
    expect(await failure(client.token())).toMatchObject({
      code: 'NETWORK_TLS',
      params: { host: 'api.weixin.qq.com' },
    })
    const [head = '', tunnelled] = proxy.seen().split('\r\n\r\n')
    expect(head).toMatch(/^CONNECT api\.weixin\.qq\.com:443 HTTP\/1\.1\r\n/)
    expect(head).toContain(`Proxy-Authorization: Basic ${Buffer.from('me:hush-hush').toString('base64')}`)
    expect(tunnelled).not.toContain('cgi-bin')
    expect(proxy.seen()).not.toContain(SECRET)
    expect(asked()).toBe(0)
    expect(traces.join('\n')).not.toContain('hush-hush')
    expect(traces[0]).toContain(`(${proxy.url}) NETWORK_TLS`)
  })

  test('never gets a secret in clear: an http base is refused', async () => {
    const proxy = await recordingProxy()
    const { client } = clientUnderTest('http://wechat.example.com', { proxy: proxy.url })
    expect(await failure(client.call(read))).toMatchObject({
      code: 'PROXY_CLEARTEXT',
      exitCode: 64,
      params: { proxy: proxy.url, base: 'http://wechat.example.com' },
    })
    expect(proxy.seen()).toBe('')
    expect(client.calls).toBe(0)
  })

  test.each([
    ['403 Forbidden', 'NETWORK_PROXY', 1],
    ['407 Proxy Authentication Required', 'NETWORK_PROXY_PASSWORD', 1],
    ['502 Bad Gateway', 'NETWORK_PROXY', 3],
  ])('that answers %s is named without its password', async (status, code, tries) => {
    const url = await rawProxy(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`)
    const { client } = clientUnderTest('https://api.weixin.qq.com', {
      proxy: url.replace('//', '//me:hush-hush@'),
    })
    expect(await failure(client.call(read))).toMatchObject({
      code,
      params: { proxy: url, reason: `HTTP ${status.slice(0, 3)}` },
    })
    expect(client.calls).toBe(tries)
  })

  test('that cannot be reached', async () => {
    const proxy = `http://127.0.0.1:${await deadPort()}`
    const { client } = clientUnderTest('https://api.weixin.qq.com', { proxy })
    expect(await failure(client.call(write))).toMatchObject({
      code: 'NETWORK_PROXY_UNREACHABLE',
      params: { proxy, reason: 'ECONNREFUSED' },
    })
  })

  test('that does not speak HTTP', async () => {
    const { client } = clientUnderTest('https://api.weixin.qq.com', { proxy: await rawProxy('\u0005\u0000') })
    expect(await failure(client.call(read))).toMatchObject({ code: 'NETWORK_PROXY_NOT_HTTP' })
  })

  test('that keeps silent is let go in time, its connection too', async () => {
    let open = 0
    const server = createTcpServer((socket) => {
      open++
      socket.on('error', () => undefined).on('close', () => open--)
      socket.resume()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const proxy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { client } = clientUnderTest('https://api.weixin.qq.com', { proxy, timeoutMs: 50 })
    expect(await failure(client.call(read))).toMatchObject({
      code: 'NETWORK_PROXY_TIMEOUT',
      params: { proxy, seconds: 0.05 },
    })
    while (open > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  })
})

test('a line of --debug names the call and its end, and no secret', async () => {
  const { url } = await platform((seen) =>
    seen.path === '/cgi-bin/stable_token'
      ? { access_token: 'T'.repeat(40), expires_in: 7200 }
      : { errcode: 40018, errmsg: 'invalid button name size' },
  )
  const { client, traces } = clientUnderTest(url)
  await failure(client.call({ ...write, withToken: true }))
  expect(traces).toHaveLength(2)
  expect(traces[0]).toMatch(/^POST http:\/\/127\.0\.0\.1:\d+\/cgi-bin\/stable_token 200 \d+ ms$/)
  expect(traces[1]).toMatch(
    /^POST http:\/\/127\.0\.0\.1:\d+\/cgi-bin\/menu\/create\?access_token=\*\*\* 200 errcode 40018 \d+ ms$/,
  )
  const classic = clientUnderTest(url, { tokenSource: 'classic' })
  await failure(classic.client.token())
  expect(classic.traces[0]).toContain('secret=***')
  expect([...traces, ...classic.traces].join('\n')).not.toMatch(`${SECRET}|${'T'.repeat(40)}`)
})

/** A TLS server on loopback whose certificate nobody trusts. */
async function selfSigned(): Promise<{ port: number; asked: () => number }> {
  let asked = 0
  const server = tlsServer((_request, response) => {
    asked++
    response.end('{}')
  })
  server.on('tlsClientError', () => undefined)
  server.listen(0, 'localhost')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, asked: () => asked }
}

/** A proxy that says one thing to everybody. */
async function rawProxy(says: string): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(says))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
