import type { Client } from '../../api/types'
import type { Applied } from '../../menu/apply'
import type { Plan, Step } from '../../menu/plan'
import type { MenuFile } from '../../menu/read'
import type { LiveMenu, Menu } from '../../menu/types'
import { menuMessages } from '../../terminal/messages/menu'
import { drawPlan, ruleText, totalsText } from '../../terminal/plan'
import type { CommandContext } from '../command'

/** A push under way. */
export interface Push {
  readonly file: MenuFile
  readonly appid: string
  readonly client: Client
  /** As it was read before anything was written. */
  readonly live: LiveMenu
  readonly wanted: Menu
  readonly plan: Plan
}

export interface Ending {
  readonly outcome: 'upToDate' | 'dryRun' | 'pushed'
  readonly done?: readonly Applied[]
  readonly history?: string
}

/**
 * What a push is about to do, for a person, on stderr.
 * @param asked a question about it follows: then it is shown with `--quiet` and `--json` as well
 */
export function showPlan({ terminal }: CommandContext, { appid, live, plan }: Push, asked: boolean): void {
  if (live.source === 'console') terminal.warn(menuMessages.consoleMenu)
  if (!asked && (terminal.json || terminal.options.quiet)) return
  const changes = totalsText(plan.totals, terminal.language)
  terminal.write(terminal.t(menuMessages.planTitle, { appid }))
  terminal.write(drawPlan(plan.changes, { paint: terminal.err, language: terminal.language }))
  terminal.write(terminal.t(menuMessages.planSummary, { changes, calls: plan.steps.length }))
}

/** A write that succeeded. */
export function tellStep({ terminal }: CommandContext, step: Step): void {
  if (step.call === 'create') terminal.note(menuMessages.stepCreate)
  else {
    const message = step.call === 'addconditional' ? menuMessages.stepAdd : menuMessages.stepDelete
    terminal.note(message, { rule: ruleText(step.matchrule) })
  }
}

/**
 * The result: one line, or with `--json` `{ file, appid, changed, upToDate, dryRun, live: 'api'|'console'|'none',
 * totals: { added, removed, changed, moved, kept }, changes, steps: [{ call, matchrule?, menuid? }], calls, history?,
 * warnings }`. `steps` are the calls that were made, or with `--dry-run` those that would be; `calls` counts every
 * request of this run; `changes` are the values of menu/changes.ts.
 */
export function report(cx: CommandContext, push: Push, { outcome, done = [], history }: Ending): undefined {
  const { terminal } = cx
  const { appid, client, live, plan } = push
  const { file, findings } = push.file
  const steps = outcome === 'dryRun' ? plan.steps.map((step): Applied => ({ step })) : done
  const value = {
    file,
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
    warnings: findings,
  }
  if (outcome === 'pushed') terminal.note(menuMessages.phones)
  terminal.result(value, () => {
    if (outcome === 'upToDate') return terminal.t(menuMessages.upToDate, { file, appid })
    if (outcome === 'dryRun') return terminal.t(menuMessages.dryRun, { file })
    return terminal.t(menuMessages.pushed, {
      file,
      appid,
      changes: totalsText(plan.totals, terminal.language),
    })
  })
  return undefined
}

function stepDocument({ step, menuid }: Applied) {
  if (step.call === 'create') return { call: step.call }
  const id = step.call === 'delconditional' ? step.menuid : menuid
  return { call: step.call, matchrule: step.matchrule, ...(id !== undefined && { menuid: id }) }
}
