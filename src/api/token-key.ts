import { WxError } from '../errors'
import type { TokenKey } from '../store/tokens'
import type { Settings } from '../store/types'
import type { TicketType } from '../wechat/oauth/web-limits'

/** The place of the settings' token in the cache. @throws NO_ACCOUNT without an appid */
export function tokenKey({ appid, tokenSource, apiBase }: Settings): TokenKey {
  if (!appid) throw new WxError('NO_ACCOUNT')
  return { appid: appid.value, source: tokenSource.value, base: apiBase.value }
}

/** The place of a ticket. @throws NO_ACCOUNT without an appid */
export function ticketKey(settings: Settings, type: TicketType): TokenKey {
  return { ...tokenKey(settings), source: type.replace('_', '') }
}
