/** How long the same is only counted after it was told of. Milliseconds. */
const WINDOW_MS = 2000

interface Counted<Event> {
  readonly first: Event
  more: number
  readonly timer: NodeJS.Timeout
}

/**
 * Holds back a flood: the first of its kind is told at once, those that follow within two seconds are counted and told
 * of together. Kinds are few, so what is held is bounded.
 */
export class Flood<Event> {
  private readonly counted = new Map<string, Counted<Event>>()

  /** @param tell with `more` 0 for the first, and later with the number of those like it */
  constructor(private readonly tell: (event: Event, more: number) => void) {}

  add(kind: string, event: Event): void {
    const known = this.counted.get(kind)
    if (known) {
      known.more++
      return
    }
    this.tell(event, 0)
    const timer = setTimeout(() => this.end(kind), WINDOW_MS).unref()
    this.counted.set(kind, { first: event, more: 0, timer })
  }

  /** Tells what was only counted so far. */
  flush(): void {
    for (const kind of [...this.counted.keys()]) this.end(kind)
  }

  private end(kind: string): void {
    const counted = this.counted.get(kind)
    if (!counted) return
    clearTimeout(counted.timer)
    this.counted.delete(kind)
    if (counted.more > 0) this.tell(counted.first, counted.more)
  }
}
