import { describe, expect, test } from 'vitest'
import { cells, shown, utf8Bytes } from '../../../src/wechat/menu/text'

test.each([
  ['', 0],
  ['abc', 3],
  ['汉', 3],
  ['🎁', 4],
  ['é', 2],
])('%s has %i bytes', (text, bytes) => {
  expect(utf8Bytes(text)).toBe(bytes)
})

test.each([
  ['', 0],
  ['abc', 3],
  ['今日', 4],
  ['ａ！、', 6],
  ['🎁', 2],
  ['👍🏽', 2],
  ['e\u0301', 1],
  ['\u200b\ufe0f', 0],
  ['カナ한글', 8],
])('%s takes %i cells', (text, width) => {
  expect(cells(text)).toBe(width)
})

describe('what a phone shows', () => {
  test.each([
    ['今日歌曲', 4, '今日歌曲'],
    ['今日歌曲推荐', 4, '今日歌曲…'],
    ['a今日歌曲', 4, 'a今日歌…'],
    ['🎁🎁🎁🎁🎁', 4, '🎁🎁🎁🎁…'],
  ])('%s where %i Han characters fit: %s', (text, han, expected) => {
    expect(shown(text, han)).toBe(expected)
  })
})
