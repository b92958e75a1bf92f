import { interruption } from '../errors'

/** Waits until a signal aborts, be it long ago. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** The exit code of a command that went on until it was stopped; 0 where no signal did that, but its reader's end. */
export function stoppedCode(signal: AbortSignal): number {
  return signal.aborted ? interruption(signal).exitCode : 0
}
