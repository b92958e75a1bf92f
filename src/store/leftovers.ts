import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { withLock } from './lock'

const WAIT_MS = 20_000

/**
 * Looks for files beside a store file that may still hold what was removed from it. Unfinished files of killed processes
 * are deleted; copies of a damaged file (json-file.ts) stay, because they may be the only ones.
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
  // Nobody writes while this process has the lock, so every unfinished file is a leftover, however new.
  await withLock(path, { waitMs: WAIT_MS }, async () => {
    for (const file of await beside('.new-')) await rm(file, { force: true }).catch(() => undefined)
  })
  return (await beside('.corrupt-')).sort()
}
