/**
 * AppID, AppSecret, tokens and keys as people give them: in the environment, on stdin, in a file, at a prompt. What they
 * bring along from an editor, a shell or `docker --env-file` is removed where it cannot be part of the value; anything
 * else is reported and left as it is, because only WeChat knows what is right.
 */

/** Blanks, line breaks, byte order marks and characters without width. */
const AROUND = /^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/g

/** A value without blanks, line breaks and a byte order mark around it. */
export const trimGiven = (text: string): string => text.replace(AROUND, '')

/** A value from a file or stdin; PowerShell writes UTF-16, which begins with a byte order mark. */
export function decodeGiven(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const encoding = !isUtf16 ? 'utf-8' : bytes[0] === 0xff ? 'utf-16le' : 'utf-16be'
  return trimGiven(new TextDecoder(encoding).decode(bytes))
}

/** Signs that a value was pasted with something around it. */
export type Oddity = 'assignment' | 'quotes' | 'escape' | 'fullWidth' | 'appid' | 'space'

const QUOTES = '"\'`\u2018\u2019\u201c\u201d\u00ab\u00bb\u300c-\u300f\uff02\uff07'

/** In the order in which they are reported: a quoted assignment is an assignment. */
const signs: readonly (readonly [Oddity, RegExp])[] = [
  ['assignment', new RegExp(`^[${QUOTES}]?(?:(?:export|set)\\s|\\$env:|[A-Za-z_]\\w*\\s*=)`, 'i')],
  ['quotes', new RegExp(`^[${QUOTES}]|[${QUOTES}]$`)],
  ['escape', /\\[nrt]/],
  ['fullWidth', /[\uff01-\uff5e]/],
  ['space', /\s/],
]

/** @param value an AppSecret, token or key, without blanks around it @returns undefined where nothing is odd about it */
export function oddityOf(value: string): Oddity | undefined {
  if (/^[0-9a-f]*$/.test(value)) return undefined // as every AppSecret is
  if (/^wx[0-9a-f]{16}$/i.test(value)) return 'appid'
  return signs.find(([, sign]) => sign.test(value))?.[0]
}

/** The forms in which a secret may occur elsewhere: as it was given, trimmed, and without quotes or a name before it. */
export function formsOf(value: string): string[] {
  const trimmed = trimGiven(value)
  return [...new Set([value, trimmed, insideOf(trimmed)])].filter((form) => form !== '')
}

/** The value inside: without name, quotes and escapes. It is as secret as the whole. */
export function insideOf(value: string): string {
  const rest = value.replace(/^.*?=\s*/s, '').replace(/(?:\\[nrt])+$/, '')
  return rest.replace(new RegExp(`^[${QUOTES}]+|[${QUOTES}]+$`, 'g'), '')
}
