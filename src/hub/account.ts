/** An account of the hub: its token, its tickets, and the way to WeChat. */
import type { TicketType } from '../wechat/oauth/web-limits'
import type { Upstream } from './forward'
import type { RenewalPlan } from './pace'
import {
  type Clock,
  type Fetched,
  type HubValue,
  Renewal,
  type RenewalEvent,
  type ValueStore,
} from './renewal'

/** What is kept for an account: the access token, and tickets. */
export type ValueKind = 'token' | TicketType

export interface AccountOptions {
  readonly appid: string
  /** The AppSecret of now, put into the one call of web authorization that needs it. */
  readonly secret: () => string | undefined
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
  /** Tokens that callers must not see, the latest last. */
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

  get secret(): string | undefined {
    return this.options.secret()
  }

  start(): Promise<void> {
    return this.token.start()
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
    const renewal = this.renewal(kind, 'stable', async () => {
      const { token } = await this.token.value()
      return this.options.fetchTicket(kind, token)
    })
    const started = renewal.start()
    this.tickets.set(kind, { renewal, started })
    await started
    return renewal
  }

  /** A text without the account's tokens and secret. */
  conceal(text: string): string {
    let shown = text
    for (const secret of [this.secret, ...this.secrets])
      if (secret && shown.includes(secret)) shown = shown.replaceAll(secret, HIDDEN)
    return shown
  }

  /** Tokens that were handed out to calls are hidden for as long as an answer may repeat them. */
  private remember({ token }: HubValue): void {
    if (this.secrets.at(-1) === token) return
    this.secrets.push(token)
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
        if ('value' in event) this.remember(event.value)
        onEvent(kind, event)
      },
    })
  }
}

/** As a token's place in a text that a caller may see. */
const HIDDEN = '***'
const MOST_HIDDEN = 8
