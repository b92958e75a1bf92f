/** What is different between a live menu and the one that is wanted, as a tree to draw and to count. */

import type { Button, ConditionalMenu, MatchRule, Menu } from '../types'
import {
  type ChangeKind,
  canonicalButton,
  canonicalConditional,
  canonicalRule,
  differingFields,
  type Totals,
} from './compare'
import { type ButtonPath, matchButtons, pairBy, type Spot, spotsOf } from './match'

interface FieldChange {
  readonly field: string
  readonly before?: unknown
  readonly after?: unknown
}

export interface ButtonChange {
  /**
   * `changed`: another name or another deed. `moved`: only its place is another one. A sub-menu that is neither, but
   * has something else than kept buttons in it, is `changed` without `fields`.
   */
  readonly kind: ChangeKind
  readonly before?: Button
  readonly after?: Button
  /** Its place in the old and in the new menu: both are given for a button that was found again. */
  readonly from?: ButtonPath
  readonly to?: ButtonPath
  /** It stands under another parent, or in another order among those that stay together; a changed one may be moved too. */
  readonly moved?: true
  /** What is different about the button itself, its children apart. */
  readonly fields: readonly FieldChange[]
  /** In the new order; then those that are removed. One that moved away is listed where it went. */
  readonly children: readonly ButtonChange[]
}

export interface MenuChange {
  /** As of a button. `fields` are those of the matchrule. */
  readonly kind: ChangeKind
  /** The new one where there are two. Absent for the default menu. */
  readonly matchrule?: MatchRule
  /** The live conditional menu's id, where it has one. */
  readonly menuid?: string
  /** Indices among the conditional menus. */
  readonly from?: number
  readonly to?: number
  readonly moved?: true
  readonly fields: readonly FieldChange[]
  readonly buttons: readonly ButtonChange[]
}

/** The default menu first, then conditional menus in the wanted order, then the removed ones. */
export function changesBetween(live: Menu, wanted: Menu): MenuChange[] {
  const buttons = buttonChanges(live.button, wanted.button)
  const own: MenuChange = {
    kind: kindOf(live.button.length, wanted.button.length, buttons),
    fields: [],
    buttons,
  }
  return [
    ...(live.button.length + wanted.button.length > 0 ? [own] : []),
    ...conditionalChanges(live.conditional, wanted.conditional),
  ]
}

/**
 * How many buttons are added, changed and so on; each counts once, one that is changed and moved as changed. A
 * conditional menu that was found again in another place, or with another matchrule, counts as one itself.
 */
export function countChanges(changes: readonly MenuChange[]): Totals {
  const totals = { added: 0, removed: 0, changed: 0, moved: 0, kept: 0 }
  const count = ({ kind, fields, children }: ButtonChange): void => {
    // A parent of which only the children differ has not changed itself.
    totals[kind === 'changed' && fields.length === 0 ? 'kept' : kind]++
    children.forEach(count)
  }
  for (const { kind, fields, buttons } of changes) {
    if (kind === 'moved' || fields.length > 0) totals[kind]++
    buttons.forEach(count)
  }
  return totals
}

function buttonChanges(before: readonly Button[], after: readonly Button[]): ButtonChange[] {
  const [old, now] = [spotsOf(before), spotsOf(after)]
  const found = matchButtons(old, now)
  const again = new Set(found.values())
  const still = stayingSpots(now, undefined, found)

  const ofNew = (spot: Spot): ButtonChange => {
    const { button, path } = spot
    const former = found.get(spot)
    const children = [...spot.children.map(ofNew), ...gone(former?.children ?? [])]
    if (!former) return { kind: 'added', after: button, to: path, fields: [], children }
    const fields = differences(differingFields(former.button, button), former.button, button)
    const moved = !still.has(spot)
    return {
      kind: changeKind(fields, moved, children),
      before: former.button,
      after: button,
      from: former.path,
      to: path,
      ...(moved && { moved }),
      fields,
      children,
    }
  }
  const gone = (spots: readonly Spot[]): ButtonChange[] =>
    spots
      .filter((spot) => !again.has(spot))
      .map(({ button, path, children }) => ({
        kind: 'removed',
        before: button,
        from: path,
        fields: [],
        children: gone(children),
      }))
  return [...now.map(ofNew), ...gone(old)]
}

