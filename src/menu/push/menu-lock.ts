/**
 * One process of this user at a time changes the menu of an account: two pushes at once would leave a mixture of
 * both. The lock is taken only where something is to be written, which is after the live menu has been read; so it
 * is noted before that read whether anybody held it, and afterwards whether anybody has held it since.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { delay } from '../../api/delay'
import { WxError } from '../../errors'
import { locked, tryLock } from '../../store/lock'
import { fileName } from '../../store/tokens'

interface LockOptions {
  /** Directory of the store. */
  readonly directory: string
  readonly appid: string
  /** Address of the API, `sandbox:` for the built-in sandbox. */
  readonly base: string
  readonly signal: AbortSignal
}

export interface HeldLock {
  /** Somebody else may have changed the menu since it was read. */
  readonly isStale: boolean
  /** Lets go; never throws. */
  release(): Promise<void>
}

/** As long as a push of many menus may take. */
const PATIENCE_MS = 60_000
const PAUSE_MS = { least: 30, most: 90 } as const

export class MenuLock {
  private readonly path: string
  private readonly folder: string

  private constructor(
    private readonly options: LockOptions,
    private former = { isTaken: true, saved: '' },
  ) {
    const { directory, appid, base } = options
    this.folder = join(directory, 'history', fileName(appid))
    this.path = `${this.folder}-${encodeURIComponent(base)}.push`
  }

  /** To be called before the live menu is read. Takes nothing and writes nothing. */
  static before(options: LockOptions): MenuLock {
    const lock = new MenuLock(options)
    lock.former = { isTaken: lock.isTaken(), saved: lock.saved() }
    return lock
  }

  /**
   * Takes the lock, waiting where another process holds it. Without a store there is nothing to take: whoever must save
   * to it finds that out.
   * @param waiting called once, before the wait
   * @throws WxError STORE_LOCKED after a minute, INTERRUPTED or TERMINATED when the run is stopped
   */
  async take(waiting: () => void | Promise<void>): Promise<HeldLock> {
    const { isTaken, saved } = this.former
    for (let waited = 0; ; ) {
      const release = await this.lock()
      if (release) return { release, isStale: isTaken || waited > 0 || this.saved() !== saved }
      if (waited === 0) await waiting()
      if (waited > PATIENCE_MS) throw locked(this.path, PATIENCE_MS)
      const pause = PAUSE_MS.least + Math.random() * (PAUSE_MS.most - PAUSE_MS.least)
      await delay(pause, this.options.signal)
      waited += pause
    }
  }

  private async lock(): Promise<(() => Promise<void>) | undefined> {
    try {
      return await tryLock(this.path)
    } catch (error) {
      if (error instanceof WxError) return async () => undefined
      throw error
    }
  }

  /** See store/lock.ts for what a lock is. */
  private isTaken(): boolean {
    return existsSync(`${this.path}.lock`)
  }

  /** Changes with the menus that were saved before a write: whoever holds the lock saves one first. */
  private saved(): string {
    if (!existsSync(this.folder)) return ''
    const entries = readdirSync(this.folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
    return `${entries.length} ${entries.at(-1) ?? ''}`
  }
}
