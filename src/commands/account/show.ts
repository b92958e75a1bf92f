import { WxError } from '../../errors'
import { defaultName, findAccount } from '../../store/accounts'
import { accountMessages } from '../../terminal/messages/account'
import { whoamiMessages } from '../../terminal/messages/whoami'
import { table } from '../../terminal/table'
import type { CommandContext } from '../command'
import { viewAccount } from './view'

/**
 * `wxadmin account show [NAME]`: the one named, else the one in use. `--json`: `{name, appid, default, builtin,
 * secret, callbackToken, aesKey ("set" or "missing"), mode, tokenSource, apiBase, proxy, callbackUrl}`; with --reveal `revealed:
 * {callbackToken, aesKey}` as well, null for what there is not: what the console asks for. The AppSecret is never shown.
 */
export async function showAccount(
  cx: CommandContext,
  [name]: [string | undefined],
  { reveal = false }: { readonly reveal?: boolean },
): Promise<undefined> {
  const { terminal } = cx
  const file = await (await cx.parts.store()).accounts.read()
  const wanted = name ?? cx.globals.account ?? (cx.env.WXADMIN_ACCOUNT || defaultName(file))
  if (wanted === undefined) throw new WxError('NO_ACCOUNT')
  const account = findAccount(file, wanted)
  const view = viewAccount(file, account)
  const { callbackToken = null, aesKey = null } = account
  terminal.result({ ...view, ...(reveal && { revealed: { callbackToken, aesKey } }) }, () => {
    const yes = (value: boolean) => terminal.t(value ? accountMessages.yes : accountMessages.no)
    const presence = (value: 'set' | 'missing') => terminal.t(accountMessages[value])
    const revealed = (value: 'set' | 'missing', text: string | null) => (reveal && text) || presence(value)
    return table([
      ['name', view.builtin ? `${view.name} ${terminal.t(accountMessages.builtin)}` : view.name],
      ['appid', view.appid],
      ['secret', presence(view.secret)],
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
