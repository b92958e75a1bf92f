/** The parts of the npm package `wechat` that are held against ours; it brings no types of its own. */
declare module 'wechat' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  namespace wechat {
    /** A push as the middleware has read it: texts by their names. */
    type Message = Readonly<Record<string, string>>
    type Incoming = IncomingMessage & { weixin: Message }
    type Outgoing = ServerResponse & {
      /** A text, articles, or `{type, content}`. */
      reply(content: unknown): void
      transfer2CustomerService(kfAccount?: string): void
    }
    type Config = { token: string; appid: string; encodingAESKey: string }
  }
  function wechat(
    config: string | wechat.Config,
    handle: (request: wechat.Incoming, response: wechat.Outgoing, next: (error?: unknown) => void) => void,
  ): (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void
  export = wechat
}
