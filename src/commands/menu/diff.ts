import type { CommandContext } from '../command'

export async function diffMenus(_cx: CommandContext): Promise<undefined> {
  return undefined
}
