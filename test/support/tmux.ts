import { execFile } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { bareEnv, program } from './program'
import { temporaryDirectory } from './run'

const execute = promisify(execFile)

/** Stands before the cursor where the shell waits for a line, and nowhere else on its own. */
const PROMPT = 'ready$'

const READY = /ready\$\s*$/

/** How to start each shell without anybody's settings. */
const shells = {
  bash: ['bash', '--norc', '--noprofile', '-i'],
  zsh: ['zsh', '-f', '-i'],
  fish: ['fish', '--no-config', '-i', '-C', `function fish_prompt; echo -n '${PROMPT} '; end`],
} as const

export interface ShellOptions {
  readonly shell?: keyof typeof shells
  /** Added to a bare environment. HOME: absent, a directory of its own. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly columns?: number
  readonly rows?: number
}

/** A shell at a real terminal, with job control, as a person sits at it. `wxadmin` is the built program. */
export interface Shell {
  readonly home: string
  /** Types text as it is, without a key after it. */
  type(text: string): Promise<void>
  /** Presses keys by tmux's names: `Enter`, `C-c`, `C-d`, `C-z`, `Down`. */
  press(...keys: string[]): Promise<void>
  /** Types a line and presses Enter. */
  run(line: string): Promise<void>
  /** What can be read on the terminal, scrolled-off lines included. */
  screen(): Promise<string>
  /** Waits until the text is on the screen. @returns the screen @throws with the screen, when it never comes */
  sees(text: string | RegExp): Promise<string>
  /** Waits until the shell asks for a line: nothing runs in the foreground any more. */
  isBack(): Promise<void>
  /** An empty screen: what is waited for from now on has not been there before. */
  clear(): Promise<void>
  /** Closes the terminal, as somebody who closes its window. */
  close(): Promise<void>
  /** The exit code of the shell's last command; waits until it has ended. */
  exitCode(): Promise<number>
}

/** Longest wait for a text. Milliseconds; a busy machine starts Node in seconds. */
const PATIENCE = 20_000

/**
 * Starts an interactive shell in a tmux server of its own (its socket, no configuration), which ends with the test.
 * Tests that use it are declared with `testWith('tmux')`.
 */
export async function interactiveShell({
  shell = 'bash',
  env = {},
  cwd,
  columns = 120,
  rows = 40,
}: ShellOptions = {}): Promise<Shell> {
  const directory = temporaryDirectory()
  const home = env.HOME ?? temporaryDirectory()
  const bin = join(directory, 'bin')
  mkdirSync(bin)
  symlinkSync(program, join(bin, 'wxadmin'))
  const socket = join(directory, 'tmux')
  // The store is named, because one that lies in the directory one works in is not used otherwise.
  const store = { WXADMIN_CONFIG_DIR: join(home, '.config', 'wxadmin') }
  const bare = bareEnv(home, { PS1: `${PROMPT} `, HISTFILE: '', ...store, ...env })
  const path = `${bin}:${bare.PATH}`
  const tmux = async (...args: string[]) =>
    (await execute('tmux', ['-S', socket, '-f', '/dev/null', ...args], { env: { ...bare, PATH: path } }))
      .stdout
  const size = ['-x', String(columns), '-y', String(rows)]
  await tmux('new-session', '-d', ...size, '-c', cwd ?? home, '--', ...shells[shell])
  const close = () =>
    tmux('kill-server').then(
      () => undefined,
      () => undefined,
    )
  onTestFinished(close)

  const press = async (...keys: string[]) => void (await tmux('send-keys', '--', ...keys))
  const type = async (text: string) => void (await tmux('send-keys', '-l', '--', text))
  const screen = () => tmux('capture-pane', '-p', '-J', '-S', '-')
  const sees = async (text: string | RegExp) => {
    const end = Date.now() + PATIENCE
    for (;;) {
      const seen = await screen()
      if (typeof text === 'string' ? seen.includes(text) : text.test(seen)) return seen
      if (Date.now() > end) throw new Error(`never saw ${text} in:\n${seen}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const run = async (line: string) => {
    const atPrompt = READY.test(await screen())
    await type(line)
    // Once the line is echoed, the next prompt at the end of the screen is the one after the command.
    while (atPrompt && READY.test(await screen()));
    await press('Enter')
  }
  // Typed earlier, a key could still go to the program that is ending.
  const isBack = async () => void (await sees(READY))
  let asked = 0
  const status = shell === 'fish' ? '$status' : '$?'
  const exitCode = async () => {
    asked++
    await isBack()
    await run(`echo "code ${asked}: ${status}."`)
    const answer = new RegExp(`^code ${asked}: (\\d+)\\.`, 'm')
    return Number(answer.exec(await sees(answer))?.[1])
  }
  const clear = async () => {
    await isBack()
    await run('clear; tmux clear-history')
    while ((await screen()).includes('clear')) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await isBack()
  return { home, type, press, run, screen, sees, isBack, clear, close, exitCode }
}
