import { closeSync, openSync, readFileSync } from 'node:fs'
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { WxError } from '../errors'
import { MOST_JSON_DEPTH, parseJson } from '../json-depth'
import { reasonOf } from './failures'
import { locked, withLock } from './lock'
import { ownershipOf } from './ownership'
import { replaceFile } from './replace-file'

export { tryLock, withLock } from './lock'

/** Twice the depth of an answer of WeChat, because an entry of the history holds a whole one. */
const STORED_DEPTH = 2 * MOST_JSON_DEPTH
const WAIT_MS = 20_000
/** How often an update may lose its lock before the write. Once is rare. */
const ROUNDS = 5

export interface JsonFileOptions<T> {
  readonly path: string
  /** Throws an Error on a wrong shape; its message is shown, so it must hold no secret. */
  readonly parse: (value: unknown) => T
  /** The value where there is no file. */
  readonly empty: T
  /** Its directory is known to be ours: see makePrivate. */
  readonly ours?: boolean
  /** Makes what is written from a value; absent: the value itself is written. */
  readonly format?: (value: T) => object
}

/** One JSON file of the store: read without ceremony, changed under a lock, replaced whole. */
export class JsonFile<T extends object> {
  readonly path: string

  constructor(private readonly options: JsonFileOptions<T>) {
    this.path = options.path
  }

  /**
   * The content, or `empty` where there is no file.
   * @throws WxError STORE_CORRUPT (not JSON: a copy is kept beside it), STORE_NEWER (JSON that this version does not understand),
   * STORE_UNREADABLE, STORE_NOT_OURS, STORE_PLACE_NOT_OURS
   */
  async read(): Promise<T> {
    let text: string
    try {
      text = this.text()
    } catch (error) {
      if (error instanceof WxError) throw error
      const { code, text: reason } = reasonOf(error)
      if (code === 'ENOENT' || code === 'ENOTDIR') return this.options.empty
      throw new WxError('STORE_UNREADABLE', { file: this.path, reason }, { cause: error })
    }
    let value: unknown
    try {
      value = valueIn(text)
    } catch (error) {
      const kept = (await keepAside(this.path)) ?? '-'
      throw new WxError('STORE_CORRUPT', { file: this.path, reason: reasonOf(error).text, kept })
    }
    try {
      return this.options.parse(value)
    } catch (error) {
      throw new WxError('STORE_NEWER', { file: this.path, reason: reasonOf(error).text })
    }
  }

  /**
   * Reads again under the lock, changes, replaces atomically. Nothing is written where `change` returns the reference
   * it was given. A kill at any instant leaves the old file or the new one, whole.
   * @returns the content of the file after this
   * @throws WxError STORE_LOCKED, STORE_UNWRITABLE (the old content is intact), what `read` and `change` throw
   */
  async update(change: (current: T) => T): Promise<T> {
    for (let round = 0; round < ROUNDS; round++) {
      const done = await withLock(this.path, { waitMs: WAIT_MS }, async (lock) => {
        const current = await this.read()
        const next = change(current)
        if (next === current) return { next }
        if (!(await lock.isOurs())) return undefined // taken over while this process slept: begin again
        await this.write(next)
        return { next }
      })
      if (done) return done.next
    }
    throw locked(this.path, WAIT_MS)
  }

  /** Synchronous: the file is small, node:fs is loaded already, and it saves a tenth of a start. */
  private text(): string {
    const ownership = ownershipOf(this.path)
    if (!ownership) return readFileSync(this.path, 'utf8')
    const fd = openSync(this.path, 'r')
    try {
      ownership.checkFile(this.path, fd)
      return readFileSync(fd, 'utf8')
    } finally {
      closeSync(fd)
    }
  }

  private async write(value: T): Promise<void> {
    const { ours = false, format } = this.options
    await replaceFile(this.path, format?.(value) ?? value, { ours, followLinks: true })
  }
}

/** @throws Error with the place alone: V8's own message quotes the text around it, which may be a secret */
function valueIn(text: string): unknown {
  try {
    return parseJson(text.replace(/^\uFEFF/, ''), STORED_DEPTH)
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    if (text.trim() === '') throw new Error('0 bytes')
    if (position === undefined) throw new Error('JSON')
    const before = text.slice(0, Number(position)).split('\n')
    throw new Error(`JSON, ${before.length}:${(before.at(-1)?.length ?? 0) + 1}`)
  }
}

/**
 * Keeps a copy of a damaged file beside it, `<file>.corrupt-<time of its last change>`, for its owner alone.
 * The same content is kept once.
 * @returns the copy's path; undefined where none could be made
 */
async function keepAside(path: string): Promise<string | undefined> {
  try {
    const [content, { mtime }] = await Promise.all([readFile(path), stat(path)])
    const start = `${basename(path)}.corrupt-`
    for (const name of await readdir(dirname(path))) {
      if (!name.startsWith(start)) continue
      const kept = join(dirname(path), name)
      if (content.equals(await readFile(kept))) return kept
    }
    const kept = join(dirname(path), start + mtime.toISOString().replaceAll(/[-:.]/g, ''))
    await writeFile(kept, content, { mode: 0o600, flag: 'wx' })
    await chmod(kept, 0o600)
    return kept
  } catch {
    return undefined // the directory is not writable: the damaged file itself is untouched all the same
  }
}
