/** Findings in a file, drawn as compilers do it: place, rule, the line, a caret, the remedy. */
import type { ChalkInstance } from 'chalk'
import type { Finding } from '../document/finding'
import { cells } from '../wechat/menu/text'
import { format, type Language, type Message } from './language'
import type { RuleSentences } from './messages/document'
import { yamlFaults } from './messages/document'
import { findingWords, homeWords, kindWords } from './messages/menu'
import { ruleSentences } from './messages/menu-rules'
import { systemReasons } from './messages/reasons'
import { printable } from './printable'

export interface Pen {
  readonly paint: ChalkInstance
  readonly language: Language
  /** Most columns of a line of source. */
  readonly columns: number
  /** The sentences of the findings; absent: those of menu files. */
  readonly sentences?: Sentences
}

/** A finding in a menu file, or in another one whose rules have sentences of their own. */
type Found = Omit<Finding, 'rule'> & { readonly rule: string }
type Sentences = Readonly<Record<string, RuleSentences>>

/** A finding in words. */
export function describeFinding(
  { rule, params }: Pick<Found, 'rule' | 'params'>,
  language: Language,
  sentences: Sentences = ruleSentences,
): { message: string; hint?: string } {
  const { what, fixes = [] } = sentences[rule] ?? { what: { en: rule, zh: rule } }
  const filled = translated(params, language)
  const fix = fixes.find((candidate) => holes(candidate).every((name) => filled[name] !== undefined))
  return {
    message: printable(format(what, language, filled)),
    ...(fix && { hint: printable(format(fix, language, filled)) }),
  }
}

/** The places of a finding with several: a line for each value, `a.cn 7:41, 10:41`. */
export function relatedLines({ related = [] }: Pick<Finding, 'related'>): string[] {
  const places = new Map<string, string[]>()
  for (const { label, line, column } of related)
    places.set(label, [...(places.get(label) ?? []), `${line}:${column}`])
  return [...places].map(([label, at]) => `${printable(label)} ${at.join(', ')}`)
}

/** @param text the file's text, of which the lines are shown @returns lines without a newline at the end */
export function drawFindings(findings: readonly Found[], text: string, pen: Pen): string {
  const lines = text === '' ? [] : text.split('\n') // the text of this file must not be shown
  return findings.map((finding) => drawFinding(finding, lines[finding.line - 1], pen)).join('\n')
}

function drawFinding(
  finding: Found,
  source: string | undefined,
  { paint, language, columns, sentences }: Pen,
): string {
  const { file, line, column, severity, rule, errcode } = finding
  const { message, hint } = describeFinding(finding, language, sentences)
  const colour = severity === 'error' ? paint.red : paint.yellow
  const place = paint.bold(`${printable(file)}:${line}:${column}`)
  const label = format(findingWords[severity], language)
  const code = errcode === undefined ? '' : paint.dim(format(findingWords.errcode, language, { errcode }))
  const drawn = [`${place} ${colour(label)} ${paint.dim(rule)} ${message}${code}`]
  const margin = ' '.repeat(String(line).length + 2)
  if (source !== undefined && finding.length > 0) {
    const shown = windowOf(source, column, finding.length, Math.max(columns - margin.length - 2, 20))
    drawn.push(`${paint.dim(` ${line} |`)} ${shown.text}`)
    drawn.push(`${margin}${paint.dim('|')} ${' '.repeat(shown.before)}${colour('^'.repeat(shown.marked))}`)
  }
  for (const place of relatedLines(finding)) drawn.push(`${margin}${paint.dim(':')} ${place}`)
  if (hint !== undefined) drawn.push(`${margin}${paint.cyan('=')} ${hint}`)
  return drawn.join('\n')
}

/** Characters before and after the mark that are looked at, because a line may be a megabyte long. */
const NEAR = 200

/** The part of a line around the marked characters that fits, and the marker's place and width in cells. */
function windowOf(source: string, column: number, length: number, room: number) {
  const near = neighbourhood(source, column - 1, length)
  const characters = [...printable(near.text)]
  const widths = characters.map((character) => cells(character))
  const width = (start: number, end: number) => sum(widths.slice(start, end))
  const from = Math.min(near.from, characters.length)
  const to = from + length
  let start = 0
  let kept = width(0, Math.min(to, from + 40))
  while (start < from && kept > room - 2) kept -= widths[start++] ?? 0
  let end = characters.length
  kept = width(start, end)
  while (end > from + 1 && kept > room - 2) kept -= widths[--end] ?? 0
  const head = start > 0 || near.isCutBefore ? '…' : ''
  const tail = end < characters.length || near.isCutBehind ? '…' : ''
  return {
    text: `${head}${characters.slice(start, end).join('')}${tail}`,
    before: head.length + width(start, from),
    marked: Math.max(1, width(from, Math.min(to, end))),
  }
}

/** A piece of a line, and the number of its characters before the mark. */
function neighbourhood(source: string, before: number, length: number) {
  const mark = offsetOf(source, 0, before)
  const start = Math.max(0, mark - NEAR)
  const end = offsetOf(source, mark, Math.min(length, NEAR)) + NEAR
  const text = source.slice(isHalf(source, start) ? start + 1 : start, isHalf(source, end) ? end + 1 : end)
  return {
    text: text.replace(/\r$/, ''),
    from: [...source.slice(isHalf(source, start) ? start + 1 : start, mark)].length,
    isCutBefore: start > 0,
    isCutBehind: end < source.length,
  }
}

/** The offset a number of characters after another one. */
function offsetOf(source: string, from: number, characters: number): number {
  let at = from
  for (let left = characters; left > 0 && at < source.length; left--)
    at += (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  return at
}

/** Whether an offset lies within a surrogate pair. */
function isHalf(source: string, at: number): boolean {
  return at > 0 && (source.codePointAt(at - 1) ?? 0) > 0xffff
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** Codes among the parameters, put into words. */
function translated(params: Finding['params'], language: Language): Record<string, string | number> {
  const { reason, code, found, home } = params
  const known: readonly [string, Message | undefined][] = [
    ['reason', systemReasons[String(reason)]],
    ['detail', yamlFaults[String(code)]],
    ['found', kindWords[String(found)]],
    ['home', homeWords[String(home)]],
  ]
  const words = known.flatMap(([name, message]) =>
    message ? [[name, format(message, language)] as const] : [],
  )
  return { ...params, ...Object.fromEntries(words) }
}

function holes({ en, zh }: Message): string[] {
  return [...`${en} ${zh}`.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? [])
}
