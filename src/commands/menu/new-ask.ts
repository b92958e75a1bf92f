import type { MenuFinding } from '../../menu/rules/findings'
/** Questions of `menu new`: answers are refused with the sentences of the rules that the file is held against. */

import { findingsAt } from '../../menu/draft'
import type { Menu } from '../../menu/types'
import { describeFinding } from '../../terminal/findings'
import { newWords } from '../../terminal/messages/menu-new'
import { drawPreview } from '../../terminal/preview'
import { printable } from '../../terminal/printable'
import type { Choice } from '../../terminal/prompts'
import type { CommandContext } from '../command'

/** One answer to choose; what it is about is told while it is pointed at. */
export interface Offer<Value extends string> extends Choice<Value> {
  readonly description?: string
}

/** Nothing is asked without a terminal, so that no flag can stand in for an answer. */
const NO_FLAG = { flag: '' }

export function choose<Value extends string>(
  { terminal }: CommandContext,
  question: string,
  offers: readonly Offer<Value>[],
): Promise<Value> {
  const safe = offers.map((offer) => ({ ...offer, name: printable(offer.name) }))
  return terminal.choose(question, safe, NO_FLAG)
}

interface Line {
  readonly question: string
  readonly initial?: string
  /** The menu as it would be with an answer, and the place of the answer in it. */
  readonly tried: (answer: string) => { readonly menu: Menu; readonly path: readonly (string | number)[] }
}

/** Asks for a text until the rules let it pass; what they warn of is told. White space around it goes. */
export async function askLine(
  { terminal }: CommandContext,
  { question, initial, tried }: Line,
): Promise<string> {
  const findings = (answer: string) => {
    const { menu, path } = tried(answer.trim())
    return findingsAt(menu, path)
  }
  const answer = await terminal.ask(question, {
    ...NO_FLAG,
    initial,
    validate: (text) => {
      const fault = findings(text).find(({ severity }) => severity === 'error')
      return fault ? sentenceOf(terminal, fault) : true
    },
  })
  for (const finding of findings(answer))
    terminal.warn(newWords.told, { text: sentenceOf(terminal, finding) })
  return answer.trim()
}

/** What is wrong, and the remedy where there is one. */
export function sentenceOf(terminal: CommandContext['terminal'], finding: MenuFinding): string {
  const { message, hint } = describeFinding(finding, terminal.language)
  return hint === undefined ? message : terminal.t(newWords.refused, { message, hint })
}

/** The menu so far, as the phone shows it. */
export function showDraft({ terminal }: CommandContext, button: Menu['button']): void {
  const { err: paint, language, columns } = terminal
  const drawing = drawPreview({ button }, { paint, language, columns })
  if (drawing !== '') terminal.say(`\n${drawing}\n`)
}
