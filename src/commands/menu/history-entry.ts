import { WxError } from '../../errors'
import type { HistoryEntry } from '../../store/history'
import { historyMessages } from '../../terminal/messages/menu-history'
import type { CommandContext } from '../command'
import { appidOf } from './target'

/**
 * The account's entries at its API base, newest first; a warning for each that cannot be used.
 * @throws WxError HISTORY_EMPTY
 */
export async function entriesOf(cx: CommandContext): Promise<readonly HistoryEntry[]> {
  const [{ history }, { apiBase }] = await Promise.all([cx.services.store(), cx.services.settings()])
  const appid = await appidOf(cx)
  const { entries, damaged } = await history.list(appid, apiBase.value)
  tellDamaged(cx, damaged)
  if (entries.length === 0) throw new WxError('HISTORY_EMPTY', { appid })
  return entries
}

/**
 * One entry of the account's history.
 * @param id its first or last characters are enough; without it the newest
 * @throws WxError HISTORY_EMPTY, HISTORY_UNKNOWN for no entry, HISTORY_AMBIGUOUS for several
 */
export async function entryOf(cx: CommandContext, id: string | undefined): Promise<HistoryEntry> {
  return chooseEntry(await entriesOf(cx), id)
}

/** As `entryOf`, of a list. @param entries newest first @throws WxError HISTORY_UNKNOWN for no entry, HISTORY_AMBIGUOUS for several */
export function chooseEntry(entries: readonly HistoryEntry[], id: string | undefined): HistoryEntry {
  const found = id === undefined ? entries.slice(0, 1) : entries.filter(isNamed(id))
  const [only] = found
  if (!only) throw new WxError('HISTORY_UNKNOWN', { id: id ?? '' })
  if (found.length > 1) throw new WxError('HISTORY_AMBIGUOUS', { id: id ?? '', count: found.length })
  return only
}

const isNamed =
  (name: string) =>
  ({ id }: HistoryEntry): boolean =>
    id.startsWith(name) || id.endsWith(name)

/** Entries that were left out. */
export function tellDamaged({ terminal }: CommandContext, damaged: readonly string[]): void {
  for (const file of damaged) terminal.warn(historyMessages.damaged, { file })
}
