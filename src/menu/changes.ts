/** What is different between a live menu and the one that is wanted, as a tree to draw and to count. */
import { buttonType } from '../wechat/menu-rules'
import { canonicalButton, canonicalConditional, canonicalRule, differingFields } from './compare'
import { longestRising } from './longest-rising'
import type { ChangeKind, Totals } from './totals'
import type { Button, ConditionalMenu, MatchRule, Menu } from './types'

interface FieldChange {
  readonly field: string
  readonly before?: unknown
  readonly after?: unknown
}

export interface ButtonChange {
  readonly kind: ChangeKind
  readonly before?: Button
  readonly after?: Button
  /** Indices among their siblings; both are given for a button that was found again. */
  readonly from?: number
  readonly to?: number
  /** What is different about the button itself, its children apart. */
  readonly fields: readonly FieldChange[]
  readonly children: readonly ButtonChange[]
}

export interface MenuChange {
  readonly kind: ChangeKind
  /** Absent for the default menu. */
  readonly matchrule?: MatchRule
  /** The live conditional menu's id, where it has one. */
  readonly menuid?: string
  readonly from?: number
  readonly to?: number
  readonly buttons: readonly ButtonChange[]
}

/** The default menu first, then conditional menus in the wanted order, then the removed ones. */
export function changesBetween(live: Menu, wanted: Menu): MenuChange[] {
  const buttons = buttonChanges(live.button, wanted.button)
  const own: MenuChange = { kind: kindOf(live.button.length, wanted.button.length, buttons), buttons }
  return [
    ...(live.button.length + wanted.button.length > 0 ? [own] : []),
    ...pair(live.conditional, wanted.conditional, CONDITIONAL).map(conditionalChange),
  ]
}

/** How many buttons are added, changed and so on. A conditional menu that only changes place counts as one. */
export function countChanges(changes: readonly MenuChange[]): Totals {
  const totals = { added: 0, removed: 0, changed: 0, moved: 0, kept: 0 }
  const count = ({ kind, fields, children }: ButtonChange): void => {
    // A parent of which only the children differ has not changed itself.
    totals[kind === 'changed' && fields.length === 0 ? 'kept' : kind]++
    children.forEach(count)
  }
  for (const { kind, buttons } of changes) {
    if (kind === 'moved') totals.moved++
    buttons.forEach(count)
  }
  return totals
}

/** How an old item may be found again among the new, best first: by texts that are equal for both. */
type Keys<Item> = readonly ((item: Item) => string)[]

const BUTTON: Keys<Button> = [
  canonicalButton,
  (button) => (isParent(button) ? `parent ${button.name}` : `does ${deed(button)}`),
  (button) => `${isParent(button) ? 'parent' : 'leaf'} ${button.name}`,
]
const CONDITIONAL: Keys<ConditionalMenu> = [canonicalConditional, ({ matchrule }) => canonicalRule(matchrule)]

function buttonChanges(before: readonly Button[], after: readonly Button[]): ButtonChange[] {
  return pair(before, after, BUTTON).map((found) => {
    const { before: old, after: now, moved, ...place } = found
    if (!old || !now) return { ...whole(old, now), ...place }
    const fields = differingFields(old, now).map((field) => ({
      field,
      before: old[field],
      after: now[field],
    }))
    const children = buttonChanges(old.sub_button ?? [], now.sub_button ?? [])
    const differs = fields.length > 0 || !children.every(isKept)
    return {
      kind: differs ? 'changed' : moved ? 'moved' : 'kept',
      before: old,
      after: now,
      ...place,
      fields,
      children,
    }
  })
}

/** A button that is only on one side, with all that is under it. */
function whole(before: Button | undefined, after: Button | undefined): ButtonChange {
  const children = (after ?? before)?.sub_button ?? []
  return {
    kind: after ? 'added' : 'removed',
    ...(before && { before }),
    ...(after && { after }),
    fields: [],
    children: children.map((button) => (after ? whole(undefined, button) : whole(button, undefined))),
  }
}

function conditionalChange({ before, after, moved, ...place }: Pair<ConditionalMenu>): MenuChange {
  const buttons = buttonChanges(before?.button ?? [], after?.button ?? [])
  const kind = !before
    ? 'added'
    : !after
      ? 'removed'
      : !buttons.every(isKept)
        ? 'changed'
        : moved
          ? 'moved'
          : 'kept'
  return {
    kind,
    matchrule: (after ?? before)?.matchrule ?? {},
    ...(before?.menuid !== undefined && { menuid: before.menuid }),
    ...place,
    buttons,
  }
}

interface Pair<Item> {
  readonly before?: Item
  readonly after?: Item
  readonly from?: number
  readonly to?: number
  readonly moved: boolean
}

/** Finds old items again among the new ones. In the new order; what is gone comes last, in the old order. */
function pair<Item>(before: readonly Item[], after: readonly Item[], keys: Keys<Item>): Pair<Item>[] {
  const found = new Map<number, number>()
  const free = new Set(before.keys())
  for (const key of keys) {
    const byKey = new Map<string, number[]>()
    before.forEach((item, from) => {
      if (!free.has(from)) return
      const text = key(item)
      const same = byKey.get(text)
      if (same) same.push(from)
      else byKey.set(text, [from])
    })
    after.forEach((item, to) => {
      const from = found.has(to) ? undefined : byKey.get(key(item))?.shift()
      if (from === undefined) return
      found.set(to, from)
      free.delete(from)
    })
  }
  const inOrder = longestRising([...after.keys()].flatMap((to) => found.get(to) ?? []))
  return [
    ...after.map((item, to) => {
      const from = found.get(to)
      if (from === undefined) return { after: item, to, moved: false }
      const old = before[from]
      return { ...(old !== undefined && { before: old }), after: item, from, to, moved: !inOrder.has(from) }
    }),
    ...[...free].flatMap((from) => {
      const old = before[from]
      return old === undefined ? [] : [{ before: old, from, moved: false }]
    }),
  ]
}

/** What makes a button the same button under another name: what pressing it does. */
function deed(button: Button): string {
  const required = buttonType(button.type ?? '')?.required ?? []
  return JSON.stringify([button.type, ...required.map((field) => button[field])])
}

function isParent(button: Button): boolean {
  return (button.sub_button?.length ?? 0) > 0
}

function isKept({ kind }: ButtonChange): boolean {
  return kind === 'kept'
}

function kindOf(before: number, after: number, buttons: readonly ButtonChange[]): ChangeKind {
  if (before === 0) return 'added'
  if (after === 0) return 'removed'
  return buttons.every(isKept) ? 'kept' : 'changed'
}
