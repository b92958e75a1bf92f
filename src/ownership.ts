/**
 * Who can change a file: its owner, its group, everybody, and whoever can replace a directory above it. One answer for
 * the store and for the cache of compiled code. It knows nothing else of wxadmin: the start of every run loads it.
 */
import { lstatSync, readlinkSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'

/** A file or directory that is met on the way to a path. */
export interface Level {
  readonly path: string
  readonly stats: Stats
}

/** Who else can change it: another owner, everybody, its group. */
export type Fault = 'owner' | 'others' | 'group'

const STICKY = 0o1000
const GROUP_WRITES = 0o020
const OTHERS_WRITE = 0o002
/** As many links as Linux follows. */
const MOST_LINKS = 40

/**
 * Every level of a path from the top down: directories, links, and the levels of what the links lead to.
 * @param from an absolute path without links; it is a level itself only where it is the top
 * @param path relative to it
 * @returns the levels that exist, and the path without links; that is undefined where the last ones do not exist yet
 */
export function levelsOf(from: string, path: string): { levels: Level[]; end: string | undefined } {
  const levels: Level[] = from === '/' ? [{ path: from, stats: lstatSync(from) }] : []
  const rest = path.split('/').filter(Boolean)
  let at = from
  for (let links = 0; ; ) {
    const name = rest.shift()
    if (name === undefined) return { levels, end: at }
    if (name === '.') continue
    if (name === '..') {
      at = dirname(at)
      continue
    }
    const next = at === '/' ? `/${name}` : `${at}/${name}` // join takes longer than the system call
    const stats = lstatSync(next, { throwIfNoEntry: false })
    if (!stats) return { levels, end: undefined }
    levels.push({ path: next, stats })
    if (!stats.isSymbolicLink()) {
      at = next
      continue
    }
    if (++links > MOST_LINKS) return { levels, end: undefined }
    const target = readlinkSync(next)
    rest.unshift(...target.split('/').filter(Boolean))
    if (target.startsWith('/')) at = '/'
  }
}

/**
 * Who else can change a file or directory. Root can change everything anyway, and so can the owner of `/`: in a user
 * namespace that maps one user alone, root's directories appear as nobody's.
 * @param user number of the user who has to be able to trust it
 * @param top the owner of `/`
 */
export function faultOf(stats: Stats, user: number, top: number): Fault | undefined {
  const { uid, mode } = stats
  if (uid !== user && uid !== 0 && uid !== top) return 'owner'
  if (stats.isSymbolicLink()) return undefined // a link has no mode of its own
  if (stats.isDirectory() && mode & STICKY) return undefined // others cannot touch what is not theirs
  if (mode & OTHERS_WRITE) return 'others'
  return mode & GROUP_WRITES ? 'group' : undefined
}
