import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ensureBuilt } from '../../.config/fresh.mjs'
import { type Outcome, temporaryDirectory } from './run'

/** The built program, as people run it. */
export const program = join(import.meta.dirname, '../../bin/wxadmin.js')
export const projectRoot = join(import.meta.dirname, '../..')

ensureBuilt(projectRoot)

export interface Surroundings {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  readonly input?: string
}

/** Only what a process needs to start, and a home of its own; nobody's accounts, language or proxy. */
export function bareEnv(home: string, extra: Surroundings['env'] = {}): Record<string, string> {
  const { PATH, SystemRoot, TEMP, TMPDIR } = process.env
  const env = { PATH, SystemRoot, TEMP, TMPDIR, HOME: home, APPDATA: home, LANG: 'en_US.UTF-8', ...extra }
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
}

/** Starts the built program; the caller ends it. */
export function startProgram(argv: readonly string[], { env, cwd, input }: Surroundings = {}) {
  const child = spawn(process.execPath, [program, ...argv], {
    cwd: cwd ?? projectRoot,
    env: bareEnv(env?.HOME ?? temporaryDirectory(), env),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input ?? '')
  return { child, ended: ending(child) }
}

/** Runs the built program to its end. */
export function runProgram(argv: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return startProgram(argv, surroundings).ended
}

export function ending(child: ChildProcess): Promise<Outcome> {
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve({
        code: code ?? (signal === 'SIGKILL' ? 137 : -1),
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      }),
    )
  })
}

export interface Ready {
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly env: Readonly<Record<string, string>>
}

/** A `wxadmin sandbox` in a process of its own until the test ends. */
export async function sandboxProcess(...flags: readonly string[]): Promise<Ready> {
  const file = join(temporaryDirectory(), 'ready.json')
  const started = startProgram(['sandbox', '--port', '0', '--ready-file', file, ...flags])
  onTestFinished(async () => {
    started.child.kill('SIGTERM')
    await started.ended
  })
  return readyOf(file, started)
}

/** The ready file of a program that was started, once it is there. */
export async function readyOf(
  file: string,
  { child, ended }: ReturnType<typeof startProgram>,
): Promise<Ready> {
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error((await ended).stderr)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Ready
}

/** How often a running sandbox was called, by path. */
export async function callsOf({ url }: Pick<Ready, 'url'>): Promise<Record<string, number>> {
  const answer = await fetch(`${url}/sandbox/calls`)
  return (await answer.json()) as Record<string, number>
}
