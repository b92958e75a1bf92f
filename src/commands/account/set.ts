import { WxError } from '../../errors'
import { changeAccount, findAccount } from '../../store/accounts'
import { hubIn } from '../../store/hub-source'
import type { Account } from '../../store/types'
import { accountMessages } from '../../terminal/messages/account'
import { suggest } from '../../wechat/suggest'
import type { CommandContext } from '../command'
import { forget, forgetTokens } from './forget'
import { givenAesKey, givenSecret, type SecretKind, type SecretOptions } from './secrets'
import {
  apiBaseValue,
  appidValue,
  callbackTokenValue,
  callbackUrlValue,
  modeValue,
  proxyValue,
  tokenSourceValue,
} from './values'
import { viewAccount } from './view'

interface SetOptions extends SecretOptions {
  readonly aesKeyStdin?: boolean
}

/** A change; undefined removes an optional setting. */
type Change = { -readonly [Key in keyof Account]?: Account[Key] | undefined }

/** What each key of the command line changes; an empty text removes, or goes back to the default. */
const keys: Readonly<Record<string, (cx: CommandContext, text: string) => Change>> = {
  appid: (cx, text) => ({ appid: appidValue(cx, 'appid', text) }),
  'token-source': (_, text) => ({ tokenSource: text ? tokenSourceValue('token-source', text) : 'stable' }),
  'api-base': (cx, text) => ({ apiBase: text ? apiBaseValue(cx, 'api-base', text) : undefined }),
  proxy: (_, text) => ({ proxy: text ? proxyValue('proxy', text) : undefined }),
  mode: (_, text) => ({ mode: text ? modeValue('mode', text) : 'plain' }),
  'callback-url': (_, text) => ({ callbackUrl: text ? callbackUrlValue('callback-url', text) : undefined }),
  token: (cx, text) => ({ callbackToken: text ? callbackTokenValue(cx, 'token', text) : undefined }),
}

/** `wxadmin account set NAME key=value …`. `--json`: the account as `account show` gives it. */
export async function setAccount(
  cx: CommandContext,
  [name, pairs]: [string, readonly string[]],
  options: SetOptions,
): Promise<undefined> {
  const { terminal } = cx
  const store = await cx.services.store()
  const before = await store.accounts.read()
  changeAccount(before, name, (account) => account) // an unknown or reserved name fails before stdin is read
  const old = findAccount(before, name)
  const settings = changeFrom(cx, name, pairs)
  const source = settings.tokenSource ?? old.tokenSource
  const kind = hubIn(source) === undefined ? 'secret' : 'hubKey'
  // A key is for one hub: it does not go to another one.
  const isOtherHub = old.hubKey !== undefined && source !== old.tokenSource
  const change: Change = {
    ...settings,
    ...(isOtherHub && { hubKey: undefined }),
    ...(await secretsFrom(cx, options, kind)),
  }
  if (Object.keys(change).length === 0) throw new WxError('ANSWER_MISSING', { flag: 'key=value' })

  const file = await store.accounts.update((current) =>
    changeAccount(current, name, (account) => applied(account, change)),
  )
  const account = findAccount(file, name)
  if (applied(old, change) === old) terminal.note(accountMessages.unchanged, { name })
  else terminal.note(accountMessages.changed, { name, settings: Object.keys(change).map(keyName).join(', ') })
  if (account.mode !== 'plain' && !account.aesKey)
    terminal.warn(accountMessages.modeNeedsKey, { mode: account.mode, name })
  if (kind === 'hubKey' && !account.hubKey) terminal.warn(accountMessages.hubNeedsKey, { name })
  // A token of the former AppID or secret must not be used again.
  const { [name]: _, ...others } = file.accounts
  if (account.appid !== old.appid) await forget(store, terminal, old.appid, { accounts: others })
  else if (account.secret !== old.secret || account.hubKey !== old.hubKey)
    await forgetTokens(store, terminal, old.appid, { accounts: others })
  terminal.result(viewAccount(file, account), () => '')
  return undefined
}

function changeFrom(cx: CommandContext, account: string, pairs: readonly string[]): Change {
  const known = Object.keys(keys).join(', ')
  let change: Change = {}
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at < 1) throw new WxError('SETTING_NOT_PAIR', { known, account }) // it may be a secret: not repeated
    const name = pair.slice(0, at).toLowerCase()
    if (/^(app)?-?secret$/.test(name))
      throw new WxError('SECRET_AS_ARGUMENT', { name: 'AppSecret', flag: '--secret-stdin' })
    if (/^(encoding)?-?aes-?key$/.test(name))
      throw new WxError('SECRET_AS_ARGUMENT', { name: 'EncodingAESKey', flag: '--aes-key-stdin' })
    if (/^hub-?key$/.test(name))
      throw new WxError('SECRET_AS_ARGUMENT', { name: 'hub-key', flag: '--secret-stdin' })
    const setting = Object.hasOwn(keys, name) ? keys[name] : undefined
    if (!setting) throw unknownSetting(pair.slice(0, at))
    change = { ...change, ...setting(cx, pair.slice(at + 1).trim()) }
  }
  return change
}

function unknownSetting(name: string): WxError {
  const names = Object.keys(keys)
  const suggestion = suggest(name, names)
  const known = names.join(', ')
  return suggestion === undefined
    ? new WxError('SETTING_UNKNOWN', { name, known })
    : new WxError('SETTING_MISTYPED', { name, known, suggestion })
}

async function secretsFrom(cx: CommandContext, options: SetOptions, kind: SecretKind): Promise<Change> {
  const secret = await givenSecret(cx, options, kind)
  const aesKey = options.aesKeyStdin ? await givenAesKey(cx) : undefined
  return { ...(secret && { [kind]: secret }), ...(aesKey && { aesKey }) }
}

/** @returns the same account where nothing changes */
function applied(account: Account, change: Change): Account {
  const entries = Object.entries(change) as [keyof Account, string | undefined][]
  if (entries.every(([key, value]) => account[key] === value)) return account
  const next = { ...account, ...change }
  return Object.fromEntries(
    Object.entries(next).filter(([, value]) => value !== undefined),
  ) as unknown as Account
}

/** The key of the command line for a field of the account. */
function keyName(field: string): string {
  if (field === 'callbackToken') return 'token'
  return field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
