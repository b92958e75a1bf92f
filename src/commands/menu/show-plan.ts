import type { Plan } from '../../menu/push/plan'
import { menuMessages } from '../../terminal/messages/menu'
import { drawPlan, totalsText } from '../../terminal/plan'
import type { CommandContext } from '../command'
import type { Push } from './push-document'

/**
 * What a push is about to do, for a person, on stderr.
 * @param always a question or a refusal about it follows: then it is shown with `--quiet` and `--json` as well
 */
export async function showPlan(
  { terminal }: CommandContext,
  plan: Plan,
  { uploads, title, live }: Pick<Push, 'uploads' | 'title' | 'live'>,
  always: boolean,
): Promise<void> {
  if (plan.live.source === 'console') terminal.warn(menuMessages.consoleMenu)
  if (live.isOff) terminal.warn(menuMessages.menuOff)
  if (!always && (terminal.json || terminal.options.quiet)) return
  const changes = totalsText(plan.totals, terminal.language)
  if (title !== undefined) terminal.write(await terminal.wrapped(title))
  terminal.write(terminal.t(menuMessages.planTitle, { appid: plan.appid }))
  terminal.write(drawPlan(plan.changes, terminal.pen))
  for (const { shown, bytes } of uploads)
    terminal.write(terminal.t(menuMessages.planUpload, { file: shown, bytes }))
  const summary = terminal.t(menuMessages.planSummary, { changes, calls: plan.steps.length })
  terminal.write(await terminal.wrapped(summary))
}
