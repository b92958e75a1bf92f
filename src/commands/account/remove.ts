import { accountNames, defaultName, findEntry, removeAccount as removed } from '../../store/accounts'
import { sweepLeftovers } from '../../store/leftovers'
import { accountMessages } from '../../terminal/messages/account'
import { agreed } from '../agreed'
import type { CommandContext } from '../command'
import { forget } from './forget'

/** `wxadmin account remove NAME [--yes]`. `--json`: `{removed, tokensCleared, webTokensCleared, default}` (null: none is). */
export async function removeAccount(
  cx: CommandContext,
  [name]: [string],
  options: { readonly yes?: boolean },
): Promise<undefined> {
  const { terminal } = cx
  const store = await cx.services.store()
  const before = await store.accounts.read()
  const wasDefault = defaultName(before) === name
  const { appid = '' } = await agreed({
    read: async () => {
      const file = await store.accounts.read()
      removed(file, name) // an unknown or reserved name fails before the question
      return findEntry(file, name)
    },
    ask: async ({ appid: own = '' }) => {
      if (options.yes) return false
      const question = terminal.t(accountMessages.confirmRemove, { name, appid: own })
      await terminal.confirm(question, { flag: '--yes' })
      return true
    },
    isSame: (asked, now) => JSON.stringify(asked) === JSON.stringify(now),
    changed: () => terminal.note(accountMessages.changedMeanwhile, { name }),
  })
  const file = await store.accounts.update((current) => removed(current, name))
  terminal.note(accountMessages.removed, { name })
  const forgotten = appid ? await forget(store, terminal, appid, file) : undefined
  const next = defaultName(file)
  if (accountNames(file).length === 0) terminal.note(accountMessages.lastRemoved)
  else if (next === undefined && wasDefault) terminal.note(accountMessages.noDefault)
  else if (next !== undefined && next !== defaultName(before))
    terminal.note(accountMessages.onlyLeft, { name: next })
  const copies = await sweepLeftovers(store.accounts.path)
  if (copies.length > 0) terminal.warn(accountMessages.copiesKept, { files: copies.join(', ') })
  const { tokensCleared = 0, webTokensCleared = 0 } = forgotten ?? {}
  terminal.result({ removed: name, tokensCleared, webTokensCleared, default: next ?? null }, () => '')
  return undefined
}
