import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { Context } from '../../src/context'
import { run } from '../../src/main'

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface World {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** What stands on stdin; absent: nothing. */
  readonly stdin?: string | Buffer
  readonly now?: () => number
  readonly signal?: AbortSignal
}

/** A directory of its own for one test, removed afterwards. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'wxadmin-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** Runs a command line in this process: no terminal, English, and only the environment that is given. */
export async function wxadmin(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const [stdout, stderr] = [sink(), sink()]
  const context: Context = {
    env: { LANG: 'en_US.UTF-8', ...world.env },
    cwd: world.cwd ?? process.cwd(),
    stdin: Readable.from(world.stdin === undefined ? [] : [Buffer.from(world.stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    now: world.now ?? Date.now,
    randomBytes: (size) => randomBytes(size),
    signal: world.signal ?? new AbortController().signal,
    whereabouts: () => 'tester@test',
    self: [process.execPath, join(import.meta.dirname, '../../bin/wxadmin.js')],
  }
  const code = await run(argv, context)
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function sink() {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') }
}
