/** What is said of a change of the live menu. Types alone. */
import type { MenuChange } from '../../menu/diff/changes'
import type { Totals } from '../../menu/diff/compare'
import type { MenuPlaces } from '../../menu/places'
import type { Applied } from '../../menu/push/apply'
import type { ChangeRequest, Wanted } from '../../menu/push/reporter'
import type { MenuFinding } from '../../menu/rules/findings'
import type { LiveMenu } from '../../menu/types'

/** What sentences and documents say about a change. */
export interface ChangeWords {
  /** The menu file as it was given; the id of an entry. */
  readonly name: string
  /** What sentences call it. */
  readonly shown: string
  readonly reason: ChangeRequest['reason']
  readonly appid: string
  /** The command line that does it, without options. */
  readonly command: string
  /** The command line that shows whether it is live. */
  readonly check: string
  /** What is asked before something goes away. */
  readonly question: string
  /** A sentence above the plan. */
  readonly title?: string
  /** Where the menus begin in the file; absent where there is no file. */
  readonly places?: () => Promise<MenuPlaces>
  readonly warnings: readonly MenuFinding[]
  /** `--expect`: the menu that has to be live. */
  readonly expected?: string
}

/** The words for a change of a live menu: those of a rollback depend on what is live. */
export type WordsFor = (live: LiveMenu) => ChangeWords

export interface ReportOptions {
  readonly mode: ChangeRequest['mode']
  /** `--yes` */
  readonly yes?: boolean
  /** Asks on every terminal, and without one needs `--yes`. */
  readonly alwaysAsk?: boolean
}

/** How a change is reported. */
export interface EndingOptions {
  readonly format?: 'text' | 'json' | 'github'
  /** File that the plan is to be saved to; of a push without a menu file, the one that it applies. */
  readonly plan?: string
}

/** What is reported of a change that did not fail. */
export interface ChangeResult {
  readonly outcome: 'upToDate' | 'dryRun' | 'planned' | 'pushed'
  /** The menu that it started from. */
  readonly live: LiveMenu
  readonly wanted: Wanted
  readonly totals: Totals
  readonly changes: readonly MenuChange[]
  /** The calls that were made, or with `--dry-run` those that would be. */
  readonly steps: readonly Applied[]
  /** File in which the former menu is kept. */
  readonly history?: string
  /** File that the plan was saved to. */
  readonly plan?: string
}
