import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { sameSignature } from '../../wechat/callback/signature'
import { pageSignature } from '../../wechat/jssdk'
import { BadControl } from '../control/input'
import { deliver } from '../deliver'
import type { CallEvent } from '../exchange'
import { forcedErrcode } from '../exchange'
import type { Fault } from '../faults'
import { type Strike, strike } from '../faults'
import { findQrcode, hasExpired, qrcodeAddress } from '../qrcodes'
import type { Outside } from '../scan'
import { scan } from '../scan'
import { sandboxTime } from '../state'
import type { StateStore } from '../store'
import { answerConsent, openLink, type Visit, visitResponse } from './authorize'
import { errorPage } from './authorize-page'
import { pageResponse } from './html'
import script from './jweixin.js?raw'
import { notice } from './parts'
import { avatar, qrPicture } from './pictures'
import { expiredQrcodePage, goneQrcodePage, scannedPage, scanPage } from './scan-page'
import { type Language, languageOf, words } from './words'

/** What the pages need. */
export interface Site {
  readonly store: StateStore
  /** Faults of the command line; the state has others. */
  readonly faults: Fault[]
  readonly outside: Outside
  /** Waits as a fault demands. Milliseconds. */
  readonly linger: (ms: number) => Promise<void>
  /** An address of the platform's own was opened. */
  readonly onCall?: (event: CallEvent) => void
}

type Request = Context<{ Bindings: HttpBindings }>

/** GET /connect/oauth2/authorize, which is on another host at WeChat. Faults apply to it as to an API call. */
export async function authorize(c: Request, site: Site): Promise<Response> {
  const { store, faults, outside } = site
  const started = performance.now()
  const language = languageIn(c)
  const path = c.req.path
  const query = new URL(c.req.url).search.slice(1)
  const struck: Strike & { readonly visit: Visit } = await store.transact((state) => {
    state.calls[path] = (state.calls[path] ?? 0) + 1
    const { latencyMs, fault } = strike([faults, state.faults], path)
    const errcode = fault && forcedErrcode(fault)
    const visit =
      errcode === undefined
        ? openLink(state, query, outside.now(), language)
        : { page: errorPage({ errcode }, language), errcode }
    return { latencyMs, fault, visit }
  })
  const { latencyMs, fault, visit } = struck
  await site.linger(latencyMs)
  const errcode = 'location' in visit ? 0 : visit.errcode
  tell(c, site, started, { errcode, fault: fault?.kind })
  const response = visitResponse(visit, 302, language)
  if (!fault || forcedErrcode(fault) !== undefined) return response
  const contentType = 'text/html; charset=utf-8'
  const answer = { errcode: errcode ?? 0, text: await response.text(), contentType, appid: null }
  return deliver({ latencyMs, fault, answer }, c.env, outside.closing)
}

/** POST /sandbox/authorize: the consent page's form. */
export async function consent(c: Request, { store, outside }: Site): Promise<Response> {
  const language = languageIn(c)
  const form = await formIn(c)
  return orBadForm(language, async () => {
    const given = { query: form.query ?? '', user: form.user ?? '', answer: form.answer ?? '' }
    const visit = await store.transact((state) => answerConsent(state, given, outside.now(), language))
    return visitResponse(visit, 303, language)
  })
}

/** GET /sandbox/q/ID: what a scanned code opens. */
export async function qrcode(c: Request, { store, outside }: Site): Promise<Response> {
  const language = languageIn(c)
  const state = await store.read()
  const found = findQrcode(state, { id: c.req.param('id') ?? '' })
  if (!found) return pageResponse(goneQrcodePage(language), language)
  const expired = hasExpired(found.qrcode, sandboxTime(state, outside.now()))
  const page = expired
    ? expiredQrcodePage(found.qrcode, language)
    : scanPage(found.account, found.qrcode, language)
  return pageResponse(page, language)
}

/** POST /sandbox/q/ID: the button of that page. */
export async function scanned(c: Request, site: Site): Promise<Response> {
  const language = languageIn(c)
  const { user } = await formIn(c)
  const opened = await qrcode(c, site)
  if (!opened.ok) return opened
  return orBadForm(language, async () => {
    const id = c.req.param('id') ?? ''
    return pageResponse(
      scannedPage(await scan(site.store, { id }, user, site.outside), { id }, language),
      language,
    )
  })
}

/** GET /cgi-bin/showqrcode, which is on mp.weixin.qq.com; it needs no token. */
export async function showQrcode(c: Request, site: Site): Promise<Response> {
  const { store } = site
  const started = performance.now()
  const found = findQrcode(await store.read(), { ticket: c.req.query('ticket') ?? '' })
  tell(c, site, started, { errcode: found ? 0 : undefined })
  if (!found) return new Response('', { status: 404 })
  const picture = await qrPicture(qrcodeAddress(new URL(c.req.url).origin, found.qrcode))
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/jpg' } })
}

/** GET /sandbox/avatar/OPENID, in place of thirdwx.qlogo.cn. */
export async function picture(c: Request, { store }: Site): Promise<Response> {
  const svg = avatar(await store.read(), c.req.param('openid') ?? '')
  if (svg === undefined) return new Response('', { status: 404 })
  const policy = "default-src 'none'; sandbox"
  return new Response(svg, {
    headers: { 'content-type': 'image/svg+xml', 'content-security-policy': policy },
  })
}

function tell(
  { req: { method, path } }: Request,
  { onCall }: Site,
  started: number,
  about: { readonly errcode?: number; readonly fault?: string },
): void {
  onCall?.({ method, path, ...about, ms: Math.round(performance.now() - started) })
}

function languageIn(c: Request): Language {
  return languageOf(c.req.header('accept-language'))
}

async function formIn(c: Request): Promise<Readonly<Record<string, string | undefined>>> {
  const form = await c.req.parseBody().catch(() => ({}))
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

async function orBadForm(language: Language, respond: () => Promise<Response>): Promise<Response> {
  try {
    return await respond()
  } catch (error) {
    if (!(error instanceof BadControl)) throw error
    return pageResponse(notice(words.badForm, '', { status: 400, id: 'bad-form', language }), language)
  }
}

const HEADERS = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' }

/** Replaces the JS-SDK's script, at the path of the real one. */
export function jweixin(c: Request): Response {
  return c.body(script, 200, HEADERS)
}

/**
 * Whether what a page gave to `wx.config` is right, in the client's words (docs/platform.md 6), in a script
 * that calls back.
 */
export async function judged(c: Request, { store, outside }: Site): Promise<Response> {
  const state = await store.read()
  const time = sandboxTime(state, outside.now())
  const value = (name: string) => c.req.query(name) ?? ''
  const appid = value('appId')
  const account = Object.hasOwn(state.accounts, appid) ? state.accounts[appid] : undefined
  const tickets = account?.web.tickets.filter(({ type, validUntil }) => type === 'jsapi' && validUntil > time)
  const isRight = tickets?.some((ticket) => {
    const timestamp = Number(value('timestamp'))
    return sameSignature(
      value('signature'),
      pageSignature(ticket.value, value('nonceStr'), timestamp, value('url')),
    )
  })
  // [?] The message for an unknown AppID.
  const verdict = !account ? 'config:invalid appid' : isRight ? 'config:ok' : 'config:invalid signature'
  return c.body(`wx.sandbox(${JSON.stringify(verdict)})\n`, 200, HEADERS)
}
