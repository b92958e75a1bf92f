/**
 * Finds the parts of a menu in any of the shapes it goes around in: the body of menu/create, the answers of
 * menu/get (`menu`, `conditionalmenu`, docs/platform.md 2.3) and of get_current_selfmenu_info (docs/platform.md 2.5), and our file.
 */

import {
  child,
  type Entry,
  entry,
  headOf,
  isBlank,
  isNull,
  type ListNode,
  type MapNode,
  type Node,
  type Path,
  placeOf,
  present,
} from '../../document/tree'
import { buttonFields, buttonType, matchRuleFieldNames, menuErrcodes } from '../../wechat/menu/rules'
import { plainName, synonym } from '../../wechat/menu/synonyms'
import { suggest } from '../../wechat/suggest'
import { filledBy, shorthandNames } from '../shorthands'
import type { MenuFindings } from './findings'

/** Keys of a button in a file. */
export const buttonKeys: readonly string[] = [
  'name',
  'type',
  ...buttonFields,
  ...shorthandNames,
  'sub_button',
]

export interface Located<N extends Node = Node> {
  readonly node: N
  readonly path: Path
}

export interface Shape {
  readonly appid?: { readonly entry: Entry; readonly path: Path }
  readonly button?: Located<ListNode>
  readonly conditional?: Located<ListNode> & { readonly entry: Entry }
}

const OWN_KEYS = ['button', 'conditionalmenu', 'appid']
/** Of WeChat's answers and of JSON editors: they say nothing about the menu. */
const IGNORED_KEYS = ['is_menu_open', 'menuid', '$schema']
/** What WeChat's answers put around the buttons. */
const WRAPPERS = ['menu', 'selfmenu_info']
const TOP_KEYS = [...OWN_KEYS, ...WRAPPERS, ...IGNORED_KEYS]
const WRAPPER_KEYS = ['button', 'menuid']
export const CONDITIONAL_OWN_KEYS = ['matchrule', 'button']
/** Answers of menu/get carry an id. */
export const CONDITIONAL_KEYS = [...CONDITIONAL_OWN_KEYS, 'menuid']
/** Keys of a matchrule in a file. */
export const RULE_KEYS: readonly string[] = ['tag', ...matchRuleFieldNames]
/** All keys of a file. */
export const fileKeys: readonly string[] = [
  ...new Set([...TOP_KEYS, ...CONDITIONAL_KEYS, ...RULE_KEYS, ...buttonKeys, 'list', 'scope', 'state']),
]
/** A map with more keys than this is no menu: what they were meant to be is not looked for. */
const MOST_TYPOS = 100
const LONGEST_TYPO = 100

/** Finds the parts of a menu. Keys that have no place, and two menus in one document, go to the findings. */
export function findShape(root: MapNode, findings: MenuFindings): Shape {
  unknownKeys(root, TOP_KEYS, [], findings, OWN_KEYS)
  const wrappers = WRAPPERS.flatMap((key) => present(root, key) ?? [])
  const own = present(root, 'button')
  const holders = [...(own ? [own] : []), ...wrappers]
  for (const extra of holders.slice(1))
    findings.add(
      'shape-mixed',
      { span: extra.keySpan, path: [extra.key] },
      { key: extra.key, other: holders[0]?.key ?? '' },
    )
  const [wrapper] = own ? [] : wrappers
  const inside = wrapper && asMap(wrapper.value, [wrapper.key], findings)
  if (inside && wrapper) unknownKeys(inside, WRAPPER_KEYS, [wrapper.key], findings)
  const holder = inside ?? root
  const base = wrapper ? [wrapper.key] : []
  const conditional = present(root, 'conditionalmenu')
  const list = conditional && listAt(root, 'conditionalmenu', [], findings)
  const pin = present(root, 'appid')
  return {
    ...(pin && { appid: { entry: pin, path: ['appid'] } }),
    ...(!(wrapper && !inside) && { button: listAt(holder, 'button', base, findings) }),
    ...(list && { conditional: { ...list, entry: conditional } }),
  }
}

