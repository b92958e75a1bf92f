import type { DeliveryCode } from '../../wechat/callback/delivery-findings'
import type { Message } from '../language'
import { verifyAnswers } from './verify-answers'
import { verifyForms } from './verify-forms'
import { verifyReach } from './verify-reach'
import { verifyReplies } from './verify-replies'

/**
 * What is wrong with an endpoint's answer, and what to do: for every code of wechat/callback/delivery-findings.ts. `verify`,
 * `trigger` and `serve` say it in these words; what is wrong with the reply itself is in replies.ts.
 */
export const causeSentences: Record<DeliveryCode, { readonly what: Message; readonly fix: Message }> = {
  ...verifyReach,
  ...verifyForms,
  ...verifyAnswers,
  ...verifyReplies,
}
