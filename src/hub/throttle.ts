/** Counts wrong keys by the address they came from. The table is bounded: whoever has many addresses makes it forget. */
export class WrongKeys {
  private readonly counts = new Map<string, { count: number; until: number }>()

  /** @param elapsed milliseconds of a clock that only goes forward */
  constructor(private readonly elapsed: () => number) {}

  /** Counts one. @returns seconds that the address should wait; 0 while it has made few mistakes */
  add(address: string): number {
    const now = this.elapsed()
    const former = this.counts.get(address)
    const entry = former && former.until > now ? former : { count: 0, until: now + WINDOW_MS }
    this.counts.delete(address) // the newest are at the end
    this.counts.set(address, entry)
    entry.count += 1
    for (const [oldest] of this.counts) {
      if (this.counts.size <= MOST) break
      this.counts.delete(oldest)
    }
    return entry.count > ALLOWED ? Math.ceil((entry.until - now) / 1000) : 0
  }

  get size(): number {
    return this.counts.size
  }
}

/** Wrong keys of one address within this time before it is told to wait. Milliseconds. */
const WINDOW_MS = 60_000
const ALLOWED = 10
const MOST = 10_000
