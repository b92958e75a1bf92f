import { chmod, readdir, stat } from 'node:fs/promises'
import { makeDirectory } from './make-directory'

/** For its owner alone. */
export const PRIVATE = 0o700
const STICKY = 0o1000

/** What this program puts into its directory, with locks, copies and temporary files beside. */
const OURS = /^(?:(?:accounts|sandbox|callback)\.json(?:\..+)?|tokens|history|media|oauth)$/

/**
 * Makes the directory, for its owner alone; one that is ours gets that mode back at each write. Not ours are: one
 * that everybody shares (/tmp, sticky), and one named by WXADMIN_CONFIG_DIR in which other things lie (a checkout,
 * /etc).
 * @param ours the directory is known to be ours: its place is the usual one
 */
export async function makePrivate(directory: string, ours: boolean): Promise<void> {
  await makeDirectory(directory, PRIVATE)
  const { mode } = await stat(directory)
  if (mode & STICKY || (mode & 0o777) === PRIVATE) return
  if (ours || (await holdsOursAlone(directory))) await chmod(directory, PRIVATE).catch(() => undefined) // another owner's: the file's own mode protects
}

async function holdsOursAlone(directory: string): Promise<boolean> {
  const names = await readdir(directory).catch(() => ['?'])
  return names.every((name) => OURS.test(name))
}
