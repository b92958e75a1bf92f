import { builtinAccount, defaultName, findAccount } from '../../store/accounts'
import { type Account, type AccountsFile, SANDBOX } from '../../store/types'
import { API_BASE } from '../../wechat/hosts'
import { redact, shownSource } from '../../wechat/redact'

/** An account as `--json` shows it: secrets only as set or missing. */
export interface AccountView {
  readonly name: string
  readonly appid: string
  readonly default: boolean
  /** The sandbox, which is in no file. */
  readonly builtin: boolean
  readonly secret: 'set' | 'missing'
  readonly callbackToken: 'set' | 'missing'
  readonly aesKey: 'set' | 'missing'
  readonly mode: Account['mode']
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
    default: defaultName(file) === account.name,
    builtin: account === builtinAccount,
    secret: presence(account.secret),
    callbackToken: presence(account.callbackToken),
    aesKey: presence(account.aesKey),
    mode: account.mode,
    tokenSource: shownSource(account.tokenSource),
    apiBase: account.apiBase ?? API_BASE,
    proxy: account.proxy === undefined ? null : redact(account.proxy),
    callbackUrl: account.callbackUrl === undefined ? null : redact(account.callbackUrl),
  }
}

/** Every account by name, the built-in one last. */
export function viewAccounts(file: AccountsFile): AccountView[] {
  const names = [...Object.keys(file.accounts).sort(), SANDBOX]
  return names.map((name) => viewAccount(file, findAccount(file, name)))
}

const presence = (value: string | undefined) => (value ? 'set' : 'missing')
