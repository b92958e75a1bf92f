import { Lines } from '../../document/lines'
import { explain, typingFaults } from '../../document/punctuation'
import { type RulesFinding, type RulesRule, rulesRules } from '../../wechat/replies/rules-findings'

/** Offsets into the text, in UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}

export type Path = readonly (string | number)[]

type Params = RulesFinding['params']

/** What is told of a shape that a mistyped character has spoilt. */
const OF_SHAPE: readonly RulesRule[] = [
  'not-rules',
  'not-map',
  'not-list',
  'not-reply',
  'unknown-key',
  'field-missing',
  'condition-missing',
  'reply-missing',
]
/** Nobody reads more of them. */
const MOST = 100
/** Characters of a name or a value that a finding repeats. */
const LONGEST = 200

/** Gathers findings of one file and gives them lines and columns. */
export class Findings {
  private found: {
    readonly rule: RulesRule
    readonly span: Span
    readonly path: Path
    readonly params: Params
  }[] = []
  /** What an alias repeats has one place, and is told once. */
  private readonly told = new Set<string>()

  private readonly lines: Lines
  /** Offset of the last word's last character: what is missing at the end of the file is missing behind it. */
  private readonly last: number

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    this.lines = new Lines(text)
    this.last = Math.max(0, text.trimEnd().length - 1)
  }

  add(rule: RulesRule, span: Span, path: Path, params: Params = {}): void {
    const key = `${rule} ${span.start} ${JSON.stringify(params)}`
    if (this.told.has(key)) return
    this.told.add(key)
    this.found.push({ rule, span, path, params })
  }

  /** About the file as a whole. */
  addWhole(rule: RulesRule, params: Params = {}): void {
    this.add(rule, { start: 0, end: 0 }, [], params)
  }

  /** Tells how the file was typed in place of what follows from it. @param words keys that a rules file may have */
  explain(words: readonly string[]): void {
    if (!this.hasErrors) return
    const all = this.found.map((found) => ({
      found,
      rule: found.rule,
      start: found.span.start,
      code: found.params.code,
    }))
    const faults = typingFaults(this.text, words)
    if (faults.length === 0) return
    const result = explain(all, faults, (offset) => this.lineOf(offset), OF_SHAPE)
    const gone = new Set(result.explained.map(({ found }) => found))
    this.found = this.found.filter((found) => !gone.has(found))
    for (const { rule, start, end, params } of result.faults) this.add(rule, { start, end }, [], params)
  }

  get hasErrors(): boolean {
    return this.found.some(({ rule }) => rulesRules[rule] === 'error')
  }

  lineOf(offset: number): number {
    return this.lines.lineOf(Math.min(offset, this.last))
  }

  /** In the order of the file; errors first where there are more than anybody reads. */
  gathered(): RulesFinding[] {
    const bySeverity = [...this.found].sort((a, b) => rank(a.rule) - rank(b.rule)).slice(0, MOST)
    return bySeverity
      .sort((a, b) => a.span.start - b.span.start || rank(a.rule) - rank(b.rule))
      .map(({ rule, span, path, params }) => ({
        rule,
        severity: rulesRules[rule],
        file: this.file,
        ...this.position(span),
        path,
        params: shortened(params),
      }))
  }

  private position({ start, end }: Span): Pick<RulesFinding, 'line' | 'column' | 'length'> {
    const from = Math.min(start, this.last)
    const { length, ...place } = this.lines.placeOf(from, Math.max(end, from))
    return { ...place, length: start === 0 && end === 0 ? 0 : Math.max(1, length) }
  }
}

const rank = (rule: RulesRule) => (rulesRules[rule] === 'error' ? 0 : 1)

function shortened(params: Params): Params {
  const cut = (value: string | number) =>
    typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, cut(value)]))
}
