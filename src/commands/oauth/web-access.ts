import type { Client } from '../../api/types'
import { isDead, isEnded, refreshWebToken } from '../../api/web-auth'
import { WxError } from '../../errors'
import { openOauthStore } from '../../store/oauth'
import { oauthMessages } from '../../terminal/messages/oauth'
import type { WebToken } from '../../wechat/oauth/web-token'
import type { CommandContext } from '../command'
import { keepWebToken, ownerOf } from './keep'

/** A token with less than this to live is refreshed before it is used. */
const MARGIN_MS = 5 * 60_000

/**
 * The kept token of a user; without an openid the latest.
 * @throws WxError NO_WEB_TOKEN, WEB_TOKEN_UNKNOWN, WEB_TOKEN_NEWER, NO_ACCOUNT, STORE_*
 */
export async function keptToken(cx: CommandContext, openid?: string): Promise<WebToken> {
  const owner = await ownerOf(cx)
  const { tokens } = openOauthStore((await cx.services.store()).dir)
  const found = await tokens.find(owner, openid, cx.now())
  if (found) {
    cx.terminal.hide(found.accessToken)
    cx.terminal.hide(found.refreshToken)
    return found
  }
  const latest = openid === undefined ? undefined : await tokens.find(owner, undefined, cx.now())
  if (openid === undefined || !latest) throw new WxError('NO_WEB_TOKEN', { appid: owner.appid })
  throw new WxError('WEB_TOKEN_UNKNOWN', { appid: owner.appid, openid, latest: latest.openid })
}

/**
 * Refreshes a kept token, and keeps the new one.
 * @throws WxError WEB_TOKEN_ENDED where only the user can help; else as Client.call
 */
export async function refreshKept(cx: CommandContext, client: Client, token: WebToken): Promise<WebToken> {
  const { appid } = await ownerOf(cx)
  const { refreshToken, openid } = token
  const fresh = await refreshWebToken(client, { appid, refreshToken }, cx.now(), token).catch((error) => {
    throw ended(error, openid)
  })
  await keepWebToken(cx, fresh, true)
  return fresh
}

/** @param openid `-` where it is not known. @returns the error that a refused refresh token makes */
export function ended(error: unknown, openid: string): unknown {
  if (!isEnded(error)) return error
  const { errcode = 0, errmsg = '', rid } = error.details.refusal ?? {}
  return new WxError(
    'WEB_TOKEN_ENDED',
    { openid, errcode, errmsg },
    { cause: error, data: { openid, errcode, errmsg, rid } },
  )
}

/**
 * Makes a call with a kept token: refreshed before where its time is nearly over, and once where WeChat refuses it.
 * @returns what the call brought, and the token it was made with
 * @throws what the call throws; WEB_TOKEN_ENDED
 */
export async function withKept<Result>(
  cx: CommandContext,
  client: Client,
  kept: WebToken,
  call: (token: WebToken) => Promise<Result>,
): Promise<{ readonly result: Result; readonly token: WebToken }> {
  const isDue = kept.expiresAt - cx.now() < MARGIN_MS
  const token = isDue ? await refreshTold(cx, client, kept) : kept
  try {
    return { result: await call(token), token }
  } catch (error) {
    if (!isDead(error)) throw error
    if (isDue) throw refused(error, kept.openid) // it was fresh: another would fare no better
    const fresh = await refreshTold(cx, client, token)
    const result = await call(fresh).catch((again) => {
      throw refused(again, kept.openid)
    })
    return { result, token: fresh }
  }
}

/** @returns the error that a refused access token makes; the API's own advice is about another token */
export function refused(error: unknown, openid: string): unknown {
  if (!isDead(error)) return error
  const { errcode = 0, errmsg = '', rid } = error.details.refusal ?? {}
  return new WxError(
    'WEB_TOKEN_REFUSED',
    { openid, errcode, errmsg },
    { cause: error, data: { openid, errcode, errmsg, rid } },
  )
}

async function refreshTold(cx: CommandContext, client: Client, token: WebToken): Promise<WebToken> {
  const fresh = await refreshKept(cx, client, token)
  cx.terminal.note(oauthMessages.refreshed, { openid: fresh.openid })
  return fresh
}
