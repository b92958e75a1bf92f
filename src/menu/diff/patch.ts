/** The changes between two menus as a JSON Patch (RFC 6902). */

import type { Button, MatchRule, Menu } from '../types'
import type { ButtonChange, MenuChange } from './changes'
import { canonical } from './compare'
import { type Item, item, type Operation, PatchDraft } from './patch-draft'

/** A menu as WeChat's document, with all that makes it this menu and nothing else: what compare.ts compares. */
export interface MenuDocument {
  readonly button: readonly Button[]
  /** Absent where there are none. */
  readonly conditionalmenu?: readonly ConditionalDocument[]
}

interface ConditionalDocument {
  readonly matchrule: MatchRule
  readonly button: readonly Button[]
}

export function comparedDocument(menu: Menu): MenuDocument {
  const { button, conditionalmenu } = JSON.parse(canonical(menu)) as Required<MenuDocument>
  return { button, ...(conditionalmenu.length > 0 && { conditionalmenu }) }
}

/**
 * Operations that make the old menu's `comparedDocument` the new one's, one for each thing that changed: another name
 * is one `replace`, another place one `move`.
 * @param changes those from `before` to `after`
 */
export function patchBetween(before: Menu, after: Menu, changes: readonly MenuChange[]): Operation[] {
  const [old, now] = [comparedDocument(before), comparedDocument(after)]
  const own = changes.find(({ matchrule }) => !matchrule)
  return [
    ...buttonsPatch('/button', old.button, now.button, own?.buttons ?? []),
    ...conditionalPatch(
      old.conditionalmenu ?? [],
      now.conditionalmenu ?? [],
      changes.filter(({ matchrule }) => matchrule),
    ),
  ]
}

function buttonsPatch(
  path: string,
  before: readonly Button[],
  after: readonly Button[],
  changes: readonly ButtonChange[],
): Operation[] {
  if (changes.length > 0 && (before.length === 0 || after.length === 0))
    return [{ op: 'replace', path, value: after }]
  const old = new Map<string, Item>()
  const plant = (buttons: readonly Button[], at: readonly number[] = []): Item[] =>
    buttons.map(({ sub_button: children = [] }, index) => {
      const place = [...at, index]
      const made = item(plant(children, place))
      old.set(place.join(), made)
      return made
    })
  const draft = new PatchDraft(path, 'sub_button', item(plant(before)))
  const brought = new Map<ButtonChange, Item>()
  const itemOf = (change: ButtonChange) => (change.from ? old.get(change.from.join()) : brought.get(change))

  /** An added button with those under it that are added too; the others are moved to it. */
  const bring = (change: ButtonChange): { made: Item; value: Button } => {
    const { sub_button, ...value } = buttonAt(after, change.to ?? [])
    const parts = change.children.filter(({ kind }) => kind === 'added').map(bring)
    const made = item(parts.map((part) => part.made))
    brought.set(change, made)
    return { made, value: { ...value, ...(sub_button && { sub_button: parts.map((part) => part.value) }) } }
  }
  const arrange = (parent: Item, siblings: readonly ButtonChange[]): void => {
    let previous: Item | undefined
    for (const change of siblings) {
      if (change.kind === 'removed') continue
      let own = itemOf(change)
      if (!own) {
        const { made, value } = bring(change)
        draft.add(made, { parent, previous }, value)
        own = made
      } else if (change.moved) draft.move(own, { parent, previous })
      previous = own
      arrange(own, change.children)
    }
  }
  const finish = (change: ButtonChange): void => {
    const own = itemOf(change)
    if (own && change.kind === 'removed')
      draft.remove(own) // with all that is still in it
    else change.children.forEach(finish)
  }
  const rewrite = (change: ButtonChange): void => {
    const own = itemOf(change)
    if (own && change.fields.length > 0) draft.set(draft.pointer(own), change.fields)
    change.children.forEach(rewrite)
  }
  arrange(draft.root, changes)
  changes.forEach(finish)
  changes.forEach(rewrite)
  return draft.operations
}

function conditionalPatch(
  before: readonly ConditionalDocument[],
  after: readonly ConditionalDocument[],
  changes: readonly MenuChange[],
): Operation[] {
  const path = '/conditionalmenu'
  if (changes.length === 0) return []
  if (before.length === 0) return [{ op: 'add', path, value: after }]
  if (after.length === 0) return [{ op: 'remove', path }]
  const old = before.map(() => item())
  const draft = new PatchDraft(path, '', item([...old]))
  let previous: Item | undefined
  for (const { from, to, moved } of changes) {
    if (to === undefined) continue
    const own = old[from ?? -1] ?? item()
    const slot = { parent: draft.root, previous }
    if (from === undefined) draft.add(own, slot, after[to])
    else if (moved) draft.move(own, slot)
    previous = own
  }
  for (const { from, to } of changes) {
    const own = to === undefined ? old[from ?? -1] : undefined
    if (own) draft.remove(own)
  }
  const inside = changes.flatMap(({ from, to, buttons }) => {
    const [was, is] = [before[from ?? -1], after[to ?? -1]]
    return was && is ? buttonsPatch(`${path}/${to}/button`, was.button, is.button, buttons) : []
  })
  for (const { to, fields } of changes) draft.set(`${path}/${to}/matchrule`, fields)
  return [...draft.operations, ...inside]
}

function buttonAt(buttons: readonly Button[], path: readonly number[]): Button {
  const [index = 0, ...rest] = path
  const found = buttons[index] ?? { name: '' }
  return rest.length > 0 ? buttonAt(found.sub_button ?? [], rest) : found
}
