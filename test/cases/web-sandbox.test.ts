import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { orders } from '../../src/sandbox/control/orders'
import { faultsTopic } from '../../src/terminal/messages/sandbox'
import { catalogue } from '../../src/wechat/catalogue/endpoints'
import { endpoints } from '../../src/wechat/endpoints'
import { endpoint, TOKEN } from '../sandbox/endpoint-under-test'
import { ALICE, sandbox } from '../sandbox/support'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

/** A sandbox that runs on this machine, and a store of its own. */
async function running() {
  const box = await sandbox()
  const store = join(temporaryDirectory(), 'store')
  const run = (argv: readonly string[], env: Record<string, string> = {}) =>
    wxadmin(argv, { env: { WXADMIN_CONFIG_DIR: store, WXADMIN_API_BASE: box.url, ...env } })
  return { box, run, calls: () => box.send('/sandbox/calls') }
}

kind<{ argv: readonly string[]; env?: Record<string, string>; called: string }>(
  'the account sandbox uses the sandbox that WXADMIN_API_BASE names on this machine',
  {
    'a menu by -a': { argv: ['-a', 'sandbox', 'menu', 'get'], called: '/cgi-bin/menu/get' },
    'a token by -a': { argv: ['-a', 'sandbox', 'token'], called: '/cgi-bin/stable_token' },
    'any call by -a': {
      argv: ['-a', 'sandbox', 'api', 'GET', '/cgi-bin/tags/get'],
      called: '/cgi-bin/tags/get',
    },
    'a ticket by -a': { argv: ['-a', 'sandbox', 'jssdk', 'ticket'], called: '/cgi-bin/ticket/getticket' },
    'by WXADMIN_ACCOUNT': {
      argv: ['token'],
      env: { WXADMIN_ACCOUNT: 'sandbox' },
      called: '/cgi-bin/stable_token',
    },
    'beside the credentials of another account': {
      argv: ['-a', 'sandbox', 'token'],
      env: { WXADMIN_APPID: 'wx0123456789abcdef', WXADMIN_SECRET: '0'.repeat(32) },
      called: '/cgi-bin/stable_token',
    },
    'beside a token of another account': {
      argv: ['-a', 'sandbox', 'menu', 'get'],
      env: { WXADMIN_ACCESS_TOKEN: 'of-another' },
      called: '/cgi-bin/stable_token',
    },
  },
  async ({ argv, env, called }) => {
    const { run, calls } = await running()
    await run(argv, env)
    expect(await calls()).toHaveProperty([called], 1)
  },
)

kind<string>(
  'the account sandbox with an API base that is not on this machine is 64, with the reason',
  {
    "WeChat's own": 'https://api.weixin.qq.com',
    "another of WeChat's": 'https://sh.api.weixin.qq.com',
    "WeChat's without TLS": 'http://api.weixin.qq.com',
    'a host of somebody else': 'https://evil.example',
    'an address in the network': 'http://10.0.0.1:8089',
    'every address': 'http://0.0.0.0:8089',
    'a name that only looks like this machine': 'http://127.0.0.1.example.com',
  },
  async (base) => {
    for (const argv of [
      ['-a', 'sandbox', 'token'],
      ['-a', 'sandbox', 'oauth', 'url', 'https://a.cn'],
    ]) {
      const { code, stdout, stderr } = await wxadmin(argv, { env: { WXADMIN_API_BASE: base } })
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
      expect(stderr).toContain(`WXADMIN_API_BASE is ${base}`)
      expect(stderr).toContain('unset WXADMIN_API_BASE')
    }
  },
)

describe('the account sandbox at the sandbox that runs', () => {
  test('whoami says where its address comes from', async () => {
    const { box, run } = await running()
    const { code, stdout } = await run(['-a', 'sandbox', 'whoami', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      account: { value: 'sandbox' },
      apiBase: { value: box.url, origin: { from: 'env', name: 'WXADMIN_API_BASE' } },
    })
  })

  test('has other tokens than the one inside the process, and than another that runs', async () => {
    const [one, other] = [await running(), await sandbox()]
    const token = async (env?: Record<string, string>) =>
      (await one.run(['-a', 'sandbox', 'token'], env)).stdout.trim()
    const tokens = [
      await token(),
      await token({ WXADMIN_API_BASE: other.url }),
      await token({ WXADMIN_API_BASE: '' }),
    ]
    expect(new Set(tokens).size).toBe(3)
    expect([await token(), await token({ WXADMIN_API_BASE: other.url })]).toEqual(tokens.slice(0, 2))
  })

  test('has links that open there', async () => {
    const { box, run } = await running()
    const { stdout } = await run(['-a', 'sandbox', 'oauth', 'url', 'https://a.cn'])
    expect(stdout).toContain(`${box.url}/connect/oauth2/authorize?`)
  })
})

