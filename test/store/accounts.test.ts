import { describe, expect, test } from 'vitest'
import {
  addAccount,
  changeAccount,
  chooseDefault,
  defaultName,
  findAccount,
  formatAccounts,
  isAccountName,
  parseAccounts,
  removeAccount,
  renameAccount,
} from '../../src/store/accounts'
import type { Account, AccountsFile } from '../../src/store/types'

const account = (name: string): Account => ({
  name,
  appid: 'wx00000000000000aa',
  mode: 'plain',
  tokenSource: 'stable',
})
const two: AccountsFile = { default: 'a', accounts: { a: account('a'), b: account('b') } }
const code = (name: string) => expect.objectContaining({ code: name })

test.each(['a', 'A-1_b', '0', 'constructor', 'x'.repeat(64)])('%s is a name', (name) => {
  expect(isAccountName(name)).toBe(true)
})

test.each(['', '.', 'a.b', 'a/b', 'a\\b', '-a', '_a', '__proto__', 'é', 'a b', 'x'.repeat(65), 'a\n'])(
  '%j is no name',
  (name) => {
    expect(isAccountName(name)).toBe(false)
    expect(() => addAccount(two, account(name))).toThrow(code('ACCOUNT_NAME_INVALID'))
  },
)

describe('parsing', () => {
  test('fills what is absent and keeps what a newer version wrote', () => {
    const file = { accounts: { a: { appid: 'wx1', hue: 7 } }, future: true }
    expect(parseAccounts(file)).toEqual({
      future: true,
      accounts: { a: { name: 'a', appid: 'wx1', mode: 'plain', tokenSource: 'stable', hue: 7 } },
    })
    expect(parseAccounts({})).toEqual({ accounts: {} })
  })

  test.each([
    [[], 'JSON'],
    ['x', 'JSON'],
    [{ accounts: [] }, 'accounts'],
  ])('%j names the place', (value, place) => {
    expect(() => parseAccounts(value)).toThrow(new Error(place))
  })

  test.each([
    [1, 'accounts.a'],
    [{}, 'accounts.a.appid'],
    [{ appid: 'wx1', secret: 1 }, 'accounts.a.secret'],
    [{ appid: 'wx1', mode: 'x' }, 'accounts.a.mode'],
    [{ appid: 'wx1', tokenSource: 'x' }, 'accounts.a.tokenSource'],
    [{ appid: 'wx1', apiBase: 'x' }, 'accounts.a.apiBase'],
  ])('an account that is %j is the only one that cannot be used, and goes back as it was', (entry, place) => {
    const before = { accounts: { a: entry, b: account('b') }, future: true }
    const file = parseAccounts(before)
    expect(findAccount(file, 'b')).toEqual(account('b'))
    expect(() => findAccount(file, 'a')).toThrow(
      expect.objectContaining({ code: 'ACCOUNT_NEWER', params: { name: 'a', place } }),
    )
    expect(formatAccounts(file)).toEqual(before)
  })

  test('a name that is none here, and a default of another form, go back as they were', () => {
    const before = JSON.parse(
      '{"default":{"by":"directory"},"accounts":{"__proto__":{"appid":"wx1"},"a.b":{"appid":"wx2"}}}',
    )
    const file = parseAccounts(before)
    expect(defaultName(file)).toBeUndefined()
    expect(JSON.stringify(formatAccounts(file))).toBe(JSON.stringify(before))
    expect(JSON.parse(JSON.stringify(formatAccounts(chooseDefault(file, 'a.b')))).default).toBe('a.b')
  })
})

describe('changing', () => {
  test('the first account is the default, the next only where asked', () => {
    const one = addAccount({ accounts: {} }, account('a'))
    expect(one.default).toBe('a')
    expect(addAccount(one, account('b')).default).toBe('a')
    expect(addAccount(one, account('b'), true).default).toBe('b')
  })

  test('a name that is taken or built in cannot be added', () => {
    expect(() => addAccount(two, account('a'))).toThrow(code('ACCOUNT_EXISTS'))
    expect(() => addAccount(two, account('sandbox'))).toThrow(code('ACCOUNT_RESERVED'))
  })

  test('names from the prototype are ordinary names', () => {
    expect(() => findAccount(two, 'constructor')).toThrow(code('ACCOUNT_UNKNOWN'))
    const file = addAccount(two, account('constructor'))
    expect(findAccount(file, 'constructor').name).toBe('constructor')
  })

  test('the default follows a new name and goes with its account', () => {
    expect(renameAccount(two, 'a', 'c')).toEqual({
      default: 'c',
      accounts: { b: account('b'), c: account('c') },
    })
    expect(renameAccount(two, 'b', 'c').default).toBe('a')
    expect(removeAccount(two, 'a')).toEqual({ accounts: { b: account('b') } })
    expect(removeAccount(two, 'b').default).toBe('a')
  })

  test('the only account is the default by itself', () => {
    expect(defaultName(removeAccount(two, 'a'))).toBe('b')
    expect(defaultName({ accounts: two.accounts })).toBeUndefined()
  })

  test('what changes nothing is the same value, so that nothing is written', () => {
    expect(chooseDefault(two, 'a')).toBe(two)
    expect(renameAccount(two, 'a', 'a')).toBe(two)
    expect(changeAccount(two, 'a', (same) => same)).toBe(two)
  })

  test('the built-in account can be chosen but not changed', () => {
    expect(chooseDefault(two, 'sandbox').default).toBe('sandbox')
    for (const change of [
      () => changeAccount(two, 'sandbox', (same) => same),
      () => renameAccount(two, 'sandbox', 'x'),
      () => renameAccount(two, 'a', 'sandbox'),
      () => removeAccount(two, 'sandbox'),
    ])
      expect(change).toThrow(code('ACCOUNT_RESERVED'))
  })
})
