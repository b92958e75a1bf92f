/**
 * Which files somebody else's directory may lead to. Whoever proposes a change to a checkout may put a symbolic link
 * in it, and what a link leads to is read, shown and sent as if it were the file of that name. So a link inside of a
 * checkout may lead to files of the same checkout only. Links outside of any (`/tmp` on macOS, a home directory on
 * another disk) belong to the machine and are followed.
 */
import { realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, parse, relative, sep } from 'node:path'
import { isMarked } from '../checkout'

/** How paths are written: as text, or byte for byte where a name is no UTF-8. */
export type PathEncoding = 'utf8' | 'latin1'

/** A path as the functions of node:fs take it. */
export function nativePath(path: string, encoding: PathEncoding): string | Buffer {
  return encoding === 'utf8' ? path : Buffer.from(path, encoding)
}

/** Whether a path lies below a directory. Both absolute; a directory does not lie in itself. */
export function isInside(path: string, root: string): boolean {
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** The nearest directory upwards that is a repository's. @param directory absolute */
export async function repositoryOf(directory: string): Promise<string | undefined> {
  for (let at = directory; ; at = dirname(at)) {
    if (isMarked(at)) return at
    if (dirname(at) === at) return undefined
  }
}

/** Directories that version control keeps for itself: credentials of the remote stand in there. */
const OWN_DIRECTORY = /(?:^|[\\/])\.(?:git|hg|svn|jj)(?:[\\/]|$)/i

/** Whether a path leads into what version control keeps for itself. @param path links followed */
export function isOfVersionControl(path: string): boolean {
  return OWN_DIRECTORY.test(path)
}

/** Where a file that somebody named really is. */
export interface Placed {
  /** Links followed; undefined where the system gives no such path (a pipe behind /dev/fd). */
  readonly real?: string
  /** The checkout or working directory that the name lies in, links followed. */
  readonly root?: string
  /** Links lead from inside of `root` to somewhere else. */
  readonly isOutside: boolean
  /** Within `root` a link is followed: whoever prepared the checkout chose what is read. */
  readonly isLinked: boolean
}

/**
 * Follows a name directory by directory. The root is the nearest repository around the name; without one it is the
 * working directory, where the name lies in it.
 * @param path absolute and normal
 * @param cwd absolute; undefined where there is none any more
 * @param jobs checkouts that a CI job names, which count as repositories
 * @throws NodeJS.ErrnoException where a directory of the path cannot be read
 */
export function placeOf(
  path: string,
  cwd: string | undefined,
  encoding: PathEncoding = 'utf8',
  jobs: readonly string[] = [],
): Placed {
  const ofJobs = jobs.map((root) => encodedAs(root, encoding))
  const follow = (name: string) =>
    realpathSync.native(nativePath(name, encoding), { encoding: encoding as BufferEncoding })
  const whole = follows(follow, path)
  const here = cwd === undefined ? undefined : follows(follow, encodedAs(cwd, encoding))
  const { root: top } = parse(path)
  const names = path.slice(top.length).split(sep).slice(0, -1)
  let root: string | undefined
  let isRepository = false
  let [isLinked, expected] = [false, top]
  for (let at = top, next = 0; ; at = join(at, names[next++] ?? '')) {
    const real = follow(at)
    if (root !== undefined && real !== expected) isLinked = true
    if (root !== undefined && real !== root && !isInside(real, root))
      return { ...(whole !== undefined && { real: whole }), root, isOutside: true, isLinked }
    const toPath = (...names: string[]) => nativePath(join(...names), encoding)
    if (ofJobs.includes(real) || isMarked(at, toPath)) [root, isRepository] = [real, true]
    else if (!isRepository && real === here) root = real
    if (root === parse(real).root) root = undefined // nothing lies outside of it
    expected = join(real, names[next] ?? basename(path))
    if (next === names.length) break
  }
  if (whole === undefined) return { ...(root !== undefined && { root }), isOutside: false, isLinked }
  return {
    real: whole,
    ...(root !== undefined && { root }),
    isOutside: root !== undefined && !isInside(whole, root),
    isLinked: isLinked || (root !== undefined && whole !== expected),
  }
}

function follows(follow: (name: string) => string, path: string): string | undefined {
  try {
    return follow(path)
  } catch {
    return undefined
  }
}

/** Text as the other paths are written. */
function encodedAs(path: string, encoding: PathEncoding): string {
  return encoding === 'utf8' ? path : Buffer.from(path).toString(encoding)
}
