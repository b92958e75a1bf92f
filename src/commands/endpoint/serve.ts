import type { CommandContext } from '../command'

export async function serve(_cx: CommandContext): Promise<undefined> {
  return undefined
}