/** The list under a key; undefined where there is none, with a finding where something else is there. */
export function listAt(
  map: MapNode,
  key: string,
  path: Path,
  findings: MenuFindings,
): Located<ListNode> | undefined {
  const found = present(map, key)
  if (!found) return undefined
  const node = found.value
  const at = [...path, key]
  if (node.kind === 'list') return { node, path: at }
  // get_current_selfmenu_info wraps children: `sub_button: { list: […] }` (docs/platform.md 2.5)
  if (key === 'sub_button' && node.kind === 'map' && entry(node, 'list')) {
    unknownKeys(node, ['list'], at, findings)
    return listAt(node, 'list', at, findings)
  }
  // WeChat never sees our own lists.
  const errcode = key === 'conditionalmenu' ? undefined : menuErrcodes.jsonType
  const params = { key, found: kindOf(node), ...instead(node, `${key}: `) }
  findings.add('not-a-list', { span: placeOf(found), path: at, errcode }, params)
  return undefined
}

/** The node where it is a map; a finding where something else is there. */
export function asMap(node: Node, path: Path, findings: MenuFindings): MapNode | undefined {
  if (node.kind === 'map') return node
  const isDocument = path.length === 0 || WRAPPERS.includes(String(path.at(-1)))
  const params = isDocument ? instead(node, 'button: ') : {}
  // WeChat looks for `button`, and answers so where it finds none.
  const errcode = Object.keys(params).length > 0 ? menuErrcodes.top.count : undefined
  findings.add('not-a-map', { span: headOf(node), path, errcode }, { found: kindOf(node), ...params })
  return undefined
}

/**
 * What a document, or a list of it, has become on its way through other programs, as parameters of which each has a
 * remedy of its own: `unquoted`, `decoded` (JSON as a text, or in base64), `wrapped` (the buttons alone), `inside` (a
 * menu in a list), `numbered` (a PHP array of which entries were removed), `single` (one button in place of a list).
 */
function instead(node: Node, key: string): Readonly<Record<string, string | number>> {
  if (node.kind === 'scalar') return typeof node.value === 'string' ? jsonIn(node.value) : {}
  if (node.kind === 'list') {
    const [first] = node.items
    if (first?.kind !== 'map') return {}
    return [...OWN_KEYS, ...WRAPPERS].some((name) => entry(first, name))
      ? { inside: node.items.length }
      : { wrapped: `${key}[ … ]` }
  }
  const isNumbered = node.entries.length > 0 && node.entries.every((one) => /^\d+$/.test(one.key))
  if (isNumbered)
    return {
      numbered: node.entries
        .map((one) => one.key)
        .slice(0, 5)
        .join(', '),
    }
  return entry(node, 'name') || entry(node, 'matchrule') ? { single: `${key}[ { … } ]` } : {}
}

/** Characters of a text that are looked at to see what it is. */
const BEGINNING = 12

