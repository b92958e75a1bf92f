import { WxError } from '../../errors'
import { applySteps } from '../../menu/apply'
import { firstDifference } from '../../menu/compare'
import { readLive } from '../../menu/live'
import { type Plan, planPush, type Step, takesAway } from '../../menu/plan'
import { menuMessages } from '../../terminal/messages/menu'
import { drawPlan, ruleText, totalsText } from '../../terminal/plan'
import type { CommandContext } from '../command'
import { keepLive } from './keep-live'
import { type Push, pushDocument } from './push-document'

export interface ChangeOptions {
  readonly dryRun?: boolean
  readonly yes?: boolean
}

/**
 * A push that has something to change: shows it, asks where something goes away, keeps the former menu, makes the
 * calls and reads back.
 * @throws WxError READBACK_DIFFERS; else as push-failure.ts where a call failed
 */
export async function changeLive(cx: CommandContext, push: Push, options: ChangeOptions): Promise<undefined> {
  const { terminal } = cx
  const { appid, client, live, wanted } = push
  const { file } = push.file
  const base = (await cx.parts.settings()).apiBase.value
  const plan = planPush({ appid, base }, live, wanted)
  const asked = takesAway(plan) && terminal.interactive && !options.yes && !options.dryRun
  await showPlan(cx, plan, asked)
  if (options.dryRun) {
    const steps = plan.steps.map((step) => ({ step }))
    terminal.result(pushDocument(push, { outcome: 'dryRun', plan, steps }), () =>
      terminal.t(menuMessages.dryRun, { file }),
    )
    return undefined
  }
  if (asked) await terminal.confirm(terminal.t(menuMessages.confirmPush, { appid }), { flag: '--yes' })

  const history = await keepLive(cx, live, 'push')
  if (live.source !== 'none') terminal.note(menuMessages.saved, { file: history })
  const { done, failed } = await applySteps(client, plan.steps, ({ step }) => tellStep(cx, step))
  const after = failed
    ? await (await import('./push-failure')).afterFailure(cx, { ...push, plan, done, failed, history })
    : await readLive(client)
  const where = after.source === 'api' ? firstDifference(wanted, after.menu) : 'button'
  if (where !== undefined) throw new WxError('READBACK_DIFFERS', { where }, { data: { history } })
  terminal.note(menuMessages.phones)
  terminal.result(pushDocument(push, { outcome: 'pushed', plan, steps: done, history }), () =>
    terminal.t(menuMessages.pushed, { file, appid, changes: totalsText(plan.totals, terminal.language) }),
  )
  return undefined
}

/**
 * What a push is about to do, for a person, on stderr.
 * @param asked a question about it follows: then it is shown with `--quiet` and `--json` as well
 */
async function showPlan({ terminal }: CommandContext, plan: Plan, asked: boolean): Promise<void> {
  if (plan.live.source === 'console') terminal.warn(menuMessages.consoleMenu)
  if (!asked && (terminal.json || terminal.options.quiet)) return
  const changes = totalsText(plan.totals, terminal.language)
  terminal.write(terminal.t(menuMessages.planTitle, { appid: plan.appid }))
  terminal.write(drawPlan(plan.changes, { paint: terminal.err, language: terminal.language }))
  const summary = terminal.t(menuMessages.planSummary, { changes, calls: plan.steps.length })
  terminal.write(await terminal.wrapped(summary))
}

/** A write that succeeded. */
function tellStep({ terminal }: CommandContext, step: Step): void {
  if (step.call === 'create') terminal.note(menuMessages.stepCreate)
  else {
    const message = step.call === 'addconditional' ? menuMessages.stepAdd : menuMessages.stepDelete
    terminal.note(message, { rule: ruleText(step.matchrule) })
  }
}
