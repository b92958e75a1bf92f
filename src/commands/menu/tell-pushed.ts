import { menuMessages } from '../../terminal/messages/menu'
import { totalsText } from '../../terminal/plan'
import type { CommandContext } from '../command'
import type { Carried } from './carry-out'
import { tellEnding } from './push-result'

/** The result of a push or a rollback that has written. */
export function tellPushed(cx: CommandContext, { push, plan, done, history }: Carried): Promise<undefined> {
  const { terminal } = cx
  if (push.live.source !== 'none') terminal.note(menuMessages.saved, { file: history })
  terminal.note(menuMessages.phones)
  return tellEnding(cx, push, { outcome: 'pushed', plan, steps: done, history }, () => {
    const message = push.reason === 'push' ? menuMessages.pushed : menuMessages.rolledBack
    const changes = totalsText(plan.totals, terminal.language)
    return terminal.t(message, { file: push.shown, appid: push.appid, changes })
  })
}
