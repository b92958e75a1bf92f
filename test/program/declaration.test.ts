import { CommanderError } from 'commander'
import { describe, expect, test } from 'vitest'
import { commandFacts } from '../../src/command-facts'
import { commandDocument } from '../../src/program/command-document'
import { type CommandDeclaration, count } from '../../src/program/declaration'
import { factsOf } from '../../src/program/facts'
import { helpText } from '../../src/program/help-text'
import { meantCommand } from '../../src/program/meant-command'
import { allDeclarations, declarationsFor } from '../../src/program/nouns'
import { createProgram } from '../../src/program/run'
import { usageError } from '../../src/program/usage'
import { nounOf, withProgramApart } from '../../src/program/words'
import { help } from '../../src/terminal/messages/help'
import { Terminal } from '../../src/terminal/terminal'
import { contextFor } from '../support/tree'

/** A command that nobody has written: everything below knows it from this declaration alone. */
const made: CommandDeclaration = {
  name: 'weather',
  about: 'whoami',
  uses: 'account',
  verbs: [
    {
      name: 'report',
      alias: 'tell',
      habits: ['forecast', 'weather show'],
      about: 'menuGet',
      args: [{ name: '<file>', about: 'menuFile', file: 'stdin' }],
      flags: [
        { flags: '--city <name>', about: 'accountName' },
        { flags: '--unit <unit>', about: 'menuFormat', choices: ['c', 'f'], byDefault: 'c' },
        { flags: '--days <number>', about: 'menuHistoryLimit', range: count(14) },
        { flags: '--key-stdin', about: 'secretStdin', secret: ['--key'] },
      ],
      after: ['menuExamples'],
      uses: 'token',
      readsMenu: true,
      isFrequent: true,
      load: async () => async (_cx: unknown, args: unknown, options: unknown) => {
        ran.push({ args, options })
        return 7
      },
    },
  ],
}
const ran: { args: unknown; options: unknown }[] = []

const declarations = [...(await allDeclarations()), made]

function programOf(): {
  program: ReturnType<typeof createProgram>
  outcome: { code?: number }
  terminal: Terminal
} {
  const context = contextFor()
  const terminal = new Terminal(context, {
    language: 'en',
    json: false,
    quiet: false,
    debug: false,
    input: false,
    color: 'never',
  })
  const outcome: { code?: number } = {}
  const program = createProgram({ context, terminal, version: '0', outcome, declarations, words: help })
  return { program, outcome, terminal }
}

