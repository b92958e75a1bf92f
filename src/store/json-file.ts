import { closeSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { WxError } from '../errors'
import { MOST_JSON_DEPTH, parseJson } from '../json-depth'
import { keepAside } from './corrupt'
import { makePrivate } from './directory'
import { reasonOf, unwritable } from './failures'
import { withLock } from './lock'
import type { Ownership } from './ownership'
import { replaceFile } from './replace-file'

export { tryLock, withLock } from './lock'

/** An entry of the history holds an answer of WeChat whole, which is bounded itself. */
const STORED_DEPTH = 2 * MOST_JSON_DEPTH
const WAIT_MS = 20_000
/** How often an update may lose its lock before the write. Once is rare. */
const ROUNDS = 5

export interface JsonFileOptions<T> {
  readonly path: string
  /** Throws an Error on a wrong shape; its message is shown, so it must hold no secret. */
  readonly parse: (value: unknown) => T
  /** What counts where there is no file. */
  readonly empty: T
  /** Its directory is known to be ours: see makePrivate. */
  readonly ours?: boolean
  /** Refuses the file where others may have written it. */
  readonly ownership?: Ownership
}

/** One JSON file of the store: read without ceremony, changed under a lock, replaced whole. */
export class JsonFile<T extends object> {
  readonly path: string

  constructor(private readonly options: JsonFileOptions<T>) {
    this.path = options.path
  }

  /**
   * The content, or `empty` where there is no file.
   * @throws WxError STORE_CORRUPT (a copy is kept aside), STORE_UNREADABLE, STORE_NOT_OURS
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
    try {
      return this.options.parse(valueIn(text))
    } catch (error) {
      const kept = (await keepAside(this.path)) ?? '-'
      throw new WxError('STORE_CORRUPT', { file: this.path, reason: reasonOf(error).text, kept })
    }
  }

  /**
   * Reads again under the lock, changes, replaces atomically; the same reference back from `change` writes
   * nothing. Killed at any instant, the old file stands or the new one.
   * @returns what now stands in the file
   * @throws WxError STORE_LOCKED, STORE_UNWRITABLE, STORE_NOT_OURS (the old content is intact), what `read` and `change` throw
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
    throw new WxError('STORE_LOCKED', { file: this.path, seconds: WAIT_MS / 1000 })
  }

  /** At once and not in another turn: it is small, Node has this loaded, and a tenth of a start is saved. */
  private text(): string {
    const { ownership } = this.options
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
    const { ours = false, ownership } = this.options
    try {
      await makePrivate(dirname(this.path), ours)
      ownership?.checkDirectory(this.path) // what could not be read again is not written
    } catch (error) {
      throw unwritable(this.path, error)
    }
    await replaceFile(this.path, value, { ours, followLinks: true })
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
