import { EventEmitter, once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { main } from '../../src/main'
import { createPrompts } from '../../src/terminal/prompts'
import { describeWith } from '../support/needs'
import { runProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'
import { interactiveShell } from '../support/tmux'
import { kind } from './kind'

const APPID = 'wx0123456789abcdef'
const SECRET = 'fedcfedcfedcfedcfedcfedcfedcfedc'
const ACCOUNTS = {
  default: 'prod',
  accounts: { prod: { name: 'prod', appid: APPID, secret: SECRET, mode: 'plain', tokenSource: 'stable' } },
}

const menuOf = (key: string) => JSON.stringify({ button: [{ name: key, type: 'click', key }] })

/** A store with an account, a directory with menu files, an editor that breaks what it is given. */
function home() {
  const directory = temporaryDirectory()
  const store = join(directory, 'store')
  mkdirSync(store, { mode: 0o700 })
  writeFileSync(join(store, 'accounts.json'), JSON.stringify(ACCOUNTS), { mode: 0o600 })
  for (const key of ['a', 'b']) writeFileSync(join(directory, `${key}.json`), menuOf(key))
  const editor = join(directory, 'editor')
  writeFileSync(editor, '#!/bin/sh\necho "<xml" >"$1"\n')
  chmodSync(editor, 0o755)
  const env = { HOME: directory, WXADMIN_CONFIG_DIR: store, EDITOR: editor, WXADMIN_LANG: 'en' }
  return { directory, env }
}

/** Every file below a directory with its content. Not the shell's own. */
function files(directory: string): Record<string, string> {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && !/\.cache|compile-cache|_history/.test(join(entry.parentPath, entry.name)),
    )
    .map(({ parentPath, name }) => join(parentPath, name))
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'base64')]))
}

/** Answers before the question at which the person gives up. */
type Step = readonly [sees: string, types: string]

interface Question {
  readonly before?: readonly string[]
  readonly line: string
  readonly steps?: readonly Step[]
  /** The question. */
  readonly at: string
  /** Typed at it, and left. */
  readonly typed?: string
  readonly env?: Readonly<Record<string, string>>
}

const ENTER = '\r'
const CALLBACK = { WXADMIN_CALLBACK_TOKEN: 'callbacktoken' }
const KIND = 'What do you want to set up?'
const NAME = 'Name for it on this machine'
const HIDDEN = '(not shown)'
const toName: Step[] = [[KIND, ENTER]]
const toAppid: Step[] = [...toName, [NAME, `new${ENTER}`]]
const toSecret: Step[] = [...toAppid, ['AppID:', `wx9876543210abcdef${ENTER}`]]
const sandbox = 'wxadmin -a sandbox'
const twoMenus = ['-a sandbox menu push a.json --yes', '-a sandbox menu push b.json --yes']

