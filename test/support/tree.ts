import { PassThrough } from 'node:stream'
import type { Command } from 'commander'
import type { Context } from '../../src/context'
import { createProgram } from '../../src/program'
import { pathOf } from '../../src/terminal/command-document'
import type { Language } from '../../src/terminal/language'
import { help } from '../../src/terminal/messages/help'
import { Terminal } from '../../src/terminal/terminal'
import { branchesFor } from '../../src/tree/plant'

const registers = await branchesFor([])

/** Every command of the program with its full name, parents before children. */
export function commandTree(
  language: Language = 'en',
): { path: string; command: Command; terminal: Terminal }[] {
  const context = { env: {}, stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }
  const terminal = new Terminal(context as unknown as Context, {
    language,
    json: false,
    quiet: false,
    debug: false,
    input: false,
    color: 'never',
  })
  const walk = (command: Command): Command[] => [command, ...command.commands.flatMap(walk)]
  const program = createProgram({
    context: context as unknown as Context,
    terminal,
    version: '0.0.0',
    outcome: {},
    registers,
    words: help,
  })
  return walk(program).map((command) => ({ path: pathOf(command), command, terminal }))
}
