import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CommandContext } from '../../src/commands/command'
import type { CommandDeclaration } from '../../src/program/declaration'
import { allDeclarations } from '../../src/program/nouns'
import { commandLines } from '../support/command-lines'
import { wxadmin } from '../support/run'

/** What a command was called with, in place of running it. */
interface Call {
  /** As it is declared: `menu push`. */
  readonly path: string
  /** Name of the function that its declaration imports. */
  readonly name: string
  readonly args: unknown
  readonly options: Record<string, unknown>
  readonly cx: CommandContext
}
const called = vi.hoisted(() => ({ by: [] as Call[] }))
vi.mock('../../src/program/nouns', async (original) => {
  const { allDeclarations, declarationsFor } = await original<typeof import('../../src/program/nouns')>()
  const noting = (declared: CommandDeclaration, above = ''): CommandDeclaration => {
    const { load, verbs = [] } = declared
    const path = above + declared.name
    return {
      ...declared,
      verbs: verbs.map((verb) => noting(verb, `${path} `)),
      load:
        load &&
        (async (program) => {
          const { name } = await load(program)
          return async (cx: CommandContext, args: unknown, options: Record<string, unknown>) => {
            called.by.push({ path, name, args, options, cx })
          }
        }),
    }
  }
  const all = async (declarations: Promise<readonly CommandDeclaration[]>) =>
    (await declarations).map((declared) => noting(declared))
  return {
    allDeclarations: () => all(allDeclarations()),
    declarationsFor: (noun: string | undefined) => all(declarationsFor(noun)),
  }
})

beforeEach(() => {
  called.by.length = 0
})

describe('a command line reaches its command with its arguments and options', () => {
  test.each(commandLines)('%s', async (line, path, name, args, options) => {
    const outcome = await wxadmin(line.split(' '))
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(called.by).toHaveLength(1)
    expect(called.by[0]).toMatchObject({ path, name, args, options })
  })

  test('every command is reached by one of these lines', async () => {
    const paths = (declared: CommandDeclaration, above = ''): string[] => [
      ...(declared.load ? [above + declared.name] : []),
      ...(declared.verbs ?? []).flatMap((verb) => paths(verb, `${above}${declared.name} `)),
    ]
    const all = (await allDeclarations()).flatMap((declared) => paths(declared))
    expect([...new Set(commandLines.map(([, path]) => path))].sort()).toEqual(all.sort())
  })

  test('--input of api and the global --no-input do not disturb each other', async () => {
    await wxadmin(['--no-input', 'api', 'post', '/a', '--input', 'file'])
    expect(called.by[0]?.options).toMatchObject({ input: 'file' })
    expect(called.by[0]?.cx.globals).toMatchObject({ input: false })
  })
})

describe('how it speaks is settled before the command runs', () => {
  test.each([
    [['--lang', 'zh', 'token'], {}, 'zh'],
    [['token', '--lang=zh'], {}, 'zh'],
    [['token'], { WXADMIN_LANG: 'zh' }, 'zh'],
    [['token'], { LC_ALL: 'zh_CN.UTF-8' }, 'zh'],
    [['token'], { LANG: 'zh_CN.UTF-8', WXADMIN_LANG: 'en' }, 'en'],
    [['token'], { LANG: 'C.UTF-8' }, 'en'],
  ] as const)('%j %j', async (argv, env, language) => {
    await wxadmin(argv, { env })
    expect(called.by[0]?.cx.terminal.language).toBe(language)
  })
})
