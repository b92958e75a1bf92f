/**
 * Finds the parts of a menu in any of the shapes it goes around in: the body of menu/create, the answers of
 * menu/get (`menu`, `conditionalmenu`, FACTS 2.3) and of get_current_selfmenu_info (FACTS 2.5), and our file.
 */
import { buttonFields, matchRuleFieldNames, menuErrcodes } from '../wechat/menu-rules'
import { plainName, synonym } from '../wechat/menu-synonyms'
import { suggest } from '../wechat/suggest'
import type { Findings } from './findings'
import { standInNames } from './stand-ins'
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
} from './tree'

/** Keys of a button in a file. */
export const buttonKeys: readonly string[] = ['name', 'type', ...buttonFields, ...standInNames, 'sub_button']

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
/** Also what WeChat's answers bring along, and what JSON editors look for. */
const TOP_KEYS = [...OWN_KEYS, 'menu', 'selfmenu_info', 'is_menu_open', 'menuid', '$schema']
const WRAPPER_KEYS = ['button', 'menuid']
export const CONDITIONAL_OWN_KEYS = ['matchrule', 'button']
/** Answers of menu/get carry an id. */
export const CONDITIONAL_KEYS = [...CONDITIONAL_OWN_KEYS, 'menuid']
/** Keys of a matchrule in a file. */
export const RULE_KEYS: readonly string[] = ['tag', ...matchRuleFieldNames]
/** A map with more keys than this is no menu: what they were meant to be is not looked for. */
const MOST_TYPOS = 100
const LONGEST_TYPO = 100

/** Finds the parts of a menu. Keys that have no place, and two menus in one document, go to the findings. */
export function findShape(root: MapNode, findings: Findings): Shape {
  unknownKeys(root, TOP_KEYS, [], findings, OWN_KEYS)
  const wrappers = ['menu', 'selfmenu_info'].flatMap((key) => entry(root, key) ?? [])
  const own = entry(root, 'button')
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
  const conditional = entry(root, 'conditionalmenu')
  const list = conditional && listAt(root, 'conditionalmenu', [], findings)
  const pin = entry(root, 'appid')
  return {
    ...(pin && { appid: { entry: pin, path: ['appid'] } }),
    ...(!(wrapper && !inside) && { button: listAt(holder, 'button', base, findings) }),
    ...(list && { conditional: { ...list, entry: conditional } }),
  }
}

/** The list under a key; a finding where something else stands there. */
export function listAt(
  map: MapNode,
  key: string,
  path: Path,
  findings: Findings,
): Located<ListNode> | undefined {
  const found = entry(map, key)
  const node = child(map, key)
  if (!found) return undefined
  const at = [...path, key]
  if (node?.kind === 'list') return { node, path: at }
  // get_current_selfmenu_info wraps children: `sub_button: { list: […] }` (FACTS 2.5)
  if (key === 'sub_button' && node?.kind === 'map' && entry(node, 'list')) {
    unknownKeys(node, ['list'], at, findings)
    return listAt(node, 'list', at, findings)
  }
  // WeChat counts null as absent, and never sees our own lists.
  const errcode = node && key !== 'conditionalmenu' ? menuErrcodes.jsonType : undefined
  findings.add('not-a-list', { span: placeOf(found), path: at, errcode }, { key, found: kindOf(found.value) })
  return undefined
}

/** The node where it is a map; a finding where something else stands there. */
export function asMap(node: Node, path: Path, findings: Findings): MapNode | undefined {
  if (node.kind === 'map') return node
  findings.add('not-a-map', { span: headOf(node), path }, { found: kindOf(node) })
  return undefined
}

/** @param known keys that may stand here @param told those of them that are worth naming to a person */
export function unknownKeys(
  map: MapNode,
  known: readonly string[],
  path: Path,
  findings: Findings,
  told: readonly string[] = known,
): void {
  const free = known.filter((key) => !entry(map, key))
  let others = 0
  for (const { key, keySpan } of map.entries) {
    if (known.includes(key)) continue
    const isLookedAt = others++ < MOST_TYPOS
    const suggestion = isLookedAt ? meant(key, free) : undefined
    const home = isLookedAt && suggestion === undefined ? homeOf(key) : undefined
    const params = { ...(suggestion !== undefined && { suggestion }), ...(home !== undefined && { home }) }
    findings.add(
      'unknown-key',
      { span: keySpan, path: [...path, key] },
      { key, known: told.join(', '), ...params },
    )
  }
}

/** The key that a mistyped one stands for; a very long one stands for none. */
function meant(key: string, free: readonly string[]): string | undefined {
  return key.length > LONGEST_TYPO ? undefined : (suggest(key, free) ?? synonym('key', key, free))
}

/** Where a key belongs that is known elsewhere, as a code. */
function homeOf(key: string): string | undefined {
  if (key.length > LONGEST_TYPO) return undefined
  const homes = { top: TOP_KEYS, button: buttonKeys, conditional: CONDITIONAL_KEYS, matchrule: RULE_KEYS }
  const plain = plainName(key)
  const found = Object.entries(homes).find(([, keys]) => keys.some((other) => plainName(other) === plain))
  return found?.[0]
}

/** Whether a key that is missing here is only mistyped: then the typo is the finding. */
export function mistyped(map: MapNode, key: string, known: readonly string[]): boolean {
  const free = known.filter((name) => !entry(map, name))
  return map.entries
    .slice(0, MOST_TYPOS)
    .some((other) => !known.includes(other.key) && meant(other.key, free) === key)
}

/** Whether a document has no buttons at all, not even under a mistyped key. */
export function lacksButtons(root: MapNode): boolean {
  const holders = ['button', 'menu', 'selfmenu_info']
  return !holders.some((key) => entry(root, key) || mistyped(root, key, TOP_KEYS))
}

/** What stands there, as a word of JSON. */
export function kindOf(node: Node): string {
  if (node.kind === 'map') return 'object'
  if (node.kind === 'list') return 'array'
  return node.value === null ? 'null' : typeof node.value
}
