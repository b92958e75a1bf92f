/**
 * Locks between processes, by proper-lockfile: a directory `<path>.lock`, its time renewed every second while it
 * is held. A killed process leaves it behind; it counts for nothing once it has not been renewed for STALE_MS.
 */
import fs from 'node:fs'
import { mkdir, rmdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { WxError } from '../errors'
import { PRIVATE } from './directory'
import { reasonOf, unwritable } from './failures'
import { makeDirectory } from './make-directory'

const STALE_MS = 4000
const RENEW_MS = 1000
const TAKEOVER_STALE_MS = 20_000
const RETRY_MS = { least: 4, most: 40 } as const

/** A lock that is held. */
export interface Lock {
  /** False once another process has taken it over (this one slept too long, or the lock was removed). */
  isOurs(): Promise<boolean>
  /** Lets go; never throws. */
  release(): Promise<void>
}

/**
 * Takes the lock beside `path` (which need not exist) without waiting.
 * @returns how to let go, or undefined where somebody else holds it
 * @throws WxError STORE_UNWRITABLE where no lock can be made at all
 */
export async function tryLock(path: string): Promise<(() => Promise<void>) | undefined> {
  await makePlace(path)
  return (await attempt(path))?.release
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
  const end = Date.now() + waitMs
  for (;;) {
    const lock = await attempt(path)
    if (lock) {
      try {
        return await work(lock)
      } finally {
        await lock.release()
      }
    }
    if (Date.now() >= end)
      throw new WxError('STORE_LOCKED', { file: path, seconds: Math.round(waitMs / 1000) })
    await wait(RETRY_MS.least + Math.random() * (RETRY_MS.most - RETRY_MS.least))
  }
}

async function attempt(path: string): Promise<Lock | undefined> {
  const file = resolve(path)
  return (await acquire(file)) ?? ((await removeStale(file)) ? acquire(file) : undefined)
}

async function acquire(file: string): Promise<Lock | undefined> {
  const { lock } = (await import('proper-lockfile')).default
  const directory = lockOf(file)
  // The time that stands on our lock, and the one about to: any other means that it is another's by now.
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
 * Removes a lock that its holder no longer renews. One process at a time may, and looks again when it may: so
 * nobody removes a lock that another has just made.
 * @returns whether the lock may be free now
 */
async function removeStale(file: string): Promise<boolean> {
  const [directory, right] = [lockOf(file), `${lockOf(file)}.takeover`]
  if (!(await isStale(directory, STALE_MS))) return false
  try {
    await mkdir(right)
  } catch {
    // Held for a moment only; left behind by a kill in that very moment, it goes as well in the end.
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

async function isStale(directory: string, after: number): Promise<boolean> {
  const time = await timeOf(directory)
  return time !== undefined && time < Date.now() - after
}

async function makePlace(path: string): Promise<void> {
  try {
    await makeDirectory(dirname(path), PRIVATE)
  } catch (error) {
    throw unwritable(path, error)
  }
}
