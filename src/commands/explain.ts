import { type ErrorCode, errorCodes, WxError } from '../errors'
import { type Explanation, explanationOf, ownExplanation } from '../terminal/explanation'
import { explanationLines } from '../terminal/explanation-lines'
import { usage } from '../terminal/messages/usage'
import { errorsInText } from '../wechat/errors-in-text'
import { withoutSecretForms } from '../wechat/redact'
import type { CommandContext } from './command'
import { readStdin } from './stdin'

/** The longest answer or log that is read. Bytes. */
const MOST = 4 * 1024 * 1024

/**
 * Explains error codes: WeChat's and our own, given as words, or found in the text on stdin. Works offline.
 * With `--json` an array of `Explanation` (terminal/explanation.ts), in the order in which they were met.
 * @returns 1 where a code is in no list (it is named all the same)
 * @throws NO_ERROR_CODE where there is none, FILE_UNREADABLE where stdin is too long, USAGE where nothing was given at all
 */
export async function explainCodes(cx: CommandContext, [words]: [string[]]): Promise<number | undefined> {
  if (words.length === 0 && cx.stdin.isTTY)
    throw new WxError('USAGE', {
      problem: cx.terminal.t(usage.nothingToExplain),
      help: 'wxadmin explain --help',
    })
  const { language, out: paint } = cx.terminal
  const entries = words.length > 0 ? inWords(words, cx) : inText(await read(cx), 'stdin', cx)
  const width = cx.stdout.isTTY ? cx.stdout.columns : undefined
  cx.terminal.result(entries, () =>
    entries.map((entry) => explanationLines(entry, { paint, language, width }).join('\n')).join('\n\n'),
  )
  return entries.every(({ known }) => known) ? undefined : 1
}

/** Codes are taken as they stand; the other words together are a text, such as an errmsg without quotes. */
function inWords(words: readonly string[], cx: CommandContext): Explanation[] {
  const entries: Explanation[] = []
  const others: string[] = []
  for (const word of words) {
    const own = ownCode(word.toUpperCase())
    if (/^-?\d{1,10}$/.test(word)) entries.push(explanationOf(Number(word), {}, cx.terminal.language))
    else if (own) entries.push(ownExplanation(own, cx.terminal.language))
    else others.push(word)
  }
  if (others.length === 0) return distinct(entries)
  // "errcode: 40164" is a text as well, although one of its words is a number.
  const whole = words.join(' ')
  const found = errorsInText(others.join(' ')).length > 0 ? others.join(' ') : whole
  return distinct([...entries, ...inText(found, `"${others.join(' ')}"`, cx)])
}

function inText(text: string, source: string, cx: CommandContext): Explanation[] {
  const { language } = cx.terminal
  const words = new Set<string>()
  for (const [, word = ''] of text.matchAll(/"code"\s{0,20}:\s{0,20}"([A-Z][A-Z_]{1,60})"/g)) words.add(word)
  const codes = errorCodes.filter((code) => words.has(code))
  const entries = [
    ...errorsInText(text).map(({ code, ...facts }) => explanationOf(code, facts, language)),
    ...codes.map((code) => ownExplanation(code, language)),
  ]
  if (entries.length === 0) throw new WxError('NO_ERROR_CODE', { source: shortened(source) })
  return distinct(entries)
}

function ownCode(word: string): ErrorCode | undefined {
  return errorCodes.find((code) => code === word)
}

/** Each code once. What a text tells beside the code (rid, address) is kept over a bare mention of it. */
function distinct(entries: readonly Explanation[]): Explanation[] {
  const byCode = new Map<Explanation['code'], Explanation>()
  for (const entry of entries) {
    const former = byCode.get(entry.code)
    if (!former || (entry.rid ?? entry.addresses)) byCode.set(entry.code, entry)
  }
  return [...byCode.values()]
}

async function read(cx: CommandContext): Promise<string> {
  const bytes = await readStdin(cx, MOST)
  if (bytes.length > MOST) throw new WxError('FILE_UNREADABLE', { file: 'stdin', reason: `> ${MOST} bytes` })
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe // what PowerShell redirects into a file
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8')
}

function shortened(text: string): string {
  const safe = withoutSecretForms(text)
  return safe.length > 60 ? `${safe.slice(0, 60)}…` : safe
}
