/** How long the same is only counted after it was told of. Milliseconds. */
const WINDOW_MS = 2000
/** Kinds of one group that are told apart within that time. A scanner asks for another path each time. */
const MOST_KINDS = 5

interface Counted<Event> {
  readonly first: Event
  /** Only as many as are to be told of later. */
  more: number
  readonly isMixed: boolean
  readonly timer: NodeJS.Timeout
}

/**
 * Holds back a flood: the first of its kind is told at once, those that follow within two seconds are counted and told
 * of together. Groups are few, and of each a few kinds are told apart and all further ones counted as one, so what is
 * held is bounded.
 */
export class Flood<Event> {
  private readonly groups = new Map<string, Map<string, Counted<Event>>>()

  /**
   * @param tell with `more` 0 for the first, and later with the number of those like it; `isMixed` where these are of
   * several kinds of a group
   */
  constructor(private readonly tell: (event: Event, more: number, isMixed: boolean) => void) {}

  /** @param kind what tells the event from others of its group; never empty */
  add(group: string, kind: string, event: Event): void {
    const kinds = this.groups.get(group) ?? new Map<string, Counted<Event>>()
    this.groups.set(group, kinds)
    const isMixed = !kinds.has(kind) && kinds.size >= MOST_KINDS
    const key = isMixed ? OTHERS : kind
    const known = kinds.get(key)
    if (known) {
      known.more++
      return
    }
    if (!isMixed) this.tell(event, 0, false)
    const timer = setTimeout(() => this.end(kinds, key), WINDOW_MS).unref()
    kinds.set(key, { first: event, more: isMixed ? 1 : 0, isMixed, timer })
  }

  /** Tells what was only counted so far. */
  flush(): void {
    for (const kinds of this.groups.values()) for (const key of [...kinds.keys()]) this.end(kinds, key)
  }

  private end(kinds: Map<string, Counted<Event>>, key: string): void {
    const counted = kinds.get(key)
    if (!counted) return
    clearTimeout(counted.timer)
    kinds.delete(key)
    if (counted.more > 0) this.tell(counted.first, counted.more, counted.isMixed)
  }
}

const OTHERS = ''
