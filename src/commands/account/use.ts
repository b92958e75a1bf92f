import { chooseDefault } from '../../store/accounts'
import { accountMessages } from '../../terminal/messages/account'
import type { CommandContext } from '../command'

/** `wxadmin account use NAME`. `--json`: `{default}`. */
export async function useAccount(cx: CommandContext, [name]: [string]): Promise<undefined> {
  const store = await cx.services.store()
  await store.accounts.update((file) => chooseDefault(file, name))
  cx.terminal.result({ default: name }, () => '')
  cx.terminal.note(accountMessages.nowDefault, { name })
  return undefined
}
