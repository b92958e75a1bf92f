import type { CommandContext } from '../command'

export async function signPage(_cx: CommandContext): Promise<undefined> {
  return undefined
}
