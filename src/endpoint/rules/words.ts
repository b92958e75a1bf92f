/** The words of rules files that more than the reader needs. */
import { messageTypes as shapes } from '../../wechat/messages/types/messages'

export const conditionNames = ['keyword', 'contains', 'regex', 'type', 'event'] as const

export type Condition = (typeof conditionNames)[number]

/** docs/platform.md 3.6. */
export const messageTypes = Object.keys(shapes) as readonly (keyof typeof shapes)[]

/** docs/platform.md 4; `none` is the answer `success`. */
export const replyForms = [
  'text',
  'image',
  'voice',
  'video',
  'music',
  'news',
  'transfer_customer_service',
  'transfer_biz_ai_ivr',
  'none',
  'one_of',
] as const
