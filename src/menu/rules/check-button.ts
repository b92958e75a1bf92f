/** One button against docs/platform.md 2.1 and 2.2: its name, its kind, its children. */

import {
  child,
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
import type { Level } from '../../wechat/menu/findings'
import {
  buttonFields,
  buttonType,
  buttonTypeNames,
  consoleTypes,
  menuErrcodes,
  menuLimits,
} from '../../wechat/menu/rules'
import { synonym } from '../../wechat/menu/synonyms'
import { cells, emojiIn, shown, utf8Bytes } from '../../wechat/menu/text'
import { suggest } from '../../wechat/suggest'
import { filledBy, isShorthand } from '../shorthands'
import { checkFields } from './check-fields'
import { type Links, textAt } from './check-text'
import type { MenuFindings } from './findings'
import { asMap, buttonKeys, type Located, listAt, mistyped, unknownKeys } from './shape'

/** A button, and where it is. */
export interface PlacedButton {
  readonly node: Node
  readonly path: Path
  readonly level: Level
  /** Takes the links that the button and its children lead to; nobody asks for those of the default menu. */
  readonly links?: Links
}

/** What get_current_selfmenu_info adds to buttons made in the web console (docs/platform.md 2.5): told by their type. */
const CONSOLE = ['value', 'news_info']

/** Holds a button, and those under it, against every rule. Everything that is wrong goes to the findings. */
export function checkButton(place: PlacedButton, findings: MenuFindings): void {
  const { node, path, level } = place
  const map = asMap(node, path, findings)
  if (!map) return
  checkName(map, path, level, findings)
  const children = listAt(map, 'sub_button', path, findings)
  const isParent = children !== undefined && children.node.items.length > 0
  const typeNode = child(map, 'type')
  const isTyped = typeNode !== undefined && !isBlank(typeNode)
  const type = isTyped ? textAt(map, 'type', path, findings) : undefined
  const known = type !== undefined && isConsole(type) ? [...buttonKeys, ...CONSOLE] : buttonKeys
  unknownKeys(map, known, path, findings)
  if (isParent) checkParent(map, children, place, findings)
  else if (type !== undefined) checkType(map, type, place, findings)
  else if (
    !isTyped &&
    (children !== undefined || !present(map, 'sub_button')) && // else what is there is told already
    !mistyped(map, 'type', buttonKeys) &&
    !mistyped(map, 'sub_button', buttonKeys)
  )
    checkUntyped(map, path, level, findings)
}

/** Between `least` and `most` items. */
export function checkCount(
  rule: 'top-count' | 'sub-count',
  { node, path }: Located<ListNode>,
  { least, most }: { least: number; most: number },
  findings: MenuFindings,
): void {
  const count = node.items.length
  if (count >= least && count <= most) return
  const extra = node.items[most]
  findings.add(rule, { span: extra ? headOf(extra) : node.span, path }, { count, least, most })
}

function checkName(map: MapNode, path: Path, level: Level, findings: MenuFindings): void {
  const found = entry(map, 'name')
  if (!found || !child(map, 'name')) {
    const where = {
      span: found ? placeOf(found) : headOf(map),
      path: found ? [...path, 'name'] : path,
      level,
    }
    if (found || !mistyped(map, 'name', buttonKeys)) findings.add('name-missing', where)
    return
  }
  const name = textAt(map, 'name', path, findings)
  if (name === undefined) return
  const where = { span: placeOf(found), path: [...path, 'name'], level }
  const [limit, han] =
    level === 'top'
      ? [menuLimits.topNameBytes, menuLimits.topNameShown]
      : [menuLimits.subNameBytes, menuLimits.subNameShown]
  const bytes = utf8Bytes(name)
  // That spaces alone are refused as well is our own wish.
  const errcode = name === '' ? menuErrcodes[level].name : undefined
  if (name.trim() === '') findings.add('name-empty', { ...where, errcode })
  else if (bytes > limit) findings.add('name-too-long', where, { bytes, limit })
  else if (cells(name) > han * 2)
    findings.add('name-cut', where, { width: cells(name) / 2, limit: han, shown: shown(name, han) })
  const emoji = emojiIn(name)
  if (emoji !== undefined) findings.add('name-emoji', where, { emoji })
}

function checkParent(
  map: MapNode,
  children: Located<ListNode>,
  { path, level, links }: PlacedButton,
  findings: MenuFindings,
): void {
  if (level === 'sub') {
    const list = entry(map, 'sub_button')
    findings.add('depth', { span: list?.keySpan ?? headOf(map), path: children.path })
  } else checkCount('sub-count', children, { least: 1, most: menuLimits.subButtons }, findings)
  for (const { key, keySpan, value } of map.entries) {
    const where = { span: keySpan, path: [...path, key], level }
    if (isNull(value)) continue
    if (key === 'type') findings.add(isBlank(value) ? 'type-empty' : 'type-with-sub', where)
    else if (isField(key)) findings.add('parent-field', where, { field: key })
  }
  if (level === 'top')
    children.node.items.forEach((node, index) => {
      checkButton({ node, path: [...children.path, index], level: 'sub', links }, findings)
    })
}

function checkType(map: MapNode, type: string, place: PlacedButton, findings: MenuFindings): void {
  const { path, level } = place
  const found = entry(map, 'type')
  const where = { span: found ? placeOf(found) : headOf(map), path: [...path, 'type'], level }
  const data = buttonType(type)
  if (data) {
    if (data.retired) findings.add('type-retired', where, { type })
    checkFields(map, type, data, place, findings)
    return
  }
  const lower = buttonType(type.trim().toLowerCase()) && type.trim().toLowerCase()
  if (lower) {
    findings.add('type-case', where, { type, suggestion: lower })
    checkFields(map, lower, buttonType(lower) ?? { required: [] }, place, findings)
  } else if (isConsole(type)) findings.add('type-console', where, { type })
  else {
    const suggestion = suggest(type, buttonTypeNames) ?? synonym('type', type, buttonTypeNames)
    findings.add('type-unknown', where, {
      type,
      known: buttonTypeNames.join(', '),
      ...(suggestion && { suggestion }),
    })
  }
}

/** Neither type nor children: either the type was forgotten, and the fields tell which, or there is nothing at all. */
function checkUntyped(map: MapNode, path: Path, level: Level, findings: MenuFindings): void {
  const fields = map.entries.flatMap(({ key, value }) => (isField(key) && !isBlank(value) ? key : []))
  const empty = entry(map, 'type')
  const where = empty
    ? { span: empty.keySpan, path: [...path, 'type'], level }
    : { span: headOf(map), path, level }
  if (fields.length === 0) {
    // [?] docs/platform.md 2.1 names three codes; an empty list is where 65308 fits.
    const isEmptyList = level === 'top' && child(map, 'sub_button') !== undefined
    findings.add('button-empty', { ...where, errcode: isEmptyList ? menuErrcodes.emptyButton : undefined })
    return
  }
  const filled = fields.map(filledBy)
  const suggestion = buttonTypeNames.find((name) => {
    const { required = [] } = buttonType(name) ?? {}
    return required.length === filled.length && required.every((field) => filled.includes(field))
  })
  findings.add('type-missing', where, suggestion ? { suggestion } : {})
}

function isField(key: string): boolean {
  return (buttonFields as readonly string[]).includes(key) || isShorthand(key)
}

function isConsole(type: string): boolean {
  return (consoleTypes as readonly string[]).includes(type)
}
