import { allKept } from '../../menu/diff/compare'
import type { Ending, Reporter } from '../../menu/push/reporter'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import type { EndingOptions, ReportOptions, WordsFor } from './change'
import { reportResult } from './result'

/** Draws a change on stderr while it goes on, and asks. What only a change needs is loaded once there is one. */
export function changeReporter(cx: CommandContext, wordsFor: WordsFor, options: ReportOptions): Reporter {
  const drawing = () => import('./change-report')
  return {
    tell: async (event) => (await drawing()).tellEvent(cx, wordsFor, event),
    agree: async (proposal) => (await drawing()).agree(cx, wordsFor(proposal.live), proposal, options),
    upload: async (uploads) =>
      (await import('../media/pending')).uploadPending(cx, await cx.services.client(), uploads),
    whileWriting: async (live, work) => (await drawing()).toldIfAbandoned(cx, wordsFor(live).check, work),
  }
}

/**
 * The result of a change.
 * @throws WxError for one that failed: see push-failure.ts
 */
export async function reportEnding(
  cx: CommandContext,
  wordsFor: WordsFor,
  ending: Ending,
  options: EndingOptions = {},
): Promise<undefined> {
  const words = wordsFor(ending.live)
  if (ending.outcome !== 'upToDate')
    return (await import('./change-report')).reportChange(cx, words, ending, options)
  const { live, wanted } = ending
  const totals = allKept(wanted.menu)
  return reportResult(
    cx,
    words,
    { outcome: 'upToDate', live, wanted, totals, changes: [], steps: [] },
    options,
    () => cx.terminal.t(menuMessages.upToDate, { file: words.name, appid: words.appid }),
  )
}
