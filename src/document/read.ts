import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
} from 'node:fs'
import { basename, dirname, isAbsolute, join, parse, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { isMarked } from '../checkout'
import { interruption } from '../errors'

/** Files that people hand in, read with a bound: nothing here waits for a pipe that nobody writes to. */

export interface Reading {
  /** The working directory, absolute; undefined where there is none any more. */
  readonly cwd: string | undefined
  /** Checkouts that a CI job names, links followed. */
  readonly jobs?: readonly string[]
  /** Reading stops one byte behind this: then the file is too large. */
  readonly mostBytes: number
  /** Ends the wait for what comes through a pipe. Asked for when something is waited for. */
  readonly signal: () => AbortSignal
  /**
   * A link may lead out of a checkout, as those to mounted secrets do: what the file holds is never shown. Files of
   * version control are refused all the same.
   */
  readonly anyLink?: boolean
}

/** What was read. */
export interface HandedIn {
  /** One more than is allowed at most. */
  readonly bytes: Buffer
  /** A link of the checkout led there: what the file holds may be meant for nobody, and no line of it is shown. */
  readonly isLinked: boolean
}

/** Where a file is to be opened. */
interface Located {
  /** Links followed: one may change meanwhile. */
  readonly target: string | Buffer
  /** As in HandedIn. */
  readonly isLinked: boolean
}

/** A file that a link inside of a checkout leads to and that lies outside of it. */
export class OutsideRoot extends Error {
  readonly code = 'LINK_OUTSIDE'

  /** @param root the checkout or working directory, absolute */
  constructor(readonly root: string) {
    super('LINK_OUTSIDE')
  }
}

/**
 * Reads a file that was named on the command line. A pipe, a terminal or a device is read where the person named one
 * (`<(…)`, /dev/stdin); inside of a checkout, which others write to, only regular files are.
 * @param path absolute and normal
 * @throws OutsideRoot; NodeJS.ErrnoException, EISDIR for a directory, ENOTREG for what is no regular file,
 * VERSION_CONTROL, NAME_AMBIGUOUS; WxError INTERRUPTED, TERMINATED
 */
export async function readHandedIn(path: string, reading: Reading): Promise<HandedIn> {
  const { target, isLinked } = locate(path, reading)
  return { bytes: await bytesOf(path, target, reading), isLinked }
}

async function bytesOf(path: string, target: string | Buffer, reading: Reading): Promise<Buffer> {
  const { cwd, mostBytes } = reading
  const descriptor = openSync(target, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  let isOwned = false
  try {
    const stat = fstatSync(descriptor)
    if (stat.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' })
    // A file is read at once: a stream costs several milliseconds of a short command.
    if (stat.isFile()) return readUpTo(descriptor, stat.size || UNTOLD, mostBytes + 1)
    if (placeOf(path, cwd, 'utf8', reading.jobs).root !== undefined)
      throw Object.assign(new Error('ENOTREG'), { code: 'ENOTREG' })
    const stream = await streamOf(descriptor)
    if (!stream) return readUpTo(descriptor, UNTOLD, mostBytes + 1)
    isOwned = true
    return await collect(stream, mostBytes, reading.signal())
  } finally {
    if (!isOwned) closeSync(descriptor)
  }
}

/**
 * Where a file that was named on the command line is to be opened.
 * @param path absolute and normal
 * @throws OutsideRoot; NodeJS.ErrnoException VERSION_CONTROL, NAME_AMBIGUOUS, or of a directory that cannot be read
 */
export function locate(
  path: string,
  { anyLink = false, ...surroundings }: Around & Pick<Reading, 'anyLink'>,
): Located {
  const named = nativeName(path)
  if (anyLink) {
    refuseVersionControl(realOf(named) ?? named.path)
    return { target: nativePath(named.path, named.encoding), isLinked: false }
  }
  const { real, isLinked } = hasNoLinks(named)
    ? { real: named.path, isLinked: false }
    : placedInside(named, surroundings)
  refuseVersionControl(real ?? named.path)
  return { target: nativePath(real ?? named.path, named.encoding), isLinked }
}

/**
 * Holds a path that is about to be written to against the same rule as one that is read. Directories that are not there
 * yet lead nowhere.
 * @param path absolute and normal
 * @param followLink false: a link at the end of the path is replaced itself
 * @throws as locate
 */
export function checkTarget(path: string, surroundings: Around, followLink = true): void {
  let at = followLink ? path : join(dirname(path), ABSENT)
  while (dirname(at) !== at && !existsSync(dirname(at))) at = dirname(at)
  const { real } = placedInside({ path: at, encoding: 'utf8' }, surroundings)
  refuseVersionControl(real ?? join(realpathSync.native(dirname(at)), basename(at)))
}

/** Stands for a file that is put beside the others. */
const ABSENT = '.wxadmin-absent'

type Around = Pick<Reading, 'cwd' | 'jobs'>

function placedInside({ path, encoding }: NativeName, { cwd, jobs }: Around): Placed {
  const placed = placeOf(path, cwd, encoding, jobs)
  if (placed.isOutside) throw new OutsideRoot(placed.root ?? '')
  return placed
}

function refuseVersionControl(path: string): void {
  if (isOfVersionControl(path)) throw Object.assign(new Error('VERSION_CONTROL'), { code: 'VERSION_CONTROL' })
}

/** Whether a path is what it says: nearly always, and then nothing else has to be looked at. */
function hasNoLinks(named: NativeName): boolean {
  return realOf(named) === named.path
}

/** Where a path leads; undefined where it cannot be found out. */
function realOf({ path, encoding }: NativeName): string | undefined {
  try {
    return realpathSync.native(nativePath(path, encoding), { encoding: encoding as BufferEncoding })
  } catch {
    return undefined
  }
}

/** What is read at a time of a file that does not tell its size, as those of /proc. Bytes. */
const UNTOLD = 65_536

function readUpTo(descriptor: number, expected: number, most: number): Buffer {
  const chunks: Buffer[] = []
  let left = most
  for (let wanted = expected + 1; left > 0; wanted = UNTOLD) {
    const bytes = Buffer.allocUnsafe(Math.min(wanted, left))
    const size = readSync(descriptor, bytes, 0, bytes.length, null)
    if (size === 0) break
    chunks.push(bytes.subarray(0, size))
    left -= size
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

/** What waits without holding a thread, which could not be let go of at a signal; undefined for a device that never makes one wait. */
async function streamOf(descriptor: number): Promise<Readable | undefined> {
  const { isatty, ReadStream } = await import('node:tty')
  if (isatty(descriptor)) return new ReadStream(descriptor)
  const stat = fstatSync(descriptor)
  if (!stat.isFIFO() && !stat.isSocket()) return undefined
  const { Socket } = await import('node:net')
  return new Socket({ fd: descriptor, readable: true, writable: false })
}

/**
 * All bytes of a stream, up to one more than is allowed at least.
 * @throws WxError INTERRUPTED, TERMINATED; else what the stream failed with
 */
export async function collect(stream: Readable, mostBytes: number, signal: AbortSignal): Promise<Buffer> {
  const { addAbortSignal } = await import('node:stream')
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of addAbortSignal(signal, stream)) {
      const bytes = Buffer.from(chunk)
      chunks.push(bytes)
      size += bytes.length
      if (size > mostBytes) break
    }
  } catch (error) {
    if (signal.aborted) throw interruption(signal)
    throw error
  }
  return Buffer.concat(chunks)
}

/**
 * Which files somebody else's directory may lead to. Whoever proposes a change to a checkout may put a symbolic link
 * in it, and what a link leads to is read, shown and sent as if it were the file of that name. So a link inside of a
 * checkout may lead to files of the same checkout only. Links outside of any (`/tmp` on macOS, a home directory on
 * another disk) belong to the machine and are followed.
 */

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

/** Directories that version control keeps for itself: credentials of the remote may be in there. */
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

/**
 * Names of files that are no UTF-8 (a menu that was unpacked from a GBK archive): Node hands arguments over as text, in
 * which each byte that cannot be read is U+FFFD. The directory still has the bytes.
 */

export interface NativeName {
  readonly path: string
  readonly encoding: PathEncoding
}

const LOST = '\ufffd'

/**
 * The file that a name means.
 * @param path absolute and normal, as it was typed
 * @returns with the encoding `latin1` the path has one character for each byte
 * @throws NodeJS.ErrnoException NAME_AMBIGUOUS where several files look alike; of a directory that cannot be read
 */
export function nativeName(path: string): NativeName {
  if (!path.includes(LOST) || exists(path)) return { path, encoding: 'utf8' }
  const { root } = parse(path)
  let at = root
  for (const part of path.slice(root.length).split(sep)) {
    const asTyped = join(at, Buffer.from(part).toString('latin1'))
    if (!part.includes(LOST) || exists(Buffer.from(asTyped, 'latin1'))) {
      at = asTyped
      continue
    }
    const [found, second] = readdirSync(Buffer.from(at, 'latin1'), { encoding: 'buffer' }).filter(
      (name) => name.toString('utf8') === part,
    )
    if (second) throw Object.assign(new Error('NAME_AMBIGUOUS'), { code: 'NAME_AMBIGUOUS' })
    if (!found) return { path, encoding: 'utf8' }
    at = join(at, found.toString('latin1'))
  }
  return { path: at, encoding: 'latin1' }
}

function exists(path: string | Buffer): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}
