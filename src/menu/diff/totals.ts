import type { Button, Menu } from '../types'

/** What becomes of a button or a conditional menu. */
export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved' | 'kept'

/** How many of each there are. */
export type Totals = Readonly<Record<ChangeKind, number>>

/** The totals where nothing changes: every button is kept. */
export function allKept({ button, conditional }: Menu): Totals {
  const count = (buttons: readonly Button[]): number =>
    buttons.reduce((sum, { sub_button: children = [] }) => sum + 1 + count(children), 0)
  const kept = conditional.reduce((sum, menu) => sum + count(menu.button), count(button))
  return { added: 0, removed: 0, changed: 0, moved: 0, kept }
}
