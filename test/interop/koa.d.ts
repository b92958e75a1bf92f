/** The parts of koa that these tests use; it brings no types of its own. */
declare module 'koa' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  class Koa {
    use(middleware: (context: never, next: () => Promise<void>) => unknown): this
    callback(): (request: IncomingMessage, response: ServerResponse) => void
  }
  export = Koa
}
