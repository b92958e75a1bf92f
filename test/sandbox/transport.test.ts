import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server'
import { MemoryState } from '../../src/sandbox/store'
import { sandbox } from './support'

// @module-tag slow

describe('answers', () => {
  test('errors come with HTTP 200, errcode, errmsg and a rid', async () => {
    const { url } = await sandbox()
    const response = await fetch(`${url}/cgi-bin/menu/get`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json; encoding=utf-8')
    const answer = (await response.json()) as Record<string, unknown>
    expect(Object.keys(answer)).toEqual(['errcode', 'errmsg'])
    expect(answer.errmsg).toMatch(/^access_token missing rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/)
  })

  test.each(['/', '/cgi-bin/nothing', '/cgi-bin/menu/get/', '/constructor', '/__proto__', '/cgi-bin//token'])(
    '%s is unknown: 40066',
    async (path) => {
      const { send } = await sandbox()
      expect(await send(path)).toMatchObject({
        errcode: 40066,
        errmsg: expect.stringMatching(/^invalid url rid: /),
      })
    },
  )

  test('only menu calls answer 40033 to escaped text, others 47002', async () => {
    const { api } = await sandbox()
    expect(await api('/cgi-bin/tags/create', '{"tag":{"name":"\\u4eca"}}')).toMatchObject({ errcode: 47002 })
  })

  test('no answer to a wrong secret repeats it', async () => {
    const { url } = await sandbox()
    const secret = 'c0ffee'.repeat(5).padEnd(32, '0')
    const query = new URLSearchParams({
      grant_type: 'client_credential',
      appid: 'wx5a4db0c5a4db0c01',
      secret,
    })
    const response = await fetch(`${url}/cgi-bin/token?${query}`)
    expect(await response.text()).not.toContain(secret)
  })

  test('a body of more than a megabyte is refused', async () => {
    const { url, token } = await sandbox()
    const response = await fetch(`${url}/cgi-bin/menu/create?access_token=${await token()}`, {
      method: 'POST',
      body: `{"button":"${'x'.repeat(1024 * 1024)}"}`,
    })
    expect(response.status).toBe(413)
  })
})

describe('who may ask', () => {
  /** The status for a request with these headers; fetch would not let us set them. */
  const status = (port: number, headers: Record<string, string>, path = '/sandbox/calls') =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sent.on('error', reject)
      sent.end()
    })

  test.each([
    [{}, 200],
    [{ host: 'localhost:1' }, 200],
    [{ host: 'box.localhost:1' }, 200],
    [{ host: '[::1]:1' }, 200],
    [{ host: '127.9.9.9' }, 200],
    [{ host: 'api.weixin.qq.com' }, 200],
    [{ host: 'evil.example' }, 403],
    [{ host: '127.0.0.1.evil.example' }, 403],
    [{ host: '127.0.0.1:1', origin: 'http://127.0.0.1:1' }, 200],
    [{ host: '127.0.0.1:1', origin: 'http://127.0.0.1:2' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'none' }, 200],
  ])('%j: %i', async (headers, expected) => {
    const { port } = await sandbox()
    expect(await status(port, headers)).toBe(expected)
    expect(await status(port, headers, '/cgi-bin/token')).toBe(expected)
  })

  test('an address beyond loopback takes addresses and the names of containers, but none that anybody may register', async () => {
    const server = await startSandbox({ host: '0.0.0.0', port: 0, state: new MemoryState(), now: Date.now })
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
    for (const host of [
      'sandbox:8089',
      '192.168.1.7:8089',
      '[fe80::1]:8089',
      'host.docker.internal:1',
      'localhost',
    ])
      expect([host, await status(server.port, { host })]).toEqual([host, 200])
    for (const host of ['evil.example', '192.168.1.7.evil.example:8089', 'internal.evil.example', '1.2.3.4.'])
      expect([host, await status(server.port, { host })]).toEqual([host, 403])
    expect(await status(server.port, { host: 'sandbox:8089', origin: 'https://evil.example' })).toBe(403)
    await server.close()
  })
})

