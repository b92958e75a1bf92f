import type { ConsoleReplies } from '../state'
import { accountIn, BadControl, booleanOf, type Fields, fieldsOf, type Order, objectsOf } from './input'

const INFOS = [
  'add_friend_autoreply_info',
  'message_default_autoreply_info',
  'keyword_autoreply_info',
] as const

/**
 * Sets the automatic replies as somebody does in the web console, in the shape in which the platform shows them. Unchecked
 * inside: no page says what the console refuses. Without any key it leaves the account without replies.
 */
export const placeReplies: Order = (body, state) => {
  const fields = fieldsOf(body, ['appid', 'is_add_friend_reply_open', 'is_autoreply_open', ...INFOS])
  const account = accountIn(state, fields)
  const [followOpen, messagesOpen] = (['is_add_friend_reply_open', 'is_autoreply_open'] as const).map((key) =>
    switchOf(fields, key),
  )
  const given = INFOS.filter((key) => fields[key] !== undefined)
  const rules = rulesIn(fields)
  account.autoReplies =
    given.length === 0
      ? null
      : ({
          followOpen: followOpen ?? fields.add_friend_autoreply_info !== undefined,
          messagesOpen: messagesOpen ?? given.some((key) => key !== 'add_friend_autoreply_info'),
          ...Object.fromEntries(given.map((key) => [key, objectOf(fields, key)])),
        } as ConsoleReplies)
  return { keywordRules: rules }
}

/** The platform writes it as 0 and 1. */
function switchOf(fields: Fields, key: string): boolean | undefined {
  const value = fields[key]
  return booleanOf({ [key]: value === 0 || value === 1 ? value === 1 : value }, key)
}

function rulesIn(fields: Fields): number {
  const info = objectOf(fields, 'keyword_autoreply_info')
  return info ? (objectsOf(info, 'list')?.length ?? 0) : 0
}

function objectOf(fields: Fields, key: string): Fields | undefined {
  const value = fields[key]
  if (value === undefined) return undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadControl(`${key} must be an object`)
  return value as Fields
}
