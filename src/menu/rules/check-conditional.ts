/** Conditional menus, docs/platform.md 2.6: their matchrules, and what holds over all of them. */

import type { Where } from '../../document/findings'
import {
  child,
  type Entry,
  entry,
  headOf,
  type ListNode,
  type MapNode,
  type Node,
  type Path,
  placeOf,
  present,
} from '../../document/tree'
import { type MatchRuleField, matchRuleFields, menuLimits } from '../../wechat/menu/rules'
import { platformNumber } from '../../wechat/menu/synonyms'
import { inPreference, menuidOf } from '../normalise'
import { checkButton, checkCount } from './check-button'
import type { Links } from './check-text'
import type { MenuFinding, MenuFindings } from './findings'
import {
  asMap,
  CONDITIONAL_KEYS,
  CONDITIONAL_OWN_KEYS,
  kindOf,
  type Located,
  listAt,
  mistyped,
  RULE_KEYS,
  unknownKeys,
} from './shape'

/** A tag that a matchrule names. */
export interface TagUse {
  readonly name: string
  /** What to say when the account has no such tag; made when it is asked for. */
  readonly unknown: MenuFinding
}

const CURRENT_RULE_KEYS = RULE_KEYS.filter(
  (key) => key === 'tag' || matchRuleFields[key as MatchRuleField].state === 'current',
)

/**
 * Holds every conditional menu against the rules, and all of them together. Everything that is wrong goes to the findings.
 * @returns the tags that their matchrules name
 */
export function checkConditional({ node, path }: Located<ListNode>, findings: MenuFindings): TagUse[] {
  const uses: TagUse[] = []
  const rules = new Map<string, number>()
  const domains = new Map<string, Where[]>()
  const links: Links = (host, where) => {
    const places = domains.get(host)
    if (places) places.push(where)
    else domains.set(host, [where])
  }
  for (const [index, item] of conditionalInPreference(node)) {
    const at = [...path, index]
    const map = asMap(item, at, findings)
    if (!map) continue
    unknownKeys(map, CONDITIONAL_KEYS, at, findings, CONDITIONAL_OWN_KEYS)
    checkButtons(map, at, links, findings)
    const rule = checkMatchRule(map, at, findings)
    if (!rule) continue
    const same = JSON.stringify(Object.entries(rule.values).sort())
    const first = rules.get(same)
    const where = { span: rule.entry.keySpan, path: [...at, 'matchrule'] }
    if (first !== undefined) findings.add('matchrule-duplicate', where, { first })
    else rules.set(same, findings.lineOf(rule.entry.keySpan.start))
    const tag = rule.entry.value.kind === 'map' ? entry(rule.entry.value, 'tag') : undefined
    const name = rule.values.tag
    if (tag && name !== undefined) {
      const place = { span: placeOf(tag), path: [...at, 'matchrule', 'tag'] }
      uses.push({
        name,
        get unknown() {
          return findings.finding('tag-unknown', place, { tag: name })
        },
      })
    }
  }
  checkDomains(domains, findings)
  return uses
}

/** The conditional menus of a file with their indices, in order of preference. */
export function conditionalInPreference({ items }: ListNode): readonly (readonly [number, Node])[] {
  return inPreference([...items.entries()], ([, menu]) => idOf(menu))
}

function checkButtons(map: MapNode, path: Path, links: Links, findings: MenuFindings): void {
  const buttons = listAt(map, 'button', path, findings)
  if (!buttons) {
    if (!present(map, 'button') && !mistyped(map, 'button', CONDITIONAL_KEYS))
      findings.add('button-missing', { span: headOf(map), path })
    return
  }
  checkCount('top-count', buttons, { least: 1, most: menuLimits.topButtons }, findings)
  buttons.node.items.forEach((node, index) => {
    checkButton({ node, path: [...buttons.path, index], level: 'top', links }, findings)
  })
}

