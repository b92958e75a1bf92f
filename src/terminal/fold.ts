import { widthOf } from './width'

/** Lines are never broken shorter than this, however narrow the terminal. */
const LEAST = 16

/**
 * Breaks one line of text to fit: at a space after the first third, else anywhere, but never inside a character as readers see
 * it. Nothing is lost but the spaces at a break.
 * @param width columns
 * @param hang columns by which the second and further lines are to be indented: they are shorter by as much
 */
export function fold(text: string, width: number, hang = 0): string[] {
  if (widthOf(text) <= Math.max(LEAST, width)) return [text]
  const lines: string[] = []
  let line = ''
  let taken = 0
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    const own = widthOf(segment)
    if (taken + own > Math.max(LEAST, width - (lines.length > 0 ? hang : 0))) {
      const space = line.lastIndexOf(' ')
      const isLate = segment !== ' ' && space > line.length / 3
      const [head, rest] = isLate ? [line.slice(0, space), line.slice(space + 1)] : [line, '']
      lines.push(head.trimEnd())
      line = rest
      taken = widthOf(rest)
      if (segment === ' ' && line === '') continue
    }
    line += segment
    taken += own
  }
  return line.trim() === '' ? lines : [...lines, line]
}
