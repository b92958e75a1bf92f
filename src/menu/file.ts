/** Menu files on disk: read with a bound, written whole or not at all. */

import { randomBytes } from 'node:crypto'
import { closeSync, constants, createReadStream, fstatSync, openSync, readSync } from 'node:fs'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { WxError } from '../errors'
import { menuLimits } from '../wechat/menu-rules'

/**
 * @param path absolute
 * @returns the content, one byte more than is allowed at most (source.ts refuses that)
 * @throws NodeJS.ErrnoException, EISDIR for a directory
 */
export async function readBytes(path: string): Promise<Buffer> {
  const descriptor = openSync(path, 'r')
  try {
    const stat = fstatSync(descriptor)
    if (stat.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' })
    // A file is read at once: a stream costs several milliseconds of a short command. A pipe may keep one waiting.
    if (stat.isFile()) return readUpTo(descriptor, Math.min(stat.size, menuLimits.fileBytes) + 1)
    return await collect(createReadStream(path, { fd: descriptor, autoClose: false }))
  } finally {
    closeSync(descriptor)
  }
}

function readUpTo(descriptor: number, most: number): Buffer {
  const bytes = Buffer.allocUnsafe(most)
  let size = 0
  for (;;) {
    const count = readSync(descriptor, bytes, size, most - size, null)
    size += count
    if (count === 0 || size === most) return bytes.subarray(0, size)
  }
}

/** All bytes of a stream, up to one more than is allowed. */
async function collect(stream: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk))
    size += chunk.length
    if (size > menuLimits.fileBytes) break
  }
  return Buffer.concat(chunks).subarray(0, menuLimits.fileBytes + 1)
}

/**
 * Writes beside the file and renames over it; the target of a symlink is replaced, not the link. What is no regular
 * file (/dev/stdout, a pipe) is written to as it is.
 * @throws WxError FILE_UNWRITABLE
 */
export async function writeText(path: string, text: string, shown: string): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path)
    const present = await stat(target).catch(() => undefined)
    if (present && !present.isFile()) {
      await writeTo(target, text, constants.O_WRONLY)
      return
    }
    const next = `${target}.new-${randomBytes(4).toString('hex')}`
    try {
      await writeTo(next, text, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, present?.mode)
      await rename(next, target)
    } catch (error) {
      await rm(next, { force: true })
      throw error
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new WxError('FILE_UNWRITABLE', { file: shown, reason: code ?? message }, { cause: error })
  }
}

async function writeTo(path: string, text: string, flags: number, mode = 0o666): Promise<void> {
  const handle = await open(path, flags, mode)
  try {
    await handle.writeFile(text)
  } finally {
    await handle.close()
  }
}
