import { describe, expect, test } from 'vitest'
import { resolveSettings, type SettingFlags } from '../../src/store/settings'
import type { Account, AccountsFile } from '../../src/store/types'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'

const prod: Account = {
  name: 'prod',
  appid: 'wx00000000000000aa',
  secret: 'a'.repeat(32),
  callbackToken: 'prodtoken',
  aesKey: 'P'.repeat(43),
  mode: 'safe',
  tokenSource: 'classic',
  apiBase: 'https://relay.example/wx',
  proxy: 'http://proxy.example:3128',
}
const test1: Account = {
  name: 'test1',
  appid: 'wx00000000000000bb',
  secret: 'b'.repeat(32),
  mode: 'plain',
  tokenSource: 'stable',
}
const bare: Account = { name: 'bare', appid: 'wx00000000000000cc', mode: 'plain', tokenSource: 'stable' }
const three: AccountsFile = { default: 'prod', accounts: { prod, test1, bare } }
const none: AccountsFile = { accounts: {} }

type Env = Record<string, string>
const resolve = (flags: SettingFlags, env: Env, accounts: AccountsFile = three) =>
  resolveSettings({ flags, env, accounts })

const S = (value: string | number, from: 'flag' | 'env' | 'account' | 'default', name?: string) => ({
  value,
  origin: name === undefined ? { from } : { from, name },
})
const env = (name: string, value: string) => S(value, 'env', name)

