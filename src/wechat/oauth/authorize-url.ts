/** The address that takes a user through web authorization and on to a page, docs/platform.md 5.1. */
import { isLoopback } from '../hosts'

export const AUTHORIZE_HOST = 'open.weixin.qq.com'

const AUTHORIZE_BASE = `https://${AUTHORIZE_HOST}`
export const AUTHORIZE_PATH = '/connect/oauth2/authorize'

/** `snsapi_base` is silent and tells the openid alone; `snsapi_userinfo` asks the user, and tells name and picture. */
export const authorizeScopes = ['snsapi_base', 'snsapi_userinfo'] as const

export type AuthorizeScope = (typeof authorizeScopes)[number]

/** Scopes of other logins at WeChat: website and mobile apps of the open platform, mini programs, WeCom. */
export type OtherLogin = 'website' | 'mini-program' | 'wecom'

/** The scopes of the other logins, with which an official account's page is refused (10005). */
const otherScopes: Readonly<Record<string, OtherLogin>> = {
  snsapi_login: 'website',
  snsapi_privateinfo: 'wecom',
}

/** The login that a scope belongs to, where it is not web authorization. Mini programs write theirs `scope.userInfo`. */
export function otherLoginOf(scope: string): OtherLogin | undefined {
  const name = scope.trim().toLowerCase()
  return name.startsWith('scope.') ? 'mini-program' : otherScopes[name]
}

export const stateLimits = { bytes: 128, form: /^[A-Za-z0-9]*$/ } as const

/** Where users authorize: WeChat's own host, or a sandbox, whose web half is at the address of its API. */
export function authorizeBase(apiBase: string): string {
  return URL.canParse(apiBase) && isLoopback(new URL(apiBase).hostname) ? apiBase : AUTHORIZE_BASE
}

export interface Authorization {
  readonly appid: string
  /** Where the user ends up, with `code` and `state` in its query. Not encoded yet. */
  readonly redirectUri: string
  /** Default: `snsapi_base`. */
  readonly scope?: AuthorizeScope
  /** Comes back unchanged. Default: empty. */
  readonly state?: string
  /** Ask the user even where consent was given before. */
  readonly forcePopup?: boolean
  /** Open the page as a snapshot. */
  readonly forceSnapShot?: boolean
  /** As `authorizeBase` gives it. Default: WeChat's own host. */
  readonly base?: string
}

/**
 * The platform looks at the order of the parameters, and five of them are always there: `state` is documented as
 * optional and as an error when it is missing (10013), so it is sent empty [?].
 */
export function authorizeUrl(wanted: Authorization): string {
  const { appid, redirectUri, scope = 'snsapi_base', state = '', base = AUTHORIZE_BASE } = wanted
  const parameters = [
    ['appid', appid],
    ['redirect_uri', redirectUri],
    ['response_type', 'code'],
    ['scope', scope],
    ['state', state],
    ...(wanted.forcePopup ? [['forcePopup', 'true']] : []),
    ...(wanted.forceSnapShot ? [['forceSnapShot', 'true']] : []),
  ]
  const query = parameters.map(([name, value = '']) => `${name}=${encode(value)}`)
  return `${base}${AUTHORIZE_PATH}?${query.join('&')}#wechat_redirect`
}

/** encodeURIComponent throws for half a surrogate pair, which no address can hold. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
}
