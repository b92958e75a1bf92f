import type { CommandContext } from '../command'

export async function createQrcode(_cx: CommandContext): Promise<undefined> {
  return undefined
}
