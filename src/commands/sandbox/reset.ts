import { FileState } from '../../sandbox/store'
import { sandboxMessages as say } from '../../terminal/messages/sandbox'
import { SANDBOX_APPID } from '../../wechat/sandbox-account'
import type { CommandContext } from '../command'

/**
 * `wxadmin sandbox reset`: the built-in account starts anew, and its cached tokens are forgotten with it.
 * `--json`: `{"reset":true,"tokensCleared":n}`.
 * @throws WxError STORE_*
 */
export async function resetSandbox(cx: CommandContext): Promise<undefined> {
  const store = await cx.parts.store()
  await new FileState(store.sandboxFile).reset()
  const tokensCleared = await store.tokens.clearAccount(SANDBOX_APPID)
  if (cx.terminal.json) cx.terminal.result({ reset: true, tokensCleared }, () => '')
  else cx.terminal.note(say.wasReset)
  return undefined
}
