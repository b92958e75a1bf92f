/** Who calls a hub: where from, and what happens when somebody leaves or reports one token after the other. */
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { APPID, hubBefore, startPlatform } from './world'

const wrong = `wxhub_${'x'.repeat(43)}`

describe('the address that wrong keys are counted by', () => {
  const statuses = async (trustProxy: boolean, forwarded: (at: number) => string) => {
    const hub = await hubBefore((await startPlatform()).url, { trustProxy })
    const answers = []
    for (let at = 0; at < 20; at++)
      answers.push(
        await hub.call('/cgi-bin/menu/get', wrong, { headers: { 'x-forwarded-for': forwarded(at) } }),
      )
    return answers.filter(({ status }) => status === 429).length
  }

  test('is the connection’s, whatever X-Forwarded-For says, without --trust-proxy', async () => {
    expect(await statuses(false, (at) => `203.0.113.${at}`)).toBe(10)
  })

  test('is the last of X-Forwarded-For with it: the proxy’s own word, not the caller’s', async () => {
    expect(await statuses(true, (at) => `203.0.113.${at}`)).toBe(0)
    expect(await statuses(true, (at) => `203.0.113.${at}, 198.51.100.7`)).toBe(10)
  })

  test.each([
    ['short', (at: number) => `2001:db8::${at.toString(16)}`],
    ['whole', (at: number) => `2001:0db8:0000:0000:${at}:0:0:1`],
    ['mapped', () => '::ffff:203.0.113.9'],
  ])('is the network of an IPv6 address, %s', async (_, address) => {
    expect(await statuses(true, address)).toBe(10)
  })

  test('two networks of IPv6 are two', async () => {
    expect(await statuses(true, (at) => `2001:db8:0:${at % 2}::1`)).toBe(0)
  })
})

/** A platform that answers calls as it is told, and counts its tokens. */
async function platform(answer: (url: string) => object | undefined) {
  const fetches = { count: 0 }
  const server = createServer((incoming, response) => {
    incoming.resume()
    const { url = '' } = incoming
    if (/^\/cgi-bin\/(?:stable_)?token/.test(url)) {
      fetches.count += 1
      return void response.end(JSON.stringify({ access_token: `TOKEN-${fetches.count}`, expires_in: 7200 }))
    }
    const body = answer(url)
    if (body) response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetches }
}

test('classic: a path that always answers 40001 does not use up the day’s fetches', async () => {
  const { base, fetches } = await platform(() => ({ errcode: 40001, errmsg: 'invalid credential' }))
  const hub = await hubBefore(base, { plan: 'classic' })
  const key = hub.key()
  for (let at = 0; at < 20; at++) expect((await hub.call('/cgi-bin/tags/get', key)).json.errcode).toBe(40001)
  expect(fetches.count).toBe(2)
})

test('a ticket is fetched with another token where WeChat no longer takes the one there is', async () => {
  const { base, fetches } = await platform((url) =>
    url.includes('TOKEN-1') ? { errcode: 40001 } : { errcode: 0, ticket: 'TICKET', expires_in: 7200 },
  )
  const hub = await hubBefore(base, { plan: 'classic' })
  const key = hub.key({ revealToken: true })
  const { json } = await hub.call(`/v1/accounts/${APPID}/tickets/jsapi`, key, { method: 'POST' })
  expect(json.ticket).toBe('TICKET')
  expect(fetches.count).toBe(2)
})

test('what WeChat repeats of the token and the AppSecret is blanked out, of a token from the store as well', async () => {
  const { base } = await platform((url) => ({ errcode: 1, errmsg: `${url} ${SANDBOX_SECRET}` }))
  const hub = await hubBefore(base)
  const { text } = await hub.call('/cgi-bin/tags/get', hub.key())
  expect(text).toContain('access_token=***')
  for (const secret of ['TOKEN-1', SANDBOX_SECRET]) expect(text).not.toContain(secret)
})

test('a redirect, which repeats the address that was called, does not tell the token', async () => {
  const server = createServer((incoming, response) => {
    incoming.resume()
    const { url = '' } = incoming
    if (url.startsWith('/cgi-bin/stable_token'))
      return void response.end('{"access_token":"REAL_TOKEN","expires_in":7200}')
    response.writeHead(302, { location: `https://other.example${url}`, link: [url, url] }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const hub = await hubBefore(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const { status, headers } = await hub.call('/cgi-bin/tags/get', hub.key(), { redirect: 'manual' })
  expect([status, headers.get('location')]).toEqual([
    302,
    'https://other.example/cgi-bin/tags/get?access_token=***',
  ])
  expect(JSON.stringify([...headers])).not.toContain('REAL_TOKEN')
})

test('a caller who leaves while WeChat thinks is told as that, and as nobody’s failure', async () => {
  const { base } = await platform(() => undefined)
  const hub = await hubBefore(base)
  const { port } = new URL(hub.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`GET /cgi-bin/tags/get HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${hub.key()}\r\n\r\n`)
  setTimeout(() => socket.destroy(), 200)
  await expect.poll(() => hub.requests.at(-1)?.refused).toBe('caller-gone')
  expect(hub.failures).toEqual([])
})

test('a listener that throws ends neither the request nor the hub', async () => {
  const { base } = await platform(() => ({ errcode: 0 }))
  const failures: unknown[] = []
  const hub = await hubBefore(base, {
    onRequest: () => {
      throw new Error('a log that is full')
    },
    onFailure: (error) => void failures.push(error),
  })
  expect((await hub.call('/cgi-bin/tags/get', hub.key())).status).toBe(200)
  expect(failures).toHaveLength(1)
})

test('a connection to WeChat on which nothing moves is not kept', async () => {
  const { agentFor } = await import('../../src/commands/token/serve/accounts')
  const settings = { proxy: undefined } as Parameters<typeof agentFor>[0]
  const agent = await agentFor(settings, 'http://127.0.0.1:1')
  expect(agent).toMatchObject({ options: { keepAlive: true, timeout: 4000 } })
})
