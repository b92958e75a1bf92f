import type { Env } from '../env'
import { WxError } from '../errors'
import { judgeAppid } from '../wechat/appid'
import { isAesKey, isCallbackToken, type MessageMode, messageModes } from '../wechat/callback/values'
import { trimGiven } from '../wechat/given-value'
import { API_BASE } from '../wechat/hosts'
import { accountNames, builtinAccount, defaultName, findAccount, findEntry, isNewer } from './accounts'
import { hubAddress, parseApiBase } from './api-base'
import { hubIn } from './hub-source'
import { resolveProxy } from './proxy'
import {
  type Account,
  type AccountsFile,
  type Origin,
  SANDBOX,
  SANDBOX_BASE,
  type Setting,
  type Settings,
  type TokenSourceName,
} from './types'

const TIMEOUT_MS = 10_000

/** The flags that take part. */
export interface SettingFlags {
  readonly account?: string
  /** Seconds. */
  readonly timeout?: number
  readonly proxy?: string
}

/** Whether the accounts file takes part: CI and the built-in sandbox work also where it cannot be read. */
export function needsAccounts(flags: SettingFlags, env: Env): boolean {
  const name = flags.account ?? env.WXADMIN_ACCOUNT
  if (name) return name !== SANDBOX
  if (env.WXADMIN_HUB) return false
  return !(env.WXADMIN_APPID ? env.WXADMIN_SECRET : env.WXADMIN_ACCESS_TOKEN)
}

/**
 * Whether the accounts of now still have the AppID of the settings, with the secret where an account gave it. Under
 * whatever name: renaming changes nothing. A value that came from no account is left as it is.
 */
export function stillStands({ appid, secret, hubKey }: Settings, accounts: AccountsFile): boolean {
  const isStored = [appid, secret, hubKey].some((setting) => setting?.origin.from === 'account')
  if (!isStored || appid?.value === builtinAccount.appid) return true
  return Object.values(accounts.accounts).some(
    (account) =>
      account.appid === appid?.value &&
      (isNewer(account) ||
        ((secret?.origin.from !== 'account' || account.secret === secret.value) &&
          (hubKey?.origin.from !== 'account' || account.hubKey === hubKey.value))),
  )
}

/**
 * Flags > environment > the account in the store > defaults, each value with its origin.
 *
 * `-a` says who: AppID, secret and access token are the account's then, and the environment's are named in `unused`
 * (a secret that the account lacks may still come from there). Where the account has an API base that is neither WeChat's
 * nor on this machine, a secret or token of the environment needs WXADMIN_API_BASE to name it too. WXADMIN_HUB, with -a
 * not used either, is a token source without an account of the store: its key comes from the environment as well, and no
 * AppSecret takes part, since none is ever sent to a hub. Everything else follows the order with -a as well. The
 * built-in sandbox goes with an API base on this machine alone: that of one that runs. Nothing is chosen where nothing
 * is configured: `appid` is absent.
 * @throws WxError ACCOUNT_UNKNOWN, ACCOUNT_NEWER, ACCOUNT_AMBIGUOUS, ACCOUNT_NOT_CHOSEN, API_BASE_REFUSED,
 * LENT_SECRET_REFUSED, SANDBOX_BASE_REFUSED, OPTIONS_CONFLICT, HUB_ADDRESS_CLEARTEXT, and the errors of bad values
 */
export function resolveSettings(input: {
  readonly flags: SettingFlags
  readonly env: Env
  readonly accounts: AccountsFile
}): Settings {
  const { flags, accounts } = input
  const env = new Variables(input.env)
  const chosen = choose(flags, env, accounts)
  // The built-in account is whole: only the callback's values, which it has none of, may be added to it, and the
  // address of a sandbox that runs on this machine.
  const own = chosen.account?.name === SANDBOX
  const isSettled = own || flags.account !== undefined
  const kept = stored(chosen.account)

  const appid = (isSettled ? undefined : env.appid()) ?? kept('appid')
  const named = own ? undefined : env.hub()
  const ownHub = hubIn(chosen.account?.tokenSource ?? '')
  const hub = isSettled || !named ? ownHub && hubAddress('token-source', ownHub) : named.value
  const source = (!isSettled && named) || kept('tokenSource') || byDefault('stable' as const)
  const tokenSource: Setting<TokenSourceName> =
    hub === undefined ? (source as Setting<TokenSourceName>) : { ...source, value: `hub:${hub}` }
  const secret = hub === undefined ? appid && secretOf(chosen.account, env, flags) : undefined
  const apiBase = env.apiBase(chosen.account) ?? kept('apiBase')
  const base = apiBase ?? byDefault(API_BASE)
  const accessToken = isSettled ? undefined : env.get('WXADMIN_ACCESS_TOKEN')
  if (accessToken && tokenSource.origin.from === 'env')
    throw new WxError('OPTIONS_CONFLICT', { first: 'WXADMIN_ACCESS_TOKEN', second: 'WXADMIN_HUB' })
  const hubKey = own
    ? undefined
    : hubKeyOf({ hub, named: named?.value, isSettled, env, account: chosen.account })
  checkLent(base, secret, accessToken)
  const accountProxy = kept('proxy')
  const flagProxy: Setting<string> | undefined =
    flags.proxy === undefined ? undefined : { value: flags.proxy, origin: { from: 'flag', name: '--proxy' } }
  return {
    account: chosen.account && { value: chosen.account.name, origin: chosen.origin },
    appid,
    secret,
    accessToken,
    callbackToken: env.callbackToken() ?? kept('callbackToken'),
    aesKey: env.aesKey() ?? kept('aesKey'),
    mode: env.mode() ?? kept('mode') ?? byDefault('plain'),
    callbackUrl: kept('callbackUrl'),
    tokenSource,
    hubKey,
    apiBase: base,
    proxy: resolveProxy((accessToken ? undefined : hub) ?? base.value, flagProxy ?? accountProxy, input.env),
    timeoutMs:
      flags.timeout === undefined
        ? byDefault(TIMEOUT_MS)
        : { value: Math.round(flags.timeout * 1000), origin: { from: 'flag', name: '--timeout' } },
    unused:
      own || flags.account === undefined
        ? []
        : unusedIn(env, { appid, secret, hubKey }, named && named.value !== hub),
  }
}

