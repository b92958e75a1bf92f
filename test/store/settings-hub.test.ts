import { describe, expect, test } from 'vitest'
import { newKey } from '../../src/hub/keys'
import { parseAccounts } from '../../src/store/accounts'
import { needsAccounts, resolveSettings, type SettingFlags, stillStands } from '../../src/store/settings'
import { type Account, type AccountsFile, NEWER } from '../../src/store/types'

const HUB = 'https://hub.example'
const OTHER = 'https://other.example'
const [KEPT, GIVEN] = [newKey(), newKey()]
const direct: Account = {
  name: 'direct',
  appid: 'wx00000000000000aa',
  secret: 'a'.repeat(32),
  mode: 'plain',
  tokenSource: 'stable',
}
const hubbed: Account = {
  name: 'hubbed',
  appid: 'wx00000000000000bb',
  hubKey: KEPT,
  mode: 'plain',
  tokenSource: `hub:${HUB}`,
}
const both: AccountsFile = { default: 'direct', accounts: { direct, hubbed } }
const none: AccountsFile = { accounts: {} }

type Env = Record<string, string>
const resolve = (flags: SettingFlags, env: Env, accounts: AccountsFile = both) =>
  resolveSettings({ flags, env, accounts })
const given = { WXADMIN_HUB: HUB, WXADMIN_HUB_KEY: GIVEN }

/** What of the settings says where calls go, and with which credentials. */
const shown = ({ account, appid, secret, accessToken, tokenSource, hubKey }: ReturnType<typeof resolve>) => ({
  account: account?.value,
  appid: appid?.value,
  secret: secret?.value,
  accessToken: accessToken?.value,
  source: tokenSource.value,
  key: hubKey?.value,
})

describe('where calls go', () => {
  test.each<[string, SettingFlags, Env, AccountsFile, object]>([
    [
      'the two variables alone: by the hub, with no account of the store',
      {},
      given,
      both,
      { source: `hub:${HUB}`, key: GIVEN },
    ],
    ['the same without a store', {}, given, none, { source: `hub:${HUB}`, key: GIVEN }],
    [
      'with WXADMIN_APPID, which says whom the calls are for',
      {},
      { ...given, WXADMIN_APPID: hubbed.appid },
      both,
      { appid: hubbed.appid, source: `hub:${HUB}`, key: GIVEN },
    ],
    [
      'with WXADMIN_ACCOUNT: its AppID, the key of the environment',
      {},
      { ...given, WXADMIN_ACCOUNT: 'hubbed' },
      both,
      { account: 'hubbed', appid: hubbed.appid, source: `hub:${HUB}`, key: GIVEN },
    ],
    [
      'an account with a secret: by way of the hub the secret takes no part',
      {},
      { ...given, WXADMIN_ACCOUNT: 'direct' },
      both,
      { account: 'direct', appid: direct.appid, source: `hub:${HUB}`, key: GIVEN },
    ],
    [
      'WXADMIN_SECRET takes no part either',
      {},
      { ...given, WXADMIN_APPID: direct.appid, WXADMIN_SECRET: 'c'.repeat(32) },
      both,
      { appid: direct.appid, source: `hub:${HUB}`, key: GIVEN },
    ],
    [
      'the hub of an account, with its key',
      { account: 'hubbed' },
      {},
      both,
      { account: 'hubbed', appid: hubbed.appid, source: `hub:${HUB}`, key: KEPT },
    ],
    [
      '-a with an account of its own source: the environment is not used',
      { account: 'direct' },
      given,
      both,
      { account: 'direct', appid: direct.appid, secret: direct.secret, source: 'stable' },
    ],
    [
      '-a sandbox: the environment is not used',
      { account: 'sandbox' },
      given,
      both,
      { account: 'sandbox', appid: expect.any(String), secret: expect.any(String), source: 'stable' },
    ],
    [
      'a key without a hub: nothing but that it is there is known, and calls go as before',
      {},
      { WXADMIN_HUB_KEY: GIVEN },
      both,
      { account: 'direct', appid: direct.appid, secret: direct.secret, source: 'stable', key: GIVEN },
    ],
    [
      'a token that was given is used as it is, at WeChat, with an account of a hub',
      {},
      { WXADMIN_ACCOUNT: 'hubbed', WXADMIN_ACCESS_TOKEN: 'token-1' },
      both,
      { account: 'hubbed', appid: hubbed.appid, accessToken: 'token-1', source: `hub:${HUB}`, key: KEPT },
    ],
  ])('%s', (_, flags, env, accounts, expected) => {
    const nothing = {
      account: undefined,
      appid: undefined,
      secret: undefined,
      accessToken: undefined,
      key: undefined,
    }
    expect(shown(resolve(flags, env, accounts))).toEqual({ ...nothing, ...expected })
  })
})

