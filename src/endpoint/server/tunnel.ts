import { spawn } from 'node:child_process'
import { platform } from 'node:os'
import { stripVTControlCharacters } from 'node:util'
import { childEnvironment, endAll, WINDOWS } from '../../api/child'
import { shellOf } from '../../api/program-path'
import type { Env } from '../../env'
import { reasonOf } from '../../errors'
import { redact } from '../../wechat/redact'
import { tunnelAddresses } from './tunnel-address'

export interface TunnelOptions {
  /** As a person would type it: the platform's shell runs it. `{port}` and `{url}` are filled in. */
  readonly command: string
  readonly port: number
  /** Where the endpoint is on this machine, without a path: `http://127.0.0.1:3000`. */
  readonly url: string
  readonly cwd: string | undefined
  readonly env: Env
}

export interface Tunnel {
  /** The public address, without a path; it stays open where the client never prints one. */
  readonly address: Promise<string>
  /** The client has ended by itself, which it should not. */
  readonly ended: Promise<TunnelEnd>
  /** Ends the client and all that it started: 1 s at most. */
  close(): Promise<void>
}

export interface TunnelEnd {
  /** `exit 1`, the signal, or the system's code where it could not be started. */
  readonly reason: string
  /** The last lines it printed, without colours and secrets. */
  readonly lastOutput: readonly string[]
}

/** Lines that are kept for the case that it ends, and the characters of each. */
const LAST_LINES = 5
const LONGEST_LINE = 2000
/** A client may print an http address first and the https one, which is the better, after it. */
const BETTER_MS = 1000
/** A line that does not end is complete after this. */
const IDLE_MS = 300
/** For taking leave of the server, before it is ended by force. */
const LEAVE_MS = 500

/** Runs the tunnel client of a person (cloudflared, ngrok, ssh -R …) and reads its public address. */
export function openTunnel({ command, port, url, cwd, env }: TunnelOptions): Tunnel {
  const place = { env, cwd, platform: platform() }
  const child = spawn(command.replaceAll('{port}', String(port)).replaceAll('{url}', url), {
    shell: shellOf(place),
    cwd,
    env: childEnvironment(place),
    // An open stdin: some clients end with it, others are ended by its end when we are gone.
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    detached: !WINDOWS, // a group of its own, so that it can be ended whole
  })
  child.stdin.on('error', () => undefined)
  const lastOutput: string[] = []
  const address = new Promise<string>((resolve) => {
    let hasSecond = false
    const read = (line: string) => {
      const text = stripVTControlCharacters(line).trim()
      if (text === '') return
      lastOutput.splice(0, lastOutput.length - LAST_LINES + 1)
      lastOutput.push(redact(text))
      for (const found of tunnelAddresses(text)) {
        if (found.startsWith('https:')) resolve(found)
        else if (!hasSecond) setTimeout(() => resolve(found), BETTER_MS).unref()
        hasSecond = true
      }
    }
    for (const stream of [child.stdout, child.stderr]) lines(stream, read)
  })
  let isClosing = false
  const gone = new Promise<TunnelEnd | undefined>((resolve) => {
    const end = (reason: string) => resolve(isClosing ? undefined : { reason, lastOutput: [...lastOutput] })
    child.once('error', (error: Error) => end(reasonOf(error)))
    child.once('exit', (code, signal) => {
      // What it printed last may still be in the pipes; a child of its own that lives on may hold them.
      setTimeout(() => end(signal ?? `exit ${code}`), child.stdout.readableEnded ? 0 : IDLE_MS * 2)
    })
  })
  return {
    address,
    ended: gone.then((end) => end ?? new Promise<TunnelEnd>(() => undefined)),
    close: async () => {
      isClosing = true
      const left = new Promise((resolve) => child.once('exit', resolve))
      endAll(child, env, 'TERM')
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
        await Promise.race([left, new Promise((resolve) => setTimeout(resolve, LEAVE_MS))])
      endAll(child, env, 'KILL') // the shell may be gone and the client not
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
    },
  }
}

/** Reads a stream line by line; a program that draws a screen ends its lines with a carriage return. */
function lines(stream: NodeJS.ReadableStream, read: (line: string) => void): void {
  let rest = ''
  let idle: NodeJS.Timeout | undefined
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    clearTimeout(idle)
    const parts = (rest + chunk).split(/[\r\n]+/)
    rest = (parts.pop() ?? '').slice(-LONGEST_LINE)
    for (const part of parts) read(part.slice(-LONGEST_LINE))
    if (rest !== '') idle = setTimeout(() => read(rest), IDLE_MS).unref()
  })
  stream.on('end', () => read(rest))
}
