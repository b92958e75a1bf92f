import type { DeliveryFinding } from '../wechat/delivery-findings'
import { format, type Language } from './language'
import { replySentences } from './messages/replies'
import { deliverySentences } from './messages/trigger'

/** A finding about an answer in words: what is wrong, and what to do. */
export function describeDelivery(
  { code, params }: DeliveryFinding,
  language: Language,
): { readonly message: string; readonly hint: string } {
  const { what, fix } = { ...deliverySentences, ...replySentences }[code]
  return { message: format(what, language, params), hint: format(fix, language, params) }
}
