import { connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Call } from '../../src/api/types'
import { WxError } from '../../src/errors'
import { purposes } from '../../src/hub/access'
import { newKey } from '../../src/hub/keys'
import { APPID_HEADER, HUB_HEADER } from '../../src/wechat/hub'
import { APPID, hubBefore, startPlatform } from '../hub/world'
import { rawServer } from '../support/raw-server'
import { platform, type Reply } from '../support/scripted-platform'
import { tlsServer } from '../support/tls'
import { clientUnderTest, failure } from './client-under-test'

const KEY = newKey()
const MENU_GET: Call = { method: 'GET', path: '/cgi-bin/menu/get', repeatable: true }
const MENU_CREATE: Call = {
  method: 'POST',
  path: '/cgi-bin/menu/create',
  json: { button: [] },
  repeatable: false,
}

/** A client whose calls go by way of the hub at an address, as an account with this key. */
const clientOf = (url: string, values: Parameters<typeof clientUnderTest>[1] = {}) =>
  clientUnderTest(url, {
    account: undefined,
    secret: undefined,
    appid: APPID,
    tokenSource: `hub:${url}`,
    hubKey: KEY,
    apiBase: 'https://api.weixin.qq.com',
    ...values,
  })

/** A hub's own refusal. */
const refusal =
  (reason: string, status: number, more: { body?: object; headers?: Record<string, string> } = {}): Reply =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', [HUB_HEADER]: reason, ...more.headers })
      .end(
        JSON.stringify({
          errcode: 48001,
          errmsg: `refused (wxadmin hub: ${reason})`,
          error: reason,
          ...more.body,
        }),
      )

/** What a call ends with where the hub answers so each time. */
async function refused(reply: Reply, call = MENU_GET, values: Parameters<typeof clientUnderTest>[1] = {}) {
  const server = await platform(() => reply)
  const { client, waits } = clientOf(server.url, values)
  const error = await failure(client.call(call))
  if (!(error instanceof WxError)) throw error
  return { error, waits, calls: server.seen.length, host: new URL(server.url).host }
}

