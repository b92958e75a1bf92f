import { type ErrorCode, errorCodes, WxError } from '../errors'
import { type Explanation, explanationOf, ownExplanation, pageTextExplanation } from '../terminal/explanation'
import { explanationLines } from '../terminal/explanation-lines'
import { usage } from '../terminal/messages/usage'
import { errorsInText } from '../wechat/errcodes/errors-in-text'
import { type PageTextName, pageTexts } from '../wechat/errcodes/page-texts'
import { withoutSecretForms } from '../wechat/redact'
import type { CommandContext } from './command'
import { readStdin } from './stdin'

/** The longest answer or log that is read. Bytes. */
const MOST = 4 * 1024 * 1024

/**
 * Explains errors, WeChat's and our own: codes, or what was pasted, as words or on stdin. Works offline.
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
  const width = cx.screen.isTTY ? cx.screen.columns : undefined
  cx.terminal.result(entries, () =>
    entries.map((entry) => explanationLines(entry, { paint, language, width }).join('\n')).join('\n\n'),
  )
  return entries.every(({ known }) => known) ? undefined : 1
}

/** Codes and names by themselves, or all words together as a text, such as an errmsg without quotes. */
function inWords(words: readonly string[], cx: CommandContext): Explanation[] {
  const { language } = cx.terminal
  const named = words.map((word) => {
    const name = word.toUpperCase()
    if (/^-?\d{1,10}$/.test(word)) return explanationOf(Number(word), {}, language)
    const own = ownCode(name)
    if (own) return ownExplanation(own, language)
    return isPageText(name) ? pageTextExplanation(name, {}, language) : undefined
  })
  const known = named.filter((entry) => entry !== undefined)
  if (known.length === words.length) return distinct(known)
  return inText(words.join(' '), `"${words.join(' ')}"`, cx)
}

function inText(text: string, source: string, cx: CommandContext): Explanation[] {
  const { language } = cx.terminal
  const names = new Set<string>()
  for (const [, name = ''] of text.matchAll(/"code"\s{0,20}:\s{0,20}"([A-Z][A-Z_]{1,60})"/g)) names.add(name)
  const entries = [
    ...errorsInText(text).map(({ code, ...facts }) =>
      typeof code === 'number'
        ? explanationOf(code, facts, language)
        : pageTextExplanation(code, facts, language),
    ),
    ...errorCodes.filter((code) => names.has(code)).map((code) => ownExplanation(code, language)),
  ]
  if (entries.length === 0) throw new WxError('NO_ERROR_CODE', { source: shortened(source) })
  return distinct(entries)
}

function isPageText(name: string): name is PageTextName {
  return Object.hasOwn(pageTexts, name)
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
