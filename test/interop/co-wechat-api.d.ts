/** The parts of the npm package `co-wechat-api` that are held against the sandbox; it brings no types of its own. */
declare module 'co-wechat-api' {
  type Answer = Record<string, unknown>

  class CoWechatApi {
    constructor(appid: string, secret: string)
    /** Of all calls under /cgi-bin/, with a slash at its end. */
    prefix: string
    setOpts(options: { readonly agent: import('node:http').Agent }): void
    saveToken(token: object): Promise<void>
    getFollowers(nextOpenid?: string): Promise<Answer>
    getUsersFromTag(tag: number, nextOpenid?: string): Promise<Answer>
    getUser(openid: string): Promise<Answer>
    createMenu(menu: object): Promise<Answer>
    getMenu(): Promise<Answer>
    addConditionalMenu(menu: object): Promise<Answer>
    delConditionalMenu(menuid: unknown): Promise<Answer>
    uploadMedia(path: string, type: string): Promise<Answer>
    getMedia(id: string): Promise<Buffer>
    uploadMaterial(path: string, type: string): Promise<Answer>
  }
  export = CoWechatApi
}
