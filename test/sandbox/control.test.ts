import { describe, expect, test } from 'vitest'
import { parseFault } from '../../src/sandbox/faults'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { click, sandbox } from './support'

describe('GET /sandbox/state', () => {
  test('tells all but secrets and tokens', async () => {
    const { api, classic, send, token } = await sandbox({ faults: [parseFault('x/y=busy')] })
    await api('/cgi-bin/menu/create', { button: [click()] })
    const { access_token } = await classic()
    const state = await send('/sandbox/state')
    expect(state).toMatchObject({
      time: '2026-03-01T04:00:00.000Z',
      accounts: [
        {
          appid: SANDBOX_APPID,
          verified: true,
          menu: { buttons: 1 },
          conditionalMenus: 0,
          tokens: { classic: 1, stable: 1 },
          userCount: 6,
          used: { '/cgi-bin/menu/create': 1 },
        },
      ],
      calls: { '/cgi-bin/menu/create': 1 },
      faults: ['x/y=busy'],
    })
    for (const secret of [SANDBOX_SECRET, String(access_token), await token()])
      expect(JSON.stringify(state)).not.toContain(secret)
  })
})

test('GET /sandbox/calls counts requests by path, and unknown ones together', async () => {
  const { classic, send } = await sandbox()
  await classic()
  await classic({ appid: 'x' })
  await send('/a')
  await send('/b')
  expect(await send('/sandbox/calls')).toEqual({ '/cgi-bin/token': 2, '(unknown)': 2 })
})

test('faults are added one by one, as a list or as text, and removed together', async () => {
  const { control, send, classic, url } = await sandbox({ faults: [parseFault('token=errcode:1')] })
  await control('faults', { path: 'menu/get', fault: 'busy', times: 2 })
  await control('faults', ['*=latency:0', { path: '*', fault: 'html' }])
  expect(await send('/sandbox/state')).toHaveProperty('faults', [
    'token=errcode:1',
    'menu/get=busy,2',
    '*=latency:0',
    '*=html',
  ])
  await fetch(`${url}/sandbox/faults`, { method: 'DELETE' })
  expect(await classic()).toHaveProperty('access_token')
})

test('the clock is set forward', async () => {
  const { control, api } = await sandbox()
  await api('/cgi-bin/menu/get')
  expect(await control('clock', { advanceSeconds: 7200 })).toEqual({ time: '2026-03-01T06:00:00.000Z' })
  expect(await api('/cgi-bin/menu/get')).toMatchObject({ errcode: 42001 })
})

test.each([
  [{}, 42001, 'access_token expired'],
  [{ superseded: true }, 40001, 'invalid credential'],
])('expire %j ends all tokens', async (body, errcode, errmsg) => {
  const { control, api, stable, token } = await sandbox()
  await token()
  expect(await control('expire', body)).toEqual({ expired: 1 })
  expect(await api('/cgi-bin/menu/get')).toMatchObject({ errcode, errmsg: expect.stringContaining(errmsg) })
  expect((await stable()).access_token).not.toBe(await token())
})

test('a secret can be changed, and a further account made', async () => {
  const { control, stable } = await sandbox()
  await control('account', { secret: 'b'.repeat(32) })
  expect(await stable()).toMatchObject({ errcode: 40125 })
  expect(await stable({ secret: 'b'.repeat(32) })).toHaveProperty('access_token')
  const other = { appid: 'wx00000000000000aa', secret: 'a'.repeat(32) }
  await control('account', { ...other, verified: false })
  expect(await stable(other)).toHaveProperty('access_token')
})

test('a menu is put in place, and taken away', async () => {
  const { control, api } = await sandbox()
  const placed = await control('menu', {
    button: [{ name: 'p', sub_button: [click('child')] }],
    conditionalmenu: [{ button: [click('c')], matchrule: { tag_id: 2 } }],
  })
  expect(placed).toEqual({ menuid: expect.any(Number), conditional: [expect.any(Number)] })
  expect(await api('/cgi-bin/menu/get')).toMatchObject({
    menu: { button: [{ name: 'p', sub_button: [{ name: 'child', sub_button: [] }] }] },
    conditionalmenu: [{ matchrule: { group_id: '2' } }],
  })
  await control('menu')
  expect(await api('/cgi-bin/menu/get')).toMatchObject({ errcode: 46003 })
})

test('reset begins anew', async () => {
  const { control, api, send } = await sandbox()
  await api('/cgi-bin/menu/create', { button: [click()] })
  expect(await control('reset')).toEqual({ ok: true })
  expect(await send('/sandbox/calls')).toEqual({})
  expect(await api('/cgi-bin/menu/get')).toMatchObject({ errcode: 40001 })
})

