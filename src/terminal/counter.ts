import type { LiveLine } from './terminal'

/** How many of many are done, on one line that is drawn over again and is gone in the end. */
export interface Counter {
  update(text: string): void
  /** Wipes the line. */
  end(): void
}

/** Milliseconds between two drawings: more often nobody reads it. */
const PAUSE = 100

export function counterOn(line: LiveLine, now: () => number): Counter {
  let last = Number.NEGATIVE_INFINITY
  return {
    update(text) {
      if (!line.isShown || now() - last < PAUSE) return
      last = now()
      line.draw(text.slice(0, line.columns - 1))
    },
    end: () => line.wipe(),
  }
}
