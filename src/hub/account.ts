/** An account of the hub: its token, its tickets, and the way to WeChat. */
import { errcodeOf } from '../errors'
import { deadTokenErrcodes } from '../wechat/errcodes/groups'
import type { TicketType } from '../wechat/oauth/web-limits'
import type { Upstream } from './forward'
import type { RenewalPlan } from './pace'
import {
  type Clock,
  type Fetched,
  Renewal,
  type RenewalEvent,
  STILL_CURRENT,
  type ValueStore,
} from './renewal'

/** What is kept for an account: the access token, and tickets. */
export type ValueKind = 'token' | TicketType

export interface AccountOptions {
  readonly appid: string
  /** The AppSecret of now, put into the one call of web authorization that needs it. */
  readonly secret: () => Promise<string | undefined>
  readonly plan: RenewalPlan
  readonly upstream: Upstream
  readonly clock: Clock
  readonly storeOf: (kind: ValueKind) => ValueStore
  readonly fetchToken: () => Promise<Fetched>
  readonly fetchTicket: (type: TicketType, token: string) => Promise<Fetched>
  readonly onEvent: (kind: ValueKind, event: RenewalEvent) => void
}

export class HubAccount {
  readonly token: Renewal
  private readonly tickets = new Map<TicketType, { renewal: Renewal; started: Promise<void> }>()
  /** What callers must not see, the latest last: the AppSecret, tokens, tickets. */
  private readonly secrets: string[] = []

  constructor(private readonly options: AccountOptions) {
    this.token = this.renewal('token', options.plan, options.fetchToken)
  }

  get appid(): string {
    return this.options.appid
  }

  get upstream(): Upstream {
    return this.options.upstream
  }

  /** The AppSecret of now. */
  async secret(): Promise<string | undefined> {
    const secret = await this.options.secret()
    if (secret) this.hide(secret)
    return secret
  }

  async start(): Promise<void> {
    await this.secret()
    await this.token.start()
  }

  stop(): void {
    this.token.stop()
    for (const { renewal } of this.tickets.values()) renewal.stop()
  }

  /** What is renewed: the token, and the tickets that were asked for. */
  renewals(): (readonly [ValueKind, Renewal])[] {
    const tickets = [...this.tickets].map(([kind, { renewal }]) => [kind, renewal] as const)
    return [['token', this.token], ...tickets]
  }

  /** The renewal of a kind. That of a ticket begins when it is first asked for. */
  async renewalOf(kind: ValueKind): Promise<Renewal> {
    if (kind === 'token') return this.token
    const known = this.tickets.get(kind)
    if (known) {
      await known.started
      return known.renewal
    }
    const renewal = this.renewal(kind, 'stable', () => this.fetchTicket(kind))
    const started = renewal.start()
    this.tickets.set(kind, { renewal, started })
    await started
    return renewal
  }

  /** With the token of now; a token that WeChat no longer accepts is replaced once. */
  private async fetchTicket(kind: TicketType): Promise<Fetched> {
    const { token } = await this.token.value()
    try {
      return await this.options.fetchTicket(kind, token)
    } catch (error) {
      if (!deadTokenErrcodes.has(errcodeOf(error) ?? 0)) throw error
      const fresh = await this.token.replacementFor(token)
      if (fresh === STILL_CURRENT) throw error
      return this.options.fetchTicket(kind, fresh.token)
    }
  }

  /** A text without the account's tokens and secret. */
  conceal(text: string): string {
    let shown = text
    const held = this.renewals().map(([, renewal]) => renewal.lastToken)
    for (const secret of [...held, ...this.secrets])
      if (secret && shown.includes(secret)) shown = shown.replaceAll(secret, HIDDEN)
    return shown
  }

  /** Tokens that were handed out to calls are hidden for as long as an answer may repeat them. */
  private hide(secret: string): void {
    if (this.secrets.includes(secret)) return
    this.secrets.push(secret)
    this.secrets.splice(0, this.secrets.length - MOST_HIDDEN)
  }

  private renewal(kind: ValueKind, plan: RenewalPlan, fetch: () => Promise<Fetched>): Renewal {
    const { storeOf, clock, onEvent } = this.options
    return new Renewal({
      plan,
      store: storeOf(kind),
      clock,
      fetch,
      onEvent: (event) => {
        if ('value' in event) this.hide(event.value.token)
        onEvent(kind, event)
      },
    })
  }
}

/** As a token's place in a text that a caller may see. */
const HIDDEN = '***'
const MOST_HIDDEN = 16
