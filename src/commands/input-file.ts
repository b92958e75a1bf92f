/** The files that a command line names. */
import { isAbsolute, resolve } from 'node:path'
import { jobRoots } from '../checkout'
import { checkTarget, type HandedIn, locate, OutsideRoot, readHandedIn } from '../document/read'
import { reasonOf, WxError } from '../errors'
import { isStdin } from '../stdin-name'
import type { CommandContext } from './command'
import { workingDirectory } from './working-directory'

export { isStdin, STDIN } from '../stdin-name'

/** The absolute path of a name. The working directory is only asked for where the name needs it. @throws WxError DIRECTORY_GONE */
export function pathOf(cx: Pick<CommandContext, 'cwd'>, name: string): string {
  if (isAbsolute(name)) return resolve(name)
  const directory = workingDirectory(cx)
  if (directory === undefined) throw new WxError('DIRECTORY_GONE')
  return resolve(directory, name)
}

export interface InputOptions {
  readonly mostBytes: number
  /** As in document/read.ts. */
  readonly anyLink?: boolean
}

/**
 * Reads a file, or stdin for its names.
 * @throws as readHandedIn; WxError DIRECTORY_GONE
 */
export async function readInput(cx: CommandContext, name: string, options: InputOptions): Promise<HandedIn> {
  if (isStdin(name)) {
    const { readStdin } = await import('./stdin')
    const bytes = (await readStdin(cx, options.mostBytes)).subarray(0, options.mostBytes + 1)
    return { bytes, isLinked: false }
  }
  const path = pathOf(cx, name)
  return readHandedIn(path, { ...options, ...surroundingsOf(cx), signal: () => cx.signal })
}

/** As `readInput`, where a file that cannot be read ends the command. @throws WxError FILE_UNREADABLE, FILE_OUTSIDE, INTERRUPTED, TERMINATED, DIRECTORY_GONE */
export async function readNeeded(cx: CommandContext, name: string, options: InputOptions): Promise<HandedIn> {
  try {
    return await readInput(cx, name, options)
  } catch (error) {
    throw unreadable(name, error)
  }
}

/** Where a file is to be opened by whoever reads it. @throws WxError FILE_UNREADABLE, FILE_OUTSIDE, DIRECTORY_GONE */
export function locateInput(cx: CommandContext, name: string): string | Buffer {
  try {
    return locate(pathOf(cx, name), surroundingsOf(cx)).target
  } catch (error) {
    throw unreadable(name, error)
  }
}

/**
 * Whether something may be written under a name: no link of a checkout leads it elsewhere.
 * @param followLink false: a link at the end of the path is replaced itself
 * @throws WxError FILE_OUTSIDE, DIRECTORY_GONE; NodeJS.ErrnoException
 */
export function checkOutputPlace(
  cx: Pick<CommandContext, 'cwd' | 'env' | 'platform'>,
  name: string,
  followLink = true,
): void {
  try {
    checkTarget(pathOf(cx, name), surroundingsOf(cx), followLink)
  } catch (error) {
    throw error instanceof OutsideRoot ? unreadable(name, error) : error
  }
}

/** Where one works, and what a CI job says is a checkout. */
const surroundingsOf = (cx: Pick<CommandContext, 'cwd' | 'env' | 'platform'>) => ({
  cwd: workingDirectory(cx),
  jobs: jobRoots(cx),
})

/** The error for a file that cannot be read. @param name as it was given */
export function unreadable(name: string, cause: unknown): WxError {
  if (cause instanceof WxError) return cause
  if (cause instanceof OutsideRoot)
    return new WxError('FILE_OUTSIDE', { file: name, root: cause.root }, { cause })
  return new WxError('FILE_UNREADABLE', { file: name, reason: reasonOf(cause) }, { cause })
}