describe('a key goes to no other hub than the one it was given with', () => {
  test.each<[string, SettingFlags, Env, object]>([
    [
      'the key of the store not to a hub that the environment names',
      {},
      { WXADMIN_ACCOUNT: 'hubbed', WXADMIN_HUB: OTHER },
      { source: `hub:${OTHER}`, key: undefined },
    ],
    [
      'the key of the store to the hub of its account, where the environment names that one',
      {},
      { WXADMIN_ACCOUNT: 'hubbed', WXADMIN_HUB: `${HUB}/` },
      { source: `hub:${HUB}`, key: KEPT },
    ],
    [
      'another path on the same host is another hub',
      {},
      { WXADMIN_ACCOUNT: 'hubbed', WXADMIN_HUB: `${HUB}/wx` },
      { source: `hub:${HUB}/wx`, key: undefined },
    ],
    [
      'another port as well',
      {},
      { WXADMIN_ACCOUNT: 'hubbed', WXADMIN_HUB: `${HUB}:8443` },
      { source: `hub:${HUB}:8443`, key: undefined },
    ],
    [
      'the key of the environment not to the hub of an account',
      {},
      { WXADMIN_ACCOUNT: 'hubbed', WXADMIN_HUB_KEY: GIVEN },
      { source: `hub:${HUB}`, key: KEPT },
    ],
    [
      'nor with -a, where the environment names another one',
      { account: 'hubbed' },
      { WXADMIN_HUB: OTHER, WXADMIN_HUB_KEY: GIVEN },
      { source: `hub:${HUB}`, key: KEPT },
    ],
  ])('%s', (_, flags, env, expected) => {
    expect(shown(resolve(flags, env))).toMatchObject(expected)
  })

  test('an account without its key gets that of the environment only where WXADMIN_HUB names the same hub', () => {
    const { hubKey: _, ...bare } = hubbed
    const accounts = { accounts: { hubbed: bare } }
    const flags = { account: 'hubbed' }
    expect(resolve(flags, { WXADMIN_HUB_KEY: GIVEN }, accounts).hubKey).toBeUndefined()
    expect(resolve(flags, { ...given, WXADMIN_HUB: OTHER }, accounts).hubKey).toBeUndefined()
    expect(resolve(flags, given, accounts).hubKey?.value).toBe(GIVEN)
  })
})

