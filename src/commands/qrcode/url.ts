import type { CommandContext } from '../command'

export async function qrcodeUrl(_cx: CommandContext): Promise<undefined> {
  return undefined
}
