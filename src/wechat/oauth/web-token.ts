/** The token of web authorization, docs/platform.md 5.2: one for each user, and not the token of the API. */
import type { AuthorizeScope } from './authorize-url'
import { oauthLimits } from './web-limits'

export interface WebToken {
  readonly openid: string
  /** As WeChat gives it: one scope, or several with commas between them. */
  readonly scope: string
  readonly accessToken: string
  /** When the access token ends, in milliseconds since 1970. */
  readonly expiresAt: number
  readonly refreshToken: string
  /** When the user authorized, in milliseconds since 1970: the refresh token lives from then. */
  readonly authorizedAt: number
  readonly unionid?: string
  /** The user of a snapshot page, whom WeChat makes up. */
  readonly snapshotUser?: boolean
}

/** When the refresh token ends, and the user has to authorize again: milliseconds since 1970. */
export const refreshEndsAt = ({ authorizedAt }: Pick<WebToken, 'authorizedAt'>): number =>
  authorizedAt + oauthLimits.refreshSeconds * 1000

export function hasScope({ scope }: Pick<WebToken, 'scope'>, wanted: AuthorizeScope): boolean {
  return scope.split(',').some((one) => one.trim() === wanted)
}

/**
 * Reads what /sns/oauth2/access_token or /sns/oauth2/refresh_token answered.
 * @param now milliseconds since 1970
 * @param former the token that was refreshed: what the answer leaves out stays as it was
 * @returns undefined where something is missing or of another type
 */
export function readWebToken(
  answer: Readonly<Record<string, unknown>>,
  now: number,
  former?: WebToken,
): WebToken | undefined {
  const { access_token: accessToken, openid, expires_in: seconds } = answer
  const { refresh_token: refreshToken = former?.refreshToken, scope = former?.scope ?? '' } = answer
  const expiresIn = Number(seconds)
  if (!isText(accessToken) || !isText(openid) || !isText(refreshToken) || !(expiresIn > 0)) return undefined
  const unionid = isText(answer.unionid) ? answer.unionid : former?.unionid
  const isSnapshot =
    answer.is_snapshotuser === undefined ? former?.snapshotUser : isOne(answer.is_snapshotuser)
  // No page says whether a refresh that gives the same refresh token prolongs its life [?]: we assume not.
  const isSame = former !== undefined && refreshToken === former.refreshToken
  return {
    openid,
    scope: String(scope),
    accessToken,
    expiresAt: now + expiresIn * 1000,
    refreshToken,
    authorizedAt: isSame ? former.authorizedAt : now,
    ...(unionid !== undefined && { unionid }),
    ...(isSnapshot && { snapshotUser: true }),
  }
}

/** The user of a web token, in WeChat's own names. Sex and region are empty since 2021 (docs/platform.md 5.2). */
export interface WebUser {
  readonly openid: string
  readonly nickname: string
  /** Address of the picture; empty where the user has none. */
  readonly headimgurl: string
  readonly unionid?: string
  readonly sex: number
  readonly province: string
  readonly city: string
  readonly country: string
  readonly privilege: readonly string[]
}

/** Reads what /sns/userinfo answered. @returns undefined without an openid */
export function readWebUser(answer: Readonly<Record<string, unknown>>): WebUser | undefined {
  const { openid, sex, privilege } = answer
  if (!isText(openid)) return undefined
  const text = (name: string) => (typeof answer[name] === 'string' ? answer[name] : '')
  return {
    openid,
    nickname: text('nickname'),
    headimgurl: text('headimgurl'),
    ...(isText(answer.unionid) && { unionid: answer.unionid }),
    sex: Number(sex) || 0,
    province: text('province'),
    city: text('city'),
    country: text('country'),
    privilege: Array.isArray(privilege) ? privilege.map(String) : [],
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isOne = (value: unknown): boolean => Number(value) === 1
