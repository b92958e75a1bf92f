import type { Store } from '../../store/store'
import type { AccountsFile } from '../../store/types'
import { accountMessages } from '../../terminal/messages/account'
import type { Terminal } from '../../terminal/terminal'

/**
 * Forgets the cached tokens of an AppID, unless an account that remains has it too: tokens are kept by AppID.
 * @returns how many
 */
export async function forgetTokens(
  store: Store,
  terminal: Terminal,
  appid: string,
  file: AccountsFile,
): Promise<number> {
  if (Object.values(file.accounts).some((account) => account.appid === appid)) return 0
  const count = await store.tokens.clearAccount(appid)
  if (count > 0) terminal.note(accountMessages.tokensCleared, { count })
  return count
}
