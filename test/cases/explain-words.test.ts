import { describe, expect, test } from 'vitest'
import { meantCommand } from '../../src/program/meant-command'
import { habitsOf } from '../../src/program/tree'
import { wxadmin } from '../support/run'
import { commandTree } from '../support/tree'
import { kind } from './kind'

kind(
  'a word that is no command is 64 with --help as well',
  {
    'at the root': ['doctorx --help', 'wxadmin doctorx'],
    'with a word after it': ['frobnicate list --help', 'wxadmin frobnicate'],
    'the flag first': ['--help frobnicate', 'wxadmin frobnicate'],
    'the short flag': ['frobnicate -h', 'wxadmin frobnicate'],
    'after a noun': ['menu frobnicate --help', 'wxadmin menu frobnicate'],
    'after a noun that runs by itself': ['token frobnicate --help', 'wxadmin token frobnicate'],
    'after a verb that has verbs': ['menu history frobnicate --help', 'wxadmin menu history frobnicate'],
    'behind a flag with a value': ['-a prod menu frobnicate --help', 'wxadmin menu frobnicate'],
    'to the command help': ['help frobnicate', 'frobnicate'],
    'to the command help, after a noun': ['help menu frobnicate', 'menu frobnicate'],
    'to help after the noun': ['menu help frobnicate', 'menu frobnicate'],
  },
  async ([line = '', word]) => {
    for (const [lang, none] of [
      ['en', `There is no command (?:or topic )?${word}\\. `],
      ['zh', `没有命令(?:或主题)? ${word}。`],
    ] as const) {
      const { code, stdout, stderr } = await wxadmin([...line.split(' '), '--lang', lang])
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
      expect(stderr).toMatch(new RegExp(none))
    }
  },
)

kind(
  'a word from habit, or mistyped, is answered with the command that is meant',
  {
    push: 'wxadmin menu push',
    apply: 'wxadmin menu push',
    'deploy menu.yaml': 'wxadmin menu push',
    'Deploy --help': 'wxadmin menu push',
    login: 'wxadmin init',
    'menu list': 'wxadmin menu get',
    'menu show': 'wxadmin menu get',
    'menu show --help': 'wxadmin menu get',
    'menu psuh': 'wxadmin menu push',
    'menu psuh --help': 'wxadmin menu push',
    'tokne --help': 'wxadmin token',
    rollback: 'wxadmin menu rollback',
    'help login': 'init',
    'menu help list': 'menu get',
  },
  async (meant, line) => {
    const { code, stdout, stderr } = await wxadmin(line.split(' '))
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toContain(`Did you mean ${meant}?\n`)
    const chinese = await wxadmin(['--lang', 'zh', ...line.split(' ')])
    expect(chinese.stderr).toContain(`你是不是要用 ${meant}？`)
  },
)

kind(
  'help after the noun is the help of the command behind it',
  {
    'menu help push': 'menu push --help',
    'menu help': 'menu --help',
    'token help': 'token --help',
    '--lang zh menu help push': '--lang zh menu push --help',
    'menu history help show': 'menu history show --help',
    'account help add --help': 'account add --help',
  },
  async (same, line) => {
    const asked = await wxadmin(line.split(' '))
    expect(asked.code).toBe(0)
    expect(asked).toEqual(await wxadmin(same.split(' ')))
  },
)

kind(
  'the version is told for -v and version as for --version',
  {
    '-v': undefined,
    version: undefined,
    '--lang zh version': undefined,
    'version -q': undefined,
    '-v --json': undefined,
  },
  async (_, line) => {
    const told = await wxadmin(['--version'])
    expect(told.code).toBe(0)
    expect(told.stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/)
    expect(await wxadmin(line.split(' '))).toEqual(told)
  },
)

describe('-v and version within a command do not ask for the version', () => {
  test.each(['menu -v', 'version x', '-a version', 'account show version'])('%s', async (line) => {
    expect(await wxadmin(line.split(' '))).not.toEqual(await wxadmin(['--version']))
  })
})

describe('what people type from habit', () => {
  const tree = commandTree()
  const all = tree.flatMap(({ path, command }) =>
    habitsOf(command).map((typed) => [`wxadmin ${typed}`, path] as const),
  )
  test.each(all)('%s is no command, and means %s', (typed, meant) => {
    expect(tree.map(({ path }) => path)).not.toContain(typed)
    const above = tree.find(({ path }) => path === typed.replace(/ [^ ]+$/, ''))
    expect(above && meantCommand(typed.split(' ').at(-1) ?? '', above.command)).toBe(meant)
  })

  test('no two commands are meant by the same words', () => {
    const typed = all.map(([words]) => words)
    expect(typed).toHaveLength(new Set(typed).size)
  })
})
