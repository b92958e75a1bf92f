import { WxError } from '../../../errors'
import { reachable } from '../../../http/listen'
import type { HubMetrics } from '../../../hub/metrics'
import { type Hub, type RequestEvent, startHub } from '../../../hub/server'
import { currentKeys, keyFileIn } from '../../../hub/stores'
import { hubMessages as say } from '../../../terminal/messages/hub'
import { isLoopback } from '../../../wechat/hosts'
import { aborted, stoppedCode } from '../../aborted'
import type { CommandContext } from '../../command'
import { readNeeded } from '../../input-file'
import { readPort } from '../../port'
import { writeReadyFile } from '../../ready-file'
import { type Served, servedAccounts } from './accounts'
import { HubReport } from './report'
import { Sink } from './sink'

interface ServeTokensOptions {
  readonly port: string
  readonly host: string
  /** Names of PEM files. */
  readonly cert?: string
  readonly key?: string
  readonly insecure?: boolean
  readonly trustProxy?: boolean
  readonly sink?: string
  readonly metricsPort?: string
  readonly log?: boolean
  readonly readyFile?: string
}

/**
 * `wxadmin token serve`: keeps the tokens of accounts for many machines, and sends their calls on, until a signal comes.
 * It uses the cache and the lock of every other command, so that all of them together fetch once.
 *
 * With `--json` one object a line on stdout, each with `type` and `time`; no token and no key in any:
 * - `{type:"ready",url,port,pid,accounts:[{appid,name?}],keys,metrics?}`
 * - `{type:"fetched",appid,kind,generation,isNew,expiresAt,expiresIn}`, `{type:"adopted",…}` for one that another process
 *   had fetched; `kind`: `token`, `jsapi`, `wx_card`
 * - `{type:"failed",appid,kind,code,errcode?,message,retryIn}`; `retryIn`: seconds
 * - `{type:"request",method,path,status,ms,key?,appid?,refused?,errcode?}` with `--log`
 * - `{type:"warning",message}`, `{type:"stopped"}`
 * @returns as the signal says
 * @throws WxError HUB_CLEARTEXT, HUB_APPID_TWICE, HUB_SINK_AMBIGUOUS, OPTION_NEEDS, HUB_CERT_INVALID, FILE_UNREADABLE,
 * FILE_UNWRITABLE, VALUE_OUT_OF_RANGE, PORT_TAKEN, HOST_UNUSABLE, and as `servedAccounts`
 */
export async function serveTokens(
  cx: CommandContext,
  _args: [],
  options: ServeTokensOptions,
): Promise<number> {
  const { host } = options
  const port = readPort(options.port)
  const metricsPort = options.metricsPort === undefined ? undefined : readPort(options.metricsPort)
  const tls = await certificateIn(cx, options)
  if (!tls && !options.insecure && !isLoopback(host)) throw new WxError('HUB_CLEARTEXT', { host })

  const report = new HubReport(cx)
  const listeners: Listeners = {}
  const served = await servedAccounts(cx, (appid, kind, event) => {
    report.renewal(appid, kind, event)
    listeners.metrics?.renewal(appid, kind, event)
    if (kind === 'token' && 'value' in event) listeners.sink?.write(appid, event.value)
  })
  const accounts = served.map(({ account }) => account)
  const keys = keyFileIn((await cx.services.store()).dir)
  if (options.sink !== undefined)
    listeners.sink = await Sink.open(
      cx,
      options.sink,
      accounts.map(({ appid }) => appid),
      (file, reason) => report.sinkFailed(file, reason),
    )
  const measured = metricsPort === undefined ? undefined : await measuring(accounts, metricsPort)
  listeners.metrics = measured?.metrics
  const hub = await startHub({
    host,
    port,
    ...(tls && { tls }),
    accounts,
    keys: currentKeys(keys),
    trustProxy: options.trustProxy ?? false,
    now: cx.now,
    onRequest: requestListener(listeners, options.log ? report : undefined),
    onFailure: (error) => void report.failure(error),
  }).catch(async (error: unknown) => {
    await measured?.close()
    throw error
  })
  try {
    const url = `${tls ? 'https' : 'http'}://${reachable(host)}:${hub.port}`
    const { length } = (await keys.read()).keys
    await announce(cx, report, { url, hub, served, keys: length, metrics: measured?.url })
    if (!tls && !isLoopback(host)) report.warn(say.insecure, { host })
    if (options.readyFile !== undefined) await writeReadyFile(cx, options.readyFile, { url, port: hub.port })
    const stopped = AbortSignal.any([cx.signal, cx.closed])
    for (const account of accounts) void account.start() // callers wait for the first token
    await aborted(stopped)
  } finally {
    await hub.close()
    for (const account of accounts) account.stop()
    await Promise.all([measured?.close(), listeners.sink?.close()])
  }
  cx.terminal.event({ type: 'stopped' }, () => cx.terminal.t(say.stopped))
  return stoppedCode(cx.signal)
}

