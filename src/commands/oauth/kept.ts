import type { CommandContext } from '../command'

export async function refresh(_cx: CommandContext): Promise<undefined> {
  return undefined
}

export async function userinfo(_cx: CommandContext): Promise<undefined> {
  return undefined
}

export async function check(_cx: CommandContext): Promise<undefined> {
  return undefined
}
