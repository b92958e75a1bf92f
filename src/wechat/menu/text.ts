/**
 * How long a text is, in the two measures of WeChat's menus: UTF-8 bytes (what the platform counts) and cells
 * (what a screen shows: a Han character takes two, an ASCII letter one). docs/platform.md 2.1.
 *
 * Expressions with `\p{…}` are inside the functions that use them: V8 builds their sets from Unicode's tables when it
 * meets the literal (1 ms together), so at the top level every start would pay.
 */

/** Length in UTF-8 bytes. A lone surrogate counts as the three bytes of U+FFFD. */
export function utf8Bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

/** Width on screen in cells, a Han character being two. */
export function cells(text: string): number {
  let width = 0
  for (const character of text) width += cellsOf(character)
  return width
}

function cellsOf(character: string): number {
  // Most names are ASCII and common Han characters: their width is known without Unicode's tables.
  if (character >= ' ' && character <= '~') return 1
  if (character >= '\u4e00' && character <= '\u9fff') return 2
  // Combining marks, joiners, variation selectors and controls: they take no cell of their own.
  if (/^(?:[\p{M}\p{Cf}\p{Cc}]|\p{Emoji_Modifier})$/u.test(character)) return 0
  const wide =
    /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u
  return wide.test(character) ? 2 : 1
}

/** Every emoji holds one of these: a symbol of the lower plane, a surrogate of the higher, or the variation selector. */
const NEAR_EMOJI = /[\u2300-\u2bff\ud83c-\ud83e]|\ufe0f/

/** The first emoji of a text: what is drawn as one by itself or is asked to by U+FE0F. */
export function emojiIn(text: string): string | undefined {
  return NEAR_EMOJI.test(text)
    ? /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u.exec(text)?.[0]
    : undefined
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
