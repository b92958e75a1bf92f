import { WxError } from '../../errors'
import { menuHash } from '../../menu/diff/compare'
import type { LiveMenu, Menu } from '../../menu/types'
import { menuDocument } from '../../menu/write'
import type { HistoryEntry, KeptMenu } from '../../store/history'
import type { CommandContext } from '../command'
import { jobUrl } from '../runner'
import { tellDamaged } from './history-entry'
import { appidOf } from './pin'

/** A menu as it is known after a write: read back, or where it cannot be read, as it was sent. */
export interface Left {
  readonly source: LiveMenu['source']
  readonly menu: Menu
  /** WeChat's answer. */
  readonly raw?: unknown
}

/** Entries of one account that are kept; older ones give way. */
const KEPT = 200

/**
 * Keeps the live menu in the history before it is overwritten; that there was none is kept as well, so that a
 * rollback can go back to it.
 * @throws WxError STORE_UNREADABLE, STORE_UNWRITABLE: then nothing may be written to WeChat
 */
export async function keepLive(
  cx: CommandContext,
  live: LiveMenu,
  reason: 'push' | 'rollback' | 'delete',
): Promise<HistoryEntry> {
  const [{ history }, { account, apiBase }] = await Promise.all([cx.services.store(), cx.services.settings()])
  const [appid, job] = [await appidOf(cx), jobUrl(cx.env)]
  const entry = await history.save({
    appid,
    ...(account && { account: account.value }),
    base: apiBase.value,
    ...keptMenu(live),
    reason,
    by: cx.whereabouts(),
    ...(job !== undefined && { job }),
    time: cx.now(),
  })
  try {
    tellDamaged(cx, (await history.list(appid, apiBase.value)).damaged)
    await history.prune(appid, apiBase.value, KEPT, entry.id)
  } catch (error) {
    if (!(error instanceof WxError)) throw error // old entries that stay longer do no harm
  }
  return entry
}

/** Adds to the entry of a write what is live after it. Where it cannot be added, the entry stays as it is. */
export async function keepPushed(cx: CommandContext, entry: HistoryEntry, left: Left): Promise<void> {
  const { history } = await cx.services.store()
  try {
    await history.finish(entry, keptMenu(left))
  } catch (error) {
    if (!(error instanceof WxError)) throw error
  }
}

function keptMenu({ source, menu, raw }: Left): KeptMenu {
  return { source, hash: menuHash(menu), menu: source === 'none' ? null : (raw ?? menuDocument(menu)) }
}
