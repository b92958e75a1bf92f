import { type Finding, type Level, type MenuRule, menuRules } from '../wechat/menu-findings'
import type { Path, Span } from './tree'

export interface Where {
  readonly span: Span
  readonly path: Path
  readonly level?: Level
  /** In place of the rule's own errcode, where it depends on the field. */
  readonly errcode?: number
}

const order = Object.keys(menuRules)

/** Gathers findings of one file and gives them places: offsets become lines and columns. */
export class Findings {
  private readonly found: Finding[] = []
  private readonly lineStarts: number[] = [0]

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.lineStarts.push(at + 1)
  }

  add(rule: MenuRule, where: Where, params: Finding['params'] = {}): void {
    this.found.push(this.finding(rule, where, params))
  }

  /** About the file as a whole. */
  addWhole(rule: MenuRule, params: Finding['params'] = {}): void {
    this.add(rule, { span: { start: 0, end: 0 }, path: [] }, params)
  }

  /** A finding with its place, not added: for what is only known later. */
  finding(rule: MenuRule, where: Where, params: Finding['params'] = {}): Finding {
    const { severity, errcode } = menuRules[rule]
    const code = where.errcode ?? (typeof errcode === 'object' ? errcode[where.level ?? 'top'] : errcode)
    return {
      rule,
      severity,
      file: this.file,
      ...this.position(where.span),
      path: where.path,
      params,
      ...(code !== undefined && { errcode: code }),
    }
  }

  /** Line from 1 of an offset. */
  lineOf(offset: number): number {
    let [low, high] = [0, this.lineStarts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }

  /** All of them in the order of the file; at one place errors come first, then the order of the rules. */
  sorted(): Finding[] {
    // What an alias repeats has one place, and is told once.
    const once = new Map(
      this.found.map((found) => [
        JSON.stringify([found.rule, found.line, found.column, found.params]),
        found,
      ]),
    )
    return [...once.values()].sort(
      (a, b) =>
        a.line - b.line ||
        a.column - b.column ||
        a.severity.localeCompare(b.severity) ||
        order.indexOf(a.rule) - order.indexOf(b.rule),
    )
  }

  get any(): boolean {
    return this.found.some(({ severity }) => severity === 'error')
  }

  private position({ start, end }: Span): Pick<Finding, 'line' | 'column' | 'length'> {
    const line = this.lineOf(start)
    const from = this.lineStarts[line - 1] ?? 0
    const rest = this.text.slice(start, end)
    const [first = ''] = rest.split(/\r?\n/, 1)
    return {
      line,
      column: characters(this.text.slice(from, start)) + 1,
      length: end > start ? Math.max(1, characters(first.trimEnd())) : 0,
    }
  }
}

function characters(text: string): number {
  return [...text].length
}
