import { renameAccount as renamed } from '../../store/accounts'
import { accountMessages } from '../../terminal/messages/account'
import type { CommandContext } from '../command'

/** `wxadmin account rename NAME NEW-NAME`; the default follows. `--json`: `{name, formerName}`. */
export async function renameAccount(
  cx: CommandContext,
  [name, newName]: [string, string],
): Promise<undefined> {
  const store = await cx.services.store()
  await store.accounts.update((file) => renamed(file, name, newName))
  cx.terminal.result({ name: newName, formerName: name }, () => '')
  cx.terminal.note(accountMessages.renamed, { name, newName })
  return undefined
}
