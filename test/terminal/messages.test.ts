import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { variables } from '../../src/environment'
import { errorCodes } from '../../src/errors'
import { errorSentences } from '../../src/terminal/messages/errors'
import { remedyAreas } from '../../src/wechat/errcodes/remedies/remedies'
import { commandTree } from '../support/tree'

type Words = { readonly en: string; readonly zh: string }

const HAN = /\p{Script=Han}/u
/** Han characters or full-width marks, or a name of the platform alone: AppID, access_token. */
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|^[\w-]+$/u
const folder = join(import.meta.dirname, '../../src/terminal/messages')
const modules: Record<string, unknown> = Object.fromEntries(
  await Promise.all(
    readdirSync(folder).map(
      async (file) => [file.replace(/\.ts$/, ''), await import(join(folder, file))] as const,
    ),
  ),
)

/** Every pair of sentences in a module, however deep, with the path to it. */
function sentencesIn(value: unknown, path: string): [path: string, words: Words][] {
  if (typeof value !== 'object' || value === null) return []
  if ('en' in value && 'zh' in value) return [[path, value as Words]]
  return Object.entries(value).flatMap(([key, inner]) => sentencesIn(inner, `${path}.${key}`))
}

const catalogue = [
  ...Object.entries(modules).flatMap(([file, exports]) =>
    sentencesIn(exports, file.replace(/.*\/|\.ts$/g, '')),
  ),
  ...variables.flatMap(({ name, about }) => sentencesIn(about, name)),
]

/** `{name}` and `{count?one:many}`, by name, each once. */
function holes(text: string): string[] {
  return [
    ...new Set([...text.matchAll(/\{([$!]?\w+)(?:\?[^:{}]*:[^{}]*)?\}/g)].map(([, name = '']) => name)),
  ].sort()
}

describe('the sentences', () => {
  test('are found', () => {
    expect(Object.keys(modules).length).toBeGreaterThan(8)
    expect(catalogue.length).toBeGreaterThan(300)
  })

  test.each(catalogue)('%s', (_, { en, zh }) => {
    expect(en.trim()).not.toBe('')
    expect(zh.trim()).not.toBe('')
    // Chinese needs no plural, so a number that only chooses a word in English may be missing.
    const needed = holes(en.replace(/\{\w+\?[^{}]*\}/g, ''))
    expect(holes(zh).filter((name) => !holes(en).includes(name))).toEqual([])
    expect(needed.filter((name) => !holes(zh).includes(name))).toEqual([])
    if (zh !== en) expect(zh).toMatch(CHINESE)
    else expect(en).not.toMatch(/\b(the|is|are|not|was)\b/)
    // 微信开发者平台 and the labels of its pages are quoted in English as well; a sentence is not written in them.
    if (zh !== en && HAN.test(en)) expect(en).toMatch(/[a-z]{2}/)
    expect(zh).not.toMatch(/[\p{Script=Han}][,;:!?](?:\s|$)/u)
  })

  const chinese = [...catalogue, ...sentencesIn(remedyAreas, 'remedies')].filter(
    ([, { en, zh }]) => en !== zh,
  )

  test.each(chinese)(
    '%s is set as Chinese is: no space between characters, brackets of their width',
    (_, { zh }) => {
      // Lines that begin with spaces are tables and examples.
      const prose = zh.replace(/^ .*$/gm, '')
      expect(prose).not.toMatch(/\p{Script=Han} \p{Script=Han}/u)
      expect(prose).not.toMatch(/[，。；：、（）“”] +\S/u)
      expect(prose).not.toMatch(
        /\p{Script=Han} ?\((?![\w.]+\) 链接|(?:URL|Token|EncodingAESKey)\))|\p{Script=Han}\)/u,
      )
    },
  )
})

describe('the errors', () => {
  test.each(errorCodes)('%s has its sentences', (code) => {
    const { what, why, tryThis } = errorSentences[code]
    expect(what.en).not.toBe('')
    for (const sentence of [what, why, tryThis]) {
      expect(sentence?.en ?? '').not.toContain('\n')
      expect(sentence?.zh ?? '').not.toContain('\n')
    }
    // "Try: …" goes on in the middle of a line.
    expect(tryThis?.en ?? '').not.toMatch(/\.$/)
    expect(tryThis?.zh ?? '').not.toMatch(/。$/)
  })

  test('there are none for codes that do not exist', () => {
    expect(Object.keys(errorSentences).sort()).toEqual([...errorCodes].sort())
  })
})

describe('every command that a sentence names exists', () => {
  /** Words after the program's name where a sentence speaks about it. */
  const prose = /^(always|and|asks|can|does|failed|for|is|itself|keeps|neither|or|reads|takes|to|uses|will)$/
  const tree = new Map(commandTree().map(({ path, command }) => [path, command]))
  const flagsOf = (path: string) => tree.get(path)?.options.flatMap(({ long, short }) => [long, short]) ?? []
  const named = [...catalogue, ...sentencesIn(remedyAreas, 'remedies')].flatMap(([path, { en, zh }]) =>
    [en, zh].flatMap((text) =>
      [...text.matchAll(/\bwxadmin (?:-a [\w{}]+ )?([a-z-]+)( [a-z-]+)?((?: [^\s,;，；。：（]+)*)/g)]
        .filter(([, noun = '']) => noun !== '-a' && !prose.test(noun))
        .map(([line, noun, verb = '', rest = '']) => [line, path, noun, verb, rest] as const),
    ),
  )

  test('many commands named in sentences are checked', () => {
    expect(named.length).toBeGreaterThan(100)
  })

  test.each(named)('%s (%s)', (line, _, noun, verb, rest) => {
    const words = ['wxadmin', noun, ...`${verb}${rest}`.split(' ').filter(Boolean)]
    const longest = words
      .map((_, end) => words.slice(0, end + 1).join(' '))
      .findLast((each) => tree.has(each))
    const path = longest === 'wxadmin' || longest === undefined ? `wxadmin ${noun}` : longest
    expect(tree.has(path), `there is no command ${path}`).toBe(true)
    const known = [...flagsOf('wxadmin'), ...flagsOf(path), '--help']
    // What is in quotes is another program's.
    for (const [flag] of `${verb}${rest}`.replace(/'[^']*'?/g, '').matchAll(/(?<= )--?[a-z][a-z-]*/gi))
      expect(known, line).toContain(flag)
  })
})
