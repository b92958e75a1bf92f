import type { CommandContext } from '../command'

export async function listHistory(_cx: CommandContext): Promise<undefined> {
  return undefined
}

export async function showHistory(_cx: CommandContext): Promise<undefined> {
  return undefined
}

export async function pruneHistory(_cx: CommandContext): Promise<undefined> {
  return undefined
}
