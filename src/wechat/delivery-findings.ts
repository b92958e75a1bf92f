import type { ReplyFinding } from './reply-findings'

/**
 * What may be wrong with the answer to a push around the reply in it (FACTS 3.2, 3.3, 3.5). All are errors: WeChat
 * takes such an answer for none. The sentences are in terminal/messages/trigger.ts.
 */
export type DeliveryCode =
  | 'status'
  | 'redirect'
  | 'late'
  | 'too-large'
  | 'not-utf8'
  | 'not-encrypted'
  | 'encrypted-in-plain'
  | 'envelope'
  | 'signature'
  | 'cipher'
  | 'cipher-appid'

export interface DeliveryFault {
  readonly level: 'error'
  readonly code: DeliveryCode
  readonly params: Readonly<Record<string, string | number>>
}

/** Something in an answer that WeChat would refuse (`error`), or that is worth a look. */
export type DeliveryFinding = DeliveryFault | ReplyFinding
