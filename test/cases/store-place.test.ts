import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { runProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'
import { kind } from './kind'

const ADD = ['account', 'add', 'prod', '--appid', 'wx0123456789abcdef', '--secret-stdin']
const input = 'f'.repeat(32)

/** A home, and a checkout in it that the command runs in. */
function places() {
  const home = temporaryDirectory()
  const cwd = join(home, 'checkout')
  mkdirSync(cwd)
  return { home, cwd }
}

kind<{ readonly env: Readonly<Record<string, string>>; readonly store: string }>(
  'the store is in the home directory that is meant, never in the current one',
  {
    'WXADMIN_CONFIG_DIR=~/wx': { env: { WXADMIN_CONFIG_DIR: '~/wx' }, store: 'wx' },
    'WXADMIN_CONFIG_DIR=~/a/../b': { env: { WXADMIN_CONFIG_DIR: '~/a/../b' }, store: 'b' },
    'a relative XDG_CONFIG_HOME': { env: { XDG_CONFIG_HOME: 'config' }, store: '.config/wxadmin' },
    'an empty XDG_CONFIG_HOME': { env: { XDG_CONFIG_HOME: '' }, store: '.config/wxadmin' },
    'an empty WXADMIN_CONFIG_DIR': { env: { WXADMIN_CONFIG_DIR: '' }, store: '.config/wxadmin' },
  },
  async ({ env, store }) => {
    const { home, cwd } = places()
    const outcome = await runProgram(ADD, { env: { HOME: home, ...env }, cwd, input })
    expect(outcome.code).toBe(0)
    expect(readdirSync(join(home, store))).toContain('accounts.json')
    expect(readdirSync(cwd)).toEqual([])
  },
)

kind<string>(
  'a relative directory is refused, with the absolute one that may be meant',
  {
    'a name': 'wx',
    'from here': './wx',
    'from above': '../wx',
    'another user’s home': '~me/wx',
    'a space': ' ',
  },
  async (value) => {
    const { home, cwd } = places()
    for (const argv of [ADD, ['token'], ['account', 'path'], ['whoami']]) {
      const outcome = await runProgram(argv, { env: { HOME: home, WXADMIN_CONFIG_DIR: value }, cwd, input })
      expect(outcome).toMatchObject({ code: 65, stdout: '' })
      expect(outcome.stderr).toContain(`WXADMIN_CONFIG_DIR="${join(cwd, value)}"`)
    }
    const zh = await runProgram(['token', '--lang', 'zh'], {
      env: { HOME: home, WXADMIN_CONFIG_DIR: value },
      cwd,
    })
    expect(zh.stderr).toContain('必须是绝对路径')
    expect(readdirSync(cwd)).toEqual([])
  },
)

kind<string | undefined>(
  'a HOME that is no absolute path does not lead into the current directory',
  { relative: 'home', empty: '', 'a tilde': '~' },
  async (HOME) => {
    const { cwd } = places()
    const outcome = await runProgram(['account', 'path'], { env: { HOME }, cwd })
    // the system's list of users knows better; a user who is in none is told to set it
    expect(outcome.stdout + outcome.stderr).toMatch(/^\/.*wxadmin\n$|HOME/)
    expect(outcome.stdout).not.toContain(cwd)
    expect(readdirSync(cwd)).toEqual([])
  },
)
