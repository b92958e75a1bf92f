import { describe, expect, test } from 'vitest'
import { newKey } from '../../src/hub/keys'
import { platform } from '../support/scripted-platform'
import { APPID, hubBefore, startPlatform } from './world'

const STABLE = '/cgi-bin/stable_token'

describe('GET /v1/accounts', () => {
  test.each<[string, object, string[]]>([
    ['a key for every account', {}, [APPID]],
    ['a key for this account and others', { accounts: [APPID, 'wxother'] }, [APPID]],
    ['a key for other accounts', { accounts: ['wxother'] }, []],
    ['a key for one path and for reading', { paths: ['/cgi-bin/menu/get'], readOnly: true }, [APPID]],
  ])('%s is told the AppIDs it is for', async (_, rights, appids) => {
    const hub = await hubBefore((await startPlatform()).url)
    const { status, json, headers } = await hub.call('/v1/accounts', hub.key(rights))
    expect([status, json]).toEqual([200, { accounts: appids.map((appid) => ({ appid })) }])
    expect(headers.get('cache-control')).toBe('no-store')
    expect(hub.requests).toMatchObject([{ path: '/v1/accounts', status: 200, key: 'k0' }])
  })

  test.each<[string, string | undefined, number, string]>([
    ['no key', undefined, 401, 'key-missing'],
    ['a wrong key', newKey(), 401, 'key-unknown'],
    ['an AppSecret', '0f1e2d3c4b5a69788796a5b4c3d2e1f0', 401, 'key-unknown'],
  ])('%s: %s is told nothing', async (_, key, status, reason) => {
    const hub = await hubBefore((await startPlatform()).url)
    const answer = await hub.call('/v1/accounts', key)
    expect([answer.status, answer.json.error, answer.headers.get('wxadmin-hub')]).toEqual([
      status,
      reason,
      reason,
    ])
    expect(answer.text).not.toContain(APPID)
  })

  test('an expired key, another method, a key in the query, other spellings', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    expect((await hub.call('/v1/accounts', hub.key({ expiresAt: 1 }))).json.error).toBe('key-expired')
    const key = hub.key()
    expect((await hub.call('/v1/accounts', key, { method: 'POST' })).status).toBe(405)
    expect((await hub.call(`/v1/accounts?access_token=${key}`)).status).toBe(404)
    for (const path of ['/v1/accounts/', '/v1/accounts?x=1', '/v1/Accounts'])
      expect((await hub.call(path, key)).status).toBe(404)
  })

  test('wrong keys are counted and slowed here as well', async () => {
    const hub = await hubBefore((await startPlatform()).url)
    const answers = await Promise.all(Array.from({ length: 20 }, () => hub.call('/v1/accounts', newKey())))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
  })
})

describe('503 says why WeChat gives no token', () => {
  test.each<[object, object | undefined]>([
    [
      { errcode: 40164, errmsg: 'invalid ip 203.0.113.9, not in whitelist rid: 65f0-1-2' },
      { errcode: 40164, errmsg: 'invalid ip 203.0.113.9, not in whitelist', rid: '65f0-1-2' },
    ],
    [
      { errcode: 40125, errmsg: 'invalid appsecret' },
      { errcode: 40125, errmsg: 'invalid appsecret' },
    ],
    [
      { errcode: 40001, errmsg: 'secret=0f1e2d3c4b5a69788796a5b4c3d2e1f0' },
      { errcode: 40001, errmsg: 'secret=***' },
    ],
    [{ access_token: '' }, undefined],
  ])('%j', async (answer, cause) => {
    const server = await platform(() => answer)
    const hub = await hubBefore(server.url)
    const menu = await hub.call('/cgi-bin/menu/get', hub.key())
    expect([menu.status, menu.json.error, menu.json.cause]).toEqual([
      503,
      'unavailable',
      cause && { ...cause, path: STABLE },
    ])
    expect(Number(menu.headers.get('retry-after'))).toBeGreaterThan(0)
    const token = await hub.call(`/v1/accounts/${APPID}/token`, hub.key({ revealToken: true }), {
      method: 'POST',
    })
    expect([token.status, token.json.cause]).toEqual([503, cause && { ...cause, path: STABLE }])
  })
})
