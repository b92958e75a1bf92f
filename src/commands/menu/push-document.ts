import type { Client } from '../../api/types'
import { menuHash } from '../../menu/diff/compare'
import type { MenuPlaces } from '../../menu/places'
import type { Applied } from '../../menu/push/apply'
import type { PendingUpload } from '../../menu/push/media-pending'
import type { Plan } from '../../menu/push/plan'
import type { MenuFinding } from '../../menu/rules/findings'
import type { LiveMenu, Menu } from '../../menu/types'

/** A change of the live menu under way: to a file, to an entry of the history, or to none. */
export interface Push {
  /** The menu file as it was given; the id of an entry. */
  readonly name: string
  /** What sentences call it. */
  readonly shown: string
  readonly reason: 'push' | 'rollback' | 'delete'
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
  readonly appid: string
  readonly client: Client
  /** As it was read before anything was written. */
  readonly live: LiveMenu
  readonly wanted: Menu
  /** `--format github`: its job is told as well. */
  readonly forGithub?: boolean
  /** What must be uploaded first. */
  readonly uploads: readonly PendingUpload[]
}

/** How a push ended. */
export interface Ending {
  readonly outcome: 'upToDate' | 'dryRun' | 'planned' | 'pushed'
  readonly plan: Pick<Plan, 'totals' | 'changes'>
  /** The calls that were made, or with `--dry-run` those that would be. */
  readonly steps: readonly Applied[]
  readonly history?: string
  /** File that the plan was saved to. */
  readonly saved?: string
}

/**
 * The result with `--json`: `{ file, appid, changed, upToDate, dryRun, live: 'api'|'console'|'none', liveHash, hash,
 * totals: { added, removed, changed, moved, kept }, changes, steps: [{ call, matchrule?, menuid? }], uploads: [{ file,
 * sha256, bytes }], calls, history?, plan?, warnings }`. `liveHash` is of the menu before and `hash` of the wanted one
 * (what `--expect` takes); `changes` are the values of menu/diff/changes.ts, none where the menu is up to date; `calls`
 * counts every request of this run; `history` is the file in which the former menu is kept, `plan` the one in which
 * the plan is.
 */
export function pushDocument(push: Push, { outcome, plan, steps, history, saved }: Ending) {
  const { name, appid, client, live, wanted, uploads, warnings } = push
  return {
    file: name,
    appid,
    changed: outcome === 'pushed',
    upToDate: outcome === 'upToDate',
    dryRun: outcome === 'dryRun' || outcome === 'planned',
    live: live.source,
    liveHash: menuHash(live.menu),
    hash: menuHash(wanted),
    totals: plan.totals,
    changes: plan.changes,
    steps: steps.map(stepDocument),
    uploads: uploads.map(({ shown, sha256, bytes }) => ({ file: shown, sha256, bytes })),
    calls: client.calls,
    ...(history !== undefined && { history }),
    ...(saved !== undefined && { plan: saved }),
    warnings,
  }
}

function stepDocument({ step, menuid }: Applied) {
  if (step.call === 'create' || step.call === 'delete') return { call: step.call }
  const id = step.call === 'delconditional' ? step.menuid : menuid
  return { call: step.call, matchrule: step.matchrule, ...(id !== undefined && { menuid: id }) }
}
