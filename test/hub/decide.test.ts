import { describe, expect, test } from 'vitest'
import { type ApiRequest, decide } from '../../src/hub/decide'
import { type HubKey, hashOf, KeyRing, newKey } from '../../src/hub/keys'

const NOW = Date.UTC(2026, 0, 1)
const [A, B] = ['wx000000000000000a', 'wx000000000000000b']
const [full, one, menu, expired, elsewhere] = Array.from({ length: 5 }, newKey) as [
  string,
  string,
  string,
  string,
  string,
]
const keep = (name: string, key: string, more: Partial<HubKey> = {}): HubKey => ({
  name,
  hash: hashOf(key),
  createdAt: NOW,
  ...more,
})
const kept = {
  full: keep('full', full),
  one: keep('one', one, { accounts: [A] }),
  menu: keep('menu', menu, { accounts: [A], paths: ['/cgi-bin/menu/*', '/cgi-bin/ticket/getticket'] }),
  expired: keep('expired', expired, { expiresAt: NOW }),
  elsewhere: keep('elsewhere', elsewhere, { accounts: ['wxother'] }),
}
const keys = new KeyRing(Object.values(kept), Buffer.alloc(32, 1))
const known = { keys, appids: [A, B], now: NOW }
const standIn = keys.standInFor(kept.one, A)

const ask = (target: string, more: Partial<ApiRequest> = {}) =>
  decide({ method: 'GET', target, ...more }, known)
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

describe('who asks, and for which account', () => {
  test.each<[string, string, Partial<ApiRequest>]>([
    ['a key in the header', '/cgi-bin/menu/get', bearer(one)],
    ['a key as the token', `/cgi-bin/menu/get?access_token=${one}`, {}],
    ['a stand-in as the token', `/cgi-bin/menu/get?access_token=${standIn}`, {}],
    ['a stand-in in the header', '/cgi-bin/menu/get', bearer(standIn)],
    ['a key for several, with the account in the query', `/cgi-bin/menu/get?appid=${A}`, bearer(full)],
    ['a key for several, with the account in a header', '/cgi-bin/menu/get', { ...bearer(full), appid: A }],
  ])('%s', (_, target, more) => {
    expect(ask(target, more)).toMatchObject({ kind: 'forward', appid: A, takesToken: true })
  })

  test.each<[string, string, string, Partial<ApiRequest>]>([
    ['no key at all', 'key-missing', '/cgi-bin/menu/get', {}],
    ['a token of WeChat’s in place of a key', 'key-unknown', '/cgi-bin/menu/get?access_token=98_abc', {}],
    ['a key nobody made', 'key-unknown', '/cgi-bin/menu/get', bearer(newKey())],
    ['an expired key', 'key-expired', '/cgi-bin/menu/get', bearer(expired)],
    ['Basic in place of Bearer', 'key-missing', '/cgi-bin/menu/get', { authorization: `Basic ${one}` }],
    ['a key for several without an account', 'account-needed', '/cgi-bin/menu/get', bearer(full)],
    ['a key for accounts that are not here', 'account-unknown', '/cgi-bin/menu/get', bearer(elsewhere)],
    ['an account that the hub has not', 'account-unknown', '/cgi-bin/menu/get?appid=wxno', bearer(full)],
    ['an account that the key is not for', 'account', `/cgi-bin/menu/get?appid=${B}`, bearer(one)],
    ['a path that the key is not for', 'path', '/cgi-bin/user/get', bearer(menu)],
    [
      'a stand-in with a changed letter',
      'key-unknown',
      `/cgi-bin/menu/get?access_token=${standIn.slice(0, -1)}_`,
      {},
    ],
    ['two tokens', 'query-invalid', `/cgi-bin/menu/get?access_token=${one}&access_token=${one}`, {}],
    [
      'two tokens, one with an encoded name',
      'query-invalid',
      `/cgi-bin/menu/get?access_token=${one}&access%5Ftoken=x`,
      {},
    ],
    ['two accounts', 'query-invalid', `/cgi-bin/menu/get?appid=${A}&appid=${B}`, bearer(full)],
    ['two actions', 'query-invalid', '/cgi-bin/menu/get?action=a&action=b', bearer(one)],
    ['a way out of the path', 'path-invalid', '/cgi-bin/../sns/auth', bearer(one)],
    ['an encoded way out', 'path-invalid', '/cgi-bin/%2e%2e/sns/auth', bearer(one)],
    ['another host', 'path-invalid', 'http://evil.example/cgi-bin/menu/get', bearer(one)],
    ['another host without a scheme', 'path-invalid', '//evil.example/x', bearer(one)],
    ['parameters of the path', 'path-invalid', '/cgi-bin/menu/get;x=1', bearer(one)],
    ['a fragment', 'path-invalid', '/cgi-bin/menu/get#?access_token=x', bearer(one)],
    ['a deletion without its name', 'path-by-name', '/cgi-bin/menu/delete', bearer(menu)],
  ])('%s: %s', (_, reason, target, more) => {
    expect(ask(target, more)).toMatchObject({ kind: 'refused', reason })
  })
})

