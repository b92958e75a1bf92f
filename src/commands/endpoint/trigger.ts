import type { CommandContext } from '../command'

export async function trigger(_cx: CommandContext): Promise<undefined> {
  return undefined
}
