import type { Env } from '../env'
import { WxError } from '../errors'
import type { Settings } from '../store/types'
import { tokenLimits } from '../wechat/api-limits'
import { endpoints } from '../wechat/endpoints'
import { type Json, numberOf } from './answer'
import { type Credentials, credentialsOf, isTokenText } from './credentials'
import type { FetchedToken } from './tokens'
import type { Transport } from './transport'
import type { Call, Observer } from './types'

/** An account, and what its source may need of the outside world. */
export interface SourceContext {
  readonly settings: Settings
  /** Directory and environment of a token command. */
  readonly cwd: string | undefined
  readonly env: Env
  readonly signal: AbortSignal
  readonly observer: Observer
}

const COMMAND = 'command:'

/**
 * A token from the account's source, whatever is cached: for whoever has the lock.
 * @param transport made where WeChat is asked
 * @throws WxError TOKEN_COMMAND_*, and as `fetchFromWechat`
 */
export async function askForToken(
  context: SourceContext,
  transport: () => Promise<Transport>,
  force: boolean,
): Promise<FetchedToken> {
  const { settings, observer } = context
  const source = settings.tokenSource.value
  if (!source.startsWith(COMMAND))
    return fetchFromWechat({ settings, transport: await transport(), observer, force })
  const { runTokenCommand } = await import('./token-command')
  const { cwd, env, signal } = context
  const account = settings.account?.value ?? 'NAME'
  const timeoutMs = settings.timeoutMs.value
  return runTokenCommand({
    command: source.slice(COMMAND.length),
    account,
    cwd,
    env,
    timeoutMs,
    signal,
    observer,
  })
}

/** What the sources that ask WeChat need. */
interface SourceOptions {
  readonly settings: Settings
  readonly transport: Transport
  readonly observer: Observer
  readonly force: boolean
}

/**
 * A token from WeChat, by the stable or the classic call (docs/platform.md 1.1, 1.2).
 * @throws NO_ACCOUNT, NO_CREDENTIALS before anything is sent; WECHAT and NETWORK_* as any call
 */
async function fetchFromWechat(options: SourceOptions): Promise<FetchedToken> {
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
