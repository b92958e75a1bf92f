import { isTokenText } from '../../api/credentials'
import {
  checkWebToken,
  fetchUserOf,
  fetchWebUser,
  refreshWebToken,
  type UserLocale,
} from '../../api/web-auth'
import { WxError } from '../../errors'
import { oauthMessages } from '../../terminal/messages/oauth'
import { decodeGiven } from '../../wechat/given-value'
import { hasScope, type WebToken } from '../../wechat/oauth/web-token'
import type { CommandContext } from '../command'
import { readStdin } from '../stdin'
import { lifeOf } from '../token/life'
import { tokenDocument, tokenTable, userDocument, userTable } from './documents'
import { keepWebToken, ownerOf } from './keep'
import { ended, keptToken, refreshKept, refused, withKept } from './web-access'

interface Options {
  readonly tokenStdin?: boolean
}

/**
 * `wxadmin oauth refresh [OPENID]`: a new access token now, with the kept refresh token or one from stdin; kept, not
 * shown.
 *
 * `--json`: as of `oauth exchange`.
 * @throws WxError WEB_TOKEN_ENDED (40030, 42002, 42007), NO_WEB_TOKEN, WEB_TOKEN_UNKNOWN, WEB_TOKEN_INVALID
 */
export async function refresh(
  cx: CommandContext,
  [openid]: [string?],
  { tokenStdin }: Options,
): Promise<undefined> {
  const { terminal } = cx
  const token = tokenStdin ? await refreshGiven(cx, openid) : await refreshLatest(cx, openid)
  terminal.result(
    () => tokenDocument(token, cx.now()),
    () => tokenTable(token, terminal, cx.now()),
  )
  terminal.note(oauthMessages.refreshed, { openid: token.openid })
  return undefined
}

/**
 * `wxadmin oauth userinfo [OPENID]`: the user's name and picture.
 *
 * `--json`: `{ openid, scope, nickname, headimgurl, unionid, snapshotUser, sex, province, city, country, privilege }`,
 * null for what is not known; of the made-up user of a snapshot page WeChat may tell nothing.
 * @throws WxError SCOPE_TOO_SMALL before the call for a token of snsapi_base; OPENID_NEEDED; as `refresh`
 */
export async function userinfo(
  cx: CommandContext,
  [openid]: [string?],
  { tokenStdin, locale = 'zh_CN' }: Options & { readonly locale?: UserLocale },
): Promise<undefined> {
  const { terminal } = cx
  const client = await cx.services.client()
  const show = (profile: Parameters<typeof userTable>[0]) => {
    terminal.result(
      () => userDocument(profile),
      () => userTable(profile, terminal),
    )
    if (profile.token?.snapshotUser) terminal.warn(oauthMessages.snapshotUser)
  }
  if (tokenStdin) {
    const access = await givenAccess(cx, openid, 'userinfo')
    const user = await fetchWebUser(client, access, locale).catch((error) => {
      throw refused(error, access.openid)
    })
    show({ user })
    return undefined
  }
  const kept = await keptToken(cx, openid)
  checkScope(kept)
  const { result: user, token } = await withKept(cx, client, kept, (one) => fetchUserOf(client, one, locale))
  show({ token, user })
  return undefined
}

/**
 * `wxadmin oauth check [OPENID]`: whether WeChat takes the web token. A kept one that it does not take is refreshed
 * once; what fails then is the command's error.
 *
 * `--json`: `{ openid, valid: true, scope, expiresAt, expiresIn }`, null for what is not known.
 * @throws WxError WEB_TOKEN_REFUSED, WEB_TOKEN_ENDED, OPENID_NEEDED, NO_WEB_TOKEN, WEB_TOKEN_UNKNOWN
 */
export async function check(
  cx: CommandContext,
  [openid]: [string?],
  { tokenStdin }: Options,
): Promise<undefined> {
  const client = await cx.services.client()
  if (tokenStdin) {
    const access = await givenAccess(cx, openid, 'check')
    await checkWebToken(client, access).catch((error) => {
      throw refused(error, access.openid)
    })
    showCheck(cx, access)
    return undefined
  }
  const kept = await keptToken(cx, openid)
  const { token } = await withKept(cx, client, kept, (one) => checkWebToken(client, one))
  showCheck(cx, token)
  return undefined
}

function showCheck(
  { terminal, now }: CommandContext,
  { openid, scope, expiresAt }: Pick<WebToken, 'openid'> & Partial<WebToken>,
): void {
  terminal.result(
    () => ({ openid, valid: true, scope: scope ?? null, ...lifeOf(expiresAt, now()) }),
    () => terminal.t(oauthMessages.works, { openid }),
  )
}

/** WeChat would answer 48001: said without asking it. */
function checkScope(token: WebToken): void {
  const { openid, scope } = token
  if (hasScope(token, 'snsapi_base') && !hasScope(token, 'snsapi_userinfo'))
    throw new WxError('SCOPE_TOO_SMALL', { openid, scope })
}

async function refreshLatest(cx: CommandContext, openid?: string): Promise<WebToken> {
  const kept = await keptToken(cx, openid)
  return refreshKept(cx, await cx.services.client(), kept)
}

async function refreshGiven(cx: CommandContext, openid = '-'): Promise<WebToken> {
  const { appid } = await ownerOf(cx)
  const refreshToken = await tokenFromStdin(cx)
  const client = await cx.services.client()
  const token = await refreshWebToken(client, { appid, refreshToken }, cx.now()).catch((error) => {
    throw ended(error, openid)
  })
  await keepWebToken(cx, token)
  return token
}

async function givenAccess(cx: CommandContext, openid: string | undefined, verb: string) {
  if (openid === undefined) throw new WxError('OPENID_NEEDED', { verb })
  return { openid, accessToken: await tokenFromStdin(cx) }
}

/** More than this on stdin is no token. Bytes. */
const MOST = 8192

/** @throws WxError WEB_TOKEN_INVALID */
async function tokenFromStdin(cx: CommandContext): Promise<string> {
  const text = decodeGiven(await readStdin(cx, MOST))
  cx.terminal.hide(text)
  if (text === '' || !isTokenText(text))
    throw new WxError('WEB_TOKEN_INVALID', { reason: `${Buffer.byteLength(text)} bytes` })
  return text
}
