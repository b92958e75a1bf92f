/** Whether a rule is about a push. */
import type { Push } from '../../wechat/messages/push'
import { textOf } from '../../wechat/xml/read'

export type Condition =
  /** Texts as `plain` makes them. */
  | { readonly by: 'keyword' | 'contains'; readonly any: readonly string[] }
  | { readonly by: 'regex'; readonly pattern: RegExp }
  | { readonly by: 'type'; readonly any: readonly string[] }
  | {
      readonly by: 'event'
      readonly any: readonly string[]
      readonly key?: readonly string[]
      readonly keyPrefix?: string
    }

/** What matched; of a regex its groups, by number and by name. */
export interface Match {
  readonly groups?: readonly (string | undefined)[]
  readonly named?: Readonly<Record<string, string | undefined>>
}

export function matches(condition: Condition, push: Push): Match | undefined {
  const { by } = condition
  if (by === 'type') return found(condition.any.includes(push.MsgType))
  if (by === 'event') {
    const { any, key, keyPrefix } = condition
    if (push.Event === undefined || !any.includes(push.Event)) return undefined
    const EventKey = textOf(push.fields, 'EventKey')
    return found((key?.includes(EventKey) ?? true) && EventKey.startsWith(keyPrefix ?? ''))
  }
  if (push.MsgType !== 'text') return undefined
  const content = textOf(push.fields, 'Content')
  if (by === 'regex') {
    const groups = condition.pattern.exec(content)
    return groups ? { groups, ...(groups.groups && { named: groups.groups }) } : undefined
  }
  const text = plain(content)
  return found(condition.any.some((word) => (by === 'keyword' ? text === word : text.includes(word))))
}

const FOUND: Match = {}

const found = (is: boolean) => (is ? FOUND : undefined)

/** Without the white space around it, A to Z as a to z. */
export const plain = (text: string): string => text.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase())
