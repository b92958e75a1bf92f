import { WxError } from '../errors'
import { addAccount, builtinAccount, checkNewName, isAccountName } from '../store/accounts'
import type { Store } from '../store/store'
import { type Account, type AccountsFile, SANDBOX } from '../store/types'
import { initMessages } from '../terminal/messages/init'
import { newAesKey, newCallbackToken } from '../wechat/callback-values'
import type { CommandContext } from './command'
import { showConsoleFields } from './setup/console-fields'
import { type CredentialOptions, obtainCredentials } from './setup/credentials'
import { writeFirstMenu } from './setup/first-menu'

interface InitOptions extends CredentialOptions {
  readonly name?: string
  readonly output?: string
}

type Kind = 'real' | 'test' | typeof SANDBOX

/** Where a test account is made and shown; a page that every developer of Official Accounts knows. */
const TEST_ACCOUNT_PAGE = 'https://mp.weixin.qq.com/debug/cgi-bin/sandbox?t=sandbox/login'

/**
 * `wxadmin init`: from nothing to the first `menu push`. With --name, --appid and --secret-stdin it asks nothing.
 * `--json`: `{name, appid, checked, default, menuFile, menuWritten, next}`, no secrets.
 */
export async function init(cx: CommandContext, _: [], options: InitOptions): Promise<undefined> {
  const kind = await chooseKind(cx, options)
  const menuFile = options.output ?? 'menu.yaml'
  if (kind === SANDBOX) {
    await finish(cx, { name: SANDBOX, appid: builtinAccount.appid, checked: false, default: false }, menuFile)
    return undefined
  }
  const store = await cx.parts.store()
  const before = await store.accounts.read()
  if (options.appid === undefined) showPlace(cx, kind)
  const name = await chooseName(cx, options, before, kind)
  const { checked, ...credentials } = await obtainCredentials(cx, name, options)
  const account: Account = {
    name,
    ...credentials,
    callbackToken: newCallbackToken(cx.randomBytes),
    aesKey: newAesKey(cx.randomBytes),
    mode: 'plain',
    tokenSource: 'stable',
  }
  await keep(cx, store, account, kind)
  await finish(cx, { name, appid: account.appid, checked, default: true }, menuFile)
  return undefined
}

async function chooseKind(cx: CommandContext, options: InitOptions): Promise<Kind> {
  const { terminal } = cx
  if (options.name === SANDBOX) {
    if (options.appid !== undefined) throw new WxError('ACCOUNT_RESERVED', { name: SANDBOX })
    return SANDBOX
  }
  if (options.appid !== undefined || !terminal.interactive) return 'real'
  const kinds = ['real', 'test', SANDBOX] as const
  const choices = kinds.map((value) => ({ value, name: terminal.t(initMessages[value]) }))
  return terminal.choose(terminal.t(initMessages.askKind), choices, { flag: '--name' })
}

function showPlace({ terminal }: CommandContext, kind: Kind): void {
  if (!terminal.interactive) return
  terminal.note(kind === 'real' ? initMessages.realPlace : initMessages.testLink)
  if (kind === 'test') terminal.say(`  ${terminal.err.underline(TEST_ACCOUNT_PAGE)}`)
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

async function keep(cx: CommandContext, store: Store, account: Account, kind: Kind): Promise<void> {
  await store.accounts.update((file) => addAccount(file, account, true))
  const { path } = store.accounts
  cx.terminal.note(initMessages.saved, { name: account.name, file: path })
  showConsoleFields(cx, account, kind === 'test', path)
}

interface Outcome {
  readonly name: string
  readonly appid: string
  readonly checked: boolean
  readonly default: boolean
}

/** The menu file, the next command, and the result. */
async function finish(cx: CommandContext, outcome: Outcome, menuFile: string): Promise<void> {
  const { terminal } = cx
  const choice = outcome.name === SANDBOX ? `-a ${SANDBOX} ` : ''
  const next = `wxadmin ${choice}menu push ${terminal.word(menuFile)}`
  const comment = terminal.t(initMessages.menuComment, { command: next })
  const menuWritten = await writeFirstMenu(cx, menuFile, comment)
  terminal.note(menuWritten ? initMessages.menuWritten : initMessages.menuThere, { file: menuFile })
  terminal.say(`${terminal.err.bold(terminal.t(initMessages.next))}${next}`)
  terminal.result({ ...outcome, menuFile, menuWritten, next }, () => '')
}