describe('which account', () => {
  const cases: [string, SettingFlags, Env, AccountsFile, object][] = [
    [
      'nothing configured',
      {},
      {},
      none,
      {
        account: undefined,
        appid: undefined,
        secret: undefined,
        apiBase: S('https://api.weixin.qq.com', 'default'),
      },
    ],
    [
      'the default account',
      {},
      {},
      three,
      { account: S('prod', 'default'), appid: S(prod.appid, 'account', 'prod') },
    ],
    ['the only account', {}, {}, { accounts: { test1 } }, { account: S('test1', 'default') }],
    [
      '-a',
      { account: 'test1' },
      {},
      three,
      { account: S('test1', 'flag', '-a'), appid: S(test1.appid, 'account', 'test1') },
    ],
    [
      'WXADMIN_ACCOUNT',
      {},
      { WXADMIN_ACCOUNT: 'test1' },
      three,
      { account: env('WXADMIN_ACCOUNT', 'test1') },
    ],
    [
      '-a before WXADMIN_ACCOUNT',
      { account: 'bare' },
      { WXADMIN_ACCOUNT: 'test1' },
      three,
      { account: S('bare', 'flag', '-a') },
    ],
    [
      'an empty variable is none',
      {},
      { WXADMIN_ACCOUNT: '', WXADMIN_APPID: ' ' },
      three,
      { account: S('prod', 'default') },
    ],
    [
      'AppID and secret alone',
      {},
      { WXADMIN_APPID: 'wx00000000000000dd', WXADMIN_SECRET: 's' },
      none,
      {
        account: undefined,
        appid: env('WXADMIN_APPID', 'wx00000000000000dd'),
        secret: env('WXADMIN_SECRET', 's'),
      },
    ],
    [
      'AppID and secret alone, with a store beside',
      {},
      { WXADMIN_APPID: prod.appid, WXADMIN_SECRET: 's' },
      three,
      {
        account: undefined,
        secret: env('WXADMIN_SECRET', 's'),
        apiBase: S('https://api.weixin.qq.com', 'default'),
        proxy: undefined,
      },
    ],
    [
      'AppID alone borrows from the store',
      {},
      { WXADMIN_APPID: test1.appid },
      three,
      {
        account: env('WXADMIN_APPID', 'test1'),
        appid: env('WXADMIN_APPID', test1.appid),
        secret: S('b'.repeat(32), 'account', 'test1'),
      },
    ],
    [
      'AppID alone, unknown',
      {},
      { WXADMIN_APPID: 'wx00000000000000dd' },
      three,
      { account: undefined, appid: env('WXADMIN_APPID', 'wx00000000000000dd'), secret: undefined },
    ],
    [
      'both, of the same AppID',
      {},
      { WXADMIN_ACCOUNT: 'test1', WXADMIN_APPID: test1.appid, WXADMIN_SECRET: 's' },
      three,
      { account: env('WXADMIN_ACCOUNT', 'test1'), secret: env('WXADMIN_SECRET', 's') },
    ],
    [
      'a token alone',
      {},
      { WXADMIN_ACCESS_TOKEN: 'tok' },
      none,
      { appid: undefined, accessToken: env('WXADMIN_ACCESS_TOKEN', 'tok') },
    ],
    [
      'a token alone is not taken for the default account',
      {},
      { WXADMIN_ACCESS_TOKEN: 'tok' },
      three,
      { account: undefined, appid: undefined, accessToken: env('WXADMIN_ACCESS_TOKEN', 'tok') },
    ],
    [
      'a token for a named account',
      {},
      { WXADMIN_ACCESS_TOKEN: 'tok', WXADMIN_ACCOUNT: 'test1' },
      three,
      { appid: S(test1.appid, 'account', 'test1'), accessToken: env('WXADMIN_ACCESS_TOKEN', 'tok') },
    ],
    [
      'the built-in sandbox',
      { account: 'sandbox' },
      {},
      none,
      {
        account: S('sandbox', 'flag', '-a'),
        appid: S(SANDBOX_APPID, 'account', 'sandbox'),
        secret: S(SANDBOX_SECRET, 'account', 'sandbox'),
        apiBase: S('sandbox:', 'account', 'sandbox'),
        proxy: undefined,
      },
    ],
    [
      'the sandbox by the environment',
      {},
      {
        WXADMIN_ACCOUNT: 'sandbox',
        WXADMIN_SECRET: 's',
        WXADMIN_API_BASE: 'http://127.0.0.1:1',
        WXADMIN_ACCESS_TOKEN: 'tok',
      },
      three,
      {
        secret: S(SANDBOX_SECRET, 'account', 'sandbox'),
        apiBase: env('WXADMIN_API_BASE', 'http://127.0.0.1:1'),
        accessToken: undefined,
      },
    ],
    [
      'the sandbox as the default',
      {},
      {},
      { default: 'sandbox', accounts: { prod } },
      { account: S('sandbox', 'default') },
    ],
  ]
  test.each(cases)('%s', (_, flags, environment, accounts, expected) => {
    expect(resolve(flags, environment, accounts)).toMatchObject(expected)
  })

  test('-a says who; everything else of the environment comes before the account', () => {
    const settings = resolve(
      { account: 'prod' },
      {
        WXADMIN_APPID: 'wx00000000000000dd',
        WXADMIN_SECRET: 's',
        WXADMIN_ACCESS_TOKEN: 'tok',
        WXADMIN_CALLBACK_TOKEN: 'other',
        WXADMIN_AES_KEY: 'Q'.repeat(43),
        WXADMIN_MODE: 'plain',
        WXADMIN_API_BASE: 'http://127.0.0.1:1',
      },
    )
    const of = (value: string) => S(value, 'account', 'prod')
    expect(settings).toMatchObject({
      appid: of(prod.appid),
      secret: of('a'.repeat(32)),
      accessToken: undefined,
      callbackToken: env('WXADMIN_CALLBACK_TOKEN', 'other'),
      aesKey: env('WXADMIN_AES_KEY', 'Q'.repeat(43)),
      mode: env('WXADMIN_MODE', 'plain'),
      tokenSource: of('classic'),
      apiBase: env('WXADMIN_API_BASE', 'http://127.0.0.1:1'),
      unused: ['WXADMIN_APPID', 'WXADMIN_SECRET', 'WXADMIN_ACCESS_TOKEN'],
    })
  })

  test('with -a a foreign API base of the environment is refused as well, with the sandbox any but of this machine', () => {
    const evil = { WXADMIN_API_BASE: 'https://evil.example' }
    expect(() => resolve({ account: 'test1' }, evil)).toThrow(
      expect.objectContaining({ code: 'API_BASE_REFUSED' }),
    )
    for (const base of ['https://evil.example', 'https://api.weixin.qq.com'])
      expect(() => resolve({ account: 'sandbox' }, { WXADMIN_API_BASE: base })).toThrow(
        expect.objectContaining({ code: 'SANDBOX_BASE_REFUSED', exitCode: 64 }),
      )
    expect(resolve({ account: 'sandbox' }, { WXADMIN_MODE: 'safe' })).toMatchObject({
      apiBase: S('sandbox:', 'account', 'sandbox'),
      mode: env('WXADMIN_MODE', 'safe'),
    })
  })

  const names = ['WXADMIN_APPID', 'WXADMIN_SECRET', 'WXADMIN_ACCESS_TOKEN']
  const given = { WXADMIN_APPID: 'wx00000000000000dd', WXADMIN_SECRET: 's', WXADMIN_ACCESS_TOKEN: 'tok' }
  const same = { WXADMIN_APPID: test1.appid, WXADMIN_SECRET: 'b'.repeat(32) }
  test.each<[string, SettingFlags, Env, string[]]>([
    ['all that say who', { account: 'test1' }, given, names],
    ['none that says the same', { account: 'test1' }, same, []],
    ['none that is used', { account: 'bare' }, { WXADMIN_SECRET: 's' }, []],
    ['none without -a', {}, given, []],
    ['none with the sandbox', { account: 'sandbox' }, given, []],
    ['none that is not there', { account: 'test1' }, {}, []],
  ])('unused are %s', (_, flags, environment, unused) => {
    expect(resolve(flags, environment).unused).toEqual(unused)
  })

  test.each([
    ['with no AppID beside it', { WXADMIN_SECRET: 's' }, env('WXADMIN_SECRET', 's')],
    ['with the same AppID', { WXADMIN_SECRET: 's', WXADMIN_APPID: bare.appid }, env('WXADMIN_SECRET', 's')],
    ['not with another AppID', { WXADMIN_SECRET: 's', WXADMIN_APPID: prod.appid }, undefined],
  ])('-a takes a secret that the account lacks from the environment, %s', (_, environment, secret) => {
    expect(resolve({ account: 'bare' }, environment as Env).secret).toEqual(secret)
  })

  test('WXADMIN_SECRET alone replaces the secret of the chosen account', () => {
    const one = { default: 'test1', accounts: { test1 } }
    expect(resolve({}, { WXADMIN_SECRET: 's\n' }, one).secret).toEqual(env('WXADMIN_SECRET', 's'))
  })

  const keyless: Account = { ...bare, apiBase: 'https://relay.example/wx' }
  const local: Account = { ...bare, apiBase: 'http://127.0.0.1:8089' }
  const wechat: Account = { ...bare, apiBase: 'https://sh.api.weixin.qq.com' }
  const relays: AccountsFile = { accounts: { prod, keyless: { ...keyless, name: 'keyless' } } }
  test.each<[string, SettingFlags, Env]>([
    ['WXADMIN_SECRET with -a', { account: 'keyless' }, { WXADMIN_SECRET: 's' }],
    [
      'WXADMIN_SECRET with -a and the same AppID',
      { account: 'keyless' },
      { WXADMIN_SECRET: 's', WXADMIN_APPID: bare.appid },
    ],
    ['WXADMIN_SECRET with WXADMIN_ACCOUNT', {}, { WXADMIN_SECRET: 's', WXADMIN_ACCOUNT: 'prod' }],
    ['WXADMIN_ACCESS_TOKEN with WXADMIN_ACCOUNT', {}, { WXADMIN_ACCESS_TOKEN: 't', WXADMIN_ACCOUNT: 'prod' }],
    ['WXADMIN_ACCESS_TOKEN with WXADMIN_APPID', {}, { WXADMIN_ACCESS_TOKEN: 't', WXADMIN_APPID: prod.appid }],
  ])('%s is not lent to a base that only the account names', (_, flags, environment) => {
    const name = Object.keys(environment)[0]
    expect(() => resolve(flags, environment, relays)).toThrow(
      expect.objectContaining({
        code: 'LENT_SECRET_REFUSED',
        exitCode: 64,
        params: expect.objectContaining({ name, base: 'https://relay.example/wx' }),
      }),
    )
    const both = { ...environment, WXADMIN_API_BASE: 'https://relay.example/wx' }
    expect(resolve(flags, both, relays).apiBase.value).toBe('https://relay.example/wx')
  })

  test.each([
    ['WeChat', wechat],
    ['this machine', local],
  ])('the environment lends a secret to an account whose base is %s', (_, account) => {
    const settings = resolve({ account: 'bare' }, { WXADMIN_SECRET: 's' }, { accounts: { bare: account } })
    expect(settings).toMatchObject({
      secret: env('WXADMIN_SECRET', 's'),
      apiBase: { value: account.apiBase },
    })
  })

  test('an account with a base and a secret of its own is used as it is, whatever the environment holds', () => {
    const settings = resolve({ account: 'prod' }, { WXADMIN_SECRET: 's', WXADMIN_ACCESS_TOKEN: 't' })
    expect(settings).toMatchObject({ secret: S('a'.repeat(32), 'account', 'prod'), accessToken: undefined })
  })

  const errors: [string, SettingFlags, Env, AccountsFile, object][] = [
    [
      '-a unknown',
      { account: 'nope' },
      {},
      three,
      { code: 'ACCOUNT_UNKNOWN', params: { name: 'nope', known: 'bare, prod, test1, sandbox' } },
    ],
    ['a name from the prototype', { account: 'constructor' }, {}, three, { code: 'ACCOUNT_UNKNOWN' }],
    ['WXADMIN_ACCOUNT unknown', {}, { WXADMIN_ACCOUNT: 'nope' }, three, { code: 'ACCOUNT_UNKNOWN' }],
    ['a default that is gone', {}, {}, { default: 'gone', accounts: { prod } }, { code: 'ACCOUNT_UNKNOWN' }],
    [
      'two AppIDs',
      {},
      { WXADMIN_ACCOUNT: 'test1', WXADMIN_APPID: prod.appid },
      three,
      { code: 'ACCOUNT_AMBIGUOUS', params: { appid: prod.appid, name: 'test1', other: test1.appid } },
    ],
    [
      'several and no default',
      {},
      {},
      { accounts: { prod, test1 } },
      { code: 'ACCOUNT_NOT_CHOSEN', exitCode: 4, params: { known: 'prod, test1' } },
    ],
    [
      'an original id as AppID',
      {},
      { WXADMIN_APPID: 'gh_0123456789ab' },
      none,
      { code: 'APPID_IS_ORIGINAL_ID', params: { name: 'WXADMIN_APPID', value: 'gh_0123456789ab' } },
    ],
    [
      'no AppID at all',
      {},
      { WXADMIN_APPID: '../x' },
      none,
      { code: 'APPID_INVALID', params: { name: 'WXADMIN_APPID' } },
    ],
    [
      'the AppSecret in its place',
      {},
      { WXADMIN_APPID: 'A'.repeat(32), WXADMIN_SECRET: prod.appid },
      none,
      { code: 'APPID_IS_SECRET', exitCode: 65, params: { name: 'WXADMIN_APPID' } },
    ],
  ]
  test.each(errors)('refused: %s', (_, flags, environment, accounts, expected) => {
    expect(() => resolve(flags, environment, accounts)).toThrow(expect.objectContaining(expected))
  })
})

