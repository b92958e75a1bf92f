import type { LiveLine } from './terminal'

/** Shows how many of many are done, on one line that is drawn again and wiped at the end. */
export interface Counter {
  update(text: string): void
  /** Wipes the line. */
  end(): void
}

/** Milliseconds between two drawings: nobody reads faster. */
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
