import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Call } from '../../src/api/types'
import { png } from '../support/media'
import { recordingProxy } from '../support/proxy'
import { deadPort, drop, hang, platform, text } from '../support/scripted-platform'
import { clientUnderTest, failure, SECRET } from './client-under-test'

// @module-tag slow

const call = (content: Buffer, more: Partial<NonNullable<Call['upload']>> = {}): Call => ({
  method: 'POST',
  path: '/cgi-bin/material/add_material',
  query: { type: 'image' },
  upload: { field: 'media', name: '海报 "1".png', type: 'image/png', content, ...more },
  repeatable: false,
  withToken: false,
})

const ok = { media_id: 'M' }

/** A form as the platform reads it. */
async function formOf({ headers, body }: { headers: Record<string, unknown>; body: Buffer }) {
  const type = String(headers['content-type'])
  return new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
}

describe('an upload', () => {
  test('is a form with the file, its name and its length', async () => {
    const { url, seen } = await platform(() => ok)
    const fields = { description: '{"title":"标题"}' }
    expect(await clientUnderTest(url).client.call(call(png(), { fields }))).toEqual(ok)
    const [one] = seen
    expect(one?.url).toBe('/cgi-bin/material/add_material?type=image')
    expect(one?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(one?.headers['content-length']).toBe(String(one?.body.length))
    expect(one?.headers).toMatchObject({ 'user-agent': 'wxadmin/0.0.0-test' })
    const form = await formOf(one ?? { headers: {}, body: Buffer.alloc(0) })
    const file = form.get('media') as File
    expect([file.name, file.type]).toEqual(['海报 "1".png', 'image/png'])
    expect(Buffer.from(await file.arrayBuffer()).equals(png())).toBe(true)
    expect(form.get('description')).toBe(fields.description)
  })

  test('of 9 MB tells how far it is, up to the end', async () => {
    const { url } = await platform(() => ok)
    const told: number[] = []
    let whole = 0
    const onProgress = (sent: number, total: number) => {
      told.push(sent)
      whole = total
    }
    await clientUnderTest(url).client.call(call(png(9 * 1024 * 1024), { onProgress }))
    expect(whole).toBeGreaterThan(9 * 1024 * 1024)
    expect(told.at(-1)).toBe(whole)
    expect(told).toEqual([...told].sort((a, b) => a - b))
  })

  test('has its answer unpacked, and the errcode in it told', async () => {
    const { url } = await platform(() => (response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"errcode":45001,"errmsg":"x"}'))
    })
    expect(await failure(clientUnderTest(url).client.call(call(png())))).toMatchObject({
      code: 'WECHAT',
      params: { errcode: 45001 },
    })
  })

  test('is made once more with a fresh token, since WeChat refused the first', async () => {
    let tokens = 0
    const { url, paths } = await platform(({ path, query }) => {
      if (path === '/cgi-bin/stable_token')
        return { access_token: `token-number-${++tokens}`, expires_in: 7200 }
      return query.access_token === 'token-number-1' ? { errcode: 40001, errmsg: 'invalid' } : ok
    })
    const { client } = clientUnderTest(url)
    expect(await client.call({ ...call(png()), withToken: true })).toEqual(ok)
    expect(paths().filter((path) => path.endsWith('add_material'))).toHaveLength(2)
  })

  test('follows no redirect', async () => {
    const { url, seen } = await platform(() => (response) => {
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect(await failure(clientUnderTest(url).client.call(call(png())))).toMatchObject({
      code: 'NETWORK_STATUS',
      params: { status: 307 },
    })
    expect(seen).toHaveLength(1)
  })

  test.each([
    ['a dropped connection', drop, 'NETWORK_DROPPED'],
    ['HTTP 502', text('<html>', 502), 'NETWORK_STATUS'],
    ['-1', { errcode: -1, errmsg: 'system error' }, 'WECHAT'],
    ['a web page', text('<html></html>', 200, 'text/html'), 'NOT_JSON'],
    ['half an answer', text('{"media_id"'), 'ANSWER_INCOMPLETE'],
  ])('is not made again after %s', async (_, reply, code) => {
    const { url, seen } = await platform(() => reply)
    expect(await failure(clientUnderTest(url).client.call(call(png())))).toMatchObject({ code })
    expect(seen).toHaveLength(1)
  })

  test('is tried again where nobody can have seen it', async () => {
    const { client, notices } = clientUnderTest(`http://127.0.0.1:${await deadPort()}`)
    expect(await failure(client.call(call(png())))).toMatchObject({ code: 'NETWORK_UNREACHABLE' })
    expect(notices).toHaveLength(2)
  })

  test('without an answer in time may have arrived, and says so', async () => {
    const { url, seen } = await platform(() => hang)
    const { client } = clientUnderTest(url, { timeoutMs: 300 })
    expect(await failure(client.call(call(png())))).toMatchObject({ code: 'NETWORK_TIMEOUT_WRITE' })
    expect(seen).toHaveLength(1)
  })

  test('may take longer than the time-out as long as it goes on', async () => {
    const server = createServer((socket) => {
      let bytes = 0
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => {
        bytes += chunk.length
        socket.pause()
        setTimeout(() => socket.resume(), 4)
        if (bytes > 9 * 1024 * 1024) {
          const body = JSON.stringify(ok)
          socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`)
        }
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { client } = clientUnderTest(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      timeoutMs: 700,
    })
    const started = Date.now()
    expect(await client.call(call(png(9 * 1024 * 1024)))).toEqual(ok)
    expect(Date.now() - started).toBeGreaterThan(700)
  })

  test('ends when the run is stopped', async () => {
    const stop = new AbortController()
    const { url } = await platform(() => hang)
    const { client } = clientUnderTest(url, {}, { signal: stop.signal })
    const ending = failure(client.call(call(png(1024 * 1024))))
    setTimeout(() => stop.abort('SIGINT'), 100)
    expect(await ending).toMatchObject({ code: 'INTERRUPTED' })
  })

  test('never shows its token, also not in what lies beneath the error', async () => {
    const { url } = await platform(() => drop)
    const { client, traces } = clientUnderTest(url, { accessToken: `token-${SECRET}` })
    const error = await failure(client.call({ ...call(png()), withToken: true }))
    expect(inspected(error)).not.toContain(SECRET)
    expect(traces.join()).not.toContain(SECRET)
    expect(traces[0]).toContain('access_token=***')
  })
})

describe('with proxies about', () => {
  test('loopback is reached directly, whatever the environment says', async () => {
    const proxy = await recordingProxy()
    for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY']) vi.stubEnv(name, proxy.url)
    onTestFinished(() => void vi.unstubAllEnvs())
    const { url } = await platform(() => ok)
    const { client } = clientUnderTest(url, { proxy: proxy.url })
    expect(await client.call(call(png()))).toEqual(ok)
    expect(proxy.seen()).toBe('')
  })

  test('a proxy of the settings sees CONNECT and the host alone', async () => {
    const proxy = await recordingProxy(await deadPort())
    const { client } = clientUnderTest('https://api.weixin.qq.com', {
      proxy: proxy.url,
      accessToken: `token-${SECRET}`,
      timeoutMs: 1000,
    })
    await failure(client.call({ ...call(png()), withToken: true }))
    expect(proxy.seen()).toMatch(/^CONNECT api\.weixin\.qq\.com:443 HTTP\/1\.1\r\n/)
    expect(proxy.seen()).not.toContain(SECRET)
    expect(proxy.seen()).not.toContain('multipart')
  })

  test('a proxy that refuses is told as such', async () => {
    const proxy = await recordingProxy()
    const { client } = clientUnderTest('https://api.weixin.qq.com', { proxy: proxy.url })
    expect(await failure(client.call(call(png())))).toMatchObject({ code: 'NETWORK_PROXY' })
  })
})

test('a certificate is verified, also where the environment says not to', async () => {
  const { tlsServer } = await import('../support/tls')
  const server = tlsServer((_, response) => void response.end(JSON.stringify(ok)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  onTestFinished(() => void vi.unstubAllEnvs())
  const { client } = clientUnderTest(`https://localhost:${(server.address() as AddressInfo).port}`)
  expect(await failure(client.call(call(png())))).toMatchObject({ code: 'NETWORK_TLS' })
})

/** An error with everything that hangs on it. */
function inspected(error: unknown): string {
  const seen = new Set<unknown>()
  const texts: string[] = []
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at)
    texts.push(`${at.stack}`, JSON.stringify(Object.entries(at).filter(([name]) => name !== 'cause')))
  }
  return texts.join('\n')
}
