import type { CommandContext } from '../command'

export async function demo(_cx: CommandContext): Promise<undefined> {
  return undefined
}
