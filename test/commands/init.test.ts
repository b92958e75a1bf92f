import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { keys, wxadminWithPerson } from '../support/person'
import { temporaryDirectory, wxadmin } from '../support/run'
import { platform } from '../support/scripted-platform'

// @module-tag slow

const APPID = 'wx0123456789abcdef'
const SECRET = '0123456789abcdef0123456789abcdef'
const good = { access_token: 'T'.repeat(136), expires_in: 7200 }
const wrong = { errcode: 40125, errmsg: 'invalid appsecret rid: 1-2-3' }

function world(extra: Record<string, string> = {}) {
  const cwd = temporaryDirectory()
  const dir = join(temporaryDirectory(), 'store')
  const env = { WXADMIN_CONFIG_DIR: dir, ...extra }
  return {
    cwd,
    dir,
    env,
    menu: join(cwd, 'menu.yaml'),
    saved: () => JSON.parse(readFileSync(join(dir, 'accounts.json'), 'utf8')),
  }
}

describe('without a terminal', () => {
  test('flags are enough: account checked and kept, menu file written', async () => {
    const wechat = await platform(() => good)
    const { cwd, env, menu, saved } = world({ WXADMIN_API_BASE: wechat.url })
    const argv = ['init', '--name', 'prod', '--appid', APPID, '--secret-stdin']
    const { code, stdout, stderr } = await wxadmin(argv, { env, cwd, stdin: SECRET })
    expect([code, stdout]).toEqual([0, ''])
    expect(wechat.paths().filter((path) => path.endsWith('token'))).toEqual(['/cgi-bin/stable_token'])
    const { prod } = saved().accounts
    expect(saved().default).toBe('prod')
    expect(prod).toMatchObject({ appid: APPID, secret: SECRET, mode: 'plain', tokenSource: 'stable' })
    expect(prod.callbackToken).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(prod.aesKey).toMatch(/^[A-Za-z0-9]{43}$/)
    expect(stderr).toContain('wxadmin menu push menu.yaml')
    // a log must not hold what only a person is to see
    for (const value of [SECRET, prod.callbackToken, prod.aesKey]) expect(stderr).not.toContain(value)
    expect(readFileSync(menu, 'utf8')).toMatch(/^# .*wxadmin menu push menu\.yaml\n/)
    expect(parse(readFileSync(menu, 'utf8'))).toEqual({
      button: [
        { name: '今日歌曲', type: 'click', key: 'V1001_TODAY_MUSIC' },
        {
          name: '菜单',
          sub_button: [
            { name: '搜索', type: 'view', url: 'https://www.soso.com/' },
            { name: '赞一下我们', type: 'click', key: 'V1001_GOOD' },
          ],
        },
      ],
    })
  })

  test('--json, --no-check and -o', async () => {
    const { cwd, env } = world()
    const argv = [
      'init',
      '--name',
      'prod',
      '--appid',
      APPID,
      '--secret-stdin',
      '--no-check',
      '-o',
      'first.yaml',
      '--json',
    ]
    const { stdout } = await wxadmin(argv, { env, cwd, stdin: SECRET })
    expect(JSON.parse(stdout)).toEqual({
      name: 'prod',
      appid: APPID,
      checked: false,
      default: true,
      menuFile: 'first.yaml',
      menuWritten: true,
      live: 'unknown',
      repliesFile: null,
      repliesWritten: false,
      next: 'wxadmin menu diff first.yaml', // a live menu may be there: nothing is known of it
      nextSteps: ['wxadmin menu diff first.yaml'],
    })
    expect(existsSync(join(cwd, 'first.yaml'))).toBe(true)
  })

  test('a wrong secret: nothing is kept or written', async () => {
    const wechat = await platform(() => wrong)
    const { cwd, env, dir, menu } = world({ WXADMIN_API_BASE: wechat.url })
    const argv = ['init', '--name', 'prod', '--appid', APPID, '--secret-stdin']
    const { code, stdout, stderr } = await wxadmin(argv, { env, cwd, stdin: SECRET })
    expect([code, stdout]).toEqual([4, ''])
    expect(stderr).toContain(', then: give it again\n') // there is no account to set it on yet
    expect([existsSync(join(dir, 'accounts.json')), existsSync(menu)]).toEqual([false, false])
  })

  test('the credentials given are the ones tried, whatever the environment holds', async () => {
    const bodies: string[] = []
    const wechat = await platform(({ body }) => {
      bodies.push(String(body))
      return good
    })
    const { cwd, env } = world({
      WXADMIN_API_BASE: wechat.url,
      WXADMIN_APPID: 'wxffffffffffffffff',
      WXADMIN_SECRET: 'f'.repeat(32),
      WXADMIN_ACCESS_TOKEN: 'x'.repeat(20),
    })
    await wxadmin(['init', '--name', 'prod', '--appid', APPID, '--secret-stdin'], { env, cwd, stdin: SECRET })
    expect(bodies.filter(Boolean).map((body) => JSON.parse(body))).toEqual([
      expect.objectContaining({ appid: APPID, secret: SECRET }),
    ])
  })

  test('a menu file that is there stays as it is', async () => {
    const { cwd, env, menu } = world()
    writeFileSync(menu, 'mine')
    const argv = ['init', '--name', 'sandbox', '--json']
    expect(JSON.parse((await wxadmin(argv, { env, cwd })).stdout)).toMatchObject({ menuWritten: false })
    expect(readFileSync(menu, 'utf8')).toBe('mine')
  })

  test('the sandbox needs nothing at all', async () => {
    const { cwd, env, dir, menu } = world()
    const { code, stderr } = await wxadmin(['init', '--name', 'sandbox'], { env, cwd })
    expect(code).toBe(0)
    expect(stderr).toContain('wxadmin -a sandbox menu push menu.yaml')
    expect([existsSync(menu), existsSync(dir)]).toEqual([true, false])
    expect(await wxadmin(['menu', 'validate', 'menu.yaml', '--strict'], { env, cwd })).toMatchObject({
      code: 0,
    })
    const pushed = await wxadmin(['-a', 'sandbox', 'menu', 'push', 'menu.yaml'], { env, cwd })
    expect(pushed, pushed.stderr).toMatchObject({
      code: 0,
    })
  })

  test.each([
    ['no name', [], 64, /--name/],
    ['no AppID', ['--name', 'prod'], 64, /--appid/],
    ['no secret', ['--name', 'prod', '--appid', APPID], 64, /--secret-stdin/],
    ['a bad name', ['--name', 'a/b', '--appid', APPID, '--secret-stdin'], 64, /cannot be the name/],
    ['an AppID for the sandbox', ['--name', 'sandbox', '--appid', APPID], 64, /built in/],
    [
      'a menu file that cannot be written',
      ['--name', 'sandbox', '-o', 'no/such/menu.yaml'],
      1,
      /Cannot write/,
    ],
  ])('refused: %s', async (_, argv, code, message) => {
    const { cwd, env } = world()
    const outcome = await wxadmin(['init', ...argv], { env, cwd, stdin: SECRET })
    expect(outcome).toMatchObject({ code, stdout: '' })
    expect(outcome.stderr).toMatch(message)
  })

  test('a name that is taken is refused and the account kept', async () => {
    const { cwd, env, saved } = world()
    const argv = ['init', '--name', 'prod', '--appid', APPID, '--secret-stdin', '--no-check']
    await wxadmin(argv, { env, cwd, stdin: SECRET })
    const before = saved()
    expect(await wxadmin(argv, { env, cwd, stdin: SECRET })).toMatchObject({ code: 64 })
    expect(saved()).toEqual(before)
  })
})

describe('with a person', () => {
  test('a real account, from the first question to the next command', async () => {
    const wechat = await platform(() => good)
    const { cwd, env, saved } = world({ WXADMIN_API_BASE: wechat.url })
    const outcome = await wxadminWithPerson(
      ['init'],
      [
        { sees: 'What do you want to set up?', types: keys.enter },
        { sees: 'Name for it', types: keys.enter },
        { sees: 'AppID:', types: `${APPID}\r` },
        { sees: 'AppSecret', types: `${SECRET}\r` },
        { sees: 'WeChat accepts', types: '' },
      ],
      { env, cwd },
    )
    expect(outcome).toMatchObject({ code: 0, stdout: '' })
    const { prod } = saved().accounts
    expect(outcome.stderr).toContain('服务器配置')
    expect(outcome.stderr).toMatch(new RegExp(`Token \\(令牌\\) +${prod.callbackToken}`))
    expect(outcome.stderr).toMatch(new RegExp(`EncodingAESKey \\S+ +${prod.aesKey}`))
    expect(outcome.stderr).toContain('Next: wxadmin menu push menu.yaml')
    expect(outcome.stderr).not.toContain(SECRET)
  })

  test('a test account: its page is named, and only the fields it has are shown', async () => {
    const wechat = await platform(() => good)
    const { cwd, env, saved } = world({ WXADMIN_API_BASE: wechat.url })
    const { code, stderr } = await wxadminWithPerson(
      ['init'],
      [
        { sees: 'What do you want to set up?', types: keys.down + keys.enter },
        { sees: 'https://mp.weixin.qq.com/debug/cgi-bin/sandbox?t=sandbox/login', types: '' },
        { sees: 'Name for it', types: keys.enter },
        { sees: 'AppID:', types: `${APPID}\r` },
        { sees: 'AppSecret', types: `${SECRET}\r` },
      ],
      { env, cwd },
    )
    expect(code).toBe(0)
    expect(stderr).toContain('接口配置信息')
    expect(stderr).not.toContain(saved().accounts.test.aesKey)
  })

  test('the sandbox', async () => {
    const { cwd, env } = world()
    const steps = [{ sees: 'What do you want to set up?', types: keys.down + keys.down + keys.enter }]
    const { code, stderr } = await wxadminWithPerson(['init'], steps, { env, cwd })
    expect(code).toBe(0)
    expect(stderr).toContain('wxadmin -a sandbox menu push menu.yaml')
  })

  test('a wrong secret is explained and may be replaced alone', async () => {
    const wechat = await platform(({ body }) => (body.includes(SECRET) ? good : wrong))
    const { cwd, env, saved } = world({ WXADMIN_API_BASE: wechat.url })
    const { code } = await wxadminWithPerson(
      ['init', '--name', 'prod', '--appid', APPID],
      [
        { sees: 'AppSecret', types: `${'f'.repeat(32)}\r` },
        { sees: '40125', types: '' },
        { sees: 'https://developers.weixin.qq.com/platform', types: '' },
        { sees: 'What now?', types: keys.enter },
        { sees: 'AppSecret', types: `${SECRET}\r` },
      ],
      { env, cwd },
    )
    expect(code).toBe(0)
    expect(saved().accounts.prod.secret).toBe(SECRET)
  })

  const offList = { errcode: 40164, errmsg: 'invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist' }

  test.each<[string, object]>([
    ['the address is not on the allowlist', offList],
    ['the secret is frozen', { errcode: 40243, errmsg: 'frozen' }],
    ['an administrator has to confirm', { errcode: 89503, errmsg: 'confirm' }],
    ['WeChat is busy', { errcode: 45011, errmsg: 'minute quota' }],
  ])('the first choice is to try again with what was typed: %s', async (_, refusal) => {
    const answers = [refusal, refusal]
    const wechat = await platform(({ path }) => (path.endsWith('token') ? (answers.shift() ?? good) : {}))
    const { cwd, env, saved } = world({ WXADMIN_API_BASE: wechat.url })
    const { code } = await wxadminWithPerson(
      ['init', '--name', 'prod', '--appid', APPID],
      [
        { sees: 'AppSecret', types: `${SECRET}\r` },
        { sees: 'What now?', types: keys.enter },
        { sees: 'WeChat answered', types: '' },
        { sees: 'What now?', types: keys.enter },
        { sees: 'WeChat accepts', types: '' },
      ],
      { env, cwd },
    )
    expect(code).toBe(0)
    expect(saved().accounts.prod).toMatchObject({ appid: APPID, secret: SECRET })
  })

  test('the AppID is changed, and the secret that was typed stays', async () => {
    const other = 'wxfedcba9876543210'
    const wechat = await platform(({ body }) =>
      body.includes(APPID) ? { errcode: 40013, errmsg: 'invalid appid' } : good,
    )
    const { cwd, env, saved } = world({ WXADMIN_API_BASE: wechat.url })
    await wxadminWithPerson(
      ['init', '--name', 'prod', '--appid', APPID],
      [
        { sees: 'AppSecret', types: `${SECRET}\r` },
        { sees: 'What now?', types: keys.enter },
        { sees: `AppID: (${APPID})`, types: `${other}\r` },
        { sees: 'WeChat accepts', types: '' },
      ],
      { env, cwd },
    )
    expect(saved().accounts.prod).toMatchObject({ appid: other, secret: SECRET })
  })

  test.each([
    ['--test says so', ['--test']],
    ['it was chosen', []],
  ])('after a refusal a test account is sent to its own page: %s', async (_, flags) => {
    const wechat = await platform(() => wrong)
    const { cwd, env } = world({ WXADMIN_API_BASE: wechat.url })
    const chosen = flags.length === 0 ? [{ sees: 'What do you', types: keys.down + keys.enter }] : []
    const { stderr } = await wxadminWithPerson(
      ['init', '--name', 'test', ...flags],
      [
        ...chosen,
        { sees: 'AppID:', types: `${APPID}\r` },
        { sees: 'AppSecret', types: `${SECRET}\r` },
        { sees: 'Try: copy the appsecret from 测试号管理', types: '' },
        { sees: 'https://mp.weixin.qq.com/debug/cgi-bin/sandbox?t=sandbox/login', types: '' },
        { sees: 'What now?', types: keys.down.repeat(4) + keys.enter },
      ],
      { env, cwd },
    )
    expect(stderr).not.toContain('微信开发者平台')
  })

  test.each([
    ['kept all the same', keys.down.repeat(3), 0, true],
    ['given up', keys.down.repeat(4), 3, false],
  ])('a wrong secret may be %s', async (_, moves, code, kept) => {
    const wechat = await platform(() => wrong)
    const { cwd, env, dir } = world({ WXADMIN_API_BASE: wechat.url })
    const outcome = await wxadminWithPerson(
      ['init', '--name', 'prod', '--appid', APPID],
      [
        { sees: 'AppSecret', types: `${SECRET}\r` },
        { sees: 'What now?', types: moves + keys.enter },
      ],
      { env, cwd },
    )
    expect(outcome.code).toBe(code)
    expect(existsSync(join(dir, 'accounts.json'))).toBe(kept)
  })
})
