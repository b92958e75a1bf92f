import { widthOf } from './width'

/** What may not begin a line, and stays with the word before it; what may not end one is in OPENING. */
const CLOSING = /^[，。；：、？！）】》」』”’…—%),.;:?!\]]/u
const OPENING = /[（【《「『“‘([]$/u
/** A run of Latin text with its trailing space, a wide character alone, or white space. */
const PIECE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]+|\s+/gu

/**
 * Breaks text into lines of at most `width` columns, between words and between Han characters (which take two), but
 * never before a closing or after an opening mark. Line breaks in the text stay; a word longer than a line is kept whole.
 */
export function wrap(text: string, width: number): string[] {
  return text.split(/\r?\n/).flatMap((line) => wrapLine(line, width))
}

function wrapLine(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [line]
  const lines: string[] = []
  let current = ''
  for (const unit of units(line)) {
    if (current !== '' && widthOf(current + unit.trimEnd()) > width) {
      lines.push(current.trimEnd())
      current = unit.trimStart()
    } else current += unit
  }
  return [...lines, current.trimEnd()]
}

/** Pieces between which a line may break. */
function units(line: string): string[] {
  const joined: string[] = []
  for (const [piece] of line.matchAll(PIECE)) {
    const former = joined.at(-1)
    if (former !== undefined && (CLOSING.test(piece) || OPENING.test(former)))
      joined.splice(-1, 1, former + piece)
    else joined.push(piece)
  }
  return joined
}
