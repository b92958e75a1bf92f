import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { widthOf } from '../../src/terminal/width'

const usual = fc.string({
  unit: fc.constantFrom(
    ...'aZ 09~!-_./\\"\'{}',
    ...'中文菜单，。：；（）【】《》“”‘’—…–！？ａＺ',
    '\u001b[31m',
    '\u001b[1;39m',
    '\u001b[0m',
  ),
})
const anything = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      'é',
      'e\u0301',
      '👍',
      '👨‍👩‍👧',
      '1\ufe0f\u20e3',
      '\u200b',
      '한',
      'カ',
      '→',
      '·',
      '\t',
      '\u007f',
      '\u3000',
    ),
    fc.constantFrom('a', '中', '，'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
})

test.each([
  ['text as the program writes it', usual],
  ['any text', anything],
])('%s is as wide as string-width says', (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(widthOf(text)).toBe(stringWidth(text))
    }),
    { numRuns: 2000 },
  )
})

test('each character that is counted here is as wide by itself', () => {
  for (let code = 0x20; code <= 0xffff; code++) {
    const character = String.fromCharCode(code)
    if (code >= 0xd800 && code < 0xe000) continue
    expect([code.toString(16), widthOf(character)]).toEqual([code.toString(16), stringWidth(character)])
  }
})
