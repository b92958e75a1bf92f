import { WxError } from '../../errors'
import type { OauthStates, RememberedState } from '../../store/oauth-states'
import { oauthMessages } from '../../terminal/messages/oauth'
import { stateLimits } from '../../wechat/oauth/authorize-url'
import type { CommandContext } from '../command'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const LENGTH = 32
/** Bytes from here on would make the first letters likelier than the last. */
const EVEN = 256 - (256 % ALPHABET.length)

/** A state that nobody can guess: 190 bits in letters and digits, the characters that WeChat takes. */
export function makeState({ randomBytes }: Pick<CommandContext, 'randomBytes'>): string {
  let state = ''
  while (state.length < LENGTH)
    for (const byte of randomBytes(LENGTH)) if (byte < EVEN) state += ALPHABET[byte % ALPHABET.length]
  return state.slice(0, LENGTH)
}

/** @throws WxError STATE_INVALID */
export function checkStateText(state: string): void {
  const [wrong] = /[^A-Za-z0-9]/u.exec(state) ?? []
  if (wrong !== undefined) throw new WxError('STATE_INVALID', { reason: `"${wrong}"` })
  if (state.length > stateLimits.bytes)
    throw new WxError('STATE_INVALID', { reason: `${state.length} > ${stateLimits.bytes}` })
}

interface Returned {
  /** With --state: it has to be one that is waited for. */
  readonly given?: string
  /** In the address; absent where a code alone was given. */
  readonly inAddress?: string
}

/**
 * Holds the state that came back against those that are waited for, and takes it out. Where none is waited for and
 * none was asked to be checked, there is nothing to hold it against.
 * @returns what was taken
 * @throws WxError STATE_UNKNOWN
 */
export async function takeState(
  { terminal, now }: CommandContext,
  states: OauthStates,
  appid: string,
  { given, inAddress }: Returned,
): Promise<RememberedState | undefined> {
  const state = given ?? inAddress
  if (state === undefined) return undefined
  if (given === undefined && !(await states.anyFor(appid, now()))) {
    if (state !== '') terminal.note(oauthMessages.stateNotChecked)
    return undefined
  }
  const agree = given === undefined || inAddress === undefined || given === inAddress
  const taken = agree ? await states.take(appid, state, now()) : undefined
  if (!taken) throw new WxError('STATE_UNKNOWN', { state: agree ? state : (inAddress ?? '') })
  return taken
}
