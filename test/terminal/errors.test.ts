import { PassThrough } from 'node:stream'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { errorCodes, exitCodes, WxError, wechatError } from '../../src/errors'
import { reportError } from '../../src/terminal/errors'
import type { Subject } from '../../src/terminal/hint'
import { Terminal, type TerminalOptions } from '../../src/terminal/terminal'
import { allErrcodes } from '../../src/wechat/errcodes/errcodes'

async function reported(
  error: unknown,
  options: Partial<TerminalOptions> = {},
  hidden?: string,
  { subject = {}, columns }: { readonly subject?: Subject; readonly columns?: number } = {},
) {
  const stdout = new PassThrough()
  const stderr = Object.assign(new PassThrough(), columns === undefined ? {} : { isTTY: true, columns })
  const terminal = new Terminal(
    { env: {}, stdin: new PassThrough(), stdout, stderr, now: () => 0 } as never,
    { language: 'en', json: false, quiet: false, debug: false, input: true, color: 'never', ...options },
  )
  terminal.hide(hidden)
  terminal.subject = subject
  const code = await reportError(error, terminal)
  return { code, text: String(stderr.read() ?? ''), stdout: stdout.read() as unknown }
}

const refusal = {
  errcode: 40164,
  errmsg: 'invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist',
  rid: '61725984-6126f6f9-040f19c4',
  path: '/cgi-bin/stable_token',
}

describe("an errcode of WeChat's", () => {
  test('keeps its words, says why, what to do and where to read', async () => {
    const { code, text } = await reported(wechatError(refusal))
    expect(code).toBe(4)
    expect(text).toBe(
      [
        'Error: stable_token: WeChat answered 40164 invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist (rid 61725984-6126f6f9-040f19c4)',
        '  WeChat answers only calls from addresses on the IP allowlist of the account, with a token as well; 1.2.3.4 is not on it.',
        '  Try: add 1.2.3.4 in 微信开发者平台 (WeChat Developer Platform, https://developers.weixin.qq.com/platform) → 我的业务 → 公众号/服务号 → 基础信息 → API IP 白名单 (older place: 公众平台 → 设置与开发 → 基本配置 → IP 白名单), wait 30 s, then run it again',
        '  Docs: https://developers.weixin.qq.com/doc/service/api/base/api_getaccesstoken.html',
        '',
      ].join('\n'),
    )
  })

  test('in Chinese', async () => {
    const { text } = await reported(
      wechatError({ errcode: 40018, errmsg: 'invalid button name size', path: '/cgi-bin/menu/create' }),
      { language: 'zh' },
    )
    expect(text.split('\n')).toEqual([
      '错误：menu/create：微信返回 40018 invalid button name size',
      '  一级按钮的 name 为空或超过 16 字节（一个汉字占 3 字节）。',
      '  试试：缩短到 5 个汉字以内（手机上显示 4 个）；wxadmin menu validate FILE 会指出位置',
      '  文档：https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu.html',
      '',
    ])
  })

  test('with --json is one document', async () => {
    const { text, stdout } = await reported(wechatError(refusal), { json: true })
    expect(stdout).toBeNull()
    expect(JSON.parse(text)).toEqual({
      error: {
        code: 'WECHAT_40164',
        kind: 'auth',
        errcode: 40164,
        errmsg: refusal.errmsg,
        rid: refusal.rid,
        message: expect.stringContaining('WeChat answered 40164'),
        why: expect.stringContaining('1.2.3.4'),
        hint: expect.stringContaining('add 1.2.3.4'),
        docs: expect.stringMatching(/^https:/),
        exitCode: 4,
      },
    })
  })

  test('40001 of a token endpoint speaks of the secret, elsewhere of the token', async () => {
    const at = (path: string) => reported(wechatError({ errcode: 40001, errmsg: 'invalid credential', path }))
    expect((await at('/cgi-bin/stable_token')).text).toContain('AppSecret is wrong')
    expect((await at('/cgi-bin/menu/get')).text).toContain('wxadmin token refresh')
  })

  test('an unlisted one is said to be so, and looked up by its rid', async () => {
    const { code, text } = await reported(
      wechatError({ errcode: 987654, errmsg: 'something odd', rid: '1-2-3', path: '/cgi-bin/x' }),
    )
    expect(code).toBe(5)
    expect(text).toContain('x: WeChat answered 987654 something odd (rid 1-2-3)\n')
    expect(text).toContain('in none of the lists')
    expect(text).toContain(
      "Try: see WeChat's record of the call: wxadmin api POST /cgi-bin/openapi/rid/get -f rid=1-2-3\n",
    )
  })

  test('an errmsg of several lines, or of any length, stays on its line', async () => {
    const { text } = await reported(
      wechatError({ errcode: 40035, errmsg: `a\nb\u001b[31m${'x'.repeat(9000)}`, path: '/cgi-bin/x' }),
    )
    expect(text.trimEnd().split('\n')).toHaveLength(4)
    expect(text).not.toContain('\u001b')
    expect(text.length).toBeLessThan(800)
  })

  test('each has two to four lines in both languages', async () => {
    for (const { code, errmsg } of allErrcodes())
      for (const language of ['en', 'zh'] as const) {
        const { text } = await reported(wechatError({ errcode: code, errmsg, path: '/cgi-bin/x' }), {
          language,
        })
        expect(text.trimEnd().split('\n').length, `${code}`).toBeLessThanOrEqual(4)
        expect(text, `${code}`).not.toMatch(/\{\w+\}/)
      }
  })
})

