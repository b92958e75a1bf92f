/** What is said of a change that failed while it wrote. */
import { WxError } from '../../errors'
import { canonicalConditional, sameDefault } from '../../menu/diff/compare'
import type { Step } from '../../menu/push/plan'
import { isSame } from '../../menu/push/recover'
import type { Failed, FailedCall } from '../../menu/push/reporter'
import type { LiveMenu, Menu } from '../../menu/types'
import { causeDocument, explain } from '../../terminal/errors'
import { menuMessages } from '../../terminal/messages/menu'
import { ruleText } from '../../terminal/plan'
import type { CommandContext } from '../command'
import type { ChangeWords } from './change'

/**
 * The error of a failed change: the cause itself where WeChat refused the first write, PUSH_FAILED where nothing changed
 * for another reason, PUSH_RESTORED where the former menu was put back, PUSH_INCOMPLETE with what was done and what is
 * live now; READBACK_FAILED and READBACK_DIFFERS where the calls went well. All have the cause's exit code, and where a
 * call failed the cause and the place of the menu that it was about.
 */
export async function errorOf(cx: CommandContext, words: ChangeWords, failed: Failed): Promise<WxError> {
  const { terminal } = cx
  const { shown: file, check, command } = words
  if (failed.how === 'different')
    return new WxError(
      'READBACK_DIFFERS',
      { where: failed.where, check },
      { data: { history: failed.history } },
    )
  if (failed.how === 'unread') {
    const { error, calls } = failed
    const cause = (await explain(error, terminal)).what
    return new WxError('READBACK_FAILED', { file, cause, calls, check }, { cause: error, kind: error.kind })
  }
  const { error, text: cause } = await causeOf(cx, words, failed)
  if (failed.how === 'refused') return error

  const { step, plan, count, tookEffect } = failed
  const total = plan.steps.length
  const { failed: place } = error.details.data ?? {}
  const data = { done: count, total, failedCall: step.call, tookEffect, failed: place }
  // An interrupted run keeps this error's own kind: what is live must be told, not only that there was a ^C.
  const kind = failed.isStopped ? undefined : error.kind
  const details = { cause: error, kind, data }
  if (failed.how !== 'incomplete')
    return failed.how === 'unchanged'
      ? new WxError('PUSH_FAILED', { file, cause, command }, details)
      : new WxError('PUSH_RESTORED', { file, at: count + 1, total, cause, command }, details)

  const { now, restoreError, live, wanted, history } = failed
  const why = restoreError && (await explain(restoreError, terminal)).what
  const state = now
    ? describeLive(cx, live, wanted.menu, now) +
      (why === undefined ? '' : terminal.t(menuMessages.notRestored, { cause: why }))
    : terminal.t(menuMessages.liveUnknown, { cause: why ?? '' })
  const kept = live.source === 'none' ? '' : terminal.t(menuMessages.formerKept, { file: history })
  const restore = restoreError && { restore: causeDocument(restoreError, why) }
  return new WxError(
    'PUSH_INCOMPLETE',
    { file, done: count, total, cause, live: `${state}${kept}`, command },
    { ...details, data: { ...data, history, ...restore } },
  )
}

/** The error of a call that failed, with the place of the menu that it was about, and what a person is told of it. */
export async function causeOf(
  cx: CommandContext,
  words: ChangeWords,
  call: FailedCall,
): Promise<{ readonly error: WxError; readonly text: string }> {
  const error = await withPlace(cx, words, call)
  return { error, text: (await explain(error, cx.terminal)).what }
}

function describeLive({ terminal }: CommandContext, former: LiveMenu, wanted: Menu, now: LiveMenu): string {
  if (isSame(now, former))
    return terminal.t(now.source === 'none' ? menuMessages.liveNothing : menuMessages.liveFormer)
  const state =
    now.menu.button.length === 0
      ? menuMessages.defaultNone
      : sameDefault(now.menu, wanted)
        ? menuMessages.defaultNew
        : sameDefault(now.menu, former.menu)
          ? menuMessages.defaultFormer
          : menuMessages.defaultOther
  const { conditional } = now.menu
  const formerIds = new Set(former.menu.conditional.map(({ menuid }) => menuid))
  const texts = new Set(wanted.conditional.map(canonicalConditional))
  const ofFile = conditional.filter((menu) => texts.has(canonicalConditional(menu)))
  const left = conditional.filter((menu) => formerIds.has(menu.menuid) && !ofFile.includes(menu))
  return terminal.t(menuMessages.liveMixed, {
    state: terminal.t(state),
    wanted: ofFile.length,
    former: left.length,
  })
}

/** The call of a plan that failed, for `--json`. */
interface FailedStep {
  readonly call: Step['call']
  /** Number of the conditional menu in the file, from 1; absent for the default menu and for one that is not in the file. */
  readonly conditional?: number
  readonly matchrule?: Readonly<Record<string, string>>
  readonly menuid?: string
  /** Where that menu begins in the menu file, each from 1. */
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/**
 * The error of a call, with the menu that it was about: its number, its matchrule and its place in the file. In text it
 * begins with them; with `--json` they are the key `failed`.
 */
async function withPlace(cx: CommandContext, words: ChangeWords, call: FailedCall): Promise<WxError> {
  const { error, step, wanted } = call
  const failed = await failedStep(words, wanted.menu, step)
  return new WxError(error.code, error.params, {
    ...error.details,
    kind: error.kind,
    place: placeText(cx, failed),
    data: { ...error.details.data, failed },
  })
}

async function failedStep({ places, name }: ChangeWords, wanted: Menu, step: Step): Promise<FailedStep> {
  const { call } = step
  if (call === 'delete') return { call }
  const found = await places?.()
  if (call === 'create') return { call, ...(found?.button && { file: name, ...found.button }) }
  const { matchrule } = step
  if (call === 'delconditional') return { call, matchrule, menuid: step.menuid }
  const text = canonicalConditional(step)
  const index = wanted.conditional.findIndex((menu) => canonicalConditional(menu) === text)
  const place = found?.conditional[index]
  return { call, conditional: index + 1, matchrule, ...(place && { file: name, ...place }) }
}

function placeText({ terminal }: CommandContext, failed: FailedStep): string {
  const { call, conditional, matchrule = {}, file, line, column } = failed
  const rule = ruleText(matchrule)
  const menu =
    call === 'delete'
      ? terminal.t(menuMessages.allMenus)
      : call === 'create'
        ? terminal.t(menuMessages.theDefault)
        : conditional === undefined
          ? terminal.t(menuMessages.formerConditional, { rule })
          : terminal.t(menuMessages.theConditional, { number: conditional, rule })
  return file === undefined
    ? menu
    : terminal.t(menuMessages.inFile, { place: `${file}:${line}:${column}`, menu })
}
