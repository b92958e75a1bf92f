import { describe, expect, test } from 'vitest'
import { indentJson } from '../../src/terminal/json'
import { escapeControls, jsonText } from '../../src/unsafe-characters'

describe('indented JSON', () => {
  test('is what JSON.stringify makes of it, numbers beyond its reach included', () => {
    const value = { a: [1, { b: 'x"{[,:]}\\' }, [], {}], c: null, d: { e: true } }
    expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
    expect(indentJson('{"id":12345678901234567890}')).toBe('{\n  "id": 12345678901234567890\n}')
  })

  test('nested very deep it takes no more room than it must, and is the same JSON', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const shown = indentJson(deep)
    expect(shown.length).toBeLessThan(300_000)
    expect(shown.replace(/\s/g, '')).toBe(deep)
  })

  // A pattern that looked again and again would take minutes here, or more stack than there is.
  test.each(['"', '\\', '\\"', '"\\"', '[', ']', '{"a":', ','])('a megabyte of %j', (unit) => {
    const text = unit.repeat(1_000_000 / unit.length)
    expect(indentJson(text).replace(/\s/g, '')).toBe(text)
  })

  test('a string of many megabytes', () => {
    const text = JSON.stringify({ a: '"'.repeat(3_000_000) })
    expect(indentJson(text)).toHaveLength(text.length + 5)
  })
})

test('control characters and marks of direction are written as JSON writes them', () => {
  expect(escapeControls('\u001b[2J\u009b1m\u007f\u202eabc\u2066\u200f')).toBe(
    '\\u001b[2J\\u009b1m\\u007f\\u202eabc\\u2066\\u200f',
  )
  expect(escapeControls('今日\t歌曲\r\n\u0007', '\r\n\t')).toBe('今日\t歌曲\r\n\\u0007')
})

test('what is printed as JSON steers no terminal, and is the same value', () => {
  const value = { a: '\u001b[2J\u009b2J\u202e\u061c\u2028\ud800你好', b: ['\u007f'] }
  for (const indent of [undefined, 2]) {
    const text = jsonText(value, indent)
    expect(JSON.parse(text)).toEqual(value)
    expect(text.replaceAll('\n', '')).toMatch(/^[ -~你好]*$/)
  }
})