describe('an error of ours', () => {
  test.each(errorCodes)('%s has at most four lines and the exit code of its kind', async (name) => {
    const error = new WxError(name, { problem: 'x', help: 'wxadmin --help' })
    for (const language of ['en', 'zh'] as const) {
      const { code, text } = await reported(error, { language })
      expect(code).toBe(exitCodes[error.kind])
      expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(4)
      expect(text).not.toMatch(/https?:\/\/\S+\/doc\//) // an address of the documentation
    }
  })

  test('points to explain', async () => {
    const { text } = await reported(new WxError('NETWORK_DNS', { host: 'api.weixin.qq.com' }))
    expect(text.trimEnd().split('\n')).toEqual([
      'Error: The name api.weixin.qq.com cannot be resolved',
      '  Try: check DNS and the spelling; behind a proxy set HTTPS_PROXY',
      '  More: wxadmin explain NETWORK_DNS',
    ])
  })

  test('carries its data in the JSON document', async () => {
    const error = new WxError(
      'NETWORK_STATUS',
      { host: 'h', status: 502, path: '/p' },
      { data: { status: 502 } },
    )
    const { text } = await reported(error, { json: true })
    expect(JSON.parse(text).error).toMatchObject({
      code: 'NETWORK_STATUS',
      kind: 'network',
      status: 502,
      exitCode: 6,
    })
  })
})

describe('a hint names whose account it is', () => {
  const wrongSecret = wechatError({
    errcode: 40125,
    errmsg: 'invalid appsecret',
    path: '/cgi-bin/stable_token',
  })
  test.each<[string, Subject, string]>([
    [
      'an account of the store',
      { account: 'prod', secret: 'account' },
      ', then: wxadmin account set prod --secret-stdin\n',
    ],
    ['the environment', { secret: 'environment' }, ', then: set WXADMIN_SECRET to it\n'],
    ['credentials that are only being tried', { secret: 'typed' }, ', then: give it again\n'],
    ['nobody', {}, ', then: wxadmin account set NAME --secret-stdin\n'],
  ])('%s', async (_, subject, end) => {
    expect((await reported(wrongSecret, {}, undefined, { subject })).text).toContain(end)
  })

  test('what talks to WeChat carries the -a that was given, what does not stays as it is', async () => {
    const hint = async (error: WxError) =>
      (await reported(error, {}, undefined, { subject: { flag: 'prod' } })).text
    expect(await hint(new WxError('NO_MENU', { appid: 'wx1' }))).toContain(
      'Try: wxadmin -a prod menu push FILE\n',
    )
    expect(
      await hint(new WxError('MENU_INVALID', { count: 1, files: 'x', check: 'wxadmin menu validate x' })),
    ).toContain(': wxadmin menu validate x\n')
    expect(await hint(new WxError('ACCOUNT_UNKNOWN', { name: 'prod', known: 'x' }))).toContain(
      'Try: wxadmin account list\n',
    )
  })
})

describe('on a narrow terminal', () => {
  test('an error is broken between words, and a command is kept whole', async () => {
    const { text } = await reported(wechatError(refusal), {}, undefined, { columns: 50 })
    for (const line of text.trimEnd().split('\n'))
      if (!line.includes('https://')) expect(stringWidth(line)).toBeLessThanOrEqual(50)
    expect(text.replace(/\n {4}/g, ' ')).toContain(
      'WeChat answers only calls from addresses on the IP allowlist of the account, with a token as well; 1.2.3.4 is not on it.\n',
    )
    const command = 'wxadmin account set prod --secret-stdin'
    const narrow = await reported(
      new WxError('NO_CREDENTIALS', { account: 'prod', missing: 'AppSecret' }),
      {},
      undefined,
      { columns: 44 },
    )
    expect(narrow.text).toContain(command)
    expect(narrow.text).toContain('\n    ')
  })
})

test('a code of the system is told in plain words', async () => {
  const told = async (error: WxError) => (await reported(error)).text.split('\n')[0]
  expect(await told(new WxError('FILE_UNREADABLE', { file: 'x', reason: 'ENOENT' }))).toBe(
    'Error: Cannot read x: there is no such file',
  )
  expect(
    await told(new WxError('STORE_UNWRITABLE', { file: 'x', reason: 'EACCES: permission denied' })),
  ).toBe('Error: Cannot write the store file x: no permission')
  expect(await told(new WxError('NETWORK_UNREACHABLE', { host: 'h', reason: 'ECONNREFUSED' }))).toContain(
    'ECONNREFUSED',
  )
})

describe('a fault of the program', () => {
  const fault = new TypeError('x is not a function\nsecond line', { cause: new Error('deep down') })

  test('is named without its stack', async () => {
    const { code, text } = await reported(fault)
    expect(code).toBe(1)
    expect(text).toMatch(/^Error: wxadmin failed: x is not a function\n/)
    expect(text).not.toContain(' at ')
  })

  test('shows its stack and its causes with --debug', async () => {
    const { text } = await reported(fault, { debug: true })
    expect(text).toContain('TypeError: x is not a function')
    expect(text).toContain('Error: deep down')
    expect(text).toContain(' at ')
  })

  test('that is no Error is named all the same', async () => {
    expect((await reported('a string')).text).toContain('wxadmin failed: a string')
  })
})

test('secrets are blanked out in text, JSON and stacks', async () => {
  const secret = '0123456789abcdef0123456789abcdef'
  const error = new WxError(
    'NOT_JSON',
    { host: 'h', path: '/p', start: `<a href="?secret=${secret}">` },
    { cause: new Error(`https://h/p?access_token=68_x and ${secret}`) },
  )
  for (const options of [{}, { json: true }, { debug: true }]) {
    const { text } = await reported(error, options, secret)
    expect(text).toContain('***')
    expect(text).not.toContain(secret)
    expect(text).not.toContain('68_x')
    if ('json' in options) expect(() => JSON.parse(text)).not.toThrow()
  }
})
