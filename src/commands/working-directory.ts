import type { Context } from '../context'

/** The working directory; undefined where it was deleted. */
export function workingDirectory(cx: Pick<Context, 'cwd'>): string | undefined {
  try {
    return cx.cwd
  } catch {
    return undefined
  }
}
