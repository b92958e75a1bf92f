import { Lines } from '../../document/lines'
import { explain, typingFaults } from '../../document/punctuation'
import { type Finding, type Level, type MenuRule, menuRules } from '../../wechat/menu/findings'
import type { Path, Span } from '../tree'

export interface Where {
  readonly span: Span
  readonly path: Path
  readonly level?: Level
  /** In place of the rule's own errcode, where it depends on the field. */
  readonly errcode?: number
  /** All places that the finding is about, where they are several. */
  readonly related?: readonly { readonly label: string; readonly span: Span; readonly path: Path }[]
}

/** How many there are of either kind. */
export interface Count {
  readonly errors: number
  readonly warnings: number
}

export interface Gathered {
  /** In the order of the file; at one place errors come first, then the order of the rules. */
  readonly findings: readonly Finding[]
  /** Those beyond the first MOST; absent where there are none. */
  readonly more?: Count
}

type Params = Finding['params']

interface Found {
  readonly rule: MenuRule
  readonly where: Where
  readonly params: Params
}

const order = Object.keys(menuRules)

/** What is told of a shape that a mistyped character has spoilt. */
const OF_SHAPE: readonly MenuRule[] = [
  'not-a-map',
  'not-a-list',
  'unknown-key',
  'key-not-sent',
  'button-missing',
  'name-missing',
  'type-missing',
  'button-empty',
  'field-missing',
]

/** Nobody reads more of them, and a file can be made to have any number. */
const MOST = 100
/** Characters of a name or a value that a finding repeats. */
const LONGEST = 500
/** Parameters that are made of the value at the place of the finding. */
const OF_VALUE = ['type', 'value', 'emoji', 'tag', 'original', 'placeholder', 'character', 'host']
/** Parameters that say nothing once the value is not repeated. */
const WITHOUT_VALUE = ['suggestion', 'shown', 'unquoted', 'decoded']

/**
 * Gathers findings of one file and gives them places: offsets become lines and columns, for those alone that are
 * told. A value that a variable brought in is not repeated: its place shows it as it stands in the file.
 */
