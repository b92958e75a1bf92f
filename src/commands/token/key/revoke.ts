import { removeKey } from '../../../hub/keys'
import { keyFileIn } from '../../../hub/stores'
import { hubMessages as say } from '../../../terminal/messages/hub'
import type { CommandContext } from '../../command'

/**
 * `wxadmin token key revoke NAME`: hubs of this store refuse the key, and what was made for it, within a second.
 *
 * `--json`: `{name, revoked: true}`
 * @throws WxError HUB_KEY_UNKNOWN, STORE_*
 */
export async function revokeKey(cx: CommandContext, [name]: [string]): Promise<undefined> {
  const file = keyFileIn((await cx.services.store()).dir)
  await file.update((current) => ({ ...current, keys: removeKey(current.keys, name) }))
  cx.terminal.result({ name, revoked: true }, () => '')
  cx.terminal.say(await cx.terminal.wrapped(cx.terminal.t(say.revoked, { name }), ''))
}
