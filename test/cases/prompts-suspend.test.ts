import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeWith, isNeeded } from '../support/needs'
import { program } from '../support/program'
import { temporaryDirectory } from '../support/run'
import { interactiveShell, type Shell, type ShellOptions } from '../support/tmux'
import { kind } from './kind'

const APPID = 'wx0123456789abcdef'
const ACCOUNTS = {
  default: 'prod',
  accounts: {
    prod: { name: 'prod', appid: APPID, secret: 'f'.repeat(32), mode: 'plain', tokenSource: 'stable' },
  },
}

/** A shell in a directory with a store that knows an account. */
async function shellWithAccount(options: ShellOptions = {}): Promise<Shell> {
  const directory = temporaryDirectory()
  const store = join(directory, 'store')
  mkdirSync(store, { mode: 0o700 })
  writeFileSync(join(store, 'accounts.json'), JSON.stringify(ACCOUNTS), { mode: 0o600 })
  return interactiveShell({
    cwd: directory,
    ...options,
    env: { HOME: directory, WXADMIN_CONFIG_DIR: store, WXADMIN_LANG: 'en' },
  })
}

/** Ctrl-Z, and what the shell then has: an echoing terminal in lines. */
async function suspend(shell: Shell): Promise<void> {
  await shell.press('C-z')
  await shell.isBack()
  await shell.clear()
  await shell.run('stty -a')
  expect(await shell.sees('icanon')).toMatch(/(?<!-)icanon[\s\S]* echo /)
  await shell.clear()
}

interface Suspended {
  readonly line: string
  /** What is on the terminal when keys are read, at first and after `fg`. */
  readonly sees: string
  readonly typed?: string
  /** Keys after `fg`. */
  readonly keys: readonly string[]
  readonly shows: string
  /** Absent in fish, whose `fg` has none. */
  readonly exit?: number
  readonly shell?: ShellOptions['shell']
}

const remove = { line: 'wxadmin account remove prod', sees: '(y/N)' }
const init = { line: 'wxadmin init', sees: 'What do you want to set up?' }
const secret = { line: `wxadmin account add new --appid ${APPID}`, sees: '(not shown)' }
const serve = { line: 'wxadmin serve --port 0' }

const suspended: Readonly<Record<string, Suspended>> = {
  'a confirmation, and y': { ...remove, keys: ['y', 'Enter'], shows: 'prod', exit: 0 },
  'a confirmation, and Ctrl-C': { ...remove, keys: ['C-c'], shows: 'Interrupted', exit: 130 },
  'a confirmation, and Ctrl-D': { ...remove, keys: ['C-d'], shows: 'Interrupted', exit: 130 },
  'a choice that was moved, and on': {
    ...init,
    typed: '\u001b[B',
    keys: ['Down', 'C-c'],
    shows: '❯ The built-in sandbox',
    exit: 130,
  },
  'a secret, half typed, and the rest': {
    ...secret,
    typed: '0'.repeat(16),
    keys: ['1'.repeat(16), 'Enter'],
    shows: 'Added the account new',
    exit: 0,
  },
  'a secret, and Ctrl-C': { ...secret, keys: ['C-c'], shows: 'Interrupted', exit: 130 },
  'a line, half typed, and the rest': {
    line: 'wxadmin account add new',
    sees: 'AppID:',
    typed: 'wx01234567',
    keys: ['89abcdef', 'Enter', 'C-c'],
    shows: APPID,
    exit: 130,
  },
  'a confirmation in zsh': { ...remove, shell: 'zsh', keys: ['y', 'Enter'], shows: 'prod', exit: 0 },
  'a choice in fish': { ...init, shell: 'fish', keys: ['C-c'], shows: 'Interrupted' },
}

describeWith('tmux')('at a real terminal', () => {
  kind('Ctrl-Z at a question, and fg: it is drawn again and goes on', suspended, async (row: Suspended) => {
    const shell = await shellWithAccount({ shell: row.shell })
    await shell.run(row.line)
    await shell.sees(row.sees)
    if (row.typed) await shell.type(row.typed)
    await new Promise((resolve) => setTimeout(resolve, 150))
    await suspend(shell)
    await shell.run('fg')
    await shell.sees(row.sees)
    await new Promise((resolve) => setTimeout(resolve, 300))
    for (const key of row.keys) {
      await shell.press(key)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    await shell.sees(row.shows)
    if (row.exit !== undefined) expect(await shell.exitCode()).toBe(row.exit)
  })

  kind(
    'serve is stopped by Ctrl-Z, serves in the background, and has its keys again after fg',
    { bash: 'bash', zsh: 'zsh', fish: 'fish' } as const,
    async (name) => {
      if (!isNeeded(name)) return
      const shell = await shellWithAccount({ shell: name })
      await shell.run(serve.line)
      await shell.sees('h shows the keys')
      await suspend(shell)
      await shell.run('fg')
      await new Promise((resolve) => setTimeout(resolve, 500))
      await shell.press('h')
      await shell.sees('q  stop')
      await suspend(shell)
      await shell.run('bg')
      await new Promise((resolve) => setTimeout(resolve, 700))
      await shell.run('jobs')
      const jobs = await shell.sees(/running/i)
      expect(jobs).not.toMatch(/stopped/i)
      await shell.clear()
      await shell.run('fg')
      await new Promise((resolve) => setTimeout(resolve, 700))
      await shell.press('h')
      await shell.sees('q  stop')
      await shell.press('C-c')
      await shell.sees('The endpoint has stopped.')
      await shell.isBack()
      if (name !== 'fish') expect(await shell.exitCode()).toBe(130)
    },
  )

  kind(
    'a question in the background waits, stopped, until fg',
    { bash: 'bash', zsh: 'zsh', fish: 'fish' } as const,
    async (name) => {
      if (!isNeeded(name)) return
      const shell = await shellWithAccount({ shell: name })
      await shell.run(remove.line)
      await shell.sees(remove.sees)
      await new Promise((resolve) => setTimeout(resolve, 150))
      await suspend(shell)
      await shell.run('bg')
      await new Promise((resolve) => setTimeout(resolve, 700))
      await shell.clear()
      await shell.run('echo h""ere')
      await shell.sees('here')
      await shell.run('fg')
      await shell.sees(remove.sees)
      await new Promise((resolve) => setTimeout(resolve, 500))
      await shell.type('y')
      await shell.press('Enter')
      expect(await shell.exitCode()).toBe(0)
    },
  )

  test('all of a pipeline stops, and goes on', async () => {
    const shell = await shellWithAccount()
    await shell.run('wxadmin account remove prod | cat')
    await shell.sees(remove.sees)
    await new Promise((resolve) => setTimeout(resolve, 150))
    await suspend(shell)
    await shell.run('jobs -l')
    await shell.sees('Stopped')
    await shell.clear()
    await shell.run('fg')
    await shell.sees(remove.sees)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await shell.press('C-c')
    await shell.sees('Interrupted')
    await shell.isBack()
  })

  test('without a shell that could continue it, Ctrl-Z stops nothing', async () => {
    const shell = await shellWithAccount()
    await shell.run(`exec ${process.execPath} ${program} account remove prod`)
    await shell.sees(remove.sees)
    await new Promise((resolve) => setTimeout(resolve, 150))
    await shell.press('C-z')
    await new Promise((resolve) => setTimeout(resolve, 300))
    await shell.type('x')
    await shell.sees(/\(y\/N\) x/)
  })
})