/** What the sandbox answers, as it stands on the wire. */
async function ask(path: string, method: 'GET' | 'POST', query = '') {
  const box = await sandbox()
  const body = method === 'POST' ? '{}' : undefined
  const response = await fetch(`${box.url}${path}?access_token=${await box.token()}${query}`, {
    method,
    body,
  })
  return { response, text: await response.text(), box }
}

kind<{ method: 'GET' | 'POST'; path: string; query?: string; name: string }>(
  'an endpoint of WeChat that the sandbox does not play is answered in words that no client takes for WeChat’s',
  {
    'customer service': { method: 'POST', path: '/cgi-bin/message/custom/send', name: 'message.custom.send' },
    drafts: { method: 'POST', path: '/cgi-bin/draft/add', name: 'draft.add' },
    'a GET': {
      method: 'GET',
      path: '/cgi-bin/draft/count',
      name: 'draft.count',
    },
    'one with an action': {
      method: 'GET',
      path: '/publisher/stat',
      query: '&action=publisher_cps_general',
      name: 'publisher.stat.publisher_cps_general',
    },
    'one that was withdrawn': { method: 'POST', path: '/cgi-bin/shorturl', name: 'shorturl' },
    'one of another prefix': {
      method: 'POST',
      path: '/cgi-bin/wxopen/qrcodejumpget',
      name: 'wxopen.qrcodejumpget',
    },
  },
  async ({ method, path, query, name }) => {
    const { response, text } = await ask(path, method, query)
    expect(response.status).toBe(501)
    expect(response.headers.get('content-type')).toContain('text/plain')
    expect(text).toContain(`the sandbox does not play this endpoint: ${method} ${path}`)
    expect(text).toContain(`(${name})`)
    for (const played of Object.values(endpoints)) expect(text).toContain(played.path)
    expect(() => JSON.parse(text)).toThrow()
    const { run, calls } = await running()
    const word = query === undefined ? path : `${path}?${query.slice(1)}`
    const said = await run(['-a', 'sandbox', 'api', method, word])
    expect({ code: said.code, stdout: said.stdout }).toEqual({ code: 1, stdout: '' })
    expect(said.stderr).toContain(`The sandbox does not play this endpoint: ${method} ${path}`)
    expect(said.stderr).toContain('menu')
    expect(said.stderr).toContain('wxadmin sandbox --help')
    expect(await calls()).toHaveProperty([path], 1)
  },
)

