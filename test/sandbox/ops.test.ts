import { describe, expect, test } from 'vitest'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { click, sandbox } from './support'

const done = { errcode: 0, errmsg: 'ok' }
const OVER = { errcode: 45009, errmsg: expect.stringContaining('reach max api daily quota limit') }
const QUOTA = '/cgi-bin/openapi/quota/get'

test.each(['/cgi-bin/getcallbackip', '/cgi-bin/get_api_domain_ip'])(
  '%s gives a list, unverified too',
  async (path) => {
    const { api, control } = await sandbox()
    await control('account', { verified: false })
    expect(await api(path)).toEqual({ ip_list: expect.arrayContaining(['127.0.0.1']) })
  },
)

test.each([
  [{ action: 'x' }, 40202],
  [{ action: 'all', check_operator: 'x' }, 40203],
  [{ action: 'all' }, 40201],
])('callback/check %j', async (body, errcode) => {
  const { api } = await sandbox()
  expect(await api('/cgi-bin/callback/check', body)).toMatchObject({ errcode })
})

describe('quotas', () => {
  test.each([
    ['/cgi-bin/menu/create', 1000, 100],
    ['/cgi-bin/menu/get', 10_000, 1000],
    ['/cgi-bin/menu/delete', 1000, 100],
    ['/cgi-bin/menu/addconditional', 2000, 2000],
    ['/cgi-bin/menu/delconditional', 2000, 2000],
    ['/cgi-bin/menu/trymatch', 20_000, 20_000],
    ['/cgi-bin/user/get', 500, 100],
    ['/cgi-bin/user/info', 5_000_000, 500_000],
  ])('%s: %i a day, %i for a test account', async (cgi_path, normal, forTest) => {
    const { api, control } = await sandbox()
    expect(await api(QUOTA, { cgi_path })).toMatchObject({
      ...done,
      quota: { daily_limit: normal, used: 0, remain: normal },
    })
    await control('account', { test: true })
    expect(await api(QUOTA, { cgi_path })).toHaveProperty('quota.daily_limit', forTest)
  })

  test('are used up call by call, and start anew at midnight in China', async () => {
    const { api, control, later, send, stable } = await sandbox()
    const path = '/cgi-bin/get_current_selfmenu_info'
    await control('quota', { path, used: 9999 })
    expect(await api(path)).toEqual({ is_menu_open: 0 })
    expect(await api(path)).toMatchObject(OVER)
    expect(await api(QUOTA, { cgi_path: path })).toHaveProperty('quota', {
      daily_limit: 10_000,
      used: 10_001, // a refused call counts
      remain: 0,
    })
    later(12 * 3600 - 1) // it was noon
    const late = async () => send(`${path}?access_token=${(await stable()).access_token}`)
    expect(await late()).toMatchObject(OVER)
    later(1)
    expect(await late()).toEqual({ is_menu_open: 0 })
  })

  test('a refused call counts as well', async () => {
    const { api } = await sandbox()
    await api('/cgi-bin/menu/create', { button: [] })
    expect(await api(QUOTA, { cgi_path: '/cgi-bin/menu/create' })).toHaveProperty('quota.used', 1)
  })

  test.each([
    ['cgi-bin/menu/get', 76003],
    ['/sns/userinfo', 76022],
    ['/cgi-bin/nothing', 76021],
    [undefined, 76003],
  ])('quota/get of %s', async (cgi_path, errcode) => {
    const { api } = await sandbox()
    expect(await api(QUOTA, { cgi_path })).toMatchObject({ errcode })
  })

  test('one path is cleared by quota/clear', async () => {
    const { api, control } = await sandbox()
    const [cgi_path, other] = ['/cgi-bin/menu/create', '/cgi-bin/menu/delete']
    await control('quota', { path: cgi_path, used: 1000 })
    await control('quota', { path: other, used: 1000 })
    expect(await api(cgi_path, { button: [click()] })).toMatchObject(OVER)
    expect(await api('/cgi-bin/openapi/quota/clear', { cgi_path })).toEqual(done)
    expect(await api(cgi_path, { button: [click()] })).toEqual(done)
    expect(await api(other)).toMatchObject(OVER)
  })

  test('all are cleared by clear_quota, ten times a month', async () => {
    const { api, control, post } = await sandbox()
    const clear = () => api('/cgi-bin/clear_quota', { appid: SANDBOX_APPID })
    await control('quota', { path: '/cgi-bin/menu/delete', used: 1000 })
    expect(await clear()).toEqual(done)
    expect(await api('/cgi-bin/menu/delete')).toEqual(done)
    for (let count = 1; count < 9; count++) expect(await clear()).toEqual(done)
    const v2 = () => post('/cgi-bin/clear_quota/v2', { appid: SANDBOX_APPID, appsecret: SANDBOX_SECRET })
    expect(await v2()).toEqual(done)
    expect(await clear()).toMatchObject({ errcode: 48006 })
    expect(await v2()).toMatchObject({ errcode: 48006 })
  })

  test("clear_quota takes the token's own appid only; v2 takes no token, in the body or the query", async () => {
    const { api, post, send } = await sandbox()
    expect(await api('/cgi-bin/clear_quota', { appid: 'wx0000000000000000' })).toMatchObject({
      errcode: 40013,
    })
    expect(await post('/cgi-bin/clear_quota/v2', {})).toMatchObject({ errcode: 41002 })
    expect(await post('/cgi-bin/clear_quota/v2', { appid: SANDBOX_APPID })).toMatchObject({ errcode: 41004 })
    const query = `appid=${SANDBOX_APPID}&appsecret=${SANDBOX_SECRET}`
    expect(await send(`/cgi-bin/clear_quota/v2?${query}`, { method: 'POST' })).toEqual(done)
  })
})

describe('rid/get', () => {
  const RID = '/cgi-bin/openapi/rid/get'
  const ridOf = (answer: Record<string, unknown>) => String(answer.errmsg).split(' rid: ')[1]

  test('tells of a call that was refused, without its token', async () => {
    const { api, token } = await sandbox()
    const rid = ridOf(await api('/cgi-bin/menu/create', { button: [] }))
    const answer = await api(RID, { rid })
    expect(answer).toMatchObject({
      ...done,
      request: {
        invoke_time: expect.any(Number),
        request_url: '/cgi-bin/menu/create?access_token=***',
        request_body: '{"button":[]}',
        response_body: expect.stringContaining('40016'),
        client_ip: expect.stringContaining('127.0.0.1'),
      },
    })
    expect(JSON.stringify(answer)).not.toContain(await token())
  })

  test.each([
    ['', 76002],
    ['1-2-3', 76002],
    ['00000000-00000000-00000000', 76001],
  ])('%s', async (rid, errcode) => {
    const { api } = await sandbox()
    expect(await api(RID, { rid })).toMatchObject({ errcode })
  })

  test("another account's, and one older than seven days", async () => {
    const { api, control, later, stable, post } = await sandbox()
    const rid = ridOf(await api('/cgi-bin/menu/create', { button: [] }))
    const other = { appid: 'wx00000000000000aa', secret: 'a'.repeat(32) }
    await control('account', other)
    const foreign = (await stable(other)).access_token
    expect(await post(`${RID}?access_token=${foreign}`, { rid })).toMatchObject({ errcode: 76003 })
    later(7 * 86_400 + 1)
    const fresh = (await stable()).access_token
    expect(await post(`${RID}?access_token=${fresh}`, { rid })).toMatchObject({ errcode: 76004 })
  })
})