describe('addresses', () => {
  test.each<[string, string, string]>([
    ['http beyond this machine', 'http://hub.example', 'HUB_ADDRESS_CLEARTEXT'],
    ['http at an address of the network', 'http://10.0.0.2:8080', 'HUB_ADDRESS_CLEARTEXT'],
    ['a name that begins like this machine', 'http://localhost.example', 'HUB_ADDRESS_CLEARTEXT'],
    ['WeChat itself', 'https://api.weixin.qq.com', 'VALUE_INVALID'],
    ['WeChat itself in clear text', 'http://api.weixin.qq.com', 'VALUE_INVALID'],
    ['no scheme', 'hub.example', 'VALUE_INVALID'],
    ['another scheme', 'ftp://hub.example', 'VALUE_INVALID'],
    ['a name and password', 'https://u:p@hub.example', 'VALUE_INVALID'],
    ['a query', 'https://hub.example/?k=v', 'VALUE_INVALID'],
    ['a fragment', 'https://hub.example/#k', 'VALUE_INVALID'],
    ['a key in place of the address', GIVEN, 'VALUE_INVALID'],
  ])('%s is refused', (_, address, code) => {
    const failing = () => resolve({}, { ...given, WXADMIN_HUB: address }, none)
    expect(failing).toThrow(expect.objectContaining({ code }))
    try {
      failing()
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain(':p@')
      expect(JSON.stringify(error)).not.toContain(GIVEN)
    }
  })

  test.each([
    ['http://127.0.0.1:8090', 'http://127.0.0.1:8090'],
    ['http://localhost:8090/', 'http://localhost:8090'],
    ['http://[::1]:8090', 'http://[::1]:8090'],
    ['https://HUB.example:443/wx/', 'https://hub.example/wx'],
    [' https://hub.example ', HUB],
  ])('%j is taken as %s', (address, hub) => {
    expect(resolve({}, { ...given, WXADMIN_HUB: address }, none).tokenSource.value).toBe(`hub:${hub}`)
  })

  test('an address in the store that somebody wrote there is held to the same', () => {
    const accounts = { accounts: { hubbed: { ...hubbed, tokenSource: 'hub:http://hub.example' } as Account } }
    expect(() => resolve({}, {}, accounts)).toThrow(
      expect.objectContaining({ code: 'HUB_ADDRESS_CLEARTEXT' }),
    )
  })

  test('two ways to get a token in one environment are a contradiction', () => {
    expect(() => resolve({}, { ...given, WXADMIN_ACCESS_TOKEN: 'token-1' }, none)).toThrow(
      expect.objectContaining({ code: 'OPTIONS_CONFLICT' }),
    )
  })
})

describe('around', () => {
  test('the proxy is the one for the hub, not for WeChat', () => {
    const env = { HTTPS_PROXY: 'http://proxy.example:3128' }
    expect(resolve({}, { ...given, ...env }, none).proxy?.value).toBe('http://proxy.example:3128')
    expect(resolve({}, { ...given, ...env, NO_PROXY: 'hub.example' }, none).proxy).toBeUndefined()
    expect(resolve({}, { ...given, ...env, NO_PROXY: 'api.weixin.qq.com' }, none).proxy).toBeDefined()
    const local = { ...given, WXADMIN_HUB: 'http://127.0.0.1:1', HTTP_PROXY: 'http://proxy.example:3128' }
    expect(resolve({}, local, none).proxy).toBeUndefined()
  })

  test('the store is read only where an account is named', () => {
    expect(needsAccounts({}, given)).toBe(false)
    expect(needsAccounts({}, { ...given, WXADMIN_APPID: direct.appid })).toBe(false)
    expect(needsAccounts({}, { ...given, WXADMIN_ACCOUNT: 'direct' })).toBe(true)
    expect(needsAccounts({ account: 'direct' }, given)).toBe(true)
  })

  test('-a names what of the environment is not used', () => {
    expect(resolve({ account: 'direct' }, given).unused).toEqual(['WXADMIN_HUB', 'WXADMIN_HUB_KEY'])
    expect(resolve({ account: 'hubbed' }, given).unused).toEqual(['WXADMIN_HUB_KEY'])
    const { hubKey: _, ...bare } = hubbed
    expect(resolve({ account: 'hubbed' }, given, { accounts: { hubbed: bare } }).unused).toEqual([])
  })

  test('what was fetched with a key that the account no longer has is not kept', () => {
    const settings = resolve({ account: 'hubbed' }, {})
    expect(stillStands(settings, both)).toBe(true)
    const changed = { accounts: { hubbed: { ...hubbed, hubKey: GIVEN } } }
    expect(stillStands(settings, changed)).toBe(false)
  })

  test('an account of a hub is read from the file; one whose key is no text is of a newer version', () => {
    const file = (hubKey: unknown) =>
      parseAccounts({ accounts: { hubbed: { ...hubbed, name: undefined, hubKey } } }).accounts.hubbed
    expect(file(KEPT)).toEqual(hubbed)
    expect(NEWER in Object(file({ id: 1 }))).toBe(true)
  })
})
