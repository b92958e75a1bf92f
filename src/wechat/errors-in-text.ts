import { allErrcodes, lookUpErrcode } from './errcodes'
import { type Errmsg, readErrmsg } from './errmsg'

/** An errcode that stands in a text, with what the text says of it. */
export interface Sighting {
  readonly code: number
  /** The latest request id beside it. */
  readonly rid?: string
  /** Every address beside it, in order. */
  readonly addresses: readonly string[]
}

/** `"errcode":1`, `errcode=1`, `errcode: "1"`, `\"errcode\":1`, `WECHAT_1` (ours): never anything else. */
const SURE = /(?:\berr_?code\b[\s"'\\]{0,20}[:=]?[\s"'\\]{0,20}|\bWECHAT_)(-?\d{1,10})\b/gi
/** Words before a number that SDKs and people write: taken only where the number is a known code. */
const LIKELY =
  /(?:\berror(?:[ _-]?code)?|\berr|\bcode|\banswered|错误码|错误代码|返回码|错误|返回|\[(?=\d{5}))[\s"'：:=#([]{0,40}(-?\d{1,10})\b/gi
/** A number by itself, as long as the codes that calls meet: taken where its line speaks of an error and the code is known. */
const BARE = /(?<![\w.:/-]|\bport )(\d{5})(?![\w:/-]|\.\d| ?(?:ms|s|bytes|毫秒|秒|字节)(?!\w))/g
const SPEAKS_OF_ERROR = /\berr|error|fail|exception|refuse|reject|denied|invalid|错误|失败|异常|拒绝/i

/** Characters before and behind a code that may belong to it. With the code itself an errmsg may be as long. */
const NEAR = 2000
/** Different codes that are told, and addresses of each. */
const MOST_CODES = 200
const MOST_ADDRESSES = 100
/** Characters that are searched for what belongs to a code: pieces of a strange text may overlap. */
const MOST_READ = 16 * 1024 * 1024
/** Text that is searched for errmsgs where there is no code at all: each line is held against the whole table. */
const MOST_LINES = 2000
const MOST_TEXT = 256 * 1024

/**
 * Finds the errcodes in whatever was pasted: an answer, a log, a list of numbers, an errmsg alone.
 * Each once, in order, up to 200. 0 is success and counts only where there is no other.
 */
export function errorsInText(text: string): Sighting[] {
  const found = numbersOnly(text) ?? searched(text)
  const errors = found.filter(({ code }) => code !== 0)
  return merged(errors.length > 0 ? errors : found)
}

/** A piece of the text, read once for all the codes in it. */
interface Region {
  readonly end: number
  readonly text: string
  facts?: Pick<Errmsg, 'rid' | 'address'>
  speaksOfError?: boolean
}

interface Match {
  readonly code: number
  readonly region: Region
}

function numbersOnly(text: string): Match[] | undefined {
  if (!/\d/.test(text) || /[^-\d\s,;]/.test(text)) return undefined
  const words = text.split(/[\s,;]+/).filter((word) => word !== '')
  if (!words.every((word) => /^-?\d+$/.test(word))) return undefined
  const region = { end: 0, text: '' }
  return words.map((word) => ({ code: Number(word), region }))
}

function searched(text: string): Match[] {
  const sure = matches(text, SURE)
  if (sure.some(({ code }) => code !== 0)) return sure
  const likely = matches(text, LIKELY).filter(({ code }) => code !== 0 && lookUpErrcode(code))
  if (likely.length > 0) return likely
  if (sure.length > 0) return sure
  const bare = matches(text, BARE).filter(({ code, region }) => lookUpErrcode(code) && speaksOfError(region))
  return bare.length > 0 ? bare : byErrmsgs(text)
}

function speaksOfError(region: Region): boolean {
  region.speaksOfError ??= SPEAKS_OF_ERROR.test(region.text)
  return region.speaksOfError
}

function matches(text: string, pattern: RegExp): Match[] {
  const found: Match[] = []
  let region: Region | undefined
  let former = 0
  for (const match of text.matchAll(pattern)) {
    const [from, to] = [match.index, match.index + match[0].length]
    // Still the same object or line: where it begins and ends need not be looked for again.
    const isSame = region && to <= region.end && !/[{}\n]/.test(text.slice(former, to))
    if (!region || !isSame) region = regionAround(text, from, to)
    former = to
    found.push({ code: Number(match[1]), region })
  }
  return found
}

/** The JSON object a place is in, over several lines where it is; else its line. Of either as much as stands near. */
function regionAround(text: string, from: number, to: number): Region {
  const [start, end] = [Math.max(0, from - NEAR), Math.min(text.length, to + NEAR)]
  const [before, behind] = [text.slice(start, from), text.slice(to, end)]
  const open = before.lastIndexOf('{')
  const isObject = open > before.lastIndexOf('}')
  const first = isObject ? open : before.lastIndexOf('\n') + 1
  const last = behind.indexOf(isObject ? '}' : '\n')
  const stop = last < 0 ? end : to + last
  return { end: stop, text: text.slice(start + first, stop) }
}

function byErrmsgs(text: string): Match[] {
  const known = allErrcodes()
    .filter(({ errmsg }) => errmsg.length > 8)
    .map(({ code, errmsg }) => ({ code, errmsg: errmsg.toLowerCase() }))
  return text
    .slice(0, MOST_TEXT)
    .split('\n', MOST_LINES)
    .flatMap((line) => byErrmsg(line, known))
}

/** The codes whose official text a line holds: the longest text wins, several codes may share it. */
function byErrmsg(line: string, known: readonly { code: number; errmsg: string }[]): Match[] {
  const lower = line.toLowerCase().replaceAll('\\/', '/') // as WeChat's JSON has them
  const fitting = known.filter(({ errmsg }) => lower.includes(errmsg))
  const longest = Math.max(...fitting.map(({ errmsg }) => errmsg.length))
  const region = { end: 0, text: line }
  return fitting.filter(({ errmsg }) => errmsg.length === longest).map(({ code }) => ({ code, region }))
}

function merged(found: readonly Match[]): Sighting[] {
  const byCode = new Map<number, { rid?: string; addresses: Set<string> }>()
  let read = 0
  for (const { code, region } of found) {
    const sighting = byCode.get(code) ?? { addresses: new Set() }
    if (!byCode.has(code) && byCode.size === MOST_CODES) continue
    byCode.set(code, sighting)
    if (!region.facts) {
      read += region.text.length
      region.facts = read > MOST_READ ? {} : readErrmsg(region.text)
    }
    const { rid, address } = region.facts
    if (rid) sighting.rid = rid
    if (address && sighting.addresses.size < MOST_ADDRESSES) sighting.addresses.add(address)
  }
  return [...byCode].map(([code, { rid, addresses }]) => ({
    code,
    ...(rid && { rid }),
    addresses: [...addresses],
  }))
}
