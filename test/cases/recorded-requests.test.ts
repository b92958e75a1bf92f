import { request } from 'node:http'
import { expect } from 'vitest'
import { endpoints } from '../../src/wechat/endpoints'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { sandbox } from '../sandbox/support'
import { kind } from './kind'

const RID = 'rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$'
const LONG =
  'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r'
const SHORT = 'invalid credential, access_token is invalid or not latest'

const NO_TOKEN: readonly string[] = [
  endpoints.token.path,
  endpoints.stableToken.path,
  endpoints.clearQuotaV2.path,
  endpoints.snsAccessToken.path,
  endpoints.snsRefreshToken.path,
]
const tokenCalls = Object.values(endpoints).filter(({ path }) => !NO_TOKEN.includes(path))

kind(
  'a made-up token answers 40001 at every endpoint, whatever it looks like',
  Object.fromEntries(tokenCalls.map((endpoint) => [endpoint.path, endpoint])),
  async ({ path, method }) => {
    const { send } = await sandbox()
    const errmsg = path.startsWith('/sns/')
      ? new RegExp(`^${SHORT}, ${RID}`)
      : new RegExp(`^${LONG.replaceAll('.', '\\.')} ${RID}`)
    for (const token of ['x', 'made up', `98_${'x'.repeat(130)}`, 'x'.repeat(2000)]) {
      const query = new URLSearchParams({ access_token: token, openid: 'oSandbox_alice_0123456789abc' })
      const answer = await send(`${path}?${query}`, { method, ...(method === 'POST' && { body: '{}' }) })
      expect(answer).toEqual({ errcode: 40001, errmsg: expect.stringMatching(errmsg) })
    }
  },
)

interface Call {
  readonly path: string
  readonly init?: RequestInit
  readonly errcode: number
  readonly errmsg?: string
}

const WRONG = 'f'.repeat(32)
const STRANGER = 'wx0000000000000000'
const credentials = { appid: SANDBOX_APPID, secret: SANDBOX_SECRET }
const grant = { grant_type: 'client_credential' }
const token = (query: Record<string, string>) => `/cgi-bin/token?${new URLSearchParams(query)}`
const sns = (name: string, query: Record<string, string>) => `/sns/${name}?${new URLSearchParams(query)}`
const posted = (body: string | URLSearchParams): RequestInit => ({ method: 'POST', body })

async function answers({ path, init, errcode, errmsg }: Call): Promise<void> {
  const { send } = await sandbox()
  const answer = await send(path, init)
  if (errcode === 0) expect(answer).toEqual({ access_token: expect.any(String), expires_in: 7200 })
  else expect(answer).toMatchObject({ errcode })
  if (errmsg !== undefined)
    expect(answer.errmsg).toMatch(new RegExp(`^${errmsg.replaceAll('.', '\\.')} ${RID}`))
}

kind<Call>(
  'an errmsg has a comma before its rid at /sns/ and none elsewhere',
  {
    'appid, of the API': {
      path: token({ ...grant, appid: STRANGER, secret: WRONG }),
      errcode: 40013,
      errmsg: 'invalid appid',
    },
    'appid, of web authorization': {
      path: sns('oauth2/access_token', { appid: STRANGER, secret: WRONG }),
      errcode: 40013,
      errmsg: 'invalid appid,',
    },
    'secret, of the API': {
      path: token({ ...grant, ...credentials, secret: WRONG }),
      errcode: 40125,
      errmsg: 'invalid appsecret',
    },
    'secret, of web authorization': {
      path: sns('oauth2/access_token', { ...credentials, secret: WRONG }),
      errcode: 40125,
      errmsg: 'invalid appsecret,',
    },
    'a code': {
      path: sns('oauth2/access_token', { ...credentials, grant_type: 'authorization_code', code: 'x' }),
      errcode: 40029,
      errmsg: 'invalid code,',
    },
    'a refresh_token': {
      path: sns('oauth2/refresh_token', {
        appid: SANDBOX_APPID,
        grant_type: 'refresh_token',
        refresh_token: 'x',
      }),
      errcode: 40030,
      errmsg: 'invalid refresh_token,',
    },
    'no token at all, of web authorization': {
      path: '/sns/auth',
      errcode: 41001,
      errmsg: 'access_token missing,',
    },
    'no token at all, of the API': {
      path: '/cgi-bin/menu/get',
      errcode: 41001,
      errmsg: 'access_token missing',
    },
  },
  answers,
)

