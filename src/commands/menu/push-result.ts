import type { CommandContext } from '../command'
import { type Ending, type Push, pushDocument } from './push-document'

/** The result of a push, however it ended well; with `--format github` its job is told as well. */
export async function tellEnding(
  cx: CommandContext,
  push: Push,
  ending: Ending,
  human: () => string,
): Promise<undefined> {
  cx.terminal.result(() => pushDocument(push, ending), human)
  if (!push.forGithub) return undefined
  const { tellJob } = await import('./push-github')
  return tellJob(cx, push, ending, human())
}
