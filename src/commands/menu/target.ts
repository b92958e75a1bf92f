import { WxError } from '../../errors'
import type { Author } from '../../menu/push/history'
import type { MenuAccount } from '../../menu/push/memory'
import type { Target } from '../../menu/push/reporter'
import type { CommandContext } from '../command'

/** In place of the appid where only an access token is known. */
const UNKNOWN = '?'

/** The account's appid, to name it by. */
export async function appidOf(cx: CommandContext): Promise<string> {
  return (await cx.services.identity()).appid?.value ?? UNKNOWN
}

/** The account in use, with what this machine remembers of its menu. */
export async function menuAccountOf(cx: CommandContext): Promise<MenuAccount> {
  const [{ history }, { apiBase }] = await Promise.all([cx.services.store(), cx.services.settings()])
  return { appid: await appidOf(cx), base: apiBase.value, history }
}

/** The account in use, to change its menu. @throws WxError as Services.client */
export async function targetOf(cx: CommandContext): Promise<Target> {
  const client = await cx.services.client()
  const [account, { dir: directory }] = await Promise.all([menuAccountOf(cx), cx.services.store()])
  return { ...account, client, directory, signal: cx.signal }
}

/** Who changes the menu, for the history. */
export async function authorOf(cx: CommandContext): Promise<Author> {
  const [{ account }, { jobUrl }] = await Promise.all([cx.services.settings(), import('../runner')])
  const job = jobUrl(cx.env)
  return {
    ...(account && { account: account.value }),
    by: cx.whereabouts(),
    ...(job !== undefined && { job }),
    time: cx.now(),
  }
}

/** A pinned menu goes to the account it names and to no other. @throws WxError PIN_MISMATCH, before any call */
export async function checkPin(cx: CommandContext, file: string, pinned: string | undefined): Promise<void> {
  const appid = await appidOf(cx)
  if (pinned !== undefined && pinned !== appid) throw new WxError('PIN_MISMATCH', { file, pinned, appid })
}
