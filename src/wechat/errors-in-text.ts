import { allErrcodes, lookUpErrcode } from './errcodes'
import { readErrmsg } from './errmsg'

/** An errcode that stands in a text, with what the text says of it. */
export interface Sighting {
  readonly code: number
  /** The latest request id beside it. */
  readonly rid?: string
  /** Every address beside it, in order. */
  readonly addresses: readonly string[]
}

/** `"errcode":1`, `errcode=1`, `errcode: "1"`, `\"errcode\":1`, `WECHAT_1` (ours): never anything else. */
const SURE = /(?:\berr_?code\b[\s"'\\]*[:=]?[\s"'\\]*|\bWECHAT_)(-?\d{1,10})\b/gi
/** Words before a number that SDKs and people write: taken only where the number is a known code. */
const LIKELY =
  /(?:\berror(?:[ _-]?code)?|\berr|\bcode|\banswered|错误码|错误代码|返回码|错误|返回|\[(?=\d{5}))[\s"'：:=#([]*(-?\d{1,10})\b/gi
/** Lines that are searched for errmsgs where there is no code at all: each is held against the whole table. */
const MOST_LINES = 2000
const NUMBERS_ONLY = /^[\s,;]*-?\d+(?:[\s,;]+-?\d+)*[\s,;]*$/

/**
 * Finds the errcodes in whatever was pasted: an answer, a log, a list of numbers, an errmsg alone.
 * Each once, in order. 0 is success and counts only where there is no other.
 */
export function errorsInText(text: string): Sighting[] {
  const found = NUMBERS_ONLY.test(text) ? matches(text, /(-?\d+)/g) : searched(text)
  const errors = found.filter(({ code }) => code !== 0)
  return merged(errors.length > 0 ? errors : found)
}

interface Match {
  readonly code: number
  readonly around: string
}

function searched(text: string): Match[] {
  const sure = matches(text, SURE)
  if (sure.some(({ code }) => code !== 0)) return sure
  const likely = matches(text, LIKELY).filter(({ code }) => code !== 0 && lookUpErrcode(code))
  if (likely.length > 0) return likely
  return sure.length > 0 ? sure : text.split('\n', MOST_LINES).flatMap(byErrmsg)
}

function matches(text: string, pattern: RegExp): Match[] {
  return [...text.matchAll(pattern)].map((match) => ({
    code: Number(match[1]),
    around: surroundings(text, match.index, match.index + match[0].length),
  }))
}

/** The JSON object a place is in, over several lines where it is; else its line. */
function surroundings(text: string, from: number, to: number): string {
  const open = text.lastIndexOf('{', from)
  if (open > text.lastIndexOf('}', from)) {
    const close = text.indexOf('}', to)
    return text.slice(open, close < 0 ? text.length : close)
  }
  const end = text.indexOf('\n', to)
  return text.slice(text.lastIndexOf('\n', from) + 1, end < 0 ? text.length : end)
}

/** The codes whose official text a line holds: the longest text wins, several codes may share it. */
function byErrmsg(line: string): Match[] {
  const lower = line.toLowerCase()
  const fitting = allErrcodes().filter(
    ({ errmsg }) => errmsg.length > 8 && lower.includes(errmsg.toLowerCase()),
  )
  const longest = Math.max(...fitting.map(({ errmsg }) => errmsg.length))
  return fitting.filter(({ errmsg }) => errmsg.length === longest).map(({ code }) => ({ code, around: line }))
}

function merged(found: readonly Match[]): Sighting[] {
  const byCode = new Map<number, { rid?: string; addresses: Set<string> }>()
  for (const { code, around } of found) {
    const { rid, address } = readErrmsg(around)
    const sighting = byCode.get(code) ?? { addresses: new Set() }
    byCode.set(code, sighting)
    if (rid) sighting.rid = rid
    if (address) sighting.addresses.add(address)
  }
  return [...byCode].map(([code, { rid, addresses }]) => ({
    code,
    ...(rid && { rid }),
    addresses: [...addresses],
  }))
}
