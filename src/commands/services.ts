import type { Client, Notice } from '../api/types'
import type { Context } from '../context'
import { hubOf } from '../store/hub-source'
import type { Store } from '../store/store'
import { SANDBOX, SANDBOX_BASE, type Settings, type TokenSourceName } from '../store/types'
import { enumerated } from '../terminal/language'
import { clientMessages } from '../terminal/messages/client'
import type { Terminal } from '../terminal/terminal'
import { insideOf, oddityOf } from '../wechat/given-value'
import { workingDirectory } from './working-directory'

/** The flags that every command takes, before or after its name. */
export interface Globals {
  readonly account?: string
  /** All that were named, for a command that takes several; the last one is `account`. */
  readonly accounts?: readonly string[]
  readonly json?: boolean
  readonly lang?: string
  readonly color?: 'auto' | 'always' | 'never'
  readonly quiet?: boolean
  readonly debug?: boolean
  /** False with `--no-input`. */
  readonly input?: boolean
  /** Seconds. */
  readonly timeout?: number
  readonly proxy?: string
}

/** What a command may need, each part loaded and built when it is first asked for. */
export class Services {
  private builtStore?: Promise<Store>
  private builtSettings?: Promise<Settings>
  private builtClient?: Promise<Client>
  private builtIdentity?: Promise<Settings>
  private startedSandbox?: Promise<string>
  private readonly closers: (() => Promise<void>)[] = []

  constructor(
    private readonly context: Context,
    private readonly terminal: Terminal,
    private readonly globals: Globals,
  ) {}

  store(): Promise<Store> {
    this.builtStore ??= import('../store/store').then(({ openStore }) =>
      openStore(
        this.context.env,
        this.context.platform,
        this.context.user,
        (directory) => this.terminal.warn(clientMessages.groupWritable, { directory }),
        () => workingDirectory(this.context),
      ),
    )
    return this.builtStore
  }

  settings(): Promise<Settings> {
    this.builtSettings ??= this.resolve()
    return this.builtSettings
  }

  client(): Promise<Client> {
    this.builtClient ??= this.settings().then((settings) =>
      this.clientFor(settings, () => this.isCurrent(settings)),
    )
    return this.builtClient
  }

  /** The settings with the AppID that calls are for: where none is given, a hub is asked. @throws WxError as Client.appid */
  identity(): Promise<Settings> {
    this.builtIdentity ??= this.identify()
    return this.builtIdentity
  }

  /** The same services for an account, as `-a NAME` means it. They are let go of together with these. */
  forAccount(name: string): Services {
    const services = new Services(this.context, this.terminal, { ...this.globals, account: name })
    this.closers.push(() => services.close())
    return services
  }

  /**
   * A client for other settings than those in force: credentials that are only being tried.
   * @param isCurrent whether the store still has the credentials; absent: they are not in it yet
   */
  async clientFor(settings: Settings, isCurrent?: () => Promise<boolean>): Promise<Client> {
    const { context } = this
    const [{ createClient }, store] = await Promise.all([import('../api/client'), this.store()])
    return createClient({
      settings,
      cache: store.tokens,
      isCurrent,
      // Started at the first call: a cached token needs no server.
      base: async () => hubOf(settings) ?? this.baseOf(settings, store),
      get cwd() {
        return workingDirectory(context)
      },
      env: this.context.env,
      get signal() {
        return context.signal
      },
      now: this.context.now,
      observer: {
        tracing: this.terminal.options.debug,
        trace: (text) => this.terminal.trace(text),
        hide: (secret) => this.terminal.hide(secret),
        notice: (notice) => this.tell(notice),
      },
    })
  }

  /** Base address of the API, by which pages are found. The built-in sandbox, where it is that, is started now. */
  async base(): Promise<string> {
    return this.baseOf(await this.settings(), await this.store())
  }

