import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/store'
import { temporaryDirectory, wxadmin } from '../support/run'
import { platform } from '../support/scripted-platform'

const APPID = 'wx0123456789abcdef'
const SECRET = '0123456789abcdef0123456789abcdef'

function world(extra: Record<string, string> = {}) {
  const env = { WXADMIN_CONFIG_DIR: join(temporaryDirectory(), 'store'), ...extra }
  return { env, store: openStore(env, process.platform), cli: (...argv: string[]) => wxadmin(argv, { env }) }
}

const ci = (extra: Record<string, string> = {}) =>
  world({ WXADMIN_APPID: APPID, WXADMIN_SECRET: SECRET, ...extra })

test('each value with its origin, secrets only as set', async () => {
  const { env, cli, store } = world({ WXADMIN_MODE: 'safe' })
  await wxadmin(['account', 'add', 'prod', '--appid', APPID, '--secret-stdin'], { env, stdin: SECRET })
  const { code, stdout, stderr } = await cli('whoami', '--timeout', '3')
  expect([code, stderr]).toEqual([0, ''])
  const lines = stdout.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '))
  expect(lines).toEqual([
    'SETTING | VALUE | FROM',
    'account | prod | default',
    `AppID | ${APPID} | account prod`,
    'AppSecret | set | account prod',
    'message mode | safe | WXADMIN_MODE',
    'token source | stable | account prod',
    'API base | https://api.weixin.qq.com | default',
    'proxy | none',
    'timeout | 3 s | flag --timeout',
    `store | ${store.dir}`,
    '',
  ])
})

test('--json', async () => {
  const { cli, store } = ci({ HTTPS_PROXY: 'http://me:hunter2@p.example:1' })
  const { stdout } = await cli('whoami', '--json')
  expect(JSON.parse(stdout)).toEqual({
    account: null,
    appid: { value: APPID, origin: { from: 'env', name: 'WXADMIN_APPID' } },
    secret: { value: 'set', origin: { from: 'env', name: 'WXADMIN_SECRET' } },
    accessToken: null,
    callbackToken: null,
    aesKey: null,
    mode: { value: 'plain', origin: { from: 'default' } },
    tokenSource: { value: 'stable', origin: { from: 'default' } },
    apiBase: { value: 'https://api.weixin.qq.com', origin: { from: 'default' } },
    proxy: { value: 'http://***@p.example:1', origin: { from: 'env', name: 'HTTPS_PROXY' } },
    timeoutMs: { value: 10000, origin: { from: 'default' } },
    store: store.dir,
  })
})

test('nothing configured: exit 4 and how to begin', async () => {
  const { cli } = world()
  const { code, stdout, stderr } = await cli('whoami')
  expect([code, stdout]).toEqual([4, ''])
  expect(stderr).toContain('wxadmin init')
})

test('an account of the environment alone is called so', async () => {
  expect((await ci().cli('whoami')).stdout).toMatch(/\naccount +\(environment\)\n/)
})

test('-a names what of the environment it passes over, once and together', async () => {
  const { env, cli } = ci({ WXADMIN_ACCESS_TOKEN: 'x'.repeat(20), WXADMIN_MODE: 'safe' })
  const add = ['account', 'add', 'prod', '--appid', 'wxfedcba9876543210', '--secret-stdin']
  await wxadmin(add, { env, stdin: 'f'.repeat(32) })
  const { stdout, stderr } = await cli('-a', 'prod', 'whoami')
  expect(stderr).toBe(
    'Warning: WXADMIN_APPID, WXADMIN_SECRET, WXADMIN_ACCESS_TOKEN are set but not used: -a names the account prod\n',
  )
  expect(stdout).toMatch(/AppID +wxfedcba9876543210 +account prod\n/)
  expect(stdout).toMatch(/message mode +safe +WXADMIN_MODE\n/)
  expect((await cli('-a', 'sandbox', 'whoami')).stderr).toBe('')
})

test('a missing secret is shown as missing', async () => {
  const { cli } = world({ WXADMIN_APPID: APPID })
  expect((await cli('whoami')).stdout).toMatch(/AppSecret +missing/)
})

test('a hostile API base is refused', async () => {
  const { cli } = ci({ WXADMIN_API_BASE: 'https://evil.example' })
  expect(await cli('whoami')).toMatchObject({
    code: 64,
    stdout: '',
    stderr: expect.stringContaining('evil.example'),
  })
})

describe('--check', () => {
  test('asks for a token even with one in the cache', async () => {
    const wechat = await platform({
      answers: { '/cgi-bin/stable_token': { access_token: 'T'.repeat(136), expires_in: 7200 } },
    })
    const { cli } = ci({ WXADMIN_API_BASE: wechat.url })
    expect(await cli('whoami', '--check')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('accepts'),
    })
    const { stdout } = await cli('whoami', '--check', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ checked: true, appid: { value: APPID } })
    expect(wechat.paths()).toEqual(['/cgi-bin/stable_token', '/cgi-bin/stable_token'])
  })

  test('a wrong secret is exit 4, with nothing on stdout', async () => {
    const wechat = await platform({
      answers: { '/cgi-bin/stable_token': { errcode: 40125, errmsg: 'invalid appsecret rid: 1-2-3' } },
    })
    const { cli } = ci({ WXADMIN_API_BASE: wechat.url })
    expect(await cli('whoami', '--check')).toMatchObject({
      code: 4,
      stdout: '',
      stderr: expect.stringContaining('40125'),
    })
  })

  test('a token of the environment is tried in a call', async () => {
    const answers: Record<string, object> = {
      good: { is_menu_open: 0 },
      forbidden: { errcode: 48001, errmsg: 'api unauthorized' },
      bad: { errcode: 40001, errmsg: 'invalid credential' },
    }
    for (const [kind, code] of [
      ['good', 0],
      ['forbidden', 0],
      ['bad', 4],
    ] as const) {
      const wechat = await platform({
        answers: { '/cgi-bin/get_current_selfmenu_info': answers[kind] ?? {} },
      })
      const { cli } = world({ WXADMIN_ACCESS_TOKEN: 'T'.repeat(136), WXADMIN_API_BASE: wechat.url })
      expect((await cli('whoami', '--check')).code).toBe(code)
      expect(new Set(wechat.paths())).toEqual(new Set(['/cgi-bin/get_current_selfmenu_info']))
    }
  })

  test('the built-in sandbox answers without any set-up', async () => {
    const { stdout, code } = await world().cli('-a', 'sandbox', 'whoami', '--check', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      checked: true,
      account: { value: 'sandbox', origin: { from: 'flag', name: '-a' } },
      apiBase: { value: 'sandbox:', origin: { from: 'account', name: 'sandbox' } },
    })
  })

  test('without --check nothing is called', async () => {
    const wechat = await platform(() => ({}))
    await ci({ WXADMIN_API_BASE: wechat.url }).cli('whoami')
    expect(wechat.paths()).toEqual([])
  })
})
