/** What a hub counts, for Prometheus. Labels hold AppIDs, kinds, groups and codes, and never anything secret. */
import { createServer } from 'node:http'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { errcodeOf } from '../errors'
import { guardedOptions, guardServer } from '../http/connections'
import { closeServer, listen } from '../http/listen'
import { catalogued } from '../wechat/catalogue/endpoints'
import type { HubAccount, ValueKind } from './account'
import type { RenewalEvent } from './renewal'
import type { RequestEvent } from './server'

export class HubMetrics {
  private readonly registers = [new Registry()]
  private readonly fetches = new Counter({
    name: 'wxadmin_hub_fetches_total',
    help: 'Tokens and tickets asked of WeChat, by what came of it: new, same, failed; adopted: another process had asked.',
    labelNames: ['appid', 'kind', 'outcome'],
    registers: this.registers,
  })
  private readonly refusals = new Counter({
    name: 'wxadmin_hub_fetch_refusals_total',
    help: 'Fetches that WeChat refused, by errcode.',
    labelNames: ['appid', 'kind', 'errcode'],
    registers: this.registers,
  })
  private readonly lockWaits = new Histogram({
    name: 'wxadmin_hub_lock_wait_seconds',
    help: 'How long the right to fetch was waited for.',
    labelNames: ['appid'],
    buckets: [0.001, 0.01, 0.1, 1, 10, 60],
    registers: this.registers,
  })
  private readonly requests = new Counter({
    name: 'wxadmin_hub_requests_total',
    help: 'Answered requests, by group of the catalogue ("hub": the hub itself answered) and by errcode ("": none).',
    labelNames: ['appid', 'group', 'status', 'errcode'],
    registers: this.registers,
  })
  private readonly refused = new Counter({
    name: 'wxadmin_hub_refused_total',
    help: 'Requests that the hub refused, by reason.',
    labelNames: ['reason'],
    registers: this.registers,
  })

  /** @param accounts those of the hub */
  constructor(accounts: readonly HubAccount[]) {
    const gauge = (name: string, help: string, value: (renewal: HubAccount['token']) => number | undefined) =>
      new Gauge({
        name,
        help,
        labelNames: ['appid', 'kind'],
        registers: this.registers,
        collect() {
          this.reset()
          for (const account of accounts)
            for (const [kind, renewal] of account.renewals()) {
              const measured = value(renewal)
              if (measured !== undefined) this.set({ appid: account.appid, kind }, measured)
            }
        },
      })
    gauge('wxadmin_hub_generation', 'Different tokens seen so far.', ({ current }) => current?.generation)
    gauge('wxadmin_hub_age_seconds', 'Time since the current one was fetched.', ({ current }) =>
      current === undefined ? undefined : (Date.now() - current.fetchedAt) / 1000,
    )
    gauge('wxadmin_hub_life_seconds', 'Time until the current one ends; 0: there is none.', (renewal) =>
      renewal.current === undefined ? 0 : renewal.secondsLeft(renewal.current),
    )
  }

  renewal(appid: string, kind: ValueKind, event: RenewalEvent): void {
    if (event.type === 'not-kept') return
    const outcome = event.type === 'fetched' ? (event.isNew ? 'new' : 'same') : event.type
    this.fetches.inc({ appid, kind, outcome })
    if (event.type === 'fetched') this.lockWaits.observe({ appid }, event.waitedMs / 1000)
    const errcode = event.type === 'failed' ? errcodeOf(event.error) : undefined
    if (errcode !== undefined) this.refusals.inc({ appid, kind, errcode })
  }

  request({ path, status, appid = '', errcode, refused }: RequestEvent): void {
    const group = refused === undefined && !path.startsWith('/v1/') ? groupOf(path) : 'hub'
    this.requests.inc({ appid, group, status, errcode: errcode ?? '' })
    if (refused !== undefined) this.refused.inc({ reason: refused })
  }

  /** Everything, as Prometheus reads it. */
  text(): Promise<string> {
    return (this.registers[0] as Registry).metrics()
  }
}

/** `menu` of `menu.create`; `other` for what the catalogue does not have, however many such paths there are. */
const groupOf = (path: string): string => catalogued(path)?.name.split('.')[0] ?? 'other'

/**
 * `GET /metrics` on this machine.
 * @throws WxError PORT_TAKEN
 */
export async function serveMetrics(
  metrics: HubMetrics,
  port: number,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer(guardedOptions, (request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    metrics.text().then(
      (text) => response.setHeader('content-type', Registry.PROMETHEUS_CONTENT_TYPE).end(text),
      () => response.writeHead(500).end(),
    )
  })
  guardServer(server, 64)
  const taken = await listen(server, { host: '127.0.0.1', port })
  return { port: taken, close: () => closeServer(server, 500) }
}
