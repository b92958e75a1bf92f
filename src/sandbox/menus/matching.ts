import { type MatchRuleField, matchRuleFields, menuErrcodes } from '../../wechat/menu/rules'
import type { JsonObject } from '../body'
import { refuse } from '../refusal'
import type { AccountState, ConditionalMenu, DefaultMenu, User } from '../state'

/**
 * The matchrule of a menu that is being created, its values as text. Fields that the platform does not know
 * are ignored.
 * @throws Refusal 65304 empty, 65320 with a withdrawn field, 47001 with a value of a wrong type or [?] an unknown
 * platform (docs/platform.md 2.6)
 */
export function readMatchRule(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined || value === null) refuse(menuErrcodes.matchRuleEmpty)
  const rule = textsOf(value)
  const fields = Object.keys(rule) as MatchRuleField[]
  if (fields.length === 0) refuse(menuErrcodes.matchRuleEmpty)
  for (const field of fields)
    if (matchRuleFields[field].state === 'withdrawn') refuse(menuErrcodes.matchRulePrivacy)
  const platforms: readonly string[] = matchRuleFields.client_platform_type.values
  // [?] no page tells the answer to a platform that does not exist.
  if (rule.client_platform_type !== undefined && !platforms.includes(rule.client_platform_type))
    refuse(menuErrcodes.jsonType)
  return rule
}

/** The known fields that are not empty. */
export function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(47001)
  const rule: Record<string, string> = {}
  for (const field of Object.keys(matchRuleFields)) {
    const given = (value as JsonObject)[field]
    if (given === undefined || given === null || given === '') continue
    if (typeof given !== 'string' && typeof given !== 'number') refuse(47001)
    rule[field] = String(given)
  }
  return rule
}

/** The menu a user sees: the newest conditional menu that fits, else the default one. */
export function menuFor(account: AccountState, user: User): DefaultMenu | null {
  return account.conditional.findLast((menu) => fits(menu, user)) ?? account.menu
}

/** An old menu with a withdrawn field never matches. The tag that a user got last counts. */
function fits({ matchrule }: ConditionalMenu, user: User): boolean {
  return Object.entries(matchrule).every(([field, value]) => {
    switch (field) {
      case 'tag_id':
      case 'group_id':
        return String(user.tags.at(-1)) === value
      case 'client_platform_type':
        return user.platform === value
      default:
        return false
    }
  })
}
