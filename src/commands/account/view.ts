import { builtinAccount, defaultName, findEntry, isNewer } from '../../store/accounts'
import { hubIn } from '../../store/hub-source'
import { type Account, type AccountsFile, NEWER, type NewerAccount, SANDBOX } from '../../store/types'
import { API_BASE } from '../../wechat/hosts'
import { redact, shownSource } from '../../wechat/redact'

/** An account as `--json` shows it: secrets only as set or missing. */
export interface AccountView {
  readonly name: string
  readonly appid: string
  /** A newer version wrote it, and this one cannot use it. */
  readonly newer: boolean
  readonly default: boolean
  /** The sandbox, which is in no file. */
  readonly builtin: boolean
  readonly secret: 'set' | 'missing'
  /** For the hub of the token source; absent with another source. */
  readonly hubKey?: 'set' | 'missing'
  readonly callbackToken: 'set' | 'missing'
  readonly aesKey: 'set' | 'missing'
  readonly mode: string
  readonly tokenSource: string
  readonly apiBase: string
  /** Null: as the environment says. */
  readonly proxy: string | null
  /** Null: not set. */
  readonly callbackUrl: string | null
}

export function viewAccount(file: AccountsFile, account: Account): AccountView {
  return {
    name: account.name,
    appid: account.appid,
    newer: false,
    default: defaultName(file) === account.name,
    builtin: account === builtinAccount,
    secret: presence(account.secret),
    ...(hubIn(account.tokenSource) !== undefined && { hubKey: presence(account.hubKey) }),
    callbackToken: presence(account.callbackToken),
    aesKey: presence(account.aesKey),
    mode: account.mode,
    tokenSource: shownSource(account.tokenSource),
    apiBase: account.apiBase ?? API_BASE,
    proxy: account.proxy === undefined ? null : redact(account.proxy),
    callbackUrl: account.callbackUrl === undefined ? null : redact(account.callbackUrl),
  }
}

/** What can be told of an account that a newer version wrote. */
export function viewNewer(file: AccountsFile, account: NewerAccount): AccountView {
  const entry = Object(account[NEWER].entry) as Record<string, unknown>
  const text = (key: string) => {
    const value = entry[key]
    return typeof value === 'string' ? redact(value) : null
  }
  const presenceOf = (key: string) => presence(entry[key] === undefined ? undefined : 'there')
  return {
    name: account.name,
    appid: account.appid ?? '-',
    newer: true,
    default: defaultName(file) === account.name,
    builtin: false,
    secret: presenceOf('secret'),
    ...(entry.hubKey !== undefined && { hubKey: 'set' as const }),
    callbackToken: presenceOf('callbackToken'),
    aesKey: presenceOf('aesKey'),
    mode: text('mode') ?? '-',
    tokenSource: text('tokenSource') ?? '-',
    apiBase: text('apiBase') ?? API_BASE,
    proxy: text('proxy'),
    callbackUrl: text('callbackUrl'),
  }
}

/** Every account by name, the built-in one last. */
export function viewAccounts(file: AccountsFile): AccountView[] {
  const names = [...Object.keys(file.accounts).sort(), SANDBOX]
  return names.map((name) => {
    const account = findEntry(file, name)
    return isNewer(account) ? viewNewer(file, account) : viewAccount(file, account)
  })
}

const presence = (value: string | undefined) => (value ? 'set' : 'missing')
