import type { OutputStream } from '../context'
import { printable } from './printable'

/** How many of many are done, on one line that is drawn over again and is gone in the end. */
export interface Counter {
  update(text: string): void
  /** Wipes the line. */
  end(): void
}

/** Milliseconds between two drawings: more often nobody reads it. */
const PAUSE = 100

/** @param hidden nobody wants to see it, or the terminal cannot wipe a line */
export function counterOn(stream: OutputStream, hidden: boolean, now: () => number): Counter {
  if (!stream.isTTY || hidden) return { update: () => undefined, end: () => undefined }
  let last = Number.NEGATIVE_INFINITY
  return {
    update(text) {
      if (now() - last < PAUSE) return
      last = now()
      stream.write(`\r${printable(text).slice(0, (stream.columns || 80) - 1)}\u001b[K`)
    },
    end: () => void stream.write('\r\u001b[K'),
  }
}
