/** The accounts of the store as a value: reading what a file holds, and every change to it. */
import { WxError } from '../errors'
import { messageModes } from '../wechat/callback/values'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../wechat/sandbox-account'
import { parseApiBase } from './api-base'
import { hubIn } from './hub-source'
import {
  type Account,
  type AccountsFile,
  NEWER,
  type NewerAccount,
  SANDBOX,
  SANDBOX_BASE,
  type TokenSourceName,
} from './types'

/** The account that always exists. It is in no file and cannot be changed. */
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
  value === 'stable' ||
  value === 'classic' ||
  /^command:\s*\S/.test(value) ||
  parseApiBase(hubIn(value) ?? '') !== undefined

/**
 * Reads what the file holds. An account that this version does not understand makes that one unusable, not the others.
 * @throws Error naming the place of what is wrong with the whole, never its value
 */
export function parseAccounts(value: unknown): AccountsFile {
  const { default: chosen, ...file } = record(value, 'JSON')
  const accounts = Object.entries(record(file.accounts ?? {}, 'accounts')).map(
    ([name, entry]) => [name, readAccount(name, entry)] as const,
  )
  return {
    ...file,
    ...(typeof chosen === 'string' && { default: chosen }),
    ...(chosen !== undefined && typeof chosen !== 'string' && { [NEWER]: { default: chosen } }),
    accounts: Object.fromEntries(accounts),
  }
}

/** The file to write: what a newer version wrote goes back as it was. */
export function formatAccounts(value: AccountsFile): object {
  const { [NEWER]: newer, default: own, ...file } = value
  const chosen = own ?? newer?.default
  const accounts = Object.entries(file.accounts).map(
    ([name, account]) => [name, isNewer(account) ? account[NEWER].entry : account] as const,
  )
  return { ...(chosen !== undefined && { default: chosen }), ...file, accounts: Object.fromEntries(accounts) }
}

/** Whether a newer version wrote the account, so that this one cannot use it. */
export const isNewer = (account: Account | NewerAccount): account is NewerAccount => NEWER in account

function readAccount(name: string, entry: unknown): Account | NewerAccount {
  try {
    return parseAccount(name, entry)
  } catch (error) {
    const { appid } = Object(entry) as Record<string, unknown>
    const place = error instanceof Error ? error.message : 'accounts'
    return { name, ...(typeof appid === 'string' && { appid }), [NEWER]: { place, entry } }
  }
}

function parseAccount(name: string, value: unknown): Account {
  const at = `accounts.${name}`
  if (!isAccountName(name)) throw new Error('accounts')
  const entry = record(value, at)
  for (const key of [
    'appid',
    'secret',
    'hubKey',
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

/** Whether an account has this AppID, also one that only a newer version can use. */
export const hasAppid = (file: AccountsFile, appid: string): boolean =>
  Object.values(file.accounts).some((account) => account.appid === appid)

/** Names of the store's own accounts, sorted. */
export const accountNames = (file: AccountsFile): string[] => Object.keys(file.accounts).sort()

/** The account to use where none is named: the default, or the only one there is. */
export function defaultName(file: AccountsFile): string | undefined {
  const names = accountNames(file)
  return file.default ?? (names.length === 1 ? names[0] : undefined)
}

/** An account that can be used. @throws WxError ACCOUNT_UNKNOWN, ACCOUNT_NEWER */
export function findAccount(file: AccountsFile, name: string): Account {
  const account = findEntry(file, name)
  if (!isNewer(account)) return account
  throw new WxError('ACCOUNT_NEWER', { name, place: account[NEWER].place })
}

/** An account, also one that only a newer version can use. @throws WxError ACCOUNT_UNKNOWN */
export function findEntry(file: AccountsFile, name: string): Account | NewerAccount {
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

/** @throws WxError ACCOUNT_UNKNOWN, ACCOUNT_RESERVED, ACCOUNT_NEWER */
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
  findEntry(file, name)
  return file.default === name ? file : { ...file, default: name }
}

/** Where it was the default, it still is under its new name. @throws WxError ACCOUNT_UNKNOWN, ACCOUNT_RESERVED, ACCOUNT_EXISTS, ACCOUNT_NAME_INVALID */
export function renameAccount(file: AccountsFile, name: string, newName: string): AccountsFile {
  checkOwn(name)
  const account = findEntry(file, name)
  if (name === newName) return file
  checkNewName(file, newName)
  const { [name]: _, ...others } = file.accounts
  return {
    ...file,
    ...(file.default === name && { default: newName }),
    accounts: { ...others, [newName]: renamed(account, newName) },
  }
}

function renamed(account: Account | NewerAccount, name: string): Account | NewerAccount {
  if (!isNewer(account)) return { ...account, name }
  const { entry, place } = account[NEWER]
  const isNamed = typeof entry === 'object' && entry !== null && 'name' in entry
  return { ...account, name, [NEWER]: { place, entry: isNamed ? { ...entry, name } : entry } }
}

/** Where it was the default, there is none afterwards. @throws WxError ACCOUNT_UNKNOWN, ACCOUNT_RESERVED */
export function removeAccount(file: AccountsFile, name: string): AccountsFile {
  checkOwn(name)
  findEntry(file, name)
  const { [name]: _, ...accounts } = file.accounts
  const { default: chosen, ...rest } = file
  return { ...rest, ...(chosen !== undefined && chosen !== name && { default: chosen }), accounts }
}

/** @throws WxError ACCOUNT_RESERVED */
function checkOwn(name: string): void {
  if (name === SANDBOX) throw new WxError('ACCOUNT_RESERVED', { name })
}