/** The buttons that need not move: under the same parent as before, as many as possible in the order they had. */
function stayingSpots(
  siblings: readonly Spot[],
  parent: Spot | undefined,
  found: ReadonlyMap<Spot, Spot>,
): Set<Spot> {
  const former = parent && found.get(parent)
  const isNew = parent !== undefined && former === undefined
  const stayed = siblings.flatMap((spot) => {
    const old = found.get(spot)
    return old && !isNew && old.parent === former ? [{ spot, place: old.path.at(-1) ?? 0 }] : []
  })
  const inOrder = longestIncreasingSubsequence(stayed.map(({ place }) => place))
  return new Set([
    ...stayed.filter(({ place }) => inOrder.has(place)).map(({ spot }) => spot),
    ...siblings.flatMap((spot) => [...stayingSpots(spot.children, spot, found)]),
  ])
}

interface Numbered {
  readonly menu: ConditionalMenu
  readonly index: number
}

/** How a conditional menu is found again: as it was, by whom it is for, by what is in it. */
const CONDITIONAL: readonly ((item: Numbered) => string | undefined)[] = [
  ({ menu }) => canonicalConditional(menu),
  ({ menu }) => canonicalRule(menu.matchrule),
  ({ menu: { button } }) => (button.length > 0 ? button.map(canonicalButton).join('\n') : undefined),
]

function conditionalChanges(
  before: readonly ConditionalMenu[],
  after: readonly ConditionalMenu[],
): MenuChange[] {
  const numbered = (menus: readonly ConditionalMenu[]) => menus.map((menu, index) => ({ menu, index }))
  const [old, now] = [numbered(before), numbered(after)]
  const found = new Map<Numbered, Numbered>()
  pairBy(old, now, CONDITIONAL, found)
  const again = new Set(found.values())
  const inOrder = longestIncreasingSubsequence(now.flatMap((item) => found.get(item)?.index ?? []))
  return [
    ...now.map((item): MenuChange => {
      const { menu, index: to } = item
      const { matchrule } = menu
      const former = found.get(item)
      const buttons = buttonChanges(former?.menu.button ?? [], menu.button)
      if (!former) return { kind: 'added', matchrule, to, fields: [], buttons }
      const { menu: old, index: from } = former
      const fields = ruleChanges(old.matchrule, matchrule)
      const moved = !inOrder.has(from)
      const kind = changeKind(fields, moved, buttons)
      return { kind, matchrule, ...idOf(old), from, to, ...(moved && { moved }), fields, buttons }
    }),
    ...old
      .filter((item) => !again.has(item))
      .map(({ menu, index: from }): MenuChange => {
        const buttons = buttonChanges(menu.button, [])
        return { kind: 'removed', matchrule: menu.matchrule, ...idOf(menu), from, fields: [], buttons }
      }),
  ]
}

function idOf({ menuid }: ConditionalMenu): { readonly menuid?: string } {
  return menuid === undefined ? {} : { menuid }
}

/** Where two matchrules differ, as they are compared: by the fields that are known, group_id being a tag_id. */
function ruleChanges(before: MatchRule, after: MatchRule): FieldChange[] {
  const [was, is] = [before, after].map((rule) => JSON.parse(canonicalRule(rule)) as MatchRule)
  const names = new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])
  const differing = [...names].filter((field) => was?.[field] !== is?.[field])
  return differences(differing, was ?? {}, is ?? {})
}

function differences(
  fields: readonly string[],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): FieldChange[] {
  return fields.map((field) => ({ field, before: before[field], after: after[field] }))
}

/** Of what was found again. */
function changeKind(
  fields: readonly FieldChange[],
  moved: boolean,
  children: readonly ButtonChange[],
): ChangeKind {
  if (fields.length > 0) return 'changed'
  if (moved) return 'moved'
  return children.every(isKept) ? 'kept' : 'changed'
}

function isKept({ kind }: ButtonChange): boolean {
  return kind === 'kept'
}

function kindOf(before: number, after: number, buttons: readonly ButtonChange[]): ChangeKind {
  if (before === 0) return 'added'
  if (after === 0) return 'removed'
  return buttons.every(isKept) ? 'kept' : 'changed'
}

/**
 * The most numbers of a list that stand in rising order already: the others are the fewest that must move.
 * @returns those numbers; they are distinct
 */
function longestIncreasingSubsequence(numbers: readonly number[]): Set<number> {
  const best: number[][] = []
  for (const [index, number] of numbers.entries()) {
    let longest: number[] = []
    for (let before = 0; before < index; before++) {
      const chain = best[before] ?? []
      if ((numbers[before] ?? 0) < number && chain.length > longest.length) longest = chain
    }
    best.push([...longest, number])
  }
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []))
}
