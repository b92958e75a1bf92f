import type { Undecoded } from './decode'
import type { DocumentRule, Finding, RuleTable } from './finding'
import { Lines } from './lines'
import { explain, typingFaults } from './punctuation'
import type { Path, Span } from './tree'

export interface Where {
  readonly span: Span
  readonly path: Path
  /** The level for which the errcode is meant, where a rule has several. */
  readonly level?: string
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

export interface Gathered<Rule extends string> {
  /** In the order of the file; at one place errors come first, then the order of the rules. */
  readonly findings: readonly Finding<Rule>[]
  /** Those beyond the first MOST; absent where there are none. */
  readonly more?: Count
}

type Params = Finding['params']

interface Found<Rule> {
  readonly rule: Rule
  readonly where: Where
  readonly params: Params
}

/** A kind of file, as far as its findings go. */
export interface FileKind<Rule extends string> {
  readonly rules: RuleTable<Rule>
  /** What a mistyped character makes of the shape: such findings give way to the one that names the character. */
  readonly ofShape: readonly Rule[]
}

/** What the readers of bytes and YAML report to, whatever the kind of file. */
export interface Reported {
  add(rule: DocumentRule, where: Where, params?: Params): void
  /** Line from 1 of an offset. */
  lineOf(offset: number): number
  /** Warnings of these rules on the line of this offset are meant: the file says so in a comment. */
  ignore(offset: number, rules: readonly string[]): void
  /** Whether there is an error. */
  readonly any: boolean
}

/** Nobody reads more of them, and a file can be made to have any number. */
const MOST = 100
/** Characters of a name or a value that a finding repeats. */
const LONGEST = 500
/** Parameters that are made of the value at the place of the finding. */
const OF_VALUE = ['type', 'value', 'emoji', 'tag', 'original', 'placeholder', 'character', 'host']
/** Parameters that say nothing once the value is not repeated. */
const WITHOUT_VALUE = ['suggestion', 'shown', 'unquoted', 'decoded']

/**
 * Gathers the findings of one file and gives them places: offsets become lines and columns, only for those that are
 * reported. A value from a variable is not repeated: its place shows it as it is in the file.
 */
export class Findings<Rule extends string> implements Reported {
  /** Each once: what an alias repeats has one place. */
  private readonly found = new Map<string, Found<Rule | DocumentRule>>()
  private readonly lines: Lines
  private readonly filled = new Map<number, string>()
  private readonly unknown = new Set<number>()
  /** Rules whose warnings on a line are meant, by the line. */
  private readonly ignored = new Map<number, ReadonlySet<string>>()
  private errors = 0
  private readonly order: readonly string[]

  constructor(
    private readonly file: string,
    private readonly text: string,
    private readonly kind: FileKind<Rule | DocumentRule>,
  ) {
    this.lines = new Lines(text)
    this.order = Object.keys(kind.rules)
  }

  add(rule: Rule | DocumentRule, where: Where, params: Params = {}): void {
    if (this.unknown.has(where.span.start) && !isOfVariables(rule)) return
    const safe = this.repeatable(where, params)
    const key = JSON.stringify([rule, where.span.start, safe])
    if (this.found.has(key)) return
    this.found.set(key, { rule, where, params: safe })
    if (this.kind.rules[rule].severity === 'error') this.errors++
  }

  /** About the file as a whole. */
  addWhole(rule: Rule | DocumentRule, params: Params = {}): void {
    this.add(rule, { span: { start: 0, end: 0 }, path: [] }, params)
  }

  /** Why the bytes are not a text. */
  addUndecoded({ rule, params, before }: Undecoded): void {
    if (before === undefined) this.addWhole(rule, params)
    else this.add(rule, { span: { start: before.length, end: before.length + 1 }, path: [] }, params)
  }

  /** A finding with its place, not added: for what is only known later. */
  finding(rule: Rule | DocumentRule, where: Where, params: Params = {}): Finding<Rule | DocumentRule> {
    return this.placed({ rule, where, params: this.repeatable(where, params) })
  }

  /** Shows the value at this place as it was written from now on: `${NAME}`. */
  isFilled(span: Span, written: string): void {
    this.filled.set(span.start, written)
  }

  /** The value at this place is not known, because a variable in it was not filled: only that is reported of it. */
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

  /** Replaces findings that follow from how the file was typed by that. @param words keys that such a file may have */
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
    const found = explain(all, faults, (offset) => this.lineOf(offset), this.kind.ofShape)
    for (const { key, rule } of found.explained) {
      this.found.delete(key)
      if (this.kind.rules[rule].severity === 'error') this.errors--
    }
    for (const { rule, start, end, params } of found.faults)
      this.add(rule, { span: { start, end }, path: [] }, params)
  }

  /** What was found. Where that is too much, errors are kept rather than warnings. */
  gathered(): Gathered<Rule | DocumentRule> {
    const sorted = [...this.found.values()]
      .filter((found) => !this.isIgnored(found))
      .sort((a, b) => this.compare(a, b))
    const count = { errors: this.errors, warnings: sorted.length - this.errors }
    if (sorted.length <= MOST) return { findings: sorted.map((found) => this.placed(found)) }
    const told = { errors: Math.min(count.errors, MOST), warnings: Math.max(0, MOST - count.errors) }
    const left = { ...told }
    const kept = sorted.filter(({ rule }) =>
      this.kind.rules[rule].severity === 'error' ? left.errors-- > 0 : left.warnings-- > 0,
    )
    return {
      findings: kept.map((found) => this.placed(found)),
      more: { errors: count.errors - told.errors, warnings: count.warnings - told.warnings },
    }
  }

  get any(): boolean {
    return this.errors > 0
  }

  /** In the order of the file; at one place errors first, then the order of the rules. */
  private compare(a: Found<Rule | DocumentRule>, b: Found<Rule | DocumentRule>): number {
    const { rules } = this.kind
    return (
      a.where.span.start - b.where.span.start ||
      rules[a.rule].severity.localeCompare(rules[b.rule].severity) ||
      this.order.indexOf(a.rule) - this.order.indexOf(b.rule)
    )
  }

  private isIgnored({ rule, where }: Found<Rule | DocumentRule>): boolean {
    if (this.ignored.size === 0 || this.kind.rules[rule].severity === 'error') return false
    return this.ignored.get(this.lineOf(this.withinText(where.span).start))?.has(rule) ?? false
  }

  private placed({ rule, where, params }: Found<Rule | DocumentRule>): Finding<Rule | DocumentRule> {
    const { severity, errcode } = this.kind.rules[rule]
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

  /** What is missing at the end of the file is shown after its last word, where there is a line to show. */
  private withinText(span: Span): Span {
    if (span.start < this.text.length || span.start === 0) return span
    const start = this.text.trimEnd().length
    return { start, end: start + 1 }
  }
}

const isOfVariables = (rule: string): boolean => rule.startsWith('variable-')

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
