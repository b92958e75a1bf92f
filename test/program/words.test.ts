import { describe, expect, test } from 'vitest'
import type { CommandDeclaration } from '../../src/program/declaration'
import { helpAskedFor, onTheWay } from '../../src/program/words'

const verb = (name: string, more: Partial<CommandDeclaration> = {}): CommandDeclaration => ({
  name,
  about: 'menu',
  ...more,
})
const history = verb('history', { verbs: [verb('list'), verb('show')] })
const menu = verb('menu', {
  flags: [{ flags: '-d, --dir <dir>', about: 'menu' }],
  verbs: [verb('push', { alias: 'deploy' }), verb('pull'), history],
})
const declarations = [menu, verb('token', { verbs: [verb('status'), verb('clear')] })]

/** Names of what is left, nested. */
const names = (all: readonly CommandDeclaration[]): unknown[] =>
  all.map(({ name, verbs }) => (verbs ? { [name]: names(verbs) } : name))

const left = (line: string) => names(onTheWay(line.split(' '), declarations))

describe('what of the declarations a command line needs', () => {
  test.each([
    ['menu push a.yaml', [{ menu: ['push'] }]],
    ['menu deploy', [{ menu: ['push'] }]],
    ['menu history show 3', [{ menu: [{ history: ['show'] }] }]],
    ['menu history', [{ menu: [{ history: ['list', 'show'] }] }]],
    ['menu', [{ menu: ['push', 'pull', { history: ['list', 'show'] }] }]],
    ['menu wrong', [{ menu: ['push', 'pull', { history: ['list', 'show'] }] }]],
    ['token', [{ token: ['status', 'clear'] }]],
    ['-a pull menu push', [{ menu: ['push'] }]],
    ['menu -a pull push', [{ menu: ['push'] }]],
    ['menu --dir pull push', [{ menu: ['push'] }]],
    ['menu --json push pull', [{ menu: ['push'] }]],
    ['menu -- push', [{ menu: ['push', 'pull', { history: ['list', 'show'] }] }]],
  ])('`wxadmin %s`', (line, expected) => expect(left(line)).toEqual(expected))

  test('all of them where the line names no command', () => {
    expect(onTheWay(['wrong'], declarations)).toBe(declarations)
    expect(onTheWay(['--json'], declarations)).toBe(declarations)
  })
})

describe('a command line that asks for help and nothing else', () => {
  const listed = (line: string) => {
    const asked = helpAskedFor(line.split(' ').filter(Boolean), declarations)
    return asked && [asked.depth, names(asked.declarations)]
  }

  test.each([
    ['', [0, ['menu', 'token']]],
    ['--help', [0, ['menu', 'token']]],
    ['menu -h', [1, [{ menu: ['push', 'pull', 'history'] }]]],
    ['-h menu deploy', [2, [{ menu: [{ push: [] }] }]]],
    ['menu history --help', [2, [{ menu: [{ history: ['list', 'show'] }] }]]],
  ])('`wxadmin %s`', (line, expected) => expect(listed(line)).toEqual(expected))

  test.each([
    'menu',
    'menu push',
    'menu wrong --help',
    'wrong -h',
    'menu push a.yaml -h',
    '--json',
    '--lang zh -h',
  ])('`wxadmin %s` is none: the parser has to look at it', (line) => expect(listed(line)).toBeUndefined())

  test('the command itself keeps its flags, those that it lists have none', () => {
    const [shown] = helpAskedFor(['menu', '-h'], declarations)?.declarations ?? []
    expect(shown?.flags).toEqual(menu.flags)
    expect(shown?.verbs?.every(({ flags }) => flags === undefined)).toBe(true)
  })
})
