import { tokenKey } from '../../api/credentials'
import { tokenMessages } from '../../terminal/messages/token'
import type { CommandContext } from '../command'

/**
 * `wxadmin token clear`: forgets the cached token; at WeChat it stays valid.
 *
 * `--json`: `{ cleared }`, false where none was cached
 */
export async function clearToken(cx: CommandContext): Promise<undefined> {
  const [settings, store] = await Promise.all([cx.services.identity(), cx.services.store()])
  const key = tokenKey(settings)
  const cleared = await store.tokens.clear(key)
  if (cx.terminal.json) cx.terminal.result({ cleared }, () => '')
  else cx.terminal.note(cleared ? tokenMessages.cleared : tokenMessages.nothingCached, { appid: key.appid })
}
