import type { Plan } from '../../menu/push/plan'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import type { Push } from './push-document'
import { tellEnding } from './push-result'

/** The result of a push that was only shown. */
export async function tellDryRun(cx: CommandContext, push: Push, plan: Plan): Promise<undefined> {
  const steps = plan.steps.map((step) => ({ step }))
  return tellEnding(cx, push, { outcome: 'dryRun', plan, steps }, () =>
    cx.terminal.t(menuMessages.dryRun, { file: push.name }),
  )
}
