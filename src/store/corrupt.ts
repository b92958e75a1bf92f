import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Keeps a copy of a damaged file beside it, `<file>.corrupt-<time of its last change>`, for its owner alone.
 * The same content is kept once.
 * @returns the copy's path; undefined where none could be made
 */
export async function keepAside(path: string): Promise<string | undefined> {
  try {
    const [content, { mtime }] = await Promise.all([readFile(path), stat(path)])
    const start = `${basename(path)}.corrupt-`
    for (const name of await readdir(dirname(path))) {
      if (!name.startsWith(start)) continue
      const kept = join(dirname(path), name)
      if (content.equals(await readFile(kept))) return kept
    }
    const kept = join(dirname(path), start + mtime.toISOString().replaceAll(/[-:.]/g, ''))
    await writeFile(kept, content, { mode: 0o600, flag: 'wx' })
    await chmod(kept, 0o600)
    return kept
  } catch {
    return undefined // the directory is not writable: the damaged file itself is untouched all the same
  }
}
