import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { withLock } from './lock'

const WAIT_MS = 20_000

/**
 * What stands beside a store file and may still hold what was removed from it: the unfinished files of killed
 * processes go, damaged copies (see corrupt.ts) are somebody's only ones and stay.
 * @returns the paths of the damaged copies
 * @throws WxError STORE_LOCKED
 */
export async function sweepLeftovers(path: string): Promise<string[]> {
  const directory = dirname(path)
  const beside = async (mark: string) => {
    const names = await readdir(directory).catch(() => [])
    return names
      .filter((name) => name.startsWith(`${basename(path)}${mark}`))
      .map((name) => join(directory, name))
  }
  // Under the lock nobody is writing: whatever is there, however young, is left over.
  await withLock(path, { waitMs: WAIT_MS }, async () => {
    for (const file of await beside('.new-')) await rm(file, { force: true }).catch(() => undefined)
  })
  return (await beside('.corrupt-')).sort()
}
