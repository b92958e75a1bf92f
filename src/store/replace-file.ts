/**
 * Replaces a JSON file whole or not at all, for every store file.
 *
 * conf writes the new version under another name beside the file; what it wrote is read again and compared, and
 * one rename puts it in place. conf 15 is not pointed at the file itself: its writer takes a write that a full disk cut
 * short for a complete one and puts it in place without an error (test/store/processes.test.ts shows it), and it writes
 * in place under Snap and after EXDEV.
 */

import { randomBytes } from 'node:crypto'
import { chmod, readdir, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makePrivate } from './directory'
import { reasonOf, unwritable } from './failures'
import { ownershipOf } from './ownership'

const FILE_MODE = 0o600
/** Leftovers of killed processes are removed when they are older than this. */
const LITTER_MS = 60_000

export interface Replacing {
  /** The directory is known to be ours: see makePrivate. */
  readonly ours: boolean
  /** True: what a symlink leads to is replaced, and the link remains. False: the link itself is replaced. */
  readonly followLinks?: boolean
}

/** @throws WxError STORE_UNWRITABLE, STORE_NOT_OURS, STORE_PLACE_NOT_OURS; the former content is intact then */
export async function replaceFile(
  path: string,
  value: object,
  { ours, followLinks = false }: Replacing,
): Promise<void> {
  try {
    await makePrivate(dirname(path), ours)
    const target = followLinks ? await targetOf(path) : path
    ownershipOf(path)?.checkPlace(path) // what could not be read again is not written
    const next = `${target}.new-${randomBytes(6).toString('hex')}`
    try {
      const written = await writeWithConf(next, value)
      if ((await readFile(next, 'utf8')) !== written)
        throw Object.assign(new Error('ENOSPC: the write was cut short'), { code: 'ENOSPC' })
      await chmod(next, FILE_MODE)
      await renameOver(next, target)
    } catch (error) {
      await rm(next, { force: true }).catch(() => undefined)
      throw error
    }
    await removeLitter(target)
  } catch (error) {
    throw unwritable(path, error)
  }
}

/** @returns the text that should now be in the file */
async function writeWithConf(path: string, value: object): Promise<string> {
  const { default: Conf } = await import('conf')
  const text = `${JSON.stringify(value, undefined, 2)}\n`
  const conf = new Conf<Record<string, unknown>>({
    cwd: dirname(path),
    configName: basename(path),
    fileExtension: '',
    configFileMode: FILE_MODE,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    serialize: () => text,
  })
  conf.store = { ...value }
  return text
}

/** The file to replace: the end of a chain of symlinks, also where the last one points to nothing yet. */
async function targetOf(path: string): Promise<string> {
  let at = path
  for (let depth = 0; depth < 40; depth++) {
    try {
      return await realpath(at)
    } catch {
      const link = await readlink(at).catch(() => undefined)
      if (link === undefined) return at
      at = resolve(dirname(at), link)
    }
  }
  return path
}

/** On Windows a reader or a virus scanner holds a file for a moment: a rename over it is tried again. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (attempt === 8 || !['EPERM', 'EACCES', 'EBUSY'].includes(reasonOf(error).code ?? '')) throw error
      await wait(10 * attempt)
    }
  }
}

/** Removes what killed processes left beside the file. Another writer's file of this moment is younger. */
async function removeLitter(target: string): Promise<void> {
  const directory = dirname(target)
  const start = `${basename(target)}.new-`
  const names = await readdir(directory).catch(() => [])
  for (const name of names.filter((entry) => entry.startsWith(start))) {
    const path = join(directory, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (mtimeMs < Date.now() - LITTER_MS) await rm(path, { force: true }).catch(() => undefined)
  }
}
