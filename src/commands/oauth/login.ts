import type { Client } from '../../api/types'
import { fetchUserOf, type WebCredentials } from '../../api/web-auth'
import { interruption, WxError } from '../../errors'
import { reachable } from '../../http/listen'
import type { Settings } from '../../store/types'
import { aimed } from '../../terminal/hint'
import { loginPage } from '../../terminal/login-page'
import { oauthMessages, loginMessages as say } from '../../terminal/messages/oauth'
import { isPlainWord } from '../../terminal/shell-word'
import { isLoopback } from '../../wechat/hosts'
import {
  AUTHORIZE_HOST,
  type AuthorizeScope,
  authorizeBase,
  authorizeUrl,
} from '../../wechat/oauth/authorize-url'
import type { RedirectAddress } from '../../wechat/oauth/redirect-address'
import { hasScope } from '../../wechat/oauth/web-token'
import type { CommandContext } from '../command'
import { readPort } from '../port'
import { writeReadyFile } from '../ready-file'
import { type ShowOptions, showLink } from '../show-link'
import { type Profile, userDocument, userTable } from './documents'
import { exchangeAndKeep, webCredentials } from './keep'
import { type Landing, type LoginServer, type RefusedRedirect, startLoginServer } from './login-server'
import { redirectFrom, tellDoubts } from './redirect'
import { makeState } from './state'

interface Options extends ShowOptions {
  readonly scope: AuthorizeScope
  readonly port: string
  readonly host: string
  readonly publicUrl?: string
  readonly forcePopup?: boolean
  readonly readyFile?: string
}

/** A person has to take out a phone and read what is asked. */
const WAIT_MS = 300_000
/** `--timeout` says how long to wait for the person; a call to WeChat still has no more than this. */
const CALL_MS = 10_000

/**
 * `wxadmin oauth login`: makes a link, waits for the redirect that carries its state, exchanges the code once and
 * shows the user. `--timeout` is how long it waits, 5 minutes without; the token is kept as of `oauth exchange`.
 *
 * With `--json` one object a line on stdout: `{type:"ready",time,url,port,pid,authorizeUrl}`,
 * `{type:"refused",time,reason}` for each request that is not the redirect (`wrong-state`, `no-state`, `twice`, `used`,
 * `host`), and at the end `{type:"user",time,…}` with the keys of `oauth userinfo --json`. The ready file has
 * `authorizeUrl` as well.
 * @throws WxError LOGIN_TIMED_OUT, LOGIN_DENIED, USER_DECLINED, CODE_INVALID, CODE_UNCERTAIN, WECHAT, REDIRECT_* (of --public-url), PORT_TAKEN,
 * HOST_UNUSABLE, VALUE_OUT_OF_RANGE, FILE_UNWRITABLE, NO_ACCOUNT, NO_CREDENTIALS, INTERRUPTED, TERMINATED
 */
export async function oauthLogin(cx: CommandContext, _args: [], options: Options): Promise<undefined> {
  const { terminal } = cx
  const port = readPort(options.port)
  const published = options.publicUrl === undefined ? undefined : redirectFrom(options.publicUrl)
  const settings = await cx.services.settings()
  const credentials = await webCredentials(cx)
  const [client, base] = await Promise.all([clientFor(cx, settings), cx.services.base().then(authorizeBase)])
  const state = makeState(cx)
  const server = await startLoginServer({
    host: options.host,
    port,
    paths: new Set(['/', published ? new URL(published.href).pathname : '/']),
    state,
    isOurs: (name) => published !== undefined || isLoopback(name) || name === reachable(options.host),
    page: (page) => loginPage(page, terminal.language),
    onRefused: refusals(cx),
  })
  try {
    const redirect = published ?? redirectFrom(`http://${reachable(options.host)}:${server.port}/`)
    const link = authorizeUrl({
      appid: credentials.appid,
      redirectUri: redirect.href,
      scope: options.scope,
      state,
      forcePopup: options.forcePopup,
      base,
    })
    const waitMs = cx.globals.timeout === undefined ? WAIT_MS : cx.globals.timeout * 1000
    announce(cx, {
      link,
      redirect,
      server,
      options,
      waitMs,
      atWechat: new URL(base).hostname === AUTHORIZE_HOST,
    })
    const ready = { url: redirect.href, port: server.port, authorizeUrl: link }
    if (options.readyFile !== undefined) await writeReadyFile(cx, options.readyFile, ready)
    await showLink(cx, link, options)
    const landing = await waited(cx, server.landing, redirect.href, waitMs)
    await finish(cx, client, credentials, landing)
  } finally {
    await server.close()
  }
  return undefined
}