const questions: Readonly<Record<string, Question>> = {
  'init: which kind': { line: 'wxadmin init', at: KIND },
  'init: which kind, after moving': { line: 'wxadmin init', at: KIND, typed: '\u001b[B' },
  'init -a sandbox': { line: `${sandbox} init`, at: KIND },
  'init: name': { line: 'wxadmin init', steps: toName, at: NAME },
  'init: name, half typed': { line: 'wxadmin init', steps: toName, at: NAME, typed: 'half' },
  'init: name, after a refused one': {
    line: 'wxadmin init',
    steps: [...toName, [NAME, `prod${ENTER}`]],
    at: 'already',
  },
  'init: AppID': { line: 'wxadmin init', steps: toAppid, at: 'AppID:' },
  'init: AppSecret': { line: 'wxadmin init', steps: toSecret, at: HIDDEN },
  'init: AppSecret, half typed': {
    line: 'wxadmin init',
    steps: toSecret,
    at: HIDDEN,
    typed: SECRET.slice(0, 8),
  },
  'init: after credentials that were not confirmed': {
    line: 'wxadmin init',
    steps: [...toSecret, [HIDDEN, `${SECRET}${ENTER}`]],
    at: 'What now?',
    env: { WXADMIN_API_BASE: 'http://127.0.0.1:1' },
  },
  'account add: AppID': { line: 'wxadmin account add new', at: 'AppID:' },
  'account add: AppSecret': { line: `wxadmin account add new --appid ${APPID}`, at: HIDDEN },
  'account add --secret-stdin': {
    line: `wxadmin account add new --appid ${APPID} --secret-stdin`,
    at: HIDDEN,
  },
  'account set --secret-stdin': { line: 'wxadmin account set prod --secret-stdin', at: HIDDEN },
  'account set --aes-key-stdin': { line: 'wxadmin account set prod --aes-key-stdin', at: HIDDEN },
  'account remove': { line: 'wxadmin account remove prod', at: '(y/N)' },
  'account remove, after a y': { line: 'wxadmin account remove prod', at: '(y/N)', typed: 'y' },
  'token refresh --force': { line: `${sandbox} token refresh --force`, at: 'Go on?' },
  'menu push that takes something away': {
    before: ['-a sandbox menu push a.json --yes'],
    line: `${sandbox} menu push b.json`,
    at: 'Push this to',
  },
  'menu delete': {
    before: ['-a sandbox menu push a.json --yes'],
    line: `${sandbox} menu delete`,
    at: '(y/N)',
  },
  'menu rollback': { before: twoMenus, line: `${sandbox} menu rollback`, at: '(y/N)' },
  'menu history prune': { before: twoMenus, line: `${sandbox} menu history prune --keep 1`, at: '(y/N)' },
  'menu pull over a file': {
    before: ['-a sandbox menu push a.json --yes'],
    line: `${sandbox} menu pull -o b.json`,
    at: '(y/N)',
  },
  'menu new: a text': { line: 'wxadmin menu new', at: 'Name on the button' },
  'menu new: a choice': {
    line: 'wxadmin menu new',
    steps: [['Name on the button', `a${ENTER}`]],
    at: 'choose',
  },
  'trigger: which push': {
    line: 'wxadmin trigger --to http://127.0.0.1:1/',
    at: 'choose',
    env: CALLBACK,
  },
  'trigger --edit, after a file that cannot be read': {
    line: 'wxadmin trigger text --edit --to http://127.0.0.1:1/',
    at: 'Edit it again?',
    env: CALLBACK,
  },
}

describeWith('tmux')('at a real terminal', () => {
  kind(
    'Ctrl-D at a question ends the command at once with 130, and nothing is written',
    questions,
    async ({ before = [], line, steps = [], at, typed, env: more }: Question) => {
      const { directory, env } = home()
      for (const argv of before) {
        const { code, stderr } = await runProgram(argv.split(' '), { env, cwd: directory })
        expect(code, stderr).toBe(0)
      }
      const shell = await interactiveShell({ env: { ...env, ...more }, cwd: directory })
      await shell.run(`${line} && echo NE''XT`)
      for (const [sees, types] of steps) {
        await shell.sees(sees)
        await shell.type(types)
      }
      await shell.sees(at)
      if (typed) await shell.type(typed)
      await new Promise((resolve) => setTimeout(resolve, 100)) // the keys are read once the question is drawn
      const kept = files(directory)
      await shell.press('C-d')
      expect(await shell.exitCode()).toBe(130)
      const screen = await shell.screen()
      expect(screen).toContain('Error: Interrupted')
      expect(screen).not.toContain('NEXT')
      expect(screen).not.toContain(SECRET.slice(0, 8))
      expect(files(directory)).toEqual(kept)
    },
  )

  test('Ctrl-D in the middle of a line deletes what is under the cursor', async () => {
    const { directory, env } = home()
    const shell = await interactiveShell({ env, cwd: directory })
    await shell.run('wxadmin account add new')
    await shell.sees('AppID:')
    await shell.type('wxX0123456789abcdef')
    await shell.press('Home', 'Right', 'Right', 'C-d', 'Enter')
    await shell.sees(HIDDEN)
    await shell.press('C-d')
    expect(await shell.exitCode()).toBe(130)
  })

  kind(
    'a question whose terminal is closed ends the command with 129',
    {
      'a choice': 'wxadmin init',
      'a confirmation': 'wxadmin account remove prod',
      'a secret': 'wxadmin account set prod --secret-stdin',
      'the keys of serve': 'wxadmin serve --port 0',
    },
    async (line) => {
      const { directory, env } = home()
      const shell = await interactiveShell({ env, cwd: directory })
      // A shell that outlives the terminal, to tell how its command ended.
      await shell.run(`(trap '' HUP; ${line}; echo $? >exit.code)`)
      await shell.sees(/choose|y\/N|not shown|Ctrl\+C/)
      await shell.close()
      const code = () =>
        existsSync(join(directory, 'exit.code')) && readFileSync(join(directory, 'exit.code'), 'utf8')
      await expect.poll(code, { timeout: 10_000 }).toBe('129\n')
    },
  )

  test('serve does not stop at Ctrl-D, which ends nothing that it reads', async () => {
    const { directory, env } = home()
    const shell = await interactiveShell({ env, cwd: directory })
    await shell.run('wxadmin serve --port 0')
    await shell.sees('Ctrl+C')
    await shell.press('C-d', 'h')
    await shell.sees('q  stop')
    await shell.press('C-c')
    expect(await shell.exitCode()).toBe(130)
  })
})

