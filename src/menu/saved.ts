import type { HistoryEntry } from '../store/history'
import { normaliseMenu } from './normalise'
import { emptyMenu, type Menu } from './types'

/** The menu of an entry of the history; the empty one where there was none. */
export function menuOfEntry({ source, menu }: Pick<HistoryEntry, 'source' | 'menu'>): Menu {
  return source === 'none' ? emptyMenu : normaliseMenu(menu)
}