/** What came back, exchanged and shown. The browser is told as soon as the code has been exchanged, or has not. */
async function finish(
  cx: CommandContext,
  client: Client,
  credentials: WebCredentials,
  { code, fault, declined, answer }: Landing,
): Promise<void> {
  const { terminal } = cx
  if (fault !== undefined) {
    answer('failed')
    throw new WxError('CODE_INVALID', { reason: fault })
  }
  if (code === undefined) {
    answer('denied')
    throw new WxError(declined ? 'USER_DECLINED' : 'LOGIN_DENIED')
  }
  terminal.hide(code)
  terminal.note(say.exchanging)
  const token = await exchangeAndKeep(cx, client, credentials, code).catch((error: unknown) => {
    answer('failed')
    throw error
  })
  answer('done')
  const { openid } = token
  const asked = hasScope(token, 'snsapi_userinfo') ? fetchUserOf(client, token, 'zh_CN') : undefined
  const user = await asked?.catch((error: unknown) => {
    const next = aimed(`wxadmin oauth userinfo ${isPlainWord(openid) ? openid : 'OPENID'}`, terminal.subject)
    terminal.warn(oauthMessages.userLater, { openid, next })
    throw error
  })
  const profile: Profile = { token, user }
  if (terminal.json) terminal.event({ type: 'user', ...userDocument(profile) }, () => '')
  else terminal.print(userTable(profile, terminal))
  if (token.snapshotUser) terminal.warn(oauthMessages.snapshotUser)
}

function clientFor(cx: CommandContext, settings: Settings): Promise<Client> {
  const { timeoutMs } = settings
  return cx.services.clientFor({
    ...settings,
    timeoutMs: { ...timeoutMs, value: Math.min(timeoutMs.value, CALL_MS) },
  })
}

interface Announced {
  readonly link: string
  readonly redirect: RedirectAddress
  readonly server: LoginServer
  readonly options: Options
  readonly waitMs: number
  /** The link leads to WeChat, and not to a sandbox. */
  readonly atWechat: boolean
}

function announce(
  cx: CommandContext,
  { link, redirect, server, options, waitMs, atWechat }: Announced,
): void {
  const { terminal, pid } = cx
  const { href: url, domain } = redirect
  if (!isLoopback(options.host)) terminal.warn(say.notLoopback, { host: options.host })
  if (options.publicUrl !== undefined) tellDoubts(cx, redirect, { bySandbox: !atWechat })
  else if (atWechat) terminal.warn(say.phoneCannotReach, { url })
  if (terminal.json) {
    terminal.event({ type: 'ready', url, port: server.port, pid, authorizeUrl: link }, () => '')
    return
  }
  // Also with --quiet: without the link there is nothing to wait for.
  terminal.write(`${terminal.err.bold(terminal.t(atWechat ? say.open : say.openAnywhere))}\n\n  ${link}\n`)
  if (atWechat) terminal.note(oauthMessages.register, { domain })
  terminal.note(say.waiting, { url, minutes: Math.round(waitMs / 6000) / 10 })
}

/** How many refused requests are shown: whoever sends them must not be able to fill the terminal. */
const SHOWN = 5

function refusals({ terminal }: CommandContext): (reason: RefusedRedirect, host: string) => void {
  let count = 0
  return (reason, host) => {
    count += 1
    if (count > SHOWN + 1) return
    if (count > SHOWN) terminal.note(say.moreRefused)
    else if (terminal.json) terminal.event({ type: 'refused', reason }, () => '')
    else terminal.warn(say[reason], { host })
  }
}

/** @throws WxError LOGIN_TIMED_OUT, INTERRUPTED, TERMINATED */
function waited(
  { signal }: CommandContext,
  landing: Promise<Landing>,
  url: string,
  waitMs: number,
): Promise<Landing> {
  return new Promise((resolve, reject) => {
    const stop = () => settle(() => reject(interruption(signal)))
    const seconds = Math.round(waitMs / 100) / 10
    const timer = setTimeout(
      () => settle(() => reject(new WxError('LOGIN_TIMED_OUT', { url, seconds }))),
      waitMs,
    )
    const settle = (then: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      then()
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    landing.then((found) => settle(() => resolve(found)))
  })
}
