import { WxError } from '../../errors'
import { openOauthStore } from '../../store/oauth'
import { SANDBOX_BASE } from '../../store/types'
import { aimed } from '../../terminal/hint'
import { oauthMessages } from '../../terminal/messages/oauth'
import {
  AUTHORIZE_HOST,
  type AuthorizeScope,
  authorizeBase,
  authorizeUrl,
} from '../../wechat/oauth/authorize-url'
import type { CommandContext } from '../command'
import { type ShowOptions, showLink } from '../show-link'
import { redirectFrom, tellDoubts } from './redirect'
import { checkStateText, makeState } from './state'

interface Options extends ShowOptions {
  readonly scope: AuthorizeScope
  readonly state?: string
  readonly forcePopup?: boolean
  readonly forceSnapshot?: boolean
}

/** `--state auto`: one is made and remembered. */
const AUTO = 'auto'

/**
 * `wxadmin oauth url REDIRECT`: prints the authorize link alone; all that is to be said of it goes to stderr.
 *
 * `--json`: `{ url, appid, redirectUri, scope, state, domain }`, `redirectUri` as it is before it becomes a
 * parameter, `domain` the one to register.
 * @throws WxError REDIRECT_*, STATE_INVALID, NO_ACCOUNT, STORE_*
 */
export async function oauthUrl(cx: CommandContext, [text]: [string], options: Options): Promise<undefined> {
  const { terminal } = cx
  const redirect = redirectFrom(text)
  if (options.state !== undefined) checkStateText(options.state)
  const { appid, apiBase } = await cx.services.identity()
  if (!appid) throw new WxError('NO_ACCOUNT')
  const base = authorizeBase(apiBase.value)
  const atWechat = new URL(base).hostname === AUTHORIZE_HOST
  const isEmbedded = apiBase.value === SANDBOX_BASE
  tellDoubts(cx, redirect, { bySandbox: !atWechat || isEmbedded })
  const made = options.state === AUTO ? await rememberedState(cx, appid.value) : undefined
  const state = made?.state ?? options.state ?? ''
  const url = authorizeUrl({
    appid: appid.value,
    redirectUri: redirect.href,
    scope: options.scope,
    state,
    forcePopup: options.forcePopup,
    forceSnapShot: options.forceSnapshot,
    base,
  })
  const { domain } = redirect
  terminal.result(
    { url, appid: appid.value, redirectUri: redirect.href, scope: options.scope, state, domain },
    () => url,
  )
  await showLink(cx, url, options)
  const exchange = aimed('wxadmin oauth exchange', terminal.subject)
  if (made?.isKept) terminal.note(oauthMessages.stateRemembered, { state, exchange })
  if (isEmbedded) terminal.note(oauthMessages.sandboxNotRunning)
  else if (atWechat) {
    terminal.note(oauthMessages.register, { domain })
    terminal.note(oauthMessages.opensInWechat)
  } else terminal.note(oauthMessages.opensAnywhere)
  return undefined
}

async function rememberedState(
  cx: CommandContext,
  appid: string,
): Promise<{ readonly state: string; readonly isKept: boolean }> {
  const { states } = openOauthStore((await cx.services.store()).dir)
  const state = makeState(cx)
  try {
    await states.remember(appid, state, cx.now())
    return { state, isKept: true }
  } catch (error) {
    // The link is good all the same; only nobody can check what comes back.
    if (!(error instanceof WxError) || !error.code.startsWith('STORE_')) throw error
    const { explain } = await import('../../terminal/errors')
    cx.terminal.warn(oauthMessages.stateNotKept, { reason: (await explain(error, cx.terminal)).what })
    return { state, isKept: false }
  }
}
