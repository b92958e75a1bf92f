import type { CommandContext } from '../command'

export async function oauthExchange(_cx: CommandContext): Promise<undefined> {
  return undefined
}
