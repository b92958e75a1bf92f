import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../src/context'
import { progressOn } from '../../src/terminal/progress'
import { Terminal } from '../../src/terminal/terminal'
import { cells } from '../../src/wechat/menu/text'

const MB = 1024 * 1024

/** The line of a terminal that somebody looks at. */
function lineOf(stderr: PassThrough) {
  const context = { env: {}, stderr } as unknown as Context
  return new Terminal(context, {
    language: 'en',
    json: false,
    quiet: false,
    debug: false,
    input: false,
    color: 'never',
  })
}

/** What a terminal of this width is sent, line over line, without the marks that wipe. */
function drawn(columns: number, label: string, ...done: number[]): string[] {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns })
  const bar = progressOn(lineOf(stream), { label, bytes: 8 * MB })
  for (const bytes of done) bar.update(bytes, 8 * MB)
  bar.end()
  const text = String(stream.read())
  expect(text.endsWith('\r\u001b[K')).toBe(true)
  return text
    .split('\r')
    .slice(1, -1)
    .map((line) => line.replace('\u001b[K', ''))
}

describe('a bar of progress', () => {
  test('fills from nothing to the whole', () => {
    expect(drawn(60, 'a.png', 0, 4 * MB, 8 * MB)).toEqual([
      `a.png ${'─'.repeat(30)}   0% 0.0/8.0 MB`,
      `a.png ${'━'.repeat(15)}${'─'.repeat(15)}  50% 4.0/8.0 MB`,
      `a.png ${'━'.repeat(30)} 100% 8.0/8.0 MB`,
    ])
  })

  test.each([
    ['海报海报海报海报海报海报海报海报海报.png', 40],
    ['a/very/long/way/to/a/directory/with/a/poster.png', 40],
    ['😀'.repeat(40), 80],
    ['poster.png', 24],
    ['poster.png', 5],
  ])('of %s stays within %i columns', (label, columns) => {
    for (const line of drawn(columns, label, 3 * MB, 8 * MB))
      expect(cells(line)).toBeLessThan(Math.max(columns, 24))
  })

  test('keeps the end of a long name, and steers no terminal', () => {
    expect(drawn(40, 'a/very/long/way/to/a/poster.png', MB)[0]).toMatch(/^….*poster\.png ━/)
    expect(drawn(80, 'a\u001b[2J.png', MB)[0]).not.toContain('\u001b')
  })

  test('is none for small files', () => {
    const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
    const bar = progressOn(lineOf(stream), { label: 'a', bytes: 1000 })
    bar.update(1, 1000)
    bar.end()
    expect(stream.read()).toBeNull()
  })
})
