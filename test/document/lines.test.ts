import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Lines } from '../../src/document/lines'

/** The same, from the beginning of the text each time. */
function naive(text: string, start: number, end: number) {
  const before = text.slice(0, start)
  const lineStart = before.lastIndexOf('\n') + 1
  const lineEnd = text.indexOf('\n', start)
  const part = text.slice(start, Math.min(end, lineEnd < 0 ? text.length : lineEnd))
  return {
    line: before.split('\n').length,
    column: [...before.slice(lineStart)].length + 1,
    length: [...part.trimEnd()].length,
  }
}

const pieces = fc.constantFrom('\n', '\r\n', ' ', 'a', '好', '😀', '\ud83d', '\ude00', '\u2028', '\u0301')
const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''))

describe('offsets as lines and columns', () => {
  test('are those that counting from the beginning gives, for any text and part of it', () => {
    fc.assert(
      fc.property(texts, fc.nat(80), fc.nat(80), (text, first, second) => {
        const [start, end] = [first % (text.length + 1), second % (text.length + 1)].sort(
          (a, b) => a - b,
        ) as [number, number]
        const lines = new Lines(text)
        expect(lines.placeOf(start, end)).toEqual(naive(text, start, end))
        expect(lines.lineOf(start)).toBe(naive(text, start, end).line)
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['an empty text', '', 0, 0, { line: 1, column: 1, length: 0 }],
    ['an emoji counts as one', 'a😀b', 3, 4, { line: 1, column: 3, length: 1 }],
    ['a line break belongs to its line', 'ab\ncd', 2, 3, { line: 1, column: 3, length: 0 }],
    ['behind the last line break', 'ab\n', 3, 3, { line: 2, column: 1, length: 0 }],
    ['up to the end of the line, without blanks', 'ab: c  \r\nd', 4, 10, { line: 1, column: 5, length: 1 }],
  ])('%s', (_, text, start, end, place) => {
    expect(new Lines(text).placeOf(start, end)).toEqual(place)
  })
})
