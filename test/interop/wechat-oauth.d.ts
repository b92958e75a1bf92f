/** The parts of the npm package `wechat-oauth` that are held against the sandbox; it brings no types of its own. */
declare module 'wechat-oauth' {
  type Answer = Record<string, unknown>
  type Done<Result = Answer> = (error: Error | null, result: Result) => void
  interface Kept {
    readonly data: {
      readonly access_token: string
      readonly refresh_token: string
      readonly openid: string
      readonly scope: string
      readonly expires_in: number
      readonly unionid?: string
    }
  }

  class WechatOAuth {
    constructor(appid: string, secret: string)
    request(url: string, options: object, done: Done): void
    getAuthorizeURL(redirect: string, state: string, scope?: string): string
    getAccessToken(code: string, done: Done<Kept>): void
    refreshAccessToken(refreshToken: string, done: Done<Kept>): void
    getUser(options: { openid: string; lang?: string }, done: Done): void
    getUserByCode(code: string, done: Done): void
    verifyToken(openid: string, accessToken: string, done: Done): void
  }
  export = WechatOAuth
}
