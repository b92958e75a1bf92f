import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../../api/types'
import { WxError } from '../../errors'
import type { HistoryEntry } from '../../store/history'
import { firstDifference, isEmpty } from '../diff/compare'
import type { LiveMenu, Menu } from '../types'
import { applySteps, uninterruptible } from './apply'
import { keepLive, keepPushed } from './history'
import { readLive } from './live'
import { withMedia } from './media-pending'
import { rememberBegun, rememberDiffering, rememberSeen } from './memory'
import { planPush } from './plan'
import type { ChangeRequest, Failed, Proposal, Pushed, Reporter, Target } from './reporter'

/** How long a menu that was read back differently is given to arrive. */
const LAG_MS = 1000

type Agreed = Pick<Proposal, 'plan' | 'live' | 'wanted'>

/**
 * Carries out a plan that was agreed to, while the lock is held: uploads, keeps the former menu, makes the calls, reads
 * back, keeps what is live now. Nothing here begins to write once the run is stopped; what has begun ends, and is read
 * back.
 * @throws WxError before the first write: as uploads and the store's history
 */
export async function carryOut(
  target: Target,
  { reason, author }: Pick<ChangeRequest, 'reason' | 'author'>,
  reporter: Reporter,
  agreed: Agreed,
): Promise<Pushed | Failed> {
  const { client, signal } = target
  const { plan, live, wanted } = await withUploads(agreed, reporter)
  const { entry, damaged } = await keepLive(target, live, reason, await author())
  if (damaged.length > 0) await reporter.tell({ type: 'damagedHistory', files: damaged })
  await begin(target, live, entry)
  const written = await reporter.whileWriting(live, async () => {
    const { done, failed } = await applySteps(client, plan.steps, signal, ({ step }) =>
      reporter.tell({ type: 'step', step }),
    )
    if (!failed)
      return { done, ...(await readBack(target, reporter, { live, wanted, entry, calls: done.length })) }
    const { recover } = await import('./recover')
    return { done, ...(await recover(target, reporter, { live, wanted, plan, done, entry, ...failed })) }
  })
  if ('outcome' in written) return written
  const { done, after } = written
  await keepPushed(target, entry, after)
  const where = differenceOf(wanted.menu, after)
  if (where) await rememberDiffering(target, after, wanted.menu)
  else await rememberSeen(target, after)
  if (where) return { outcome: 'failed', how: 'different', live, where, history: entry.file }
  return { outcome: 'pushed', live, wanted, plan, done, history: entry.file }
}

/** The first place where what is live is not what was wanted. */
function differenceOf(wanted: Menu, after: LiveMenu): string | false | undefined {
  if (isEmpty(wanted)) return after.source === 'api' && 'button'
  return after.source === 'api' ? firstDifference(wanted, after.menu) : 'button'
}

/** @throws WxError STORE_UNWRITABLE */
async function begin(target: Target, live: LiveMenu, entry: HistoryEntry): Promise<void> {
  try {
    await rememberBegun(target, live)
  } catch (error) {
    await target.history.forget(entry)
    throw error
  }
}

/** What is live after all calls. Where it cannot be read, what was written is remembered as what is live. */
async function readBack(
  target: Target,
  reporter: Reporter,
  {
    live,
    wanted,
    entry,
    calls,
  }: Omit<Agreed, 'plan'> & { readonly entry: HistoryEntry; readonly calls: number },
): Promise<{ readonly after: LiveMenu } | Failed> {
  const { menu } = wanted
  try {
    const after = await readLive(uninterruptible(target.client))
    return { after: differenceOf(menu, after) ? await readOnceMore(target.client, reporter, after) : after }
  } catch (error) {
    if (!(error instanceof WxError)) throw error
    const pushed = { source: isEmpty(menu) ? 'none' : 'api', menu } as const
    await keepPushed(target, entry, pushed)
    await rememberSeen(target, pushed)
    return { outcome: 'failed', how: 'unread', live, calls, error, history: entry.file }
  }
}

/** What is read right after a write may be what was live before it: read again before the push is said to have failed. */
async function readOnceMore(client: Client, reporter: Reporter, first: LiveMenu): Promise<LiveMenu> {
  await reporter.tell({ type: 'readingAgain' })
  await sleep(LAG_MS)
  try {
    return await readLive(uninterruptible(client))
  } catch (error) {
    if (error instanceof WxError) return first
    throw error
  }
}

/** The same with the media_ids of what is uploaded for it. Uploads change nothing that anybody sees. */
async function withUploads(agreed: Agreed, reporter: Reporter): Promise<Agreed> {
  const { plan, live, wanted } = agreed
  if (wanted.uploads.length === 0) return agreed
  const menu = withMedia(wanted.menu, await reporter.upload(wanted.uploads))
  const { changes, totals } = plan // as they were shown
  return { live, wanted: { ...wanted, menu }, plan: { ...planPush(plan, live, menu), changes, totals } }
}
