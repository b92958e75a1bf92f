import { credentialsOf } from '../../api/credentials'
import type { Client } from '../../api/types'
import { exchangeCode, type WebCredentials } from '../../api/web-auth'
import { type ErrorCode, errcodeOf, WxError } from '../../errors'
import { hubOf } from '../../store/hub-source'
import { openOauthStore } from '../../store/oauth'
import type { WebTokenOwner } from '../../store/web-tokens'
import { oauthMessages } from '../../terminal/messages/oauth'
import type { WebToken } from '../../wechat/oauth/web-token'
import type { CommandContext } from '../command'

/** Ends of a call that may have reached WeChat. */
const UNCERTAIN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'NETWORK_TIMEOUT_WRITE',
  'NETWORK_DROPPED',
  'NETWORK_STATUS',
  'NOT_JSON',
  'ANSWER_INCOMPLETE',
  'ANSWER_TOO_LARGE',
  'ANSWER_TOO_DEEP',
  'HUB_CUT_OFF',
  'HUB_UNANSWERED',
  'HUB_FAILED',
  'HUB_GATEWAY',
  'HUB_OTHER',
])

/**
 * Exchanges a code, once, and keeps what it brings.
 * @throws WxError WECHAT where WeChat refuses it, CODE_UNCERTAIN where it may have been taken without an answer
 */
export async function exchangeAndKeep(
  cx: CommandContext,
  client: Client,
  credentials: WebCredentials,
  code: string,
): Promise<WebToken> {
  cx.terminal.hide(code)
  const token = await exchangeCode(client, credentials, code, cx.now()).catch(async (error: unknown) => {
    if (!(error instanceof WxError) || !UNCERTAIN.has(error.code)) throw error
    const { explain } = await import('../../terminal/errors')
    const { what } = await explain(error, cx.terminal)
    throw new WxError('CODE_UNCERTAIN', { cause: what }, { cause: error })
  })
  await keepWebToken(cx, token)
  return token
}

/** What a code is exchanged with: by way of a hub without the AppSecret. @throws WxError as credentialsOf, Services.identity */
export async function webCredentials({ services }: CommandContext): Promise<WebCredentials> {
  const settings = await services.identity()
  const { appid } = settings
  return appid && hubOf(settings) !== undefined ? { appid: appid.value } : credentialsOf(settings)
}

/** Refusals that end a code. */
const SPENT: ReadonlySet<number> = new Set([40029, 40163, 42003])

/** Whether a failed exchange has ended the code: what was not sent, or failed by the credentials, can be done again. */
export const isSpent = (error: unknown): boolean =>
  (error instanceof WxError && error.code === 'CODE_UNCERTAIN') || SPENT.has(errcodeOf(error) ?? 0)

/** Keeps a token for its user; a renewed one makes nobody the latest. A store that cannot be written is a warning: the token is there. */
export async function keepWebToken(cx: CommandContext, token: WebToken, renewed = false): Promise<void> {
  const { terminal } = cx
  terminal.hide(token.accessToken)
  terminal.hide(token.refreshToken)
  const { tokens } = openOauthStore((await cx.services.store()).dir)
  const owner = await ownerOf(cx)
  const settings = await cx.services.settings()
  try {
    // Of an account that was removed meanwhile nothing is kept: one of the two looks sees whatever comes between.
    if (!(await cx.services.isCurrent(settings))) return
    await tokens.keep(owner, token, cx.now(), renewed)
    if (!(await cx.services.isCurrent(settings))) await tokens.forget(owner.appid)
  } catch (error) {
    if (!(error instanceof WxError)) throw error
    const { explain } = await import('../../terminal/errors')
    terminal.warn(oauthMessages.notKept, { reason: (await explain(error, terminal)).what })
  }
}

/** Whose web tokens the settings are about. @throws NO_ACCOUNT without an AppID */
export async function ownerOf({ services }: CommandContext): Promise<WebTokenOwner> {
  const { appid, apiBase } = await services.identity()
  if (!appid) throw new WxError('NO_ACCOUNT')
  return { appid: appid.value, base: apiBase.value }
}
