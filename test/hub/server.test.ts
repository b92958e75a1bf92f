import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HUB_HEADER } from '../../src/wechat/hub'
import { APPID, hubBefore, startPlatform } from './world'

const post = (body: string | object, type = 'application/json') => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { 'content-type': type },
})

/** A server in WeChat's place that answers as it is told, and writes down what it got. */
async function upstream(answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void) {
  const got: { url: string; headers: IncomingMessage['headers']; bytes: number }[] = []
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/cgi-bin/stable_token'))
      return void response.end(JSON.stringify({ access_token: `T${got.length}`, expires_in: 7200 }))
    const parts: Buffer[] = []
    try {
      for await (const part of request) parts.push(part)
    } catch {
      return // cut off
    }
    const body = Buffer.concat(parts)
    got.push({ url: request.url ?? '', headers: request.headers, bytes: body.length })
    answer(request, response, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got }
}
const ok = (_: IncomingMessage, response: ServerResponse) => {
  response.setHeader('content-type', 'application/json')
  response.end('{"errcode":0,"errmsg":"ok"}')
}

describe('tokens for keys', () => {
  test('a key that may see it gets the token that WeChat takes, with its life and generation', async () => {
    const sandbox = await startPlatform()
    const hub = await hubBefore(sandbox.url)
    const { status, json, headers } = await hub.call(
      `/v1/accounts/${APPID}/token`,
      hub.key({ revealToken: true }),
      { method: 'POST' },
    )
    expect(status).toBe(200)
    expect(json).toEqual({
      access_token: hub.account.token.current?.token,
      expires_in: expect.any(Number),
      generation: 1,
    })
    expect(headers.get('cache-control')).toBe('no-store')
    const menu = await fetch(`${sandbox.url}/cgi-bin/menu/get?access_token=${json.access_token}`)
    expect(await menu.json()).toMatchObject({ errcode: 46003 })
  })

  test('a stale token is replaced once for everybody; the stable source may give the same one: 409', async () => {
    const sandbox = await startPlatform()
    const classic = await hubBefore(sandbox.url, { plan: 'classic' })
    const key = classic.key({ revealToken: true })
    const stale = classic.account.token.current?.token
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        classic.call(`/v1/accounts/${APPID}/token`, key, post({ stale: stale ?? '' })),
      ),
    )
    expect(new Set(answers.map(({ json }) => json.generation))).toEqual(new Set([2]))
    expect(classic.events.filter(({ event }) => event.type === 'fetched')).toHaveLength(2)

    const stable = await hubBefore(sandbox.url)
    const { status, json } = await stable.call(
      `/v1/accounts/${APPID}/token`,
      stable.key({ revealToken: true }),
      post({ stale: stable.account.token.current?.token ?? '' }),
    )
    expect([status, json.error]).toEqual([409, 'still_current'])
  })

  test('tickets are kept and handed out in the same way', async () => {
    const sandbox = await startPlatform()
    const hub = await hubBefore(sandbox.url)
    const key = hub.key({ revealToken: true })
    const first = await hub.call(`/v1/accounts/${APPID}/tickets/jsapi`, key, { method: 'POST' })
    const second = await hub.call(`/v1/accounts/${APPID}/tickets/jsapi`, key, { method: 'POST' })
    expect(first.json).toMatchObject({ ticket: expect.any(String), generation: 1 })
    expect(second.json.ticket).toBe(first.json.ticket)
    expect((await hub.call(`/v1/accounts/${APPID}/tickets/other`, key, { method: 'POST' })).status).toBe(404)
  })

  test.each<[string, number, string, object | undefined, string]>([
    ['a key that may not see it', 403, 'token-hidden', {}, APPID],
    ['a key of another account', 403, 'account', { revealToken: true, accounts: ['wxother'] }, APPID],
    ['an account that is not here', 404, 'account-unknown', { revealToken: true }, 'wxother'],
    ['no key', 401, 'key-missing', undefined, APPID],
  ])('%s: %d %s', async (_, status, error, rights, appid) => {
    const hub = await hubBefore((await startPlatform()).url)
    const key = rights && hub.key(rights)
    const answer = await hub.call(`/v1/accounts/${appid}/token`, key, { method: 'POST' })
    expect([answer.status, answer.json.error]).toEqual([status, error])
    expect(answer.headers.get('wxadmin-hub')).toBe(error)
  })

  test('GET is answered 405, a body that is not JSON or far too large 400', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    const key = hub.key({ revealToken: true })
    const place = `/v1/accounts/${APPID}/token`
    expect((await hub.call(place, key)).status).toBe(405)
    expect((await hub.call(place, key, post('{'))).status).toBe(400)
    expect((await hub.call(place, key, post({ stale: 1 }))).status).toBe(400)
    expect((await hub.call(place, key, post({ stale: 'x'.repeat(100_000) }))).status).toBe(400)
  })

  test('a revoked key is refused at the next request, and so is its stand-in', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    const key = hub.key({ accounts: [APPID] })
    const { json } = await hub.call('/cgi-bin/stable_token', undefined, post({ appid: APPID, secret: key }))
    const standIn = String(json.access_token)
    expect((await hub.call(`/cgi-bin/menu/get?access_token=${standIn}`)).json.errcode).toBe(46003)
    hub.revokeAll()
    const bySdk = await hub.call(`/cgi-bin/menu/get?access_token=${standIn}`)
    expect([bySdk.status, bySdk.json.errcode, bySdk.headers.get(HUB_HEADER)]).toEqual([
      200,
      40125,
      'key-unknown',
    ])
    expect((await hub.call('/cgi-bin/menu/get', key)).status).toBe(401)
  })

  test('many wrong keys of one address are told to wait; a right one is not, from the same address', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    const key = hub.key({ accounts: [APPID] })
    const wrong = await Promise.all(
      Array.from({ length: 20 }, () => hub.call('/cgi-bin/menu/get', `wxhub_${'x'.repeat(43)}`)),
    )
    expect(wrong.filter(({ status }) => status === 429).length).toBe(10)
    expect(Number(wrong.find(({ status }) => status === 429)?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await hub.call('/cgi-bin/menu/get', key)).json.errcode).toBe(46003)
  })

  test('health and readiness', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    expect(await hub.call('/healthz')).toMatchObject({ status: 200 })
    expect(await hub.call('/readyz')).toMatchObject({ status: 200, json: { status: 'ready', accounts: 1 } })
    const nowhere = await hubBefore('http://127.0.0.1:1')
    expect(await nowhere.call('/readyz')).toMatchObject({ status: 503, json: { status: 'waiting' } })
    const answer = await nowhere.call(`/v1/accounts/${APPID}/token`, nowhere.key({ revealToken: true }), {
      method: 'POST',
    })
    expect([answer.status, answer.json.error]).toEqual([503, 'unavailable'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('the way out', () => {
  test('a call goes through with the token put in, and the caller never sees it', async () => {
    const sandbox = await startPlatform()
    const hub = await hubBefore(sandbox.url)
    const key = hub.key({ accounts: [APPID] })
    const button = [{ type: 'click', name: 'A', key: 'K' }]
    expect((await hub.call('/cgi-bin/menu/create', key, post({ button }))).json).toEqual({
      errcode: 0,
      errmsg: 'ok',
    })
    const menu = await hub.call('/cgi-bin/menu/get', key)
    expect(menu.json).toMatchObject({ menu: { button: [{ name: 'A' }] } })
    expect(hub.requests.at(-1)).toMatchObject({
      method: 'GET',
      path: '/cgi-bin/menu/get',
      key: 'k0',
      appid: APPID,
      status: 200,
    })
  })

  test('WeChat gets nothing of the caller’s but the call', async () => {
    const { base, got } = await upstream(ok)
    const hub = await hubBefore(base)
    await hub.call('/cgi-bin/tags/get?x=1', hub.key({ accounts: [APPID] }), {
      headers: {
        cookie: 'session=1',
        'x-forwarded-for': '10.0.0.1',
        'x-real-ip': '10.0.0.1',
        forwarded: 'for=10.0.0.1',
        'wxadmin-appid': APPID,
        'user-agent': 'sdk/1',
      },
    })
    expect(got[0]?.url).toBe('/cgi-bin/tags/get?access_token=T0&x=1')
    expect(got[0]?.headers).toMatchObject({ 'user-agent': 'sdk/1', host: base.slice(7) })
    expect(
      Object.keys(got[0]?.headers ?? {}).filter((name) => /cookie|forward|real|auth|wxadmin/.test(name)),
    ).toEqual([])
  })

  test.each([40001, 40014, 42001])(
    '%d is repeated once with another token, body and all',
    async (errcode) => {
      let refused = 0
      const { base, got } = await upstream((request, response) => {
        response.setHeader('content-type', 'application/json')
        if (request.url?.includes('access_token=T0&')) {
          refused += 1
          return void response.end(JSON.stringify({ errcode, errmsg: 'invalid credential' }))
        }
        response.end('{"errcode":0,"errmsg":"ok"}')
      })
      const hub = await hubBefore(base)
      const answer = await hub.call(
        '/cgi-bin/menu/create?a=1',
        hub.key({ accounts: [APPID] }),
        post('{"button":[]}'),
      )
      expect(answer.json).toEqual({ errcode: 0, errmsg: 'ok' })
      expect(refused).toBe(1)
      expect(got.map(({ bytes }) => bytes)).toEqual([13, 13])
    },
  )

  test('where the token stays the same the refusal is passed on, and is not asked about again and again', async () => {
    const { base, got } = await upstream((_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end('{"errcode":40001,"errmsg":"invalid credential"}')
    })
    const hub = await hubBefore(base, {})
    const fetches = () => hub.events.filter(({ event }) => event.type === 'fetched').length
    const key = hub.key({ accounts: [APPID] })
    for (let call = 0; call < 5; call++)
      expect((await hub.call('/cgi-bin/menu/get?a=1', key)).json.errcode).toBe(40001)
    expect(got.length).toBeLessThanOrEqual(10)
    expect(fetches()).toBeLessThanOrEqual(6)
  })

  test('a large body is streamed and not repeated; its refusal is passed on and the next call has a new token', async () => {
    const { base, got } = await upstream((request, response) => {
      response.setHeader('content-type', 'application/json')
      const isOld = request.url?.includes('access_token=T0')
      response.end(isOld ? '{"errcode":42001,"errmsg":"expired"}' : '{"media_id":"M"}')
    })
    const hub = await hubBefore(base)
    const key = hub.key({ accounts: [APPID] })
    const body = Buffer.alloc(3 * 1024 * 1024, 1)
    const upload = () => hub.call('/cgi-bin/material/add_material?type=image', key, { method: 'POST', body })
    expect((await upload()).json.errcode).toBe(42001)
    expect((await upload()).json).toEqual({ media_id: 'M' })
    expect(got.map(({ bytes }) => bytes)).toEqual([body.length, body.length])
  })

  test('an answer that is no JSON, or a large one, comes through byte for byte', async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 256))
    const large = JSON.stringify({ data: 'x'.repeat(200_000) })
    const { base } = await upstream((request, response) => {
      const isJson = request.url?.includes('large')
      response.setHeader('content-type', isJson ? 'application/json' : 'image/jpeg')
      response.setHeader('content-disposition', 'attachment; filename="a.jpg"')
      response.end(isJson ? large : content)
    })
    const hub = await hubBefore(base)
    const key = hub.key({ accounts: [APPID] })
    const answer = await fetch(`${hub.url}/cgi-bin/media/get?media_id=M`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true)
    expect(answer.headers.get('content-disposition')).toContain('a.jpg')
    expect((await hub.call('/cgi-bin/media/get?large=1', key)).text).toBe(large)
  })

  test('a token that WeChat repeats in an answer is blanked out', async () => {
    const { base } = await upstream((request, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ errcode: 0, errmsg: 'ok', request: { request_url: request.url } }))
    })
    const hub = await hubBefore(base)
    const { text } = await hub.call(
      '/cgi-bin/openapi/rid/get',
      hub.key({ accounts: [APPID] }),
      post({ rid: '1' }),
    )
    expect(text).toContain('access_token=***')
    expect(text).not.toContain('access_token=T0')
  })

  test('100 MB are refused, announced or not, and the hub goes on', async () => {
    const { base, got } = await upstream(ok)
    const hub = await hubBefore(base)
    const key = hub.key({ accounts: [APPID] })
    const send = (announced: boolean) =>
      new Promise<number>((resolve) => {
        const outgoing = httpRequest(
          `${hub.url}/cgi-bin/material/add_material`,
          {
            method: 'POST',
            headers: {
              authorization: `Bearer ${key}`,
              ...(announced && { 'content-length': 100 * 1024 * 1024 }),
            },
          },
          (answer) => {
            resolve(answer.statusCode ?? 0)
            answer.resume()
          },
        )
        outgoing.on('error', () => resolve(-1))
        const part = Buffer.alloc(1024 * 1024)
        let left = 100
        const more = () => {
          while (left-- > 0) if (!outgoing.write(part)) return void outgoing.once('drain', more)
          outgoing.end()
        }
        more()
      })
    expect([413, -1]).toContain(await send(true))
    expect([413, -1, 502]).toContain(await send(false))
    expect(got.every(({ bytes }) => bytes <= 33 * 1024 * 1024)).toBe(true)
    expect((await hub.call('/cgi-bin/tags/get', key)).status).toBe(200)
  }, 60_000)

  test.each([['nothing listens', 'http://127.0.0.1:1', 503]])('%s: %d', async (_, base, status) => {
    const hub = await hubBefore(base)
    const answer = await hub.call('/cgi-bin/menu/get', hub.key({ accounts: [APPID] }))
    expect([answer.status, answer.json.errcode]).toEqual([status, -1])
  })

  test('WeChat hangs up in the middle of an answer: the caller sees it end, and the hub goes on', async () => {
    let cut = true
    const { base } = await upstream((request, response) => {
      if (!cut) return ok(request, response)
      response.setHeader('content-type', 'image/jpeg')
      response.setHeader('content-length', 1000)
      response.write('x')
      setTimeout(() => response.destroy(), 20)
    })
    const hub = await hubBefore(base)
    const key = hub.key({ accounts: [APPID] })
    await expect(hub.call('/cgi-bin/media/get', key)).rejects.toThrow()
    cut = false
    expect((await hub.call('/cgi-bin/tags/get', key)).status).toBe(200)
  })
})

