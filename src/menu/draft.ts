/** A menu that is being made: changes as values, and what a change would break. */
import { menuLimits } from '../wechat/menu/rules'
import type { MenuFinding } from './rules/findings'
import { readMenu } from './rules/read'
import type { Button, ConditionalMenu, MatchRule, Menu } from './types'
import { menuYaml } from './write'

/** Where a button stands, from 0: at the top, or under a button of the top. */
export interface Position {
  readonly top: number
  readonly sub?: number
}

/** Buttons of one menu: the default one is 0, the conditional ones follow from 1. */
export function buttonsOf(menu: Menu, number: number): readonly Button[] {
  return (number === 0 ? menu.button : menu.conditional[number - 1]?.button) ?? []
}

export function withButtons(menu: Menu, number: number, button: readonly Button[]): Menu {
  if (number === 0) return { ...menu, button }
  return {
    ...menu,
    conditional: menu.conditional.map((each, at) => (at === number - 1 ? { ...each, button } : each)),
  }
}

export function withRule(menu: Menu, number: number, matchrule: MatchRule): Menu {
  return {
    ...menu,
    conditional: menu.conditional.map((each, at) => (at === number - 1 ? { ...each, matchrule } : each)),
  }
}

export function withConditional(menu: Menu, added: ConditionalMenu): Menu {
  return { ...menu, conditional: [...menu.conditional, added] }
}

export function withoutConditional(menu: Menu, number: number): Menu {
  return { ...menu, conditional: menu.conditional.filter((_, at) => at !== number - 1) }
}

/** A conditional menu one place earlier or later in the order of preference. */
export function movedConditional(menu: Menu, number: number, by: -1 | 1): Menu {
  return { ...menu, conditional: swapped(menu.conditional, number - 1, number - 1 + by) }
}

export function buttonAt(buttons: readonly Button[], { top, sub }: Position): Button | undefined {
  const button = buttons[top]
  return sub === undefined ? button : button?.sub_button?.[sub]
}

/** Puts a button in the place of another; behind the last one it is added. */
export function placed(buttons: readonly Button[], { top, sub }: Position, button: Button): Button[] {
  if (sub === undefined) return withItem(buttons, top, button)
  return buttons.map((parent, at) =>
    at === top ? { ...parent, sub_button: withItem(parent.sub_button ?? [], sub, button) } : parent,
  )
}

/** Takes a button out. A parent whose last one is taken goes as well: without them it does nothing. */
export function removed(buttons: readonly Button[], { top, sub }: Position): Button[] {
  const children = buttons[top]?.sub_button ?? []
  if (sub === undefined || children.length < 2) return buttons.filter((_, at) => at !== top)
  const left = children.filter((_, at) => at !== sub)
  return buttons.map((parent, at) => (at === top ? { ...parent, sub_button: left } : parent))
}

/** A button one place earlier or later among those beside it. */
export function moved(buttons: readonly Button[], { top, sub }: Position, by: -1 | 1): Button[] {
  if (sub === undefined) return swapped(buttons, top, top + by)
  return buttons.map((parent, at) =>
    at === top ? { ...parent, sub_button: swapped(parent.sub_button ?? [], sub, sub + by) } : parent,
  )
}

/** Whether there is room: for one at the top, or under the button at `top`. */
export function hasRoom(buttons: readonly Button[], top?: number): boolean {
  if (top === undefined) return buttons.length < menuLimits.topButtons
  return (buttons[top]?.sub_button ?? []).length < menuLimits.subButtons
}

/** Where a button stands in the document that is written, as findings name it. */
export function pathOf(number: number, { top, sub }: Position): (string | number)[] {
  const menu = number === 0 ? [] : ['conditionalmenu', number - 1]
  return [...menu, 'button', top, ...(sub === undefined ? [] : ['sub_button', sub])]
}

/**
 * What is wrong at a place of a menu, as `menu validate` would tell it of the file: the findings about what stands
 * there, and those about all conditional menus together.
 */
export function findingsAt(menu: Menu, path: readonly (string | number)[]): readonly MenuFinding[] {
  const { findings } = readMenu(Buffer.from(menuYaml(menu)), '', { env: {}, secret: [] })
  return findings.filter(
    (finding) =>
      finding.rule === 'conditional-domains' || path.every((part, at) => finding.path[at] === part),
  )
}

function withItem<Item>(items: readonly Item[], at: number, item: Item): Item[] {
  return [...items.slice(0, at), item, ...items.slice(at + 1)]
}

function swapped<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const [a, b] = [items[from], items[to]]
  if (a === undefined || b === undefined) return [...items]
  return withItem(withItem(items, from, b), to, a)
}
