/** What `wxadmin verify` found, in words and as a checklist. */
import type { ChalkInstance } from 'chalk'
import { paramsInWords } from './delivery-findings'
import { fold } from './fold'
import { format, type Language, type Message, sentences } from './language'
import { frame } from './messages/frame'
import { replySentences } from './messages/replies'
import { verifyChecks, verifySentences, verifyWords } from './messages/verify'
import { paragraph } from './paragraph'
import { printable } from './printable'
import { widthOf } from './width'

type Code = keyof typeof verifySentences | keyof typeof replySentences
type Sentences = { readonly what: Message; readonly fix?: Message }

export interface DrawnFinding {
  readonly check: keyof typeof verifyChecks
  readonly level: 'ok' | 'warning' | 'error' | 'skipped'
  readonly code: Code
  readonly params: Readonly<Record<string, string | number>>
  readonly ms?: number
}

export interface VerdictPen {
  readonly paint: ChalkInstance
  readonly language: Language
  /** Width of the terminal; absent: lines are not broken. */
  readonly columns?: number
}

const SYMBOLS = { ok: '✓', warning: '!', error: '✗', skipped: '-' } as const

/** A finding in words. */
export function describeVerdict(
  finding: Omit<DrawnFinding, 'ms'>,
  language: Language,
): { message: string; hint?: string } {
  const { what, hint } = inWords(finding, language)
  const parts = isSeen(finding)
    ? [`${what}${language === 'zh' ? '。' : '.'}`, verifyWords.userSees[language]]
    : [what]
  return { message: sentences(parts, language), ...(hint !== undefined && { hint }) }
}

function inWords({ code, params }: Pick<DrawnFinding, 'code' | 'params'>, language: Language) {
  const { what, fix } = sentencesOf(code)
  const filled = paramsInWords(params, language)
  return { what: format(what, language, filled), hint: fix && format(fix, language, filled) }
}

/** A message that is not answered as it should be is told to the user (docs/platform.md 3.5); an event is not. */
const isSeen = ({ check, level }: Pick<DrawnFinding, 'check' | 'level'>) =>
  check === 'text' && level === 'error'

/** A finding as lines of the checklist: what was found; beneath it, where it is not well, what came and what to do. */
export function drawVerdict(finding: DrawnFinding, pen: VerdictPen): string[] {
  const { check, level, ms, params } = finding
  const { paint, language } = pen
  const colour = { ok: paint.green, warning: paint.yellow, error: paint.red, skipped: paint.dim }[level]
  const { what, hint } = inWords(finding, language)
  const timed = ms === undefined ? what : format(verifyWords.timed, language, { finding: what, ms })
  const line = format(verifyWords.line, language, { check: verifyChecks[check][language], finding: timed })
  const head = `${colour(SYMBOLS[level])} ${level === 'skipped' ? paint.dim(line) : line}`
  if (level === 'ok' || level === 'skipped') return inLines(head, pen, '  ')
  return [
    ...inLines(head, pen, '  '),
    ...evidence(params, pen).map((text) => paint.dim(text)),
    ...(isSeen(finding) ? inLines(`    ${verifyWords.userSees[language]}`, pen, '    ') : []),
    ...(hint === undefined
      ? []
      : inLines(`  ${paint.cyan(format(frame.tryThis, language))}${hint}`, pen, '    ')),
  ]
}

/** What was sent and what came, and where the bytes differ. */
function evidence(params: DrawnFinding['params'], pen: VerdictPen): string[] {
  const { echostr, excerpt, expectedHex, gotHex } = params
  const { language, columns } = pen
  const width = Math.max(...Object.values(labels).map((label) => widthOf(label[language]))) + 2
  const row = (label: Message, text: string | number): string[] => {
    const name = label[language]
    const head = `    ${name}${' '.repeat(width - widthOf(name))}`
    const shown = printable(String(text))
    const parts = columns === undefined ? [shown] : fold(shown, columns - 4 - width)
    return parts.map((part, at) => (at === 0 ? head : ' '.repeat(4 + width)) + part)
  }
  const bytes = (text: string | number) => (text === '' ? verifyWords.ended[language] : text)
  return [
    ...(echostr === undefined ? [] : row(labels.sent, echostr)),
    ...(excerpt === undefined || excerpt === '' ? [] : row(labels.answer, excerpt)),
    ...(expectedHex === undefined ? [] : row(labels.expected, bytes(expectedHex))),
    ...(gotHex === undefined ? [] : row(labels.got, bytes(gotHex))),
    ...(gotHex === undefined
      ? []
      : inLines(`    ${format(verifyWords.bytes, language, params)}`, pen, '    ')),
  ]
}

const { sent, answer, expected, got } = verifyWords
const labels = { sent, answer, expected, got }

/** A line, broken where it does not fit. @param indent of the second and further ones */
export function inLines(text: string, { columns }: Pick<VerdictPen, 'columns'>, indent: string): string[] {
  const lines = columns === undefined ? text : paragraph(text, columns, indent)
  return lines.split('\n')
}

function sentencesOf(code: Code): Sentences {
  if (code in verifySentences) return verifySentences[code as keyof typeof verifySentences]
  return replySentences[code as keyof typeof replySentences]
}
