import type { Client } from '../../api/types'
import { WxError } from '../../errors'
import type { HistoryEntry } from '../../store/history'
import { canonicalConditional, isUpToDate, sameDefault, sameMenu } from '../diff/compare'
import type { LiveMenu } from '../types'
import { type Applied, applySteps, uninterruptible } from './apply'
import { keepPushed } from './history'
import { readLive } from './live'
import { rememberSeen } from './memory'
import { type Plan, planPush } from './plan'
import type { Failed, FailedCall, Reporter, Target } from './reporter'

/** A push of which a call has failed. */
interface BrokenOff extends FailedCall {
  readonly plan: Plan
  readonly done: readonly Applied[]
  readonly entry: HistoryEntry
}

/**
 * A write failed. What is live is read again, for only that tells whether a call without an answer took effect. A
 * mixture of the former menu and the new one is undone. The entry of the history says what is live in the end; where
 * that is the former menu, it is forgotten.
 * @returns the live menu, where all that was wanted is live after all
 */
export async function recover(
  target: Target,
  reporter: Reporter,
  push: BrokenOff,
): Promise<{ readonly after: LiveMenu } | Failed> {
  const { live: former, wanted, plan, done, step, error, entry } = push
  const { client, history, signal } = target
  const call = { live: former, wanted, step, error }
  const isRefused = error.details.refusal !== undefined
  const failed = { outcome: 'failed', history: entry.file } as const
  if (done.length === 0 && isRefused && !signal.aborted) {
    await rememberSeen(target, former)
    await history.forget(entry)
    return { ...failed, how: 'refused', ...call }
  }
  const now = await readAgain(client)
  const isRead = !(now instanceof WxError)
  const tookEffect = isRead && !isRefused && hasTakenEffect(push, now)
  if (tookEffect) await reporter.tell({ type: 'tookEffect', ...call })
  if (isRead && isUpToDate(now, wanted.menu)) return { after: now }

  const count = done.length + (tookEffect ? 1 : 0)
  const broken = { ...failed, ...call, plan, count, tookEffect, isStopped: signal.aborted }
  if (count === 0 && isRead && isSame(now, former)) {
    await rememberSeen(target, now)
    await history.forget(entry)
    return { ...broken, how: 'unchanged' }
  }
  const { after, restoreError } = isRead
    ? await restore(client, reporter, former, now)
    : { after: undefined, restoreError: now }
  if (after) await rememberSeen(target, after)
  if (after && isSame(after, former)) {
    await history.forget(entry)
    return { ...broken, how: 'restored' }
  }
  if (after) await keepPushed(target, entry, after)
  return { ...broken, how: 'incomplete', ...(after && { now: after }), ...(restoreError && { restoreError }) }
}

async function readAgain(client: Client): Promise<LiveMenu | WxError> {
  try {
    return await readLive(uninterruptible(client))
  } catch (error) {
    if (error instanceof WxError) return error
    throw error
  }
}

/** Whether the call that was not answered did what it was for. */
function hasTakenEffect({ live, wanted, done, step }: BrokenOff, now: LiveMenu): boolean {
  if (step.call === 'delete') return now.source !== 'api'
  if (step.call === 'create') return now.source === 'api' && sameDefault(now.menu, wanted.menu)
  if (step.call === 'delconditional')
    return !now.menu.conditional.some(({ menuid }) => menuid === step.menuid)
  const known = new Set([...live.menu.conditional, ...done].map(({ menuid }) => menuid))
  const text = canonicalConditional(step)
  return now.menu.conditional.some((menu) => !known.has(menu.menuid) && canonicalConditional(menu) === text)
}

/** Whether two live menus are the same, and made in the same way. */
export function isSame(a: LiveMenu, b: LiveMenu): boolean {
  return a.source === b.source && sameMenu(a.menu, b.menu)
}

/** A stopped run still puts back what it has half changed. */
const NEVER = new AbortController().signal

/**
 * Puts the former menu back. One made in the web console cannot be: the API has replaced it.
 * @param now the mixture that is live
 * @returns what is live after the attempt, absent where it cannot be read; why the former menu is not
 */
async function restore(
  client: Client,
  reporter: Reporter,
  former: LiveMenu,
  now: LiveMenu,
): Promise<{ readonly after?: LiveMenu; readonly restoreError?: WxError }> {
  if (former.source === 'console') return { after: now }
  await reporter.tell({ type: 'restoring' })
  const { steps } = planPush({ appid: '', base: '' }, now, former.menu)
  const { failed } = await applySteps(client, steps, NEVER)
  try {
    const after = await readLive(uninterruptible(client))
    if (isUpToDate(after, former.menu)) return { after }
    return { after, ...(failed && { restoreError: failed.error }) }
  } catch (error) {
    if (error instanceof WxError) return { restoreError: failed?.error ?? error }
    throw error
  }
}
