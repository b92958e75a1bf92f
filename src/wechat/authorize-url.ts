/** The address that takes a user through web authorization and on to a page, FACTS 5. */

export const AUTHORIZE_HOST = 'open.weixin.qq.com'

const AUTHORIZE = `https://${AUTHORIZE_HOST}/connect/oauth2/authorize`

/** `snsapi_base` is silent and tells the openid alone; `snsapi_userinfo` asks the user, and tells name and picture. */
export const authorizeScopes = ['snsapi_base', 'snsapi_userinfo'] as const

type AuthorizeScope = (typeof authorizeScopes)[number]

export const stateLimits = { bytes: 128, form: /^[A-Za-z0-9]*$/ } as const

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
}

/**
 * The platform looks at the order of the parameters, and five of them are always there: `state` is documented as
 * optional and as an error when it is missing (10013), so it is sent empty [?].
 */
export function authorizeUrl(wanted: Authorization): string {
  const { appid, redirectUri, scope = 'snsapi_base', state = '', forcePopup, forceSnapShot } = wanted
  const parameters = [
    ['appid', appid],
    ['redirect_uri', redirectUri],
    ['response_type', 'code'],
    ['scope', scope],
    ['state', state],
    ...(forcePopup ? [['forcePopup', 'true']] : []),
    ...(forceSnapShot ? [['forceSnapShot', 'true']] : []),
  ]
  const query = parameters.map(([name, value = '']) => `${name}=${encode(value)}`)
  return `${AUTHORIZE}?${query.join('&')}#wechat_redirect`
}

/** Half a surrogate pair, which no address can hold, would make encodeURIComponent throw. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
}
