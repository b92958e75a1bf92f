import { conditionalInPreference } from './rules/check-conditional'
import { menuFindings, parseMenu } from './rules/findings'
import { asMap, findShape } from './rules/shape'

/** A place in a text; both count from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Where the menus of a menu file begin. */
export interface MenuPlaces {
  /** The key `button` of the default menu. */
  readonly button?: Place
  /** Conditional menus in order of preference, as `Menu` has them. */
  readonly conditional: readonly Place[]
}

/** @param text a menu file that is valid; of any other the places that can be found */
export function menuPlaces(text: string): MenuPlaces {
  const findings = menuFindings('', text)
  const parsed = parseMenu(text, findings)
  const root = parsed && asMap(parsed.root, [], findings)
  if (!root) return { conditional: [] }
  const { button, conditional } = findShape(root, findings)
  return {
    ...(button && { button: findings.placeOf(button.node.span.start) }),
    conditional: conditional
      ? conditionalInPreference(conditional.node).map(([, menu]) => findings.placeOf(menu.span.start))
      : [],
  }
}
