/**
 * Which button of one menu is which of another. A button is known by what pressing it does, wherever it stands and
 * whatever it is called; a sub-menu by its name, or else by the buttons in it.
 */
import { buttonType } from '../../wechat/menu/rules'
import type { Button } from '../types'
import { canonicalButton } from './compare'

/** Where a button stands: `[1]` is the second one of the menu, `[1, 0]` the first one under it. */
export type ButtonPath = readonly number[]

/** A button with its place in its menu. */
export interface Spot {
  readonly button: Button
  readonly path: ButtonPath
  /** The one it stands under; absent at the top. */
  readonly parent?: Spot
  readonly children: readonly Spot[]
}

/** The buttons of a menu at the top, each with those under it. */
export function spotsOf(buttons: readonly Button[], parent?: Spot): Spot[] {
  return buttons.map((button, index) => {
    const children: Spot[] = []
    const spot = { button, path: [...(parent?.path ?? []), index], ...(parent && { parent }), children }
    children.push(...spotsOf(button.sub_button ?? [], spot))
    return spot
  })
}

/**
 * Finds old buttons again among the new ones, by the best evidence first; what leads to the same is paired in its order.
 * A button that opens others is never taken for one that can be pressed. Nothing depends on which of the two sides is
 * called the old one.
 * @returns the old button of each new one that has one
 */
export function matchButtons(before: readonly Spot[], after: readonly Spot[]): ReadonlyMap<Spot, Spot> {
  const found = new Map<Spot, Spot>()
  const [old, now] = [flat(before), flat(after)]
  pairBy(old.filter(isParent), now.filter(isParent), PARENT, found)
  const taken = new Set(found.values())
  const home = homes(found, taken, old)
  const leaf = (keys: readonly LeafKey[]) => keys.map((key) => (spot: Spot) => key(spot, home))
  pairBy(
    old.filter((spot) => !isParent(spot)),
    now.filter((spot) => !isParent(spot)),
    leaf(LEAF),
    found,
  )
  const open = old.filter((spot) => isParent(spot) && !taken.has(spot))
  for (const [mine, theirs] of bySharedChildren(open, now.filter(isParent), found)) found.set(theirs, mine)
  return found
}

/**
 * Pairs items whose texts are equal, by the first key for as many as it can, then by the next among the rest.
 * @param keys undefined for an item that a key says nothing of
 * @param found the old item of each new one; what is in it already is left alone, and new pairs are added to it
 */
export function pairBy<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keys: readonly ((item: Item) => string | undefined)[],
  found: Map<Item, Item>,
): void {
  const free = new Set(before)
  for (const key of keys) {
    const byKey = new Map<string, Item[]>()
    for (const item of free) {
      const text = key(item)
      if (text === undefined) continue
      const same = byKey.get(text)
      if (same) same.push(item)
      else byKey.set(text, [item])
    }
    for (const item of after) {
      const text = found.has(item) ? undefined : key(item)
      const old = text === undefined ? undefined : byKey.get(text)?.shift()
      if (old === undefined) continue
      found.set(item, old)
      free.delete(old)
    }
  }
}

type Home = (spot: Spot) => string
type LeafKey = (spot: Spot, home: Home) => string | undefined

const PARENT = [
  ({ button, path }: Spot) => text(button.name, path),
  ({ button, path }: Spot) => text(button.name, path.length),
  ({ button }: Spot) => button.name,
]

const same: LeafKey = ({ button }) => canonicalButton(button)
const deed: LeafKey = ({ button }) => deedOf(button)
const nameAndType: LeafKey = ({ button: { name, type } }) =>
  type === undefined ? undefined : text(name, type)
const name: LeafKey = ({ button }) => button.name

const inPlace = (key: LeafKey) => within(key, (spot, home) => text(home(spot), spot.path.at(-1)))
const atHome = (key: LeafKey) => within(key, (spot, home) => home(spot))

const LEAF: readonly LeafKey[] = [
  ...[same, deed, nameAndType].flatMap((key) => [inPlace(key), atHome(key), key]),
  // Another type is another deed altogether: under the same name it is the same button only where it stood.
  atHome(name),
]

function within(key: LeafKey, where: (spot: Spot, home: Home) => string): LeafKey {
  return (spot, home) => {
    const own = key(spot, home)
    return own === undefined ? undefined : text(where(spot, home), own)
  }
}

/** What pressing a button does; undefined where its type has nothing to tell it by. The url of a mini program is only for old clients. */
function deedOf(button: Button): string | undefined {
  const required: readonly string[] = buttonType(button.type ?? '')?.required ?? []
  const telling = required.includes('appid') ? required.filter((field) => field !== 'url') : required
  return telling.length === 0 ? undefined : text(button.type, ...telling.map((field) => button[field]))
}

/**
 * Names the sub-menu that a button stands in, the same for both menus: by the pairs found, and for the sub-menus that
 * are left by where they stand.
 */
function homes(found: ReadonlyMap<Spot, Spot>, taken: ReadonlySet<Spot>, old: readonly Spot[]): Home {
  const names = new Map<Spot, string>()
  for (const spot of old) names.set(spot, text(...spot.path))
  for (const [now, before] of found) names.set(now, text(...before.path))
  const open = new Set(old.filter((spot) => !taken.has(spot)).map(({ path }) => text(...path)))
  return ({ parent }) => {
    if (!parent) return 'top'
    const place = text(...parent.path)
    return names.get(parent) ?? (open.has(place) ? place : `new ${place}`)
  }
}

/** Sub-menus that have buttons in common, those with the most first; none is in two pairs. */
function bySharedChildren(
  before: readonly Spot[],
  after: readonly Spot[],
  found: ReadonlyMap<Spot, Spot>,
): [before: Spot, after: Spot][] {
  const candidates = after
    .filter((spot) => !found.has(spot))
    .flatMap((now, to) =>
      before.map((old, from) => {
        const shared = now.children.filter((child) => found.get(child)?.parent === old).length
        return { old, now, shared, apart: Math.abs(from - to), sum: from + to }
      }),
    )
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || a.apart - b.apart || a.sum - b.sum)
  const used = new Set<Spot>()
  return candidates.flatMap(({ old, now }): [Spot, Spot][] => {
    if (used.has(old) || used.has(now)) return []
    used.add(old).add(now)
    return [[old, now]]
  })
}

function flat(spots: readonly Spot[]): Spot[] {
  return spots.flatMap((spot) => [spot, ...flat(spot.children)])
}

function isParent({ children }: Spot): boolean {
  return children.length > 0
}

function text(...parts: readonly unknown[]): string {
  return JSON.stringify(parts)
}
