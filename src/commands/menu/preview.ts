import type { CommandContext } from '../command'

export async function previewMenu(_cx: CommandContext): Promise<undefined> {
  return undefined
}
