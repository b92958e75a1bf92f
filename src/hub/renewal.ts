/**
 * One access token or ticket for many callers: renewed before it ends, replaced once when somebody reports that it
 * failed, and handed out from memory. Nothing here forces a refresh: that would end a token others use.
 */
import { deadTokenErrcodes } from '../wechat/errcodes/groups'
import { type Pace, paceOf, pauseAfterFailure, type RenewalPlan } from './pace'

/** A token as the hub keeps it. */
export interface HubValue {
  readonly token: string
  /** Counts the different tokens of this kind and account, from 1. */
  readonly generation: number
  /** Milliseconds since 1970. */
  readonly fetchedAt: number
  /** Milliseconds since 1970 at which WeChat stops accepting it. */
  readonly expiresAt: number
}

/** Where a value is kept, beyond this process. */
export interface ValueStore {
  /** @returns undefined where there is none, or none that can be understood */
  read(): Promise<HubValue | undefined>
  /** The highest generation that was kept, of a value that is gone as well; 0 where there was none. Never fails. */
  generation(): Promise<number>
  /** Keeps a value unless a newer generation is there. @returns the value that is kept now */
  replace(value: HubValue): Promise<HubValue>
  /** The right to fetch. Waits for whoever has it. */
  lock(signal: AbortSignal): Promise<ValueLock>
}

export interface ValueLock {
  /** Milliseconds that the lock was waited for. */
  readonly waitedMs: number
  /** False once another process has taken it over. */
  isOurs(): Promise<boolean>
  release(): Promise<void>
}

/** A token as its source gave it. */
export interface Fetched {
  readonly token: string
  /** Seconds. */
  readonly expiresIn: number
}

export interface Clock {
  /** Milliseconds since 1970; somebody may set it. */
  readonly now: () => number
  /** Milliseconds of a clock that only goes forward, and may stand still while the machine sleeps. */
  readonly elapsed: () => number
  /** Calls back after some milliseconds. @returns what ends the wait */
  readonly after: (ms: number, run: () => void) => () => void
  /** From 0 to below 1. */
  readonly random: () => number
}

export type RenewalEvent =
  | { readonly type: 'fetched'; readonly value: HubValue; readonly isNew: boolean; readonly waitedMs: number }
  /** Another process of this store had fetched it. */
  | { readonly type: 'adopted'; readonly value: HubValue }
  | { readonly type: 'failed'; readonly error: unknown; readonly retryMs: number }
  | { readonly type: 'not-kept'; readonly error: unknown }

export interface RenewalOptions {
  readonly plan: RenewalPlan
  readonly store: ValueStore
  readonly clock: Clock
  readonly fetch: () => Promise<Fetched>
  readonly onEvent: (event: RenewalEvent) => void
}

/** No token can be handed out at present. */
export class Unavailable extends Error {
  constructor(
    /** Milliseconds until it is worth asking again. */
    readonly retryMs: number,
    /** Why the last fetch failed. */
    override readonly cause: unknown,
  ) {
    super('no valid token')
  }
}

/** A token that failed for a caller, and was given by its source once more. */
export const STILL_CURRENT = 'still_current'

/** For so long a report about a token that its source has just confirmed leads to no further fetch. */
const CONFIRMED_MS = 60_000
/** A value that was fetched later than this from now was kept by a clock that was ahead: its end is not known. */
const CLOCK_TOLERANCE_MS = 60_000

interface Held extends HubValue {
  /** When it ends by the clock that only goes forward; absent for a value from the store. */
  readonly endsAt?: number | undefined
  /** When its source gave it once more although somebody had reported it, by the same clock. */
  readonly confirmedAt?: number | undefined
}

export class Renewal {
  private held?: Held
  /** The highest generation that was ever seen, of values that could not be used as well. */
  private generation = 0
  private pending?: Promise<void>
  /** What the running fetch gave is handed out already, and is being written. */
  private isKeeping = false
  /** When a report last led to a fetch, by the clock that only goes forward. */
  private replacedAt?: number
  private failures = 0
  private failure?: { readonly error: unknown; readonly until: number }
  private cancel?: () => void
  private readonly ended = new AbortController()

