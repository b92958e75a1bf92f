import { WxError } from '../../errors'
import type { Outcome } from '../../menu/apply'
import { sameConditional, sameMenu } from '../../menu/compare'
import { readLive } from '../../menu/live'
import type { Step } from '../../menu/plan'
import type { LiveMenu } from '../../menu/types'
import { explain } from '../../terminal/errors'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import type { Push } from './push-report'

type Failure = Required<Outcome> & { readonly history: string | undefined }

/**
 * A write failed. What is live is read again, for only that tells whether a call without an answer took effect.
 * @returns the live menu, where all that was wanted is live after all
 * @throws WxError the cause itself where WeChat refused the first write, so that nothing changed; else
 * PUSH_INCOMPLETE with the cause's exit code, what was done and what is live now
 */
export async function afterFailure(cx: CommandContext, push: Push, failure: Failure): Promise<LiveMenu> {
  const { done, failed, history } = failure
  const { error, step } = failed
  if (done.length === 0 && error.details.refusal) throw error
  const now = await readAgain(push)
  const cause = (await explain(error, cx.terminal)).what
  const took = now instanceof WxError || error.details.refusal ? false : tookEffect(step, push, failure, now)
  if (took) cx.terminal.warn(menuMessages.tookEffect, { call: step.call, cause })
  if (!(now instanceof WxError) && now.source === 'api' && sameMenu(now.menu, push.wanted)) return now
  const live =
    now instanceof WxError
      ? cx.terminal.t(menuMessages.liveUnknown, { cause: (await explain(now, cx.terminal)).what })
      : describeLive(cx, push, now)
  const params = {
    file: push.file.file,
    done: done.length + (took ? 1 : 0),
    total: push.plan.steps.length,
    cause,
    live,
    history: history ?? '-',
  }
  // An interruption keeps this error's own kind: what is live must be told, not only that there was a ^C.
  const kind = error.kind === 'interrupted' || error.kind === 'terminated' ? undefined : error.kind
  const data = { done: params.done, total: params.total, history, failedCall: step.call, tookEffect: took }
  throw new WxError('PUSH_INCOMPLETE', params, { cause: error, kind, data })
}

async function readAgain({ client }: Push): Promise<LiveMenu | WxError> {
  try {
    return await readLive(client)
  } catch (error) {
    if (error instanceof WxError) return error
    throw error
  }
}

/** Whether a call that was not answered did what it was for. */
function tookEffect(step: Step, { live, wanted }: Push, { done }: Failure, now: LiveMenu): boolean {
  if (step.call === 'create') {
    const [a, b] = [now.menu, wanted].map(({ button }) => ({ button, conditional: [] }))
    return now.source === 'api' && a !== undefined && b !== undefined && sameMenu(a, b)
  }
  if (step.call === 'delconditional')
    return !now.menu.conditional.some(({ menuid }) => menuid === step.menuid)
  const known = new Set([...live.menu.conditional, ...done].map(({ menuid }) => menuid))
  return now.menu.conditional.some((menu) => !known.has(menu.menuid) && sameConditional(menu, step))
}

function describeLive({ terminal }: CommandContext, { live, wanted }: Push, now: LiveMenu): string {
  if (now.source === live.source && sameMenu(now.menu, live.menu))
    return terminal.t(now.source === 'none' ? menuMessages.liveNothing : menuMessages.liveFormer)
  const isSame = (other: LiveMenu['menu']) =>
    sameMenu({ ...now.menu, conditional: [] }, { ...other, conditional: [] })
  const state =
    now.menu.button.length === 0
      ? menuMessages.defaultNone
      : isSame(wanted)
        ? menuMessages.defaultNew
        : isSame(live.menu)
          ? menuMessages.defaultFormer
          : menuMessages.defaultOther
  const { conditional } = now.menu
  const formerIds = new Set(live.menu.conditional.map(({ menuid }) => menuid))
  const ofFile = conditional.filter((menu) =>
    wanted.conditional.some((other) => sameConditional(menu, other)),
  )
  const former = conditional.filter((menu) => formerIds.has(menu.menuid) && !ofFile.includes(menu))
  return terminal.t(menuMessages.liveMixed, {
    state: terminal.t(state),
    wanted: ofFile.length,
    former: former.length,
  })
}
