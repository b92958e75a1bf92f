import { WxError } from '../../errors'
import { resolveSettings } from '../../store/settings'
import type { Account } from '../../store/types'
import { reportError } from '../../terminal/errors'
import { accountMessages } from '../../terminal/messages/account'
import { initMessages } from '../../terminal/messages/init'
import { askForSecret, givenSecret } from '../account/secrets'
import { appidAnswer, appidValue } from '../account/values'
import type { CommandContext } from '../command'

export interface CredentialOptions {
  readonly appid?: string
  readonly secretStdin?: boolean
  /** False with `--no-check`. */
  readonly check?: boolean
}

export interface Credentials {
  readonly appid: string
  readonly secret: string
  readonly checked: boolean
}

/**
 * AppID and AppSecret from the options or a person, tried with WeChat. A person may type them again or keep
 * them unconfirmed; without one a failed check is the command's error.
 */
export async function obtainCredentials(
  cx: CommandContext,
  name: string,
  options: CredentialOptions,
): Promise<Credentials> {
  const { terminal } = cx
  for (let given = options; ; given = {}) {
    const appid = appidValue(cx, '--appid', given.appid ?? (await askForAppid(cx)))
    const secret = (await givenSecret(cx, given)) ?? (await askForSecret(cx))
    if (options.check === false) return { appid, secret, checked: false }
    terminal.subject = { secret: 'typed' } // kept nowhere yet: a hint must not name the account
    try {
      terminal.note(initMessages.checking)
      await tryCredentials(cx, { name, appid, secret, mode: 'plain', tokenSource: 'stable' })
      terminal.note(initMessages.checked)
      return { appid, secret, checked: true }
    } catch (error) {
      const stopped = !(error instanceof WxError) || cx.signal.aborted
      if (stopped || !terminal.interactive) throw error
      await reportError(error, terminal)
      if ((await whatNow(cx)) === 'keep') return { appid, secret, checked: false }
    }
  }
}

function askForAppid(cx: CommandContext): Promise<string> {
  return cx.terminal.ask(cx.terminal.t(accountMessages.askAppid), {
    flag: '--appid',
    validate: (text) => appidAnswer(cx, text),
  })
}

/** Fetches a token as the account's commands would, but with none of the environment's other credentials. */
async function tryCredentials(cx: CommandContext, account: Account): Promise<void> {
  const settings = resolveSettings({
    flags: { timeout: cx.globals.timeout, proxy: cx.globals.proxy },
    env: {
      ...cx.env,
      WXADMIN_ACCOUNT: undefined,
      WXADMIN_APPID: undefined,
      WXADMIN_SECRET: undefined,
      WXADMIN_ACCESS_TOKEN: undefined,
    },
    accounts: { default: account.name, accounts: { [account.name]: account } },
  })
  const client = await cx.parts.clientFor(settings)
  await client.refresh({ force: false }) // not the cache: it may hold a token of a former secret
}

async function whatNow({ terminal }: CommandContext): Promise<'retype' | 'keep'> {
  const choices = (['retype', 'keep', 'stop'] as const).map((value) => ({
    value,
    name: terminal.t(initMessages[value]),
  }))
  const choice = await terminal.choose(terminal.t(initMessages.askFailed), choices, { flag: '--no-check' })
  if (choice === 'stop') throw new WxError('DECLINED')
  return choice
}
