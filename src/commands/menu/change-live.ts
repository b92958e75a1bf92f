import { WxError } from '../../errors'
import { applySteps } from '../../menu/apply'
import { firstDifference, isUpToDate } from '../../menu/compare'
import { menuHash } from '../../menu/hash'
import { readLive } from '../../menu/live'
import { type Plan, planPush, type Step, takesAway } from '../../menu/plan'
import { steady } from '../../menu/steady'
import type { Turn } from '../../menu/turn'
import { menuMessages } from '../../terminal/messages/menu'
import { drawPlan, ruleText, totalsText } from '../../terminal/plan'
import type { CommandContext } from '../command'
import { keepLive } from './keep-live'
import { type Push, pushDocument } from './push-document'
import { inTurn } from './turn'
import { tellUpToDate } from './up-to-date'

export interface ChangeOptions {
  readonly dryRun?: boolean
  readonly yes?: boolean
}

/**
 * A push that has something to change: shows it, asks where something goes away, waits for its turn, keeps the former
 * menu, makes the calls and reads back. What has changed meanwhile is planned, shown and asked for anew.
 * @throws WxError READBACK_DIFFERS; else as push-failure.ts where a call failed
 */
export async function changeLive(
  cx: CommandContext,
  push: Push,
  turn: Turn,
  options: ChangeOptions,
): Promise<undefined> {
  const { terminal } = cx
  const plan = await agreedPlan(cx, push, options)
  if (options.dryRun) {
    const steps = plan.steps.map((step) => ({ step }))
    terminal.result(pushDocument(push, { outcome: 'dryRun', plan, steps }), () =>
      terminal.t(menuMessages.dryRun, { file: push.file.file }),
    )
    return undefined
  }
  return inTurn(cx, turn, async ({ isStale }) => {
    if (!isStale) return carryOut(cx, push, plan)
    const again = { ...push, live: await readLive(push.client) }
    if (isUpToDate(again.live, push.wanted)) return tellUpToDate(cx, again)
    const isSame = again.live.source === plan.live.source && menuHash(again.live.menu) === plan.live.hash
    if (!isSame) terminal.note(menuMessages.changedMeanwhile)
    return carryOut(cx, again, isSame ? planOf(again, plan.base) : await agreedPlan(cx, again, options))
  })
}

/** What is to be done, after it was shown and, where something goes away, agreed to. @throws WxError DECLINED */
async function agreedPlan(cx: CommandContext, push: Push, options: ChangeOptions): Promise<Plan> {
  const { terminal } = cx
  const { appid } = push
  const plan = planOf(push, (await cx.parts.settings()).apiBase.value)
  const asked = takesAway(plan) && terminal.interactive && !options.yes && !options.dryRun
  await showPlan(cx, plan, asked)
  if (asked) await terminal.confirm(terminal.t(menuMessages.confirmPush, { appid }), { flag: '--yes' })
  return plan
}

function planOf({ appid, live, wanted }: Push, base: string): Plan {
  return planPush({ appid, base }, live, wanted)
}

/** Nothing here begins to write once the run is stopped; what has begun ends, and is read back all the same. */
async function carryOut(cx: CommandContext, push: Push, plan: Plan): Promise<undefined> {
  const { terminal } = cx
  const { appid, client, live, wanted } = push
  const { file } = push.file
  const history = await keepLive(cx, live, 'push')
  if (live.source !== 'none') terminal.note(menuMessages.saved, { file: history })
  const { done, failed } = await applySteps(client, plan.steps, cx.signal, ({ step }) => tellStep(cx, step))
  const after = failed
    ? await (await import('./push-failure')).afterFailure(cx, { ...push, plan, done, failed, history })
    : await readLive(steady(client))
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
