import type { GivenVariables } from '../../menu/rules/variable-name'
import type { Terminal } from '../../terminal/terminal'
import type { CommandContext } from '../command'
import type { VariableOptions } from './source'

/** From now on commands in hints have the `--var` of this one: without them the file could not be read. */
export function rememberVariables({ terminal }: CommandContext, { var: given }: VariableOptions): void {
  if (given !== undefined)
    terminal.subject = { ...terminal.subject, variables: variableFlags(given, terminal) }
}

/** The options of a command line again. */
function variableFlags(given: GivenVariables, terminal: Terminal): string {
  return [...given]
    .map(([name, value]) => `--var ${value === undefined ? name : `${name}=${valueWord(value, terminal)}`}`)
    .join(' ')
}

/** What follows the `=` within a word: no beginning of it is special. */
function valueWord(value: string, terminal: Terminal): string {
  return terminal.word(`x${value}`, 'xVALUE').replace(/^(["']?)x/, '$1')
}
