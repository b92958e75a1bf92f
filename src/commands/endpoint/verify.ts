import type { CommandContext } from '../command'

export async function verify(_cx: CommandContext): Promise<undefined> {
  return undefined
}
