/** The accounts that a hub serves: which, and where their tokens come from. */
import type { Agent } from 'node:http'
import { credentialsOf, ticketKey, tokenKey } from '../../../api/credentials'
import { delay } from '../../../api/delay'
import { askForToken, type SourceContext } from '../../../api/sources'
import { fetchTicket } from '../../../api/tickets'
import { Transport } from '../../../api/transport'
import type { Call } from '../../../api/types'
import { WxError } from '../../../errors'
import { keptConnections } from '../../../http/client'
import { proxyFor, verified } from '../../../http/proxy'
import { HubAccount, type ValueKind } from '../../../hub/account'
import type { RenewalEvent } from '../../../hub/renewal'
import { CachedValueStore } from '../../../hub/stores'
import { isNewer } from '../../../store/accounts'
import { hubIn } from '../../../store/hub-source'
import type { Store } from '../../../store/store'
import type { Setting, Settings } from '../../../store/types'
import { API_BASE } from '../../../wechat/hosts'
import type { CommandContext } from '../../command'
import { workingDirectory } from '../../working-directory'

/** An account by the name it was chosen by; absent: that of the environment. */
type Choice = string | undefined

export interface Served {
  readonly account: HubAccount
  /** Name in the store; absent for one of the environment. */
  readonly name?: string
}

/**
 * The accounts that `-a` names, however often; else the one of the environment; else every account of the store that has
 * no hub itself.
 * @throws WxError NO_ACCOUNT, NO_CREDENTIALS, HUB_HAS_SECRET, HUB_APPID_TWICE, and as `Services.settings`
 */
export async function servedAccounts(
  cx: CommandContext,
  onEvent: (appid: string, kind: ValueKind, event: RenewalEvent) => void,
): Promise<Served[]> {
  const served: Served[] = []
  for (const choice of await choices(cx)) {
    const one = await serve(cx, choice, onEvent)
    const twin = served.find(({ account }) => account.appid === one.account.appid)
    if (twin)
      throw new WxError('HUB_APPID_TWICE', {
        appid: one.account.appid,
        name: twin.name ?? '-',
        other: one.name ?? '-',
      })
    served.push(one)
  }
  return served
}

async function choices({ globals, env, services }: CommandContext): Promise<Choice[]> {
  const { accounts: named = [] } = globals
  if (named.length > 0) return [...new Set(named)]
  if (env.WXADMIN_ACCOUNT || env.WXADMIN_APPID) return [undefined]
  const { accounts } = await (await services.store()).accounts.read()
  // An account of another hub has no AppSecret here: it is served there.
  const names = Object.values(accounts).flatMap((account) =>
    isNewer(account) || hubIn(account.tokenSource) !== undefined ? [] : account.name,
  )
  return names.length > 0 ? names : [undefined]
}

async function serve(
  cx: CommandContext,
  choice: Choice,
  onEvent: (appid: string, kind: ValueKind, event: RenewalEvent) => void,
): Promise<Served> {
  const services = choice === undefined ? cx.services : cx.services.forAccount(choice)
  const settings = await services.settings()
  const [base, store] = await Promise.all([services.base(), cx.services.store()])
  const agent = await agentFor(settings, base)
  const { appid } = tokenKey(settings)
  if (!settings.tokenSource.value.startsWith('command:')) credentialsOf(settings)

  /** An AppSecret that was set anew in the store is used from then on. */
  const latestSecret = async () => {
    const secret = (await storedSecret(store, settings)) ?? settings.secret
    cx.terminal.hide(secret?.value)
    return secret
  }
  const source = async (): Promise<SourceContext> => {
    const secret = await latestSecret()
    return {
      settings: { ...settings, secret },
      cwd: workingDirectory(cx),
      env: cx.env,
      signal: cx.signal,
      observer: {
        tracing: cx.terminal.options.debug,
        trace: (text) => cx.terminal.trace(text),
        hide: (hidden) => cx.terminal.hide(hidden),
        notice: () => undefined,
      },
    }
  }
  const account = new HubAccount({
    appid,
    secret: async () => (await latestSecret())?.value,
    plan: settings.tokenSource.value === 'classic' ? 'classic' : 'stable',
    upstream: { base, agent },
    clock: {
      now: cx.now,
      elapsed: () => performance.now(),
      random: Math.random,
      after: (ms, run) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    storeOf: (kind) =>
      new CachedValueStore(
        store.tokens,
        kind === 'token' ? tokenKey(settings) : ticketKey(settings, kind),
        store.dir,
      ),
    fetchToken: async () => {
      const context = await source()
      return askForToken(context, async () => transportOf(context, base), false)
    },
    fetchTicket: async (type, token) => {
      const context = await source()
      const transport = transportOf(context, base)
      const call = async <Body extends object>(made: Call) => (await transport.json(made, token)) as Body
      return fetchTicket(context, type, { call })
    },
    onEvent: (kind, event) => onEvent(appid, kind, event),
  })
  const name = settings.account?.value
  return { account, ...(name !== undefined && { name }) }
}

const transportOf = ({ settings, signal, observer }: SourceContext, base: string): Transport =>
  new Transport({ settings, base: async () => base, signal, observer, delay, onSend: () => undefined })

/**
 * The account's AppSecret as the store has it now; undefined where it came from elsewhere, or cannot be read. Of the
 * account by this very name, and only while it goes to the same address: another one's is not for this API base.
 */
async function storedSecret(
  { accounts }: Store,
  { appid, apiBase, secret }: Settings,
): Promise<Setting<string> | undefined> {
  if (secret?.origin.from !== 'account') return undefined
  const file = await accounts.read().catch(() => undefined)
  const found = file?.accounts[secret.origin.name]
  if (!found || isNewer(found) || found.appid !== appid?.value || found.secret === undefined) return undefined
  const base = apiBase.origin.from === 'env' ? apiBase.value : (found.apiBase ?? API_BASE)
  return base === apiBase.value ? { ...secret, value: found.secret } : undefined
}

/** Servers close connections on which nothing moves; a request on one that is being closed would be lost. Milliseconds. */
const IDLE_MS = 4000

/** Connections to WeChat that are kept, through the account's proxy where it has one. */
export async function agentFor({ proxy }: Settings, base: string): Promise<Agent> {
  if (proxy) {
    const route = proxyFor(new URL(base), proxy.value, '')
    if (route) {
      const { HttpsProxyAgent } = await import('https-proxy-agent')
      const headers = route.authorization ? { 'Proxy-Authorization': route.authorization } : {}
      return new HttpsProxyAgent(route.shown, { ...verified, keepAlive: true, timeout: IDLE_MS, headers })
    }
  }
  return keptConnections(new URL(base))
}
