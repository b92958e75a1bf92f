import type { CommandContext } from '../command'

export async function printTicket(_cx: CommandContext): Promise<undefined> {
  return undefined
}
