import { WxError } from '../../errors'
import { applySteps } from '../../menu/apply'
import { firstDifference, isEmpty } from '../../menu/compare'
import { readLive } from '../../menu/live'
import { withMedia } from '../../menu/media-pending'
import { type Plan, planPush, type Step } from '../../menu/plan'
import { steady } from '../../menu/steady'
import type { LiveMenu } from '../../menu/types'
import { menuMessages } from '../../terminal/messages/menu'
import { ruleText, totalsText } from '../../terminal/plan'
import type { CommandContext } from '../command'
import { keepLive } from './keep-live'
import { rememberBegun, rememberSeen } from './memory'
import type { Push } from './push-document'
import { tellEnding } from './push-result'

/**
 * Carries out what was planned and agreed to, while it is this process's turn: uploads, keeps the former menu, makes
 * the calls, reads back. Nothing here begins to write once the run is stopped; what has begun ends, and is read back.
 * @throws WxError READBACK_DIFFERS; else as push-failure.ts where a call failed
 */
export async function carryOut(cx: CommandContext, agreed: Push, agreedPlan: Plan): Promise<undefined> {
  const { terminal } = cx
  const { push, plan } = await withUploads(cx, agreed, agreedPlan)
  const { appid, client, live, wanted, name, reason } = push
  const history = await keepLive(cx, live, reason)
  if (live.source !== 'none') terminal.note(menuMessages.saved, { file: history })
  await rememberBegun(cx, live)
  const { done, failed } = await applySteps(client, plan.steps, cx.signal, ({ step }) => tellStep(cx, step))
  const after = failed
    ? await (await import('./push-failure')).afterFailure(cx, { ...push, plan, done, failed, history })
    : await readBack(cx, push, plan.steps.length)
  const where = isEmpty(wanted)
    ? after.source === 'api' && 'button'
    : after.source === 'api'
      ? firstDifference(wanted, after.menu)
      : 'button'
  if (!where || failed) await rememberSeen(cx, after)
  if (where) throw new WxError('READBACK_DIFFERS', { where }, { data: { history } })
  terminal.note(menuMessages.phones)
  return tellEnding(cx, push, { outcome: 'pushed', plan, steps: done, history }, () => {
    const message = reason === 'push' ? menuMessages.pushed : menuMessages.rolledBack
    return terminal.t(message, { file: name, appid, changes: totalsText(plan.totals, terminal.language) })
  })
}

/** @throws WxError READBACK_FAILED with the cause's exit code; what was written is remembered as what is live */
async function readBack(
  cx: CommandContext,
  { client, name, wanted }: Push,
  calls: number,
): Promise<LiveMenu> {
  try {
    return await readLive(steady(client))
  } catch (error) {
    if (!(error instanceof WxError)) throw error
    await rememberSeen(cx, { source: isEmpty(wanted) ? 'none' : 'api', menu: wanted })
    const { explain } = await import('../../terminal/errors')
    const cause = (await explain(error, cx.terminal)).what
    throw new WxError('READBACK_FAILED', { file: name, cause, calls }, { cause: error, kind: error.kind })
  }
}

/** The same push with the media_ids of what was uploaded for it. Uploads change nothing that anybody sees. */
async function withUploads(cx: CommandContext, push: Push, plan: Plan): Promise<{ push: Push; plan: Plan }> {
  if (push.uploads.length === 0) return { push, plan }
  const { uploadPending } = await import('../media/pending')
  const wanted = withMedia(push.wanted, await uploadPending(cx, push.client, push.uploads))
  const { changes, totals } = plan // as they were shown
  return { push: { ...push, wanted }, plan: { ...planPush(plan, push.live, wanted), changes, totals } }
}

/** A write that succeeded. */
function tellStep({ terminal }: CommandContext, step: Step): void {
  if (step.call === 'create') terminal.note(menuMessages.stepCreate)
  else if (step.call === 'delete') terminal.note(menuMessages.stepDeleteAll)
  else {
    const message = step.call === 'addconditional' ? menuMessages.stepAdd : menuMessages.stepDelete
    terminal.note(message, { rule: ruleText(step.matchrule) })
  }
}
