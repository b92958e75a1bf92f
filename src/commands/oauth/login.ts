import type { CommandContext } from '../command'

export async function oauthLogin(_cx: CommandContext): Promise<undefined> {
  return undefined
}