describe('the values', () => {
  test('the environment before the account before the default', () => {
    const given = {
      WXADMIN_CALLBACK_TOKEN: 'given123',
      WXADMIN_AES_KEY: 'G'.repeat(43),
      WXADMIN_MODE: 'compat',
    }
    expect(resolve({}, given)).toMatchObject({
      callbackToken: env('WXADMIN_CALLBACK_TOKEN', 'given123'),
      aesKey: env('WXADMIN_AES_KEY', 'G'.repeat(43)),
      mode: env('WXADMIN_MODE', 'compat'),
    })
    expect(resolve({}, {}).mode).toEqual(S('safe', 'account', 'prod'))
    expect(resolve({}, {}, none)).toMatchObject({
      mode: S('plain', 'default'),
      tokenSource: S('stable', 'default'),
    })
  })

  test.each([
    'http://user:hunt#er2pass@h:1',
    'http://user:?hunt@h',
    'http://user:hunt/er@h',
    'socks5://hunt@h',
    'http://hunt er@h',
  ])('a bad proxy is named and never repeated: %s', (value) => {
    for (const attempt of [
      () => resolve({ proxy: value }, {}, { accounts: { test1 } }),
      () => resolve({}, { HTTPS_PROXY: value }, { accounts: { test1 } }),
    ])
      expect(attempt).toThrow(
        expect.objectContaining({
          code: value.startsWith('socks5:') ? 'PROXY_UNSUPPORTED' : 'PROXY_INVALID',
          exitCode: 65,
          params: { name: expect.stringMatching(/proxy/i), ...(/^socks5/.test(value) && { kind: 'socks5' }) },
        }),
      )
  })

  test.each([
    ['WXADMIN_MODE', 'secure', 'VALUE_INVALID'],
    ['WXADMIN_CALLBACK_TOKEN', 'a-b', 'CALLBACK_TOKEN_INVALID'],
    ['WXADMIN_AES_KEY', 'short', 'AES_KEY_INVALID'],
    ['WXADMIN_API_BASE', 'ftp://x', 'VALUE_INVALID'],
  ])('a bad %s is named, with exit 65', (name, value, code) => {
    expect(() => resolve({}, { [name]: value })).toThrow(
      expect.objectContaining({ code, exitCode: 65, params: expect.objectContaining({ name }) }),
    )
  })

  test('the time limit: seconds of the flag, else 10', () => {
    expect(resolve({ timeout: 0.5 }, {}).timeoutMs).toEqual(S(500, 'flag', '--timeout'))
    expect(resolve({}, {}).timeoutMs).toEqual(S(10_000, 'default'))
  })
})

