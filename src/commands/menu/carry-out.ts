import { setTimeout as sleep } from 'node:timers/promises'
import { WxError } from '../../errors'
import { firstDifference, isEmpty } from '../../menu/diff/compare'
import { type Applied, applySteps, uninterruptible } from '../../menu/push/apply'
import { readLive } from '../../menu/push/live'
import { withMedia } from '../../menu/push/media-pending'
import { type Plan, planPush, type Step } from '../../menu/push/plan'
import type { LiveMenu } from '../../menu/types'
import type { HistoryEntry } from '../../store/history'
import { menuMessages } from '../../terminal/messages/menu'
import { ruleText } from '../../terminal/plan'
import type { CommandContext } from '../command'
import { toldIfAbandoned } from './abandoned'
import { keepLive, keepPushed } from './keep-live'
import { rememberBegun, rememberDiffering, rememberSeen } from './memory'
import type { Push } from './push-document'

/** How long a menu that was read back differently is given to arrive. */
const LAG_MS = 1000

/** A change that is live. */
export interface Carried {
  /** With the media_ids of what was uploaded for it. */
  readonly push: Push
  readonly plan: Plan
  readonly done: readonly Applied[]
  /** File in which the former menu is kept. */
  readonly history: string
}

/**
 * Carries out what was planned and agreed to, while it is this process's turn: uploads, keeps the former menu, makes
 * the calls, reads back, keeps what is live now. Nothing here begins to write once the run is stopped; what has begun
 * ends, and is read back.
 * @throws WxError READBACK_DIFFERS, READBACK_FAILED; else as push-failure.ts where a call failed
 */
export async function carryOut(cx: CommandContext, agreed: Push, agreedPlan: Plan): Promise<Carried> {
  const { push, plan } = await withUploads(cx, agreed, agreedPlan)
  const { client, live, wanted, reason } = push
  const entry = await keepLive(cx, live, reason)
  await begin(cx, live, entry)
  const { done, failed, after } = await toldIfAbandoned(cx, push.check, async () => {
    const { done, failed } = await applySteps(client, plan.steps, cx.signal, ({ step }) => tellStep(cx, step))
    const after = failed
      ? await (await import('./push-failure')).afterFailure(cx, { ...push, plan, done, failed, entry })
      : await readBack(cx, push, entry, plan.steps.length)
    return { done, failed, after }
  })
  await keepPushed(cx, entry, after)
  const where = differenceOf(wanted, after)
  if (where && !failed) await rememberDiffering(cx, after, wanted)
  else await rememberSeen(cx, after)
  if (where)
    throw new WxError('READBACK_DIFFERS', { where, check: push.check }, { data: { history: entry.file } })
  return { push, plan, done, history: entry.file }
}

/** The first place where what is live is not what was wanted. */
function differenceOf(wanted: Push['wanted'], after: LiveMenu): string | false | undefined {
  if (isEmpty(wanted)) return after.source === 'api' && 'button'
  return after.source === 'api' ? firstDifference(wanted, after.menu) : 'button'
}

async function begin(cx: CommandContext, live: LiveMenu, entry: HistoryEntry): Promise<void> {
  try {
    await rememberBegun(cx, live)
  } catch (error) {
    await (await cx.services.store()).history.forget(entry)
    throw error
  }
}

/** @throws WxError READBACK_FAILED with the cause's exit code; what was written is remembered as what is live */
async function readBack(
  cx: CommandContext,
  { client, shown: file, wanted, check }: Push,
  entry: HistoryEntry,
  calls: number,
): Promise<LiveMenu> {
  try {
    const after = await readLive(uninterruptible(client))
    return differenceOf(wanted, after) ? await readOnceMore(cx, client, after) : after
  } catch (error) {
    if (!(error instanceof WxError)) throw error
    const pushed = { source: isEmpty(wanted) ? 'none' : 'api', menu: wanted } as const
    await keepPushed(cx, entry, pushed)
    await rememberSeen(cx, pushed)
    const { explain } = await import('../../terminal/errors')
    const cause = (await explain(error, cx.terminal)).what
    throw new WxError('READBACK_FAILED', { file, cause, calls, check }, { cause: error, kind: error.kind })
  }
}

/** What is read right after a write may be what was live before it: read again before the push is said to have failed. */
async function readOnceMore(
  { terminal }: CommandContext,
  client: Push['client'],
  first: LiveMenu,
): Promise<LiveMenu> {
  terminal.note(menuMessages.readingAgain)
  await sleep(LAG_MS)
  try {
    return await readLive(uninterruptible(client))
  } catch (error) {
    if (error instanceof WxError) return first
    throw error
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
