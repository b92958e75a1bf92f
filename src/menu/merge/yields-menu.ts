import { toValue } from '../../document/tree'
import { sameMenu } from '../diff/compare'
import { normaliseMenu } from '../normalise'
import { menuFindings, parseMenu } from '../rules/findings'
import { fillVariables, type Variables } from '../rules/variables'
import { shorthandNames, shorthands } from '../shorthands'
import { type Button, type ConditionalMenu, type Menu, mapButtons } from '../types'

/** What a file's own words come to, learnt from a file and what it came to. */
export interface Meanings {
  /** What read.ts gives. */
  readonly menu: Menu
  /** The same, as WeChat gets it. */
  readonly resolved: Menu
}

/**
 * Whether the text of a menu file says this menu. The rules are not asked: a live menu may break them. Tags, `oauth`
 * and `media` mean what they mean in the file that is known.
 */
export function yieldsMenu(text: string, wanted: Menu, variables: Variables, meanings: Meanings): boolean {
  const findings = menuFindings('', text)
  const parsed = parseMenu(text, findings)
  if (!parsed?.whole) return false
  const root = fillVariables(parsed.root, variables, findings)
  return !findings.any && sameMenu(resolvedBy(meanings, normaliseMenu(toValue(root))), wanted)
}

function resolvedBy({ menu, resolved }: Meanings, said: Menu): Menu {
  const known = new Map<string, unknown>()
  const learnButton = (own: Button, sent: Button | undefined): void => {
    for (const name of shorthandNames)
      if (own[name] !== undefined)
        known.set(JSON.stringify([name, own[name]]), sent?.[shorthands[name].field])
    own.sub_button?.forEach((child, index) => {
      learnButton(child, sent?.sub_button?.[index])
    })
  }
  menu.button.forEach((button, index) => {
    learnButton(button, resolved.button[index])
  })
  menu.conditional.forEach(({ matchrule, button }, index) => {
    const sent = resolved.conditional[index]
    known.set(JSON.stringify(['tag', matchrule.tag]), sent?.matchrule.tag_id)
    button.forEach((own, at) => {
      learnButton(own, sent?.button[at])
    })
  })
  const resolvedButton = (button: Button): Button => {
    const fields: Record<string, unknown> = { ...button }
    for (const name of shorthandNames) {
      if (button[name] === undefined) continue
      fields[shorthands[name].field] = known.get(JSON.stringify([name, button[name]]))
      delete fields[name]
    }
    return { ...fields, name: button.name }
  }
  const resolvedMenu = ({ matchrule: { tag, ...rule }, button }: ConditionalMenu): ConditionalMenu => {
    const id = tag === undefined ? undefined : known.get(JSON.stringify(['tag', tag]))
    const matchrule = typeof id === 'string' ? { ...rule, tag_id: id } : rule
    return { matchrule, button: mapButtons(button, resolvedButton) }
  }
  return { button: mapButtons(said.button, resolvedButton), conditional: said.conditional.map(resolvedMenu) }
}
