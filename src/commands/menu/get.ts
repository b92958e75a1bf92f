import { fetchMenu } from '../../menu/push/live'
import { plainYaml } from '../../menu/write'
import { indentJson } from '../../terminal/json'
import type { CommandContext } from '../command'

/**
 * `menu get`: the live menu as WeChat returns it, as YAML; `--json`: the answer itself, only indented. No menu is WeChat's
 * own error 46003, exit 5.
 */
export async function getMenu(cx: CommandContext): Promise<undefined> {
  const { text, value } = await fetchMenu(await cx.services.client())
  cx.terminal.print(cx.terminal.json ? indentJson(text) : plainYaml(value))
  return undefined
}
