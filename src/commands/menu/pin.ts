import { WxError } from '../../errors'
import type { CommandContext } from '../command'

/** Stands for the appid where only an access token is known. */
const UNKNOWN = '?'

/** The account's appid, to name it by. */
export async function appidOf(cx: CommandContext): Promise<string> {
  return (await cx.services.settings()).appid?.value ?? UNKNOWN
}

/** A pinned menu goes to the account it names and to no other. @throws WxError PIN_MISMATCH, before any call */
export async function checkPin(cx: CommandContext, file: string, pinned: string | undefined): Promise<void> {
  const appid = await appidOf(cx)
  if (pinned !== undefined && pinned !== appid) throw new WxError('PIN_MISMATCH', { file, pinned, appid })
}
