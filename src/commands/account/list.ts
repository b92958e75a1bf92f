import { accountMessages } from '../../terminal/messages/account'
import { table } from '../../terminal/table'
import type { CommandContext } from '../command'
import { type AccountView, viewAccounts } from './view'

/** `wxadmin account list`. `--json`: an array of accounts as `account show` gives them, the built-in one last. */
export async function listAccounts(cx: CommandContext): Promise<undefined> {
  const { terminal } = cx
  const file = await (await cx.services.store()).accounts.read()
  const accounts = viewAccounts(file)
  const remark = ({ builtin, newer }: AccountView) => {
    if (builtin) return terminal.t(accountMessages.builtin)
    return newer ? terminal.t(accountMessages.newer) : ''
  }
  terminal.result(accounts, () => {
    const columns = [
      accountMessages.name,
      accountMessages.appid,
      accountMessages.source,
      accountMessages.mode,
    ]
    const heads = columns.map((head) => terminal.out.bold(terminal.t(head)))
    const rows = accounts.map((account) => [
      account.default ? '*' : ' ',
      account.name,
      account.appid,
      account.tokenSource,
      account.mode,
      remark(account),
    ])
    return table([[' ', ...heads, ''], ...rows])
  })
  if (accounts.length === 1) terminal.note(accountMessages.empty)
  return undefined
}
