/** Numbers on the command line: one way to read them, and one error that says which ones are taken. */
import { WxError } from './errors'
import { withoutSecretForms } from './wechat/redact'

export interface NumberRange {
  readonly least: number
  readonly most: number
  /** Fractions are taken as well. */
  readonly fractions?: boolean
}

/** Seconds of `--timeout`. */
export const timeoutRange = { least: 0.1, most: 3600, fractions: true } as const satisfies NumberRange

/**
 * A number as an option or an argument gives it: ASCII digits alone, with a point where fractions are taken.
 * @param name how it is given, `--port` or `SCENE`
 * @throws WxError VALUE_OUT_OF_RANGE, which names the range and the nearest number in it
 */
export function readNumber(name: string, value: string, range: NumberRange): number {
  const form = range.fractions ? /^(?:\d+(?:\.\d+)?|\.\d+)$/ : /^\d+$/
  const number = form.test(value) ? Number(value) : Number.NaN
  if (!(number >= range.least && number <= range.most)) throw outOfRange(name, value, range)
  return number
}

/** A reader of one option, as commander calls it. @throws as `readNumber` */
export const numberOption =
  (name: string, range: NumberRange) =>
  (value: string): number =>
    readNumber(name, value, range)

/** The error for a value that is not in its range. */
export function outOfRange(name: string, value: string, range: NumberRange): WxError {
  const { least, most } = range
  const safe = withoutSecretForms(value)
  const shown = safe.length > 40 ? `${safe.slice(0, 40)}…` : safe
  return new WxError('VALUE_OUT_OF_RANGE', {
    name,
    value: shown,
    least,
    most,
    nearest: nearestIn(value, range),
  })
}

/** What people write behind a number of seconds, and how many seconds it is. */
const UNITS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3600,
  d: 86_400,
}

/** The number of the range that is nearest to what was meant; its least where that was no number. */
function nearestIn(value: string, { least, most, fractions }: NumberRange): number {
  const written = value
    .normalize('NFKC')
    .trim()
    .replaceAll(/\p{Nd}/gu, digitOf)
    .toLowerCase()
  const [, digits = '', unit = ''] = /^([-+]?[\d.,_]+(?:e[-+]?\d+)?)\s*([a-z]*)$/.exec(written) ?? []
  const meant = Number(withoutGroups(digits)) * (UNITS[unit] ?? 1)
  if (digits === '' || Number.isNaN(meant)) return least
  const whole = fractions ? Math.round(meant * 1000) / 1000 : Math.round(meant)
  return Math.min(Math.max(whole, least), most)
}

/** `1,000` and `1_000` are a thousand; `1,5` is one and a half. */
function withoutGroups(digits: string): string {
  return digits
    .replaceAll('_', '')
    .replaceAll(/,(?=\d{3}(?!\d))/g, '')
    .replace(',', '.')
}

/** A decimal digit of any script, in ASCII. Unicode has them ten in a row, from zero on. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(code - zero)
}
