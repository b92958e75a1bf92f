import { isUpToDate, menuHash } from '../../menu/diff/compare'
import { readLive } from '../../menu/push/live'
import type { Turn } from '../../menu/push/menu-lock'
import { type Plan, planPush, takesAway } from '../../menu/push/plan'
import type { LiveMenu } from '../../menu/types'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { carryOut } from './carry-out'
import { type DriftOptions, driftOf } from './drift'
import { tellDryRun } from './dry-run'
import type { Push } from './push-document'
import { showPlan } from './show-plan'
import { tellPushed } from './tell-pushed'
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
  /** The push over what is live now: what is wanted, and what is asked, may depend on it. */
  readonly over: (live: LiveMenu) => Promise<Push>
  /** Asks on every terminal, and without one needs `--yes`. */
  readonly alwaysAsk?: boolean
}

/**
 * A push that has something to change: shows it, stops at drift, asks where something goes away, waits for its turn,
 * and carries it out. Where the live menu may have changed since it was shown (a question stood open, another process
 * had its turn) it is read again, and what has changed is planned, shown and asked for anew.
 * @throws WxError DRIFT, MENU_GONE, EXPECTATION_NOT_MET, DECLINED; else as carry-out.ts
 */
export async function changeLive(
  cx: CommandContext,
  push: Push,
  turn: Turn,
  options: Changing,
): Promise<undefined> {
  const { plan, wasAsked } = await agree(cx, push, options)
  if (options.plan !== undefined) {
    const { savePlan } = await import('./save-plan')
    return savePlan(cx, push, plan, options.plan)
  }
  if (options.dryRun) return tellDryRun(cx, push, plan)
  return inTurn(cx, turn, ({ isStale }) =>
    isStale || wasAsked ? applyIfSame(cx, push, plan, options) : apply(cx, push, plan),
  )
}

/** Reads again, and agrees anew about what has changed. */
async function applyIfSame(
  cx: CommandContext,
  push: Push,
  plan: Plan,
  options: Changing,
): Promise<undefined> {
  const live = await readLive(push.client)
  const now = await options.over(live)
  if (isUpToDate(live, now.wanted)) return tellUpToDate(cx, now)
  const isSame = live.source === plan.live.source && menuHash(live.menu) === plan.live.hash
  if (isSame) return apply(cx, now, planOf(now, plan.base))
  cx.terminal.note(menuMessages.changedMeanwhile)
  const again = await agree(cx, now, options)
  return again.wasAsked ? applyIfSame(cx, now, again.plan, options) : apply(cx, now, again.plan)
}

async function apply(cx: CommandContext, push: Push, plan: Plan): Promise<undefined> {
  return tellPushed(cx, await carryOut(cx, push, plan))
}

interface Agreed {
  readonly plan: Plan
  readonly wasAsked: boolean
}

/** What is to be done, after it was shown and, where something goes away, agreed to. */
async function agree(cx: CommandContext, push: Push, options: Changing): Promise<Agreed> {
  const { terminal } = cx
  const { appid } = push
  const plan = planOf(push, (await cx.services.settings()).apiBase.value)
  const isOnlyShown = options.dryRun || options.plan !== undefined
  const drift = plan.steps.length > 0 ? await driftOf(cx, push, options) : undefined
  const wouldAsk = (options.alwaysAsk || (takesAway(plan) && terminal.interactive)) && !options.yes
  const wasAsked = !drift && !isOnlyShown && wouldAsk
  const { title, ...untitled } = push // the question says the same
  await showPlan(cx, plan, wasAsked ? untitled : push, wasAsked || (drift !== undefined && !terminal.json))
  if (drift && drift.code !== 'EXPECTATION_NOT_MET' && options.dryRun && options.plan === undefined)
    terminal.warn(drift.code === 'MENU_GONE' ? menuMessages.gone : menuMessages.drifted, { appid })
  else if (drift) throw drift
  if (wasAsked) await terminal.confirm(push.question, { flag: '--yes' })
  return { plan, wasAsked }
}

function planOf({ appid, live, wanted }: Push, base: string): Plan {
  return planPush({ appid, base }, live, wanted)
}
