import { WxError } from '../../errors'
import { resolveSettings } from '../../store/settings'
import type { Account } from '../../store/types'
import { reportError } from '../../terminal/errors'
import { accountMessages } from '../../terminal/messages/account'
import { initMessages } from '../../terminal/messages/init'
import { credentialErrcodes } from '../../wechat/errcodes/groups'
import { askForSecret, givenSecret } from '../account/secrets'
import { appidAnswer, appidValue } from '../account/values'
import type { CommandContext } from '../command'
import { showPlace } from './places'

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
 * AppID and AppSecret from the options or a person, tried with WeChat. After a refusal a person may try the same again
 * (once the address is on the allowlist, say), change one of them or keep them unconfirmed; without a person it is the
 * command's error.
 * @throws WxError QUIT_UNSAVED where the person gives up, and what the token call throws
 */
export async function obtainCredentials(
  cx: CommandContext,
  name: string,
  isTest: boolean,
  options: CredentialOptions,
): Promise<Credentials> {
  const { terminal } = cx
  let appid = appidValue(cx, '--appid', options.appid ?? (await askForAppid(cx)))
  let secret = (await givenSecret(cx, options)) ?? (await askForSecret(cx))
  if (options.check === false) return { appid, secret, checked: false }
  let first: Way = 'again'
  for (;;) {
    terminal.subject = { secret: 'typed', isTest } // kept nowhere yet: a hint must not name the account
    try {
      terminal.note(initMessages.checking)
      await tryCredentials(cx, { name, appid, secret, mode: 'plain', tokenSource: 'stable' })
      terminal.note(initMessages.checked)
      return { appid, secret, checked: true }
    } catch (error) {
      first = wayAfter(error)
      const stopped = !(error instanceof WxError) || cx.signal.aborted
      if (stopped || !terminal.interactive) throw error
      await reportError(error, terminal)
      if (credentialErrcodes.has(error.details.refusal?.errcode ?? 0)) showPlace(cx, isTest)
    }
    const next = await whatNow(cx, first)
    if (next === 'stop') throw new WxError('QUIT_UNSAVED')
    if (next === 'keep') return { appid, secret, checked: false }
    if (next === 'appid') appid = appidValue(cx, '--appid', await askForAppid(cx, appid))
    if (next === 'secret') secret = await askForSecret(cx)
  }
}

/** @param initial what was typed before */
function askForAppid(cx: CommandContext, initial?: string): Promise<string> {
  return cx.terminal.ask(cx.terminal.t(accountMessages.askAppid), {
    flag: '--appid',
    initial,
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
      WXADMIN_HUB: undefined,
      WXADMIN_HUB_KEY: undefined,
    },
    accounts: { default: account.name, accounts: { [account.name]: account } },
  })
  const client = await cx.services.clientFor(settings)
  await client.refresh({ force: false }) // not the cache: it may hold a token of a former secret
}

const ways = ['again', 'appid', 'secret', 'keep', 'stop'] as const

type Way = (typeof ways)[number]

/** The errcodes of the token calls that the same words meet again: only another value helps. */
const wayOfErrcode: ReadonlyMap<number, Way> = new Map([
  [40001, 'secret'],
  [40125, 'secret'],
  [40013, 'appid'],
])

/** What is likeliest to help, offered first. Outside a wrong value (the allowlist, the network) that is another try. */
function wayAfter(error: unknown): Way {
  const errcode = error instanceof WxError ? error.details.refusal?.errcode : undefined
  return (errcode !== undefined && wayOfErrcode.get(errcode)) || 'again'
}

function whatNow({ terminal }: CommandContext, first: Way): Promise<Way> {
  const ordered = [first, ...ways.filter((way) => way !== first)]
  const choices = ordered.map((value) => ({ value, name: terminal.t(initMessages[value]) }))
  return terminal.choose(terminal.t(initMessages.askFailed), choices, { flag: '--no-check' })
}
