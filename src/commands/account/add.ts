import { addAccount as added, checkNewName, defaultName } from '../../store/accounts'
import { hubIn } from '../../store/hub-source'
import type { Account } from '../../store/types'
import { accountMessages } from '../../terminal/messages/account'
import type { CommandContext } from '../command'
import { requireGiven } from '../missing'
import { askForHubKey, askForSecret, givenSecret, type SecretOptions } from './secrets'
import {
  apiBaseValue,
  appidAnswer,
  appidValue,
  callbackTokenValue,
  modeValue,
  proxyValue,
  tokenSourceValue,
} from './values'
import { viewAccount } from './view'

interface AddOptions extends SecretOptions {
  readonly appid?: string
  readonly tokenSource?: string
  readonly apiBase?: string
  readonly mode?: string
  readonly token?: string
  readonly accountProxy?: string
  readonly use?: boolean
}

/** `wxadmin account add NAME`. `--json`: the account as `account show` gives it. */
export async function addAccount(
  cx: CommandContext,
  [name]: [string],
  options: AddOptions,
): Promise<undefined> {
  const { terminal } = cx
  const store = await cx.services.store()
  checkNewName(await store.accounts.read(), name) // before anything is asked
  const account = await accountFrom(cx, name, options)
  const file = await store.accounts.update((current) => added(current, account, options.use))
  terminal.result(viewAccount(file, account), () => '')
  terminal.note(accountMessages.added, account)
  if (defaultName(file) === name) terminal.note(accountMessages.nowDefault, { name })
  else terminal.note(accountMessages.useHint, { name })
  terminal.note(accountMessages.nextCheck, { name })
  return undefined
}

async function accountFrom(cx: CommandContext, name: string, options: AddOptions): Promise<Account> {
  const { terminal } = cx
  const tokenSource =
    options.tokenSource === undefined ? 'stable' : tokenSourceValue('--token-source', options.tokenSource)
  const apiBase = options.apiBase === undefined ? undefined : apiBaseValue(cx, '--api-base', options.apiBase)
  const proxy =
    options.accountProxy === undefined ? undefined : proxyValue('--account-proxy', options.accountProxy)
  const callbackToken =
    options.token === undefined ? undefined : callbackTokenValue(cx, '--token', options.token)
  const mode = options.mode === undefined ? 'plain' : modeValue('--mode', options.mode)
  const hasCommand = tokenSource.startsWith('command:') // it prints tokens: no secret is needed here
  const isByHub = hubIn(tokenSource) !== undefined // its key is given in place of the secret
  const hasSecret = options.secretStdin === true || options.secretFile !== undefined
  // What is wrong with a given AppID is told before what is missing.
  const given = options.appid === undefined ? undefined : appidValue(cx, '--appid', options.appid)
  requireGiven(cx, {
    '--appid APPID': options.appid !== undefined,
    '--secret-stdin': hasSecret || hasCommand,
  })
  const appid =
    given ??
    appidValue(
      cx,
      '--appid',
      await terminal.ask(terminal.t(accountMessages.askAppid), {
        flag: '--appid',
        validate: (text) => appidAnswer(cx, text),
      }),
    )
  const secret = isByHub
    ? { hubKey: (await givenSecret(cx, options, 'hubKey')) ?? (await askForHubKey(cx)) }
    : { secret: (await givenSecret(cx, options)) ?? (hasCommand ? undefined : await askForSecret(cx)) }
  if (mode !== 'plain') terminal.warn(accountMessages.modeNeedsKey, { mode, name })
  return {
    name,
    appid,
    ...(secret.secret && { secret: secret.secret }),
    ...(secret.hubKey && { hubKey: secret.hubKey }),
    ...(callbackToken && { callbackToken }),
    mode,
    tokenSource,
    ...(apiBase && { apiBase }),
    ...(proxy && { proxy }),
  }
}
