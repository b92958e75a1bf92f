import { describe, expect, test } from 'vitest'
import { authorizeBase, authorizeUrl } from '../../../src/wechat/oauth/authorize-url'
import { LONG_REDIRECT, readRedirect } from '../../../src/wechat/oauth/redirect-address'

const APPID = 'wx0123456789abcdef'

describe('an authorize URL', () => {
  test('has the parameters in the platform’s order', () => {
    expect(
      authorizeUrl({ appid: APPID, redirectUri: 'https://a.cn/b', scope: 'snsapi_userinfo', state: 'S1' }),
    ).toBe(
      `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${APPID}&redirect_uri=https%3A%2F%2Fa.cn%2Fb&response_type=code&scope=snsapi_userinfo&state=S1#wechat_redirect`,
    )
  })

  test('asks for the silent scope, with an empty state, where nothing else is said', () => {
    expect(authorizeUrl({ appid: APPID, redirectUri: 'https://a.cn' })).toMatch(
      /&scope=snsapi_base&state=#wechat_redirect$/,
    )
  })

  test('puts the switches behind the state', () => {
    const url = authorizeUrl({
      appid: APPID,
      redirectUri: 'https://a.cn',
      forcePopup: true,
      forceSnapShot: true,
    })
    expect(url).toMatch(/&state=&forcePopup=true&forceSnapShot=true#wechat_redirect$/)
    expect(authorizeUrl({ appid: APPID, redirectUri: 'https://a.cn', forcePopup: false })).not.toContain(
      'force',
    )
  })

  test.each([
    'https://a.cn/x?y=1&z=2#/route',
    'https://a.cn/%E7%99%BB%E5%BD%95?q=a%20b',
    'https://商店.cn/登录?a=是',
    'http://192.168.1.5:8080/cb',
    'https://a.cn/😀',
  ])('encodes %s exactly once', (redirectUri) => {
    const url = new URL(authorizeUrl({ appid: APPID, redirectUri }))
    expect(url.searchParams.get('redirect_uri')).toBe(redirectUri)
    expect([...url.searchParams.keys()]).toEqual(['appid', 'redirect_uri', 'response_type', 'scope', 'state'])
  })

  test('stands half a character', () => {
    expect(authorizeUrl({ appid: APPID, redirectUri: 'https://a.cn/\ud83d' })).toContain('%EF%BF%BD')
  })
})

/** What stands in the link as redirect_uri, exactly. */
const redirects: [given: string, encoded: string, domain: string, doubts: string[]][] = [
  ['https://a.cn', 'https%3A%2F%2Fa.cn', 'a.cn', []],
  ['http://a.cn/b', 'http%3A%2F%2Fa.cn%2Fb', 'a.cn', []],
  ['  https://a.cn/b  ', '%20%20https%3A%2F%2Fa.cn%2Fb%20%20', 'a.cn', ['characters']],
  ['https://a.cn/x?y=1&z=2', 'https%3A%2F%2Fa.cn%2Fx%3Fy%3D1%26z%3D2', 'a.cn', []],
  [
    'https://a.cn/?u=https://b.cn/?c=d',
    'https%3A%2F%2Fa.cn%2F%3Fu%3Dhttps%3A%2F%2Fb.cn%2F%3Fc%3Dd',
    'a.cn',
    [],
  ],
  ['https://a.cn/?u=https%3A%2F%2Fb.cn', 'https%3A%2F%2Fa.cn%2F%3Fu%3Dhttps%253A%252F%252Fb.cn', 'a.cn', []],
  ['https://a.cn/#/me', 'https%3A%2F%2Fa.cn%2F%23%2Fme', 'a.cn', ['fragment']],
  ['https://a.cn/x?y=1#/me?z=2', 'https%3A%2F%2Fa.cn%2Fx%3Fy%3D1%23%2Fme%3Fz%3D2', 'a.cn', ['fragment']],
  ['https://a.cn/登录', 'https%3A%2F%2Fa.cn%2F%E7%99%BB%E5%BD%95', 'a.cn', []],
  ['https://a.cn/%E7%99%BB%E5%BD%95', 'https%3A%2F%2Fa.cn%2F%25E7%2599%25BB%25E5%25BD%2595', 'a.cn', []],
  ['https://a.cn/?q=是', 'https%3A%2F%2Fa.cn%2F%3Fq%3D%E6%98%AF', 'a.cn', []],
  ['https://a.cn/a b?q=c d', 'https%3A%2F%2Fa.cn%2Fa%20b%3Fq%3Dc%20d', 'a.cn', ['characters']],
  ['https://a.cn/a%20b?q=c%20d', 'https%3A%2F%2Fa.cn%2Fa%2520b%3Fq%3Dc%2520d', 'a.cn', []],
  ['https://a.cn/a+b?q=c+d', 'https%3A%2F%2Fa.cn%2Fa%2Bb%3Fq%3Dc%2Bd', 'a.cn', []],
  ['https://a.cn/100%', 'https%3A%2F%2Fa.cn%2F100%25', 'a.cn', ['characters']],
  ['https://a.cn:443/b', 'https%3A%2F%2Fa.cn%3A443%2Fb', 'a.cn', []],
  ['https://a.cn:8443/b', 'https%3A%2F%2Fa.cn%3A8443%2Fb', 'a.cn', ['port']],
  ['https://WWW.A.cn/B', 'https%3A%2F%2FWWW.A.cn%2FB', 'www.a.cn', ['host']],
  ['https://商店.cn/', 'https%3A%2F%2F%E5%95%86%E5%BA%97.cn%2F', 'xn--czrs0t.cn', ['host']],
  ['http://192.168.1.5:8080/cb', 'http%3A%2F%2F192.168.1.5%3A8080%2Fcb', '192.168.1.5', ['address', 'port']],
  ['http://127.0.0.1:3000/', 'http%3A%2F%2F127.0.0.1%3A3000%2F', '127.0.0.1', ['local']],
  ['http://localhost:3000/cb', 'http%3A%2F%2Flocalhost%3A3000%2Fcb', 'localhost', ['local']],
  ['http://intranet/cb', 'http%3A%2F%2Fintranet%2Fcb', 'intranet', ['local']],
  ['https://a.cn/?code=1', 'https%3A%2F%2Fa.cn%2F%3Fcode%3D1', 'a.cn', ['own-parameter']],
  ["https://a.cn/it's(a)*~!", "https%3A%2F%2Fa.cn%2Fit's(a)*~!", 'a.cn', []],
  ['https://a.cn/😀', 'https%3A%2F%2Fa.cn%2F%F0%9F%98%80', 'a.cn', []],
  ['https://a.cn/?a=1&amp;b=2', 'https%3A%2F%2Fa.cn%2F%3Fa%3D1%26amp%3Bb%3D2', 'a.cn', ['escaped']],
  ['https://a.cn/?u={{x}}', 'https%3A%2F%2Fa.cn%2F%3Fu%3D%7B%7Bx%7D%7D', 'a.cn', ['characters']],
]

describe('a redirect', () => {
  test.each(redirects)('%s stands in the link encoded once', (given, encoded, domain, doubts) => {
    const reading = readRedirect(given)
    if (!('redirect' in reading)) throw new Error(reading.fault)
    expect(authorizeUrl({ appid: APPID, redirectUri: reading.redirect.href, state: 'S' })).toBe(
      `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${APPID}&redirect_uri=${encoded}&response_type=code&scope=snsapi_base&state=S#wechat_redirect`,
    )
    expect(reading.redirect).toMatchObject({ domain, doubts })
    // What WeChat decodes is what was typed.
    expect(decodeURIComponent(encoded)).toBe(given)
  })

  test.each([
    ['', 'empty', 'https://example.com/'],
    ['   ', 'empty', 'https://example.com/'],
    ['a.cn/b', 'no-scheme', 'https://a.cn/b'],
    ['//a.cn/b', 'no-scheme', 'https://a.cn/b'],
    ['a.cn:8080/b', 'no-scheme', 'https://a.cn:8080/b'],
    ['localhost:3000', 'no-scheme', 'http://localhost:3000'],
    ['https%3A%2F%2Fa.cn%2Fb', 'encoded', 'https://a.cn/b'],
    ['https%3A%2F%2Fa.cn%', 'encoded', 'https://example.com/'],
    ['ftp://a.cn/b', 'scheme', 'https://a.cn/b'],
    ['javascript:alert(1)', 'scheme', 'https://example.com/'],
    ['https:/a.cn/b', 'no-host', 'https://a.cn/b'],
    ['https://', 'no-host', 'https://example.com/'],
    ['https:///b', 'no-host', 'https://example.com/'],
    ['https://a.cn:99999/', 'broken', 'https://example.com/'],
    ['https://a b.cn/', 'broken', 'https://example.com/'],
    ['https://a.cn/\nb', 'broken', 'https://example.com/'],
    ['https://a.cn/b\r\n', 'broken', 'https://a.cn/b'],
    ['https://u:p@a.cn/b', 'userinfo', 'https://a.cn/b'],
    ['https://@a.cn/b', 'userinfo', 'https://a.cn/b'],
    [
      authorizeUrl({ appid: APPID, redirectUri: 'https://a.cn/b?c=d' }),
      'authorize-url',
      'https://a.cn/b?c=d',
    ],
  ])('%s is refused', (given, fault, suggestion) => {
    expect(readRedirect(given)).toEqual({ fault, suggestion })
  })

  test('is doubtful where it is long', () => {
    const long = (length: number) => `https://a.cn/${'x'.repeat(length - 'https://a.cn/'.length)}`
    expect(readRedirect(long(LONG_REDIRECT))).toMatchObject({ redirect: { doubts: [] } })
    expect(readRedirect(long(LONG_REDIRECT + 1))).toMatchObject({ redirect: { doubts: ['long'] } })
  })
})

describe('the place of the authorize page', () => {
  test.each([
    ['https://api.weixin.qq.com', 'https://open.weixin.qq.com'],
    ['https://wechat.example.com/api', 'https://open.weixin.qq.com'],
    ['sandbox:', 'https://open.weixin.qq.com'],
    ['http://127.0.0.1:4100', 'http://127.0.0.1:4100'],
    ['http://localhost:4100', 'http://localhost:4100'],
  ])('for the API at %s is %s', (api, base) => {
    expect(authorizeBase(api)).toBe(base)
    expect(authorizeUrl({ appid: APPID, redirectUri: 'https://a.cn', base })).toMatch(
      `${base}/connect/oauth2/authorize?appid=`,
    )
  })
})