kind<{ method: 'GET' | 'POST'; path: string; errcode: number }>(
  'a path that WeChat has not is 40066, and a wrong method what WeChat says to it',
  {
    'a misspelt path': { method: 'POST', path: '/cgi-bin/message/custom/sned', errcode: 40066 },
    'half a path': { method: 'GET', path: '/cgi-bin/menu', errcode: 40066 },
    'a slash too many': { method: 'POST', path: '/cgi-bin/message/custom/send/', errcode: 40066 },
    'an endpoint of other products': { method: 'GET', path: '/cgi-bin/gettoken', errcode: 40066 },
    'a GET where it is not played and POST': {
      method: 'GET',
      path: '/cgi-bin/message/custom/send',
      errcode: 43002,
    },
    'a POST where it is not played and GET': {
      method: 'POST',
      path: '/cgi-bin/draft/count',
      errcode: 43001,
    },
    'a GET where it is played and POST': { method: 'GET', path: '/cgi-bin/menu/create', errcode: 43002 },
    'a POST where it is played and GET': { method: 'POST', path: '/cgi-bin/menu/get', errcode: 43001 },
  },
  async ({ method, path, errcode }) => {
    const { response, text } = await ask(path, method)
    expect(response.status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({ errcode, errmsg: expect.stringContaining('rid: ') })
  },
)

describe('the list of endpoints that the sandbox plays', () => {
  const listed = Object.values(endpoints).map(({ method, path }) => ({ method, path }))

  test('is listed at GET /sandbox/endpoints, and by the help', async () => {
    const box = await sandbox()
    const { endpoints: told } = (await box.send('/sandbox/endpoints')) as { endpoints: typeof listed }
    const byPath = (all: typeof listed) => [...all].sort((a, b) => a.path.localeCompare(b.path))
    expect(byPath(told)).toEqual(byPath(listed))
    for (const lang of ['en', 'zh']) {
      const { stdout } = await wxadmin(['sandbox', '--help', '--lang', lang])
      for (const { path } of listed) expect(stdout).toContain(path)
    }
  })

  test('never answers that it is not, and everything else of WeChat does', async () => {
    const box = await sandbox()
    const played = new Set<string>(listed.map(({ path }) => path))
    const status = async (method: string, path: string) =>
      (await fetch(`${box.url}${path}`, { method, body: method === 'POST' ? '{}' : undefined })).status
    for (const { method, path } of listed) expect([path, await status(method, path)]).toEqual([path, 200])
    const others = catalogue().filter(({ path }) => path.startsWith('/') && !played.has(path))
    expect(others.length).toBe(475 - played.size)
    for (const { method, path } of others) expect([path, await status(method, path)]).toEqual([path, 501])
  })

  test('a fault strikes what is not played as well', async () => {
    const box = await sandbox()
    await box.control('faults', 'custom/send=busy,1')
    expect(await box.post('/cgi-bin/message/custom/send', {})).toMatchObject({ errcode: -1 })
  })
})

const FORM = 'application/x-www-form-urlencoded'

kind<{ body: string; type: string; faults: readonly string[] }>(
  'POST /sandbox/faults takes faults as the help writes them, whatever they are called',
  {
    'as curl -d sends it': { body: 'menu/create=busy,1', type: FORM, faults: ['menu/create=busy,1'] },
    'two -d of curl': {
      body: 'menu/create=busy&*=latency:5',
      type: FORM,
      faults: ['menu/create=busy', '*=latency:5'],
    },
    'as --data-urlencode sends it': {
      body: 'menu/create=busy%2C1',
      type: FORM,
      faults: ['menu/create=busy,1'],
    },
    'as a form of a library': {
      body: 'menu%2Fget=drop%3Aafter',
      type: FORM,
      faults: ['menu/get=drop:after'],
    },
    'as text': { body: 'menu/create=busy,1\n', type: 'text/plain', faults: ['menu/create=busy,1'] },
    'in lines': {
      body: 'menu/create=busy,1\r\n\n  *=status:502,2  \n',
      type: 'text/plain; charset=utf-8',
      faults: ['menu/create=busy,1', '*=status:502,2'],
    },
    'without a type': { body: '/cgi-bin/token=hang', type: '', faults: ['/cgi-bin/token=hang'] },
    'a JSON string': {
      body: '"menu/create=busy,1"',
      type: 'application/json',
      faults: ['menu/create=busy,1'],
    },
    'a JSON string that curl calls a form': { body: '"*=html"', type: FORM, faults: ['*=html'] },
    'a JSON string of several lines': {
      body: '"*=html,1\\n*=empty,2"',
      type: FORM,
      faults: ['*=html,1', '*=empty,2'],
    },
    'a JSON list of both': {
      body: '["*=latency:0", {"path":"menu/get","fault":"busy","times":2}]',
      type: FORM,
      faults: ['*=latency:0', 'menu/get=busy,2'],
    },
    'a JSON object': { body: ' {"path":"*","fault":"html"}', type: FORM, faults: ['*=html'] },
  },
  async ({ body, type, faults }) => {
    const box = await sandbox()
    const headers: Record<string, string> = type === '' ? {} : { 'content-type': type }
    const content = type === '' ? new Blob([body]) : body
    const response = await fetch(`${box.url}/sandbox/faults`, { method: 'POST', headers, body: content })
    expect([response.status, await response.json()]).toEqual([200, { ok: true }])
    expect(await box.send('/sandbox/state')).toHaveProperty('faults', faults)
  },
)

kind<{ path: string; method?: string; body?: string; status: number; said: string }>(
  'a control that is not understood says what would be',
  {
    'a form in place of JSON': {
      path: 'clock',
      body: 'advanceSeconds=60',
      status: 400,
      said: 'an example: {"advanceSeconds":60}',
    },
    'broken JSON': { path: 'account', body: '{verified:false}', status: 400, said: '{"verified":false}' },
    'a fault that is none': {
      path: 'faults',
      body: 'menu/create=bang',
      status: 400,
      said: 'menu/create=bang',
    },
    'one bad fault among good ones': {
      path: 'faults',
      body: '*=html\nmenu',
      status: 400,
      said: 'menu: expected',
    },
    'a GET of what is posted': { path: 'clock', method: 'GET', status: 405, said: 'use POST' },
    'a POST of what is read': { path: 'state', body: '{}', status: 405, said: 'use GET' },
    'a control that is none': { path: 'users', body: '{}', status: 404, said: 'POST /sandbox/account' },
  },
  async ({ path, method = 'POST', body, status, said }) => {
    const box = await sandbox()
    const headers = { 'content-type': FORM }
    const response = await fetch(`${box.url}/sandbox/${path}`, { method, body, headers })
    expect(response.status).toBe(status)
    expect(((await response.json()) as { error: string }).error).toContain(said)
    expect(await box.send('/sandbox/state')).toHaveProperty('faults', [])
  },
)

/** The controls that a text lists: `POST   /sandbox/clock`. */
const controlsIn = (text: string) =>
  [...text.matchAll(/^ {2}(GET|POST|DELETE) +(\/sandbox\/\w+)/gm)].map(
    ([, method, path]) => `${method} ${path}`,
  )

interface Curl {
  readonly method: string
  readonly path: string
  readonly body?: string
}

/** The calls that a text shows with curl; what is elided in them is filled in. */
function curlsIn(text: string, server: string): Curl[] {
  const lines = text.matchAll(/^ *curl (?:-X (\w+) )?(?:-d '([^']*)' )?http:\/\/127\.0\.0\.1:8089(\S+)$/gm)
  return [...lines].map(([, method, body, path = '']) => ({
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    path,
    body: body?.replace('http://127.0.0.1:3000/', server).replace('…', TOKEN),
  }))
}

const docs = (name: string) => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8')

describe('what help and docs say of the controls is so', () => {
  test.each(['en', 'zh'] as const)('every control that the help lists is there (%s)', async (language) => {
    const box = await sandbox()
    const { error } = (await box.send('/sandbox/nothing')) as { error: string }
    const [, known = ''] = /known: (.*)/.exec(error) ?? []
    // GET and DELETE of the callback are told in its row.
    const told = [...controlsIn(faultsTopic[language]), 'GET /sandbox/callback', 'DELETE /sandbox/callback']
    expect(told.sort()).toEqual(known.split(', ').sort())
  })

  test.each([
    ['wxadmin help faults', faultsTopic.en, 4],
    ['wxadmin help faults --lang zh', faultsTopic.zh, 4],
    ['docs/web.md', docs('web.md'), 5],
    ['docs/web.zh-CN.md', docs('web.zh-CN.md'), 5],
  ])('%s: its calls with curl work', async (_, text, least) => {
    const [box, server] = [await sandbox(), await endpoint()]
    const curls = curlsIn(text, server.url)
    expect(curls.length).toBeGreaterThanOrEqual(least)
    for (const { method, path, body } of curls) {
      const headers: Record<string, string> = body === undefined ? {} : { 'content-type': FORM }
      const response = await fetch(`${box.url}${path}`, { method, body, headers })
      expect([method, path, response.status, await response.text()]).toEqual([
        method,
        path,
        200,
        expect.anything(),
      ])
    }
  })

  test.each(Object.entries(orders))('POST /sandbox/%s takes its own example', async (name, { example }) => {
    const box = await sandbox()
    const init = { method: 'POST', body: example, headers: { 'content-type': FORM } }
    expect((await fetch(`${box.url}/sandbox/${name}`, init)).status).toBe(200)
  })

  test('the others work as curl calls them', async () => {
    const [box, server] = [await sandbox(), await endpoint()]
    const curl = async (method: string, path: string, body?: object) => {
      const headers = { 'content-type': FORM }
      const response = await fetch(box.url + path, { method, body: body && JSON.stringify(body), headers })
      return [response.status, await response.json()]
    }
    expect(await curl('POST', '/sandbox/callback', { url: server.url, token: TOKEN })).toEqual([
      200,
      { ok: true, ms: expect.any(Number) },
    ])
    const made = await box.api('/cgi-bin/qrcode/create', {
      action_name: 'QR_SCENE',
      action_info: { scene: { scene_id: 7 } },
    })
    const [status] = await curl('POST', '/sandbox/scan', { ticket: made.ticket, user: ALICE })
    expect(status).toBe(200)
    expect(server.pushes()).toHaveLength(1)
    expect(await curl('GET', '/sandbox/callback')).toEqual([
      200,
      { appid: expect.any(String), callback: { url: server.url, mode: 'plain' } },
    ])
    for (const [method, path] of [
      ['DELETE', '/sandbox/callback'],
      ['GET', '/sandbox/state'],
      ['GET', '/sandbox/calls'],
      ['GET', '/sandbox/endpoints'],
      ['DELETE', '/sandbox/faults'],
      ['POST', '/sandbox/reset'],
    ] as const)
      expect((await curl(method, path))[0]).toBe(200)
  })
})
