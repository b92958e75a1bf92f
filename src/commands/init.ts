import { existsSync } from 'node:fs'
import { WxError } from '../errors'
import { addAccount, builtinAccount, checkNewName, isAccountName } from '../store/accounts'
import type { Store } from '../store/store'
import { type Account, type AccountsFile, SANDBOX, SANDBOX_BASE } from '../store/types'
import { initMessages } from '../terminal/messages/init'
import { newAesKey, newCallbackToken } from '../wechat/callback/values'
import type { CommandContext } from './command'
import { requireGiven } from './missing'
import { showConsoleFields } from './setup/console-fields'
import { type CredentialOptions, obtainCredentials } from './setup/credentials'
import { writeFirstMenu } from './setup/first-menu'
import { showPlace } from './setup/places'

interface InitOptions extends CredentialOptions {
  readonly name?: string
  readonly output?: string
  /** Where the console's automatic replies go. */
  readonly replies?: string
  /** The AppID is a test account's. */
  readonly test?: boolean
}

type Kind = 'real' | 'test' | typeof SANDBOX

const REPLIES_FILE = 'replies.yaml'

/**
 * `wxadmin init`: from nothing to the first `menu push`, and of an account that lives to its menu and its automatic
 * replies as files. With --name, --appid and --secret-stdin it asks nothing.
 *
 * `--json`, without secrets: `{name, appid, checked, default, live, menuFile, menuWritten, repliesFile, repliesWritten,
 * next, nextSteps}`. `live` is the menu that was found: `api`, `console`, `none`, `closed` (no permission), `unknown` (not
 * read). `repliesFile` is null where there are no replies. `next` is the first of `nextSteps`.
 */
export async function init(cx: CommandContext, _: [], options: InitOptions): Promise<undefined> {
  const kind = await chooseKind(cx, options)
  if (kind === SANDBOX) {
    const outcome = { name: SANDBOX, appid: builtinAccount.appid, checked: false, default: false }
    await finish(cx, outcome, options)
    return undefined
  }
  requireGiven(cx, {
    '--name NAME': options.name !== undefined,
    '--appid APPID': options.appid !== undefined,
    '--secret-stdin': options.secretStdin === true,
  })
  const isTest = kind === 'test'
  const store = await cx.services.store()
  const before = await store.accounts.read()
  if (options.appid === undefined) showPlace(cx, isTest)
  const name = await chooseName(cx, options, before, kind)
  const { checked, ...credentials } = await obtainCredentials(cx, name, isTest, options)
  const account: Account = {
    name,
    ...credentials,
    callbackToken: newCallbackToken(cx.randomBytes),
    aesKey: newAesKey(cx.randomBytes),
    mode: 'plain',
    tokenSource: 'stable',
  }
  await keep(cx, store, account, isTest)
  await finish(cx, { name, appid: account.appid, checked, default: true }, options)
  return undefined
}

async function chooseKind(cx: CommandContext, options: InitOptions): Promise<Kind> {
  const { terminal } = cx
  if (options.name === SANDBOX) {
    if (options.appid !== undefined) throw new WxError('ACCOUNT_RESERVED', { name: SANDBOX })
    return SANDBOX
  }
  if (options.test) return 'test'
  if (options.appid !== undefined || !terminal.interactive) return 'real'
  const kinds = ['real', 'test', SANDBOX] as const
  const choices = kinds.map((value) => ({ value, name: terminal.t(initMessages[value]) }))
  return terminal.choose(terminal.t(initMessages.askKind), choices, { flag: '--name' })
}

async function chooseName(
  { terminal }: CommandContext,
  options: InitOptions,
  file: AccountsFile,
  kind: Kind,
): Promise<string> {
  const taken = (name: string) => Object.hasOwn(file.accounts, name)
  const proposal = kind === 'test' ? 'test' : 'prod'
  const name =
    options.name ??
    (await terminal.ask(terminal.t(initMessages.askName), {
      flag: '--name',
      initial: taken(proposal) ? undefined : proposal,
      validate: (text) => {
        if (!isAccountName(text)) return terminal.t(initMessages.nameInvalid)
        if (text === SANDBOX) return terminal.t(initMessages.nameReserved)
        return !taken(text) || terminal.t(initMessages.nameTaken)
      },
    }))
  checkNewName(file, name)
  return name
}

async function keep(cx: CommandContext, store: Store, account: Account, isTest: boolean): Promise<void> {
  await store.accounts.update((file) => addAccount(file, account, true))
  const { path } = store.accounts
  cx.terminal.note(initMessages.saved, { name: account.name, file: path })
  showConsoleFields(cx, account, isTest, path)
}

interface Outcome {
  readonly name: string
  readonly appid: string
  readonly checked: boolean
  readonly default: boolean
}

/** The files, the next commands, and the result. */
async function finish(cx: CommandContext, outcome: Outcome, options: InitOptions): Promise<void> {
  const { terminal } = cx
  const { name, checked } = outcome
  // As `-a NAME` has it: whatever the environment says, these files are this account's.
  const own: CommandContext = Object.assign(Object.create(cx), { services: cx.services.forAccount(name) })
  const command = (words: string) => `wxadmin ${isChosen(cx, name) ? '' : `-a ${name} `}${words}`
  const isFresh = name === SANDBOX && (await isUnused(own))
  if (checked) terminal.note(initMessages.reading)
  const mayRead = checked || (name === SANDBOX && !isFresh)
  const menu = await writeFirstMenu(own, { mayRead, isFresh, output: options.output, command })
  const repliesFile = options.replies ?? REPLIES_FILE
  const replies = mayRead
    ? await (await import('./setup/first-replies')).writeFirstReplies(own, repliesFile)
    : undefined
  const steps = [menu.next, ...(replies?.answers ? [`serve --reply ${terminal.word(repliesFile)}`] : [])]
  const nextSteps = steps.map(command)
  const [next] = nextSteps
  for (const [index, step] of nextSteps.entries())
    terminal.say(
      `${terminal.err.bold(terminal.t(index === 0 ? initMessages.next : initMessages.nextAfter))}${step}`,
    )
  if (replies?.answers) terminal.note(initMessages.repliesSwitchOff)
  const files = {
    live: menu.live,
    menuFile: menu.file,
    menuWritten: menu.isWritten,
    repliesFile: replies ? repliesFile : null,
    repliesWritten: replies?.isWritten ?? false,
  }
  terminal.result({ ...outcome, ...files, next, nextSteps }, () => '')
}

/** Whether the built-in sandbox keeps nothing yet. One that runs as a server of its own is asked. */
async function isUnused({ services }: CommandContext): Promise<boolean> {
  const [{ apiBase }, { sandboxFile }] = await Promise.all([services.settings(), services.store()])
  return apiBase.value === SANDBOX_BASE && !existsSync(sandboxFile)
}

/** Whether a command that names no account means this one. */
function isChosen({ env }: CommandContext, name: string): boolean {
  if (name === SANDBOX) return false
  return !env.WXADMIN_ACCOUNT && !env.WXADMIN_APPID && !env.WXADMIN_ACCESS_TOKEN && !env.WXADMIN_HUB
}
