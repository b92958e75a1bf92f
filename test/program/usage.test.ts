import { Command, CommanderError, Option } from 'commander'
import { describe, expect, test } from 'vitest'
import { pathOf } from '../../src/program/command-document'
import { usageError } from '../../src/program/usage'
import { wxadmin } from '../support/run'

describe('a wrong command line exits with 64 and says on stderr what is wrong', () => {
  test.each([
    [
      'menu psuh',
      'There is no command wxadmin menu psuh. Did you mean wxadmin menu push?',
      'wxadmin menu push --help',
    ],
    ['meun push x', 'There is no command wxadmin meun. Did you mean wxadmin menu?', 'wxadmin menu --help'],
    [
      'menu val',
      'There is no command wxadmin menu val. Did you mean wxadmin menu validate?',
      'wxadmin menu validate --help',
    ],
    [
      'token statsu',
      'There is no command wxadmin token statsu. Did you mean wxadmin token status?',
      'wxadmin token status --help',
    ],
    [
      'token xyzzy',
      'There is no command wxadmin token xyzzy. Commands: status, refresh, clear, serve, key.',
      'wxadmin token --help',
    ],
    [
      'menu',
      'wxadmin menu needs a command after it. Commands: validate, diff, push, history, rollback, preview, new, pull, get, delete, match, schema.',
      'wxadmin menu --help',
    ],
    ['menu diff', 'The argument <file> is missing.', 'wxadmin menu diff --help'],
    ['menu push a b', 'Too many arguments for wxadmin menu push.', 'wxadmin menu push --help'],
    [
      'menu create a --dryrun',
      'There is no option --dryrun. Did you mean --dry-run?',
      'wxadmin menu push --help',
    ],
    ['menu push a --jsno', 'There is no option --jsno. Did you mean --json?', 'wxadmin menu push --help'],
    ['--jsno token', 'There is no option --jsno. Did you mean --json?', 'wxadmin token --help'],
    ['token -x', 'There is no option -x.', 'wxadmin token --help'],
    ['-a', 'The option --account needs a value.', 'wxadmin --help'],
    ['sandbox --port', 'The option --port needs a value.', 'wxadmin sandbox --help'],
    ['token --lang fr', 'The value fr of --lang is not valid. Allowed: zh, en.', 'wxadmin token --help'],
    [
      '--color=pink token',
      'The value pink of --color is not valid. Allowed: auto, always, never.',
      'wxadmin token --help',
    ],
    ['-a menu token --bogus-flag', 'There is no option --bogus-flag.', 'wxadmin token --help'],
  ])('%s', async (line, problem, help) => {
    expect(await wxadmin(line.split(' '))).toEqual({
      code: 64,
      stdout: '',
      stderr: `Error: ${problem}\n  Try: ${help}\n`,
    })
  })

  test.each([
    ['menu psuh', '没有命令 wxadmin menu psuh。你是不是要用 wxadmin menu push？'],
    [
      'menu',
      'wxadmin menu 后面需要一个子命令。可用子命令：validate、diff、push、history、rollback、preview、new、pull、get、delete、match、schema。',
    ],
    ['menu diff', '缺少参数 <file>。'],
    ['menu push a b', 'wxadmin menu push 的参数过多。'],
    ['token --jsno', '没有选项 --jsno。你是不是要用 --json？'],
    ['-a', '选项 --account 需要一个值。'],
    ['token --color pink', '--color 的值 pink 无效。可选值：auto、always、never。'],
    ['token --lang fr', '--lang 的值 fr 无效。可选值：zh、en。'],
  ])('in Chinese: %s', async (line, problem) => {
    const { code, stdout, stderr } = await wxadmin(line.split(' '), { env: { LANG: 'zh_CN.UTF-8' } })
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr.split('\n')[0]).toBe(`错误：${problem}`)
  })

  test('a wrong command line is told as one JSON document with --json, wherever that is given', async () => {
    for (const argv of [
      ['--json', 'menu', 'psuh'],
      ['menu', 'psuh', '--json'],
    ]) {
      const { code, stdout, stderr } = await wxadmin(argv)
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
      expect(JSON.parse(stderr)).toEqual({
        error: {
          code: 'USAGE',
          kind: 'usage',
          message: 'There is no command wxadmin menu psuh. Did you mean wxadmin menu push?',
          hint: 'wxadmin menu push --help',
          exitCode: 64,
        },
      })
    }
  })
})

describe('a secret on the command line', () => {
  test('a secret on the command line is refused without being repeated, and the way to give it is named', async () => {
    for (const argv of [
      ['account', 'add', 'x', '--secret=0123456789'],
      ['account', 'add', 'x', '--secret', '0123456789'],
    ]) {
      const { code, stdout, stderr } = await wxadmin(argv)
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
      expect(stderr).toContain('--secret is a secret and not accepted as an argument')
      expect(stderr).toContain('--secret-stdin')
      expect(stderr).not.toContain('0123456789')
    }
  })

  test('a secret on the command line is not repeated where no command takes one either', async () => {
    const { stderr } = await wxadmin(['token', '--app-key=0123456789'])
    expect(stderr).toBe('Error: There is no option --app-key.\n  Try: wxadmin token --help\n')
  })
})

/** Errors of commander that the real tree has no occasion for yet. */
describe('every error of commander has a sentence of ours', () => {
  function errorOf(build: (command: Command) => unknown, argv: readonly string[]) {
    const program = new Command('wxadmin').exitOverride().configureOutput({ writeErr: () => undefined })
    build(program.command('do').action(() => undefined))
    try {
      program.parse(argv, { from: 'user' })
    } catch (error) {
      if (error instanceof CommanderError)
        return usageError(error, argv, program, { language: 'en' } as never).params
    }
    throw new Error('the command line was not wrong')
  }

  test.each<[string, (command: Command) => unknown, string[], string]>([
    ['a required option', (it) => it.requiredOption('-t, --to <url>'), [], 'The option --to is required.'],
    [
      'options that exclude each other',
      (it) => it.addOption(new Option('-x, --left').conflicts('right')).option('--right'),
      ['-x', '--right'],
      '--left and --right exclude each other.',
    ],
    [
      'a choice of an argument',
      (it) => it.addArgument(it.createArgument('<way>').choices(['up', 'down'])),
      ['left'],
      'The value left of <way> is not valid. Allowed: up, down.',
    ],
    ['an error of its own', (it) => it.action(() => it.error('error: not today')), [], 'not today'],
  ])('%s', (_, build, argv, problem) => {
    expect(errorOf(build, ['do', ...argv])).toEqual({ problem, help: 'wxadmin do --help' })
  })
})

test('the path of a command names those above it', () => {
  const program = new Command('wxadmin')
  expect(pathOf(program.command('menu').command('push'))).toBe('wxadmin menu push')
})
