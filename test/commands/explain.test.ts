import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../src/errors'
import { allErrcodes } from '../../src/wechat/errcodes/errcodes'
import { wxadmin } from '../support/run'

const ANSWER = '{"errcode":40016,"errmsg":"invalid button size rid: 61725984-6126f6f9-040f19c4"}'
const REFUSED =
  '{"errcode":40164,"errmsg":"invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: 61725984-6126f6f9-040f19c4"}'

describe('explain', () => {
  test('tells meaning, cause, remedy and page of each code on stdout', async () => {
    const { code, stdout, stderr } = await wxadmin(['explain', '40164', '48001'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^40164 {2}invalid ip, not in whitelist\n {2}Meaning {5}client ip/)
    expect(stdout).toContain(
      '\n  What to do  add the address that the answer names (invalid ip …; wxadmin token on the machine that calls prints it) in 微信开发者平台',
    )
    expect(stdout).toContain(
      '\n  Docs        https://developers.weixin.qq.com/doc/service/api/base/api_getaccesstoken.html\n',
    )
    expect(stdout).toContain('\n\n48001  api unauthorized\n')
    expect(stdout).toContain('\n  At /cgi-bin/menu\n')
  })

  test('speaks Chinese', async () => {
    const { stdout } = await wxadmin(['--lang', 'zh', 'explain', '40164'])
    expect(stdout).toMatch(
      /^40164 {2}invalid ip, not in whitelist\n {2}含义 {2}来源 IP 不在白名单\n {2}原因 {2}/,
    )
    expect(stdout).toContain(
      '\n  处理  在微信开发者平台（https://developers.weixin.qq.com/platform）→ 我的业务 → 公众号/服务号 → 基础信息 → API IP 白名单（旧入口：公众平台 → 设置与开发 → 基本配置 → IP 白名单）中添加微信返回的 IP（invalid ip …，在发起调用的机器上运行 wxadmin token 可见），约 30 秒后重试\n',
    )
  })

  test('reads an answer from stdin and shows its rid', async () => {
    const { code, stdout } = await wxadmin(['explain'], { stdin: ANSWER })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^40016 {2}invalid button size\n/)
    expect(stdout).toContain('\n  rid         61725984-6126f6f9-040f19c4\n')
  })

  test('names the address to put on the allowlist', async () => {
    const { stdout } = await wxadmin(['explain'], { stdin: `2024-01-01 ERROR ${REFUSED}` })
    expect(stdout).toContain('add 1.2.3.4 in 微信开发者平台')
    expect(stdout).toContain('1.2.3.4 is not on it')
  })

  test('with --json is an array with stable keys', async () => {
    const { stdout } = await wxadmin(['explain', '--json'], { stdin: REFUSED })
    expect(JSON.parse(stdout)).toEqual([
      {
        code: 40164,
        known: true,
        errmsg: 'invalid ip, not in whitelist',
        meaning: 'client ip not in the whitelist',
        cause: expect.stringContaining('1.2.3.4'),
        fix: expect.stringContaining('add 1.2.3.4'),
        retry: 'never',
        docs: 'https://developers.weixin.qq.com/doc/service/api/base/api_getaccesstoken.html',
        rid: '61725984-6126f6f9-040f19c4',
        addresses: ['1.2.3.4'],
      },
    ])
  })

  test.each([
    [['explain', '-1'], '-1  system error\n'],
    [['explain', '40164', '-1'], '40164  '],
    [['explain', '-106'], '-106  token check fail\n'],
    [['explain', '-1000', '--json'], '[\n  {\n    "code": -1000,'],
    [['explain', '0'], '0  ok\n'],
    [['explain', 'errcode:', '40164'], '40164  '],
    [['explain', 'WECHAT_40164'], '40164  '],
    [['explain', REFUSED], '40164  '],
    [['explain', 'invalid', 'button', 'size'], '40016  '],
  ])('takes %j', async (argv, start) => {
    const { code, stdout, stderr } = await wxadmin(argv)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.startsWith(start)).toBe(true)
  })

  test('-106 speaks of the URL verification', async () => {
    expect((await wxadmin(['explain', '-106'])).stdout).toContain('echostr')
  })

  test('40001 shows both of its meanings', async () => {
    const { stdout } = await wxadmin(['explain', '40001'])
    expect(stdout).toContain('The access token is not the current one')
    expect(stdout).toContain('At /cgi-bin/token, /cgi-bin/stable_token')
    expect(stdout).toContain('The AppSecret is wrong')
  })

  test('names each code once, in the order given', async () => {
    const { stdout } = await wxadmin(['explain', '--json', '48001', '40164', '48001', 'network_timeout'])
    expect(JSON.parse(stdout).map(({ code }: { code: unknown }) => code)).toEqual([
      48001,
      40164,
      'NETWORK_TIMEOUT',
    ])
  })

  test('an unlisted code is named as such and gives 1; the others are explained all the same', async () => {
    const { code, stdout } = await wxadmin(['explain', '123456', '40013'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^123456 \(unknown\)\n/)
    expect(stdout).toContain('\n\n40013  invalid appid\n')
  })

  test('an unlisted code with a rid is looked up by it', async () => {
    const { code, stdout } = await wxadmin(['explain', '--json'], {
      stdin: '{"errcode":123456,"errmsg":"odd rid: 1-2-3"}',
    })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject([
      {
        code: 123456,
        known: false,
        rid: '1-2-3',
        fix: expect.stringContaining('/cgi-bin/openapi/rid/get -f rid=1-2-3'),
      },
    ])
  })

  test.each(errorCodes)('explains %s of our own, without holes', async (own) => {
    for (const lang of ['en', 'zh']) {
      const { code, stdout } = await wxadmin(['explain', own, '--json', '--lang', lang])
      expect(code).toBe(0)
      const [entry] = JSON.parse(stdout)
      expect(entry).toMatchObject({ code: own, known: true, exitCode: expect.any(Number) })
      for (const text of [entry.meaning, entry.cause ?? 'x', entry.fix ?? 'x'])
        expect(text).toMatch(/^[^{}]+$|\{"access_token"/)
      expect(entry.meaning).not.toMatch(/^<\w+>$/)
      expect(entry.fix ?? '').not.toMatch(/^<\w+>$/)
    }
  })

  test('explains an error document of ours from stdin', async () => {
    const stdin = '{"error":{"code":"NETWORK_TIMEOUT","kind":"network","exitCode":6}}'
    expect((await wxadmin(['explain'], { stdin })).stdout).toMatch(
      /^NETWORK_TIMEOUT\n {2}Meaning {5}<host> did not answer/,
    )
  })

  test('explains every published code', async () => {
    const { code, stdout } = await wxadmin([
      'explain',
      '--json',
      ...allErrcodes().map((row) => String(row.code)),
    ])
    expect(code).toBe(0)
    for (const entry of JSON.parse(stdout)) {
      expect(entry.meaning).not.toBe('')
      expect(entry.fix, `${entry.code}`).toBeTruthy()
    }
  })

  test.each([
    ['an empty stdin', ['explain'], ''],
    ['a text without any', ['explain'], 'all is well'],
    ['a word that is none', ['explain', 'foo'], undefined],
    ['a word that is none beside a code', ['explain', 'foo', '40164'], undefined],
  ])('%s is invalid input', async (_, argv, stdin) => {
    const { code, stdout, stderr } = await wxadmin(argv, { stdin })
    expect({ code, stdout }).toEqual({ code: 65, stdout: '' })
    expect(stderr).toMatch(/^Error: There is no error code in (stdin|"foo"|"foo 40164")\n/)
  })

  test('a log in UTF-16 with a byte order mark is read', async () => {
    const stdin = Buffer.from(`\ufeff${ANSWER}`, 'utf16le')
    expect((await wxadmin(['explain'], { stdin })).stdout).toMatch(/^40016 /)
  })

  test('more than 4 MB on stdin are refused', async () => {
    const { code, stdout, stderr } = await wxadmin(['explain'], {
      stdin: Buffer.alloc(4 * 1024 * 1024 + 1, ' '),
    })
    expect({ code, stdout }).toEqual({ code: 65, stdout: '' })
    expect(stderr).toContain('Cannot read stdin: > 4194304 bytes')
  })

  test('one of ours that a log repeats is explained once', async () => {
    const stdin = '{"code":"NETWORK_TIMEOUT"}\n'.repeat(100_000)
    const { stdout } = await wxadmin(['explain', '--json'], { stdin })
    expect(JSON.parse(stdout)).toHaveLength(1)
  })

  test('on a terminal with nothing to read it is a usage error', async () => {
    const { code, stderr } = await wxadmin(['explain'], { stdinIsTerminal: true })
    expect(code).toBe(64)
    expect(stderr).toBe(
      'Error: There is no error code, and nothing is piped in.\n  Try: wxadmin explain --help\n',
    )
  })

  test('on a terminal its lines fit', async () => {
    const { stdout } = await wxadmin(['explain', '40001', '--lang', 'zh'], {
      columns: 60,
      env: { NO_COLOR: '1' },
    })
    const { default: stringWidth } = await import('string-width')
    for (const line of stdout.split('\n').filter((it) => !it.includes('https://')))
      expect(stringWidth(line)).toBeLessThanOrEqual(60)
    expect(stdout).toContain('\n        ')
  })
})
