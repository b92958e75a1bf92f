import { tokenKey } from '../../api/token-key'
import type { Message } from '../../terminal/language'
import { tokenMessages } from '../../terminal/messages/token'
import { mask } from '../../wechat/redact'
import type { CommandContext } from '../command'
import { lifeOf, sourceOf } from './life'
import { timeLeft } from './time-left'

/**
 * `wxadmin token status`: fetches only where no usable token is cached, and fails as `wxadmin token` does where
 * none can be had.
 *
 * `--json`: `{ account, appid, source, token (masked), expiresAt, expiresIn, cached, keptIn }`, null for what there
 * is not
 */
export async function tokenStatus(cx: CommandContext): Promise<undefined> {
  const [client, settings, store] = await Promise.all([
    cx.parts.client(),
    cx.parts.settings(),
    cx.parts.store(),
  ])
  const { token, expiresAt, cached } = await client.token()
  const life = lifeOf(expiresAt, cx.now())
  const status = {
    account: settings.account?.value ?? null,
    appid: settings.appid?.value ?? null,
    source: cx.terminal.redact(sourceOf(settings)),
    token: mask(token),
    ...life,
    cached,
    keptIn: settings.accessToken ? null : store.tokens.file(tokenKey(settings)),
  }
  const { table } = await import('../../terminal/table')
  cx.terminal.result(status, () => {
    const say = (message: Message) => cx.terminal.t(message)
    const none = say(tokenMessages.none)
    const left = timeLeft(life, cx.terminal)
    const rows: [Message, string][] = [
      [tokenMessages.account, status.account ?? (settings.appid ? say(tokenMessages.unnamed) : none)],
      [tokenMessages.appid, status.appid ?? none],
      [tokenMessages.source, settings.accessToken ? say(tokenMessages.given) : status.source],
      [tokenMessages.token, status.token],
      [
        tokenMessages.left,
        life.expiresAt ? cx.terminal.t(tokenMessages.until, { left, time: life.expiresAt }) : left,
      ],
      [tokenMessages.kept, status.keptIn ?? none],
    ]
    return table(rows.map(([label, value]) => [say(label), value]))
  })
}
