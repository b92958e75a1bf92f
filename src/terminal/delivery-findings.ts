import type { DeliveryFinding } from '../wechat/callback/delivery-findings'
import { format, type Language, type Message } from './language'
import { causeSentences } from './messages/causes'
import { replySentences } from './messages/replies'
import { verifyParams } from './messages/verify'
import { printable } from './printable'

type Params = DeliveryFinding['params']

const sentences = { ...causeSentences, ...replySentences }

export const isCause = (code: string): code is DeliveryFinding['code'] => Object.hasOwn(sentences, code)

/** The sentences of a cause. */
export const causeOf = (code: DeliveryFinding['code']): { readonly what: Message; readonly fix: Message } =>
  sentences[code]

/** A finding about an answer in words: what is wrong, and what to do. The same for every command. */
export function describeDelivery(
  { code, params }: Pick<DeliveryFinding, 'code' | 'params'>,
  language: Language,
): { readonly message: string; readonly hint: string } {
  const { what, fix } = causeOf(code)
  const filled = paramsInWords(params, language)
  return { message: format(what, language, filled), hint: format(fix, language, filled) }
}

/** Codes among the parameters put into words, and texts from outside made inert. */
export function paramsInWords(params: Params, language: Language): Params {
  const words = ['where', 'reason'].flatMap((name) => {
    const word = verifyParams[String(params[name])]
    return word ? [[name, format(word, language)] as const] : []
  })
  const safe = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? printable(value) : value,
  ])
  return { ...Object.fromEntries(safe), ...Object.fromEntries(words) }
}
