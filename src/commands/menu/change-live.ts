import { isUpToDate } from '../../menu/compare'
import { menuHash } from '../../menu/hash'
import { readLive } from '../../menu/live'
import { type Plan, planPush, takesAway } from '../../menu/plan'
import type { Turn } from '../../menu/turn'
import type { LiveMenu, Menu } from '../../menu/types'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { carryOut } from './carry-out'
import { type DriftOptions, driftOf } from './drift'
import { tellDryRun } from './dry-run'
import type { Push } from './push-document'
import { showPlan } from './show-plan'
import { inTurn } from './turn'
import { tellUpToDate } from './up-to-date'

export interface ChangeOptions extends DriftOptions {
  readonly dryRun?: boolean
  readonly yes?: boolean
  /** File to save the plan to; then nothing is written to WeChat. */
  readonly plan?: string
  readonly format?: 'text' | 'json' | 'github'
}

export interface Changing extends ChangeOptions {
  /** The wanted menu, which may depend on what is live. */
  readonly wantedOver: (live: LiveMenu) => Promise<Menu>
  /** Asks on every terminal, and without one needs `--yes`. */
  readonly alwaysAsk?: boolean
}

/**
 * A push that has something to change: shows it, stops at drift, asks where something goes away, waits for its turn,
 * and carries it out. What has changed meanwhile is planned, shown and asked for anew.
 * @throws WxError DRIFT, EXPECTATION_NOT_MET, DECLINED; else as carry-out.ts
 */
export async function changeLive(
  cx: CommandContext,
  push: Push,
  turn: Turn,
  options: Changing,
): Promise<undefined> {
  const { terminal } = cx
  const plan = await agreedPlan(cx, push, options)
  if (options.plan !== undefined) {
    const { savePlan } = await import('./save-plan')
    return savePlan(cx, push, plan, options.plan)
  }
  if (options.dryRun) return tellDryRun(cx, push, plan)
  return inTurn(cx, turn, async ({ isStale }) => {
    if (!isStale) return carryOut(cx, push, plan)
    const live = await readLive(push.client)
    const again = { ...push, live, wanted: await options.wantedOver(live) }
    if (isUpToDate(live, again.wanted)) return tellUpToDate(cx, again)
    const isSame = live.source === plan.live.source && menuHash(live.menu) === plan.live.hash
    if (!isSame) terminal.note(menuMessages.changedMeanwhile)
    return carryOut(cx, again, isSame ? planOf(again, plan.base) : await agreedPlan(cx, again, options))
  })
}

/** What is to be done, after it was shown and, where something goes away, agreed to. */
async function agreedPlan(cx: CommandContext, push: Push, options: Changing): Promise<Plan> {
  const { terminal } = cx
  const { appid } = push
  const plan = planOf(push, (await cx.parts.settings()).apiBase.value)
  const isOnlyShown = options.dryRun || options.plan !== undefined
  const drift = plan.steps.length > 0 ? await driftOf(cx, push, options) : undefined
  const wouldAsk = (options.alwaysAsk || (takesAway(plan) && terminal.interactive)) && !options.yes
  const asked = !drift && !isOnlyShown && wouldAsk
  await showPlan(cx, plan, push, asked || (drift !== undefined && !terminal.json))
  if (drift && drift.code !== 'EXPECTATION_NOT_MET' && options.dryRun && options.plan === undefined)
    terminal.warn(menuMessages.drifted, { appid })
  else if (drift) throw drift
  if (asked) {
    const question = push.reason === 'push' ? menuMessages.confirmPush : menuMessages.confirmRollback
    await terminal.confirm(terminal.t(question, { appid, id: push.name }), { flag: '--yes' })
  }
  return plan
}

function planOf({ appid, live, wanted }: Push, base: string): Plan {
  return planPush({ appid, base }, live, wanted)
}
