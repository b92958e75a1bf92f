import { WxError } from '../../errors'
import { canonicalConditional, isUpToDate, sameDefault, sameMenu } from '../../menu/diff/compare'
import type { Outcome } from '../../menu/push/apply'
import { uninterruptible } from '../../menu/push/apply'
import { readLive } from '../../menu/push/live'
import type { Plan } from '../../menu/push/plan'
import type { LiveMenu } from '../../menu/types'
import type { HistoryEntry } from '../../store/history'
import { causeDocument, explain } from '../../terminal/errors'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { withPlace } from './failed-step'
import { keepPushed } from './keep-live'
import { rememberSeen } from './memory'
import type { Push } from './push-document'
import { restore } from './restore'

type Failure = Push & Required<Outcome> & { readonly plan: Plan; readonly entry: HistoryEntry }

/**
 * A write failed. What is live is read again, for only that tells whether a call without an answer took effect. A
 * mixture of the former menu and the new one is undone. The entry of the history says what is live in the end; where
 * that is the former menu, it is forgotten.
 * @returns the live menu, where all that was wanted is live after all
 * @throws WxError the cause itself where WeChat refused the first write, PUSH_FAILED where nothing changed for another
 * reason, PUSH_RESTORED where the former menu was put back, else PUSH_INCOMPLETE with what was done and what is live
 * now; all with the cause's exit code, and with the cause and the place of the menu that it was about
 */
export async function afterFailure(cx: CommandContext, push: Failure): Promise<LiveMenu> {
  const { terminal } = cx
  const { done, failed, entry, plan, shown: file, command } = push
  const { step } = failed
  const error = await withPlace(cx, push, step, failed.error)
  const { history } = await cx.services.store()
  if (done.length === 0 && error.details.refusal && !cx.signal.aborted) {
    await rememberSeen(cx, push.live)
    await history.forget(entry)
    throw error
  }
  const now = await readAgain(push)
  const cause = (await explain(error, terminal)).what
  const took = !(now instanceof WxError) && !error.details.refusal && tookEffect(push, now)
  if (took) terminal.warn(menuMessages.tookEffect, { call: step.call, cause })
  if (!(now instanceof WxError) && isUpToDate(now, push.wanted)) return now

  const [count, total] = [done.length + (took ? 1 : 0), plan.steps.length]
  const { failed: place } = error.details.data ?? {}
  const data = { done: count, total, failedCall: step.call, tookEffect: took, failed: place }
  // An interrupted run keeps this error's own kind: what is live must be told, not only that there was a ^C.
  const kind = cx.signal.aborted ? undefined : error.kind
  const details = { cause: error, kind, data }
  if (count === 0 && !(now instanceof WxError) && isFormer(now, push.live)) {
    await rememberSeen(cx, now)
    await history.forget(entry)
    throw new WxError('PUSH_FAILED', { file, cause, command }, details)
  }
  const restored = now instanceof WxError ? { failed: now } : await restore(cx, push, now)
  const live = restored.now
  if (live) await rememberSeen(cx, live)
  if (live && isFormer(live, push.live)) {
    await history.forget(entry)
    throw new WxError('PUSH_RESTORED', { file, at: count + 1, total, cause, command }, details)
  }
  if (live) await keepPushed(cx, entry, live)
  const why = restored.failed && (await explain(restored.failed, terminal)).what
  const state = live
    ? describeLive(cx, push, live) +
      (why === undefined ? '' : terminal.t(menuMessages.notRestored, { cause: why }))
    : terminal.t(menuMessages.liveUnknown, { cause: why ?? '' })
  const kept = push.live.source === 'none' ? '' : terminal.t(menuMessages.formerKept, { file: entry.file })
  throw new WxError(
    'PUSH_INCOMPLETE',
    { file, done: count, total, cause, live: `${state}${kept}`, command },
    {
      ...details,
      data: {
        ...data,
        history: entry.file,
        ...(restored.failed && { restore: causeDocument(restored.failed, why) }),
      },
    },
  )
}

async function readAgain({ client }: Push): Promise<LiveMenu | WxError> {
  try {
    return await readLive(uninterruptible(client))
  } catch (error) {
    if (error instanceof WxError) return error
    throw error
  }
}

/** Whether the call that was not answered did what it was for. */
function tookEffect({ live, wanted, done, failed: { step } }: Failure, now: LiveMenu): boolean {
  if (step.call === 'delete') return now.source !== 'api'
  if (step.call === 'create') return now.source === 'api' && sameDefault(now.menu, wanted)
  if (step.call === 'delconditional')
    return !now.menu.conditional.some(({ menuid }) => menuid === step.menuid)
  const known = new Set([...live.menu.conditional, ...done].map(({ menuid }) => menuid))
  const text = canonicalConditional(step)
  return now.menu.conditional.some((menu) => !known.has(menu.menuid) && canonicalConditional(menu) === text)
}

function isFormer(now: LiveMenu, live: LiveMenu): boolean {
  return now.source === live.source && sameMenu(now.menu, live.menu)
}

function describeLive({ terminal }: CommandContext, { live, wanted }: Push, now: LiveMenu): string {
  if (isFormer(now, live))
    return terminal.t(now.source === 'none' ? menuMessages.liveNothing : menuMessages.liveFormer)
  const state =
    now.menu.button.length === 0
      ? menuMessages.defaultNone
      : sameDefault(now.menu, wanted)
        ? menuMessages.defaultNew
        : sameDefault(now.menu, live.menu)
          ? menuMessages.defaultFormer
          : menuMessages.defaultOther
  const { conditional } = now.menu
  const formerIds = new Set(live.menu.conditional.map(({ menuid }) => menuid))
  const texts = new Set(wanted.conditional.map(canonicalConditional))
  const ofFile = conditional.filter((menu) => texts.has(canonicalConditional(menu)))
  const former = conditional.filter((menu) => formerIds.has(menu.menuid) && !ofFile.includes(menu))
  return terminal.t(menuMessages.liveMixed, {
    state: terminal.t(state),
    wanted: ofFile.length,
    former: former.length,
  })
}
