import type { Menu } from '../types'
import { canonicalRule } from './compare'

/**
 * The wanted menu with the live conditional menus that it does not name: whose matchrule is none of its own. They stay
 * in their order, after those that are wanted, so that they take nobody away from them.
 */
export function withUnnamed(wanted: Menu, live: Menu): Menu {
  const named = new Set(wanted.conditional.map(({ matchrule }) => canonicalRule(matchrule)))
  const kept = live.conditional
    .filter(({ matchrule }) => !named.has(canonicalRule(matchrule)))
    .map(({ matchrule, button }) => ({ matchrule, button }))
  return kept.length === 0 ? wanted : { ...wanted, conditional: [...wanted.conditional, ...kept] }
}
