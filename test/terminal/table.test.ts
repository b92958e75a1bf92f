import { Chalk } from 'chalk'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { listing } from '../../src/terminal/listing'
import { table } from '../../src/terminal/table'
import { wrap } from '../../src/terminal/wrap'

describe('a table', () => {
  test('aligns Han characters, emoji and coloured cells by what they measure', () => {
    const paint = new Chalk({ level: 1 })
    const rows = [
      ['名称', 'AppID', 'x'],
      [paint.green('prod'), 'wx1', 'y'],
      ['👍', 'wx0123', 'z'],
    ]
    const lines = table(rows).split('\n')
    expect(lines.map((line) => stringWidth(line))).toEqual([15, 15, 15])
    expect(lines[0]).toBe('名称  AppID   x')
  })

  test('has nothing at the end of its lines, also where the last cells are empty', () => {
    expect(
      table([
        ['a', 'b'],
        ['longer', ''],
      ]),
    ).toBe('a       b\nlonger')
  })

  test('of nothing is nothing', () => {
    expect(table([])).toBe('')
  })
})

describe('wrapping', () => {
  test.each([
    ['one two three', 7, ['one two', 'three']],
    ['fits', 10, ['fits']],
    ['a\nb', 10, ['a', 'b']],
    ['微信公众号命令行工具', 8, ['微信公众', '号命令行', '工具']],
    ['微信公众，号命令', 8, ['微信公', '众，号命', '令']],
    ['看（公众平台）', 8, ['看（公众', '平台）']],
    ['运行 wxadmin menu push', 12, ['运行 wxadmin', 'menu push']],
    ['averyveryverylongword it', 8, ['averyveryverylongword', 'it']],
    ['', 8, ['']],
  ])('%j to %i columns', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines)
  })

  test('loses no character but white space, and only words that are too long stick out', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '微', '信', '，', '（', '-', '\n'),
      maxLength: 60,
    })
    fc.assert(
      fc.property(texts, fc.integer({ min: 6, max: 30 }), (text, width) => {
        const lines = wrap(text, width)
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        for (const line of lines)
          if (stringWidth(line) > width) expect(line).toMatch(/^[^\s]*[ab，（-]{2}[^\s]*$/)
      }),
    )
  })
})

describe('a listing', () => {
  test('puts descriptions beside their terms, with a hanging indent', () => {
    expect(
      listing(
        [
          ['--a', 'one two three four five six seven'],
          ['--long', 'x'],
        ],
        { indent: 2, width: 40 },
      ),
    ).toEqual(['  --a     one two three four five six', '          seven', '  --long  x'])
  })

  test('goes below its terms where there is no room beside them', () => {
    expect(
      listing([['--a-very-long-option <value>', 'one two three four five']], { indent: 2, width: 40 }),
    ).toEqual(['  --a-very-long-option <value>', '      one two three four five'])
  })

  test('is never wrapped without a width', () => {
    const text = 'word '.repeat(200).trim()
    expect(listing([['a', text]], { indent: 0, width: Number.POSITIVE_INFINITY })).toEqual([`a  ${text}`])
  })
})
