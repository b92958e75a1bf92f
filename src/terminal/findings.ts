/** Findings in a menu file, drawn as compilers do it: place, rule, the line, a caret, the remedy. */
import type { ChalkInstance } from 'chalk'
import type { Finding } from '../wechat/menu-findings'
import { cells } from '../wechat/menu-text'
import { format, type Language, type Message } from './language'
import { findingWords, unreadableReasons } from './messages/menu'
import { ruleSentences } from './messages/menu-rules'
import { yamlFaults } from './messages/menu-yaml'
import { printable } from './printable'

export interface Pen {
  readonly paint: ChalkInstance
  readonly language: Language
  /** Columns that a line of source may take. */
  readonly columns: number
}

/** A finding in words. */
export function describeFinding(
  { rule, params }: Finding,
  language: Language,
): { message: string; hint?: string } {
  const { what, fixes = [] } = ruleSentences[rule]
  const filled = translated(params, language)
  const fix = fixes.find((candidate) => holes(candidate).every((name) => filled[name] !== undefined))
  return {
    message: printable(format(what, language, filled)),
    ...(fix && { hint: printable(format(fix, language, filled)) }),
  }
}

/** @param text the file's text, of which the lines are shown @returns lines without a newline at the end */
export function drawFindings(findings: readonly Finding[], text: string, pen: Pen): string {
  const lines = text.split(/\r?\n/)
  return findings.map((finding) => drawFinding(finding, lines[finding.line - 1], pen)).join('\n')
}

function drawFinding(
  finding: Finding,
  source: string | undefined,
  { paint, language, columns }: Pen,
): string {
  const { file, line, column, severity, rule, errcode } = finding
  const { message, hint } = describeFinding(finding, language)
  const colour = severity === 'error' ? paint.red : paint.yellow
  const place = paint.bold(`${printable(file)}:${line}:${column}`)
  const label = format(findingWords[severity], language)
  const code =
    errcode === undefined ? '' : paint.dim(` (${format(findingWords.errcode, language, { errcode })})`)
  const drawn = [`${place} ${colour(label)} ${paint.dim(rule)} ${message}${code}`]
  const margin = ' '.repeat(String(line).length + 2)
  if (source !== undefined && finding.length > 0) {
    const shown = windowOf(source, column, finding.length, Math.max(columns - margin.length - 2, 20))
    drawn.push(`${paint.dim(` ${line} |`)} ${shown.text}`)
    drawn.push(`${margin}${paint.dim('|')} ${' '.repeat(shown.before)}${colour('^'.repeat(shown.marked))}`)
  }
  if (hint !== undefined) drawn.push(`${margin}${paint.cyan('=')} ${hint}`)
  return drawn.join('\n')
}

/** The part of a line around the marked characters that fits, and the marker's place and width in cells. */
function windowOf(source: string, column: number, length: number, room: number) {
  const characters = [...printable(source)]
  const [from, to] = [column - 1, column - 1 + length]
  const width = (start: number, end: number) => cells(characters.slice(start, end).join(''))
  let start = 0
  while (start < from && width(start, Math.min(to, from + 40)) > room - 2) start++
  let end = characters.length
  while (end > from + 1 && width(start, end) > room - 2) end--
  const [head, tail] = [start > 0 ? '…' : '', end < characters.length ? '…' : '']
  return {
    text: `${head}${characters.slice(start, end).join('')}${tail}`,
    before: head.length + width(start, from),
    marked: Math.max(1, width(from, Math.min(to, end))),
  }
}

/** Codes among the parameters, put into words. */
function translated(params: Finding['params'], language: Language): Record<string, string | number> {
  const { reason, code } = params
  const known: readonly [string, Message | undefined][] = [
    ['reason', unreadableReasons[String(reason)]],
    ['detail', yamlFaults[String(code)]],
  ]
  const words = known.flatMap(([name, message]) =>
    message ? [[name, format(message, language)] as const] : [],
  )
  return { ...params, ...Object.fromEntries(words) }
}

function holes({ en, zh }: Message): string[] {
  return [...`${en} ${zh}`.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? [])
}
