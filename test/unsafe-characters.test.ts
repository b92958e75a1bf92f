import { describe, expect, test } from 'vitest'
import { hasRunnerMark, hasUnsafe, jsonText, replaceUnsafe } from '../src/unsafe-characters'

describe('a text stays as it is with', () => {
  test.each([
    '今日歌曲 龍\u{20bb7}',
    '👩‍👩‍👧 👍🏽 ❤️ 1️⃣',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'e\u0301 नि กำ \u200c',
    '葛\u{e0100}',
  ])('%s', (text) => {
    expect(replaceUnsafe(text, () => '?')).toBe(text)
    expect(hasUnsafe(text)).toBe(false)
  })
})

test('what steers a terminal, turns text or hides text is found', () => {
  const unsafe = [
    '\u0000',
    '\u001b',
    '\r',
    '\u007f',
    '\u009b',
    '\u202e',
    '\u2066',
    '\u061c',
    '\u200f',
    '\u2028',
    '\ud800',
    '\ufeff',
    '\u{e0041}',
  ]
  for (const character of unsafe) {
    expect(hasUnsafe(`a${character}b`), JSON.stringify(character)).toBe(true)
    expect(JSON.parse(jsonText(`a${character}b##[x]`))).toBe(`a${character}b##[x]`)
    expect(jsonText(`a${character}b##[x]`)).toMatch(/^[ -~]*$/)
  }
})

test.each([
  ['::error::x', true],
  ['a\n \u3000::error::x', true],
  ['a ##[error]x', true],
  ['##vso[task.complete]', true],
  ['a::b', false],
  ['## a [b]', false],
])('%j is a command to a CI runner: %s', (text, expected) => expect(hasRunnerMark(text)).toBe(expected))

test('many blank lines take no time', () => {
  expect(hasRunnerMark(`${'\n'.repeat(500_000)}x`)).toBe(false)
})