kind<Call>(
  'the token call looks at the appid first, and a POST of it sees the query alone',
  {
    'an unknown appid and nothing else': { path: token({ appid: STRANGER }), errcode: 40013 },
    'an unknown appid with a wrong grant_type': {
      path: token({ appid: STRANGER, grant_type: 'password', secret: WRONG }),
      errcode: 40013,
    },
    'an unknown appid without a secret': { path: token({ ...grant, appid: STRANGER }), errcode: 40013 },
    'a known appid without a grant_type': { path: token(credentials), errcode: 40002 },
    nothing: { path: '/cgi-bin/token', errcode: 41002 },
    'a POST with all in the query': {
      path: token({ ...grant, ...credentials }),
      init: { method: 'POST' },
      errcode: 0,
    },
    'a POST with all in the query, and a body': {
      path: token({ ...grant, ...credentials }),
      init: posted('{"appid":"x"}'),
      errcode: 0,
    },
    'a POST with all in a form': {
      path: '/cgi-bin/token',
      init: posted(new URLSearchParams({ ...grant, ...credentials })),
      errcode: 40002,
    },
    'a POST with all in JSON': {
      path: '/cgi-bin/token',
      init: posted(JSON.stringify({ ...grant, ...credentials })),
      errcode: 41002,
    },
    'a POST of nothing': { path: '/cgi-bin/token', init: { method: 'POST' }, errcode: 41002 },
    'neither GET nor POST': {
      path: token({ ...grant, ...credentials }),
      init: { method: 'DELETE' },
      errcode: 43001,
    },
    'a POST of another GET': {
      path: '/sns/auth',
      init: posted('{}'),
      errcode: 43001,
    },
  },
  answers,
)

const JSON_TYPE = 'application/json; encoding=utf-8'

kind<{ readonly path: string; readonly init?: RequestInit; readonly type: string }>(
  'a refusal comes with HTTP 200 and as JSON, at /sns/ as text',
  {
    'of the token call': { path: '/cgi-bin/token', type: JSON_TYPE },
    'of a menu call': { path: '/cgi-bin/menu/get?access_token=x', type: JSON_TYPE },
    'of an upload': { path: '/cgi-bin/media/upload?access_token=x', init: posted('x'), type: JSON_TYPE },
    'of a download': { path: '/cgi-bin/media/get?access_token=x&media_id=x', type: JSON_TYPE },
    'of material': {
      path: '/cgi-bin/material/get_material?access_token=x',
      init: posted('{}'),
      type: JSON_TYPE,
    },
    'of a path that does not exist': { path: '/cgi-bin/nothing', type: JSON_TYPE },
    'of web authorization': { path: '/sns/userinfo?access_token=x', type: 'text/plain' },
  },
  async ({ path, init, type }) => {
    const { url } = await sandbox()
    const response = await fetch(url + path, init)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
    expect(await response.json()).toHaveProperty('errcode')
  },
)

/** The status of a request with these headers, which fetch would not send. */
const statusOf = (port: number, path: string, headers: Readonly<Record<string, string>>) =>
  new Promise<number | undefined>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject)
    sent.end()
  })

interface Asking {
  /** `PORT` is the sandbox's. */
  readonly host: string
  readonly status: 200 | 403
}

const letIn = (host: string): Asking => ({ host, status: 200 })
const refused = (host: string): Asking => ({ host, status: 403 })

kind<Asking>(
  'the names that the sandbox plays are let in, and no other name of the internet',
  {
    'the API': letIn('api.weixin.qq.com'),
    'the API, with the port': letIn('api.weixin.qq.com:PORT'),
    'the API, in other letters': letIn('API.weixin.QQ.com'),
    'the pages of QR codes': letIn('mp.weixin.qq.com'),
    'the authorize page, with the port': letIn('open.weixin.qq.com:PORT'),
    'the stand-in of the API': letIn('api2.weixin.qq.com'),
    'the API in Shanghai': letIn('sh.api.weixin.qq.com:80'),
    'the API in Shenzhen': letIn('sz.api.weixin.qq.com'),
    'the API in Hong Kong': letIn('hk.api.weixin.qq.com'),
    'a name below the API': refused('x.api.weixin.qq.com'),
    'a name that begins so': refused('api.weixin.qq.com.evil.example'),
    'a name that ends so': refused('evilapi.weixin.qq.com'),
    'another name of WeChat': refused('pay.weixin.qq.com'),
    'the domain alone': refused('qq.com:PORT'),
    'a name of its own': refused('evil.example'),
  },
  async ({ host, status }) => {
    const { port } = await sandbox()
    for (const path of ['/cgi-bin/token', '/sandbox/state']) {
      const headers = { host: host.replace('PORT', String(port)) }
      const answered = await statusOf(port, path, headers)
      expect(answered).toBe(status)
    }
  },
)

kind<Readonly<Record<string, string>>>(
  'a page of another site does not come in by such a name',
  {
    'its origin': { host: 'api.weixin.qq.com', origin: 'https://evil.example' },
    'the origin of another name that is played': {
      host: 'api.weixin.qq.com',
      origin: 'https://mp.weixin.qq.com',
    },
    'what its browser says': { host: 'mp.weixin.qq.com', 'sec-fetch-site': 'cross-site' },
    'what its browser says of a name beside it': {
      host: 'open.weixin.qq.com',
      'sec-fetch-site': 'same-site',
    },
  },
  async (headers) => {
    const { port } = await sandbox()
    const status = await statusOf(port, '/sandbox/state', headers)
    expect(status).toBe(403)
  },
)
