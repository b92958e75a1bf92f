import { useCompileCache } from './compile-cache'
import { type Context, processContext } from './context'

declare const __VERSION__: string

/** Runs the real process: streams, signals, and the exit code as the value. The only place that catches. */
export async function main(proc: NodeJS.Process): Promise<number> {
  if (asksForVersion(proc.argv.slice(2))) {
    proc.stdout.write(`${__VERSION__}\n`) // before anything is loaded: scripts ask for this often
    return 0
  }
  useCompileCache(proc, __dirname, __VERSION__)
  const interrupt = new AbortController()
  const outcome: { signal?: number } = {}
  for (const [name, number] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    proc.on(name, () => {
      if (interrupt.signal.aborted) proc.exit(number) // the second time: at once
      outcome.signal = number
      interrupt.abort(name)
    })
  }
  // A reader that went away (`| head`) ends the run quietly; nobody is left to read an error.
  let closed = false
  const context = processContext(proc, interrupt.signal, (stream) => {
    closed ||= stream === 'stdout'
    interrupt.abort('EPIPE')
  })
  const code = await run(proc.argv.slice(2), context)
  return closed ? 0 : (outcome.signal ?? code)
}

/** Runs one command line. @returns the exit code; it has written everything else to the context's streams. */
export async function run(argv: readonly string[], context: Context): Promise<number> {
  const { runProgram } = await import('./program')
  return runProgram(argv, context, __VERSION__)
}

const asksForVersion = ([first, ...more]: readonly string[]): boolean =>
  more.length === 0 && (first === '--version' || first === '-V')
