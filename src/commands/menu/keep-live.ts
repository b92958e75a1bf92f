import { menuHash } from '../../menu/hash'
import type { LiveMenu } from '../../menu/types'
import type { CommandContext } from '../command'
import { appidOf } from './pin'

/**
 * Keeps the live menu in the history before it is overwritten; that there was none is kept as well, so that a
 * rollback can go back to it.
 * @returns the file it is kept in
 * @throws WxError STORE_UNWRITABLE: then nothing may be written to WeChat
 */
export async function keepLive(
  cx: CommandContext,
  live: LiveMenu,
  reason: 'push' | 'delete',
): Promise<string> {
  const [{ history }, { account, apiBase }] = await Promise.all([cx.parts.store(), cx.parts.settings()])
  const { file } = await history.save({
    appid: await appidOf(cx),
    ...(account && { account: account.value }),
    base: apiBase.value,
    source: live.source,
    hash: menuHash(live.menu),
    menu: live.raw ?? null,
    reason,
    by: cx.whereabouts(),
    time: cx.now(),
  })
  return file
}
