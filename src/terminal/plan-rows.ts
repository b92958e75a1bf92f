/** What a plan says, line by line, before it is painted. What is drawn is taken by shape: nothing here depends on menu/. */

import { buttonFields } from '../wechat/menu/rules'
import { format, type Language } from './language'
import { menuWords } from './messages/menu'
import { printable } from './printable'
import { widthOf } from './width'

export interface DrawnButton {
  readonly name: string
  readonly type?: string
  readonly sub_button?: readonly DrawnButton[]
  readonly [field: string]: unknown
}

export type Kind = 'added' | 'removed' | 'changed' | 'moved' | 'kept'

interface DrawnField {
  readonly field: string
  readonly before?: unknown
  readonly after?: unknown
}

interface DrawnButtonChange {
  readonly kind: Kind
  readonly before?: DrawnButton
  readonly after?: DrawnButton
  readonly from?: readonly number[]
  readonly to?: readonly number[]
  readonly moved?: true
  readonly fields: readonly DrawnField[]
  readonly children: readonly DrawnButtonChange[]
}

export interface DrawnMenuChange {
  readonly kind: Kind
  readonly matchrule?: Readonly<Record<string, string>>
  readonly from?: number
  readonly to?: number
  readonly moved?: true
  readonly fields: readonly DrawnField[]
  readonly buttons: readonly DrawnButtonChange[]
}

/** What a row is: the head of a menu, a button, the reason for its change with what was and what is, or a remark. */
type Role = 'menu' | 'button' | 'reason' | 'before' | 'after' | 'remark'

/** A line of a plan. */
export interface Row {
  readonly role: Role
  /** What happens to the thing itself: `kept` where only something in it changes. */
  readonly kind: Kind
  /** Its indentation: columns before its symbol. */
  readonly indent: number
  /** How much further its other lines are indented, where it does not fit on one. Columns. */
  readonly hang?: number
  /** Safe to show. */
  readonly text: string
}

/** All that changes; what stays as it is is counted in remarks. */
export function planRows(changes: readonly DrawnMenuChange[], language: Language): Row[] {
  const kept = changes.filter(({ kind }) => kind === 'kept')
  const isDefaultKept = kept.some(({ matchrule }) => !matchrule)
  const count = kept.length - Number(isDefaultKept)
  const rows = [
    ...(isDefaultKept ? [remark(0, format(menuWords.sameDefault, language))] : []),
    ...changes.filter(({ kind }) => kind !== 'kept').flatMap((change) => menuRows(change, language)),
    ...(count > 0 ? [remark(0, format(menuWords.sameConditional, language, { count }))] : []),
  ]
  return rows
}

/** `今日歌曲  click  V1001_TODAY_MUSIC` @param width columns that the name is given */
export function describe(button: DrawnButton, width: number): string {
  const name = printable(button.name)
  if (button.type === undefined) return name
  const target = buttonFields.flatMap((field) => (typeof button[field] === 'string' ? [button[field]] : []))
  const gap = ' '.repeat(Math.max(0, width - widthOf(name)))
  return `${name}${gap}  ${printable(`${button.type}  ${target.join(' ')}`)}`.trimEnd()
}

/** Columns of the widest name that has something to its right. */
export function widest(buttons: readonly DrawnButton[]): number {
  const names = buttons.flatMap(({ name, type }) => (type === undefined ? [] : [printable(name)]))
  return Math.max(0, ...names.map((name) => widthOf(name)))
}

/** `tag_id=2 client_platform_type=1` */
export function ruleText(rule: Readonly<Record<string, string>>): string {
  const fields = Object.entries(rule).map(([field, text]) => `${field}=${text}`)
  return printable(fields.join(' '))
}

