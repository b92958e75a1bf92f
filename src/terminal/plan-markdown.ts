import type { Language } from './language'
import { type DrawnMenuChange, type Kind, planRows, type Row } from './plan-rows'
import { printable } from './printable'

export interface MarkdownPlan {
  /** Plain text: what Markdown would make of it is escaped. */
  readonly title: string
  /** A line below the changes, plain text too. */
  readonly note?: string
}

/** How GitHub's `diff` colours a line: by its first character. */
const MARKS: Readonly<Record<Kind, string>> = {
  added: '+',
  removed: '-',
  changed: '!',
  moved: '!',
  kept: ' ',
}

/**
 * The changes in GitHub's Markdown, for a summary or a comment: a heading, a `diff` block. No text of a menu
 * gets out of the block.
 */
export function planMarkdown(
  changes: readonly DrawnMenuChange[],
  language: Language,
  { title, note }: MarkdownPlan,
): string {
  const isKept = changes.every(({ kind }) => kind === 'kept')
  const lines = isKept ? [] : planRows(changes, language).map(markdownRow)
  const fence = '`'.repeat(longestRun(lines) + 1)
  return [
    `### ${escaped(title)}`,
    ...(lines.length > 0 ? [[`${fence}diff`, ...lines, fence].join('\n')] : []),
    ...(note === undefined ? [] : [escaped(note)]),
  ].join('\n\n')
}

function markdownRow({ role, kind, indent, text }: Row): string {
  const mark = role === 'before' ? '-' : role === 'after' ? '+' : MARKS[kind]
  const symbol = kind === 'moved' && (role === 'menu' || role === 'button') ? '↕ ' : ''
  return `${mark} ${' '.repeat(indent)}${symbol}${text}`.trimEnd()
}

/** Of backticks; a fence of fewer than three is none. */
function longestRun(lines: readonly string[]): number {
  return Math.max(2, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length))
}

function escaped(text: string): string {
  return printable(text).replace(/[\\`*_[\]<>#|~&@]/g, '\\$&')
}
