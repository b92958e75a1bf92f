import { WxError } from '../../errors'
import type { LiveMenu } from '../../menu/types'
import type { CommandContext } from '../command'

/** Stands for the appid where only an access token is known. */
const UNKNOWN = '?'

/** The account's appid, to name it by. */
export async function appidOf(cx: CommandContext): Promise<string> {
  return (await cx.parts.settings()).appid?.value ?? UNKNOWN
}

/** A pinned menu goes to the account it names and to no other. @throws WxError PIN_MISMATCH, before any call */
export async function checkPin(cx: CommandContext, file: string, pinned: string | undefined): Promise<void> {
  const appid = await appidOf(cx)
  if (pinned !== undefined && pinned !== appid) throw new WxError('PIN_MISMATCH', { file, pinned, appid })
}

/**
 * Keeps the live menu before it is overwritten.
 * @returns the file it is kept in; undefined where nothing is live
 * @throws WxError STORE_UNWRITABLE: then nothing may be written to WeChat
 */
export async function saveLive(
  cx: CommandContext,
  live: Pick<LiveMenu, 'raw'>,
  reason: 'push' | 'delete',
): Promise<string | undefined> {
  if (live.raw === undefined) return undefined
  const [{ history }, settings] = await Promise.all([cx.parts.store(), cx.parts.settings()])
  const { file } = await history.save({
    appid: settings.appid?.value ?? UNKNOWN,
    base: settings.apiBase.value,
    menu: live.raw,
    reason,
    by: cx.whereabouts(),
    time: cx.now(),
  })
  return file
}
