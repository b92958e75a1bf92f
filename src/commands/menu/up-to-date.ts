import { allKept } from '../../menu/diff/compare'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { rememberSeen } from './memory'
import type { Push } from './push-document'
import { tellEnding } from './push-result'

/** The result of a push that has nothing to write. */
export async function tellUpToDate(cx: CommandContext, push: Push): Promise<undefined> {
  const { terminal } = cx
  await rememberSeen(cx, push.live)
  const plan = { totals: allKept(push.wanted), changes: [] }
  return tellEnding(cx, push, { outcome: 'upToDate', plan, steps: [] }, () =>
    terminal.t(menuMessages.upToDate, { file: push.name, appid: push.appid }),
  )
}
