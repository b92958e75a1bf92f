/** What was typed as the address of a page, looked at for what a browser or WeChat would silently take otherwise. */

/** A `&` as HTML, and as the JSON of some serialisers, writes it. */
const ESCAPED_AMPERSAND = /&amp;|&#0*38;|&#x0*26;|\\u0026/i

/**
 * Characters that no address has: blanks and what cannot be seen, quotes, brackets that are none of an address, a
 * backslash, half a character, and a `%` that begins no escape. Han characters may be there: every browser encodes them.
 */
const STRAY = /[\p{C}\p{Z}\ufffd"<>\\^`{|}]|%(?![0-9a-f]{2})/giu

/** How many different characters are named. */
const NAMED = 5

/** The first escaped `&` in an address, as it is written there (`&amp;`); undefined where there is none. */
export function escapedAmpersand(text: string): string | undefined {
  return ESCAPED_AMPERSAND.exec(text)?.[0]
}

/**
 * The characters of an address that no address has, each once and so that it can be read: `"{"`, `" "`, `U+200B`.
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
