import { setTimeout as sleep } from 'node:timers/promises'
import { interruption } from '../errors'

/** Waits, in milliseconds; ends early by throwing INTERRUPTED or TERMINATED when the run is stopped. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>

export const delay: Delay = async (ms, signal) => {
  try {
    await sleep(ms, undefined, { signal })
  } catch {
    throw interruption(signal)
  }
}
