import { interruption, WxError } from '../../errors'
import type { CommandContext } from '../command'

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
