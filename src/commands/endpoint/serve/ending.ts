import type { CommandContext } from '../../command'

/** How a serving command comes to its end: a signal, a key, the first push of --once, or a failure. */
export class Ending {
  /** The exit code; undefined where a signal, or the end of whoever reads, says it. Fails with what `fail` was given. */
  readonly reached: Promise<number | undefined>
  private readonly stopping = new AbortController()

  constructor({ signal, closed }: CommandContext) {
    const stopped = AbortSignal.any([signal, closed, this.stopping.signal])
    this.reached = new Promise((resolve, reject) => {
      const settle = () => {
        const { aborted, reason } = this.stopping.signal
        if (!aborted) resolve(undefined)
        else if (reason instanceof Error) reject(reason)
        else resolve(reason as number)
      }
      if (stopped.aborted) settle()
      else stopped.addEventListener('abort', settle, { once: true })
    })
    // It may come before anybody waits for it.
    this.reached.catch(() => undefined)
  }

  /** Aborts at the end that the command itself has come to. */
  get signal(): AbortSignal {
    return this.stopping.signal
  }

  end(code: number): void {
    this.stopping.abort(code)
  }

  fail(error: Error): void {
    this.stopping.abort(error)
  }
}