describe('the API base from the environment', () => {
  test.each([
    ['https://api.weixin.qq.com', 'https://api.weixin.qq.com'],
    ['https://sh.api.weixin.qq.com/', 'https://sh.api.weixin.qq.com'],
    ['https://API2.weixin.qq.com//', 'https://api2.weixin.qq.com'],
    ['http://127.0.0.1:8089/', 'http://127.0.0.1:8089'],
    ['http://127.9.8.7', 'http://127.9.8.7'],
    ['http://localhost:1', 'http://localhost:1'],
    ['https://[::1]:8443/x/', 'https://[::1]:8443/x'],
  ])('%s is free', (value, base) => {
    expect(resolve({}, { WXADMIN_API_BASE: value }).apiBase).toEqual(env('WXADMIN_API_BASE', base))
  })

  test.each([
    'https://evil.example',
    'https://api.weixin.qq.com.evil.example',
    'https://evil.example/api.weixin.qq.com',
    'http://10.0.0.1',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'https://0.0.0.0',
  ])('%s is refused', (value) => {
    expect(() => resolve({}, { WXADMIN_API_BASE: value })).toThrow(
      expect.objectContaining({
        code: 'API_BASE_REFUSED',
        exitCode: 64,
        params: { base: value, origin: 'WXADMIN_API_BASE' },
      }),
    )
  })

  test.each([
    'api.weixin.qq.com',
    'https://user:pass@api.weixin.qq.com',
    'https://127.0.0.1@evil.example',
    'https://api.weixin.qq.com?x=1',
    'https://api.weixin.qq.com#',
    'https://api.weixin.qq.com\\@evil.example',
    'https:/evil.example',
    'sandbox:',
    'http://api.weixin.qq.com',
  ])('%s is no API base', (value) => {
    expect(() => resolve({}, { WXADMIN_API_BASE: value })).toThrow(
      expect.objectContaining({ code: 'VALUE_INVALID' }),
    )
  })

  test("the account's own address is free for it", () => {
    expect(resolve({}, { WXADMIN_API_BASE: 'https://relay.example/wx/' }).apiBase).toEqual(
      env('WXADMIN_API_BASE', 'https://relay.example/wx'),
    )
    expect(() =>
      resolve({}, { WXADMIN_API_BASE: 'https://relay.example/wx', WXADMIN_ACCOUNT: 'test1' }),
    ).toThrow(expect.objectContaining({ code: 'API_BASE_REFUSED' }))
  })
})

