import type { CommandContext } from './command'

/** The working directory; undefined where it was deleted. */
export function workingDirectory(cx: Pick<CommandContext, 'cwd'>): string | undefined {
  try {
    return cx.cwd
  } catch {
    return undefined
  }
}
