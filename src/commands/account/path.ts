import type { CommandContext } from '../command'

/** `wxadmin account path`: the directory of the store. `--json`: `{dir}`. */
export async function accountPath(cx: CommandContext): Promise<undefined> {
  const { dir } = await cx.services.store()
  cx.terminal.result({ dir }, () => dir)
  return undefined
}
