import { describe, expect, test } from 'vitest'
import { button, read, subButton, told } from './reading'

/** Texts of exactly `bytes` UTF-8 bytes, one of ASCII and one that ends in Han characters. */
function ofBytes(bytes: number): string[] {
  const han = '汉'.repeat(Math.floor(bytes / 3))
  return ['a'.repeat(bytes), 'a'.repeat(bytes - han.length * 3) + han]
}

const view = (url: string) => ['name: a', 'type: view', `url: "${url}"`]
const click = (key: string) => ['name: a', 'type: click', `key: "${key}"`]
const named = (name: string) => [`name: "${name}"`, 'type: click', 'key: k']
const link = (text: string) => `http://a.cn/${text}`

/** Without the warnings about what a phone cuts. */
function errors(text: string): string[] {
  return told(read(text)).filter((finding) => !finding.includes('('))
}

describe.each([
  ['a top-level name', 16, 'name-too-long', (text: string) => button(...named(text))],
  ['a sub-button name', 60, 'name-too-long', (text: string) => subButton(...named(text))],
  ['a key', 128, 'key-too-long', (text: string) => button(...click(text))],
  ['a key of a sub-button', 128, 'key-too-long', (text: string) => subButton(...click(text))],
  ['a url', 1024 - 12, 'url-too-long', (text: string) => button(...view(link(text)))],
  ['a url of a sub-button', 1024 - 12, 'url-too-long', (text: string) => subButton(...view(link(text)))],
])('%s', (_, limit, rule, file) => {
  test.each(ofBytes(limit))('of exactly the limit is accepted: %#', (text) => {
    expect(errors(file(text))).toEqual([])
  })

  test.each(ofBytes(limit + 1))('one byte longer is refused: %#', (text) => {
    expect(errors(file(text))).toEqual([expect.stringContaining(rule)])
    const finding = read(file(text)).findings.find((found) => found.rule === rule)
    expect(Number(finding?.params.bytes) - Number(finding?.params.limit)).toBe(1)
  })
})

describe('counts', () => {
  const leaf = '{ name: a, type: click, key: k }'
  const top = (count: number) => `button: [${Array(count).fill(leaf).join(', ')}]`
  const sub = (count: number) => `button: [{ name: m, sub_button: [${Array(count).fill(leaf).join(', ')}] }]`
  test.each([
    ['3 top-level buttons', top(3), []],
    ['4 top-level buttons', top(4), ['top-count']],
    ['5 sub-buttons', sub(5), []],
    ['6 sub-buttons', sub(6), ['sub-count']],
  ])('%s', (_, text, rules) => {
    expect(read(text).findings.map(({ rule }) => rule)).toEqual(rules)
  })
})

describe('what phones cut is a warning', () => {
  test.each([
    ['今日歌曲', undefined],
    ['今日歌曲a', '今日歌曲…'],
    ['abcdefgh', undefined],
    ['abcdefghi', 'abcdefgh…'],
    ['a今日歌曲', 'a今日歌…'],
  ])('top-level %s', (name, shown) => {
    expect(read(button(...named(name))).findings[0]?.params.shown).toBe(shown)
  })

  test.each([
    ['一二三四五六七八', undefined],
    ['一二三四五六七八九', '一二三四五六七八…'],
  ])('sub-button %s', (name, shown) => {
    expect(read(subButton(...named(name))).findings[0]?.params.shown).toBe(shown)
  })
})

describe('the errcode is that of the level', () => {
  test.each([
    ['name-too-long', named('a'.repeat(61)), 40018, 40025],
    ['type-unknown', ['name: a', 'type: x'], 40017, 40024],
    ['key-too-long', click('a'.repeat(129)), 40019, 40026],
    ['url-too-long', view(link('a'.repeat(1024))), 40020, 40027],
    ['url-scheme', view('a.cn'), 40055, 40054],
  ])('%s', (rule, lines, top, sub) => {
    const codeOf = (text: string) => read(text).findings.find((found) => found.rule === rule)?.errcode
    expect([codeOf(button(...lines)), codeOf(subButton(...lines))]).toEqual([top, sub])
  })
})
