import type { CommandContext } from '../command'

export async function oauthUrl(_cx: CommandContext): Promise<undefined> {
  return undefined
}
