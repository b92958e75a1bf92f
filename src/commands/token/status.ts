import { credentialsOf, tokenKey } from '../../api/credentials'
import { hubOf } from '../../store/hub-source'
import type { Settings } from '../../store/types'
import type { Message } from '../../terminal/language'
import { tokenMessages } from '../../terminal/messages/token'
import { mask } from '../../wechat/redact'
import type { CommandContext } from '../command'
import { lifeOf, sourceOf } from './life'
import { timeLeft } from './time-left'

/** A token that is there. */
interface Kept {
  readonly token: string
  /** Milliseconds since 1970; absent: unknown. */
  readonly expiresAt?: number
  /** Absent for one that is in no file. */
  readonly file?: string
}

/**
 * `wxadmin token status`: what is there, without a call; a fetch could end the tokens of others.
 *
 * `--json`: `{ account, appid, source, token (masked), expiresAt, expiresIn, cached, keptIn }`, null for what there
 * is not; without a token that still lives `cached` is false and the next command fetches one.
 * @throws WxError NO_ACCOUNT, NO_CREDENTIALS, NO_SECRET_GIVEN where none is kept and none can be had either
 */
export async function tokenStatus(cx: CommandContext): Promise<undefined> {
  const settings = await cx.services.identity()
  const kept = await keptToken(cx, settings)
  if (!kept && !/^(?:command|hub):/.test(settings.tokenSource.value)) credentialsOf(settings)
  const isHub = hubOf(settings) !== undefined
  if (isHub) (await import('../../api/hub')).hubRoute(settings) // throws where there is no key
  const life = lifeOf(kept?.expiresAt, cx.now())
  const status = {
    account: settings.account?.value ?? null,
    appid: settings.appid?.value ?? null,
    source: sourceOf(settings),
    token: kept ? mask(kept.token) : null,
    ...life,
    cached: kept?.file !== undefined,
    keptIn: kept?.file ?? null,
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
      [tokenMessages.token, status.token ?? say(isHub ? tokenMessages.noneOfHub : tokenMessages.noneKept)],
    ]
    if (kept)
      rows.push(
        [
          tokenMessages.left,
          life.expiresAt ? cx.terminal.t(tokenMessages.until, { left, time: life.expiresAt }) : left,
        ],
        [tokenMessages.kept, status.keptIn ?? none],
      )
    return table(rows.map(([label, value]) => [say(label), value]))
  })
}

/** The token of the environment, else the one in the cache while it lives. */
async function keptToken(cx: CommandContext, settings: Settings): Promise<Kept | undefined> {
  if (settings.accessToken) return { token: settings.accessToken.value }
  const { tokens } = await cx.services.store()
  const key = tokenKey(settings)
  const cached = await tokens.read(key)
  if (!cached || cached.expiresAt <= cx.now()) return undefined
  cx.terminal.hide(cached.token)
  return { token: cached.token, expiresAt: cached.expiresAt, file: tokens.file(key) }
}
