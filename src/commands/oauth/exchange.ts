import { WxError } from '../../errors'
import { openOauthStore } from '../../store/oauth'
import { aimed } from '../../terminal/hint'
import { oauthMessages } from '../../terminal/messages/oauth'
import { codeFault, isDeclined, readRedirected } from '../../wechat/oauth/redirected'
import { hasScope } from '../../wechat/oauth/web-token'
import type { CommandContext } from '../command'
import { tokenDocument, tokenTable } from './documents'
import { exchangeAndKeep, isSpent, webCredentials } from './keep'
import { takeState } from './state'

interface Options {
  readonly state?: string
}

/**
 * `wxadmin oauth exchange CODE`: a code, or the whole address that WeChat redirected to, for a web token, which is
 * kept for its openid and not shown. The call is made once, whatever comes of it.
 *
 * `--json`: `{ openid, scope, unionid, snapshotUser, expiresAt (ISO 8601), expiresIn (s), refreshExpiresAt }`,
 * `unionid` null where WeChat tells none.
 * @throws WxError CODE_MISSING, CODE_INVALID, USER_DECLINED, STATE_UNKNOWN, CODE_UNCERTAIN, WECHAT (40029, 40163, 42003), NO_ACCOUNT,
 * NO_CREDENTIALS, NO_SECRET_GIVEN
 */
export async function oauthExchange(
  cx: CommandContext,
  [text]: [string],
  { state }: Options,
): Promise<undefined> {
  const { terminal } = cx
  const { code, state: inAddress } = readRedirected(text)
  if (!code) throw new WxError('CODE_MISSING')
  if (isDeclined(code)) throw new WxError('USER_DECLINED')
  terminal.hide(code)
  const fault = codeFault(code)
  if (fault !== undefined) throw new WxError('CODE_INVALID', { reason: fault })
  const [credentials, store, client] = await Promise.all([
    webCredentials(cx),
    cx.services.store(),
    cx.services.client(),
  ])
  const { states } = openOauthStore(store.dir)
  const taken = await takeState(cx, states, credentials.appid, { given: state, inAddress })
  try {
    const token = await exchangeAndKeep(cx, client, credentials, code)
    terminal.result(
      () => tokenDocument(token, cx.now()),
      () => tokenTable(token, terminal, cx.now()),
    )
    if (token.snapshotUser) terminal.warn(oauthMessages.snapshotUser)
    const verb = hasScope(token, 'snsapi_userinfo') ? 'userinfo' : 'check'
    terminal.note(oauthMessages.exchanged, { next: aimed(`wxadmin oauth ${verb}`, terminal.subject) })
  } catch (error) {
    if (taken && !isSpent(error)) await states.putBack(taken)
    throw error
  }
  return undefined
}
