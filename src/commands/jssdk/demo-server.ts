import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { guardedOptions, guardServer } from '../../http/connections'
import { closeServer, listen } from '../../http/listen'
import type { PageSignature } from '../../wechat/jssdk'

export interface DemoOptions {
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  readonly page: string
  readonly policy: string
  /** What stands beside the page, by path. */
  readonly parts: ReadonlyMap<string, { readonly type: string; readonly content: string | Buffer }>
  /** @param name host of the request, without its port */
  readonly isOurs: (name: string) => boolean
  /** Whether an address is this page's own: no other is signed. @param port on which the page is served */
  readonly isPage: (url: URL, port: number | undefined) => boolean
  readonly sign: (url: string) => Promise<PageSignature>
  /** Told when an address has been signed, or why it was not. */
  readonly onSigned: (url: string, error?: unknown) => void
}

export interface DemoServer {
  readonly port: number
  close(): Promise<void>
}

/** Of those that have the page open, and of whoever says nothing. */
const CONNECTIONS = 64

const HEAD = {
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** Serves the demo page, and signs it for whoever has it open. @throws WxError PORT_TAKEN, HOST_UNUSABLE */
export async function startDemo(options: DemoOptions): Promise<DemoServer> {
  const server = createServer(guardedOptions, (request, response) => {
    answer(request, response, options).catch(() => {
      if (!response.headersSent) send(response, 500, 'text/plain', 'failed')
    })
  })
  guardServer(server, CONNECTIONS)
  const port = await listen(server, options)
  return { port, close: () => closeServer(server) }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: DemoOptions,
): Promise<void> {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  if (!options.isOurs(name)) return send(response, 403, 'text/plain', 'another name than that of this page')
  if (request.method !== 'GET') return send(response, 405, 'text/plain', 'GET only')
  const address = `http://here${request.url ?? '/'}`
  const { pathname, searchParams } = URL.canParse(address) ? new URL(address) : new URL('http://here/none')
  if (pathname === '/') {
    response.setHeader('content-security-policy', options.policy)
    return send(response, 200, 'text/html; charset=utf-8', options.page)
  }
  if (pathname === '/config')
    return config(response, searchParams.get('url') ?? '', options, request.socket.localPort)
  const part = options.parts.get(pathname)
  if (part) send(response, 200, part.type, part.content)
  else send(response, 404, 'text/plain', 'nothing here')
}

/** Whoever could have any address signed could call the JS-SDK in this account's name. */
async function config(
  response: ServerResponse,
  given: string,
  options: DemoOptions,
  port: number | undefined,
): Promise<void> {
  const json = (status: number, value: object) =>
    send(response, status, 'application/json', JSON.stringify(value))
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (!url || !options.isPage(url, port))
    return json(403, { error: 'only the address of this page is signed' })
  try {
    const signature = await options.sign(url.href)
    options.onSigned(url.href)
    json(200, { ...signature, url: url.href })
  } catch (error) {
    options.onSigned(url.href, error)
    json(502, { error: 'no signature could be made: see the terminal' })
  }
}

function send(response: ServerResponse, status: number, type: string, content: string | Buffer): void {
  response.writeHead(status, { ...HEAD, 'content-type': type, 'content-length': Buffer.byteLength(content) })
  response.end(content)
}