export class Findings {
  /** Without those that stand twice: what an alias repeats has one place, and is told once. */
  private readonly found = new Map<string, Found>()
  private readonly lines: Lines
  private readonly filled = new Map<number, string>()
  private readonly unknown = new Set<number>()
  /** Rules whose warnings on a line are not wanted, by the line. */
  private readonly ignored = new Map<number, ReadonlySet<string>>()
  private errors = 0

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    this.lines = new Lines(text)
  }

  add(rule: MenuRule, where: Where, params: Params = {}): void {
    if (this.unknown.has(where.span.start) && !isOfVariables(rule)) return
    const safe = this.repeatable(where, params)
    const key = JSON.stringify([rule, where.span.start, safe])
    if (this.found.has(key)) return
    this.found.set(key, { rule, where, params: safe })
    if (menuRules[rule].severity === 'error') this.errors++
  }

  /** About the file as a whole. */
  addWhole(rule: MenuRule, params: Params = {}): void {
    this.add(rule, { span: { start: 0, end: 0 }, path: [] }, params)
  }

  /** A finding with its place, not added: for what is only known later. */
  finding(rule: MenuRule, where: Where, params: Params = {}): Finding {
    return this.placed({ rule, where, params: this.repeatable(where, params) })
  }

  /** From now on the value at this place is shown as it was written: `${NAME}`. */
  isFilled(span: Span, written: string): void {
    this.filled.set(span.start, written)
  }

  /** What will stand at this place is not known, for a variable in it was not filled: only that is told of it. */
  isUnknown(span: Span): void {
    this.unknown.add(span.start)
  }

  /** The value at a place as it may be repeated. */
  asWritten(span: Span, value: string): string {
    return this.filled.get(span.start) ?? value
  }

  /** Line from 1 of an offset. */
  lineOf(offset: number): number {
    return this.lines.lineOf(offset)
  }

  /** Line and column of an offset, both from 1. */
  placeOf(offset: number): { readonly line: number; readonly column: number } {
    const { line, column } = this.position({ start: offset, end: offset })
    return { line, column }
  }

  /** Warnings of these rules on the line of this offset are not told: the file says so in a comment. */
  ignore(offset: number, rules: readonly string[]): void {
    this.ignored.set(this.lineOf(offset), new Set(rules))
  }

  /** Tells how the file was typed in place of what follows from it. @param words keys that a menu file may have */
  explain(words: readonly string[]): void {
    if (!this.any) return
    const all = [...this.found].map(([key, { rule, where, params }]) => ({
      key,
      rule,
      start: where.span.start,
      code: params.code,
    }))
    const faults = typingFaults(this.text, words)
    if (faults.length === 0) return
    const found = explain(all, faults, (offset) => this.lineOf(offset), OF_SHAPE)
    for (const { key, rule } of found.explained) {
      this.found.delete(key)
      if (menuRules[rule].severity === 'error') this.errors--
    }
    for (const { rule, start, end, params } of found.faults)
      this.add(rule, { span: { start, end }, path: [] }, params)
  }

  /** What was found. Where it is too much, errors are told rather than warnings. */
  gathered(): Gathered {
    const sorted = [...this.found.values()].filter((found) => !this.isIgnored(found)).sort(inOrder)
    const count = { errors: this.errors, warnings: sorted.length - this.errors }
    if (sorted.length <= MOST) return { findings: sorted.map((found) => this.placed(found)) }
    const told = { errors: Math.min(count.errors, MOST), warnings: Math.max(0, MOST - count.errors) }
    const left = { ...told }
    const kept = sorted.filter(({ rule }) =>
      menuRules[rule].severity === 'error' ? left.errors-- > 0 : left.warnings-- > 0,
    )
    return {
      findings: kept.map((found) => this.placed(found)),
      more: { errors: count.errors - told.errors, warnings: count.warnings - told.warnings },
    }
  }

  get any(): boolean {
    return this.errors > 0
  }

  private isIgnored({ rule, where }: Found): boolean {
    if (this.ignored.size === 0 || menuRules[rule].severity === 'error') return false
    return this.ignored.get(this.lineOf(this.withinText(where.span).start))?.has(rule) ?? false
  }

  private placed({ rule, where, params }: Found): Finding {
    const { severity, errcode } = menuRules[rule]
    const code = where.errcode ?? (typeof errcode === 'object' ? errcode[where.level ?? 'top'] : errcode)
    return {
      rule,
      severity,
      file: this.file,
      ...this.place(where),
      params,
      ...(code !== undefined && { errcode: code }),
      ...(where.related && {
        related: where.related
          .slice(0, MOST)
          .map(({ label, ...place }) => ({ label: cut(label), ...this.place(place) })),
      }),
    }
  }

  /** The parameters without what a variable brought in, and none of them longer than can be read. */
  private repeatable({ span }: Where, params: Params): Params {
    const written = this.filled.get(span.start)
    const safe: Record<string, string | number> = {}
    for (const [name, value] of Object.entries(params)) {
      if (typeof value !== 'string') safe[name] = value
      else if (written === undefined) safe[name] = cut(value)
      else if (!WITHOUT_VALUE.includes(name)) safe[name] = cut(OF_VALUE.includes(name) ? written : value)
    }
    return safe
  }

  private place({ span, path }: Pick<Where, 'span' | 'path'>) {
    return {
      ...this.position(span),
      path: path.map((part) => (typeof part === 'string' ? cut(part) : part)),
    }
  }

  private position(span: Span): Pick<Finding, 'line' | 'column' | 'length'> {
    const { start, end } = this.withinText(span)
    const { length, ...place } = this.lines.placeOf(start, end)
    return { ...place, length: end > start ? Math.max(1, length) : 0 }
  }

  /** What is missing at the end of the file is missing after its last word: behind it there is no line to show. */
  private withinText(span: Span): Span {
    if (span.start < this.text.length || span.start === 0) return span
    const start = this.text.trimEnd().length
    return { start, end: start + 1 }
  }
}

function isOfVariables(rule: MenuRule): boolean {
  return rule.startsWith('variable-')
}

function inOrder(a: Found, b: Found): number {
  return (
    a.where.span.start - b.where.span.start ||
    menuRules[a.rule].severity.localeCompare(menuRules[b.rule].severity) ||
    order.indexOf(a.rule) - order.indexOf(b.rule)
  )
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
