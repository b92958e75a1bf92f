import { WxError } from '../errors'
import type { TokenCache } from '../store/tokens'
import type { CachedToken, Settings } from '../store/types'
import { tokenLimits } from '../wechat/api-limits'
import type { Delay } from './delay'
import { tokenKey } from './token-key'
import type { Observer, TokenInfo } from './types'

/** A token as its source gave it. */
export interface FetchedToken {
  readonly token: string
  /** Seconds; the rest of the life, FACTS 1.2. */
  readonly expiresIn: number
}

export interface KeeperOptions {
  readonly settings: Settings
  readonly cache: TokenCache
  readonly now: () => number
  readonly signal: AbortSignal
  readonly observer: Observer
  readonly delay: Delay
  readonly fetch: (force: boolean) => Promise<FetchedToken>
}

/** Below this a token is replaced: WeChat has the next one ready by then, and both work (FACTS 1.2). */
const MARGIN_MS = tokenLimits.overlapSeconds * 1000

/** A token that was just fetched is used with less than the margin as well, else every call would fetch again… */
const FRESH_MS = 60_000

/** …as long as a call can still be made with it. */
const LEAST_MS = 10_000

/** A token from the future means that the clock was set back: its end is not known any more. */
const CLOCK_TOLERANCE_MS = 60_000

/** How long another process may hold the lock: three tries of a slow fetch. */
const PATIENCE_MS = 60_000

type Good = (token: CachedToken) => boolean

/**
 * Keeps one token for all processes of this user: whoever finds none fetches it under a lock, and the others wait
 * and take what came. A cache that cannot be used costs a fetch, never the command.
 */
export class TokenKeeper {
  private held?: CachedToken
  private pending?: Promise<TokenInfo>
  private told = false

  constructor(private readonly options: KeeperOptions) {}

  /** A token that can be used now. @throws NO_ACCOUNT, NO_CREDENTIALS, and whatever the fetch ends with */
  token(): Promise<TokenInfo> {
    const { accessToken } = this.options.settings
    if (accessToken) return Promise.resolve({ token: accessToken.value, cached: false })
    this.pending ??= this.obtain((token) => this.usable(token)).finally(() => {
      this.pending = undefined
    })
    return this.pending
  }

  /** A token in place of one that WeChat refused: what another process fetched since, else fetched without force. */
  async replace(refused: string): Promise<string> {
    const { token } = await this.obtain(
      (candidate) => candidate.token !== refused && this.left(candidate) > LEAST_MS,
    )
    return token
  }

  /** Fetches now, whatever the cache holds. */
  refresh(force: boolean): Promise<TokenInfo> {
    return this.exclusively(() => false, force)
  }

  private async obtain(good: Good): Promise<TokenInfo> {
    if (this.held && good(this.held)) return this.use(this.held, true)
    const kept = await this.read()
    if (kept && good(kept)) return this.use(kept, true)
    return this.exclusively(good, false)
  }

  /** Fetches under the lock, unless a good token turns up while waiting for it. @throws STORE_LOCKED */
  private async exclusively(good: Good, force: boolean): Promise<TokenInfo> {
    const { signal, delay, cache } = this.options
    for (let waited = 0; ; ) {
      const release = await this.lock()
      try {
        const kept = await this.read()
        if (kept && good(kept)) return this.use(kept, true)
        if (release) return await this.fetch(force)
      } finally {
        await release?.()
      }
      if (waited > PATIENCE_MS)
        throw new WxError('STORE_LOCKED', { file: cache.file(this.key()), seconds: PATIENCE_MS / 1000 })
      const pause = 30 + Math.random() * 60
      await delay(pause, signal)
      waited += pause
    }
  }

  private async fetch(force: boolean): Promise<TokenInfo> {
    const { now, cache, fetch } = this.options
    const fetchedAt = now()
    const { token, expiresIn } = await fetch(force)
    const fetched = { token, fetchedAt, expiresAt: fetchedAt + expiresIn * 1000 }
    try {
      await cache.write(this.key(), fetched)
    } catch (error) {
      this.tellNotKept(error)
    }
    return this.use(fetched, false)
  }

  private use(token: CachedToken, cached: boolean): TokenInfo {
    this.options.observer.hide(token.token)
    this.held = token
    return { token: token.token, expiresAt: token.expiresAt, cached }
  }

  private usable(token: CachedToken): boolean {
    const left = this.left(token)
    return left > MARGIN_MS || (left > LEAST_MS && this.options.now() - token.fetchedAt < FRESH_MS)
  }

  /** Milliseconds to live; none for a token from the future. */
  private left({ fetchedAt, expiresAt }: CachedToken): number {
    const now = this.options.now()
    return fetchedAt > now + CLOCK_TOLERANCE_MS ? 0 : expiresAt - now
  }

  private key() {
    return tokenKey(this.options.settings)
  }

  /** A damaged or unreadable file is as good as none: the next write puts a whole one in its place. */
  private async read(): Promise<CachedToken | undefined> {
    const key = this.key()
    try {
      return await this.options.cache.read(key)
    } catch {
      return undefined
    }
  }

  /** @returns how to let go of the lock, or undefined where another process holds it */
  private async lock(): Promise<(() => Promise<void>) | undefined> {
    const key = this.key()
    try {
      return await this.options.cache.tryLock(key)
    } catch (error) {
      this.tellNotKept(error) // a read-only directory: go on without
      return async () => undefined
    }
  }

  private tellNotKept(error: unknown): void {
    if (this.told) return
    this.told = true
    const reason =
      error instanceof WxError
        ? String(error.params.reason ?? error.code)
        : ((error as NodeJS.ErrnoException).code ?? String(error))
    this.options.observer.notice({ type: 'token-not-kept', reason })
  }
}
