import { WxError } from '../../errors'
import { applySteps } from '../../menu/apply'
import { firstDifference } from '../../menu/compare'
import { readLive } from '../../menu/live'
import { planPush, takesAway } from '../../menu/plan'
import { resolveTags } from '../../menu/tags'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { acceptMenu, refuse } from './accept'
import { appidOf, checkPin, saveLive } from './account'
import { afterFailure } from './push-failure'
import { type Push, report, showPlan, tellStep } from './push-report'
import { readMenuFile, strictly } from './source'

interface PushOptions {
  readonly dryRun?: boolean
  readonly yes?: boolean
  readonly strict?: boolean
}

/**
 * `menu push FILE`: makes the live menu equal to the file. The file is the whole truth: conditional menus that it does
 * not have are deleted. An up-to-date push costs one call and writes nothing.
 *
 * `--json`: see push-report.ts. Exit 65 for an invalid file, 3 for a pin that does not match, 4 to 6 for failed calls.
 */
export async function pushMenu(
  cx: CommandContext,
  [name]: [string],
  options: PushOptions,
): Promise<undefined> {
  const file = strictly(await readMenuFile(cx, name), options.strict)
  const menu = acceptMenu(cx, file)
  await checkPin(cx, name, file.appid)
  const [client, appid] = [await cx.parts.client(), await appidOf(cx)]
  const { menu: wanted, unknown } = await resolveTags(client, menu, file.tagUses)
  refuse(cx, file, unknown)

  const live = await readLive(client)
  const plan = planPush(live, wanted)
  const push: Push = { file, appid, client, live, wanted, plan }
  if (plan.steps.length === 0) return report(cx, push, { outcome: 'upToDate' })
  const takes = live.source === 'console' || takesAway(plan)
  const asked = takes && cx.terminal.interactive && !options.yes && !options.dryRun
  showPlan(cx, push, asked)
  if (options.dryRun) return report(cx, push, { outcome: 'dryRun' })
  if (asked) await cx.terminal.confirm(cx.terminal.t(menuMessages.confirmPush, { appid }), { flag: '--yes' })

  const history = await saveLive(cx, live, 'push')
  if (history !== undefined) cx.terminal.note(menuMessages.saved, { file: history })
  const outcome = await applySteps(client, plan.steps, (applied) => tellStep(cx, applied.step))
  const after = outcome.failed
    ? await afterFailure(cx, push, { ...outcome, failed: outcome.failed, history })
    : await readLive(client)
  const where = after.source === 'api' ? firstDifference(wanted, after.menu) : 'button'
  if (where !== undefined) throw new WxError('READBACK_DIFFERS', { where }, { data: { history } })
  return report(cx, push, { outcome: 'pushed', done: outcome.done, history })
}
