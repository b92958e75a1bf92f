import type { Client } from '../api/types'
import { WxError } from '../errors'
import { hubIn, hubOf } from '../store/hub-source'
import type { Origin, Setting, Settings } from '../store/types'
import type { Message } from '../terminal/language'
import { oddities } from '../terminal/messages/given'
import { whoamiMessages } from '../terminal/messages/whoami'
import { table } from '../terminal/table'
import type { Terminal } from '../terminal/terminal'
import { endpoints } from '../wechat/endpoints'
import { oddityOf } from '../wechat/given-value'
import { redact, shownSource } from '../wechat/redact'
import type { CommandContext } from './command'

/** The settings in the order they are shown. */
const names = [
  'account',
  'appid',
  'secret',
  'accessToken',
  'callbackToken',
  'aesKey',
  'mode',
  'tokenSource',
  'hubKey',
  'apiBase',
  'proxy',
  'timeoutMs',
] as const satisfies readonly (keyof Settings)[]

type Name = (typeof names)[number]

/** What `--check` calls: every account may. */
const { selfMenu } = endpoints

const secrets: ReadonlySet<Name> = new Set(['secret', 'hubKey', 'accessToken', 'callbackToken', 'aesKey'])

/** Shown also where they have no value. */
const always: ReadonlySet<Name> = new Set(['account', 'appid', 'secret', 'proxy'])

/**
 * `wxadmin whoami`: the account in use and where each value comes from.
 * `--json`: `{account, appid, secret, accessToken, callbackToken, aesKey, mode, tokenSource, apiBase, proxy, timeoutMs}`,
 * each `{value, origin: {from: "flag"|"env"|"account"|"default", name?}}` or null, secrets with the value "set", and
 * `oddity` where they are not in the usual form: `quotes`, `assignment`, `escape`, `fullWidth`, `appid`, `space`;
 * `store`, its directory; with --check `checked: true`; `hubKey` only with a hub, or where a key for one is given.
 * @throws WxError NO_ACCOUNT where nothing is configured; with --check what the token call throws
 */
export async function whoami(
  cx: CommandContext,
  _: [],
  options: { readonly check?: boolean },
): Promise<undefined> {
  const { terminal } = cx
  const [settings, { dir }] = await Promise.all([cx.services.settings(), cx.services.store()])
  if (!settings.appid && !settings.accessToken && hubOf(settings) === undefined)
    throw new WxError(settings.hubKey ? 'HUB_ADDRESS_MISSING' : 'NO_ACCOUNT')
  if (options.check) await check(cx, settings)
  const shown = Object.fromEntries(
    names
      .filter((name) => name !== 'hubKey' || settings.hubKey || hubOf(settings) !== undefined)
      .map((name) => [name, shownSetting(name, settings)]),
  )
  const result = { ...shown, store: dir, ...(options.check && { checked: true }) }
  terminal.result(result, () => rows(terminal, settings, dir))
  if (options.check && hubOf(settings) !== undefined) terminal.note(whoamiMessages.hubChecked)
  else if (options.check) terminal.note(whoamiMessages.checked)
  return undefined
}

/** Tries the credentials live, in the way that disturbs nobody: a classic fetch would end others' tokens. */
async function check(cx: CommandContext, settings: Settings): Promise<void> {
  const client = await cx.services.client()
  if (hubOf(settings) !== undefined) await askHub(settings, client)
  else if (settings.accessToken) await useToken(cx)
  else if (settings.tokenSource.value === 'classic') await client.token()
  else await client.refresh({ force: false })
}

/** Whether the hub takes the key, for this account where one is named. Nothing is asked of WeChat. */
async function askHub({ appid, tokenSource }: Settings, client: Client): Promise<void> {
  const known = await client.hubAccounts()
  if (!appid || known.includes(appid.value)) return
  const hub = (hubIn(tokenSource.value) ?? '').replace(/^https?:\/\//, '')
  throw new WxError('HUB_ACCOUNT_REFUSED', { hub, appid: appid.value })
}

/** A given token proves itself in a call that any account may make; a refusal for other reasons proves it too. */
async function useToken(cx: CommandContext): Promise<void> {
  const client = await cx.services.client()
  try {
    await client.call({ method: selfMenu.method, path: selfMenu.path, repeatable: true })
  } catch (error) {
    if (!(error instanceof WxError && error.kind === 'wechat')) throw error
  }
}

function shownSetting(name: Name, settings: Settings): Setting<unknown> | null {
  const setting: Setting<string | number> | undefined = settings[name]
  if (!setting) return null
  if (secrets.has(name)) {
    const oddity = oddityOf(String(setting.value))
    return { ...setting, value: 'set', ...(oddity && { oddity }) }
  }
  if (name === 'tokenSource') return { ...setting, value: shownSource(String(setting.value)) }
  return typeof setting.value === 'string' ? { ...setting, value: redact(setting.value) } : setting
}

function rows(terminal: Terminal, settings: Settings, dir: string): string {
  const heads = [whoamiMessages.setting, whoamiMessages.value, whoamiMessages.origin]
  const body = names
    .filter((name) => settings[name] !== undefined || always.has(name))
    .map((name) => {
      const origin = settings[name]?.origin
      return [
        terminal.t(whoamiMessages[name]),
        shownValue(terminal, name, settings),
        terminal.out.dim(origin ? originText(terminal, origin) : ''),
      ]
    })
  return table([
    heads.map((head) => terminal.out.bold(terminal.t(head))),
    ...body,
    [terminal.t(whoamiMessages.store), dir],
  ])
}

function shownValue(terminal: Terminal, name: Name, settings: Settings): string {
  const setting = shownSetting(name, settings)
  if (!setting) return terminal.t(absences[name] ?? whoamiMessages.missing)
  if (secrets.has(name)) {
    const oddity = oddityOf(String(settings[name]?.value))
    return oddity
      ? terminal.t(whoamiMessages.setOddly, { oddity: terminal.t(oddities[oddity]) })
      : terminal.t(whoamiMessages.set)
  }
  if (name === 'timeoutMs')
    return terminal.t(whoamiMessages.seconds, { seconds: settings.timeoutMs.value / 1000 })
  return String(setting.value)
}

/** What it means that there is none, where that is nothing missing. */
const absences: Partial<Record<Name, Message>> = {
  account: whoamiMessages.environment,
  proxy: whoamiMessages.direct,
}

function originText(terminal: Terminal, origin: Origin): string {
  if (origin.from === 'env' || origin.from === 'hub') return origin.name
  if (origin.from === 'flag') return terminal.t(whoamiMessages.fromFlag, origin)
  return origin.from === 'account'
    ? terminal.t(whoamiMessages.fromAccount, origin)
    : terminal.t(whoamiMessages.fromDefault)
}
