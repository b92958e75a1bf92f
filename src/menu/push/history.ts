/** The history of an account's menu: what each write replaced and left live, kept and found again. */
import { WxError } from '../../errors'
import type { HistoryEntry, KeptMenu, SavedMenu } from '../../store/history'
import { menuHash, sameMenu } from '../diff/compare'
import { normaliseMenu } from '../normalise'
import { emptyMenu, type LiveMenu, type Menu } from '../types'
import { menuDocument } from '../write'
import type { MenuAccount } from './memory'

/** Who writes, and when: `account` is the name of the account in the store. */
export type Author = Pick<SavedMenu, 'account' | 'by' | 'job' | 'time'>

/** Which menu of an entry is meant: the one that its write replaced, or the one that it left live. */
type EntrySide = 'replaced' | 'pushed'

/** A menu of the history, chosen. */
export interface SavedChoice {
  readonly entry: HistoryEntry
  readonly side: EntrySide
}

/** A menu that is kept in the history; the empty one where there was none. */
export function menuOf({ source, menu }: Pick<KeptMenu, 'source' | 'menu'>): Menu {
  return source === 'none' ? emptyMenu : normaliseMenu(menu)
}

/** The menu that a choice names; undefined where the entry does not have it. */
export function chosenMenu({ entry, side }: SavedChoice): KeptMenu | undefined {
  return side === 'replaced' ? entry : entry.pushed
}

/**
 * What a rollback without an ID goes back to. Where the menu that was pushed last is live: what that push replaced, so
 * that a second rollback undoes the first. Where something else is live: the menu that was last pushed from here.
 * @param entries of the account, newest first
 * @returns undefined where nothing is known
 */
export function previousMenu(entries: readonly HistoryEntry[], live: LiveMenu): SavedChoice | undefined {
  for (const entry of entries) {
    if (entry.pushed && isLive(entry.pushed, live)) return { entry, side: 'replaced' }
    // Cut off before it changed anything, it counts as not having been.
    if (!entry.pushed && entry.serial !== undefined && isLive(entry, live)) continue
    // Cut off in the middle, or of a version that did not keep what it pushed.
    if (!entry.pushed) return { entry, side: 'replaced' }
    // After a deletion somebody made another menu: what is wanted back is a menu, not that there was none.
    const pushed = entries.find((one) => one.pushed !== undefined && one.pushed.source !== 'none')
    return pushed ? { entry: pushed, side: 'pushed' } : { entry, side: 'replaced' }
  }
  return undefined
}

/** The newest write that left live what is live now. */
export function pushedAs(entries: readonly HistoryEntry[], live: LiveMenu): HistoryEntry | undefined {
  return entries.find(({ pushed }) => pushed && isLive(pushed, live))
}

function isLive(kept: KeptMenu, live: LiveMenu): boolean {
  return kept.source === live.source && sameMenu(menuOf(kept), live.menu)
}

/** A menu as it is known after a write: read back, or where it cannot be read, as it was sent. */
interface Left {
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
 * @returns its entry, and the files of entries that cannot be used any more
 * @throws WxError STORE_UNREADABLE, STORE_UNWRITABLE: then nothing may be written to WeChat
 */
export async function keepLive(
  { appid, base, history }: MenuAccount,
  live: LiveMenu,
  reason: 'push' | 'rollback' | 'delete',
  author: Author,
): Promise<{ readonly entry: HistoryEntry; readonly damaged: readonly string[] }> {
  const entry = await history.save({ appid, base, ...keptMenu(live), reason, ...author })
  let damaged: readonly string[] = []
  try {
    damaged = (await history.list(appid, base)).damaged
    await history.prune(appid, base, KEPT, entry.id)
  } catch (error) {
    if (!(error instanceof WxError)) throw error // old entries that stay longer do no harm
  }
  return { entry, damaged }
}

/** Adds to the entry of a write what is live after it. Where it cannot be added, the entry stays as it is. */
export async function keepPushed(
  { history }: Pick<MenuAccount, 'history'>,
  entry: HistoryEntry,
  left: Left,
): Promise<void> {
  try {
    await history.finish(entry, keptMenu(left))
  } catch (error) {
    if (!(error instanceof WxError)) throw error
  }
}

function keptMenu({ source, menu, raw }: Left): KeptMenu {
  return { source, hash: menuHash(menu), menu: source === 'none' ? null : (raw ?? menuDocument(menu)) }
}
