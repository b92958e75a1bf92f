/**
 * All that a command may touch of the outside world. Built once from `process` here, and by hand in tests.
 * Nothing below the commands sees it: what a room needs is handed to it as a value.
 */
import type { Readable, Writable } from 'node:stream'
import type { Env } from './env'

export interface InputStream extends Readable {
  readonly isTTY?: boolean
}

export interface OutputStream extends Writable {
  readonly isTTY?: boolean
  /** Width of the terminal in columns, where it is one. */
  readonly columns?: number
}

export interface Context {
  readonly env: Env
  /** Absolute path that relative file arguments are resolved against. @throws NodeJS.ErrnoException of `uv_cwd` where it was deleted */
  readonly cwd: string
  /** The operating system as Node names it: `linux`, `darwin`, `win32`. */
  readonly platform: string
  /** Number of the user that this runs as; absent on Windows, which has none. */
  readonly user?: number
  readonly stdin: InputStream
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  /** What is known of stdout where it is a terminal; where it is none, asking does not open the stream. */
  readonly screen: Pick<OutputStream, 'isTTY' | 'columns'>
  /** Writes text to stdout, after whatever was written before. */
  readonly print: (text: string) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (size: number) => Buffer
  /** Aborts at SIGINT, SIGTERM or SIGHUP; its reason is the signal's name. */
  readonly signal: AbortSignal
  /**
   * Says what a person is told when a second signal ends the process in the middle of something.
   * @returns how to take it back, once that is over
   */
  readonly whenAbandoned: (tell: () => Promise<void>) => () => void
  /**
   * Aborts when the reader of stdout has gone away (`| head`). A command that only streams ends then; one that
   * changes something goes on: a pipe is no reason to leave a deployment half done.
   */
  readonly closed: AbortSignal
  /** Who runs this and where, `user@host`: written into the menu history. */
  readonly whereabouts: () => string
  /** Of this process: told to scripts that wait for it (`--ready-file`). */
  readonly pid: number
  /** Absent where no shell stops and continues its jobs: on Windows. */
  readonly jobs?: JobControl
  /** How to run wxadmin again in a child process: the executable and the first arguments. */
  readonly self: readonly string[]
}

/** This process as a job of a shell: stopped by Ctrl-Z, continued by `fg` and `bg`. */
export interface JobControl {
  on(signal: NodeJS.Signals, listener: () => void): unknown
  off(signal: NodeJS.Signals, listener: () => void): unknown
  /** @param target a process, or 0 for the group that this one belongs to */
  kill(target: number, signal: NodeJS.Signals): unknown
}

/** What the real process brings beside itself. */
export interface Surroundings {
  /** As in the context, made when it is first asked for. */
  readonly signal: () => AbortSignal
  readonly closed: () => AbortSignal
  /** As in the context. Absent: nothing is told. */
  readonly whenAbandoned?: Context['whenAbandoned']
  /** Told when stdout or stderr cannot be written any more. What is written to it from then on is lost. */
  readonly broken: (stream: 'stdout' | 'stderr', error: NodeJS.ErrnoException) => void
}

/**
 * The context of the real process. Streams and Node's own modules are opened when they are first asked for: starting
 * is most of what a short command costs.
 */
export function processContext(
  proc: NodeJS.Process,
  { signal, closed, whenAbandoned, broken }: Surroundings,
): Context {
  const opened = new Set<string>()
  const output = (name: 'stdout' | 'stderr'): OutputStream => {
    const stream = proc[name]
    if (!opened.has(name)) {
      opened.add(name)
      stream.on('error', (error: NodeJS.ErrnoException) => broken(name, error))
    }
    return stream
  }
  const print = (text: string) => {
    const isOpen = opened.has('stdout')
    if (isOpen || proc.platform === 'win32' || !writtenAtOnce(proc, text, (error) => broken('stdout', error)))
      output('stdout').write(text)
  }
  return {
    env: proc.env,
    // Many commands need none, and it may have been deleted.
    get cwd() {
      return proc.cwd()
    },
    platform: proc.platform,
    user: proc.getuid?.(),
    get stdin() {
      return proc.stdin
    },
    get stdout() {
      return output('stdout')
    },
    get stderr() {
      return output('stderr')
    },
    get screen() {
      return opened.has('stdout') || proc.platform === 'win32' || mayBeTerminal(proc, 1)
        ? output('stdout')
        : {}
    },
    print,
    now: Date.now,
    randomBytes: (size) => proc.getBuiltinModule('node:crypto').randomBytes(size),
    get signal() {
      return signal()
    },
    whenAbandoned: whenAbandoned ?? (() => () => undefined),
    get closed() {
      return closed()
    },
    whereabouts: () => whereabouts(proc),
    pid: proc.pid,
    ...(proc.platform !== 'win32' && { jobs: proc }),
    self: [proc.execPath, proc.argv[1] ?? 'wxadmin'],
  }
}

/** Bytes that a pipe takes whole or not at all: PIPE_BUF of Linux, and what POSIX promises elsewhere. */
const wholeOn = (platform: string) => (platform === 'linux' ? 4096 : 512)

function mayBeTerminal(proc: NodeJS.Process, fd: number): boolean {
  try {
    return proc.getBuiltinModule('node:fs').fstatSync(fd).isCharacterDevice()
  } catch {
    return true // closed: the stream knows what to do
  }
}

/**
 * Writes a short text straight to a file or a pipe: making Node's stream for it costs a sixth of a cached `token`.
 * @returns false where the stream has to do it: a long text, a terminal, a pipe that is full
 */
function writtenAtOnce(
  proc: NodeJS.Process,
  text: string,
  failed: (error: NodeJS.ErrnoException) => void,
): boolean {
  if (Buffer.byteLength(text) > wholeOn(proc.platform)) return false
  const fs = proc.getBuiltinModule('node:fs')
  try {
    if (fs.fstatSync(1).isCharacterDevice()) return false
    if (fs.writeSync(1, text) < Buffer.byteLength(text))
      failed(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }))
  } catch (error) {
    const reason = error as NodeJS.ErrnoException
    if (reason.code === 'EAGAIN') return false
    failed(reason)
  }
  return true
}

function whereabouts(proc: NodeJS.Process): string {
  const os = proc.getBuiltinModule('node:os')
  try {
    return `${os.userInfo().username}@${os.hostname()}`
  } catch {
    return `unknown@${os.hostname()}` // a container user without an entry in /etc/passwd
  }
}
