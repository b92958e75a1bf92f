import { FileState } from '../../sandbox/store'
import { SANDBOX_BASE } from '../../store/types'
import { sandboxMessages as say } from '../../terminal/messages/sandbox'
import { SANDBOX_APPID } from '../../wechat/sandbox-account'
import type { CommandContext } from '../command'

/**
 * `wxadmin sandbox reset`: the built-in account starts anew, and its cached tokens and uploads are forgotten with it.
 * `--json`: `{"reset":true,"tokensCleared":n}`.
 * @throws WxError STORE_*
 */
export async function resetSandbox(cx: CommandContext): Promise<undefined> {
  const store = await cx.services.store()
  await new FileState(store.sandboxFile).reset()
  await store.media.clear({ appid: SANDBOX_APPID, base: SANDBOX_BASE }) // it would name material that is gone
  await store.history.clear(SANDBOX_APPID, SANDBOX_BASE) // nobody but this reset has changed its menu
  const tokensCleared = await store.tokens.clearAccount(SANDBOX_APPID)
  if (cx.terminal.json) cx.terminal.result({ reset: true, tokensCleared }, () => '')
  else cx.terminal.note(say.wasReset)
  return undefined
}