function jsonIn(text: string): Readonly<Record<string, string>> {
  const beginning = (json: string) => json.trimStart().slice(0, BEGINNING)
  if (/^\s*[{[]\s*["'{[]/.test(text)) return { unquoted: beginning(text) }
  if (!/^[A-Za-z0-9+/_-]{16,}/.test(text)) return {}
  const decoded = Buffer.from(text.slice(0, 64), 'base64').toString()
  return /^\s*[{[]\s*["{[]/.test(decoded) ? { decoded: beginning(decoded) } : {}
}

/**
 * Keys that have no place here. One that was meant to be a known one is an error: its value would be missing.
 * Others are not sent, of which a warning says so: menus that come out of databases carry `id`, `pid`, `sort`. Keys
 * that begin with `x-` are the file's own, as in compose files: anchors have their place there.
 * @param known keys that may be here @param told those of them that are worth naming to a person
 */
export function unknownKeys(
  map: MapNode,
  known: readonly string[],
  path: Path,
  findings: MenuFindings,
  told: readonly string[] = known,
): void {
  let others = 0
  for (const found of map.entries) {
    const { key, keySpan, value } = found
    if (known.includes(key) || key.startsWith(OWN_PREFIX) || isNull(value)) continue
    const where = { span: keySpan, path: [...path, key] }
    const isLookedAt = others++ < MOST_TYPOS && key.length <= LONGEST_TYPO && !isBlank(value)
    const suggestion = isLookedAt ? (meant(map, found, known) ?? suggest(key, known)) : undefined
    const home = isLookedAt && suggestion === undefined ? homeOf(key) : undefined
    if (suggestion !== undefined) findings.add('unknown-key', where, { key, suggestion })
    else if (home !== undefined) findings.add('unknown-key', where, { key, home })
    else if (path.length === 0 && holdsMenu(value)) findings.add('menu-inside', where, { key })
    else findings.add('key-not-sent', where, { key, known: told.join(', ') })
  }
}

/** How the keys begin that a file may have for itself. */
const OWN_PREFIX = 'x-'

/** `{ "code": 0, "data": { "button": … } }`: the answer of a program of one's own. */
function holdsMenu(node: Node): boolean {
  return node.kind === 'map' && [...WRAPPERS, 'button'].some((key) => present(node, key))
}

/** The missing key that a mistyped one was meant to be; a very long one is meant to be none. */
function meant(map: MapNode, { key, value }: Entry, known: readonly string[]): string | undefined {
  if (key.length > LONGEST_TYPO || key.startsWith(OWN_PREFIX) || isBlank(value)) return undefined
  const free = known.filter((name) => !present(map, name))
  const needed = known === buttonKeys ? free.filter((name) => isNeeded(map, name)) : free
  return suggest(key, free) ?? synonym('key', key, needed)
}

/** Whether a button that lacks this key is not whole: only then another word may be meant for it. */
function isNeeded(map: MapNode, key: string): boolean {
  const type = child(map, 'type')
  if (key === 'name') return true
  if (key === 'sub_button') return type === undefined
  if (type?.kind !== 'scalar' || key === 'type') return !present(map, 'sub_button')
  return buttonType(String(type.value))?.required.some((field) => field === filledBy(key)) ?? true
}

/** Where a key belongs that is known elsewhere, as a code. */
function homeOf(key: string): string | undefined {
  const homes = { top: TOP_KEYS, button: buttonKeys, conditional: CONDITIONAL_KEYS, matchrule: RULE_KEYS }
  const plain = plainName(key)
  if (IGNORED_KEYS.some((other) => plainName(other) === plain)) return undefined
  const found = Object.entries(homes).find(([, keys]) => keys.some((other) => plainName(other) === plain))
  return found?.[0]
}

/** Whether a key that is missing here is only mistyped: then the typo is the finding. */
export function mistyped(map: MapNode, key: string, known: readonly string[]): boolean {
  return map.entries
    .slice(0, MOST_TYPOS)
    .some((other) => !known.includes(other.key) && meant(map, other, known) === key)
}

/** Whether a document has no buttons at all, not even under a mistyped key or in something else. */
export function lacksButtons(root: MapNode): boolean {
  const holders = ['button', ...WRAPPERS]
  return (
    !holders.some((key) => present(root, key) || mistyped(root, key, TOP_KEYS)) &&
    !root.entries.some(({ key, value }) => !key.startsWith(OWN_PREFIX) && holdsMenu(value))
  )
}

/** What is there, as a word of JSON. */
export function kindOf(node: Node): string {
  if (node.kind === 'map') return 'object'
  if (node.kind === 'list') return 'array'
  return node.value === null ? 'null' : typeof node.value
}
