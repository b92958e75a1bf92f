import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { guardedOptions, guardServer } from '../../http/connections'
import { closeServer, listen } from '../../http/listen'
import type { LoginPage } from '../../terminal/login-page'
import { codeFault, isDeclined } from '../../wechat/oauth/redirected'

/** Why a request was not taken for the redirect. */
export type RefusedRedirect = 'wrong-state' | 'no-state' | 'twice' | 'used' | 'host'

export interface LoginServerOptions {
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  /** Paths at which the redirect may arrive; of anything else nothing is here. */
  readonly paths: ReadonlySet<string>
  /** The state that has to come back. */
  readonly state: string
  /** @param name host of the request, without its port */
  readonly isOurs: (name: string) => boolean
  readonly page: (page: LoginPage) => string
  /** @param host as the request has it */
  readonly onRefused: (reason: RefusedRedirect, host: string) => void
}

/** The redirect that was waited for; the browser waits for `answer`. */
export interface Landing {
  /** Absent where the user did not agree. */
  readonly code?: string
  /** WeChat says that the user declined, in place of the code. */
  readonly declined?: true
  /** What is wrong with the code that came (see codeFault). */
  readonly fault?: string
  readonly answer: (page: LoginPage) => void
}

export interface LoginServer {
  readonly port: number
  readonly landing: Promise<Landing>
  /** Stops listening; what is being answered has a second to arrive. */
  close(): Promise<void>
}

const CONNECTIONS = 64

/**
 * Waits for one redirect that carries the right state. Any other request is refused and changes nothing: a page that
 * guesses the address must not end the login, nor slip in a code of its own.
 * @throws WxError PORT_TAKEN, HOST_UNUSABLE
 */
export async function startLoginServer(options: LoginServerOptions): Promise<LoginServer> {
  let land: (landing: Landing) => void
  const landing = new Promise<Landing>((resolve) => {
    land = resolve
  })
  let isUsed = false
  const server = createServer(guardedOptions, (request, response) => {
    const verdict = judge(request, options, isUsed)
    if (!('code' in verdict)) {
      if (verdict.reason) options.onRefused(verdict.reason, String(request.headers.host))
      reply(response, verdict.status, options.page(verdict.page))
      return
    }
    isUsed = true
    const declined = verdict.code !== undefined && isDeclined(verdict.code)
    const code = declined ? undefined : verdict.code
    const fault = code ? codeFault(code) : undefined
    land({
      ...(code && fault === undefined && { code }),
      ...(fault !== undefined && { fault }),
      ...(declined && { declined }),
      answer: (page) =>
        reply(response, page === 'done' ? 200 : page === 'denied' ? 403 : 502, options.page(page)),
    })
  })
  guardServer(server, CONNECTIONS)
  const port = await listen(server, options)
  return { port, landing, close: () => closeServer(server) }
}

type Verdict =
  | { readonly code: string | undefined }
  | { readonly status: number; readonly page: LoginPage; readonly reason?: RefusedRedirect }

function judge(request: IncomingMessage, options: LoginServerOptions, isUsed: boolean): Verdict {
  const refuse = (reason: RefusedRedirect, page: LoginPage = 'refused', status = 400) => ({
    status,
    page,
    reason,
  })
  const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  if (!options.isOurs(name)) return refuse('host', 'refused', 403)
  const address = `http://here${request.url?.startsWith('/') ? request.url : '/'}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !options.paths.has(url.pathname)) return { status: 404, page: 'idle' }
  // A HEAD of some link checker must not use up the code.
  if (request.method !== 'GET') return { status: 405, page: 'idle' }
  const [states, codes] = [url.searchParams.getAll('state'), url.searchParams.getAll('code')]
  if (states.length + codes.length === 0) return { status: 200, page: 'idle' }
  if (states.length > 1 || codes.length > 1) return refuse('twice')
  const [state] = states
  if (!state) return refuse('no-state')
  if (!isSame(state, options.state)) return refuse('wrong-state')
  return isUsed ? refuse('used', 'used') : { code: codes[0] }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Nothing of the page is kept, run or shown in another; its address, which has the code in it, is told to nobody. */
const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  Connection: 'close',
} as const

function reply(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { ...headers, ...(status === 405 && { Allow: 'GET' }) }).end(html)
}
