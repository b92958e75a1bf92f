import type { CommandContext } from '../command'

export async function newMenu(_cx: CommandContext): Promise<undefined> {
  return undefined
}
