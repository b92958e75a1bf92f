import { allErrcodes } from './errcodes'
import { errmsgVariants } from './page-texts'
import { apart, type TextFound } from './page-texts-in-text'
import { ADDRESS, isAlone, lineAround, patternOf, type TextPattern } from './text-patterns'

/** An errmsg as a list of words, so that punctuation between them does not matter. */
interface Known {
  readonly words: readonly string[]
  readonly codes: readonly number[]
  readonly isGeneral: boolean
}

/** Text that is searched: each word is held against the whole table. */
const MOST_LINES = 2000
const MOST_TEXT = 256 * 1024
const MOST_PLACES = 1000

/** Words that only WeChat uses: an errmsg of two words with one of them is surely WeChat's. */
const OWN =
  /_|appid|openid|appsecret|unionid|media|weapp|menu|button|card|template|ticket|wechat|credential|whitelist|freq/

let byFirstWord: ReadonlyMap<string, readonly Known[]> | undefined
let variants: readonly (TextPattern & { readonly code: number; readonly isGeneral: boolean })[] | undefined

/** The errmsgs in a text, published and in other words, with the codes that have them; the longest where they overlap. */
export function errmsgsIn(text: string): TextFound[] {
  const searched = text.slice(0, MOST_TEXT).split('\n', MOST_LINES).join('\n').toLowerCase()
  return apart(joined([...published(searched), ...inOtherWords(searched)]))
}

function* published(text: string): Generator<TextFound> {
  byFirstWord ??= table()
  // An address inside an errmsg belongs to its values: invalid ip 1.2.3.4, not in whitelist.
  const blanked = text.replace(ADDRESS, (address) => ' '.repeat(address.length))
  let line: { text: string; index: number }[] = []
  const words = blanked.matchAll(/[a-z0-9_]+|\n/g)
  for (let next = words.next(); ; next = words.next()) {
    const word = next.done ? '\n' : next.value[0]
    if (word !== '\n' && !next.done) line.push({ text: word, index: next.value.index })
    if (word === '\n') {
      for (const place of line.keys()) yield* at(text, line, place)
      line = []
    }
    if (next.done) return
  }
}

/** The longest errmsg that begins with a word of a line. */
function* at(
  text: string,
  line: readonly { text: string; index: number }[],
  place: number,
): Generator<TextFound> {
  const candidates = byFirstWord?.get(line[place]?.text ?? '') ?? []
  for (const { words, codes, isGeneral } of candidates) {
    if (!words.every((word, offset) => line[place + offset]?.text === word)) continue
    const [first, last] = [line[place], line[place + words.length - 1]]
    if (!first || !last) continue
    const [start, end] = [first.index, last.index + last.text.length]
    if (isGeneral && !isAlone(text, start, end)) continue
    yield { codes: narrowed(codes, text, start, end), start, end }
    return
  }
}

function* inOtherWords(text: string): Generator<TextFound> {
  variants ??= Object.entries(errmsgVariants).flatMap(([code, texts]) =>
    texts.map((it) => ({ ...patternOf(it), code: Number(code), isGeneral: isGeneral(it.split(' ')) })),
  )
  for (const { pattern, anchor, code, isGeneral } of variants) {
    if (!text.includes(anchor)) continue
    let places = 0
    for (const match of text.matchAll(pattern)) {
      if (++places > MOST_PLACES) break
      const end = match.index + match[0].length
      if (!isGeneral || isAlone(text, match.index, end)) yield { codes: [code], start: match.index, end }
    }
  }
}

/** Keeps one finding of several at a place that say the same. */
function joined(found: readonly TextFound[]): TextFound[] {
  const places = new Map<string, TextFound>()
  for (const one of found) {
    const key = `${one.start}-${one.end}`
    const codes = [...new Set([...(places.get(key)?.codes ?? []), ...one.codes])]
    places.set(key, { ...one, codes })
  }
  return [...places.values()]
}

/** Of several codes with the same errmsg the one whose number is beside it: `45009: api freq out of limit`. */
function narrowed(codes: readonly number[], text: string, start: number, end: number): readonly number[] {
  if (codes.length === 1) return codes
  const line = lineAround(text, start, end)
  const numbers = new Set(text.slice(line.start, line.end).match(/(?<![\w.])-?\d+(?![\w.])/g))
  const named = codes.filter((code) => numbers.has(String(code)))
  return named.length > 0 ? named : codes
}

function table(): Map<string, Known[]> {
  const byText = new Map<string, { words: string[]; codes: number[] }>()
  for (const { code, errmsg } of allErrcodes()) {
    const words = errmsg.toLowerCase().match(/[a-z0-9_]+/g) ?? []
    if (words.length < 2 || code === 0) continue
    const known = byText.get(words.join(' ')) ?? { words, codes: [] }
    known.codes.push(code)
    byText.set(words.join(' '), known)
  }
  const found = new Map<string, Known[]>()
  for (const known of [...byText.values()].sort((a, b) => b.words.length - a.words.length)) {
    const [first = ''] = known.words
    found.set(first, [...(found.get(first) ?? []), { ...known, isGeneral: isGeneral(known.words) }])
  }
  return found
}

/** Two words that other programs say as well: "system error", "invalid code". */
function isGeneral(words: readonly string[]): boolean {
  return words.length < 3 && !words.some((word) => OWN.test(word))
}
