/**
 * Any document that holds a menu (a file, WeChat's answers) to one form: wrappers gone, `sub_button: []` and empty
 * values dropped, matchrule values as text, conditional menus in order of preference. Known fields that a button does
 * not use (a url on a click button or on a parent) are dropped, for they are not sent; unknown ones are kept.
 */
import { buttonFields, buttonType, matchRuleFieldNames } from '../wechat/menu/rules'
import { shorthandNames, shorthands } from './shorthands'
import { type Button, type ConditionalMenu, type MatchRule, type Menu, mapButtons } from './types'

type Plain = Readonly<Record<string, unknown>>

/** @param document as JSON gives it; what has no place in a menu is ignored */
export function normaliseMenu(document: unknown): Menu {
  const root = plain(document)
  const holder = 'button' in root ? root : 'menu' in root ? plain(root.menu) : plain(root.selfmenu_info)
  return {
    button: normaliseButtons(holder.button),
    conditional: inPreference(list(root.conditionalmenu).map(conditionalMenu), ({ menuid }) => menuid),
  }
}

/** Buttons in one form, in their order. @param value a list as JSON gives it; anything else holds none */
export function normaliseButtons(value: unknown): Button[] {
  return list(value).map((item) => normaliseButton(plain(item)))
}

/** The id that WeChat gave a conditional menu, as its digits: documented as text, answered as a number (docs/platform.md 2.6). */
export function menuidOf(value: unknown): string | undefined {
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : undefined
}

function normaliseButton(source: Plain): Button {
  const { name, sub_button: sub, ...rest } = source
  const children = normaliseButtons(Array.isArray(sub) ? sub : plain(sub).list)
  const isParent = children.length > 0
  const used = isParent ? [] : usedBy(rest.type)
  const fields = Object.entries(rest).filter(
    ([field, value]) =>
      (!KNOWN.includes(field) || used.includes(field)) &&
      value !== null &&
      value !== undefined &&
      value !== '',
  )
  return {
    name: typeof name === 'string' ? name : String(name ?? ''),
    ...Object.fromEntries(fields),
    ...(isParent && { sub_button: children }),
  }
}

const KNOWN: readonly string[] = ['type', ...buttonFields, ...shorthandNames]
const RULE_FIELDS: readonly string[] = ['tag', ...matchRuleFieldNames]

/** The known fields that a button of a type uses: all of them where the type is not known. */
function usedBy(type: unknown): readonly string[] {
  const data = typeof type === 'string' ? buttonType(type) : undefined
  return data
    ? ['type', ...data.required, ...shorthandNames.filter((name) => shorthands[name].type === type)]
    : KNOWN
}

function conditionalMenu(value: unknown): ConditionalMenu {
  const { menuid, matchrule, button } = plain(value)
  const id = menuidOf(menuid)
  return {
    ...(id !== undefined && { menuid: id }),
    matchrule: normaliseRule(plain(matchrule)),
    button: normaliseButtons(button),
  }
}

/** A tag goes by `tag_id`: menu/get still answers it as `group_id`, which is not sent any more (docs/platform.md 2.6). */
function normaliseRule(source: Plain): MatchRule {
  const fields = Object.entries(source).filter(
    ([, value]) => value !== null && value !== undefined && String(value).trim() !== '',
  )
  const { group_id: group, ...rule } = Object.fromEntries(
    fields.map(([field, value]) => [field, String(value)]),
  )
  return group === undefined || rule.tag_id !== undefined ? rule : { tag_id: group, ...rule }
}

/** The menu without fields that are not known: they have no place in a file, and are not sent from one. */
export function withoutUnknown<Conditional extends ConditionalMenu>({
  button,
  conditional,
}: {
  readonly button: readonly Button[]
  readonly conditional: readonly Conditional[]
}): { readonly button: readonly Button[]; readonly conditional: readonly Conditional[] } {
  const known = (own: Button): Button => {
    const fields = Object.entries(own).filter(([field]) => field === 'name' || KNOWN.includes(field))
    return { name: own.name, ...Object.fromEntries(fields) }
  }
  return {
    button: mapButtons(button, known),
    conditional: conditional.map((menu) => ({
      ...menu,
      matchrule: Object.fromEntries(
        Object.entries(menu.matchrule).filter(([field]) => RULE_FIELDS.includes(field)),
      ),
      button: mapButtons(menu.button, known),
    })),
  }
}

function plain(value: unknown): Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/**
 * Conditional menus in order of preference: the first that fits a user is shown. In a file that is their order.
 * WeChat tries the newest first (docs/platform.md 2.6), and in which order its answers list them is documented nowhere [?]:
 * where each of them has a menuid, which rises with time, they are put in order by it.
 * @param idOf the menuid as decimal digits; undefined where there is none
 */
export function inPreference<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string | undefined,
): readonly Item[] {
  const found = items.map((item) => ({ item, id: idOf(item) ?? '' }))
  if (found.some(({ id }) => id === '')) return items
  return found.sort(newestFirst).map(({ item }) => item)
}

/** Of two decimal numbers without leading zeros the longer is the larger, however many digits they have. */
function newestFirst({ id: a }: { id: string }, { id: b }: { id: string }): number {
  return b.length - a.length || (a < b ? 1 : a > b ? -1 : 0)
}
