/**
 * The one way in which the live menu of an account is changed: by `menu push` of a file or of a saved plan, by `menu
 * rollback` and by `menu delete`. It reads what is live, plans, has the plan agreed to, takes the lock, and carries the
 * plan out. It prints and asks nothing itself: a reporter is told and asked.
 */
import { interruption, WxError } from '../../errors'
import { isUpToDate, menuHash } from '../diff/compare'
import { emptyMenu, type LiveMenu } from '../types'
import { readLive } from './live'
import { judgeLive, rememberSeen } from './memory'
import { type HeldLock, MenuLock } from './menu-lock'
import type { Plan } from './plan'
import type { SavedPlan } from './plan-file'
import type { ChangeRequest, Drift, Ending, Proposal, Reporter, Target, UpToDate, Wanted } from './reporter'

/**
 * Makes the live menu the wanted one: read → compare → plan → agree → lock → read again where it may have changed →
 * keep the former menu → write → read back → restore after a failure.
 * @returns how it ended, failures of the calls that write included
 * @throws WxError as Client.call before anything is written; what the reporter throws
 */
export async function changeMenu(
  target: Target,
  request: ChangeRequest,
  reporter: Reporter,
): Promise<Ending> {
  const lock = MenuLock.before(target)
  const live = await readLive(target.client)
  return changeFrom(live, lock, target, request, reporter)
}

/**
 * Deletes the live menu in the same way.
 * @returns as `changeMenu`; undefined where the menu is beyond what can be read, which may be why it has to go
 */
export async function deleteLive(
  target: Target,
  author: ChangeRequest['author'],
  reporter: Reporter,
): Promise<Ending | undefined> {
  const lock = MenuLock.before(target)
  const live = await readLive(target.client).catch((error: unknown) => {
    if (error instanceof WxError && error.code === 'ANSWER_TOO_DEEP') return undefined
    throw error
  })
  const wantedOver = async () => ({ menu: emptyMenu, uploads: [] })
  const request = {
    reason: 'delete',
    mode: 'apply',
    wantedOver,
    expected: 'any',
    isAnyLiveAgreed: true,
    author,
  } as const
  return live && changeFrom(live, lock, target, request, reporter)
}

async function changeFrom(
  live: LiveMenu,
  lock: MenuLock,
  target: Target,
  request: ChangeRequest,
  reporter: Reporter,
): Promise<Ending> {
  const wanted = await request.wantedOver(live)
  if (request.mode !== 'save' && isUpToDate(live, wanted.menu)) return upToDate(target, request, live, wanted)
  const agreed = await propose(target, request, reporter, live, wanted)
  if (request.mode !== 'apply') return { outcome: 'planned', ...agreed }
  return whileLocked(lock, reporter, async ({ isStale }) => {
    const current =
      isStale || agreed.wasAsked ? await readUntilAgreed(target, request, reporter, agreed) : agreed
    return 'outcome' in current ? current : carryOutPlan(target, request, reporter, current)
  })
}

/**
 * Carries out a saved plan exactly as it was reviewed, the lock being held from before the read. A menu that is live
 * already as it was wanted is up to date.
 * @param uploads those of the plan, with paths of this machine
 * @throws WxError as `changeMenu`; a plan that starts from another menu is proposed with the objection `stale`
 */
export async function applySavedPlan(
  target: Target,
  saved: SavedPlan,
  { mode, author, uploads }: Pick<ChangeRequest, 'mode' | 'author'> & Pick<Wanted, 'uploads'>,
  reporter: Reporter,
): Promise<Ending> {
  const request = { reason: 'push', author } as const
  const wanted = { menu: saved.wanted, uploads }
  return whileLocked(MenuLock.before(target), reporter, async () => {
    const [{ planAgain }, { planPush }] = await Promise.all([import('./plan-file'), import('./plan')])
    const live = await readLive(target.client)
    const now = planPush(target, live, wanted.menu)
    if (now.steps.length === 0) return upToDate(target, request, live, wanted)
    const plan = planAgain(saved, live)
    await reporter.agree({ plan: plan ?? now, live, wanted, ...(!plan && { objection: 'stale' }) })
    const agreed = { plan: plan ?? now, live, wanted }
    return mode === 'apply'
      ? carryOutPlan(target, request, reporter, agreed)
      : { outcome: 'planned', ...agreed }
  })
}

