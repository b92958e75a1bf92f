/**
 * All that a command may touch of the outside world. Built once from `process` here, and by hand in tests.
 * Nothing below the commands sees it: what a room needs is handed to it as a value.
 */
import { randomBytes } from 'node:crypto'
import { hostname, userInfo } from 'node:os'
import type { Readable, Writable } from 'node:stream'

export type Env = Readonly<Record<string, string | undefined>>

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
  /** Absolute path that relative file arguments are resolved against. */
  readonly cwd: string
  readonly stdin: InputStream
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (size: number) => Buffer
  /** Aborts at SIGINT or SIGTERM; its reason is the signal's name. */
  readonly signal: AbortSignal
  /** Who runs this and where, `user@host`: written into the menu history. */
  readonly whereabouts: () => string
  /** Of this process: told to scripts that wait for it (`--ready-file`). */
  readonly pid: number
  /** How to run wxadmin again in a child process: the executable and the first arguments. */
  readonly self: readonly string[]
}

/** The context of the real process. */
export function processContext(proc: NodeJS.Process, signal: AbortSignal): Context {
  return {
    env: proc.env,
    cwd: proc.cwd(),
    stdin: proc.stdin,
    stdout: proc.stdout,
    stderr: proc.stderr,
    now: Date.now,
    randomBytes: (size) => randomBytes(size),
    signal,
    whereabouts: () => `${userName()}@${hostname()}`,
    pid: proc.pid,
    self: [proc.execPath, proc.argv[1] ?? 'wxadmin'],
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown' // a container user without an entry in /etc/passwd
  }
}
