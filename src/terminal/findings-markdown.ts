/** Findings as GitHub-flavoured Markdown, for the summary of a job's step. */
import type { Finding } from '../document/finding'
import { format, type Language } from './language'
import { findingWords } from './messages/menu'
import { printable } from './printable'

/** A finding in words. */
export type FindingRow = Pick<Finding, 'severity' | 'rule' | 'file' | 'line' | 'column'> & {
  readonly message: string
  readonly hint?: string
}

interface Totals {
  readonly files: number
  readonly errors: number
  readonly warnings: number
}

/** @param rows the findings that are listed; the totals count all @returns a heading, and a table where there are rows */
export function findingsMarkdown(rows: readonly FindingRow[], totals: Totals, language: Language): string {
  const mark = totals.errors > 0 ? '❌' : totals.warnings > 0 ? '⚠️' : '✅'
  const head = `### ${mark} wxadmin menu validate\n\n${format(findingWords.summary, language, { ...totals })}\n`
  if (rows.length === 0) return head
  const titles = [findingWords.place, findingWords.rule, findingWords.finding]
  const table = [
    ['', ...titles.map((title) => format(title, language))],
    ['---', '---', '---', '---'],
    ...rows.map(cells),
  ]
  const left = totals.errors + totals.warnings - rows.length
  const rest = left > 0 ? `\n${format(findingWords.left, language, { count: left })}\n` : ''
  return `${head}\n${table.map((row) => `| ${row.join(' | ')} |\n`).join('')}${rest}`
}

function cells({ severity, file, line, column, rule, message, hint }: FindingRow): string[] {
  const words = hint === undefined ? plain(message) : `${plain(message)}<br>${plain(hint)}`
  return [severity === 'error' ? '❌' : '⚠️', code(`${file}:${line}:${column}`), code(rule), words]
}

function code(text: string): string {
  return `<code>${plain(text)}</code>`
}

/** Escapes text for a cell: no column, no link, no picture, no mention, no HTML. */
function plain(text: string): string {
  return printable(text).replace(/[!#&*:<>@[\\\]_`|~]/g, (character) => `&#${character.codePointAt(0)};`)
}
