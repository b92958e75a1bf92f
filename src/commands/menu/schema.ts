import { menuSchemaDocument } from '../../menu/rules/schema'
import type { CommandContext } from '../command'

/** `menu schema`: the JSON Schema (draft-07) of menu files, with or without `--json`. */
export async function menuSchema({ terminal }: CommandContext): Promise<undefined> {
  terminal.print(JSON.stringify(menuSchemaDocument(), null, 2))
  return undefined
}
