import { WxError } from '../errors'
import type { TokenKey } from '../store/tokens'
import type { Settings } from '../store/types'
import type { TicketType } from '../wechat/oauth/web-limits'

export interface Credentials {
  readonly appid: string
  readonly secret: string
}

/**
 * What WeChat gives a token for.
 * @throws NO_ACCOUNT without an AppID; without its AppSecret NO_CREDENTIALS, which names the account of the store, or
 * NO_SECRET_GIVEN where the environment alone gave the AppID, HUB_HAS_SECRET where a hub has it, HUB_ADDRESS_MISSING where
 * there is only a key for one
 */
export function credentialsOf({ account, appid, secret, tokenSource, hubKey }: Settings): Credentials {
  if (tokenSource.value.startsWith('hub:')) throw new WxError('HUB_HAS_SECRET')
  if (hubKey && !secret) throw new WxError('HUB_ADDRESS_MISSING')
  if (!appid) throw new WxError('NO_ACCOUNT')
  if (secret) return { appid: appid.value, secret: secret.value }
  if (!account) throw new WxError('NO_SECRET_GIVEN', { appid: appid.value })
  throw new WxError('NO_CREDENTIALS', { account: account.value, missing: 'AppSecret' })
}

/** The place of the settings' token in the cache. @throws NO_ACCOUNT, HUB_ADDRESS_MISSING without an appid */
export function tokenKey({ appid, tokenSource, apiBase, hubKey }: Settings): TokenKey {
  if (!appid) throw new WxError(hubKey ? 'HUB_ADDRESS_MISSING' : 'NO_ACCOUNT')
  return { appid: appid.value, source: tokenSource.value, base: apiBase.value }
}

/** The place of a ticket. @throws NO_ACCOUNT without an appid */
export function ticketKey(settings: Settings, type: TicketType): TokenKey {
  return { ...tokenKey(settings), source: type.replace('_', '') }
}

/** Longest value accepted as a token, in bytes; WeChat asks for 512 bytes of room (docs/platform.md 1.1). */
export const LONGEST_TOKEN = 4096

/** Whether a text may be a token or ticket: one printable word. Anything else is a message, and a URL could not carry it. */
export const isTokenText = (text: string): boolean =>
  text.length <= LONGEST_TOKEN && /^[\x21-\x7e]+$/.test(text)
