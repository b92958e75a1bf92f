import { useCompileCache } from './compile-cache'
import { type Context, processContext } from './context'

declare const __VERSION__: string

/** Exit codes as in errors.ts, which is not loaded here: starting is most of what a short command costs. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/** Runs the real process: its streams, its signals. @returns the exit code */
export async function main(proc: NodeJS.Process): Promise<number> {
  const argv = proc.argv.slice(2)
  let interrupt: AbortController | undefined
  const asked = () => {
    interrupt ??= new AbortController()
    return interrupt
  }
  let closed: AbortController | undefined
  const reading = () => {
    closed ??= new AbortController()
    return closed
  }
  const lost: { reason?: string } = {}
  const abandoned = new Set<() => Promise<void>>()
  const context = processContext(proc, {
    signal: () => asked().signal,
    closed: () => reading().signal,
    whenAbandoned: (tell) => {
      abandoned.add(tell)
      return () => void abandoned.delete(tell)
    },
    broken: (stream, { code = 'EIO' }) => {
      if (stream === 'stderr') return // nobody reads the hints: that changes nothing
      if (code === 'EPIPE' || code === 'EIO') return reading().abort()
      if (lost.reason) return
      lost.reason = code
      proc.exitCode = 1 // it may come to light when all else is done
    },
  })
  const endingOf = async (code: number) => {
    await new Promise(setImmediate) // a failed write is told of in the next turn
    if (!lost.reason) return code
    const { reportLostOutput } = await import('./program/run')
    return reportLostOutput(argv, context, lost.reason)
  }
  if (asksForVersion(argv)) {
    context.print(`${__VERSION__}\n`) // before anything is loaded: scripts ask for this often
    return endingOf(0)
  }
  useCompileCache(proc, __dirname, __VERSION__)
  listen(proc, asked, abandoned)
  const isDone = guard(proc, argv, context)
  const code = await run(argv, context)
  isDone()
  const ending = await endingOf(code)
  if (code >= SIGNALS.SIGHUP || interrupt?.signal.aborted) dieWithTerminal(proc)
  return ending
}

/** Runs one command line. @returns the exit code; it has written everything else to the context's streams. */
export async function run(argv: readonly string[], context: Context): Promise<number> {
  const { runProgram } = await import('./program/run')
  return runProgram(argv, context, __VERSION__)
}

/**
 * The first SIGINT, SIGTERM or SIGHUP asks the command to end, the second ends it at once. What it was in the middle of
 * is told first; whoever sends a third does not want to wait for that.
 */
function listen(
  proc: NodeJS.Process,
  interrupt: () => AbortController,
  abandoned: ReadonlySet<() => Promise<void>>,
): void {
  let isEnding = false
  for (const [name, number] of Object.entries(SIGNALS)) {
    proc.on(name, () => {
      if (!interrupt().signal.aborted) return interrupt().abort(name)
      const leave = () => {
        dieWithTerminal(proc)
        proc.exit(number)
      }
      if (isEnding || abandoned.size === 0) return leave()
      isEnding = true
      const told = [...abandoned].map((tell) => tell())
      void Promise.allSettled(told).then(leave)
    })
  }
}

/**
 * Where the terminal is gone, Node cannot set it back at its end, and aborts (134, with a core dump). Dying of the signal
 * that told of it is 129 as well, for every shell.
 */
function dieWithTerminal(proc: NodeJS.Process): void {
  if (proc.platform === 'win32' || ![0, 1, 2].some((fd) => isGone(proc, fd))) return
  proc.removeAllListeners('SIGHUP')
  proc.kill(proc.pid, 'SIGHUP')
}

/** Whether this was a terminal: a device that is none any more. */
function isGone(proc: NodeJS.Process, fd: number): boolean {
  const { fstatSync, statSync } = proc.getBuiltinModule('node:fs')
  try {
    const stream = fstatSync(fd)
    if (!stream.isCharacterDevice() || proc.getBuiltinModule('node:tty').isatty(fd)) return false
    return stream.rdev !== statSync('/dev/null').rdev
  } catch {
    return false // closed, or no system with such devices
  }
}

/**
 * Where nothing is left to wait for and the run has not ended, Node would end the process with 0, as if all were done.
 * @returns to be called when the run has ended
 */
function guard(proc: NodeJS.Process, argv: readonly string[], context: Context): () => void {
  const tell = async () => {
    proc.exitCode = 1
    const { reportUnfinished } = await import('./program/run')
    await reportUnfinished(argv, context)
  }
  proc.once('beforeExit', tell)
  return () => void proc.off('beforeExit', tell)
}

const asksForVersion = ([first, ...more]: readonly string[]): boolean =>
  more.length === 0 && versionWords.includes(first ?? '')
const versionWords: readonly string[] = ['--version', '-V', '-v', 'version']
