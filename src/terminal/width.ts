import stringWidth from 'string-width'

/** Styles, as chalk writes them; own-styles.ts adds further numbers. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: styles begin with one
const STYLES = /\u001b\[[\d;]*m/g

/**
 * Columns of texts on screen, all together; styles take none. ASCII, Han characters and the usual punctuation of both are counted
 * here: `string-width` takes 24 ms to load, for its tables, and is loaded at the first text with anything else.
 */
export const widthOf = (...texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + widthOfOne(text), 0)

function widthOfOne(text: string): number {
  const plain = text.includes('\u001b') ? text.replace(STYLES, '') : text
  let width = 0
  for (let at = 0; at < plain.length; at++) {
    const columns = columnsOf(plain.charCodeAt(at))
    if (columns === undefined) return stringWidth(text)
    width += columns
  }
  return width
}

/** Undefined for a character whose neighbours may matter, or that is not usual. */
function columnsOf(code: number): 1 | 2 | undefined {
  if (code >= 0x20 && code < 0x7f) return 1
  if (code >= 0x4e00 && code <= 0x9fff) return 2 // Han
  if (code >= 0x3001 && code <= 0x3011) return 2 // 、。《》「」【】
  if (code >= 0xff01 && code <= 0xff5e) return 2 // full-width ASCII
  if ((code >= 0x2013 && code <= 0x201d) || code === 0x2026) return 1 // – — ‘ ’ “ ” …
  return undefined
}
