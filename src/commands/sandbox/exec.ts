import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { constants } from 'node:os'
import { basename, delimiter } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { absoluteDirectories, findProgram } from '../../api/program-path'
import type { Env } from '../../env'
import { interruption, reasonOf, WxError } from '../../errors'
import { parseFault } from '../../sandbox/faults'
import { startSandbox } from '../../sandbox/server'
import { MemoryState } from '../../sandbox/store'
import { reportError } from '../../terminal/errors'
import type { CommandContext } from '../command'
import { pathOf } from '../input-file'
import { hideGiven } from '../secrets-given'
import { workingDirectory } from '../working-directory'
import { makePlayground, type Playground } from './playground'

interface Options {
  readonly fault?: readonly string[]
}

/** What shells answer for a command that cannot be found, and for one that cannot be run. */
const NOT_FOUND = 127
const NOT_RUNNABLE = 126

/**
 * `wxadmin sandbox exec -- CMD ARGS`: a fresh sandbox for one command, which finds it in its environment, with a
 * store of its own and with `wxadmin` on its PATH. Nothing of it stays behind.
 * @returns the command's exit code, 128 + n where signal n ended it, 127 where there is no such command and 126
 * where it cannot be run (as shells do, in place of the exit code of the error CHILD_FAILED)
 * @throws WxError FAULT_INVALID, INTERRUPTED, TERMINATED
 */
export async function execInSandbox(
  cx: CommandContext,
  [[command = '', ...args]]: [command: string[]],
  options: Options,
): Promise<number> {
  const faults = (options.fault ?? []).map(parseFault)
  const playground = await makePlayground(cx.self)
  const sandbox = await startSandbox({
    host: '127.0.0.1',
    port: 0,
    state: new MemoryState(),
    now: cx.now,
    faults,
  })
  try {
    return await runChild(cx, command, args, childEnv(cx.env, sandbox.env, playground))
  } catch (error) {
    if (error instanceof WxError) throw error
    const code = reasonOf(error)
    const reason = code === 'ENOENT' ? 'NO_SUCH_COMMAND' : code
    const failed = new WxError('CHILD_FAILED', { command, reason }, { cause: error })
    await hideGiven([command], cx)
    await reportError(failed, cx.terminal)
    return code === 'ENOENT' ? NOT_FOUND : NOT_RUNNABLE
  } finally {
    await sandbox.close()
    await playground.remove()
  }
}

/** The variables of the child: the sandbox alone, no account, token or store of the person's own. */
export function childEnv(
  env: Env,
  sandbox: Env,
  { bin, config }: Playground,
): Record<string, string | undefined> {
  const path = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH' // `Path` on Windows
  const direct = [env.NO_PROXY ?? env.no_proxy, '127.0.0.1', 'localhost'].filter(Boolean).join(',')
  return {
    ...env,
    WXADMIN_ACCOUNT: undefined,
    WXADMIN_ACCESS_TOKEN: undefined,
    WXADMIN_HUB: undefined,
    WXADMIN_HUB_KEY: undefined,
    WXADMIN_CALLBACK_TOKEN: undefined,
    WXADMIN_AES_KEY: undefined,
    WXADMIN_MODE: undefined,
    ...sandbox,
    WXADMIN_CONFIG_DIR: config,
    NO_PROXY: direct,
    no_proxy: direct,
    [path]: [bin, env[path]].filter(Boolean).join(delimiter),
  }
}

/** @throws the system's error where the command cannot be started */
async function runChild(
  cx: CommandContext,
  command: string,
  args: readonly string[],
  env: Record<string, string | undefined>,
): Promise<number> {
  const { default: spawn } = await import('cross-spawn') // finds and quotes for .cmd files on Windows
  if (cx.signal.aborted) throw interruption(cx.signal) // nobody would pass it on
  const { stdout, stderr } = cx.terminal.childStreams
  const streams: SpawnOptions['stdio'] = [end(cx.stdin), end(stdout), end(stderr)]
  const program = programOf(cx, command, env)
  const child = spawn(program, args, {
    cwd: workingDirectory(cx),
    env: env as NodeJS.ProcessEnv,
    stdio: streams,
  })
  if (child.stdin) pump(cx.stdin, child.stdin)
  child.stdout?.pipe(stdout, { end: false })
  child.stderr?.pipe(stderr, { end: false })
  const forward = () => passOn(cx, child)
  cx.signal.addEventListener('abort', forward)
  try {
    return await ended(child)
  } finally {
    cx.signal.removeEventListener('abort', forward)
  }
}

/**
 * The file that a command means. `vitest` may well be the project's: it is the person who names it, and the child has
 * no secret of theirs. Yet a bare name never means the working directory, where Windows would look first.
 * @throws ENOENT
 */
function programOf(cx: CommandContext, command: string, env: Env): string {
  const { platform } = cx
  if (command !== basename(command)) return pathOf(cx, command)
  const found = findProgram(command, absoluteDirectories(env, platform), { env, platform })
  if (found === undefined) throw Object.assign(new Error(command), { code: 'ENOENT' })
  return found
}

/** The process's own stream is handed to the child as it is; one made by a test is copied. */
function end(stream: object): number | 'pipe' {
  return 'fd' in stream && typeof stream.fd === 'number' ? stream.fd : 'pipe'
}

function pump(from: Readable, to: Writable): void {
  to.on('error', () => undefined) // the child does not have to read
  from.pipe(to)
}

/** Ctrl+C on a terminal reaches the child by itself; twice would make many programs give up at once. */
function passOn({ signal, stdin }: Pick<CommandContext, 'signal' | 'stdin'>, child: ChildProcess): void {
  if (signal.reason !== 'SIGINT' || !stdin.isTTY) child.kill(signal.reason)
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}
