import { WxError } from '../../errors'
import { builtinAccount, defaultName, findEntry, isNewer } from '../../store/accounts'
import { callbackValuesOf } from '../../store/callbacks'
import type { Store } from '../../store/store'
import type { Account } from '../../store/types'
import { accountMessages } from '../../terminal/messages/account'
import { whoamiMessages } from '../../terminal/messages/whoami'
import { table } from '../../terminal/table'
import type { CommandContext } from '../command'
import { type AccountView, viewAccount, viewNewer } from './view'

/**
 * `wxadmin account show [NAME]`: the one named, else the one in use. `--json`: `{name, appid, newer, default, builtin,
 * secret, callbackToken, aesKey ("set" or "missing"), mode, tokenSource, apiBase, proxy, callbackUrl}`; with --reveal `revealed:
 * {callbackToken, aesKey}` as well, null for what there is not: what the console asks for. The AppSecret is never shown.
 * The built-in account, which is in no file, has the values that `serve` made for it.
 */
export async function showAccount(
  cx: CommandContext,
  [name]: [string | undefined],
  { reveal = false }: { readonly reveal?: boolean },
): Promise<undefined> {
  const { terminal } = cx
  const store = await cx.services.store()
  const file = await store.accounts.read()
  const wanted = name ?? cx.globals.account ?? (cx.env.WXADMIN_ACCOUNT || defaultName(file))
  if (wanted === undefined) throw new WxError('NO_ACCOUNT')
  const found = findEntry(file, wanted)
  const isBuiltin = found === builtinAccount
  const account = isBuiltin ? await withMade(store, builtinAccount) : found
  const view = isNewer(account)
    ? viewNewer(file, account)
    : { ...viewAccount(file, account), builtin: isBuiltin }
  const { callbackToken = null, aesKey = null } = isNewer(account) ? {} : account
  terminal.result({ ...view, ...(reveal && { revealed: { callbackToken, aesKey } }) }, () => {
    const yes = (value: boolean) => terminal.t(value ? accountMessages.yes : accountMessages.no)
    const presence = (value: 'set' | 'missing') => terminal.t(accountMessages[value])
    const named = ({ name: shown, builtin, newer }: AccountView) => {
      if (builtin) return `${shown} ${terminal.t(accountMessages.builtin)}`
      return newer ? `${shown} ${terminal.t(accountMessages.newer)}` : shown
    }
    const revealed = (value: 'set' | 'missing', text: string | null) => (reveal && text) || presence(value)
    return table([
      ['name', named(view)],
      ['appid', view.appid],
      ['secret', presence(view.secret)],
      ...(view.hubKey ? [['hub-key', presence(view.hubKey)]] : []),
      [terminal.t(whoamiMessages.callbackToken), revealed(view.callbackToken, callbackToken)],
      [terminal.t(whoamiMessages.aesKey), revealed(view.aesKey, aesKey)],
      ['mode', view.mode],
      ['token-source', view.tokenSource],
      ['api-base', view.apiBase],
      ['proxy', view.proxy ?? terminal.t(accountMessages.none)],
      ['callback-url', view.callbackUrl ?? terminal.t(accountMessages.none)],
      ['default', yes(view.default)],
    ])
  })
  return undefined
}

async function withMade({ callbacks }: Store, account: Account): Promise<Account> {
  const { token, aesKey } = callbackValuesOf(await callbacks.read(), account.appid) ?? {}
  return {
    ...account,
    ...(token !== undefined && { callbackToken: token }),
    ...(aesKey !== undefined && { aesKey }),
  }
}
