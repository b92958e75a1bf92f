/** A directory of menu files, as `menu validate` takes one. */
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { isAbsolute, join, sep } from 'node:path'
import { nativeName, nativePath } from '../../document/read'
import { reasonOf } from '../../errors'

/** A file, or a directory that could not be read, with the system's reason. */
export interface Listed {
  /** Begins with the name that the first directory was given under. */
  readonly name: string
  readonly reason?: string
}

/**
 * Every menu file under a directory: what ends in .yaml, .yml or .json, by name. What is hidden and node_modules are
 * passed over; links to files are followed, links to directories are not (they may lead in a circle). One directory
 * after the other is listed, so that a large tree takes no memory.
 * @param pathOf the absolute path of a name
 */
export async function* menuFilesIn(pathOf: (name: string) => string, name: string): AsyncGenerator<Listed> {
  let entries: Dirent[]
  try {
    entries = await readdir(opened(pathOf(name)), { withFileTypes: true })
  } catch (error) {
    yield { name, reason: reasonOf(error) }
    return
  }
  for (const entry of entries.sort(byName)) {
    if (entry.name.startsWith('.')) continue
    const inside = join(name, entry.name)
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') yield* menuFilesIn(pathOf, inside)
    } else if (/\.(?:ya?ml|json)$/i.test(entry.name) && (await isFile(entry, pathOf(inside))))
      yield { name: inside }
  }
}

/**
 * The files that a pattern matches, by name: `*`, `?`, `[…]`, `{…,…}` and `**`. What is hidden and node_modules are
 * passed over; links to directories are not followed.
 * @param cwd what the pattern is relative to @returns names as they can be given on the command line
 */
export async function filesMatching(cwd: string, pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby')
  const slashes = sep === '\\' ? pattern.replaceAll('\\', '/') : pattern
  const found = await glob(slashes, {
    cwd,
    absolute: isAbsolute(pattern),
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**'],
  })
  return found.map((name) => name.replaceAll('/', sep)).sort()
}

function byName({ name: a }: Dirent, { name: b }: Dirent): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A directory may have a name that is no UTF-8; those of its entries come as text, as arguments do. */
function opened(path: string): string | Buffer {
  const named = nativeName(path)
  return nativePath(named.path, named.encoding)
}

/** A link that leads nowhere counts as a file: somebody meant it to be one. */
async function isFile(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile()
  const target = await stat(opened(path)).catch(() => undefined)
  return target?.isFile() ?? true
}
