/**
 * How long a text is, in the two measures of WeChat's menus: UTF-8 bytes (what the platform counts) and cells
 * (what a screen shows: a Han character takes two, an ASCII letter one). FACTS 2.1.
 */

/** Length in UTF-8 bytes. A lone surrogate counts as the three bytes of U+FFFD. */
export function utf8Bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

/** Combining marks, joiners, variation selectors and controls: drawn on their neighbour, or not at all. */
const ZERO = /^(?:[\p{M}\p{Cf}\p{Cc}]|\p{Emoji_Modifier})$/u
const WIDE =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u

/** Width on screen in cells, a Han character being two. */
export function cells(text: string): number {
  let width = 0
  for (const character of text) width += cellsOf(character)
  return width
}

function cellsOf(character: string): number {
  // Most names are ASCII and common Han characters: known without the two expressions, which take long to compile.
  if (character >= ' ' && character <= '~') return 1
  if (character >= '\u4e00' && character <= '\u9fff') return 2
  if (ZERO.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

/** The text as a phone shows it where `han` Han characters have room: cut, and "…" put at the cut. */
export function shown(text: string, han: number): string {
  if (cells(text) <= han * 2) return text
  let head = ''
  let room = han * 2
  for (const character of text) {
    room -= cellsOf(character)
    if (room < 0) break
    head += character
  }
  return `${head}…`
}
