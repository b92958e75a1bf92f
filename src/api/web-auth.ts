import { errcodeOf, WxError } from '../errors'
import { endpoints } from '../wechat/endpoints'
import { deadTokenErrcodes } from '../wechat/errcodes/groups'
import { readWebToken, readWebUser, type WebToken, type WebUser } from '../wechat/oauth/web-token'
import type { Client } from './types'

/** The calls of web authorization, docs/platform.md 5.2. None carries the API's access_token: each is given what it needs. */

/** Whose code it is. Without the AppSecret a hub puts it in. */
export interface WebCredentials {
  readonly appid: string
  readonly secret?: string
}

/** Languages that names of places were given in, when they still were. */
export type UserLocale = 'zh_CN' | 'zh_TW' | 'en'

/**
 * Exchanges a code for a token. Never twice: a code is good for one call, and where that brought no answer WeChat may
 * have taken it all the same.
 * @param now milliseconds since 1970, from when the token's life counts
 * @throws as Client.call; 40029, 40163 and 42003 are about the code
 */
export async function exchangeCode(
  client: Client,
  { appid, secret }: WebCredentials,
  code: string,
  now: number,
): Promise<WebToken> {
  const { path, method } = endpoints.snsAccessToken
  const answer = await client.call({
    method,
    path,
    query: { appid, ...(secret !== undefined && { secret }), code, grant_type: 'authorization_code' },
    repeatable: false,
    withToken: false,
  })
  return complete(readWebToken(answer, now), path)
}

/**
 * A new access token for a refresh token.
 * @param former the token it belongs to, where that is known
 * @throws as Client.call; 40030, 42002 and 42007 say that the user has to authorize again
 */
export async function refreshWebToken(
  client: Client,
  { appid, refreshToken }: { readonly appid: string; readonly refreshToken: string },
  now: number,
  former?: WebToken,
): Promise<WebToken> {
  const { path, method } = endpoints.snsRefreshToken
  const answer = await client.call({
    method,
    path,
    query: { appid, grant_type: 'refresh_token', refresh_token: refreshToken },
    repeatable: true,
    withToken: false,
  })
  return complete(readWebToken(answer, now, former), path)
}

/** What a call for one user needs. */
export interface UserAccess {
  readonly accessToken: string
  readonly openid: string
}

/** The user's name and picture. @throws as Client.call; 48001 for a token of snsapi_base */
export async function fetchWebUser(
  client: Client,
  { accessToken, openid }: UserAccess,
  locale: UserLocale,
): Promise<WebUser> {
  const { path, method } = endpoints.snsUserinfo
  const answer = await client.call({
    method,
    path,
    query: { access_token: accessToken, openid, lang: locale },
    repeatable: true,
    withToken: false,
  })
  return complete(readWebUser(answer), path)
}

const NO_PERMISSION = 48001

/**
 * The user of a token. Of the made-up one of a snapshot page WeChat may tell nothing (docs/platform.md 5.2).
 * @returns undefined for such a one @throws as Client.call
 */
export async function fetchUserOf(
  client: Client,
  token: WebToken,
  locale: UserLocale,
): Promise<WebUser | undefined> {
  try {
    return await fetchWebUser(client, token, locale)
  } catch (error) {
    if (token.snapshotUser && errcodeOf(error) === NO_PERMISSION) return undefined
    throw error
  }
}

/** Whether WeChat still takes the token. @throws as Client.call where it does not, 40003 among others */
export async function checkWebToken(client: Client, { accessToken, openid }: UserAccess): Promise<void> {
  const { path, method } = endpoints.snsAuth
  const query = { access_token: accessToken, openid }
  await client.call({ method, path, query, repeatable: true, withToken: false })
}

/** Refusals after which only the user can help, by authorizing again. */
const ENDED: ReadonlySet<number> = new Set([40030, 42002, 42007])

export const isEnded = (error: unknown): error is WxError => ENDED.has(errcodeOf(error) ?? 0)

/** Refusals of an access token that a refresh may mend. /sns/auth says 40003 to a token that is no longer one. */
export function isDead(error: unknown): error is WxError {
  const errcode = errcodeOf(error) ?? 0
  const isCheck = error instanceof WxError && error.details.refusal?.path === endpoints.snsAuth.path
  return deadTokenErrcodes.has(errcode) || (isCheck && errcode === INVALID_OPENID)
}

const INVALID_OPENID = 40003

function complete<Value>(value: Value | undefined, path: string): Value {
  if (value === undefined) throw new WxError('ANSWER_INCOMPLETE', { host: 'WeChat', path, reason: 'openid' })
  return value
}
