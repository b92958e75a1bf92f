import { createHash } from 'node:crypto'
import type { CallbackConfig } from '../../wechat/callback/callback'
import type { CallQuery } from '../server/receive'

/**
 * What is wrong about a wrong signature: the mistake with which it would be right. `token-or-query`: none of the
 * usual ones, so the token is another one or the query was changed on its way.
 */
export type SignatureMistake =
  | 'not-sha1'
  | 'order'
  | 'separator'
  | 'token-empty'
  | 'token-spaces'
  | 'token-case'
  | 'token-is-key'
  | 'token-is-appid'
  | 'other-signature'
  | 'echostr'
  | 'timestamp'
  | 'nonce'
  | 'token-or-query'

/** Messages have a few kilobytes. To try every mistake on a long text would be work that anybody could cause. */
const LONGEST = 32 * 1024

/** @param given the wrong signature @param encrypt of a wrong `msg_signature` what it should sign as well */
export function whyWrong(
  config: CallbackConfig,
  call: CallQuery,
  given: string,
  encrypt?: string,
): SignatureMistake {
  const signature = given.toLowerCase()
  if (!/^[\da-f]{40}$/.test(signature)) return 'not-sha1'
  if (encrypt !== undefined && encrypt.length > LONGEST) return 'token-or-query'
  const { token } = config
  const { timestamp, nonce } = call
  const rest = encrypt === undefined ? [timestamp, nonce] : [timestamp, nonce, encrypt]
  const isOf = (values: readonly string[], separator = '') => sha1(values, separator) === signature
  const isSorted = (values: readonly string[]) => isOf([...values].sort())
  const isToken = (other: string | undefined) => other !== undefined && isSorted([other, ...rest])

  if (orders([token, ...rest]).some((values) => isOf(values))) return 'order'
  if ([',', '&', ' ', '\n', '|'].some((one) => isOf([token, ...rest].sort(), one))) return 'separator'
  if (isToken('')) return 'token-empty'
  if (around(token).some(isToken)) return 'token-spaces'
  if (isToken(token.toLowerCase()) || isToken(token.toUpperCase())) return 'token-case'
  if (isToken(config.aesKey)) return 'token-is-key'
  if (isToken(config.appid)) return 'token-is-appid'
  const other = encrypt === undefined ? [call.msg_signature] : []
  if (other.includes(signature) || (encrypt !== undefined && isSorted([token, timestamp, nonce])))
    return 'other-signature'
  if (call.echostr !== '' && isSorted([token, ...rest, call.echostr])) return 'echostr'
  const without = encrypt === undefined ? [] : [encrypt]
  const times = ['', `${timestamp}000`, timestamp.slice(0, -3)]
  if (times.some((time) => isSorted([token, time, nonce, ...without]))) return 'timestamp'
  const nonces = ['', nonce.trim(), nonce.toLowerCase(), nonce.replaceAll(' ', '+')]
  if (nonces.some((one) => isSorted([token, timestamp, one, ...without]))) return 'nonce'
  return 'token-or-query'
}

const sha1 = (values: readonly string[], separator: string) =>
  createHash('sha1').update(values.join(separator)).digest('hex')

/** A token as it is copied out of a file or a web form. */
const around = (token: string) => [` ${token}`, `${token} `, `${token}\n`, `${token}\r\n`, `${token}\t`]

/** All orders of up to four values: 24 at most. */
function orders(values: readonly string[]): string[][] {
  if (values.length === 0) return [[]]
  return values.flatMap((value, at) => orders(values.toSpliced(at, 1)).map((rest) => [value, ...rest]))
}
