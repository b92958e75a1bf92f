import { closeSync, constants, fchmodSync, fstatSync, openSync, readdirSync } from 'node:fs'
import { reasonOf } from './failures'
import { makeDirectory } from './make-directory'
import { ownershipOf } from './ownership'

/** For its owner alone. */
export const PRIVATE = 0o700
const STICKY = 0o1000

/** What this program puts into its directory, with locks, copies and temporary files beside. */
const OURS = /^(?:(?:accounts|sandbox|callback)\.json(?:\..+)?|tokens|history|media|oauth)$/

/**
 * Makes the directory, for its owner alone; one that is ours gets that mode back at each write. Not ours are: one
 * that everybody shares (/tmp, sticky), and one named by WXADMIN_CONFIG_DIR in which other things lie (a checkout,
 * /etc). Where a link stands in its place, what it leads to keeps its mode.
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
    if (reasonOf(error).code !== 'EPERM') throw error // another owner's: the file's own mode protects
  } finally {
    closeSync(fd)
  }
}

/** The very directory whose mode is looked at and changed. @returns undefined where there is a link in its place */
function openedDirectory(directory: string): number | undefined {
  // Windows has neither flag, nor modes.
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
