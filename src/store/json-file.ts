import { readFileSync } from 'node:fs'
import { WxError } from '../errors'
import { keepAside } from './corrupt'
import { reasonOf } from './failures'
import { withLock } from './lock'
import { replaceFile } from './replace-file'

export { tryLock, withLock } from './lock'

const WAIT_MS = 20_000
/** How often an update may lose its lock before the write. Once is rare. */
const ROUNDS = 5

/** One JSON file of the store: read without ceremony, changed under a lock, replaced whole. */
export class JsonFile<T extends object> {
  readonly path: string
  private readonly parse: (value: unknown) => T
  private readonly empty: T

  /** @param options.parse throws an Error on a wrong shape; its message is shown, so it must hold no secret */
  constructor(options: { readonly path: string; readonly parse: (value: unknown) => T; readonly empty: T }) {
    this.path = options.path
    this.parse = options.parse
    this.empty = options.empty
  }

  /**
   * The content, or `empty` where there is no file.
   * @throws WxError STORE_CORRUPT (a copy is kept aside), STORE_UNREADABLE
   */
  async read(): Promise<T> {
    let text: string
    try {
      text = readFileSync(this.path, 'utf8') // small, and Node has this loaded: a tenth of a start is saved
    } catch (error) {
      const { code, text: reason } = reasonOf(error)
      if (code === 'ENOENT' || code === 'ENOTDIR') return this.empty
      throw new WxError('STORE_UNREADABLE', { file: this.path, reason }, { cause: error })
    }
    try {
      return this.parse(parseJson(text))
    } catch (error) {
      const kept = (await keepAside(this.path)) ?? '-'
      throw new WxError('STORE_CORRUPT', { file: this.path, reason: reasonOf(error).text, kept })
    }
  }

  /**
   * Reads again under the lock, changes, replaces atomically; the same reference back from `change` writes
   * nothing. Killed at any instant, the old file stands or the new one.
   * @returns what now stands in the file
   * @throws WxError STORE_LOCKED, STORE_UNWRITABLE (the old content is intact), what `read` and `change` throw
   */
  async update(change: (current: T) => T): Promise<T> {
    for (let round = 0; round < ROUNDS; round++) {
      const done = await withLock(this.path, { waitMs: WAIT_MS }, async (lock) => {
        const current = await this.read()
        const next = change(current)
        if (next === current) return { next }
        if (!(await lock.isOurs())) return undefined // taken over while this process slept: begin again
        await replaceFile(this.path, next)
        return { next }
      })
      if (done) return done.next
    }
    throw new WxError('STORE_LOCKED', { file: this.path, seconds: WAIT_MS / 1000 })
  }
}

/** @throws Error with the place alone: V8's own message quotes the text around it, which may be a secret */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    if (text.trim() === '') throw new Error('0 bytes')
    if (position === undefined) throw new Error('JSON')
    const before = text.slice(0, Number(position)).split('\n')
    throw new Error(`JSON, ${before.length}:${(before.at(-1)?.length ?? 0) + 1}`)
  }
}