/** Who is told what happens, once it is there. */
interface Listeners {
  sink?: Sink | undefined
  metrics?: HubMetrics | undefined
}

/** Undefined where nobody wants to know of requests. */
function requestListener({ metrics }: Listeners, log: HubReport | undefined) {
  if (!metrics && !log) return undefined
  return (event: RequestEvent) => {
    metrics?.request(event)
    log?.request(event)
  }
}

/** PEM of `--cert` and `--key`, which go together. @throws WxError OPTION_NEEDS, HUB_CERT_INVALID, FILE_UNREADABLE */
async function certificateIn(cx: CommandContext, { cert, key }: ServeTokensOptions) {
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined) throw new WxError('OPTION_NEEDS', { option: '--key', other: '--cert' })
  if (key === undefined) throw new WxError('OPTION_NEEDS', { option: '--cert', other: '--key' })
  const read = async (file: string) => (await readNeeded(cx, file, { mostBytes: PEM_BYTES })).bytes
  const pair = { cert: await read(cert), key: await read(key) }
  const { createSecureContext } = await import('node:tls')
  try {
    createSecureContext(pair)
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(':').at(-1)?.trim() : ''
    throw new WxError('HUB_CERT_INVALID', { cert, key, reason: reason || 'PEM' })
  }
  return pair
}

const PEM_BYTES = 256 * 1024

async function measuring(accounts: ConstructorParameters<typeof HubMetrics>[0], port: number) {
  const { HubMetrics, serveMetrics } = await import('../../../hub/metrics')
  const metrics = new HubMetrics(accounts)
  const server = await serveMetrics(metrics, port)
  return { metrics, url: `http://127.0.0.1:${server.port}/metrics`, close: () => server.close() }
}

async function announce(
  { terminal, pid }: CommandContext,
  report: HubReport,
  {
    url,
    hub,
    served,
    keys,
    metrics,
  }: {
    readonly url: string
    readonly hub: Hub
    readonly served: readonly Served[]
    readonly keys: number
    readonly metrics: string | undefined
  },
): Promise<void> {
  const accounts = served.map(({ account: { appid }, name }) => ({
    appid,
    ...(name !== undefined && { name }),
  }))
  if (terminal.json)
    terminal.event(
      { type: 'ready', url, port: hub.port, pid, accounts, keys, ...(metrics && { metrics }) },
      () => '',
    )
  else {
    const names = accounts.map(({ appid, name }) => (name === undefined ? appid : `${name} (${appid})`))
    terminal.say(terminal.err.bold(terminal.t(say.listening, { url })))
    terminal.note(say.serves, { accounts: names.join(', ') })
    if (metrics) terminal.note(say.metrics, { url: metrics })
    terminal.say(terminal.err.dim(terminal.t(say.stopHint)))
  }
  if (keys === 0) report.warn(say.noKeys)
}