describe('requests that are not plain HTTP clients’', () => {
  test.each([
    ['a way out of the path', 'GET /cgi-bin/../sns/auth HTTP/1.1', 400],
    ['an encoded way out', 'GET /cgi-bin/%2e%2e/sns/auth HTTP/1.1', 400],
    ['an encoded slash', 'GET /cgi-bin%2fmenu/get HTTP/1.1', 400],
    ['another host', 'GET //evil.example/cgi-bin/menu/get HTTP/1.1', 400],
    ['an absolute URI', 'GET http://evil.example/cgi-bin/menu/get HTTP/1.1', 400],
    ['a star', 'OPTIONS * HTTP/1.1', 400],
    ['parameters', 'GET /cgi-bin/menu/get;a=b HTTP/1.1', 400],
    ['two slashes', 'GET /cgi-bin//menu/get HTTP/1.1', 400],
    ['a slash at the end', 'GET /cgi-bin/menu/get/ HTTP/1.1', 400],
    ['a backslash', 'GET /cgi-bin\\menu HTTP/1.1', 400],
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1', 405],
    ['no HTTP', 'HELLO', 400],
  ])('%s is refused, and nothing is sent on', async (_, line, status) => {
    const { base, got } = await upstream(ok)
    const hub = await hubBefore(base)
    const key = hub.key({ accounts: [APPID] })
    const { port } = new URL(hub.url)
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1')
      let text = ''
      socket.on('data', (part) => {
        text += part
      })
      socket.on('close', () => resolve(text))
      socket.on('error', () => resolve(text))
      socket.end(`${line}\r\nHost: h\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`)
    })
    expect(answer.split(' ')[1]).toBe(String(status))
    expect(got).toEqual([])
  })

  test('a header that names other headers as its connection’s does not smuggle them through', async () => {
    const { base, got } = await upstream(ok)
    const hub = await hubBefore(base)
    const key = hub.key({ accounts: [APPID] })
    await new Promise<void>((resolve) => {
      httpRequest(
        `${hub.url}/cgi-bin/tags/get`,
        {
          headers: {
            authorization: `Bearer ${key}`,
            connection: 'close, x-secret',
            'x-secret': '1',
            te: 'trailers',
          },
        },
        (answer) => answer.resume().on('end', resolve),
      ).end()
    })
    expect(got[0]?.headers['x-secret']).toBeUndefined()
    expect(got[0]?.headers.te).toBeUndefined()
  })
})
