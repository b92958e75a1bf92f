import { normaliseButtons } from '../../menu/normalise'
import { drawButtons } from '../../terminal/plan'
import { endpoints } from '../../wechat/endpoints'
import type { CommandContext } from '../command'

/**
 * `menu match USER`: the menu that an openid or WeChat id sees (docs/platform.md 2.6, trymatch), as a tree; `--json`: WeChat's
 * answer, `{ button: […] }`. An unknown user is WeChat's error 65302, exit 5.
 */
export async function matchMenu(cx: CommandContext, [user]: [string]): Promise<undefined> {
  const client = await cx.services.client()
  const answer = await client.call({
    method: 'POST',
    path: endpoints.menuTryMatch.path,
    json: { user_id: user },
    repeatable: true,
  })
  cx.terminal.result(answer, () => drawButtons(normaliseButtons(answer.button)))
  return undefined
}
