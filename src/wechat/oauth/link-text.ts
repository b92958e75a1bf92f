/** Finds what a browser or WeChat would silently read differently in the address of a page. */

/** A `&` as HTML, and as the JSON of some serialisers, writes it. */
const ESCAPED_AMPERSAND = /&amp;|&#0*38;|&#x0*26;|\\u0026/i

/**
 * Characters that an address cannot have: blanks, invisible ones, quotes, some brackets, a backslash, half a character,
 * and a `%` that begins no escape. Han characters are allowed: every browser encodes them.
 */
const STRAY = /[\p{C}\p{Z}\ufffd"<>\\^`{|}]|%(?![0-9a-f]{2})/giu

/** Most characters that are named. */
const NAMED = 5

/** The first escaped `&` in an address, as it is written there (`&amp;`); undefined where there is none. */
export function escapedAmpersand(text: string): string | undefined {
  return ESCAPED_AMPERSAND.exec(text)?.[0]
}

/**
 * The characters that an address cannot have, each once and in readable form: `"{"`, `" "`, `U+200B`.
 * @returns five at most, in the order in which they come
 */
export function strayCharacters(text: string): string[] {
  const found = new Set(text.replace(new RegExp(ESCAPED_AMPERSAND, 'gi'), '').match(STRAY))
  return [...found].slice(0, NAMED).map(nameOf)
}

function nameOf(character: string): string {
  if (/^[ -~]$/.test(character)) return `"${character}"`
  const code = character.codePointAt(0) ?? 0
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
