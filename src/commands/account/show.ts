import { WxError } from '../../errors'
import { defaultName, findAccount } from '../../store/accounts'
import { accountMessages } from '../../terminal/messages/account'
import { table } from '../../terminal/table'
import type { CommandContext } from '../command'
import { viewAccount } from './view'

/**
 * `wxadmin account show [NAME]`: the one named, else the one in use. `--json`: `{name, appid, default, builtin,
 * secret, callbackToken, aesKey ("set" or "missing"), mode, tokenSource, apiBase, proxy}`.
 */
export async function showAccount(cx: CommandContext, [name]: [string | undefined]): Promise<undefined> {
  const { terminal } = cx
  const file = await (await cx.parts.store()).accounts.read()
  const wanted = name ?? cx.globals.account ?? (cx.env.WXADMIN_ACCOUNT || defaultName(file))
  if (wanted === undefined) throw new WxError('NO_ACCOUNT')
  const view = viewAccount(file, findAccount(file, wanted))
  terminal.result(view, () => {
    const yes = (value: boolean) => terminal.t(value ? accountMessages.yes : accountMessages.no)
    const presence = (value: 'set' | 'missing') => terminal.t(accountMessages[value])
    return table([
      ['name', view.builtin ? `${view.name} ${terminal.t(accountMessages.builtin)}` : view.name],
      ['appid', view.appid],
      ['secret', presence(view.secret)],
      ['token', presence(view.callbackToken)],
      ['aes-key', presence(view.aesKey)],
      ['mode', view.mode],
      ['token-source', view.tokenSource],
      ['api-base', view.apiBase],
      ['proxy', view.proxy ?? terminal.t(accountMessages.none)],
      ['default', yes(view.default)],
    ])
  })
  return undefined
}
