import { WxError } from '../errors'
import type { Settings } from '../store/types'

export interface Credentials {
  readonly appid: string
  readonly secret: string
}

/**
 * What WeChat gives a token for.
 * @throws NO_ACCOUNT without an AppID; without its AppSecret NO_CREDENTIALS, which names the account of the store, or
 * NO_SECRET_GIVEN where the environment alone gave the AppID
 */
export function credentialsOf({ account, appid, secret }: Settings): Credentials {
  if (!appid) throw new WxError('NO_ACCOUNT')
  if (secret) return { appid: appid.value, secret: secret.value }
  if (!account) throw new WxError('NO_SECRET_GIVEN', { appid: appid.value })
  throw new WxError('NO_CREDENTIALS', { account: account.value, missing: 'AppSecret' })
}
