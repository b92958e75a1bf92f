import { variableFlags } from '../../menu/variable-flags'
import type { CommandContext } from '../command'
import type { VariableOptions } from './source'

/** From now on commands in hints have the `--var` of this one: without them the file could not be read. */
export function rememberVariables({ terminal }: CommandContext, { var: given }: VariableOptions): void {
  if (given !== undefined) terminal.subject = { ...terminal.subject, variables: variableFlags(given) }
}