  /** Whether the store still has the credentials of settings that were read from it before. @throws WxError STORE_* */
  async isCurrent(settings: Settings): Promise<boolean> {
    const [{ stillStands }, store] = await Promise.all([import('../store/settings'), this.store()])
    const isStored = settings.account !== undefined
    return stillStands(settings, isStored ? await store.accounts.read() : { accounts: {} })
  }

  /** Lets go of what was opened, last first. */
  async close(): Promise<void> {
    for (const close of this.closers.splice(0).reverse()) await close()
  }

  private async identify(): Promise<Settings> {
    const settings = await this.settings()
    const hub = hubOf(settings)
    if (settings.appid || hub === undefined) return settings
    const appid = await (await this.client()).appid()
    this.terminal.subject = { ...this.terminal.subject, appid }
    return { ...settings, appid: { value: appid, origin: { from: 'hub', name: hub } } }
  }

  private async resolve(): Promise<Settings> {
    const [{ needsAccounts, resolveSettings }, store] = await Promise.all([
      import('../store/settings'),
      this.store(),
    ])
    const { env } = this.context
    const flag = this.globals.account
    const { variables } = this.terminal.subject
    this.terminal.subject = { flag, account: flag, variables }
    const accounts = needsAccounts(this.globals, env) ? await store.accounts.read() : { accounts: {} }
    const settings = resolveSettings({ flags: this.globals, env, accounts })
    const { account, secret, unused } = settings
    for (const setting of [
      secret,
      settings.hubKey,
      settings.accessToken,
      settings.callbackToken,
      settings.aesKey,
    ])
      this.terminal.hide(setting?.value)
    await this.tellOdd(settings)
    const source = !account || secret?.origin.from === 'env' ? 'environment' : 'account'
    this.terminal.subject = {
      flag,
      account: account?.value,
      appid: settings.appid?.value,
      secret: source,
      source: sourceOf(settings.tokenSource.value),
      given: settings.accessToken !== undefined,
      sandbox: account?.value === SANDBOX,
      variables,
    }
    if (flag !== undefined && unused.length > 0)
      this.terminal.warn(clientMessages.unused, {
        account: flag,
        count: unused.length,
        names: enumerated(unused, this.terminal.language),
      })
    return settings
  }

  /** Warns of a secret that was copied with more than itself, and will be refused. The words are loaded when needed. */
  private async tellOdd({ secret, accessToken }: Settings): Promise<void> {
    const [name, setting] = accessToken
      ? (['accessToken', accessToken] as const)
      : (['secret', secret] as const)
    const oddity = setting && oddityOf(setting.value)
    if (!oddity) return
    this.terminal.hide(insideOf(setting.value))
    const { givenMessages, oddities } = await import('../terminal/messages/given')
    const { origin } = setting
    const from = 'name' in origin ? origin.name : origin.from
    this.terminal.warn(givenMessages[name], { name: from, oddity: this.terminal.t(oddities[oddity]) })
  }

  private baseOf(settings: Settings, store: Store): Promise<string> {
    const { value } = settings.apiBase
    if (value !== SANDBOX_BASE) return Promise.resolve(value)
    this.startedSandbox ??= this.sandbox(store)
    return this.startedSandbox
  }

  private async sandbox(store: Store): Promise<string> {
    const { startEmbedded } = await import('../sandbox/embedded')
    const running = await startEmbedded({ stateFile: store.sandboxFile, now: this.context.now })
    this.closers.push(() => running.close())
    return running.url
  }

  private tell(notice: Notice): void {
    if (notice.type === 'retry') this.terminal.note(clientMessages.retry, notice)
    else if (notice.type === 'token-refreshed') this.terminal.note(clientMessages.tokenRefreshed, notice)
    else if (notice.type === 'token-not-kept') this.terminal.warn(clientMessages.tokenNotKept, notice)
    else this.terminal.warn(clientMessages.classicToken)
  }
}

/** The first word of the setting. */
function sourceOf(source: TokenSourceName): 'stable' | 'classic' | 'command' | 'hub' {
  if (source === 'stable' || source === 'classic') return source
  return source.startsWith('hub:') ? 'hub' : 'command'
}