  constructor(private readonly options: RenewalOptions) {}

  /** Takes what the store has, fetches where that is needed, and renews from then on until `stop`. Never throws. */
  async start(): Promise<void> {
    if (!(await this.adopt())) return this.renew()
    this.schedule(this.pace().firstMs)
  }

  stop(): void {
    this.ended.abort()
    this.cancel?.()
  }

  /** The current value, if it can still be used. */
  get current(): HubValue | undefined {
    return this.held && this.left(this.held) > 0 ? this.held : undefined
  }

  /** The token that was last handed out, also where its life is over. */
  get lastToken(): string | undefined {
    return this.held?.token
  }

  /** Seconds that a value lives from now. */
  secondsLeft(value: HubValue): number {
    return Math.max(0, Math.floor(this.left(value) / 1000))
  }

  /** The last failure of a source that has not answered since. */
  get lastFailure(): unknown {
    return this.failure?.error
  }

  /** A value to use now: at once where there is one, also while it is being renewed. @throws Unavailable */
  async value(): Promise<HubValue> {
    const { current } = this
    if (current) return current
    await this.renewUnlessFailed()
    if (this.current) return this.current
    throw this.unavailable()
  }

  /**
   * A value in place of one that failed. However many callers report the same one, one fetch follows; a report about
   * any other token than the current one is answered with the current one.
   * @returns STILL_CURRENT where its source gives the same one again
   * @throws Unavailable
   */
  async replacementFor(stale: string): Promise<HubValue | typeof STILL_CURRENT> {
    const reported = await this.value()
    if (reported.token !== stale) return reported
    // The fetch that gave this very token may still be keeping it: that fetch does not confirm it.
    if (this.isKeeping) await this.pending
    if (this.current && this.current.token !== stale) return this.current
    if (this.isConfirmed()) return STILL_CURRENT
    if (this.isPausing()) throw this.unavailable()
    if (this.isTooSoon()) return STILL_CURRENT
    await this.renew()
    this.replacedAt = this.options.clock.elapsed()
    const { current } = this
    if (this.failure || !current) throw this.unavailable()
    if (current.token !== stale) return current
    this.held = { ...current, endsAt: this.held?.endsAt, confirmedAt: this.options.clock.elapsed() }
    return STILL_CURRENT
  }

  private isConfirmed(): boolean {
    const at = this.held?.confirmedAt
    return at !== undefined && this.options.clock.elapsed() - at < CONFIRMED_MS
  }

  /**
   * The classic source gives another token each time, and ends the former one for everybody: whoever reports each of them,
   * for a call that fails for another reason, must not use up the day's 2,000 fetches.
   */
  private isTooSoon(): boolean {
    const { plan, clock } = this.options
    return (
      plan === 'classic' && this.replacedAt !== undefined && clock.elapsed() - this.replacedAt < CONFIRMED_MS
    )
  }

  /** After a failure the source is left alone for a while, whoever asks. */
  private isPausing(): boolean {
    return this.failure !== undefined && this.options.clock.elapsed() < this.failure.until
  }

  private unavailable(): Unavailable {
    const { failure } = this
    return new Unavailable(Math.max(0, (failure?.until ?? 0) - this.options.clock.elapsed()), failure?.error)
  }

  private async renewUnlessFailed(): Promise<void> {
    if (this.pending) return this.pending
    if (!this.isPausing()) await this.renew()
  }

  /** One fetch at a time; whoever comes meanwhile waits for it. Never throws. */
  private renew(): Promise<void> {
    if (this.ended.signal.aborted) return Promise.resolve()
    this.cancel?.()
    this.pending ??= this.fetchUnderLock()
      .then(
        () => this.succeeded(),
        (error) => this.failed(error),
      )
      .finally(() => {
        this.pending = undefined
        this.isKeeping = false
      })
    return this.pending
  }

