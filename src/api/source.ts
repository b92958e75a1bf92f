/** Where an account's tokens come from, asked straight: for whoever has a cache and a lock of their own. */
import type { Env } from '../env'
import type { Settings } from '../store/types'
import type { TicketType } from '../wechat/oauth/web-limits'
import { delay } from './delay'
import { fetchFromWechat } from './sources'
import { fetchTicket } from './tickets'
import { runTokenCommand } from './token-command'
import type { FetchedToken } from './tokens'
import { Transport } from './transport'
import type { Call, Observer } from './types'

export interface SourceContext {
  readonly settings: Settings
  readonly base: () => Promise<string>
  /** Directory and environment of a token command. */
  readonly cwd: string | undefined
  readonly env: Env
  readonly signal: AbortSignal
  readonly observer: Observer
}

const COMMAND = 'command:'

/** Asks the account's source, without force. @throws WxError as `Client.token` */
export function askForToken(context: SourceContext): Promise<FetchedToken> {
  const { settings, cwd, env, signal, observer } = context
  const source = settings.tokenSource.value
  if (!source.startsWith(COMMAND))
    return fetchFromWechat({ settings, transport: transportOf(context), observer, force: false })
  return runTokenCommand({
    command: source.slice(COMMAND.length),
    account: settings.account?.value ?? 'NAME',
    cwd,
    env,
    timeoutMs: settings.timeoutMs.value,
    signal,
    observer,
  })
}

/** Asks WeChat for a ticket with a token. @throws WxError as `Client.call` */
export function askForTicket(context: SourceContext, type: TicketType, token: string): Promise<FetchedToken> {
  const transport = transportOf(context)
  const call = async <Body extends object>(made: Call) => (await transport.json(made, token)) as Body
  return fetchTicket(context, type, { call })
}

const transportOf = ({ settings, base, signal, observer }: SourceContext): Transport =>
  new Transport({ settings, base, signal, observer, delay, onSend: () => undefined })
