import type { Env } from '../env'
import { WxError } from '../errors'
import type { Answer } from '../http/client'
import { hubOf } from '../store/hub-source'
import type { TokenCache } from '../store/tokens'
import type { Settings } from '../store/types'
import { deadTokenErrcodes } from '../wechat/errcodes/groups'
import type { TicketType } from '../wechat/oauth/web-limits'
import { type Delay, delay as realDelay } from './delay'
import type { HubRoute } from './hub'
import { type FetchedToken, TokenKeeper } from './tokens'
import type { Transport } from './transport'
import type { Call, Client, Observer, TokenInfo } from './types'

export interface ClientOptions {
  readonly settings: Settings
  readonly cache: TokenCache
  /** Whether the account still has these credentials; absent where they are in no store. */
  readonly isCurrent?: () => Promise<boolean>
  /** Base address of the API, asked for at the first request. */
  readonly base: () => Promise<string>
  /** Directory and environment of a token command. */
  readonly cwd: string | undefined
  readonly env: Env
  readonly signal: AbortSignal
  readonly now: () => number
  readonly observer: Observer
  /** How to wait between tries; tests do not wait. */
  readonly delay?: Delay
}

/** The client of one run. HTTP is loaded at the first request: a cached token is had without it. */
export function createClient(options: ClientOptions): Client {
  return new PlatformClient(options)
}

class PlatformClient implements Client {
  calls = 0
  private readonly keeper: TokenKeeper
  private built?: Promise<Transport>
  /** Where calls go by way of a hub; its address is then what `base` gives. */
  private readonly isByHub: boolean
  private route?: Promise<HubRoute>
  private accounts?: Promise<readonly string[]>

  constructor(private readonly options: ClientOptions) {
    this.isByHub = hubOf(options.settings) !== undefined
    const { settings, cache, isCurrent, now, observer, delay = realDelay } = options
    this.keeper = new TokenKeeper({
      settings,
      cache,
      isCurrent,
      now,
      // Asked for when something is waited for: a token out of the cache is had without an AbortController.
      get signal() {
        return options.signal
      },
      observer,
      delay,
      fetch: (force: boolean) => this.fetchToken(force),
    })
  }

  async call<Body extends object = Record<string, unknown>>(call: Call): Promise<Body> {
    // The caller knows the shape of the answer to its call; that it is an object has been checked.
    return (await this.authorised(call, (transport, token) => transport.json(call, token))) as Body
  }

  raw(call: Call): Promise<Answer> {
    return this.authorised(call, (transport, token) => transport.raw(call, token))
  }

  async token(): Promise<TokenInfo> {
    return this.isByHub ? (await this.keeperOfHub()).latest() : this.keeper.token()
  }

  async refresh({ force }: { readonly force: boolean }): Promise<TokenInfo> {
    return (this.isByHub ? await this.keeperOfHub() : this.keeper).refresh(force)
  }

  async ticket(type: TicketType): Promise<TokenInfo> {
    const { fetchTicket, keeperOfTickets } = await import('./tickets')
    if (!this.isByHub) return keeperOfTickets(this.keeping(), type, this).token()
    const { now } = this.options
    const since = now()
    const { token, expiresIn } = await fetchTicket(this.options, type, this)
    return { token, expiresAt: since + expiresIn * 1000, cached: false }
  }

  async appid(): Promise<string> {
    const { appid } = this.options.settings
    if (appid) return appid.value
    if (!this.isByHub) throw new WxError('NO_ACCOUNT')
    const [known, { hub }] = await Promise.all([this.hubAccounts(), this.hubRoute()])
    const [only] = known
    if (only === undefined) throw new WxError('HUB_ACCOUNTS_NONE', { hub })
    if (known.length > 1) throw new WxError('HUB_ACCOUNT_NEEDED', { hub, known: ` (${known.join(', ')})` })
    return only
  }

  hubAccounts(): Promise<readonly string[]> {
    this.accounts ??= Promise.all([import('./hub'), this.transport(), this.hubRoute()]).then(
      ([{ hubAccounts }, transport, { hub }]) => hubAccounts(transport, hub),
    )
    return this.accounts
  }

  /**
   * Makes a call with a token, and once more with a fresh one: WeChat refused the first, so nothing has happened. By way
   * of a hub it goes without: the hub puts the token in, and gets another one where it has to.
   */
  private async authorised<Result>(
    call: Call,
    make: (transport: Transport, token?: string) => Promise<Result>,
  ): Promise<Result> {
    if (call.withToken === false || this.isByHub) return make(await this.transport())
    const { token } = await this.keeper.token()
    const since = this.options.now()
    const transport = await this.transport()
    try {
      return await make(transport, token)
    } catch (error) {
      if (!(error instanceof WxError)) throw error
      const errcode = error.details.refusal?.errcode
      if (errcode === undefined || !deadTokenErrcodes.has(errcode)) throw error
      if (this.options.settings.accessToken) throw givenTokenRefused(error)
      const fresh = await this.keeper.replace({ token, since, error })
      if (fresh !== token) this.options.observer.notice({ type: 'token-refreshed', errcode })
      return make(transport, fresh)
    }
  }

  private async fetchToken(force: boolean): Promise<FetchedToken> {
    const { askForToken } = await import('./sources')
    return askForToken(this.options, () => this.transport(), force)
  }

  /** Keeps what was last printed, so that a refresh can report it: `latest` never takes it for an answer. */
  private async keeperOfHub(): Promise<TokenKeeper> {
    const { settings } = this.options
    const [{ fetchHubToken }, transport, { hub }, appid] = await Promise.all([
      import('./hub'),
      this.transport(),
      this.hubRoute(),
      this.appid(),
    ])
    const key = { appid, source: settings.tokenSource.value, base: settings.apiBase.value }
    const fetch = (_: boolean, stale?: string) => fetchHubToken(transport, { hub, appid, stale })
    return new TokenKeeper({ ...this.keeping(), key, fetch })
  }

  private keeping() {
    const { settings, cache, isCurrent, now, signal, observer, delay = realDelay } = this.options
    return { settings, cache, isCurrent, now, signal, observer, delay }
  }

  /** @throws HUB_KEY_MISSING, HUB_KEY_INVALID */
  private hubRoute(): Promise<HubRoute> {
    this.route ??= import('./hub').then(({ hubRoute }) => hubRoute(this.options.settings))
    return this.route
  }

  private transport(): Promise<Transport> {
    const { settings, base, signal, observer, delay = realDelay } = this.options
    const onSend = () => {
      this.calls += 1
    }
    this.built ??= Promise.all([import('./transport'), this.isByHub ? this.hubRoute() : undefined]).then(
      ([{ Transport }, hub]) => new Transport({ settings, base, hub, signal, observer, delay, onSend }),
    )
    return this.built
  }
}

/** WXADMIN_ACCESS_TOKEN is used as it is: there is no other one to try. */
function givenTokenRefused(error: WxError): WxError {
  const { errcode = 0, errmsg = '', rid } = error.details.refusal ?? {}
  return new WxError(
    'TOKEN_GIVEN_REFUSED',
    { errcode, errmsg },
    { cause: error, data: { errcode, errmsg, rid } },
  )
}
