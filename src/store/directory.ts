import { closeSync, constants, fchmodSync, fstatSync, openSync, readdirSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reasonOf } from './failures'
import { ownershipOf } from './ownership'

/** Mode of directories that only their owner may use. */
export const PRIVATE = 0o700
const STICKY = 0o1000

/** What this program puts into its directory, with locks, copies and temporary files beside. */
const OURS = /^(?:(?:accounts|sandbox|callback)\.json(?:\..+)?|tokens|history|media|oauth)$/

/**
 * Makes the directory with mode 0700, and gives that mode back to one that is ours at each write. A directory is not ours
 * where everybody shares it (/tmp, sticky), or where WXADMIN_CONFIG_DIR names it and it holds other files (a checkout,
 * /etc). If it is a symlink, the mode of its target is left alone.
 * @param ours the directory is known to be ours: its place is the usual one
 * @throws WxError STORE_NOT_OURS, STORE_PLACE_NOT_OURS: nothing is made where it could not be used
 */
export async function makePrivate(directory: string, ours: boolean): Promise<void> {
  ownershipOf(directory)?.checkPlace(directory)
  await makeDirectory(directory, PRIVATE)
  const fd = openedDirectory(directory)
  if (fd === undefined) return
  try {
    const { mode } = fstatSync(fd)
    if (mode & STICKY || (mode & 0o777) === PRIVATE) return
    if (ours || holdsOursAlone(directory)) fchmodSync(fd, PRIVATE)
  } catch (error) {
    if (reasonOf(error).code !== 'EPERM') throw error // it belongs to somebody else: the mode of the file protects it
  } finally {
    closeSync(fd)
  }
}

/** Opened, so that the directory whose mode is read is the one whose mode is set. @returns undefined for a symlink */
function openedDirectory(directory: string): number | undefined {
  // Windows has neither these flags nor modes.
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants as Partial<typeof constants>
  if (O_DIRECTORY === undefined || O_NOFOLLOW === undefined) return undefined
  try {
    return openSync(directory, (O_RDONLY ?? 0) | O_DIRECTORY | O_NOFOLLOW)
  } catch {
    return undefined // a link, or a directory that may be written but not read
  }
}

function holdsOursAlone(directory: string): boolean {
  try {
    return readdirSync(directory).every((name) => OURS.test(name))
  } catch {
    return false
  }
}

/**
 * Makes a directory and those above it that are missing. One step up at a time: where a file system answers that there
 * is no such thing whatever is asked for (/proc), Node's own recursive mkdir never ends.
 * @throws NodeJS.ErrnoException
 */
export async function makeDirectory(path: string, mode: number): Promise<void> {
  const failed = await attempt(path, mode)
  if (!failed) return
  const parent = dirname(path)
  if (reasonOf(failed).code !== 'ENOENT' || parent === path) throw failed
  await makeDirectory(parent, mode)
  const again = await attempt(path, mode)
  if (again) throw again
}

/** @returns the error where there is no such directory now */
async function attempt(path: string, mode: number): Promise<unknown> {
  try {
    await mkdir(path, { mode })
    return undefined
  } catch (error) {
    const isThere = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    )
    return isThere ? undefined : error
  }
}
