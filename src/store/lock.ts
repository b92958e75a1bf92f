/**
 * Locks between processes, by proper-lockfile: a directory `<path>.lock`, its time renewed every second while it
 * is held. A killed process leaves it behind; a process that waits for it removes it after seeing the same time for
 * STALE_MS. The time itself is not compared with a clock: the holder's may be ahead, behind, or set meanwhile.
 */
import fs from 'node:fs'
import { mkdir, rmdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { elapsed } from '../elapsed'
import { type ErrorKind, WxError } from '../errors'
import { makeDirectory, PRIVATE } from './directory'
import { reasonOf, unwritable } from './failures'
import { ownershipOf } from './ownership'

const STALE_MS = 4000
const RENEW_MS = 1000
const TAKEOVER_STALE_MS = 8000
/** After a longer pause between two looks the watch begins anew: Ctrl-Z may have stopped the holder as well. */
const LONGEST_LOOK_MS = 2000
const RETRY_MS = { least: 4, most: 40 } as const

/** A lock that is held. */
export interface Lock {
  /** False once another process has taken it over (this one slept too long, or the lock was removed). */
  isOurs(): Promise<boolean>
  /** Never throws. */
  release(): Promise<void>
}

/**
 * Takes the lock beside `path` (which need not exist) without waiting.
 * @returns a function that releases it; undefined where somebody else holds it
 * @throws WxError STORE_UNWRITABLE where no lock can be made at all, STORE_NOT_OURS, STORE_PLACE_NOT_OURS
 */
export async function tryLock(path: string): Promise<(() => Promise<void>) | undefined> {
  return (await takeLock(path))?.release
}

/** As `tryLock`, for work that checks on the way whether the lock is still this process's. */
export async function takeLock(path: string): Promise<Lock | undefined> {
  await makePlace(path)
  return attempt(path)
}

/** Removes a lock that another process may hold: its `isOurs` is false from then on. */
export async function breakLock(path: string): Promise<void> {
  await rmdir(lockOf(resolve(path))).catch(() => undefined)
}

/**
 * Does `work` while holding the lock beside `path`, waiting for it up to `waitMs`.
 * @throws WxError STORE_LOCKED after that time, STORE_UNWRITABLE where no lock can be made at all
 */
export async function withLock<Result>(
  path: string,
  { waitMs }: { readonly waitMs: number },
  work: (lock: Lock) => Promise<Result>,
): Promise<Result> {
  await makePlace(path)
  const end = elapsed() + waitMs
  for (;;) {
    const lock = await attempt(path)
    if (lock) {
      try {
        return await work(lock)
      } finally {
        await lock.release()
      }
    }
    if (elapsed() >= end) throw locked(path, waitMs)
    await wait(RETRY_MS.least + Math.random() * (RETRY_MS.most - RETRY_MS.least))
  }
}

/**
 * The error for a lock that another process has held for all of that time.
 * @param file the file to name in the error; absent: `path`
 */
export function locked(
  path: string,
  waitedMs: number,
  { file = path, kind }: { readonly file?: string; readonly kind?: ErrorKind } = {},
): WxError {
  const params = { file, lock: lockOf(resolve(path)), seconds: Math.round(waitedMs / 1000) }
  return new WxError('STORE_LOCKED', params, kind && { kind })
}

async function attempt(path: string): Promise<Lock | undefined> {
  const file = resolve(path)
  return (await acquire(file)) ?? ((await removeStale(file)) ? acquire(file) : undefined)
}

async function acquire(file: string): Promise<Lock | undefined> {
  const { lock } = (await import('proper-lockfile')).default
  const directory = lockOf(file)
  // The modification time that we set on the lock, and the one being set: any other time is another process's.
  const own: { time?: number; next?: number } = {}
  let unlock: () => Promise<void>
  try {
    unlock = await lock(file, {
      realpath: false,
      // Its own taking over is two steps, look and remove, and of two processes that look at the same moment the
      // slower removes the quicker one's new lock: see removeStale.
      stale: Number.POSITIVE_INFINITY,
      update: RENEW_MS,
      fs: {
        ...fs,
        utimes: (at: string, atime: Date, mtime: Date, done: (error: Error | null) => void) => {
          own.next = mtime.getTime()
          fs.utimes(at, atime, mtime, (error) => {
            if (!error) own.time = mtime.getTime()
            done(error)
          })
        },
        // At exit proper-lockfile removes locks that were not released: ours may have been taken over meanwhile.
        rmdirSync: (at: string) => {
          const time = fs.statSync(at).mtime.getTime()
          if (time === own.time || time === own.next) fs.rmdirSync(at)
        },
      },
      onCompromised: () => {
        own.time = own.next = undefined
      },
    })
  } catch (error) {
    if (reasonOf(error).code === 'ELOCKED') return undefined
    throw unwritable(file, error)
  }
  own.time = (await timeOf(directory)) ?? own.time // as the file system keeps it: some know whole seconds only
  const isOurs = async () => {
    const time = await timeOf(directory)
    return time !== undefined && (time === own.time || time === own.next)
  }
  return {
    isOurs,
    release: async () => {
      if (await isOurs()) await unlock().catch(() => undefined)
    },
  }
}

/**
 * Removes a lock that its holder no longer renews. Only the process that made the `.takeover` directory may do so, and
 * it looks once more first: so nobody removes a lock that another has just made.
 * @returns whether the lock may be free now
 */
async function removeStale(file: string): Promise<boolean> {
  const [directory, right] = [lockOf(file), `${lockOf(file)}.takeover`]
  if (!(await isStale(directory, STALE_MS))) return false
  try {
    await mkdir(right)
  } catch {
    // It exists for a moment only. If its process was killed in that moment, it is removed as well after a while.
    if (await isStale(right, TAKEOVER_STALE_MS)) await rmdir(right).catch(() => undefined)
    return false
  }
  try {
    if (await isStale(directory, STALE_MS)) await rmdir(directory)
    return true
  } catch {
    return false
  } finally {
    await rmdir(right).catch(() => undefined)
  }
}

const lockOf = (file: string) => `${file}.lock`

/** Milliseconds since 1970, whole ones: what utimes can set. Undefined where there is none. */
async function timeOf(directory: string): Promise<number | undefined> {
  return (await stat(directory).catch(() => undefined))?.mtime.getTime()
}

interface Watch {
  /** Changes whenever the directory is made or renewed, whatever time that sets. */
  readonly mark: string
  /** When this mark was first and last seen, by the clock that nobody sets. Milliseconds. */
  readonly since: number
  readonly seen: number
}

/** The locks that this process waits for, by directory. */
const watches = new Map<string, Watch>()

/** Whether a directory has been watched for `after` milliseconds without being renewed. */
async function isStale(directory: string, after: number): Promise<boolean> {
  const found = await stat(directory).catch(() => undefined)
  if (!found) {
    watches.delete(directory)
    return false
  }
  const { ino, mtimeMs, ctimeMs } = found
  const mark = `${ino} ${mtimeMs} ${ctimeMs}`
  const now = elapsed()
  const former = watches.get(directory)
  const goesOn = former?.mark === mark && now - former.seen < LONGEST_LOOK_MS
  const since = goesOn ? former.since : now
  watches.set(directory, { mark, since, seen: now })
  return now - since > after
}

async function makePlace(path: string): Promise<void> {
  try {
    ownershipOf(path)?.checkPlace(path)
    await makeDirectory(dirname(path), PRIVATE)
  } catch (error) {
    throw unwritable(path, error)
  }
}
