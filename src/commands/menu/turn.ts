import { type Held, Turn } from '../../menu/push/menu-lock'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'

/** The right to change the menu of the account in use; to be asked for before the live menu is read. */
export async function turnOf(cx: CommandContext, appid: string): Promise<Turn> {
  const [{ dir: directory }, { apiBase }] = await Promise.all([cx.services.store(), cx.services.settings()])
  return Turn.before({ directory, appid, base: apiBase.value, signal: cx.signal })
}

/** Takes it for as long as `work` lasts. @throws WxError as Turn.take */
export async function inTurn<Result>(
  cx: CommandContext,
  turn: Turn,
  work: (held: Held) => Promise<Result>,
): Promise<Result> {
  const held = await turn.take(() => cx.terminal.note(menuMessages.waitingForTurn))
  try {
    return await work(held)
  } finally {
    await held.release()
  }
}
