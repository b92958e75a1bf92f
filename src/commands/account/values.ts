import { WxError } from '../../errors'
import { isTokenSource } from '../../store/accounts'
import { hubAddress, parseApiBase } from '../../store/api-base'
import { hubIn } from '../../store/hub-source'
import { DIRECT, parseProxy, proxyInvalid } from '../../store/proxy'
import { checkAppid } from '../../store/settings'
import type { TokenSourceName } from '../../store/types'
import { accountMessages } from '../../terminal/messages/account'
import { judgeAppid } from '../../wechat/appid'
import { isCallbackToken, type MessageMode, messageModes } from '../../wechat/callback/values'
import { trimGiven } from '../../wechat/given-value'
import { API_BASE } from '../../wechat/hosts'
import { withoutSecretForms, wordOrHidden } from '../../wechat/redact'
import type { CommandContext } from '../command'

/** In place of an address that is none: nobody can tell the password in it from the rest. */
const HIDDEN = '…'

/** Values of an account as a person gives them. `name` is the flag or key that errors speak of. */

export function appidValue(cx: CommandContext, name: string, text: string): string {
  const appid = trimGiven(text)
  checkAppid(name, appid)
  if (judgeAppid(appid) === 'unusual')
    cx.terminal.warn(accountMessages.unusualAppid, { appid: withoutSecretForms(appid) })
  return appid
}

/** For a prompt: true, or what is wrong. */
export function appidAnswer(cx: CommandContext, text: string): true | string {
  const verdict = judgeAppid(trimGiven(text))
  if (verdict === 'original-id') return cx.terminal.t(accountMessages.appidIsOriginalId)
  if (verdict === 'secret') return cx.terminal.t(accountMessages.appidIsSecret)
  return verdict !== 'invalid' || cx.terminal.t(accountMessages.appidNeeded)
}

/** @throws WxError VALUE_INVALID, HUB_ADDRESS_CLEARTEXT */
export function tokenSourceValue(name: string, text: string): TokenSourceName {
  const source = text.trim()
  const hub = hubIn(source)
  if (hub !== undefined) return `hub:${hubAddress(name, hub)}`
  if (isTokenSource(source)) return source
  throw invalid(name, wordOrHidden(source), 'stable, classic, command:PROGRAM, hub:https://HUB')
}

/** Any address may stand on the account itself; one in clear text gets a warning. */
export function apiBaseValue(cx: CommandContext, name: string, text: string): string {
  const parsed = parseApiBase(text.trim())
  if (!parsed) throw invalid(name, HIDDEN, API_BASE)
  if (!parsed.https && parsed.host !== 'loopback')
    cx.terminal.warn(accountMessages.cleartextBase, { base: parsed.base })
  return parsed.base
}

/** With its scheme: without one any word would do. */
export function proxyValue(name: string, text: string): string {
  const value = text.trim()
  if (value.toLowerCase() === DIRECT) return DIRECT
  const proxy = /^https?:\/\//i.test(value) ? parseProxy(value) : undefined
  if (proxy === undefined) throw proxyInvalid(name, value)
  return proxy
}

export function modeValue(name: string, text: string): MessageMode {
  const mode = messageModes.find((known) => known === text.trim())
  if (!mode) throw invalid(name, text, messageModes.join(', '))
  return mode
}

export function callbackTokenValue(cx: CommandContext, name: string, text: string): string {
  const token = trimGiven(text)
  if (!isCallbackToken(token)) throw new WxError('CALLBACK_TOKEN_INVALID', { name })
  cx.terminal.hide(token)
  return token
}

/** Where WeChat's server is to reach the account's endpoint. @throws WxError VALUE_INVALID */
export function callbackUrlValue(name: string, text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined
  const plain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.hash === ''
  if (!plain) throw invalid(name, HIDDEN, 'https://HOST/PATH')
  return url.href
}

const invalid = (name: string, value: string, expected: string) =>
  new WxError('VALUE_INVALID', { name, reason: `"${value}"`, expected })
