import { type Errmsg, readErrmsg } from './errmsg'
import { errmsgsIn } from './errmsgs-in-text'
import { errcodeNumbers } from './numbers-in-text'
import type { PageTextName } from './page-texts'
import { pageTextsIn, type TextFound } from './page-texts-in-text'
import { readableText } from './readable-text'

/** An error in a text, with the facts beside it. */
export interface Sighting {
  /** The errcode, or the name of a text that has none (page-texts.ts). */
  readonly code: number | PageTextName
  /** The latest request id beside it. */
  readonly rid?: string
  /** Every address beside it, in order. */
  readonly addresses: readonly string[]
}

/** Characters before and behind a code that may belong to it. With the code itself an errmsg may be as long. */
const NEAR = 2000
/** Most codes that are returned, and most addresses of each. */
const MOST_CODES = 200
const MOST_ADDRESSES = 100
/** Most characters that are searched in all: in a strange text the pieces around codes may overlap. */
const MOST_READ = 16 * 1024 * 1024

/**
 * Finds the errors in whatever was pasted: an answer, a log, a list of numbers, what a page of WeChat's shows, an errmsg
 * alone. Each once, in order, up to 200. 0 is success and counts only where there is no other.
 */
export function errorsInText(given: string): Sighting[] {
  const text = readableText(given)
  const found = numbersOnly(text) ?? searched(text)
  const errors = found.filter(({ code }) => code !== 0)
  return merged(errors.length > 0 ? errors : found)
}

/** A piece of the text, read once for all the codes in it. */
interface Region {
  readonly start: number
  readonly end: number
  readonly text: string
  facts?: Pick<Errmsg, 'rid' | 'address'>
}

interface Match {
  readonly code: Sighting['code']
  readonly start: number
  readonly region: Region
}

function numbersOnly(text: string): Match[] | undefined {
  if (!/\d/.test(text) || /[^-\d\s,;、]/.test(text)) return undefined
  const words = text.split(/[\s,;、]+/).filter((word) => word !== '')
  if (!words.every((word) => /^-?\d{1,10}$/.test(word))) return undefined
  const region = { start: 0, end: 0, text: '' }
  return words.map((word) => ({ code: Number(word), start: 0, region }))
}

function searched(text: string): Match[] {
  const shown = pageTextsIn(text)
  // The number is part of the text: config:fail,Error: System error, error code:63002,invalid signature.
  const numbers = numberMatches(text).filter(({ start }) => !shown.some((one) => isInside(start, one)))
  const answered = spans(numbers.filter(({ code }) => code !== 0).map(({ region }) => region))
  // An errmsg beside its own code adds nothing.
  const errmsgs = errmsgsIn(text).filter(
    (one) => !answered(one.start) && !shown.some((other) => isInside(one.start, other)),
  )
  return [...numbers, ...textMatches(text, shown), ...textMatches(text, errmsgs)].sort(
    (a, b) => a.start - b.start,
  )
}

function isInside(place: number, { start, end }: TextFound): boolean {
  return start <= place && place < end
}

function numberMatches(text: string): Match[] {
  const found: Match[] = []
  let region: Region | undefined
  let former = 0
  for (const { code, start, end } of errcodeNumbers(text)) {
    // Still the same object or line: its ends are known.
    const isSame = region && end <= region.end && !/[{}\n]/.test(text.slice(former, end))
    if (!region || !isSame) region = regionAround(text, start, end)
    former = end
    found.push({ code, start, region })
  }
  return found
}

function textMatches(text: string, found: readonly TextFound[]): Match[] {
  return found.flatMap(({ codes, start, end }) => {
    const region = regionAround(text, start, end)
    return codes.map((code) => ({ code, start, region }))
  })
}

/** The JSON object around a place, also over several lines; else its line. Only the part near the place. */
function regionAround(text: string, from: number, to: number): Region {
  const [start, end] = [Math.max(0, from - NEAR), Math.min(text.length, to + NEAR)]
  const [before, behind] = [text.slice(start, from), text.slice(to, end)]
  const open = before.lastIndexOf('{')
  const isObject = open > before.lastIndexOf('}')
  const first = isObject ? open : before.lastIndexOf('\n') + 1
  const last = behind.indexOf(isObject ? '}' : '\n')
  const stop = last < 0 ? end : to + last
  return { start: start + first, end: stop, text: text.slice(start + first, stop) }
}

/** Whether a place is in one of the regions, which are in order. */
function spans(regions: readonly Region[]): (place: number) => boolean {
  const apart = [...new Set(regions)]
  return (place) => {
    let [low, high] = [0, apart.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((apart[middle]?.end ?? 0) < place) low = middle + 1
      else high = middle
    }
    return (apart[low]?.start ?? Number.POSITIVE_INFINITY) <= place
  }
}

function merged(found: readonly Match[]): Sighting[] {
  const byCode = new Map<Sighting['code'], { rid?: string; addresses: Set<string> }>()
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