describe('the server', () => {
  test('says which variables point at it', async () => {
    const { env, url } = await sandbox()
    expect(env).toEqual({
      WXADMIN_APPID: expect.stringMatching(/^wx[0-9a-f]{16}$/),
      WXADMIN_SECRET: expect.stringMatching(/^[0-9a-f]{32}$/),
      WXADMIN_API_BASE: url,
    })
  })

  test('takes a caller who goes away in the middle of a body for no failure of its own', async () => {
    const failures: unknown[] = []
    const onFailure = (error: unknown) => failures.push(error)
    const server = await startSandbox({
      host: '127.0.0.1',
      port: 0,
      state: new MemoryState(),
      now: Date.now,
      onFailure,
    })
    const half = connect(server.port, '127.0.0.1')
    half.write('POST /cgi-bin/menu/create HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{')
    await new Promise((resolve) => half.write('"', resolve))
    await fetch(`${server.url}/sandbox/calls`) // by now the half call has reached the server
    half.destroy()
    await fetch(`${server.url}/cgi-bin/token`)
    await server.close()
    expect(failures).toEqual([])
  })

  test('any number of calls may hang without a word from Node', async () => {
    const warnings: Error[] = []
    const heard = (warning: Error) => warnings.push(warning)
    process.on('warning', heard)
    onTestFinished(() => void process.off('warning', heard))
    const server = await startSandbox({ host: '127.0.0.1', port: 0, state: new MemoryState(), now: Date.now })
    await fetch(`${server.url}/sandbox/faults`, {
      method: 'POST',
      body: '["token=hang","menu/get=latency:60000"]',
    })
    const paths = Array.from({ length: 40 }, (_, n) => (n % 2 ? '/cgi-bin/token' : '/cgi-bin/menu/get'))
    const hanging = paths.map((path) => fetch(server.url + path).catch(() => 'cut'))
    await expect
      .poll(async () =>
        Object.values(await callsOf(server.url)).reduce((sum: number, n) => sum + Number(n), 0),
      )
      .toBe(40)
    await server.close()
    await Promise.all(hanging)
    expect(warnings).toEqual([])
  })

  test('looks at the beginning of a long body alone when it remembers a refusal', async () => {
    const { url, send } = await sandbox()
    // Twenty of these took minutes when all of each was looked at.
    for (let count = 0; count < 20; count++)
      await send('/cgi-bin/menu/create?access_token=x', { method: 'POST', body: '\\'.repeat(1_000_000) })
    expect(await callsOf(url)).toMatchObject({ '/cgi-bin/menu/create': 20 })
  })

  test('refuses a port that is taken', async () => {
    const { port } = await sandbox()
    const again = startSandbox({ host: '127.0.0.1', port, state: new MemoryState(), now: Date.now })
    await expect(again).rejects.toMatchObject({ code: 'PORT_TAKEN', params: { port, reason: 'EADDRINUSE' } })
  })

  test('closes within two seconds, whoever hangs on', async () => {
    const server = await startSandbox({ host: '127.0.0.1', port: 0, state: new MemoryState(), now: Date.now })
    await fetch(`${server.url}/sandbox/calls`) // an idle connection that is kept alive
    await fetch(`${server.url}/sandbox/faults`, {
      method: 'POST',
      body: '["token=hang","menu/get=latency:60000"]',
    })
    const hanging = ['/cgi-bin/token', '/cgi-bin/menu/get'].map((path) =>
      fetch(server.url + path).catch(() => 'cut'),
    )
    const half = connect(server.port, '127.0.0.1')
    half.on('error', () => undefined)
    half.write('POST /cgi-bin/menu/create HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{')
    await expect.poll(async () => Object.keys(await callsOf(server.url)).length).toBe(2)
    const started = performance.now()
    await server.close()
    expect(performance.now() - started).toBeLessThan(2000)
    expect((await Promise.all(hanging))[0]).toBe('cut')
    half.destroy()
  })
})

async function callsOf(url: string): Promise<object> {
  return (await fetch(`${url}/sandbox/calls`)).json() as Promise<object>
}
