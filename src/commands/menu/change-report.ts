import { interruption, WxError } from '../../errors'
import { menuHash } from '../../menu/diff/compare'
import { type Plan, type Step, takesAway } from '../../menu/push/plan'
import type { ChangeEvent, Drift, Failed, Planned, Proposal, Pushed } from '../../menu/push/reporter'
import type { LiveMenu } from '../../menu/types'
import { menuMessages } from '../../terminal/messages/menu'
import { drawPlan, ruleText, totalsText } from '../../terminal/plan'
import type { CommandContext } from '../command'
import { isStdin } from '../input-file'
import type { ChangeWords, EndingOptions, ReportOptions, WordsFor } from './change'
import { tellDamaged } from './history-entry'
import { reportResult } from './result'

/** Characters of a hash that are shown; from 7 on they name a menu in `--expect`. */
const HASH_SHOWN = 12

const shortHash = (live: LiveMenu) => menuHash(live.menu).slice(0, HASH_SHOWN)

/** Tells what happens on the way, a line each. */
export async function tellEvent(cx: CommandContext, wordsFor: WordsFor, event: ChangeEvent): Promise<void> {
  const { terminal } = cx
  if (event.type === 'unchecked')
    return terminal.note(menuMessages.cannotCheck, { hash: shortHash(event.live) })
  if (event.type === 'damagedHistory') return tellDamaged(cx, event.files)
  if (event.type === 'step') return tellStep(cx, event.step)
  if (event.type !== 'tookEffect') return terminal.note(plainEvents[event.type])
  const { causeOf } = await import('./push-failure')
  const { text } = await causeOf(cx, wordsFor(event.live), event)
  terminal.warn(menuMessages.tookEffect, { call: event.step.call, cause: text })
}

const plainEvents = {
  waitingForLock: menuMessages.waitingForLock,
  changedMeanwhile: menuMessages.changedMeanwhile,
  readingAgain: menuMessages.readingAgain,
  restoring: menuMessages.restoring,
  unfinished: menuMessages.unfinished,
  differing: menuMessages.differing,
} as const

function tellStep({ terminal }: CommandContext, step: Step): void {
  if (step.call === 'create') terminal.note(menuMessages.stepCreate)
  else if (step.call === 'delete') terminal.note(menuMessages.stepDeleteAll)
  else {
    const message = step.call === 'addconditional' ? menuMessages.stepAdd : menuMessages.stepDelete
    terminal.note(message, { rule: ruleText(step.matchrule) })
  }
}

/**
 * Shows a plan, stops at drift, and asks where something goes away.
 * @returns whether it asked
 * @throws WxError DRIFT, MENU_GONE, EXPECTATION_NOT_MET, ROLLBACK_DRIFT, CONFIRMATION_NEEDED, DECLINED
 */
export async function agree(
  cx: CommandContext,
  words: ChangeWords,
  { plan, live, wanted, objection }: Proposal,
  { mode, yes, alwaysAsk }: ReportOptions,
): Promise<boolean> {
  const { terminal } = cx
  const wouldAsk = (alwaysAsk || (takesAway(plan) && terminal.interactive)) && !yes
  const isAsked = !objection && mode === 'apply' && wouldAsk
  const title = isAsked ? undefined : words.title // the question says the same
  await showPlan(cx, plan, { live, wanted, title }, isAsked || (objection !== undefined && !terminal.json))
  if (objection === 'drifted' || objection === 'gone') {
    if (mode !== 'show') throw driftError(cx, words, objection, live)
    terminal.warn(objection === 'gone' ? menuMessages.gone : menuMessages.drifted, { appid: words.appid })
  } else if (objection === 'unexpected')
    throw new WxError('EXPECTATION_NOT_MET', {
      appid: words.appid,
      expected: words.expected ?? '',
      hash: shortHash(live),
    })
  if (isAsked) await terminal.confirm(words.question, { flag: '--yes' })
  return isAsked
}

