import { randomInt } from 'node:crypto'
import { handshakeQuery } from '../../wechat/callback/callback'
import { isAesKey, isCallbackToken, messageModes } from '../../wechat/callback/values'
import { BadControl, type Fields, stringOf } from '../control/input'
import type { CallbackSetting } from '../web/state'
import { callAsWechat, NoAnswer } from './call'

/** The keys of a server configuration in a control call. */
export const CALLBACK_KEYS = ['url', 'token', 'mode', 'aesKey'] as const

type NewCallback = Omit<CallbackSetting, 'address' | 'ms'>

/** A server configuration as the console would take it. Any port will do: endpoints under test have their own. */
export function readCallback(fields: Fields): NewCallback {
  const url = stringOf(fields, 'url') ?? ''
  const token = stringOf(fields, 'token') ?? ''
  const aesKey = stringOf(fields, 'aesKey')
  const given = stringOf(fields, 'mode') ?? 'plain'
  const mode = messageModes.find((each) => each === given)
  if (!URL.canParse(url) || !/^https?:\/\//i.test(url))
    throw new BadControl('url must be an http or https address')
  if (!isCallbackToken(token)) throw new BadControl('token must be 3 to 32 letters and digits')
  if (!mode) throw new BadControl(`mode must be one of ${messageModes.join(', ')}`)
  if (aesKey !== undefined && !isAesKey(aesKey)) throw new BadControl('aesKey must be 43 letters and digits')
  if (mode !== 'plain' && aesKey === undefined) throw new BadControl(`mode ${mode} needs aesKey`)
  return { url, token, mode, ...(aesKey !== undefined && { aesKey }) }
}

/**
 * The handshake of docs/platform.md 3.1 with a real endpoint: only one that answers with exactly this echostr passes.
 * @param seconds Unix time
 * @throws BadControl with WeChat's words and the reason
 */
export async function shakeHands(
  callback: NewCallback,
  seconds: number,
  signal: AbortSignal,
): Promise<CallbackSetting> {
  const echostr = String(randomInt(1e12, 1e14))
  const nonce = String(randomInt(1e8, 1e9))
  const query = handshakeQuery(callback.token, { timestamp: String(seconds), nonce, echostr })
  const fail = (reason: string): never => {
    throw new BadControl(`token check fail (-106): ${reason}`)
  }
  const answered = await callAsWechat(callback.url, query, undefined, signal).catch((error: unknown) => {
    if (error instanceof NoAnswer) return fail(`the endpoint did not answer: ${error.message}`)
    throw error
  })
  const { status, body, address, ms } = answered
  if (status !== 200) fail(`the endpoint answered HTTP ${status}`) // [?] whether the status counts
  if (body !== echostr) fail(differenceOf(body, echostr))
  return { ...callback, address, ms }
}

function differenceOf(body: string, echostr: string): string {
  if (body === '') return 'the endpoint answered nothing in place of echostr'
  if (body.includes(echostr)) return 'the endpoint answered more than echostr: it must be all of the answer'
  return `the endpoint answered ${JSON.stringify(body.slice(0, 80))} in place of echostr`
}