describe('what is not understood answers 400 and why', () => {
  test.each([
    ['account', { verifed: true }, 'unknown key verifed'],
    ['account', { verified: 'yes' }, 'verified must be true or false'],
    ['account', { allowlist: '127.0.0.1' }, 'allowlist must be a list'],
    ['account', { allowlist: ['home'] }, 'allowlist must hold addresses'],
    ['account', { allowlist: ['10.0.0.0/99'] }, 'allowlist must hold addresses'],
    ['account', { appid: 'wx1' }, 'no account wx1'],
    ['account', { appid: 'wx1', secret: 'a'.repeat(32) }, 'appid must be'],
    ['account', { secret: 'x' }, 'secret must be'],
    ['clock', { advanceSeconds: -1 }, 'advanceSeconds must be'],
    ['quota', { path: '/x', used: 1 }, 'unknown path /x'],
    ['quota', { path: '/cgi-bin/token' }, 'used must be'],
    ['menu', { button: [{ type: 'tap', name: 'x' }] }, 'unknown button type tap'],
    ['menu', { button: 'x' }, 'button must be a list'],
    ['menu', { conditionalmenu: [{ button: [], matchrule: { tag_id: [] } }] }, 'data format error'],
    ['faults', { path: '*', fault: 'bang' }, 'expected PATH='],
    ['faults', '"nothing"', 'nothing: expected PATH='],
    ['faults', { path: '*' }, 'a fault needs'],
    ['faults', '{', 'the body is not JSON'],
    ['expire', [], 'must be an object'],
  ])('%s %j', async (name, body, reason) => {
    const { url, send } = await sandbox()
    const before = await send('/sandbox/state')
    const response = await fetch(`${url}/sandbox/${name}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: expect.stringContaining(reason) })
    expect(await send('/sandbox/state')).toEqual(before)
  })

  test('an unknown control is 404', async () => {
    const { url } = await sandbox()
    expect((await fetch(`${url}/sandbox/nothing`)).status).toBe(404)
  })
})

describe("the console's automatic replies", () => {
  const path = '/cgi-bin/get_current_autoreply_info'
  const keywordRule = {
    rule_name: 'r',
    keyword_list_info: [{ type: 'text', match_mode: 'equal', content: 'k' }],
    reply_list_info: [{ type: 'img', content: 'any' }],
  }

  test('there are none to begin with, and an unverified account may ask as well', async () => {
    const { api, control } = await sandbox()
    await control('account', { verified: false })
    expect(await api(path)).toEqual({ is_add_friend_reply_open: 0, is_autoreply_open: 0 })
  })

  test('those that are set are shown, their media ids others at each call', async () => {
    const { api, control, send } = await sandbox()
    const follow = { type: 'text', content: 'hi' }
    const set = { add_friend_autoreply_info: follow, keyword_autoreply_info: { list: [keywordRule] } }
    expect(await control('replies', set)).toEqual({ keywordRules: 1 })
    const [first, second] = [await api(path), await api(path)]
    expect(first).toMatchObject({
      is_add_friend_reply_open: 1,
      is_autoreply_open: 1,
      add_friend_autoreply_info: follow,
      keyword_autoreply_info: { list: [{ rule_name: 'r', keyword_list_info: [{ content: 'k' }] }] },
    })
    expect(JSON.stringify(first)).not.toBe(JSON.stringify(second))
    expect(await send('/sandbox/state')).toMatchObject({
      accounts: [{ autoReplies: { follow: true, message: false, keywordRules: 1 } }],
    })
    await control('replies')
    expect(await api(path)).toEqual({ is_add_friend_reply_open: 0, is_autoreply_open: 0 })
  })

  test.each<[string, object, object]>([
    ['off as 0', { is_add_friend_reply_open: 0 }, { is_add_friend_reply_open: 0 }],
    ['off as false', { is_add_friend_reply_open: false }, { is_add_friend_reply_open: 0 }],
    ['on for messages', { is_autoreply_open: 1 }, { is_add_friend_reply_open: 1, is_autoreply_open: 1 }],
  ])('the switches: %s', async (_, switches, shown) => {
    const { api, control } = await sandbox()
    await control('replies', { add_friend_autoreply_info: { type: 'text', content: 'x' }, ...switches })
    expect(await api(path)).toMatchObject(shown)
  })

  test.each<[string, object, RegExp]>([
    ['an unknown key', { follow: {} }, /unknown key follow/],
    ['a reply that is no object', { add_friend_autoreply_info: 'x' }, /must be an object/],
    ['rules that are no list', { keyword_autoreply_info: { list: 'x' } }, /list must be a list of objects/],
    ['a switch that is none', { is_autoreply_open: 'yes' }, /must be true or false/],
  ])('refused: %s', async (_, body, message) => {
    const { control } = await sandbox()
    expect(await control('replies', body)).toMatchObject({ error: expect.stringMatching(message) })
  })
})