function driftError(
  { terminal }: CommandContext,
  { appid, command, reason, name }: ChangeWords,
  drift: Exclude<Drift, 'unexpected'>,
  live: LiveMenu,
): WxError {
  const data = { liveHash: menuHash(live.menu) }
  if (drift === 'gone') {
    const rollback = `wxadmin menu rollback --force${terminal.interactive ? '' : ' --yes'}`
    return new WxError('MENU_GONE', { appid, command, rollback }, { data })
  }
  if (reason !== 'push') return new WxError('ROLLBACK_DRIFT', { appid, rollback: command }, { data })
  const file = isStdin(name) ? 'menu.yaml' : name // what `menu pull -o` should write
  return new WxError('DRIFT', { appid, push: command, file, hash: shortHash(live) }, { data })
}

/**
 * What is about to be done, for a person, on stderr.
 * @param always a question or a refusal about it follows: then it is shown with `--quiet` and `--json` as well
 */
export async function showPlan(
  { terminal }: CommandContext,
  plan: Plan,
  { live, wanted, title }: Pick<Proposal, 'live' | 'wanted'> & Pick<ChangeWords, 'title'>,
  always: boolean,
): Promise<void> {
  if (plan.live.source === 'console') terminal.warn(menuMessages.consoleMenu)
  if (live.isOff) terminal.warn(menuMessages.menuOff)
  if (!always && (terminal.json || terminal.options.quiet)) return
  const changes = totalsText(plan.totals, terminal.language)
  if (title !== undefined) terminal.write(await terminal.wrapped(title))
  terminal.write(terminal.t(menuMessages.planTitle, { appid: plan.appid }))
  terminal.write(drawPlan(plan.changes, terminal.pen))
  for (const { shown, bytes } of wanted.uploads)
    terminal.write(terminal.t(menuMessages.planUpload, { file: shown, bytes }))
  const summary = terminal.t(menuMessages.planSummary, { changes, calls: plan.steps.length })
  terminal.write(await terminal.wrapped(summary))
}

/**
 * Runs a piece of work that writes the menu. A second signal ends the process in the middle of it: then it is told that
 * what is live may be a mixture, and how to look at it.
 * @param look the command that shows it
 */
export async function toldIfAbandoned<Result>(
  cx: CommandContext,
  look: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const isOver = cx.whenAbandoned(async () => {
    const { reportError } = await import('../../terminal/errors')
    const { kind } = interruption(cx.signal)
    await reportError(new WxError('MENU_ABANDONED', { look }, { kind }), cx.terminal)
  })
  try {
    return await work()
  } finally {
    isOver()
  }
}

/** The result of a change that had something to write. @throws WxError for one that failed: see push-failure.ts */
export async function reportChange(
  cx: CommandContext,
  words: ChangeWords,
  ending: Planned | Pushed | Failed,
  options: EndingOptions,
): Promise<undefined> {
  const { terminal } = cx
  if (ending.outcome === 'failed') throw await (await import('./push-failure')).errorOf(cx, words, ending)
  const { live, wanted, plan } = ending
  const { totals, changes } = plan
  if (ending.outcome === 'pushed') {
    const { done: steps, history } = ending
    if (live.source !== 'none') terminal.note(menuMessages.saved, { file: history })
    terminal.note(menuMessages.phones)
    const result = { outcome: 'pushed', live, wanted, totals, changes, steps, history } as const
    return reportResult(cx, words, result, options, () => {
      const message = words.reason === 'push' ? menuMessages.pushed : menuMessages.rolledBack
      const { shown: file, appid } = words
      return terminal.t(message, { file, appid, changes: totalsText(totals, terminal.language) })
    })
  }
  if (options.plan !== undefined) {
    const { savePlan } = await import('./save-plan')
    return savePlan(cx, words, ending, options.plan, options)
  }
  const steps = plan.steps.map((step) => ({ step }))
  return reportResult(cx, words, { outcome: 'dryRun', live, wanted, totals, changes, steps }, options, () =>
    terminal.t(menuMessages.dryRun, { file: words.name }),
  )
}
