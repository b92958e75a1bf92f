/**
 * When two menus are the same menu: when their canonical texts are. Order of keys, `sub_button: []`, menuids and text
 * against number in matchrules make no difference (normalise.ts). A field that is not known here takes no part,
 * because WeChat may add one to its answers; nor do the values of buttons made in the web console, which differ at
 * each call (docs/platform.md 2.5).
 */
import { createHash } from 'node:crypto'
import { buttonFields, matchRuleFieldNames } from '../../wechat/menu/rules'
import {
  type Button,
  buttonsOf,
  type ConditionalMenu,
  type LiveMenu,
  type MatchRule,
  type Menu,
} from '../types'

/** What is compared about a button itself, in the order of the canonical text. */
const FIELDS = ['name', 'type', ...buttonFields] as const
const RULE_FIELDS = ['tag', ...matchRuleFieldNames] as const

/** A menu as JSON in which everything that makes it this menu stands in a fixed order, and nothing else. */
export function canonical({ button, conditional }: Menu): string {
  return JSON.stringify({
    button: button.map(buttonParts),
    conditionalmenu: conditional.map((menu) => ({
      matchrule: ruleParts(menu.matchrule),
      button: menu.button.map(buttonParts),
    })),
  })
}

/** What a menu is known by: SHA-256 of its canonical text, 64 hex digits. Equal for the same menu, and for no other. */
export function menuHash(menu: Menu): string {
  return createHash('sha256').update(canonical(menu)).digest('hex')
}

/** Whether two menus, as normalise.ts gives them, are the same: a push of one over the other would change nothing. */
export function sameMenu(a: Menu, b: Menu): boolean {
  return canonical(a) === canonical(b)
}

/** As `sameMenu`, for the default menus alone. */
export function sameDefault(a: Menu, b: Menu): boolean {
  return sameMenu({ ...a, conditional: [] }, { ...b, conditional: [] })
}

/** Whether there is no menu at all. A conditional menu needs a default one (65303). */
export function isEmpty({ button }: Menu): boolean {
  return button.length === 0
}

/** Whether a push would write nothing: the wanted menu is live, and it is the API that made it. */
export function isUpToDate(live: LiveMenu, wanted: Menu): boolean {
  if (isEmpty(wanted)) return live.source !== 'api' // what the console made is none of ours to delete
  return live.source === 'api' && sameMenu(live.menu, wanted)
}

/** The same text for the same button, its children included. */
export function canonicalButton(button: Button): string {
  return JSON.stringify(buttonParts(button))
}

/** The same text for the same conditional menu, whatever its id. */
export function canonicalConditional({ button, matchrule }: Omit<ConditionalMenu, 'menuid'>): string {
  return canonical({ button: [], conditional: [{ button, matchrule }] })
}

/** The same text for the same matchrule. */
export function canonicalRule(rule: MatchRule): string {
  return JSON.stringify(ruleParts(rule))
}

/** Where two menus first differ, as a path in a menu file: `button[1].sub_button[0].url`; undefined: nowhere. */
export function firstDifference(a: Menu, b: Menu): string | undefined {
  const inDefault = buttonsDifference(a.button, b.button, 'button')
  if (inDefault !== undefined) return inDefault
  for (let index = 0; index < Math.max(a.conditional.length, b.conditional.length); index++) {
    const [left, right] = [a.conditional[index], b.conditional[index]]
    const path = `conditionalmenu[${index}]`
    if (!left || !right) return path
    if (canonicalRule(left.matchrule) !== canonicalRule(right.matchrule)) return `${path}.matchrule`
    const found = buttonsDifference(left.button, right.button, `${path}.button`)
    if (found !== undefined) return found
  }
  return undefined
}

/** The fields, children apart, in which two buttons differ. */
export function differingFields(a: Button, b: Button): string[] {
  return FIELDS.filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]))
}

function buttonParts(button: Button): object {
  const children = button.sub_button ?? []
  return {
    ...Object.fromEntries(FIELDS.map((field) => [field, button[field]])),
    ...(children.length > 0 && { sub_button: children.map(buttonParts) }),
  }
}

function ruleParts(rule: MatchRule): object {
  return Object.fromEntries(RULE_FIELDS.map((field) => [field, rule[field]]))
}

function buttonsDifference(a: readonly Button[], b: readonly Button[], path: string): string | undefined {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]]
    const at = `${path}[${index}]`
    if (!left || !right) return at
    const [field] = differingFields(left, right)
    if (field !== undefined) return `${at}.${field}`
    const found = buttonsDifference(left.sub_button ?? [], right.sub_button ?? [], `${at}.sub_button`)
    if (found !== undefined) return found
  }
  return undefined
}

/** What becomes of a button or a conditional menu. */
export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved' | 'kept'

/** How many of each there are. */
export type Totals = Readonly<Record<ChangeKind, number>>

/** The totals where nothing changes: every button is kept. */
export function allKept(menu: Menu): Totals {
  return { added: 0, removed: 0, changed: 0, moved: 0, kept: [...buttonsOf(menu)].length }
}
