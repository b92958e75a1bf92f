import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reasonOf } from './failures'

/**
 * Makes a directory and those above it that are missing. One step up at a time: where a file system answers that there
 * is no such thing whatever is asked for (/proc), Node's own recursive mkdir never ends.
 * @throws NodeJS.ErrnoException
 */
export async function makeDirectory(path: string, mode: number): Promise<void> {
  const failed = await attempt(path, mode)
  if (!failed) return
  const parent = dirname(path)
  if (reasonOf(failed).code !== 'ENOENT' || parent === path) throw failed
  await makeDirectory(parent, mode)
  const again = await attempt(path, mode)
  if (again) throw again
}

/** @returns the error where there is no such directory now */
async function attempt(path: string, mode: number): Promise<unknown> {
  try {
    await mkdir(path, { mode })
    return undefined
  } catch (error) {
    const isThere = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    )
    return isThere ? undefined : error
  }
}
