import { WxError } from '../../errors'
import { isUpToDate } from '../../menu/diff/compare'
import { applySteps, uninterruptible } from '../../menu/push/apply'
import { readLive } from '../../menu/push/live'
import { planPush } from '../../menu/push/plan'
import type { LiveMenu } from '../../menu/types'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import type { Push } from './push-document'

/** A stopped run still puts back what it has half changed. */
const NEVER = new AbortController().signal

export interface Restored {
  /** What is live after the attempt; undefined where it cannot be read. */
  readonly now?: LiveMenu
  /** Why the former menu is not live again. */
  readonly failed?: WxError
}

/**
 * Puts the former menu back after a push that failed half-way. One made in the web console cannot be: the API has
 * replaced it.
 * @param now the mixture that is live
 */
export async function restore(
  { terminal }: CommandContext,
  { appid, client, live: former }: Push,
  now: LiveMenu,
): Promise<Restored> {
  if (former.source === 'console') return { now }
  terminal.note(menuMessages.restoring)
  const { steps } = planPush({ appid, base: '' }, now, former.menu)
  const { failed } = await applySteps(client, steps, NEVER)
  try {
    const after = await readLive(uninterruptible(client))
    if (isUpToDate(after, former.menu)) return { now: after }
    return { now: after, ...(failed && { failed: failed.error }) }
  } catch (error) {
    if (error instanceof WxError) return { failed: failed?.error ?? error }
    throw error
  }
}
