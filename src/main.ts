import { useCompileCache } from './compile-cache'
import { type Context, processContext } from './context'

declare const __VERSION__: string

/** Runs the real process: its streams, its signals. @returns the exit code */
export async function main(proc: NodeJS.Process): Promise<number> {
  const interrupt = new AbortController()
  let closed: AbortController | undefined
  const reading = () => {
    closed ??= new AbortController()
    return closed
  }
  const lost: { reason?: string } = {}
  const context = processContext(proc, {
    signal: interrupt.signal,
    closed: () => reading().signal,
    broken: (stream, { code = 'EIO' }) => {
      if (stream === 'stderr') return // nobody reads the hints: that changes nothing
      if (code === 'EPIPE' || code === 'EIO') return reading().abort()
      if (lost.reason) return
      lost.reason = code
      proc.exitCode = 1 // it may come to light when all else is done
    },
  })
  const argv = proc.argv.slice(2)
  if (asksForVersion(argv)) {
    context.stdout.write(`${__VERSION__}\n`) // before anything is loaded: scripts ask for this often
    return 0
  }
  useCompileCache(proc, __dirname, __VERSION__)
  for (const [name, number] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    proc.on(name, () => {
      if (interrupt.signal.aborted) proc.exit(number) // the second time: at once
      interrupt.abort(name)
    })
  }
  const code = await run(argv, context)
  await new Promise(setImmediate) // a failed write is told of in the next turn
  if (!lost.reason) return code
  const { reportLostOutput } = await import('./program')
  return reportLostOutput(argv, context, lost.reason)
}

/** Runs one command line. @returns the exit code; it has written everything else to the context's streams. */
export async function run(argv: readonly string[], context: Context): Promise<number> {
  const { runProgram } = await import('./program')
  return runProgram(argv, context, __VERSION__)
}

const asksForVersion = ([first, ...more]: readonly string[]): boolean =>
  more.length === 0 && (first === '--version' || first === '-V')
