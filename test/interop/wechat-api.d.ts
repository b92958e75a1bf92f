/** The parts of the npm package `wechat-api` that are held against the sandbox; it brings no types of its own. */
declare module 'wechat-api' {
  type Answer = Record<string, unknown>
  type Method<Args extends unknown[]> = (
    ...args: [...Args, (error: Error | null, answer: Answer) => void]
  ) => void

  class WechatApi {
    constructor(
      appid: string,
      secret: string,
      getToken?: (done: (error: null, token: unknown) => void) => void,
    )
    setOpts(options: { readonly agent: import('node:http').Agent }): void
    endpoint: string
    createMenu: Method<[menu: object]>
    getMenu: Method<[]>
    removeMenu: Method<[]>
    getMenuConfig: Method<[]>
    createCustomMenu: Method<[menu: object]>
    removeCustomMenu: Method<[id: unknown]>
    testCustomMenu: Method<[user: string]>
    createTag: Method<[name: string]>
    getTags: Method<[]>
    getUser: Method<[openid: string]>
    getFollowers: Method<[nextOpenid: string]>
    uploadMedia: Method<[path: string, type: string]>
    getMedia(id: string, done: (error: Error | null, content: Buffer) => void): void
    uploadMaterial: Method<[path: string, type: string]>
    uploadVideoMaterial: Method<[path: string, words: { title: string; introduction: string }]>
    getMaterial: Method<[mediaId: unknown]>
    getMaterials: Method<[type: string, offset: number, count: number]>
    getMaterialCount: Method<[]>
    removeMaterial: Method<[mediaId: unknown]>
  }
  export = WechatApi
}
