import type { CommandContext } from '../command'

export async function rollbackMenu(_cx: CommandContext): Promise<undefined> {
  return undefined
}