describe('the proxy', () => {
  const P = 'http://p.example:1'
  const direct: AccountsFile = { accounts: { test1 } }
  const cases: [string, SettingFlags, Env, AccountsFile, object | undefined][] = [
    ['none', {}, {}, direct, undefined],
    ['the flag', { proxy: P }, { HTTPS_PROXY: 'http://q' }, three, S(P, 'flag', '--proxy')],
    ['the flag says direct', { proxy: 'direct' }, { HTTPS_PROXY: P }, three, undefined],
    ['the account', {}, { HTTPS_PROXY: P }, three, S('http://proxy.example:3128', 'account', 'prod')],
    [
      'the account also with -a',
      { account: 'prod' },
      {},
      three,
      S('http://proxy.example:3128', 'account', 'prod'),
    ],
    [
      'the account says direct',
      {},
      { HTTPS_PROXY: P },
      { accounts: { test1: { ...test1, proxy: 'direct' } } },
      undefined,
    ],
    ['HTTPS_PROXY', {}, { HTTPS_PROXY: P, HTTP_PROXY: 'http://q' }, direct, env('HTTPS_PROXY', P)],
    ['https_proxy', {}, { https_proxy: P }, direct, env('https_proxy', P)],
    ['without a scheme', {}, { HTTPS_PROXY: 'p.example:1' }, direct, env('HTTPS_PROXY', P)],
    ['ALL_PROXY last', {}, { ALL_PROXY: P }, direct, env('ALL_PROXY', P)],
    ['HTTP_PROXY is not for https', {}, { HTTP_PROXY: P }, direct, undefined],
    ['a name in NO_PROXY', {}, { HTTPS_PROXY: P, NO_PROXY: 'x, api.weixin.qq.com' }, direct, undefined],
    ['a suffix in NO_PROXY', {}, { HTTPS_PROXY: P, NO_PROXY: '.qq.com' }, direct, undefined],
    ['a bare domain in no_proxy', {}, { HTTPS_PROXY: P, no_proxy: 'QQ.com' }, direct, undefined],
    ['* in NO_PROXY', {}, { HTTPS_PROXY: P, NO_PROXY: '*' }, direct, undefined],
    ['the port in NO_PROXY', {}, { HTTPS_PROXY: P, NO_PROXY: 'api.weixin.qq.com:443' }, direct, undefined],
    [
      'another port in NO_PROXY',
      {},
      { HTTPS_PROXY: P, NO_PROXY: 'api.weixin.qq.com:80' },
      direct,
      env('HTTPS_PROXY', P),
    ],
    [
      'the end of a name is no suffix',
      {},
      { HTTPS_PROXY: P, NO_PROXY: 'xin.qq.com' },
      direct,
      env('HTTPS_PROXY', P),
    ],
    [
      'never for loopback',
      { proxy: P },
      { WXADMIN_API_BASE: 'http://localhost:1', HTTP_PROXY: P },
      three,
      undefined,
    ],
    ['never for the sandbox', { account: 'sandbox', proxy: P }, { HTTP_PROXY: P }, three, undefined],
  ]
  test.each(cases)('%s', (_, flags, environment, accounts, expected) => {
    expect(resolve(flags, environment, accounts).proxy).toEqual(expected)
  })

  const clear: AccountsFile = { accounts: { test1: { ...test1, apiBase: 'http://relay.example' } } }
  test('HTTP_PROXY for an http base, but not its upper case in a CGI program', () => {
    expect(resolve({}, { HTTP_PROXY: P, HTTPS_PROXY: 'http://q' }, clear).proxy).toEqual(env('HTTP_PROXY', P))
    expect(resolve({}, { HTTP_PROXY: P, REQUEST_METHOD: 'GET' }, clear).proxy).toBeUndefined()
    expect(resolve({}, { http_proxy: P, REQUEST_METHOD: 'GET' }, clear).proxy).toEqual(env('http_proxy', P))
  })

  test('one that cannot be used is named, without its password', () => {
    expect(() => resolve({}, { ALL_PROXY: 'socks5://me:hunter2@p:1' }, direct)).toThrow(
      expect.objectContaining({
        code: 'PROXY_UNSUPPORTED',
        params: { name: 'ALL_PROXY', kind: 'socks5' },
      }),
    )
  })
})
