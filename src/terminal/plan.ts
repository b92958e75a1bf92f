/** A plan and a menu, drawn as trees. */
import type { ChalkInstance } from 'chalk'
import { fold } from './fold'
import { format, type Language, type Message } from './language'
import { menuWords } from './messages/menu'
import {
  type DrawnButton,
  type DrawnMenuChange,
  describe,
  type Kind,
  planRows,
  type Row,
  widest,
} from './plan-rows'

export { type DrawnButton, type DrawnMenuChange, ruleText } from './plan-rows'

export interface PlanPen {
  readonly paint: ChalkInstance
  readonly language: Language
  /** Width of the terminal it is drawn for: longer lines are broken. Absent: none is. */
  readonly columns?: number
}

const SYMBOLS: Readonly<Record<Kind, string>> = {
  added: '+',
  changed: '~',
  moved: '↕',
  removed: '-',
  kept: ' ',
}

const LEGEND: readonly (readonly [Kind, Message])[] = [
  ['added', menuWords.isAdded],
  ['changed', menuWords.isChanged],
  ['moved', menuWords.isMoved],
  ['removed', menuWords.isRemoved],
]

/**
 * The changes as a tree, each with its reason; what stays as it is is counted, not shown. Below it the meaning of the
 * symbols in it. Lines without a newline at the end.
 */
export function drawPlan(changes: readonly DrawnMenuChange[], pen: PlanPen): string {
  const rows = planRows(changes, pen.language)
  return [...rows.flatMap((row) => drawRow(row, pen)), ...legend(rows, pen)].join('\n')
}

/** `2 added, 1 removed`: what is none is left out. */
export function totalsText(totals: Readonly<Record<Kind, number>>, language: Language): string {
  const parts = (['added', 'changed', 'moved', 'removed'] as const)
    .filter((kind) => totals[kind] > 0)
    .map((kind) => format(menuWords[kind], language, { count: totals[kind] }))
  return parts.join(menuWords.separator[language]) || menuWords.sameButtons[language]
}

/** A menu as a tree, for people to look at. */
export function drawButtons(buttons: readonly DrawnButton[], indent = ''): string {
  const width = widest(buttons)
  return buttons
    .flatMap((button) => {
      const children = button.sub_button ?? []
      const own = `${indent}${describe(button, width)}`
      return children.length > 0 ? [own, drawButtons(children, `${indent}  `)] : [own]
    })
    .join('\n')
}

/** A line; where it does not fit, it goes on below its own text. */
function drawRow(row: Row, pen: PlanPen): string[] {
  const { role, kind, indent, hang = 0, text } = row
  const hasSymbol = role === 'menu' || role === 'button'
  const margin = ' '.repeat(indent)
  const symbol = hasSymbol ? `${colourOf(kind, pen)(SYMBOLS[kind])} ` : '  '
  const style = styleOf(row, pen)
  const lines = pen.columns === undefined ? [text] : fold(text, pen.columns - indent - 2, hang)
  return lines.map((line, at) => {
    const head = at === 0 ? margin + symbol : ' '.repeat(indent + 2 + hang)
    return head + style(line)
  })
}

function legend(rows: readonly Row[], pen: PlanPen): string[] {
  const used = new Set(rows.map(({ kind }) => kind))
  const parts = LEGEND.filter(([kind]) => used.has(kind)).map(
    ([kind, word]) => `${SYMBOLS[kind]} ${format(word, pen.language)}`,
  )
  if (parts.length === 0) return []
  const text = parts.join('   ')
  const lines = pen.columns === undefined ? [text] : fold(text, pen.columns)
  return lines.map((line) => pen.paint.dim(line))
}

function styleOf({ role, kind }: Row, pen: PlanPen): ChalkInstance {
  const { paint } = pen
  if (role === 'menu') return paint.bold
  if (role === 'button') return colourOf(kind, pen)
  if (role === 'before') return paint.red
  return role === 'after' ? paint.green : paint.dim
}

function colourOf(kind: Kind, { paint }: PlanPen): ChalkInstance {
  if (kind === 'added') return paint.green
  if (kind === 'removed') return paint.red
  if (kind === 'kept') return paint.reset
  return kind === 'moved' ? paint.cyan : paint.yellow
}