describe('calls by way of a hub', () => {
  test('a call goes to the same path with the key and the AppID in headers; no token is fetched, none is in the URL', async () => {
    const server = await platform(() => ({ menu: { button: [] } }))
    const { client, traces } = clientOf(server.url)
    await client.call({ ...MENU_GET, query: { a: 'b c' } })
    expect(server.seen.map(({ url }) => url)).toEqual(['/cgi-bin/menu/get?a=b%20c'])
    expect(server.seen[0]?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, [APPID_HEADER]: APPID })
    expect(traces.join()).not.toContain(KEY)
  })

  test('an upload carries the key as well, and is not sent with a token', async () => {
    const server = await platform(() => ({ media_id: 'm' }))
    const { client } = clientOf(server.url)
    const upload = { field: 'media', name: 'a.png', type: 'image/png', content: Buffer.from('png') }
    await client.call({
      method: 'POST',
      path: '/cgi-bin/media/upload',
      query: { type: 'image' },
      upload,
      repeatable: false,
    })
    const [seen] = server.seen
    expect(seen?.url).toBe('/cgi-bin/media/upload?type=image')
    expect(seen?.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(seen?.headers['content-type']).toMatch(/^multipart\/form-data/)
    expect(seen?.body.toString()).toContain('png')
  })

  test.each<[string, Call, string]>([
    [
      'a call without a token says so, since a hub puts one in',
      { ...MENU_GET, withToken: false },
      '/cgi-bin/menu/get?access_token=',
    ],
    [
      'a call of web authorization keeps its own token',
      {
        method: 'GET',
        path: '/sns/userinfo',
        query: { access_token: 'web', openid: 'o' },
        repeatable: true,
        withToken: false,
      },
      '/sns/userinfo?access_token=web&openid=o',
    ],
    [
      'a code is exchanged without the AppSecret',
      {
        method: 'GET',
        path: '/sns/oauth2/access_token',
        query: { appid: APPID, code: 'c' },
        repeatable: false,
        withToken: false,
      },
      `/sns/oauth2/access_token?appid=${APPID}&code=c`,
    ],
  ])('%s', async (_, call, url) => {
    const server = await platform(() => ({ errcode: 0 }))
    await clientOf(server.url).client.call(call)
    expect(server.seen.map((seen) => seen.url)).toEqual([url])
  })

  test('a refusal of a token by WeChat is not repeated from here: the hub has done it', async () => {
    const server = await platform(() => ({ errcode: 40001, errmsg: 'invalid credential rid: 1-2-3' }))
    const error = (await failure(clientOf(server.url).client.call(MENU_GET))) as WxError
    expect(error.details.refusal).toMatchObject({ errcode: 40001, rid: '1-2-3' })
    expect(server.seen).toHaveLength(1)
  })

  test('a redirect is not followed, and the key goes nowhere else', async () => {
    const elsewhere = await platform(() => ({ errcode: 0 }))
    for (const status of [301, 302, 307, 308]) {
      const { error } = await refused((response) =>
        response.writeHead(status, { location: `${elsewhere.url}/cgi-bin/menu/get` }).end(),
      )
      expect([error.code, error.params.reason]).toEqual(['HUB_OTHER', `HTTP ${status}`])
    }
    expect(elsewhere.seen).toEqual([])
  })

  test('a redirect of an upload is not followed either', async () => {
    const elsewhere = await platform(() => ({ errcode: 0 }))
    const upload = { field: 'media', name: 'a.png', type: 'image/png', content: Buffer.from('png') }
    const { error } = await refused(
      (response) => response.writeHead(307, { location: `${elsewhere.url}/` }).end(),
      { method: 'POST', path: '/cgi-bin/media/upload', upload, repeatable: false },
    )
    expect(error.code).toBe('HUB_OTHER')
    expect(elsewhere.seen).toEqual([])
  })

  test('without a key nothing is sent; nor is a text that is no key', async () => {
    const server = await platform(() => ({ errcode: 0 }))
    for (const [hubKey, code] of [
      [undefined, 'HUB_KEY_MISSING'],
      ['0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'HUB_KEY_INVALID'],
      [`"${KEY}"`, 'HUB_KEY_INVALID'],
      [`${KEY}\r\nX-Other: 1`, 'HUB_KEY_INVALID'],
    ] as const) {
      const error = await failure(clientOf(server.url, { hubKey }).client.call(MENU_GET))
      expect(error).toMatchObject({ code })
      expect(JSON.stringify((error as WxError).params)).not.toContain(hubKey ?? KEY)
    }
    expect(server.seen).toEqual([])
  })
})

describe('through a proxy', () => {
  test('the hub is reached by CONNECT; the proxy never sees the key, nor the path', async () => {
    const proxy = await rawServer((_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
    const error = await failure(clientOf('https://hub.example', { proxy: proxy.url }).client.call(MENU_GET))
    expect(error).toMatchObject({ code: 'NETWORK_PROXY', params: { host: 'hub.example' } })
    expect(proxy.requests.map(({ lines }) => lines[0])).toEqual(['CONNECT hub.example:443 HTTP/1.1'])
    expect(JSON.stringify(proxy.requests)).not.toMatch(/wxhub|Bearer|menu/)
  })
})

describe("a hub's own refusals", () => {
  test.each<[string, number, string, string]>([
    ['key-missing', 401, 'HUB_KEY_LOST', 'auth'],
    ['key-unknown', 401, 'HUB_KEY_REFUSED', 'auth'],
    ['key-expired', 401, 'HUB_KEY_EXPIRED', 'auth'],
    ['too-many-wrong-keys', 429, 'HUB_KEY_THROTTLED', 'auth'],
    ['account-needed', 400, 'HUB_ACCOUNT_NEEDED', 'auth'],
    ['account-unknown', 404, 'HUB_ACCOUNT_UNKNOWN', 'auth'],
    ['account', 403, 'HUB_ACCOUNT_REFUSED', 'auth'],
    ['path', 403, 'HUB_PATH_REFUSED', 'auth'],
    ['path-by-name', 403, 'HUB_PATH_UNNAMED', 'auth'],
    ['read-only', 403, 'HUB_READ_ONLY', 'auth'],
    ['unknown-effect', 403, 'HUB_READ_ONLY', 'auth'],
    ['query-invalid', 400, 'HUB_REFUSED', 'usage'],
    ['something-newer', 418, 'HUB_REFUSED', 'usage'],
    ['timeout', 504, 'HUB_UNANSWERED', 'network'],
  ])('%s: %d is told as %s, and not tried again', async (reason, status, code, errorKind) => {
    const { error, calls, host } = await refused(refusal(reason, status))
    expect([error.code, error.kind]).toEqual([code, errorKind])
    expect(error.params).toMatchObject({ hub: host })
    expect(calls).toBe(1)
  })

  test('unreachable and internal are tried again where the call may be, and else told at once', async () => {
    for (const [reason, code] of [
      ['unreachable', 'HUB_CUT_OFF'],
      ['internal', 'HUB_FAILED'],
    ] as const) {
      const read = await refused(refusal(reason, 502))
      expect([read.error.code, read.calls]).toEqual([code, 3])
      const write = await refused(refusal(reason, 502), MENU_CREATE)
      expect([write.error.code, write.calls]).toEqual([code, 1])
    }
  })

  test('503 with Retry-After is waited for, for calls that write as well: nothing was sent to WeChat', async () => {
    const server = await platform((_, count) =>
      count === 1 ? refusal('unavailable', 503, { headers: { 'retry-after': '2' } }) : { errcode: 0 },
    )
    const { client, waits, notices } = clientOf(server.url, { timeoutMs: 10_000 })
    await client.call(MENU_CREATE)
    expect(waits).toEqual([2000])
    expect(notices).toMatchObject([{ type: 'retry', attempt: 2 }])
  })

  test.each([['60'], ['0'], ['-1'], ['soon'], ['Infinity'], ['']])(
    'a wait of %j seconds is not waited: longer than the time limit, or no number',
    async (seconds) => {
      const { error, calls, waits } = await refused(
        refusal('unavailable', 503, { headers: { 'retry-after': seconds } }),
      )
      expect([error.code, error.kind, calls, waits]).toEqual(['HUB_NO_TOKEN', 'network', 1, []])
    },
  )

  test('why WeChat gives the hub no token is told with errcode and rid', async () => {
    const cause = {
      errcode: 40164,
      errmsg: 'invalid ip 203.0.113.9, not in whitelist rid: 1-2-3',
      rid: '1-2-3',
    }
    const { error } = await refused(refusal('unavailable', 503, { body: { cause } }))
    expect([error.code, error.kind]).toEqual(['WECHAT', 'auth'])
    expect(error.details.refusal).toMatchObject({
      errcode: 40164,
      rid: '1-2-3',
      path: '/cgi-bin/stable_token',
    })
  })

  test.each([[{ errcode: 'x' }], [null], [[]], ['40164'], [{ errcode: {} }]])(
    'a cause that is none is left out: %j',
    async (cause) => {
      const { error } = await refused(refusal('unavailable', 503, { body: { cause } }))
      expect(error.code).toBe('HUB_NO_TOKEN')
    },
  )
})

describe('a hub that is away, or none', () => {
  test('nothing listens', async () => {
    const url = 'http://127.0.0.1:9'
    const error = (await failure(clientOf(url).client.call(MENU_GET))) as WxError
    expect([error.code, error.kind]).toEqual(['HUB_UNREACHABLE', 'network'])
    expect(error.params).toMatchObject({ hub: '127.0.0.1:9', reason: 'ECONNREFUSED', given: 'WXADMIN_HUB=' })
  })

  test('it is silent: the time limit is told with the address of the hub', async () => {
    const { error, host } = await refused(() => undefined, MENU_GET, { timeoutMs: 100 })
    expect([error.code, error.params.host]).toEqual(['NETWORK_TIMEOUT', host])
  })

  test('its certificate is not trusted: told as the hub’s, and nothing was sent', async () => {
    const seen: string[] = []
    const server = tlsServer((request, response) => {
      seen.push(request.url ?? '')
      response.end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    const error = (await failure(clientOf(`https://127.0.0.1:${port}`).client.call(MENU_GET))) as WxError
    expect([error.code, seen]).toEqual(['HUB_TLS', []])
  })

  test.each<[string, Reply, string, string]>([
    ['a page', (r) => r.end('<html>Sign in'), 'HUB_OTHER', '<html>Sign in'],
    ['nothing at all', (r) => r.end(), 'ANSWER_INCOMPLETE', ''],
    ['404', (r) => r.writeHead(404).end('not found'), 'HUB_OTHER', 'HTTP 404'],
    ['401 of something else', (r) => r.writeHead(401).end(), 'HUB_OTHER', 'HTTP 401'],
    ['502 of a proxy', (r) => r.writeHead(502).end('<html>'), 'HUB_GATEWAY', 'HTTP 502'],
    [
      'WeChat itself, which misses a token',
      (r) => r.end('{"errcode":41001,"errmsg":"access_token missing"}'),
      'HUB_OTHER',
      '41001 access_token missing',
    ],
  ])('%s: it is told that the hub does not answer as one', async (_, answer, code, reason) => {
    const { error } = await refused(answer)
    expect([error.code, error.kind]).toEqual([code, 'network'])
    expect(String(error.params.reason)).toContain(reason)
  })

  test('a JSON answer that is no object, one that is cut, one nested without end: errors, never results', async () => {
    for (const body of ['[]', '"ok"', 'null', '1', '{"menu":', `{"a":${'['.repeat(20_000)}`, '\u0000'])
      expect((await refused((response) => response.end(body))).error.kind).toBe('network')
  })

  test('an answer without end is cut off at 32 MB', async () => {
    const { error } = await refused((response) => {
      const part = Buffer.alloc(1024 * 1024, 32)
      const more = () => {
        while (!response.destroyed && response.write(part)) {}
        if (!response.destroyed) response.once('drain', more)
      }
      response.on('error', () => undefined)
      more()
    })
    expect([error.code, error.params.reason]).toEqual(['HUB_OTHER', '> 33554432 bytes'])
  })

  test('a connection that is cut in the answer is told, and a call that writes is not repeated', async () => {
    const { error, calls } = await refused((response) => response.socket?.destroy(), MENU_CREATE)
    expect([error.code, calls]).toEqual(['NETWORK_DROPPED', 1])
  })
})

describe('the token, for a key that may see it', () => {
  test('it is asked of the hub each time, also where one was kept', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    const { client, hidden } = clientOf(hub.url, { hubKey: hub.key({ revealToken: true }) })
    const first = await client.token()
    expect(first).toMatchObject({ token: hub.account.token.current?.token, cached: false })
    expect(hidden).toContain(first.token)
    expect((await client.token()).token).toBe(first.token)
    expect(hub.requests.filter(({ path }) => path.endsWith('/token'))).toHaveLength(2)
  })

  test('a refresh reports the token that was kept: the hub gets another one, once', async () => {
    const hub = await hubBefore((await startPlatform()).url, { plan: 'classic' })
    const { client } = clientOf(hub.url, { hubKey: hub.key({ revealToken: true }) })
    const { token: former } = await client.token()
    const { token: next } = await client.refresh({ force: false })
    expect(next).not.toBe(former)
    expect(next).toBe(hub.account.token.current?.token)
    expect(hub.account.token.current?.generation).toBe(2)
  })

  test('still_current: the same one is given again, and nothing is forced', async () => {
    const sandbox = await startPlatform()
    const hub = await hubBefore(sandbox.url)
    const { client } = clientOf(hub.url, { hubKey: hub.key({ revealToken: true }) })
    const { token: former } = await client.token()
    expect((await client.refresh({ force: false })).token).toBe(former)
    expect(hub.requests.map(({ status }) => status)).toEqual([200, 409, 200])
  })

  test('a key that may not see it is told so', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    const error = await failure(clientOf(hub.url, { hubKey: hub.key() }).client.token())
    expect(error).toMatchObject({ code: 'HUB_TOKEN_HIDDEN', kind: 'auth' })
  })

  test.each<[string, object]>([
    ['no token', { expires_in: 7200 }],
    ['a token with a line break', { access_token: 'a\nb', expires_in: 7200 }],
    ['a token that is no text', { access_token: { a: 1 }, expires_in: 7200 }],
    ['no life', { access_token: 'token-1' }],
    ['a life of none', { access_token: 'token-1', expires_in: 0 }],
    ['a life before now', { access_token: 'token-1', expires_in: -5 }],
  ])('an answer with %s is incomplete', async (_, answer) => {
    const server = await platform(() => answer)
    expect(await failure(clientOf(server.url).client.token())).toMatchObject({ code: 'ANSWER_INCOMPLETE' })
  })

  test('a life of years is taken for the two hours that WeChat gives', async () => {
    const server = await platform(() => ({ access_token: 'token-1', expires_in: 1e9 }))
    const { expiresAt = 0 } = await clientOf(server.url).client.token()
    expect(expiresAt - Date.now()).toBeLessThanOrEqual(7_200_000)
  })
})

describe('without an AppID', () => {
  test('the hub tells which account the key is for; asked once', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    const { client } = clientOf(hub.url, { appid: undefined, hubKey: hub.key() })
    expect([await client.appid(), await client.appid()]).toEqual([APPID, APPID])
    expect(hub.requests.filter(({ path }) => path === '/v1/accounts')).toHaveLength(1)
    await client.call({ ...MENU_GET, path: '/cgi-bin/tags/get' })
  })

  test.each<[string, string, object[]]>([
    ['none', 'HUB_ACCOUNTS_NONE', []],
    ['two', 'HUB_ACCOUNT_NEEDED', [{ appid: 'wx1' }, { appid: 'wx2' }]],
    ['one with a name that steers terminals', 'ANSWER_INCOMPLETE', [{ appid: 'wx\u001b[2J' }]],
    ['one that leads out of a directory', 'ANSWER_INCOMPLETE', [{ appid: '../../etc' }]],
  ])('a key for %s: %s', async (_, code, accounts) => {
    const server = await platform(() => ({ accounts }))
    const { client } = clientOf(server.url, { appid: undefined })
    expect(await failure(client.appid())).toMatchObject({ code })
  })

  test('a hub without that address, or an answer of another shape, is told', async () => {
    for (const answer of [{}, { accounts: 'wx1' }, { accounts: {} }, { accounts: [null] }]) {
      const server = await platform(() => answer)
      const error = await failure(clientOf(server.url, { appid: undefined }).client.appid())
      expect(error).toMatchObject({ code: 'ANSWER_INCOMPLETE' })
    }
  })

  test('with one the hub is not asked', async () => {
    const server = await platform(() => ({ accounts: [] }))
    expect(await clientOf(server.url).client.appid()).toBe(APPID)
    expect(server.seen).toEqual([])
  })
})

describe('by way of the real hub', () => {
  test('a key of --for menu-push reads the menu and may not delete it', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    const { client } = clientOf(hub.url, { hubKey: hub.key({ paths: purposes['menu-push'] }) })
    expect(await failure(client.call(MENU_GET))).toMatchObject({ details: { refusal: { errcode: 46003 } } })
    expect(await failure(client.call({ ...MENU_GET, path: '/cgi-bin/menu/delete' }))).toMatchObject({
      code: 'HUB_PATH_REFUSED',
      params: { path: '/cgi-bin/menu/delete' },
    })
  })

  test('a ticket comes from the hub, which keeps it; nothing is kept here', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    const hubKey = hub.key({ paths: ['/cgi-bin/ticket/getticket'] })
    const { client } = clientOf(hub.url, { hubKey })
    const [one, two] = [await client.ticket('jsapi'), await client.ticket('jsapi')]
    expect(two.token).toBe(one.token)
    expect([one.cached, two.cached]).toEqual([false, false])
  })

  test('a revoked key is refused at the next call', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    const { client } = clientOf(hub.url, { hubKey: hub.key() })
    await client.call({ ...MENU_GET, path: '/cgi-bin/tags/get' })
    hub.revokeAll()
    expect(await failure(client.call(MENU_GET))).toMatchObject({ code: 'HUB_KEY_REFUSED', kind: 'auth' })
  })

  test('WeChat out of reach behind it: the hub says so, and the error names both', async () => {
    const sandbox = await startPlatform()
    const hub = await hubBefore(sandbox.url)
    const { client } = clientOf(hub.url, { hubKey: hub.key() })
    await sandbox.close()
    expect(await failure(client.call(MENU_GET))).toMatchObject({ code: 'HUB_CUT_OFF' })
    expect(await reachable(hub.url)).toBe(true)
  })
})

const reachable = (url: string) =>
  new Promise<boolean>((resolve) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname, () => resolve(socket.end() !== undefined))
    socket.on('error', () => resolve(false))
  })