function menuRows(change: DrawnMenuChange, language: Language): Row[] {
  const { kind, matchrule, from, to, moved, fields, buttons } = change
  const isSame = kind === 'changed' && fields.length === 0
  const text = matchrule
    ? `${format(menuWords.conditionalMenu, language)} ${ruleText(matchrule)}`
    : format(menuWords.defaultMenu, language)
  const row: Row = { role: 'menu', kind: isSame ? 'kept' : kind, indent: 0, text }
  const place = moved && { from: (from ?? 0) + 1, to: (to ?? 0) + 1 }
  return [
    row,
    ...(place ? [reason(row, format(menuWords.movedMenu, language, place))] : []),
    ...fields.flatMap((field) => fieldRows(row, field, language)),
    ...buttonRows(buttons, 2, new Places(buttons, language)),
  ]
}

function buttonRows(changes: readonly DrawnButtonChange[], indent: number, places: Places): Row[] {
  const shown = changes.filter(({ kind }) => kind !== 'kept')
  const width = widest(shown.flatMap(({ before, after }) => after ?? before ?? []))
  const rows = shown.flatMap((change) => {
    const { kind, before, after, from, to, moved, fields, children } = change
    const button = after ?? before ?? { name: '' }
    const isSame = kind === 'changed' && fields.length === 0
    const row: Row = {
      role: 'button',
      kind: isSame ? 'kept' : kind,
      indent,
      text: describe(button, width),
    }
    const { language } = places
    return [
      row,
      ...fields
        .filter(({ field }) => field === 'name')
        .map(({ before: name }) => reason(row, format(menuWords.renamed, language, { name: String(name) }))),
      ...(moved && from && to ? [reason(row, places.moved(from, to))] : []),
      ...fields.filter(({ field }) => field !== 'name').flatMap((field) => fieldRows(row, field, language)),
      ...buttonRows(children, indent + 2, places),
    ]
  })
  const kept = changes.length - shown.length
  if (kept > 0 && rows.length > 0)
    rows.push(remark(indent, format(menuWords.unchanged, places.language, { count: kept })))
  return rows
}

/** The places of a menu, in words. */
class Places {
  private readonly old = new Map<string, string>()
  private readonly now = new Map<string, string>()

  constructor(
    changes: readonly DrawnButtonChange[],
    readonly language: Language,
  ) {
    const note = ({ before, after, from, to, children }: DrawnButtonChange): void => {
      if (before && from) this.old.set(from.join(), before.name)
      if (after && to) this.now.set(to.join(), after.name)
      children.forEach(note)
    }
    changes.forEach(note)
  }

  moved(from: readonly number[], to: readonly number[]): string {
    const words = { from: this.place(from, this.old), to: this.place(to, this.now) }
    return format(menuWords.movedTo, this.language, words)
  }

  private place(path: readonly number[], names: ReadonlyMap<string, string>): string {
    const place = (path.at(-1) ?? 0) + 1
    const parent = path.length > 1 ? (names.get(path.slice(0, -1).join()) ?? '') : undefined
    return parent === undefined
      ? format(menuWords.placeAtTop, this.language, { place })
      : format(menuWords.placeUnder, this.language, { parent, place })
  }
}

/** Two values on one line are compared by eye up to this many columns together; longer ones go below each other. */
const BESIDE = 40
/** Addresses differ somewhere within: they are always set below each other. */
const LONG: readonly string[] = ['url', 'pagepath']

function fieldRows(of: Row, { field, before, after }: DrawnField, language: Language): Row[] {
  const label = format(menuWords.field, language, { field })
  const [was, is] = [value(before), value(after)]
  const both = before !== undefined && after !== undefined
  const beside = `${label}${was} → ${is}`
  if (!both || (!LONG.includes(field) && widthOf(beside) <= BESIDE)) return [reason(of, beside)]
  const hang = widthOf(label)
  const arrow = `${' '.repeat(Math.max(0, hang - 2))}→ `
  return [
    { ...reason(of, label + was), role: 'before', hang },
    { ...reason(of, arrow + is), role: 'after', hang },
  ]
}

function reason({ kind, indent }: Row, text: string): Row {
  return { role: 'reason', kind, indent: indent + 4, text }
}

function remark(indent: number, text: string): Row {
  return { role: 'remark', kind: 'kept', indent, text }
}

function value(of: unknown): string {
  return of === undefined ? '∅' : printable(typeof of === 'string' ? of : (JSON.stringify(of) ?? ''))
}