describe('the query that is sent', () => {
  const sent = (target: string, more: Partial<ApiRequest> = {}) => {
    const decision = ask(target, more)
    return decision.kind === 'forward' ? decision.queryWith({ token: 'TOKEN', secret: 'SECRET' }) : decision
  }
  test.each<[string, string, string, Partial<ApiRequest>]>([
    [
      'the token comes first where there was none',
      'access_token=TOKEN&a=1',
      '/cgi-bin/user/get?a=1',
      bearer(one),
    ],
    [
      'the key is replaced in its place',
      'a=1&access_token=TOKEN&b=2',
      `/cgi-bin/user/get?a=1&access_token=${one}&b=2`,
      {},
    ],
    [
      'everything else is sent as it came',
      'access_token=TOKEN&x=%e4%bd%a0&y=a+b&z&=&w=1%2',
      '/cgi-bin/user/get?x=%e4%bd%a0&y=a+b&z&=&w=1%2',
      bearer(one),
    ],
    [
      '/sns/ keeps the user’s own token',
      'access_token=USER&openid=o1',
      '/sns/userinfo?access_token=USER&openid=o1',
      bearer(one),
    ],
    [
      'a foreign token is left alone',
      'access_token=98_foreign',
      '/cgi-bin/menu/get?access_token=98_foreign',
      bearer(one),
    ],
    [
      'a refresh of web authorization needs no secret',
      `appid=${A}&refresh_token=R`,
      `/sns/oauth2/refresh_token?appid=${A}&refresh_token=R`,
      bearer(one),
    ],
  ])('%s', (_, expected, target, more) => expect(sent(target, more)).toBe(expected))

  test('the AppSecret is put into the exchange of a code, for a key that names the path', () => {
    const key = newKey()
    const rights = { paths: ['/sns/oauth2/access_token'], accounts: [A] }
    const ring = new KeyRing([keep('web', key, rights)], Buffer.alloc(32, 1))
    const target = `/sns/oauth2/access_token?appid=${A}&secret=${key}&code=C&grant_type=authorization_code`
    const decision = decide({ method: 'GET', target }, { keys: ring, appids: [A], now: NOW })
    expect(decision.kind === 'forward' && decision.queryWith({ token: 'TOKEN', secret: 'SECRET' })).toBe(
      `appid=${A}&secret=SECRET&code=C&grant_type=authorization_code`,
    )
    expect(ask(`/sns/oauth2/access_token?appid=${A}&secret=${one}&code=C`)).toMatchObject({
      reason: 'path-by-name',
    })
  })
})

describe('what the hub answers itself', () => {
  test.each<[string, string, Partial<ApiRequest>]>([
    [
      'the classic call, with the key as the secret',
      `/cgi-bin/token?grant_type=client_credential&appid=${A}&secret=${one}`,
      {},
    ],
    [
      'the stable call, with the key in the body',
      '/cgi-bin/stable_token',
      { method: 'POST', credentials: { appid: A, secret: one } },
    ],
    [
      'a key that may call one path only gets a stand-in as well',
      `/cgi-bin/token?appid=${A}&secret=${menu}`,
      {},
    ],
  ])('%s gets a stand-in', (_, target, more) => {
    expect(ask(target, more)).toMatchObject({ kind: 'stand-in', appid: A })
  })

  test.each<[string, string, string]>([
    [
      'an AppSecret in place of a key',
      `/cgi-bin/token?appid=${A}&secret=0123456789abcdef0123456789abcdef`,
      'key-unknown',
    ],
    ['no secret', `/cgi-bin/token?appid=${A}`, 'key-missing'],
    ['another account', `/cgi-bin/token?appid=${B}&secret=${one}`, 'account'],
    ['an account that the hub has not', `/cgi-bin/token?appid=wxno&secret=${one}`, 'account-unknown'],
  ])('a token call with %s is refused', (_, target, reason) => {
    expect(ask(target)).toMatchObject({ kind: 'refused', reason })
  })

  test('a ticket is for keys that name its path, whatever else they may', () => {
    expect(ask('/cgi-bin/ticket/getticket?type=jsapi', bearer(menu))).toMatchObject({
      kind: 'ticket',
      type: 'jsapi',
    })
    expect(ask('/cgi-bin/ticket/getticket?type=wx_card', bearer(menu))).toMatchObject({ type: 'wx_card' })
    expect(ask('/cgi-bin/ticket/getticket?type=x', bearer(menu))).toMatchObject({ reason: 'ticket-type' })
    expect(ask('/cgi-bin/ticket/getticket?type=jsapi', bearer(one))).toMatchObject({ reason: 'path-by-name' })
  })
})
