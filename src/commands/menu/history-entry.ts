import { WxError } from '../../errors'
import type { HistoryEntry } from '../../store/history'
import type { CommandContext } from '../command'
import { appidOf } from './pin'

/** The account's entries at its API base, newest first. */
async function entriesOf(cx: CommandContext): Promise<readonly HistoryEntry[]> {
  const [{ history }, { apiBase }] = await Promise.all([cx.parts.store(), cx.parts.settings()])
  const { entries } = await history.list(await appidOf(cx), apiBase.value)
  return entries
}

/**
 * One entry of the account's history.
 * @param id its first or last characters are enough; without it the newest
 * @throws WxError HISTORY_EMPTY, HISTORY_UNKNOWN for no entry or several
 */
export async function entryOf(cx: CommandContext, id: string | undefined): Promise<HistoryEntry> {
  const entries = await entriesOf(cx)
  const [newest] = entries
  if (!newest) throw new WxError('HISTORY_EMPTY', { appid: await appidOf(cx) })
  if (id === undefined) return newest
  const found = entries.filter((entry) => entry.id.startsWith(id) || entry.id.endsWith(id))
  const [only] = found
  if (!only || found.length > 1) throw new WxError('HISTORY_UNKNOWN', { id, count: found.length })
  return only
}