  private async fetchUnderLock(): Promise<void> {
    const { store, fetch } = this.options
    const lock = await store.lock(this.ended.signal)
    try {
      // Whoever had the lock before may have fetched what is wanted here.
      if (await this.adopt()) return
      const began = this.options.clock.now()
      const beganElapsed = this.options.clock.elapsed()
      const { token, expiresIn } = await fetch()
      const former = this.held
      const isNew = token !== former?.token
      const value: HubValue = {
        token,
        generation: isNew ? this.generation + 1 : (former?.generation ?? 1),
        fetchedAt: began,
        expiresAt: began + expiresIn * 1000,
      }
      this.generation = value.generation
      const confirmedAt = isNew ? undefined : former?.confirmedAt
      this.held = { ...value, endsAt: beganElapsed + expiresIn * 1000, confirmedAt }
      await this.keep(value, lock)
      this.tell({ type: 'fetched', value, isNew, waitedMs: lock.waitedMs })
    } finally {
      await lock.release()
    }
  }

  /** A store that cannot be written costs the next process a fetch, and nobody a token. */
  private async keep(value: HubValue, lock: ValueLock): Promise<void> {
    const { store } = this.options
    this.isKeeping = true
    try {
      if (!(await lock.isOurs())) return
      const kept = await store.replace(value)
      if (kept.generation > value.generation) this.take(kept)
    } catch (error) {
      this.tell({ type: 'not-kept', error })
    }
  }

  /** Takes the store's value where it is newer than ours. @returns whether it was */
  private async adopt(): Promise<boolean> {
    const { store } = this.options
    const kept = await store.read().catch(() => undefined)
    this.generation = Math.max(this.generation, kept?.generation ?? (await store.generation()))
    if (!kept || this.left(kept) <= 0) return false
    if (this.held && kept.generation <= this.held.generation) return false
    this.take(kept)
    return true
  }

  /** Another process fetched it. */
  private take(value: HubValue): void {
    this.held = value
    this.tell({ type: 'adopted', value })
  }

  /** What a listener makes of it does no harm to the token. */
  private tell(event: RenewalEvent): void {
    try {
      this.options.onEvent(event)
    } catch {
      // a log that cannot be written, say
    }
  }

  private succeeded(): void {
    this.failures = 0
    this.failure = undefined
    this.schedule(this.held ? this.pace().nextMs : 0)
  }

  private failed(error: unknown): void {
    if (this.ended.signal.aborted) return
    const { clock } = this.options
    this.failures += 1
    const retryMs = pauseAfterFailure(this.failures, error, clock.random())
    this.failure = { error, until: clock.elapsed() + retryMs }
    this.tell({ type: 'failed', error, retryMs })
    this.schedule(retryMs)
  }

  private schedule(ms: number): void {
    this.cancel?.()
    if (this.ended.signal.aborted) return
    this.cancel = this.options.clock.after(ms, () => void this.renew())
  }

  private pace(): Pace {
    const { held, options } = this
    return paceOf(options.plan, held ? this.left(held) : 0, options.clock.random())
  }

  /** Milliseconds to live, by whichever clock says less: one may have been set, the other may have slept. */
  private left(value: Held): number {
    const { clock } = this.options
    const byEnd = value.endsAt === undefined ? Number.POSITIVE_INFINITY : value.endsAt - clock.elapsed()
    const isFromFuture = value.fetchedAt > clock.now() + CLOCK_TOLERANCE_MS
    if (isFromFuture) return value.endsAt === undefined ? 0 : byEnd
    return Math.min(byEnd, value.expiresAt - clock.now())
  }
}

/** Whether a refusal by WeChat says that the token is no longer accepted. */
export const isDeadToken = (errcode: number): boolean => deadTokenErrcodes.has(errcode)
