import { ticketKey } from '../../api/credentials'
import { jssdkMessages as say } from '../../terminal/messages/jssdk'
import type { TicketType } from '../../wechat/oauth/web-limits'
import type { CommandContext } from '../command'
import { lifeOf } from '../token/life'

interface Options {
  readonly type: TicketType
  readonly clear?: boolean
}

/**
 * `wxadmin jssdk ticket`: prints the ticket alone, kept and fetched as the access token is.
 *
 * `--json`: `{ ticket, type, expiresAt (ISO 8601), expiresIn (s), cached }`; with `--clear`: `{ cleared }`
 */
export async function printTicket(
  cx: CommandContext,
  _args: [],
  { type, clear }: Options,
): Promise<undefined> {
  const { terminal } = cx
  if (clear) return forget(cx, type)
  const { token: ticket, expiresAt, cached } = await (await cx.services.client()).ticket(type)
  terminal.result({ ticket, type, ...lifeOf(expiresAt, cx.now()), cached }, () => ticket)
  return undefined
}

async function forget(cx: CommandContext, type: TicketType): Promise<undefined> {
  const [settings, store] = await Promise.all([cx.services.identity(), cx.services.store()])
  const cleared = await store.tokens.clear(ticketKey(settings, type))
  if (cx.terminal.json) cx.terminal.result({ cleared }, () => '')
  else cx.terminal.note(cleared ? say.cleared : say.nothingCached)
  return undefined
}