/**
 * Deletes a menu that cannot be read: nothing of it is shown, kept or read back.
 * @throws WxError as Client.call; INTERRUPTED or TERMINATED when the run was stopped before
 */
export async function deleteUnread(target: Target, reporter: Pick<Reporter, 'tell'>): Promise<void> {
  return whileLocked(MenuLock.before(target), reporter, async () => {
    if (target.signal.aborted) throw interruption(target.signal)
    const { applyStep } = await import('./apply')
    await applyStep(target.client, { call: 'delete' })
    await rememberSeen(target, { source: 'none', menu: emptyMenu })
  })
}

interface Agreed extends Pick<Proposal, 'plan' | 'live' | 'wanted'> {
  readonly wasAsked: boolean
}

/** Plans, looks for drift, and has the plan agreed to. @throws WxError what the reporter throws */
async function propose(
  target: Target,
  { expected }: ChangeRequest,
  reporter: Reporter,
  live: LiveMenu,
  wanted: Wanted,
): Promise<Agreed> {
  const { planPush } = await import('./plan')
  const plan = planPush(target, live, wanted.menu)
  const drift = plan.steps.length > 0 ? await driftOf(target, live, expected, reporter) : undefined
  const wasAsked = await reporter.agree({ plan, live, wanted, ...(drift && { objection: drift }) })
  return { plan, live, wanted, wasAsked }
}

/** Why the live menu should not be replaced. A machine that remembers none says that it could not check. */
async function driftOf(
  target: Target,
  live: LiveMenu,
  expected: ChangeRequest['expected'],
  reporter: Reporter,
): Promise<Drift | undefined> {
  if (expected === 'any') return undefined
  if (expected !== 'remembered') return (await expected(live.menu)) ? undefined : 'unexpected'
  const judged = await judgeLive(target, live)
  if (judged === 'unknown' && live.source !== 'none') await reporter.tell({ type: 'unchecked', live })
  if (judged === 'unfinished' || judged === 'differing') await reporter.tell({ type: judged, live })
  if (judged !== 'drifted') return undefined
  return live.source === 'none' ? 'gone' : 'drifted'
}

/**
 * Reads what is live now, after a wait or a question. What has changed is proposed anew, until what was agreed to is what
 * is live.
 */
async function readUntilAgreed(
  target: Target,
  request: ChangeRequest,
  reporter: Reporter,
  former: Agreed,
): Promise<Agreed | UpToDate> {
  const live = await readLive(target.client)
  const wanted = await request.wantedOver(live)
  if (isUpToDate(live, wanted.menu)) return upToDate(target, request, live, wanted)
  if (isFrom(live, former.plan) || (request.isAnyLiveAgreed && !former.wasAsked)) {
    const { planPush } = await import('./plan')
    return { plan: planPush(target, live, wanted.menu), live, wanted, wasAsked: former.wasAsked }
  }
  await reporter.tell({ type: 'changedMeanwhile' })
  const agreed = await propose(target, request, reporter, live, wanted)
  return agreed.wasAsked ? readUntilAgreed(target, request, reporter, agreed) : agreed
}

function isFrom({ source, menu }: LiveMenu, { live }: Plan): boolean {
  return source === live.source && menuHash(menu) === live.hash
}

/** A deletion that finds nothing to delete has seen nothing that a push should rely on. */
async function upToDate(
  target: Target,
  { reason }: Pick<ChangeRequest, 'reason'>,
  live: LiveMenu,
  wanted: Wanted,
): Promise<UpToDate> {
  if (reason !== 'delete') await rememberSeen(target, live)
  return { outcome: 'upToDate', live, wanted }
}

async function carryOutPlan(
  target: Target,
  request: Pick<ChangeRequest, 'reason' | 'author'>,
  reporter: Reporter,
  agreed: Pick<Proposal, 'plan' | 'live' | 'wanted'>,
): Promise<Ending> {
  const { carryOut } = await import('./carry-out')
  return carryOut(target, request, reporter, agreed)
}

/** @throws WxError as MenuLock.take */
async function whileLocked<Result>(
  lock: MenuLock,
  reporter: Pick<Reporter, 'tell'>,
  work: (held: HeldLock) => Promise<Result>,
): Promise<Result> {
  const held = await lock.take(() => reporter.tell({ type: 'waitingForLock' }))
  try {
    return await work(held)
  } finally {
    await held.release()
  }
}
