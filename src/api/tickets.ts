import { WxError } from '../errors'
import { tokenLimits } from '../wechat/api-limits'
import { endpoints } from '../wechat/endpoints'
import type { TicketType } from '../wechat/oauth/web-limits'
import { type Json, numberOf } from './answer'
import { isTokenText, ticketKey } from './credentials'
import { type FetchedToken, type KeeperOptions, TokenKeeper } from './tokens'
import type { Client } from './types'

/** Keeps tickets as access tokens are kept: cached, and fetched by one process for all (few calls a day are allowed). */
export function keeperOfTickets(
  options: Omit<KeeperOptions, 'fetch' | 'key'>,
  type: TicketType,
  client: Pick<Client, 'call'>,
): TokenKeeper {
  const key = ticketKey(options.settings, type)
  return new TokenKeeper({ ...options, key, fetch: () => fetchTicket(options, type, client) })
}

/** @throws WxError as any call; ANSWER_INCOMPLETE where the answer holds no ticket */
export async function fetchTicket(
  { settings, observer }: Pick<KeeperOptions, 'settings' | 'observer'>,
  type: TicketType,
  client: Pick<Client, 'call'>,
): Promise<FetchedToken> {
  const { path, method } = endpoints.ticketGet
  const answer = await client.call<Json>({ method, path, query: { type }, repeatable: true })
  const life = numberOf(answer.expires_in)
  const { ticket } = answer
  if (typeof ticket !== 'string' || !isTokenText(ticket) || life === undefined || !(life > 0)) {
    const host = settings.apiBase.value.replace(/^https?:\/\//, '')
    throw new WxError('ANSWER_INCOMPLETE', { host, path, reason: 'ticket, expires_in' })
  }
  observer.hide(ticket)
  return { token: ticket, expiresIn: Math.min(life, tokenLimits.lifeSeconds) }
}