/** @returns the rule's values as text, empty ones left out; undefined where there is none to speak of */
function checkMatchRule(
  map: MapNode,
  path: Path,
  findings: MenuFindings,
): { entry: Entry; values: Record<string, string> } | undefined {
  const found = entry(map, 'matchrule')
  if (!found || !child(map, 'matchrule')) {
    const where = { span: found ? placeOf(found) : headOf(map), path: found ? [...path, 'matchrule'] : path }
    if (found) findings.add('matchrule-empty', where)
    else if (!mistyped(map, 'matchrule', CONDITIONAL_KEYS)) findings.add('matchrule-missing', where)
    return undefined
  }
  const at = [...path, 'matchrule']
  const rule = asMap(found.value, at, findings)
  if (!rule) return undefined
  unknownKeys(rule, RULE_KEYS, at, findings, CURRENT_RULE_KEYS)
  const values: Record<string, string> = {}
  for (const field of rule.entries) {
    const value = RULE_KEYS.includes(field.key)
      ? checkRuleValue(field, [...at, field.key], findings)
      : undefined
    // menu/get answers the tag under its old name
    if (value !== undefined && field.key === 'group_id') values.tag_id ??= value
    else if (value !== undefined) values[field.key] = value
  }
  const tag = entry(rule, 'tag')
  if (tag && values.tag !== undefined && values.tag_id !== undefined)
    findings.add('tag-twice', { span: tag.keySpan, path: [...at, 'tag'] })
  const isEmpty =
    rule.entries.every(({ key, value }) => !RULE_KEYS.includes(key) || isNothing(value)) &&
    !RULE_KEYS.some((key) => mistyped(rule, key, RULE_KEYS))
  if (isEmpty) findings.add('matchrule-empty', { span: found.keySpan, path: at })
  return isEmpty ? undefined : { entry: found, values }
}

function checkRuleValue(field: Entry, path: Path, findings: MenuFindings): string | undefined {
  const { key, value } = field
  const where = { span: placeOf(field), path }
  if (isNothing(value)) return undefined
  if (value.kind !== 'scalar' || typeof value.value === 'boolean') {
    findings.add('not-text', where, { field: key, found: kindOf(value) })
    return undefined
  }
  const text = String(value.value)
  if (key === 'tag') return text
  const data: { state: string; by?: string; values?: readonly string[] } =
    matchRuleFields[key as MatchRuleField]
  const atKey = { ...where, span: field.keySpan }
  if (data.state === 'withdrawn') findings.add('matchrule-withdrawn', atKey, { field: key })
  if (data.state === 'replaced') findings.add('matchrule-replaced', atKey, { field: key, by: data.by ?? '' })
  if (data.values && !data.values.includes(text)) {
    const number = key === 'client_platform_type' ? platformNumber(text) : undefined
    const params = { field: key, value: text, allowed: data.values.join(', ') }
    findings.add('matchrule-value', where, { ...params, ...(number && { number }) })
  }
  if ((key === 'tag_id' || key === 'group_id') && !/^\d+$/.test(text))
    findings.add('matchrule-value', where, {
      field: key,
      value: text,
      allowed: '0-9',
      suggestion: `tag: ${text}`,
    })
  return text
}

function isNothing(node: Entry['value']): boolean {
  return node.kind === 'scalar' && (node.value === null || node.value === '')
}

/** WeChat's answers carry ids, and are put in order by them. */
function idOf(menu: Node): string | undefined {
  const id = menu.kind === 'map' ? child(menu, 'menuid') : undefined
  return id?.kind === 'scalar' ? menuidOf(id.value) : undefined
}

/**
 * All conditional menus together may lead to three domains (65316), by which hosts are taken to be meant [?]. The first
 * link to the fourth one is marked; the places of all of them are told with it.
 */
function checkDomains(domains: ReadonlyMap<string, readonly Where[]>, findings: MenuFindings): void {
  const limit = menuLimits.conditionalDomains
  const [extra] = [...domains.values()][limit] ?? []
  if (!extra) return
  const related = [...domains].flatMap(([host, places]) =>
    places.map(({ span, path }) => ({ label: findings.asWritten(span, host), span, path })),
  )
  const labels = new Set(related.map(({ label }) => label))
  const params = { count: domains.size, limit, domains: [...labels].join(', ') }
  findings.add('conditional-domains', { ...extra, related }, params)
}
