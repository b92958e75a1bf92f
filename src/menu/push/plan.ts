/** The calls that make the live menu equal to the wanted one, as few as can be. */
import { linkHost } from '../../wechat/menu/link-host'
import { menuLimits } from '../../wechat/menu/rules'
import { changesBetween, countChanges, type MenuChange } from '../diff/changes'
import {
  allKept,
  canonicalConditional,
  canonicalRule,
  isEmpty,
  isUpToDate,
  menuHash,
  sameDefault,
  type Totals,
} from '../diff/compare'
import {
  type Button,
  type ConditionalMenu,
  type LiveConditional,
  type LiveMenu,
  type Menu,
  withChildren,
} from '../types'

/** One call that writes. What it removes is in it whole, so that it could be put back. */
export type Step =
  | { readonly call: 'delete' }
  | { readonly call: 'create'; readonly button: readonly Button[] }
  | ({ readonly call: 'addconditional' } & Pick<ConditionalMenu, 'button' | 'matchrule'>)
  | ({ readonly call: 'delconditional' } & LiveConditional)

/** What a push would do, and from which state: enough to see later whether it still holds. */
export interface Plan {
  readonly version: 1
  readonly appid: string
  /** Address of the API, `sandbox:` for the built-in sandbox. */
  readonly base: string
  /** The menu it starts from. Hashes are those of `menuHash`. */
  readonly live: { readonly source: LiveMenu['source']; readonly hash: string }
  /** Hash of the menu it leads to. */
  readonly wanted: string
  /** Empty when the live menu is equal already. */
  readonly changes: readonly MenuChange[]
  readonly totals: Totals
  /** The calls in their order. Empty when the live menu is equal already. */
  readonly steps: readonly Step[]
}

/** @param wanted its matchrules name no tags any more */
export function planPush(account: Pick<Plan, 'appid' | 'base'>, live: LiveMenu, wanted: Menu): Plan {
  const changes = isUpToDate(live, wanted) ? undefined : changesBetween(live.menu, wanted)
  return {
    version: 1,
    appid: account.appid,
    base: account.base,
    live: { source: live.source, hash: menuHash(live.menu) },
    wanted: menuHash(wanted),
    changes: changes ?? [],
    totals: changes ? countChanges(changes) : allKept(wanted),
    steps: changes ? stepsBetween(live, wanted) : [],
  }
}

/**
 * The wanted menu with the live conditional menus that it does not name: whose matchrule is none of its own. They stay
 * in their order, after those that are wanted, so that they take nobody away from them.
 */
export function keepUnlisted(wanted: Menu, live: Menu): Menu {
  const named = new Set(wanted.conditional.map(({ matchrule }) => canonicalRule(matchrule)))
  const kept = live.conditional
    .filter(({ matchrule }) => !named.has(canonicalRule(matchrule)))
    .map(({ matchrule, button }) => ({ matchrule, button }))
  return kept.length === 0 ? wanted : { ...wanted, conditional: [...wanted.conditional, ...kept] }
}

/** Whether anything that users have now goes away or becomes something else. A console menu is replaced as a whole. */
export function takesAway({ live, changes, totals }: Plan): boolean {
  return (
    live.source === 'console' ||
    totals.removed + totals.changed + totals.moved > 0 ||
    changes.some(({ kind }) => kind === 'moved' || kind === 'removed')
  )
}

function stepsBetween({ source, menu: live }: LiveMenu, wanted: Menu): Step[] {
  if (isEmpty(wanted)) return [{ call: 'delete' }] // takes the conditional menus with it (docs/platform.md 2.4)
  const isDefaultLive = source === 'api' && sameDefault(live, wanted)
  return [
    ...(isDefaultLive ? [] : [{ call: 'create', button: wanted.button } as const]),
    ...conditionalSteps(live.conditional, wanted.conditional),
  ]
}

/**
 * Conditional menus cannot be edited, and of those that match a user the newest wins (docs/platform.md 2.6). So an added one
 * always comes to stand before all that are there: what is kept must be an end of the wanted list, and stand in
 * that order already. The longest such end is kept; the rest is added, last one first; then what is left over is
 * deleted. Adding first means that nobody falls back to the default menu in between; only where old and new ones
 * together would link to more domains than are allowed (65316), the old ones must go first.
 * @param live newest first
 */
function conditionalSteps(live: readonly LiveConditional[], wanted: readonly ConditionalMenu[]): Step[] {
  const kept = keptEnd(live, wanted)
  const added = wanted
    .slice(0, wanted.length - kept.size)
    .map(({ button, matchrule }) => ({ call: 'addconditional', button, matchrule }) as const)
    .reverse()
  const deleted = live
    .filter((_, index) => !kept.has(index))
    .map((menu) => ({ call: 'delconditional', ...menu }) as const)
  const buttons = [...live, ...wanted].flatMap(({ button }) => [...withChildren(button)])
  const domains = new Set(buttons.map(({ url = '' }) => linkHost(url)).filter((host) => host !== undefined))
  return domains.size > menuLimits.conditionalDomains ? [...deleted, ...added] : [...added, ...deleted]
}

/** Matches from the back: the last wanted one with the oldest equal live one, and so on until one has no equal. */
function keptEnd(live: readonly ConditionalMenu[], wanted: readonly ConditionalMenu[]): Set<number> {
  const texts = live.map(canonicalConditional)
  const kept = new Set<number>()
  let from = live.length - 1
  for (const menu of wanted.toReversed()) {
    const text = canonicalConditional(menu)
    while (from >= 0 && texts[from] !== text) from--
    if (from < 0) break
    kept.add(from--)
  }
  return kept
}
