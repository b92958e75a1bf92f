import { execFile } from 'node:child_process'
import { fstatSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { InputStream, JobControl } from '../context'

/** Keys that a raw terminal sends as bytes, where another would send a signal or end the input. */
const CTRL_D = 0x04
const CTRL_Z = 0x1a

const STDIN = 0

/** How often a run in the background checks whether it is in the foreground again. Milliseconds. */
const LOOK_MS = 200

interface RawTerminal extends InputStream {
  setRawMode(raw: boolean): unknown
}

export interface KeyboardOptions {
  readonly stdin: InputStream
  readonly jobs?: JobControl
  /** As Node names it. */
  readonly platform: string
  /** Of this process. */
  readonly pid: number
  /**
   * What happens in the background (`bg`): `stop` as every program that reads from the terminal; `wait` for the
   * foreground where there is other work to do.
   */
  readonly inBackground: 'stop' | 'wait'
  /** Called before the process stops: the terminal is the shell's again. */
  readonly onSuspend?: () => void
  /** Called when the process was continued and has the terminal again; the shell has used some of its lines. */
  readonly onResume?: () => void
  readonly beforeCtrlD?: () => void
  /** Called for Ctrl-D, after the reader of the keys got it. */
  readonly onCtrlD?: () => void
  /** The reader of the keys wants no more. */
  readonly onReleased?: () => void
  /** Nothing more can be typed: stdin has ended, or its terminal is gone. */
  readonly onEnd?: () => void
}

/** Terminals with an error listener: a terminal that is gone fails at any time, also between questions. */
const guarded = new WeakSet<InputStream>()

/**
 * The keys of a raw terminal, one by one. Everything that reads from a person does so here. It gives the
 * terminal back before the process stops at Ctrl-Z, takes it again when it is continued, and never reads or changes it
 * from the background, where the system would stop the process.
 */
export class Keyboard {
  /** A stream for readline that looks like a terminal; its raw mode is managed here. */
  readonly keys: Readable & { readonly isTTY: true; setRawMode(raw: boolean): unknown }
  private state: 'reading' | 'suspended' | 'closed' = 'suspended'
  private isTaking = false
  /** The shell had the terminal meanwhile. */
  private wasAway = false

  constructor(private readonly options: KeyboardOptions) {
    const { stdin, onReleased } = options
    const keys = new Readable({ read: () => undefined })
    this.keys = Object.assign(keys, {
      isTTY: true as const,
      setRawMode: (raw: boolean) => {
        if (!raw) onReleased?.()
        return keys
      },
    })
    if (!guarded.has(stdin)) {
      guarded.add(stdin)
      stdin.on('error', () => undefined)
    }
    stdin.on('data', this.take)
    for (const event of ['end', 'close', 'error']) stdin.on(event, this.ended)
    options.jobs?.on('SIGTSTP', this.stopped)
    options.jobs?.on('SIGCONT', this.continued)
    if (stdin.readableEnded || stdin.destroyed) setImmediate(this.ended)
    else void this.takeTerminal()
  }

  /** Gives the terminal back as it was. */
  close(): void {
    const { stdin, jobs } = this.options
    if (this.state === 'closed') return
    if (this.state === 'reading') this.release()
    this.state = 'closed'
    stdin.off('data', this.take)
    for (const event of ['end', 'close', 'error']) stdin.off(event, this.ended)
    jobs?.off('SIGTSTP', this.stopped)
    jobs?.off('SIGCONT', this.continued)
  }

  private readonly take = (chunk: Buffer | string): void => {
    const bytes = Buffer.from(chunk)
    let from = 0
    for (let at = 0; at < bytes.length && this.state !== 'closed'; at++) {
      const byte = bytes[at]
      if (byte === CTRL_Z && this.options.jobs) {
        this.keys.push(bytes.subarray(from, at))
        from = at + 1
        this.suspend(0) // as the terminal does: the whole group, `wxadmin … | tee log`
      } else if (byte === CTRL_D) {
        this.keys.push(bytes.subarray(from, at))
        this.options.beforeCtrlD?.()
        this.keys.push(bytes.subarray(at, at + 1))
        from = at + 1
        setImmediate(() => this.state !== 'closed' && this.options.onCtrlD?.())
      }
    }
    if (from < bytes.length) this.keys.push(bytes.subarray(from))
  }

  private readonly ended = (): void => {
    if (this.state !== 'closed') this.options.onEnd?.()
  }

  /** SIGTSTP from outside, which is for this process alone. */
  private readonly stopped = (): void => this.suspend(this.options.pid)

  /** Also after a SIGSTOP, before which the terminal could not be given back. */
  private readonly continued = (): void => {
    if (this.state === 'closed') return
    if (this.state === 'reading') this.options.stdin.pause()
    this.state = 'suspended'
    this.wasAway = true
    void this.takeTerminal()
  }

  /** @param target process, or 0 for its group */
  private suspend(target: number): void {
    const { jobs, onSuspend } = this.options
    if (this.state === 'closed') return
    if (this.state === 'reading') {
      this.release()
      onSuspend?.()
    }
    this.state = 'suspended'
    // SIGTSTP and not SIGSTOP: without a shell that could continue it, SIGTSTP stops nothing.
    jobs?.off('SIGTSTP', this.stopped)
    jobs?.kill(target, 'SIGTSTP')
    jobs?.on('SIGTSTP', this.stopped)
    this.wasAway = true
    void this.takeTerminal()
  }

  private async takeTerminal(): Promise<void> {
    if (this.isTaking) return
    this.isTaking = true
    const isGiven = this.options.jobs ? await this.isGiven() : true
    this.isTaking = false
    if (!isGiven || this.state !== 'suspended') return
    this.state = 'reading'
    const { stdin, onResume } = this.options
    // Off first: Node would not set a mode that it believes to be set, but the shell has changed it.
    if (this.wasAway) setRaw(stdin, false)
    setRaw(stdin, true)
    stdin.resume()
    if (this.wasAway) onResume?.()
    this.wasAway = false
  }

  /** Waits until this process is in the foreground. @returns false where it was closed meanwhile */
  private async isGiven(): Promise<boolean> {
    while (!(await isInForeground(this.options))) {
      const { inBackground, jobs } = this.options
      if (inBackground === 'stop' && this.state !== 'closed') jobs?.kill(0, 'SIGTTIN')
      await sleep(LOOK_MS)
      if (this.state === 'closed') return false
    }
    return true
  }

  private release(): void {
    setRaw(this.options.stdin, false)
    this.options.stdin.pause()
  }
}

function setRaw(stdin: InputStream, raw: boolean): void {
  if (canBeRaw(stdin)) stdin.setRawMode(raw)
}

/** Whether single keys can be read from it. */
export function canBeRaw(stdin: InputStream): stdin is RawTerminal {
  return stdin.isTTY === true && 'setRawMode' in stdin && typeof stdin.setRawMode === 'function'
}

/**
 * Whether the terminal is ours to read. In the background (`wxadmin serve &`) the system would stop the process at the
 * first change of the terminal.
 */
export async function isInForeground({
  jobs,
  platform,
  pid,
}: Pick<KeyboardOptions, 'jobs' | 'platform' | 'pid'>): Promise<boolean> {
  if (!jobs) return true
  try {
    if (platform === 'linux') {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
      // After the name, which may contain anything: state, parent, group, session, terminal, the terminal's group.
      const [, , group, , terminal, foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (foreground === '-1' || group === foreground) return true
      return String(fstatSync(STDIN).rdev) !== terminal // the terminal belongs to another session
    }
    const { stdout } = await promisify(execFile)('/bin/ps', ['-o', 'stat=', '-p', String(pid)])
    return stdout.includes('+')
  } catch {
    return true
  }
}
