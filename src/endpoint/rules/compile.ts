import type { Rule } from './answerer'
import { type Condition, plain } from './conditions'
import { templatesOf } from './replies'
import type { RuleShape } from './shape'
import { conditionNames } from './words'

/** A rule as it is tried. */
export function compile(rule: RuleShape): Rule {
  return { name: nameOf(rule), condition: conditionOf(rule), replies: templatesOf(rule.reply) }
}

/** One text, or several. */
export const listed = (texts: string | readonly string[] | undefined): readonly string[] =>
  typeof texts === 'string' ? [texts] : (texts ?? [])

export function conditionOf(rule: RuleShape): Condition {
  if (rule.keyword !== undefined) return { by: 'keyword', any: listed(rule.keyword).map(plain) }
  if (rule.contains !== undefined) return { by: 'contains', any: listed(rule.contains).map(plain) }
  if (rule.regex !== undefined) return { by: 'regex', pattern: new RegExp(rule.regex, 'u') }
  if (rule.type !== undefined) return { by: 'type', any: listed(rule.type) }
  return {
    by: 'event',
    any: listed(rule.event),
    ...(rule.key !== undefined && { key: listed(rule.key) }),
    ...(rule.key_prefix !== undefined && { keyPrefix: rule.key_prefix }),
  }
}

/** How a rule reads: `keyword 你好, hello`, `event CLICK key V1001_GOOD`. */
function nameOf(rule: RuleShape): string {
  return [...conditionNames, 'key' as const, 'key_prefix' as const]
    .filter((name) => rule[name] !== undefined)
    .map((name) => `${name} ${listed(rule[name]).join(', ')}`)
    .join(' ')
}
