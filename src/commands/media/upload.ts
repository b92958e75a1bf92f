import type { CommandContext } from '../command'

export async function uploadMedia(_cx: CommandContext): Promise<undefined> {
  return undefined
}
