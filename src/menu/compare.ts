/**
 * When two menus are the same menu. Order of keys, `sub_button: []`, menuids and text against number in matchrules make
 * no difference (normalise.ts); a field that is not known here counts only where both sides have it, because WeChat
 * may add one to its answers.
 */
import { buttonFields } from '../wechat/menu-rules'
import type { Button, ConditionalMenu, MatchRule, Menu } from './types'

const KNOWN: readonly string[] = ['type', ...buttonFields]
const CHILDREN = 'sub_button'

export function sameMenu(a: Menu, b: Menu): boolean {
  return firstDifference(a, b) === undefined
}

export function sameButton(a: Button, b: Button): boolean {
  return buttonDifference(a, b, '') === undefined
}

export function sameConditional(a: ConditionalMenu, b: ConditionalMenu): boolean {
  return sameRule(a.matchrule, b.matchrule) && buttonsDifference(a.button, b.button, '') === undefined
}

/** group_id was replaced by tag_id, with the same ids (FACTS 2.6): WeChat may give back either [?]. */
export function sameRule(a: MatchRule, b: MatchRule): boolean {
  return ruleText(a) === ruleText(b)
}

function ruleText({ group_id: group, ...rule }: MatchRule): string {
  const merged =
    group === undefined || rule.tag_id !== undefined ? { group, ...rule } : { ...rule, tag_id: group }
  return JSON.stringify(
    Object.entries(merged)
      .filter(([, value]) => value !== undefined)
      .sort(),
  )
}

/** Where two menus first differ, as a path in a menu file: `button[1].sub_button[0].url`; undefined: nowhere. */
export function firstDifference(a: Menu, b: Menu): string | undefined {
  const inDefault = buttonsDifference(a.button, b.button, 'button')
  if (inDefault !== undefined) return inDefault
  for (let index = 0; index < Math.max(a.conditional.length, b.conditional.length); index++) {
    const [left, right] = [a.conditional[index], b.conditional[index]]
    const path = `conditionalmenu[${index}]`
    if (!left || !right) return path
    if (!sameRule(left.matchrule, right.matchrule)) return `${path}.matchrule`
    const found = buttonsDifference(left.button, right.button, `${path}.button`)
    if (found !== undefined) return found
  }
  return undefined
}

function buttonsDifference(a: readonly Button[], b: readonly Button[], path: string): string | undefined {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]]
    const at = `${path}[${index}]`
    if (!left || !right) return at
    const found = buttonDifference(left, right, at)
    if (found !== undefined) return found
  }
  return undefined
}

function buttonDifference(a: Button, b: Button, path: string): string | undefined {
  const [field] = differingFields(a, b)
  if (field !== undefined) return `${path}.${field}`
  return buttonsDifference(a.sub_button ?? [], b.sub_button ?? [], `${path}.${CHILDREN}`)
}

/** The fields, children apart, in which two buttons differ. */
export function differingFields(a: Button, b: Button): string[] {
  const both = Object.keys(a).filter((field) => field in b && field !== CHILDREN)
  const fields = new Set(['name', ...KNOWN, ...both])
  return [...fields].filter((field) => canonical(a[field]) !== canonical(b[field]))
}

/** JSON with sorted keys, so that nested unknown values compare whatever their order. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
