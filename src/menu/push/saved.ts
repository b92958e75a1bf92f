import type { HistoryEntry, KeptMenu } from '../../store/history'
import { sameMenu } from '../diff/compare'
import { normaliseMenu } from '../normalise'
import { emptyMenu, type LiveMenu, type Menu } from '../types'

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
