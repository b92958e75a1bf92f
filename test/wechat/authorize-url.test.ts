import { describe, expect, test } from 'vitest'
import { authorizeUrl } from '../../src/wechat/authorize-url'

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
