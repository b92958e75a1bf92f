import { WxError } from '../errors'
import { failureSince, recordFailure } from '../store/failed-fetch'
import type { Lock } from '../store/lock'
import type { TokenCache, TokenKey } from '../store/tokens'
import type { CachedToken, Settings } from '../store/types'
import { tokenLimits } from '../wechat/api-limits'
import { tokenKey } from './credentials'
import type { Delay } from './delay'
import type { Observer, TokenInfo } from './types'

/** A token as its source gave it. */
export interface FetchedToken {
  readonly token: string
  /** Seconds; the rest of the life, docs/platform.md 1.2. */
  readonly expiresIn: number
}

export interface KeeperOptions {
  readonly settings: Settings
  /** What is kept, where it is not the access token of the settings. */
  readonly key?: TokenKey
  readonly cache: TokenCache
  /** Whether the account still has these credentials: a token of one that was removed meanwhile is not kept. */
  readonly isCurrent?: () => Promise<boolean>
  readonly now: () => number
  readonly signal: AbortSignal
  readonly observer: Observer
  readonly delay: Delay
  /** @param former with a refresh, the token that was kept until now */
  readonly fetch: (force: boolean, former?: string) => Promise<FetchedToken>
}

/** Below this a token is replaced: WeChat has the next one ready by then, and both work (docs/platform.md 1.2). */
const MARGIN_MS = tokenLimits.overlapSeconds * 1000

/** A token that was just fetched is used with less than the margin as well, else every call would fetch again… */
const FRESH_MS = 60_000

/** …as long as a call can still be made with it. */
const LEAST_MS = 10_000

/** A token from the future means that the clock was set back: its end is not known any more. */
const CLOCK_TOLERANCE_MS = 60_000

/** For this long the source is not asked again about a token that it has just given in place of itself. */
const CONFIRMED_MS = 10_000

/** How long another process may hold the lock: three tries of a slow fetch. */
const PATIENCE_MS = 60_000

/** A token that WeChat refused. */
export interface RefusedToken {
  readonly token: string
  /** When the call began that was refused. Milliseconds since 1970. */
  readonly since: number
  readonly error: WxError
}

interface TokenRequest {
  readonly isAcceptable: (token: CachedToken) => boolean
  readonly force?: boolean
  /** The token that is to be replaced. */
  readonly refused?: RefusedToken
  /** Another token than the kept one is wanted. */
  readonly isRefresh?: boolean
}

/**
 * Keeps one token for all processes of this user: whoever finds none fetches it under a lock, and the others wait
 * and take what came, be it an error. A cache that cannot be used costs a fetch, never the command.
 */
export class TokenKeeper {
  /** The last token that was given out. */
  private last?: CachedToken
  private pending?: Promise<TokenInfo>
  private hasWarned = false

  constructor(private readonly options: KeeperOptions) {}

  /** A token that can be used now. @throws NO_ACCOUNT, NO_CREDENTIALS, and whatever the fetch ends with */
  token(): Promise<TokenInfo> {
    const { settings, key } = this.options
    const { accessToken } = settings
    if (accessToken && !key) return Promise.resolve({ token: accessToken.value, cached: false })
    this.pending ??= this.obtain({ isAcceptable: (token) => this.isUsable(token) }).finally(() => {
      this.pending = undefined
    })
    return this.pending
  }

  /**
   * A token in place of one that WeChat refused: what another process fetched since, else fetched without force;
   * that may be the same one again.
   * @throws the refusal itself where the source has given the same one to somebody else meanwhile
   */
  async replace(refused: RefusedToken): Promise<string> {
    const isAcceptable = (token: CachedToken) => token.token !== refused.token && this.left(token) > LEAST_MS
    return (await this.obtain({ isAcceptable, refused })).token
  }

  /** Fetches now, whatever the cache holds. */
  refresh(force: boolean): Promise<TokenInfo> {
    return this.exclusively({ isAcceptable: () => false, force, isRefresh: true })
  }

  /** The source's token of now: fetched, by this process or by one that began later. */
  latest(): Promise<TokenInfo> {
    const began = this.options.now()
    return this.exclusively({ isAcceptable: (token) => token.fetchedAt > began && this.isUsable(token) })
  }

  private async obtain(request: TokenRequest): Promise<TokenInfo> {
    if (this.last && request.isAcceptable(this.last)) return this.use(this.last, true)
    const cached = await this.read()
    if (cached && request.isAcceptable(cached)) return this.use(cached, true)
    return this.exclusively(request)
  }

