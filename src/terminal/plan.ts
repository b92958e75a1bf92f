/** A plan and a menu, drawn as trees. What is drawn is taken by shape, so that nothing here depends on menu/. */
import type { ChalkInstance } from 'chalk'
import { buttonFields } from '../wechat/menu-rules'
import { cells } from '../wechat/menu-text'
import { format, type Language } from './language'
import { menuWords } from './messages/menu'
import { printable } from './printable'

export interface DrawnButton {
  readonly name: string
  readonly type?: string
  readonly sub_button?: readonly DrawnButton[]
  readonly [field: string]: unknown
}

type Kind = 'added' | 'removed' | 'changed' | 'moved' | 'kept'

interface DrawnButtonChange {
  readonly kind: Kind
  readonly before?: DrawnButton
  readonly after?: DrawnButton
  readonly fields: readonly { readonly field: string; readonly before?: unknown; readonly after?: unknown }[]
  readonly children: readonly DrawnButtonChange[]
}

export interface DrawnMenuChange {
  readonly kind: Kind
  readonly matchrule?: Readonly<Record<string, string>>
  readonly buttons: readonly DrawnButtonChange[]
}

export interface PlanPen {
  readonly paint: ChalkInstance
  readonly language: Language
}

const SYMBOLS: Readonly<Record<Kind, string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  moved: '↕',
  kept: ' ',
}

/** The changes as a tree; what stays as it is is counted, not shown. Lines without a newline at the end. */
export function drawPlan(changes: readonly DrawnMenuChange[], pen: PlanPen): string {
  return changes.flatMap((change) => drawMenuChange(change, pen)).join('\n')
}

function drawMenuChange({ kind, matchrule, buttons }: DrawnMenuChange, pen: PlanPen): string[] {
  const title = matchrule
    ? `${format(menuWords.conditionalMenu, pen.language)} ${ruleText(matchrule)}`
    : format(menuWords.defaultMenu, pen.language)
  const head = `${mark(kind, pen)} ${pen.paint.bold(title)}`
  return kind === 'kept' || kind === 'moved' ? [head] : [head, ...drawButtonChanges(buttons, '  ', pen)]
}

function drawButtonChanges(changes: readonly DrawnButtonChange[], indent: string, pen: PlanPen): string[] {
  const kept = changes.filter(({ kind }) => kind === 'kept').length
  const width = widest(changes.flatMap(({ before, after }) => (after ?? before)?.name ?? []))
  const lines = changes
    .filter(({ kind }) => kind !== 'kept')
    .flatMap((change) => {
      const { kind, before, after, fields, children } = change
      const button = after ?? before ?? { name: '' }
      const colour = colourOf(kind, pen)
      const own = `${indent}${mark(kind, pen)} ${colour(describe(button, width))}`
      const inside = fields.map(({ field, before: old, after: now }) => {
        const values = `${value(old)} → ${value(now)}`
        return `${indent}    ${pen.paint.dim(`${field}:`)} ${values}`
      })
      return [own, ...inside, ...drawButtonChanges(children, `${indent}  `, pen)]
    })
  if (kept > 0 && lines.length > 0)
    lines.push(`${indent}  ${pen.paint.dim(format(menuWords.unchanged, pen.language, { count: kept }))}`)
  return lines
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
  const width = widest(buttons.map(({ name }) => name))
  return buttons
    .flatMap((button) => {
      const children = button.sub_button ?? []
      const own = `${indent}${describe(button, width)}`
      return children.length > 0 ? [own, drawButtons(children, `${indent}  `)] : [own]
    })
    .join('\n')
}

/** `tag_id=2 client_platform_type=1` */
export function ruleText(rule: Readonly<Record<string, string>>): string {
  const fields = Object.entries(rule).map(([field, text]) => `${field}=${text}`)
  return printable(fields.join(' '))
}

function describe(button: DrawnButton, width: number): string {
  const name = printable(button.name)
  if (button.type === undefined) return name
  const target = buttonFields.flatMap((field) => (typeof button[field] === 'string' ? [button[field]] : []))
  return printable(
    `${name}${' '.repeat(Math.max(0, width - cells(name)))}  ${button.type}  ${target.join(' ')}`,
  ).trimEnd()
}

function value(of: unknown): string {
  return of === undefined ? '∅' : printable(typeof of === 'string' ? of : (JSON.stringify(of) ?? ''))
}

function widest(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => cells(printable(name))))
}

function mark(kind: Kind, pen: PlanPen): string {
  return colourOf(kind, pen)(SYMBOLS[kind])
}

function colourOf(kind: Kind, { paint }: PlanPen): ChalkInstance {
  if (kind === 'added') return paint.green
  if (kind === 'removed') return paint.red
  return kind === 'kept' ? paint.reset : paint.yellow
}
