import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { Context, OutputStream } from '../../src/context'
import { run } from '../../src/main'

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface World {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** What stands on stdin, or a stream that the test writes to; absent: nothing. */
  readonly stdin?: string | Buffer | Readable
  readonly now?: () => number
  readonly signal?: AbortSignal
  /** Where the result goes; absent: it is collected, and no terminal. */
  readonly stdout?: OutputStream
  /** stdin is a terminal at which nobody types. */
  readonly stdinIsTerminal?: boolean
  /** stdout and stderr are terminals of this width. */
  readonly columns?: number
}

/** A directory of its own for one test, removed afterwards. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'wxadmin-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }))
  return directory
}

/** Runs a command line in this process: no terminal, English, and only the environment that is given. */
export async function wxadmin(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const [stdout, stderr] = [sink(world.columns), sink(world.columns)]
  const context: Context = {
    env: { LANG: 'en_US.UTF-8', ...world.env },
    cwd: world.cwd ?? process.cwd(),
    stdin: Object.assign(input(world.stdin), { isTTY: world.stdinIsTerminal ?? false }),
    stdout: world.stdout ?? stdout.stream,
    screen: world.stdout ?? stdout.stream,
    print: (text) => (world.stdout ?? stdout.stream).write(text),
    stderr: stderr.stream,
    now: world.now ?? Date.now,
    randomBytes: (size) => randomBytes(size),
    signal: world.signal ?? new AbortController().signal,
    whenAbandoned: () => () => undefined,
    whereabouts: () => 'tester@test',
    closed: new AbortController().signal,
    pid: process.pid,
    platform: process.platform,
    self: [process.execPath, join(import.meta.dirname, '../../bin/wxadmin.js')],
  }
  const code = await run(argv, context)
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function input(content: World['stdin']): Readable {
  if (content instanceof Readable) return content
  return Readable.from(content === undefined ? [] : [Buffer.from(content)])
}

function sink(columns?: number) {
  const stream = Object.assign(new PassThrough(), columns === undefined ? {} : { isTTY: true, columns })
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') }
}
