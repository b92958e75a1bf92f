/** Files that are written for people: they appear whole or not at all, whatever becomes full or breaks. */
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, link, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises'

export interface Writing {
  /** For a new file; one that is there keeps its own, unless `keepsMode` is false. */
  readonly mode?: number
  readonly keepsMode?: boolean
  /** False: what is there already stays, and is the error EEXIST. */
  readonly replace?: boolean
  /** False: a link is replaced itself. True: what it leads to is. */
  readonly followLink?: boolean
}

/**
 * Writes beside the file and puts it in its place. What is no regular file (/dev/stdout, a pipe) is written to as it is.
 * @param path absolute
 * @throws NodeJS.ErrnoException; nothing is left behind then, and what was there is as it was
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  { mode = 0o666, keepsMode = true, replace = true, followLink = true }: Writing = {},
): Promise<void> {
  const target = followLink ? await realpath(path).catch(() => path) : path
  const present = await (followLink ? stat : lstat)(target).catch(() => undefined)
  if (present && !present.isDirectory() && !replace)
    throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' })
  if (present && !present.isFile() && !present.isSymbolicLink())
    return writeTo(target, content, constants.O_WRONLY)
  // In a directory that others share, a name they can guess might be their link to a file of ours.
  const next = `${target}.${randomBytes(8).toString('hex')}.new`
  try {
    const kept = keepsMode && present?.isFile() ? present.mode : mode
    await writeTo(next, content, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, kept)
    await (replace ? rename(next, target) : putWhereNothingIs(next, target))
  } catch (error) {
    await rm(next, { force: true }).catch(() => undefined)
    throw error
  }
}

/**
 * Finds out whether `writeWhole` could put a file there, before something is used up for what goes into it. A file is
 * made beside the target and removed, as the writing would: rights, a read-only disk and names that are too long are
 * met now. A disk that becomes full is not.
 * @param path absolute
 * @throws NodeJS.ErrnoException as `writeWhole`
 */
export async function checkWritable(
  path: string,
  { replace = true, followLink = true }: Writing = {},
): Promise<void> {
  const target = followLink ? await realpath(path).catch(() => path) : path
  const present = await (followLink ? stat : lstat)(target).catch(() => undefined)
  if (present?.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' })
  // A link that leads nowhere is there as well.
  if (!replace && (present ?? (await lstat(target).catch(() => undefined))))
    throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' })
  // Opening a pipe would wait for its reader.
  if (present && !present.isFile() && !present.isSymbolicLink()) return access(target, constants.W_OK)
  const probe = `${target}.${randomBytes(8).toString('hex')}.new`
  const handle = await open(probe, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  await handle.close()
  await rm(probe)
}

async function writeTo(
  path: string,
  content: string | Uint8Array,
  flags: number,
  mode?: number,
): Promise<void> {
  const handle = await open(path, flags, mode)
  try {
    await handle.writeFile(content)
  } finally {
    await handle.close()
  }
}

/** A rename would replace what came there meanwhile; a second name for the file does not. */
async function putWhereNothingIs(next: string, target: string): Promise<void> {
  try {
    await link(next, target)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // File systems without second names: FAT, some network shares.
    if (code === 'EEXIST' || code === 'ENOSPC' || (await lstat(target).catch(() => undefined))) throw error
    return rename(next, target)
  }
  await rm(next)
}