type Stdin = PassThrough & { isTTY: boolean }

kind(
  'the end of the input at a question is no answer: 130, never 0',
  {
    'it ends': async (stdin: Stdin): Promise<void> => void stdin.end(),
    'it is closed': async (stdin: Stdin): Promise<void> => void stdin.destroy(),
    'it cannot be read any more': async (stdin: Stdin): Promise<void> => void stdin.destroy(new Error('EIO')),
    'it has ended before the question': async (stdin: Stdin): Promise<void> => {
      stdin.end()
      stdin.resume()
      await once(stdin, 'end')
    },
  },
  async (end, name) => {
    const isEarly = name.includes('before')
    const stdin = Object.assign(new PassThrough(), { isTTY: true })
    const stderr = new PassThrough()
    const ask = () =>
      createPrompts({
        input: stdin,
        output: stderr,
        signal: new AbortController().signal,
        language: 'en',
        platform: 'linux',
        pid: 1,
      }).confirm('Go on?')
    if (isEarly) await end(stdin)
    const asked = ask()
    if (!isEarly) setTimeout(() => end(stdin), 50)
    await expect(asked).rejects.toMatchObject({ code: 'INTERRUPTED', exitCode: 130 })
  },
)

kind(
  'a run that has nothing left to wait for before it is finished says so and ends with 1',
  {
    'in English': { args: ['explain'], sentence: 'Error: The run ended before it was finished' },
    'in Chinese': { args: ['explain', '--lang', 'zh'], sentence: '在完成之前就结束了' },
    'with --json': { args: ['explain', '--json'], sentence: '"code":"UNFINISHED"' },
  },
  async ({ args, sentence }) => {
    const stderr = new PassThrough()
    const proc = Object.assign(new EventEmitter(), {
      argv: ['node', 'wxadmin', ...args],
      env: { LANG: 'en_US.UTF-8' },
      exitCode: undefined as number | undefined,
      stdin: new PassThrough(), // nobody ever writes to it
      stdout: new PassThrough(),
      stderr,
      cwd: () => '/',
      platform: 'linux',
      getBuiltinModule: process.getBuiltinModule,
    })
    void main(proc as unknown as NodeJS.Process)
    await expect.poll(() => proc.listenerCount('beforeExit')).toBe(1)
    proc.emit('beforeExit', 0)
    expect(proc.exitCode).toBe(1)
    await expect.poll(() => String(stderr.read() ?? '')).toContain(sentence)
  },
)
