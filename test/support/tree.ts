import { PassThrough } from 'node:stream'
import type { Command } from 'commander'
import type { Context } from '../../src/context'
import { pathOf } from '../../src/program/command-document'
import { allDeclarations } from '../../src/program/nouns'
import { createProgram } from '../../src/program/run'
import type { Language } from '../../src/terminal/language'
import { help } from '../../src/terminal/messages/help'
import { Terminal } from '../../src/terminal/terminal'

const declarations = await allDeclarations()

/** As much of a context as a tree needs that runs nothing. */
export function contextFor(): Context {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }
  return { env: {}, ...streams, screen: {} } as unknown as Context
}

/** Every command of the program with its full name, parents before children. */
export function commandTree(
  language: Language = 'en',
): { path: string; command: Command; terminal: Terminal }[] {
  const context = contextFor()
  const terminal = new Terminal(context, {
    language,
    json: false,
    quiet: false,
    debug: false,
    input: false,
    color: 'never',
  })
  const walk = (command: Command): Command[] => [command, ...command.commands.flatMap(walk)]
  const program = createProgram({
    context,
    terminal,
    version: '0.0.0',
    outcome: {},
    declarations,
    words: help,
  })
  return walk(program).map((command) => ({ path: pathOf(command), command, terminal }))
}
