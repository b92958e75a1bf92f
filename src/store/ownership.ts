import { fstatSync, readFileSync, type Stats } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { elapsed } from '../elapsed'
import { WxError } from '../errors'
import { type Fault, faultOf, levelsOf } from '../ownership'

export interface OwnershipOptions {
  /** Absolute path of the store's directory. */
  readonly root: string
  /** Number of the user that this runs as; undefined (Windows): nothing is checked. */
  readonly user: number | undefined
  /** The checkout that the store lies in, if it does. Absent: it may lie in one. */
  readonly checkout?: () => string | undefined
  /** Told once of each directory above the store that a group can write. */
  readonly onGroupWritable?: (directory: string) => void
}

/** Where the store was found to be. */
interface StoreLocation {
  /** The owner of `/`. */
  readonly top: number
  /** Its directory without links; undefined where there is none yet. */
  readonly end: string | undefined
  /** When it was looked at, by the clock that nobody sets. Milliseconds. */
  readonly at: number
}

/** For so long a look at the levels above the store counts. */
const PLACE_COUNTS_MS = 1000

/**
 * Whether others may have written what is in a store. As ssh does with its own files: what others can write is not
 * used, for the accounts file says which program is run for a token and where the secret is sent. Nor is what came
 * with a checkout, which git writes as this user.
 */
export class Ownership {
  private readonly told = new Set<string>()
  private checked?: StoreLocation
  private isOutside = false

  constructor(private readonly options: OwnershipOptions) {}

  /**
   * @param path where the file was opened
   * @param fd the file, opened: it is that very one which is read
   * @throws WxError STORE_NOT_OURS, STORE_PLACE_NOT_OURS, STORE_IN_CHECKOUT
   */
  checkFile(path: string, fd: number): void {
    this.checkCheckout()
    const { user } = this.options
    if (user === undefined) return
    const top = this.checkLevels(path, user)
    const stats = fstatSync(fd)
    const fault = faultOf(stats, user, top)
    if (fault) throw this.refusal(path, stats, fault, true)
  }

  /**
   * Every level of a path that exists already, the store's own and those above it.
   * @throws WxError STORE_NOT_OURS, STORE_PLACE_NOT_OURS, STORE_IN_CHECKOUT
   */
  checkPlace(path: string): void {
    this.checkCheckout()
    const { user } = this.options
    if (user !== undefined) this.checkLevels(path, user)
  }

  /** Looked at once: a directory does not become a checkout in the middle of a command. */
  private checkCheckout(): void {
    if (this.isOutside) return
    const { root: directory, checkout } = this.options
    const root = checkout?.()
    if (root !== undefined) throw new WxError('STORE_IN_CHECKOUT', { directory, root })
    this.isOutside = true
  }

  /** @returns the owner of `/` */
  private checkLevels(path: string, user: number): number {
    const { root } = this.options
    const { top, end } = this.place(user)
    if (end === undefined) return top // there is no store yet
    for (const { path: at, stats } of levelsOf(end, relative(root, path)).levels) {
      const isOwn = at.startsWith(`${end}${sep}`) // else a link has led out of the store
      const fault = faultOf(stats, user, top)
      if (fault) this.judge(at, stats, fault, isOwn)
    }
    return top
  }

  /**
   * The store's directory and the levels above it. Nobody but the user and root can change what was found good, so two
   * files of one command share the look at it.
   */
  private place(user: number): StoreLocation {
    if (this.checked && elapsed() - this.checked.at < PLACE_COUNTS_MS) return this.checked
    const { levels, end } = levelsOf('/', this.options.root)
    const top = levels[0]?.stats.uid ?? 0
    for (const { path, stats } of levels) {
      const fault = faultOf(stats, user, top)
      if (fault) this.judge(path, stats, fault, path === end)
    }
    const place = { top, end, at: elapsed() }
    if (end !== undefined) this.checked = place
    return place
  }

  /** @throws WxError unless a warning does */
  private judge(path: string, stats: Stats, fault: Fault, isOwn: boolean): void {
    if (fault !== 'group' || isOwn) throw this.refusal(path, stats, fault, isOwn)
    this.tell(path, stats.gid)
  }

  /** @param isOwn it is the store's directory or in it */
  private refusal(file: string, { uid }: Stats, fault: Fault, isOwn: boolean): WxError {
    const { user = 0 } = this.options
    if (fault === 'others')
      return new WxError('STORE_NOT_OURS', { file, fix: isOwn ? 'chmod go-w' : 'chmod o-w' })
    if (fault === 'group') return new WxError('STORE_NOT_OURS', { file, fix: 'chmod go-w' })
    if (isOwn) return new WxError('STORE_NOT_OURS', { file, fix: `chown ${user}` })
    return new WxError('STORE_PLACE_NOT_OURS', { file, uid, user })
  }

  private tell(directory: string, group: number): void {
    if (this.told.has(directory)) return
    this.told.add(directory)
    const { user, onGroupWritable } = this.options
    if (onGroupWritable && !(group === user && isPrivateGroup(group))) onGroupWritable(directory)
  }
}

/**
 * Whether a user is alone in the group of the same number, which many systems make with each user. Root's group is not
 * taken for one. Groups of a directory service are not seen, and not private.
 */
function isPrivateGroup(group: number): boolean {
  if (group === 0) return false
  try {
    const users = entriesOf('/etc/passwd').filter(
      ([, , uid, gid]) => uid === String(group) || gid === String(group),
    )
    const found = entriesOf('/etc/group').find(([, , gid]) => gid === String(group))
    const members = found?.[3]?.split(',').filter(Boolean)
    const [name, ...others] = users.map(([user]) => user)
    return members !== undefined && others.length === 0 && members.every((member) => member === name)
  } catch {
    return false
  }
}

const entriesOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(':'))

/** Of the stores that were opened, by their directories: every helper that touches a file in one asks here. */
const stores = new Map<string, Ownership>()

/** From now on everything below the directory is checked. */
export function guardStore(options: OwnershipOptions): void {
  stores.set(options.root, new Ownership(options))
}

/** The check for a path; undefined for one outside of every store, such as a file that a person named. */
export function ownershipOf(path: string): Ownership | undefined {
  for (const [root, ownership] of stores)
    if (path === root || path.startsWith(join(root, sep))) return ownership
  return undefined
}
