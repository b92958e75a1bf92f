import { allKept } from '../../menu/totals'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { type Push, pushDocument } from './push-document'

/** The result of a push that has nothing to write. */
export function tellUpToDate({ terminal }: CommandContext, push: Push): undefined {
  const plan = { totals: allKept(push.wanted), changes: [] }
  terminal.result(pushDocument(push, { outcome: 'upToDate', plan, steps: [] }), () =>
    terminal.t(menuMessages.upToDate, { file: push.file.file, appid: push.appid }),
  )
}
