import { WxError } from '../errors'
import type { Settings } from '../store/types'
import { tokenLimits } from '../wechat/api-limits'
import { endpoints } from '../wechat/endpoints'
import { type Json, numberOf } from './answer'
import { type Credentials, credentialsOf, isTokenText } from './credentials'
import type { FetchedToken } from './tokens'
import type { Transport } from './transport'
import type { Call, Observer } from './types'

/** What the sources that ask WeChat need. */
export interface SourceOptions {
  readonly settings: Settings
  readonly transport: Transport
  readonly observer: Observer
  readonly force: boolean
}

/**
 * A token from WeChat, by the stable or the classic call (docs/platform.md 1.1, 1.2).
 * @throws NO_ACCOUNT, NO_CREDENTIALS before anything is sent; WECHAT and NETWORK_* as any call
 */
export async function fetchFromWechat(options: SourceOptions): Promise<FetchedToken> {
  const { settings, transport, observer } = options
  const credentials = credentialsOf(settings)
  observer.hide(credentials.secret)
  const classic = settings.tokenSource.value === 'classic'
  if (classic) observer.notice({ type: 'classic-token' })
  const call = classic ? classicCall(credentials) : stableCall(credentials, options.force)
  const fetched = tokenIn(await transport.json(call))
  if (!fetched)
    throw new WxError('ANSWER_INCOMPLETE', {
      host: settings.apiBase.value.replace(/^https?:\/\//, ''),
      path: call.path,
      reason: 'access_token, expires_in',
    })
  observer.hide(fetched.token)
  return fetched
}

function classicCall({ appid, secret }: Credentials): Call {
  return {
    method: endpoints.token.method,
    path: endpoints.token.path,
    query: { grant_type: 'client_credential', appid, secret },
    repeatable: false, // each one ends the token before it
  }
}

/** Forced refreshes are counted (20 a day) and must be 30 s apart: a second try would be worth nothing. */
function stableCall(credentials: Credentials, force: boolean): Call {
  return {
    method: endpoints.stableToken.method,
    path: endpoints.stableToken.path,
    json: { grant_type: 'client_credential', ...credentials, ...(force && { force_refresh: true }) },
    repeatable: !force,
  }
}

function tokenIn({ access_token, expires_in }: Json): FetchedToken | undefined {
  const life = numberOf(expires_in)
  if (typeof access_token !== 'string' || !isTokenText(access_token)) return undefined
  if (life === undefined || !(life > 0)) return undefined
  return { token: access_token, expiresIn: Math.min(life, tokenLimits.lifeSeconds) }
}
