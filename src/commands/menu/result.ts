/** What a change of the live menu is called in sentences, and how its result is reported. */

import type { MenuChange } from '../../menu/diff/changes'
import { menuHash, type Totals } from '../../menu/diff/compare'
import type { MenuPlaces } from '../../menu/places'
import type { Applied } from '../../menu/push/apply'
import type { ChangeRequest, Wanted } from '../../menu/push/reporter'
import type { MenuFinding } from '../../menu/rules/findings'
import type { LiveMenu } from '../../menu/types'
import type { CommandContext } from '../command'

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

/** Reports a result to people, to programs with `--json`, and with `--format github` to the job as well. */
export async function reportResult(
  cx: CommandContext,
  words: ChangeWords,
  result: ChangeResult,
  { format }: EndingOptions,
  human: () => string,
): Promise<undefined> {
  const { calls } = await cx.services.client()
  cx.terminal.result(() => changeDocument(words, result, calls), human)
  if (format !== 'github') return undefined
  const { tellJob } = await import('./push-github')
  return tellJob(cx, words.appid, result, calls, human())
}

/**
 * The result with `--json`: `{ file, appid, changed, upToDate, dryRun, live: 'api'|'console'|'none', liveHash, hash,
 * totals: { added, removed, changed, moved, kept }, changes, steps: [{ call, matchrule?, menuid? }], uploads: [{ file,
 * sha256, bytes }], calls, history?, plan?, warnings }`. `liveHash` is of the menu before and `hash` of the wanted one
 * (what `--expect` takes); `changes` are the values of menu/diff/changes.ts, none where the menu is up to date; `calls`
 * counts every request of this run; `history` is the file in which the former menu is kept, `plan` the one in which
 * the plan is.
 */
function changeDocument({ name, appid, warnings }: ChangeWords, result: ChangeResult, calls: number) {
  const { outcome, live, wanted, totals, changes, steps, history, plan } = result
  return {
    file: name,
    appid,
    changed: outcome === 'pushed',
    upToDate: outcome === 'upToDate',
    dryRun: outcome === 'dryRun' || outcome === 'planned',
    live: live.source,
    liveHash: menuHash(live.menu),
    hash: menuHash(wanted.menu),
    totals,
    changes,
    steps: steps.map(stepDocument),
    uploads: wanted.uploads.map(({ shown, sha256, bytes }) => ({ file: shown, sha256, bytes })),
    calls,
    ...(history !== undefined && { history }),
    ...(plan !== undefined && { plan }),
    warnings,
  }
}

function stepDocument({ step, menuid }: Applied) {
  if (step.call === 'create' || step.call === 'delete') return { call: step.call }
  const id = step.call === 'delconditional' ? step.menuid : menuid
  return { call: step.call, matchrule: step.matchrule, ...(id !== undefined && { menuid: id }) }
}