describe('a command that is declared in one place', () => {
  test('a declared command runs, with its arguments, its flags and their defaults', async () => {
    const { program, outcome } = programOf()
    await program.parseAsync(['weather', 'report', 'a.yaml', '--city', 'Wuhan'], { from: 'user' })
    expect(ran.at(-1)).toEqual({
      args: ['a.yaml'],
      options: expect.objectContaining({ city: 'Wuhan', unit: 'c' }),
    })
    expect(outcome.code).toBe(7)
  })

  test('a declared command runs by its alias, and refuses a value that is not among the choices of its flag', async () => {
    const { program } = programOf()
    await program.parseAsync(['weather', 'tell', 'b.yaml', '--unit', 'f'], { from: 'user' })
    expect(ran.at(-1)?.options).toMatchObject({ unit: 'f' })
    await expect(
      programOf().program.parseAsync(['weather', 'report', 'a', '--unit', 'k'], { from: 'user' }),
    ).rejects.toMatchObject({ code: 'commander.invalidArgument' })
  })

  test('a declared command is in the help, as text and as a document', () => {
    const { program, terminal } = programOf()
    expect(helpText(program, terminal, 80)).toContain('weather')
    const report = program.commands.find((command) => command.name() === 'weather')?.commands[0]
    expect(report).toBeDefined()
    if (!report) return
    const text = helpText(report, terminal, 80)
    expect(text).toContain('wxadmin weather report|tell')
    expect(text).toContain('--city <name>')
    expect(text).toContain(help.menuExamples.en.split('\n')[1]?.trim())
    expect(commandDocument(report)).toMatchObject({ name: 'wxadmin weather report' })
  })

  test('a declared command is suggested for a word that is nearly its name', () => {
    const { program } = programOf()
    expect(meantCommand('wether', program)).toBe('wxadmin weather')
  })

  test('a declared command is meant by the words that people type for it out of habit', () => {
    const { program } = programOf()
    const [weather] = program.commands.filter((command) => command.name() === 'weather')
    expect(meantCommand('Forecast', program)).toBe('wxadmin weather report')
    expect(weather && meantCommand('show', weather)).toBe('wxadmin weather report')
  })

  test('a declared flag takes a number in its range, and no other', async () => {
    const { program } = programOf()
    await program.parseAsync(['weather', 'report', 'a', '--days', '14'], { from: 'user' })
    expect(ran.at(-1)?.options).toMatchObject({ days: 14 })
    await expect(
      programOf().program.parseAsync(['weather', 'report', 'a', '--days', '15'], { from: 'user' }),
    ).rejects.toMatchObject({ code: 'VALUE_OUT_OF_RANGE', params: { name: '--days', most: 14 } })
  })

  test('the declared flag that reads a secret is named when somebody gives the secret as an argument', () => {
    const { program, terminal } = programOf()
    const unknown = new CommanderError(1, 'commander.unknownOption', "error: unknown option '--key=abc'")
    const error = usageError(unknown, ['weather', 'report', '--key=abc'], program, terminal)
    expect(error).toMatchObject({
      code: 'SECRET_AS_ARGUMENT',
      params: { name: '--key', flag: '--key-stdin' },
    })
  })

  test('a declared command that would read both a secret and a file from stdin is refused', async () => {
    await expect(
      programOf().program.parseAsync(['weather', 'report', '-', '--key-stdin'], { from: 'user' }),
    ).rejects.toMatchObject({ code: 'STDIN_TWICE' })
  })

  test('a declared command is known to hints and to the cache of compiled code', () => {
    const facts = factsOf(declarations)
    expect(facts.ofAccount).toEqual(expect.arrayContaining(['weather', 'weather report', 'weather tell']))
    expect(facts.ofToken).toContain('weather report')
    expect(facts.readingMenus).toContain('weather report')
    expect(facts.frequent).toContain('weather report')
  })

  test('`-` in the place of the file of a declared command is taken as its declaration says', async () => {
    const { program } = programOf()
    await program.parseAsync(['weather', 'report', '-'], { from: 'user' })
    expect(ran.at(-1)).toMatchObject({ args: ['-'] })
  })
})

describe('what is derived', () => {
  test('the facts about commands are those of the declarations', async () => {
    expect(commandFacts).toEqual(factsOf(await allDeclarations()))
  })

  test('of two frequent commands the verb comes before its noun, so that each has a cache of its own', () => {
    const load = made.verbs?.[0]?.load
    const often = { about: 'token', isFrequent: true, load } as const
    const { frequent } = factsOf([{ ...often, name: 'token', verbs: [{ ...often, name: 'status' }] }])
    expect(frequent).toEqual(['token status', 'token'])
  })

  test('each noun is loaded by itself under its own name', async () => {
    for (const { name } of await allDeclarations()) {
      if (name === 'help') continue
      expect((await declarationsFor(name)).map((declared) => declared.name)).toEqual([name])
    }
    expect((await declarationsFor('constructor')).length).toBeGreaterThan(10)
    expect((await declarationsFor(undefined)).length).toBeGreaterThan(10)
  })

  test.each([
    [['-a', 'menu', 'token'], 'token'],
    [['--account', 'menu', 'token'], 'token'],
    [['--timeout', '3', 'menu', 'push'], 'menu'],
    [['--lang=zh', 'menu'], 'menu'],
    [['--json', 'whoami'], 'whoami'],
    [['--proxy', 'token', 'api'], 'api'],
    [['-q'], undefined],
    [['-qa', 'menu', 'token'], 'token'],
    [['-qaprod', 'menu', 'push'], 'menu'],
    [['-aq', 'menu'], 'menu'],
  ])('%j is about %s', (argv, noun) => expect(nounOf(argv)).toBe(noun))

  test.each([
    ['sandbox exec ls -l', 'sandbox exec -- ls -l'],
    ['-a prod sandbox exec ls --json', '-a prod sandbox exec -- ls --json'],
    ['sandbox --port 1 exec --fault a=busy ls', 'sandbox --port 1 exec --fault a=busy -- ls'],
    ['sandbox exec -- ls -l', 'sandbox exec -- ls -l'],
    ['-qa sandbox sandbox exec ls --json', '-qa sandbox sandbox exec -- ls --json'],
    ['sandbox show', 'sandbox show'],
    ['menu push sandbox exec ls', 'menu push sandbox exec ls'],
  ])('the program in %s is set apart: %s', async (line, apart) => {
    expect(withProgramApart(line.split(' '), await allDeclarations()).join(' ')).toBe(apart)
  })
})
