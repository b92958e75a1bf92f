import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import OAuth from 'wechat-oauth'
import { authorizeUrl } from '../../src/wechat/oauth/authorize-url'
import { readRedirect } from '../../src/wechat/oauth/redirect-address'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { ALICE, sandbox } from '../sandbox/support'

const API = 'https://api.weixin.qq.com'

/** The SDK knows one host: its requests go to the sandbox in its place. */
function pointedAt(base: string) {
  const client = new OAuth(SANDBOX_APPID, SANDBOX_SECRET)
  const send = client.request.bind(client)
  client.request = (url, options, done) => {
    expect(url.startsWith(`${API}/sns/`)).toBe(true)
    send(base + url.slice(API.length), options, done)
  }
  return {
    client,
    getAccessToken: promisify(client.getAccessToken.bind(client)),
    refresh: promisify(client.refreshAccessToken.bind(client)),
    getUser: promisify(client.getUser.bind(client)),
    getUserByCode: promisify(client.getUserByCode.bind(client)),
    verify: promisify(client.verifyToken.bind(client)),
  }
}

/** Goes through the sandbox's authorize page as a user does. @returns the code that comes back */
async function authorize(base: string, link: string): Promise<string> {
  const address = base + link.slice('https://open.weixin.qq.com'.length).split('#')[0]
  const opened = await fetch(address, { redirect: 'manual' })
  const answered =
    opened.status === 302
      ? opened
      : await fetch(`${base}/sandbox/authorize`, {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams({
            query: new URL(address).search.slice(1),
            user: ALICE,
            answer: 'allow',
          }),
        })
  const landed = new URL(answered.headers.get('location') ?? '')
  expect(landed.origin).toBe('http://127.0.0.1:9')
  expect(landed.searchParams.get('state')).toBe('S1')
  return landed.searchParams.get('code') ?? ''
}

const REDIRECT = 'http://127.0.0.1:9/cb?x=1'

describe('the npm SDK wechat-oauth', () => {
  test.each([
    ['https://a.cn/b', 'S1', 'snsapi_userinfo'],
    ['https://a.cn/x?y=1&z=2#/route', '', 'snsapi_base'],
    ['https://a.cn:8443/%E7%99%BB%E5%BD%95?q=a%20b', 'S1', 'snsapi_base'],
    ["https://a.cn/it's(a)*~!", 'S1', 'snsapi_base'],
    ['http://a.example.com', 'S1', 'snsapi_base'],
    ['https://a.example.com/cb?y=二#frag', 'S1', 'snsapi_base'],
    ['https://a.example.com/cb?q=a+b c', 'S1', 'snsapi_userinfo'],
    ["https://a.example.com/cb?k=!'()*~", '', 'snsapi_base'],
    ['HTTPS://A.Example.com:443/a/../b/./c//d', 'S1', 'snsapi_base'],
    ['https://商店.example.com/登录?a=是', 'S1', 'snsapi_base'],
    ['https://a.example.com?x=1&amp;y=2', 'S1', 'snsapi_base'],
    ['https://a.example.com/100%?p=%zz', 'S1', 'snsapi_base'],
    ['https://a.example.com/a\\b|c^d`e{f}[g]', 'S1', 'snsapi_base'],
    [' https://a.example.com/ ', 'S1', 'snsapi_base'],
    ['https://a.example.com/?u=https%3A%2F%2Fb.cn%2F%3Fc%3Dd', 'S1', 'snsapi_base'],
    ['https://a.example.com/?', 'S1', 'snsapi_base'],
    ['https://a.example.com/#', 'S1', 'snsapi_base'],
    ['https://a.example.com/😀/a\u200bb', 'S1', 'snsapi_base'],
    ['https://a.example.com/a;b=c,d:e@f$g', 'S1', 'snsapi_base'],
    ['http://192.168.1.5:8080/cb', 'S1', 'snsapi_base'],
  ] as const)('makes the same link for %s', (redirect, state, scope) => {
    const reading = readRedirect(redirect)
    const redirectUri = 'redirect' in reading ? reading.redirect.href : ''
    const ours = authorizeUrl({ appid: SANDBOX_APPID, redirectUri, state, scope })
    expect(ours).toBe(new OAuth(SANDBOX_APPID, SANDBOX_SECRET).getAuthorizeURL(redirect, state, scope))
  })

  test('exchanges a code, reads the user, verifies and refreshes the token', async () => {
    const { url } = await sandbox()
    const { client, getAccessToken, getUser, verify, refresh } = pointedAt(url)
    const code = await authorize(url, client.getAuthorizeURL(REDIRECT, 'S1', 'snsapi_userinfo'))
    const { data } = await getAccessToken(code)
    expect(data).toMatchObject({ openid: ALICE, scope: 'snsapi_userinfo', expires_in: 7200 })
    expect(data.unionid).toBeTruthy()
    expect(await getUser({ openid: ALICE, lang: 'zh_CN' })).toMatchObject({
      openid: ALICE,
      nickname: expect.any(String),
      sex: 0,
      privilege: [],
    })
    expect(await verify(ALICE, data.access_token)).toEqual({ errcode: 0, errmsg: 'ok' })
    await expect(verify(ALICE, 'made-up')).rejects.toMatchObject({ name: 'WeChatAPIError' })
    const fresh = await refresh(data.refresh_token)
    expect(fresh.data).toMatchObject({ openid: ALICE, scope: 'snsapi_userinfo' })
    expect(await verify(ALICE, fresh.data.access_token)).toEqual({ errcode: 0, errmsg: 'ok' })
  })

  test('meets the platform’s refusals', async () => {
    const { url } = await sandbox()
    const { client, getAccessToken, getUserByCode, refresh } = pointedAt(url)
    const code = await authorize(url, client.getAuthorizeURL(REDIRECT, 'S1'))
    expect((await getAccessToken(code)).data).toMatchObject({ openid: ALICE, scope: 'snsapi_base' })
    await expect(getAccessToken(code)).rejects.toMatchObject({ name: 'WeChatAPIError', code: 40163 })
    await expect(getAccessToken('made-up')).rejects.toMatchObject({ code: 40029 })
    await expect(refresh('made-up')).rejects.toMatchObject({ code: 40030 })
    const base = await authorize(url, client.getAuthorizeURL(REDIRECT, 'S1'))
    await expect(getUserByCode(base)).rejects.toMatchObject({ code: 48001 })
  })
})
