import { randomBytes } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import type { Context } from '../../src/context'
import { run } from '../../src/main'
import type { Outcome, World } from './run'

/** Keys a person presses. */
export const keys = { enter: '\r', down: '\u001b[B', interrupt: '\u0003' } as const

export interface Step {
  /** What must stand on the terminal, after the former step's text, before the keys are pressed. */
  readonly sees: string
  readonly types: string
  /** What happens while the question stands open. */
  readonly before?: () => Promise<unknown>
}

/**
 * Runs a command line with a person at a terminal: stdin and stderr are terminals, stdout is not. Each step
 * waits for its text; a step whose text never comes fails the run.
 */
export async function wxadminWithPerson(
  argv: readonly string[],
  steps: readonly Step[],
  world: World = {},
): Promise<Outcome> {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, isRaw: false, setRawMode: () => stdin })
  // Like the process's own stderr it stays open when a question that was piped to it ends.
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 120, rows: 40, end: () => stderr })
  const stdout = new PassThrough()
  const interrupt = new AbortController()
  const [out, err] = [collect(stdout), collect(stderr)]
  const context: Context = {
    env: { LANG: 'en_US.UTF-8', TERM: 'dumb', ...world.env },
    cwd: world.cwd ?? process.cwd(),
    stdin,
    stdout,
    screen: {},
    print: (text) => stdout.write(text),
    stderr,
    now: world.now ?? Date.now,
    randomBytes: (size) => randomBytes(size),
    signal: interrupt.signal,
    whenAbandoned: () => () => undefined,
    whereabouts: () => 'tester@test',
    closed: new AbortController().signal,
    pid: process.pid,
    platform: process.platform,
    self: [process.execPath],
  }
  const running = { ended: false }
  const finished = run(argv, context).finally(() => {
    running.ended = true
  })
  let from = 0
  for (const { sees, types, before } of steps) {
    const at = await appears(sees, from, err, running)
    await before?.()
    from = at + sees.length
    stdin.write(types)
  }
  const code = await finished
  return { code, stdout: out(), stderr: err() }
}

async function appears(
  text: string,
  from: number,
  screen: () => string,
  running: { ended: boolean },
): Promise<number> {
  const end = Date.now() + 10_000
  for (;;) {
    const at = screen().indexOf(text, from)
    if (at >= 0) {
      await new Promise((resolve) => setTimeout(resolve, 20)) // the prompt reads keys once it is drawn
      return at
    }
    if (running.ended || Date.now() > end)
      throw new Error(`never saw ${JSON.stringify(text)} in:\n${screen().slice(from)}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function collect(stream: PassThrough): () => string {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => stripVTControlCharacters(Buffer.concat(chunks).toString('utf8'))
}
