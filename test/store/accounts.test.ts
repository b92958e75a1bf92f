import { describe, expect, test } from 'vitest'
import {
  addAccount,
  changeAccount,
  chooseDefault,
  defaultName,
  findAccount,
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
    [{ accounts: { a: 1 } }, 'accounts.a'],
    [{ accounts: { a: {} } }, 'accounts.a.appid'],
    [{ accounts: { a: { appid: 'wx1', secret: 1 } } }, 'accounts.a.secret'],
    [{ accounts: { a: { appid: 'wx1', mode: 'x' } } }, 'accounts.a.mode'],
    [{ accounts: { a: { appid: 'wx1', tokenSource: 'x' } } }, 'accounts.a.tokenSource'],
    [{ accounts: { a: { appid: 'wx1', apiBase: 'x' } } }, 'accounts.a.apiBase'],
    [{ accounts: {}, default: 1 }, 'default'],
    [JSON.parse('{"accounts":{"__proto__":{"appid":"wx1"}}}'), 'accounts'],
  ])('%j names the place', (value, place) => {
    expect(() => parseAccounts(value)).toThrow(new Error(place))
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
