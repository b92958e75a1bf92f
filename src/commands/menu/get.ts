import { plainYaml } from '../../menu/write'
import type { CommandContext } from '../command'

/**
 * `menu get`: the live menu as WeChat returns it, as YAML; `--json`: the answer itself. No menu is WeChat's own error
 * 46003, exit 5.
 */
export async function getMenu(cx: CommandContext): Promise<undefined> {
  const client = await cx.parts.client()
  const answer = await client.call({ method: 'GET', path: '/cgi-bin/menu/get', repeatable: true })
  cx.terminal.result(answer, () => plainYaml(answer))
  return undefined
}
