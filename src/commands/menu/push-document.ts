import type { Client } from '../../api/types'
import type { Applied } from '../../menu/apply'
import type { Plan } from '../../menu/plan'
import type { MenuFile } from '../../menu/read'
import type { LiveMenu, Menu } from '../../menu/types'

/** A push under way. */
export interface Push {
  readonly file: MenuFile
  readonly appid: string
  readonly client: Client
  /** As it was read before anything was written. */
  readonly live: LiveMenu
  readonly wanted: Menu
}

/** How a push ended. */
export interface Ending {
  readonly outcome: 'upToDate' | 'dryRun' | 'pushed'
  readonly plan: Pick<Plan, 'totals' | 'changes'>
  /** The calls that were made, or with `--dry-run` those that would be. */
  readonly steps: readonly Applied[]
  readonly history?: string
}

/**
 * The result with `--json`: `{ file, appid, changed, upToDate, dryRun, live: 'api'|'console'|'none',
 * totals: { added, removed, changed, moved, kept }, changes, steps: [{ call, matchrule?, menuid? }], calls, history?,
 * warnings }`. `changes` are the values of menu/changes.ts, none where the menu is up to date; `calls` counts every
 * request of this run; `history` is the file in which the former menu is kept.
 */
export function pushDocument({ file, appid, client, live }: Push, { outcome, plan, steps, history }: Ending) {
  return {
    file: file.file,
    appid,
    changed: outcome === 'pushed',
    upToDate: outcome === 'upToDate',
    dryRun: outcome === 'dryRun',
    live: live.source,
    totals: plan.totals,
    changes: plan.changes,
    steps: steps.map(stepDocument),
    calls: client.calls,
    ...(history !== undefined && { history }),
    warnings: file.findings,
  }
}

function stepDocument({ step, menuid }: Applied) {
  if (step.call === 'create') return { call: step.call }
  const id = step.call === 'delconditional' ? step.menuid : menuid
  return { call: step.call, matchrule: step.matchrule, ...(id !== undefined && { menuid: id }) }
}