  /**
   * Fetches under the lock, unless an acceptable token turns up while waiting for it, or the one who held it has failed.
   * @throws STORE_LOCKED
   */
  private async exclusively(request: TokenRequest): Promise<TokenInfo> {
    const { signal, delay, cache, now } = this.options
    const began = now()
    for (let waited = 0; ; ) {
      const lock = await this.lock()
      try {
        const cached = await this.read()
        if (cached && request.isAcceptable(cached)) return this.use(cached, true)
        this.throwIfFutile(request, cached, began)
        if (lock) return await this.fetch(request, lock, cached)
      } finally {
        await lock?.release()
      }
      if (waited > PATIENCE_MS) {
        throw cache.locked(this.key(), PATIENCE_MS, 'network') // what it waited for is somebody's call
      }
      const pause = 30 + Math.random() * 60
      await delay(pause, signal)
      waited += pause
    }
  }

  /** Ends a wait that can only end as another process's has: each would ask for the same token in turn. */
  private throwIfFutile(
    { refused, force }: TokenRequest,
    cached: CachedToken | undefined,
    began: number,
  ): void {
    const { now, settings, cache } = this.options
    const last = cached ?? this.last
    if (refused && last?.token === refused.token) {
      const { fetchedAt, confirmedAt = Number.NEGATIVE_INFINITY } = last
      const isFetchedSince = fetchedAt > refused.since && !this.isFromFuture(last)
      if (isFetchedSince || Math.abs(now() - confirmedAt) < CONFIRMED_MS) throw refused.error
    }
    const failed = force ? undefined : failureSince(cache.file(this.key()), settings, began, now())
    if (failed) throw failed
  }

  private async fetch(
    { force = false, refused, isRefresh }: TokenRequest,
    lock: Lock,
    cached: CachedToken | undefined,
  ): Promise<TokenInfo> {
    const { now, cache, fetch, settings } = this.options
    const fetchedAt = now()
    const { token, expiresIn } = await fetch(force, isRefresh ? cached?.token : undefined).catch(
      async (error) => {
        if (!force && (await this.isWanted(lock).catch(() => false)))
          await recordFailure(cache.file(this.key()), settings, error, now()).catch(() => undefined)
        throw error
      },
    )
    const fetched = {
      token,
      fetchedAt,
      expiresAt: fetchedAt + expiresIn * 1000,
      ...(token === refused?.token && { confirmedAt: now() }),
    }
    try {
      await this.keep(fetched, lock)
    } catch (error) {
      this.warnNotKept(error)
    }
    return this.use(fetched, false)
  }

  /**
   * Keeps a token, unless it was forgotten before it came: `token clear`, `account remove` and a new secret end what is
   * being fetched as well. Looked at before and after the write: one of the two sees whatever comes between.
   */
  private async keep(fetched: CachedToken, lock: Lock): Promise<void> {
    if (!(await this.isWanted(lock))) return
    await this.options.cache.write(this.key(), fetched)
    if (!(await this.isWanted(lock))) await this.options.cache.takeBack(this.key(), fetched)
  }

  private async isWanted(lock: Lock): Promise<boolean> {
    return (await lock.isOurs()) && ((await this.options.isCurrent?.()) ?? true)
  }

  private use(token: CachedToken, cached: boolean): TokenInfo {
    this.options.observer.hide(token.token)
    this.last = token
    return { token: token.token, expiresAt: token.expiresAt, cached }
  }

  private isUsable(token: CachedToken): boolean {
    const left = this.left(token)
    return left > MARGIN_MS || (left > LEAST_MS && this.options.now() - token.fetchedAt < FRESH_MS)
  }

  /** Milliseconds to live; 0 for a token from the future. */
  private left({ fetchedAt, expiresAt }: CachedToken): number {
    return this.isFromFuture({ fetchedAt }) ? 0 : expiresAt - this.options.now()
  }

  private isFromFuture({ fetchedAt }: Pick<CachedToken, 'fetchedAt'>): boolean {
    return fetchedAt > this.options.now() + CLOCK_TOLERANCE_MS
  }

  private key() {
    return this.options.key ?? tokenKey(this.options.settings)
  }

  /** A damaged or unreadable file counts as absent: the next write puts a whole one in its place. */
  private async read(): Promise<CachedToken | undefined> {
    const key = this.key()
    try {
      return await this.options.cache.read(key)
    } catch {
      return undefined
    }
  }

  /** @returns undefined where another process holds it */
  private async lock(): Promise<Lock | undefined> {
    const key = this.key()
    try {
      return await this.options.cache.tryLock(key)
    } catch (error) {
      this.warnNotKept(error) // a read-only directory: go on without
      return { isOurs: async () => true, release: async () => undefined }
    }
  }

  private warnNotKept(error: unknown): void {
    if (this.hasWarned) return
    this.hasWarned = true
    const reason =
      error instanceof WxError
        ? String(error.params.reason ?? [error.code, error.params.file].join(' '))
        : ((error as NodeJS.ErrnoException).code ?? String(error))
    this.options.observer.notice({ type: 'token-not-kept', reason })
  }
}
