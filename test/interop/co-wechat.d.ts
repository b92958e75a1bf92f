/** The parts of the npm package `co-wechat` that are held against ours; it brings no types of its own. */
declare module 'co-wechat' {
  namespace wechat {
    /** A push as the middleware has read it: texts by their names. */
    type Message = Readonly<Record<string, string>>
    type Config = { token: string; appid?: string; encodingAESKey?: string }
  }
  function wechat(config: wechat.Config): {
    /** What the handler returns is the reply: a text, articles, or `{type, content}`. */
    middleware(
      handle: (message: wechat.Message) => Promise<unknown>,
    ): (context: unknown, next: () => Promise<void>) => Promise<void>
  }
  export = wechat
}
