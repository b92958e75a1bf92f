/** The calls that make the live menu equal to the wanted one, as few as can be. */
import { linkHost } from '../wechat/link-host'
import { menuLimits } from '../wechat/menu-rules'
import { changesBetween, countChanges, type MenuChange, type Totals } from './changes'
import { sameConditional, sameMenu } from './compare'
import type { Button, ConditionalMenu, LiveMenu, MatchRule, Menu } from './types'

export type Step =
  | { readonly call: 'create'; readonly button: readonly Button[] }
  | {
      readonly call: 'addconditional'
      readonly button: readonly Button[]
      readonly matchrule: MatchRule
      /** Which of the wanted conditional menus this is. */
      readonly index: number
    }
  | { readonly call: 'delconditional'; readonly menuid: string; readonly matchrule: MatchRule }

export interface Plan {
  readonly changes: readonly MenuChange[]
  readonly totals: Totals
  /** Empty when the live menu is equal already. */
  readonly steps: readonly Step[]
}

/** @param wanted its matchrules name no tags any more */
export function planPush(live: LiveMenu, wanted: Menu): Plan {
  const changes = changesBetween(live.menu, wanted)
  return { changes, totals: countChanges(changes), steps: stepsBetween(live, wanted) }
}

/** Whether anything that users have now goes away or becomes something else. */
export function takesAway({ changes, totals }: Plan): boolean {
  return (
    totals.removed + totals.changed + totals.moved > 0 ||
    changes.some(({ kind }) => kind === 'moved' || kind === 'removed')
  )
}

function stepsBetween({ source, menu: live }: LiveMenu, wanted: Menu): Step[] {
  const isDefaultLive =
    source === 'api' && sameMenu({ ...live, conditional: [] }, { ...wanted, conditional: [] })
  return [
    ...(isDefaultLive ? [] : [{ call: 'create', button: wanted.button } as const]),
    ...conditionalSteps(live.conditional, wanted.conditional),
  ]
}

/**
 * Conditional menus cannot be edited, and of those that match a user the newest wins (FACTS 2.6). So an added one
 * always comes to stand before all that are there: what is kept must be an end of the wanted list, and stand in
 * that order already. The longest such end is kept; the rest is added, last one first; then what is left over is
 * deleted. Adding first means that nobody falls back to the default menu in between; only where old and new ones
 * together would link to more domains than are allowed (65316), the old ones must go first.
 * @param live newest first
 */
function conditionalSteps(live: readonly ConditionalMenu[], wanted: readonly ConditionalMenu[]): Step[] {
  const kept = keptEnd(live, wanted)
  const added = wanted
    .slice(0, wanted.length - kept.size)
    .map(({ button, matchrule }, index) => ({ call: 'addconditional', button, matchrule, index }) as const)
    .reverse()
  const deleted = live
    .filter((_, index) => !kept.has(index))
    .map(({ menuid = '', matchrule }) => ({ call: 'delconditional', menuid, matchrule }) as const)
  const domains = new Set([...live, ...wanted].flatMap(({ button }) => hosts(button)))
  return domains.size > menuLimits.conditionalDomains ? [...deleted, ...added] : [...added, ...deleted]
}

/** The domains that buttons link to. */
function hosts(buttons: readonly Button[]): string[] {
  return buttons.flatMap(({ url = '', sub_button: children = [] }) => [
    ...[linkHost(url)].filter((host) => host !== undefined),
    ...hosts(children),
  ])
}

/** Matches from the back: the last wanted one with the oldest equal live one, and so on until one has no equal. */
function keptEnd(live: readonly ConditionalMenu[], wanted: readonly ConditionalMenu[]): Set<number> {
  const kept = new Set<number>()
  let from = live.length - 1
  for (const menu of wanted.toReversed()) {
    while (from >= 0 && !isSame(live[from], menu)) from--
    if (from < 0) break
    kept.add(from--)
  }
  return kept
}

function isSame(a: ConditionalMenu | undefined, b: ConditionalMenu): boolean {
  return a !== undefined && sameConditional(a, b)
}