/** What the environment says about who, other than the account that -a named. */
function unusedIn(
  env: Variables,
  used: Pick<Settings, 'appid' | 'secret' | 'hubKey'>,
  isOtherHub = false,
): string[] {
  const names = {
    WXADMIN_APPID: used.appid,
    WXADMIN_SECRET: used.secret,
    WXADMIN_ACCESS_TOKEN: undefined,
    ...(isOtherHub && { WXADMIN_HUB: undefined }),
    WXADMIN_HUB_KEY: used.hubKey,
  }
  return Object.entries(names).flatMap(([name, setting]) => {
    const given = env.get(name)
    return given && given.value !== setting?.value ? [name] : []
  })
}

/**
 * The key for the hub in use. It goes to no other hub than the one it was given with: that of an account to the
 * account's, that of the environment to the one that WXADMIN_HUB names.
 */
function hubKeyOf({
  hub,
  named,
  isSettled,
  env,
  account,
}: {
  /** Address of the hub in use. */
  readonly hub: string | undefined
  /** What WXADMIN_HUB has. */
  readonly named: string | undefined
  readonly isSettled: boolean
  readonly env: Variables
  readonly account: Account | undefined
}): Setting<string> | undefined {
  const given = env.get('WXADMIN_HUB_KEY')
  if (hub === undefined) return isSettled ? undefined : given // for an error that says what is missing
  const own = parseApiBase(hubIn(account?.tokenSource ?? '') ?? '')?.base
  const kept = own === hub ? stored(account)('hubKey') : undefined
  const lent = named === hub ? given : undefined
  return isSettled ? (kept ?? lent) : (lent ?? kept)
}

interface Chosen {
  readonly account?: Account
  /** What chose it. */
  readonly origin: Origin
}

function choose(flags: SettingFlags, env: Variables, accounts: AccountsFile): Chosen {
  if (flags.account !== undefined)
    return { account: findAccount(accounts, flags.account), origin: { from: 'flag', name: '-a' } }
  const name = env.get('WXADMIN_ACCOUNT')
  const appid = env.appid()
  if (name) {
    const account = findAccount(accounts, name.value)
    if (appid && appid.value !== account.appid)
      throw new WxError('ACCOUNT_AMBIGUOUS', { appid: appid.value, name: name.value, other: account.appid })
    return { account, origin: name.origin }
  }
  if (appid) {
    // With its secret it is an account of its own (CI); without, the stored one of that AppID lends what it has.
    if (env.get('WXADMIN_SECRET') || env.get('WXADMIN_HUB')) return { origin: appid.origin }
    return { account: accountOf(appid.value, accounts), origin: appid.origin }
  }
  // A token or key in the environment may be any account's: the default one is not taken for its owner.
  if (env.get('WXADMIN_ACCESS_TOKEN') || env.get('WXADMIN_HUB')) return { origin: { from: 'default' } }
  const chosen = defaultName(accounts)
  if (chosen !== undefined) return { account: findAccount(accounts, chosen), origin: { from: 'default' } }
  const known = accountNames(accounts)
  if (known.length > 0) throw new WxError('ACCOUNT_NOT_CHOSEN', { known: known.join(', ') })
  return { origin: { from: 'default' } }
}

/** Several may share an AppID (two API bases, say): the default comes first. */
function accountOf(appid: string, accounts: AccountsFile): Account | undefined {
  const names = accountNames(accounts).filter((name) => accounts.accounts[name]?.appid === appid)
  const usable = names.filter((name) => !isNewer(findEntry(accounts, name)))
  const name = usable.find((candidate) => candidate === defaultName(accounts)) ?? usable[0] ?? names[0]
  return name === undefined ? undefined : findAccount(accounts, name)
}

