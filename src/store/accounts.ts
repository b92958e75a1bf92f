/** The accounts of the store as a value: reading what a file holds, and every change to it. */
import { WxError } from '../errors'
import { messageModes } from '../wechat/callback-values'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../wechat/sandbox-account'
import { parseApiBase } from './api-base'
import { type Account, type AccountsFile, SANDBOX, SANDBOX_BASE, type TokenSourceName } from './types'

/** The account that always exists (PRODUCT section 7). It is in no file and cannot be changed. */
export const builtinAccount: Account = {
  name: SANDBOX,
  appid: SANDBOX_APPID,
  secret: SANDBOX_SECRET,
  mode: 'plain',
  tokenSource: 'stable',
  apiBase: SANDBOX_BASE,
}

export const isAccountName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name)

export const isTokenSource = (value: string): value is TokenSourceName =>
  value === 'stable' || value === 'classic' || /^command:\s*\S/.test(value)

/** @throws Error naming the place of what is wrong, never its value */
export function parseAccounts(value: unknown): AccountsFile {
  const file = record(value, 'JSON')
  const accounts = Object.entries(record(file.accounts ?? {}, 'accounts')).map(
    ([name, entry]) => [name, parseAccount(name, entry)] as const,
  )
  if (file.default !== undefined && typeof file.default !== 'string') throw new Error('default')
  return { ...file, accounts: Object.fromEntries(accounts) }
}

function parseAccount(name: string, value: unknown): Account {
  const at = `accounts.${name}`
  if (!isAccountName(name)) throw new Error('accounts')
  const entry = record(value, at)
  for (const key of [
    'appid',
    'secret',
    'callbackToken',
    'aesKey',
    'mode',
    'tokenSource',
    'apiBase',
    'proxy',
    'callbackUrl',
  ])
    if (entry[key] !== undefined && typeof entry[key] !== 'string') throw new Error(`${at}.${key}`)
  const { appid, mode = 'plain', tokenSource = 'stable' } = entry as Record<string, string | undefined>
  if (!appid) throw new Error(`${at}.appid`)
  if (!messageModes.some((known) => known === mode)) throw new Error(`${at}.mode`)
  if (!isTokenSource(tokenSource)) throw new Error(`${at}.tokenSource`)
  if (typeof entry.apiBase === 'string' && !parseApiBase(entry.apiBase)) throw new Error(`${at}.apiBase`)
  // What a newer version added stays in the file.
  return { ...entry, name, appid, mode: mode as Account['mode'], tokenSource }
}

function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(at)
  return value as Record<string, unknown>
}

/** Names of the store's own accounts, sorted. */
export const accountNames = (file: AccountsFile): string[] => Object.keys(file.accounts).sort()

/** The account to use where none is named: the default, or the only one there is. */
export function defaultName(file: AccountsFile): string | undefined {
  const names = accountNames(file)
  return file.default ?? (names.length === 1 ? names[0] : undefined)
}

/** @throws WxError ACCOUNT_UNKNOWN */
export function findAccount(file: AccountsFile, name: string): Account {
  if (name === SANDBOX) return builtinAccount
  const account = Object.hasOwn(file.accounts, name) ? file.accounts[name] : undefined
  if (account) return account
  throw new WxError('ACCOUNT_UNKNOWN', { name, known: [...accountNames(file), SANDBOX].join(', ') })
}

/** @throws WxError ACCOUNT_NAME_INVALID, ACCOUNT_RESERVED, ACCOUNT_EXISTS */
export function checkNewName(file: AccountsFile, name: string): void {
  if (!isAccountName(name)) throw new WxError('ACCOUNT_NAME_INVALID', { name })
  checkOwn(name)
  if (Object.hasOwn(file.accounts, name)) throw new WxError('ACCOUNT_EXISTS', { name })
}

/** Adds an account; the first one is the default. */
export function addAccount(file: AccountsFile, account: Account, use = false): AccountsFile {
  checkNewName(file, account.name)
  const first = accountNames(file).length === 0 && file.default === undefined
  return {
    ...file,
    ...((use || first) && { default: account.name }),
    accounts: { ...file.accounts, [account.name]: account },
  }
}

/** @throws WxError ACCOUNT_UNKNOWN, ACCOUNT_RESERVED */
export function changeAccount(
  file: AccountsFile,
  name: string,
  change: (account: Account) => Account,
): AccountsFile {
  checkOwn(name)
  const account = findAccount(file, name)
  const next = change(account)
  return next === account ? file : { ...file, accounts: { ...file.accounts, [name]: { ...next, name } } }
}

/** @throws WxError ACCOUNT_UNKNOWN */
export function chooseDefault(file: AccountsFile, name: string): AccountsFile {
  findAccount(file, name)
  return file.default === name ? file : { ...file, default: name }
}

/** The default follows. @throws WxError ACCOUNT_UNKNOWN, ACCOUNT_RESERVED, ACCOUNT_EXISTS, ACCOUNT_NAME_INVALID */
export function renameAccount(file: AccountsFile, name: string, newName: string): AccountsFile {
  checkOwn(name)
  const account = findAccount(file, name)
  if (name === newName) return file
  checkNewName(file, newName)
  const { [name]: _, ...others } = file.accounts
  return {
    ...file,
    ...(file.default === name && { default: newName }),
    accounts: { ...others, [newName]: { ...account, name: newName } },
  }
}

/** The default moves to none. @throws WxError ACCOUNT_UNKNOWN, ACCOUNT_RESERVED */
export function removeAccount(file: AccountsFile, name: string): AccountsFile {
  checkOwn(name)
  findAccount(file, name)
  const { [name]: _, ...accounts } = file.accounts
  const { default: chosen, ...rest } = file
  return { ...rest, ...(chosen !== undefined && chosen !== name && { default: chosen }), accounts }
}

/** @throws WxError ACCOUNT_RESERVED */
function checkOwn(name: string): void {
  if (name === SANDBOX) throw new WxError('ACCOUNT_RESERVED', { name })
}
