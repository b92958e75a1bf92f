import { menuHash } from '../../menu/hash'
import type { LiveMenu } from '../../menu/types'
import type { CommandContext } from '../command'
import { jobUrl } from './job'
import { appidOf } from './pin'

/** Entries of one account that are kept; older ones give way. */
const KEPT = 200

/**
 * Keeps the live menu in the history before it is overwritten; that there was none is kept as well, so that a
 * rollback can go back to it.
 * @returns the file it is kept in
 * @throws WxError STORE_UNWRITABLE: then nothing may be written to WeChat
 */
export async function keepLive(
  cx: CommandContext,
  live: LiveMenu,
  reason: 'push' | 'rollback' | 'delete',
): Promise<string> {
  const [{ history }, { account, apiBase }] = await Promise.all([cx.parts.store(), cx.parts.settings()])
  const [appid, job] = [await appidOf(cx), jobUrl(cx.env)]
  const { file } = await history.save({
    appid,
    ...(account && { account: account.value }),
    base: apiBase.value,
    source: live.source,
    hash: menuHash(live.menu),
    menu: live.raw ?? null,
    reason,
    by: cx.whereabouts(),
    ...(job !== undefined && { job }),
    time: cx.now(),
  })
  await history.prune(appid, apiBase.value, KEPT)
  return file
}