function secretOf(account: Account | undefined, env: Variables, flags: SettingFlags) {
  const kept = stored(account)('secret')
  if (account?.name === SANDBOX) return kept
  const given = env.get('WXADMIN_SECRET')
  if (flags.account === undefined) return given ?? kept
  const appid = env.get('WXADMIN_APPID')
  return kept ?? (appid === undefined || appid.value === account?.appid ? given : undefined)
}

/**
 * An account may have a base of its own for its own secret. What the environment holds was not given for that base, and
 * whoever writes the store must not get hold of it: it goes to WeChat and to this machine, and elsewhere only where
 * WXADMIN_API_BASE names the account's base as well.
 * @throws WxError LENT_SECRET_REFUSED
 */
function checkLent(base: Setting<string>, ...lent: readonly (Setting<string> | undefined)[]): void {
  const given = lent.find((setting) => setting?.origin.from === 'env')
  if (given?.origin.from !== 'env' || base.origin.from !== 'account' || base.value === SANDBOX_BASE) return
  if (parseApiBase(base.value)?.host === 'wechat' || parseApiBase(base.value)?.host === 'loopback') return
  throw new WxError('LENT_SECRET_REFUSED', {
    name: given.origin.name,
    base: base.value,
    account: base.origin.name,
  })
}

function stored(account: Account | undefined) {
  return <Key extends keyof Account>(key: Key): Setting<NonNullable<Account[Key]>> | undefined => {
    const value = account?.[key]
    return account && value
      ? { value: value as NonNullable<Account[Key]>, origin: { from: 'account', name: account.name } }
      : undefined
  }
}

const byDefault = <Value>(value: Value): Setting<Value> => ({ value, origin: { from: 'default' } })

/** The environment's variables, checked; an empty one counts as unset. */
class Variables {
  constructor(private readonly env: Env) {}

  get(name: string): Setting<string> | undefined {
    const value = trimGiven(this.env[name] ?? '')
    return value ? { value, origin: { from: 'env', name } } : undefined
  }

  appid(): Setting<string> | undefined {
    const setting = this.get('WXADMIN_APPID')
    if (setting) checkAppid('WXADMIN_APPID', setting.value)
    return setting
  }

  hub(): Setting<string> | undefined {
    const setting = this.get('WXADMIN_HUB')
    return setting && { ...setting, value: hubAddress('WXADMIN_HUB', setting.value) }
  }

  callbackToken(): Setting<string> | undefined {
    const name = 'WXADMIN_CALLBACK_TOKEN'
    const setting = this.get(name)
    if (setting && !isCallbackToken(setting.value)) throw new WxError('CALLBACK_TOKEN_INVALID', { name })
    return setting
  }

  aesKey(): Setting<string> | undefined {
    const name = 'WXADMIN_AES_KEY'
    const setting = this.get(name)
    if (setting && !isAesKey(setting.value))
      throw new WxError('AES_KEY_INVALID', { name, length: setting.value.length })
    return setting
  }

  mode(): Setting<MessageMode> | undefined {
    const setting = this.get('WXADMIN_MODE')
    if (!setting) return undefined
    const value = messageModes.find((mode) => mode === setting.value)
    if (value) return { ...setting, value }
    throw new WxError('VALUE_INVALID', {
      name: 'WXADMIN_MODE',
      reason: `"${setting.value}"`,
      expected: messageModes.join(', '),
    })
  }

  /** WeChat's hosts and this machine; any other only where the account itself names it. The sandbox is on this machine. */
  apiBase(account: Account | undefined): Setting<string> | undefined {
    const setting = this.get('WXADMIN_API_BASE')
    if (!setting) return undefined
    const parsed = parseApiBase(setting.value)
    if (!parsed)
      throw new WxError('VALUE_INVALID', {
        name: 'WXADMIN_API_BASE',
        reason: '"…"', // it may hold a password
        expected: API_BASE,
      })
    if (account?.name === SANDBOX && parsed.host !== 'loopback')
      throw new WxError('SANDBOX_BASE_REFUSED', { base: parsed.base, origin: 'WXADMIN_API_BASE' })
    const secure = parsed.base.replace(/^http:/, 'https:')
    if (parsed.host === 'other' && parseApiBase(secure)?.host === 'wechat')
      throw new WxError('VALUE_INVALID', {
        name: 'WXADMIN_API_BASE',
        reason: `"${parsed.base}"`,
        expected: secure,
      })
    if (parsed.host === 'other' && parsed.base !== account?.apiBase)
      throw new WxError('API_BASE_REFUSED', { base: parsed.base, origin: 'WXADMIN_API_BASE' })
    return { ...setting, value: parsed.base }
  }
}

/** @throws WxError APPID_INVALID, APPID_IS_ORIGINAL_ID; `name` says where the value stood */
export function checkAppid(name: string, value: string): void {
  const verdict = judgeAppid(value)
  if (verdict === 'original-id') throw new WxError('APPID_IS_ORIGINAL_ID', { name, value })
  if (verdict === 'secret') throw new WxError('APPID_IS_SECRET', { name })
  if (verdict === 'invalid') throw new WxError('APPID_INVALID', { name })
}
