import type { CommandContext } from '../command'

export async function resend(_cx: CommandContext): Promise<undefined> {
  return undefined
}
