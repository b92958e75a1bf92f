import { describe, expect, test } from 'vitest'
import { type RulesRule, rulesRules } from '../../../src/endpoint/rules/findings'
import { readRules, rulesBytes } from '../../../src/endpoint/rules/read'
import { describeFinding } from '../../../src/terminal/findings'
import { rulesSentences } from '../../../src/terminal/messages/rules'
import { doubtful, reply, rule, wrong } from './corpus'
import { drawn, toldOf } from './reading'

// @module-tag slow

describe('what is wrong is found at its place', () => {
  test.each(wrong)('%s', (_, file, told) => {
    expect(toldOf(file)).toEqual(told)
    expect(readRules(file, 'rules.yaml').rules === undefined).toBe(told.length > 0)
  })

  test('several at once, in the order of the file, and warnings of the rules that are right', () => {
    const file = [
      'rules:',
      '  - event: clik',
      '    reply: a',
      '  - keyword: 12',
      '    reply: { video: { mediaid: m } }',
      'defalt: a',
    ].join('\n')
    expect(toldOf(file)).toEqual([
      '2:12 (event-unknown)',
      '4:14 not-texts',
      '5:23 unknown-key',
      '6:1 unknown-key',
    ])
  })
})

describe('what is hardly meant is warned of', () => {
  test.each(doubtful)('%s', (_, file, told) => {
    expect(toldOf(file)).toEqual(told)
    expect(readRules(file, 'rules.yaml').rules).toBeDefined()
  })

  test.each<[what: string, former: string, latter: string, told: string[]]>([
    ['the same keyword', 'keyword: [a, Hello]', 'keyword: [b, hello]', ['3:19 (unreachable)']],
    ['a keyword that a word before is in', 'contains: el', 'keyword: hello', ['3:15 (unreachable)']],
    ['a word that a word before is in', 'contains: el', 'contains: hello', ['3:16 (unreachable)']],
    ['a word in which the word before is not', 'contains: hello', 'contains: el', []],
    ['a keyword behind all texts', 'type: [image, text]', 'keyword: a', ['3:15 (unreachable)']],
    ['a regex behind all texts', 'type: text', 'regex: a', ['3:13 (unreachable)']],
    ['the same regex', 'regex: a', 'regex: a', ['3:13 (unreachable)']],
    ['all texts behind a keyword', 'keyword: a', 'type: text', []],
    ['the same type', 'type: image', 'type: [image, voice]', ['3:13 (unreachable)']],
    ['a key behind its event', 'event: CLICK', 'event: CLICK, key: a', ['3:25 (unreachable)']],
    ['an event behind one of its keys', 'event: CLICK, key: a', 'event: CLICK', []],
    ['the same key', 'event: CLICK, key: [a, b]', 'event: CLICK, key: b', ['3:25 (unreachable)']],
    ['the key of another event', 'event: CLICK, key: a', 'event: SCAN, key: a', []],
    [
      'a key behind its beginning',
      'event: SCAN, key_prefix: a',
      'event: SCAN, key: ab',
      ['3:24 (unreachable)'],
    ],
    [
      'a beginning behind a shorter one',
      'event: SCAN, key_prefix: a',
      'event: SCAN, key_prefix: ab',
      ['3:13 (unreachable)'],
    ],
    ['a beginning behind a longer one', 'event: SCAN, key_prefix: ab', 'event: SCAN, key_prefix: a', []],
  ])('a rule that never answers: %s', (_, former, latter, told) => {
    const file = `rules:\n - { ${former}, reply: x }\n - { ${latter}, reply: y }\n`
    expect(toldOf(file)).toEqual(told)
  })
})

describe('files that nobody means to write', () => {
  test('GBK', () => {
    const gbk = Buffer.concat([
      Buffer.from('rules:\n  - keyword: '),
      Buffer.from([0xc4, 0xe3]),
      Buffer.from('\n'),
    ])
    expect(toldOf(gbk)).toEqual(['2:14 encoding-utf8'])
  })

  test('with a NUL byte, or in UTF-16', () => {
    expect(toldOf('rules: []\0')).toEqual(['1:10 nul-byte'])
    expect(toldOf(Buffer.from(rule('keyword: a, reply: b'), 'utf16le'))).toEqual(['1:1 encoding-utf16'])
  })

  test('with a byte order mark', () => {
    expect(toldOf(`\ufeff${rule('keyword: a, reply: b')}`)).toEqual([])
    expect(toldOf(Buffer.from(`\ufeff${rule('keyword: a, reply: b')}`))).toEqual([])
  })

  test('of two megabytes', () => {
    expect(toldOf(`# ${'x'.repeat(2 * 1024 * 1024)}`)).toEqual(['1:1 file-too-large'])
  })

  test('a hundred thousand levels deep', () => {
    expect(toldOf('['.repeat(100_000))).toEqual(['1:50 yaml-depth'])
  })

  test('whose aliases grow without bound', () => {
    const levels = Array.from(
      { length: 12 },
      (_, at) =>
        `l${at}: &l${at} [${Array(9)
          .fill(at === 0 ? 'x' : `*l${at - 1}`)
          .join(', ')}]`,
    )
    expect(toldOf(levels.join('\n'))).toEqual([expect.stringMatching(/ alias-size$/)])
  })

  test.each([
    ['a long list', `[${'1,'.repeat(3000)}]`],
    ['a long text in a list', `["${'a'.repeat(900_000)}"]`],
    ['a long text', `"${'a'.repeat(900_000)}"`],
  ])('whose alias repeats %s', (_, value) => {
    expect(toldOf(`x-a: &x ${value}\nrules: [${'{keyword: *x, reply: a},'.repeat(900)}]`)).toEqual([
      expect.stringMatching(/ alias-size$/),
    ])
  })

  test('whose alias contains itself', () => {
    expect(toldOf('rules: &all [*all]')).toEqual(['1:14 alias-cycle'])
  })

  const many = (count: number, text: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => text(at)).join('')
  test.each<[what: string, file: string, rule: RulesRule]>([
    ['empty lists', `rules: [${'[],'.repeat(340_000)}]`, 'yaml-size'],
    ['empty maps', `rules: [${'{},'.repeat(340_000)}]`, 'yaml-size'],
    ['dashes', `rules:\n${'-\n'.repeat(500_000)}`, 'yaml-size'],
    ['commas', `[${','.repeat(1_000_000)}`, 'yaml-size'],
    ['comments', '#\n'.repeat(500_000), 'yaml-size'],
    ['keys', many(80_000, (at) => `k${at}: 1\n`), 'yaml-size'],
    ['the same key', 'a: 1\n'.repeat(200_000), 'yaml-size'],
    ['openings', '['.repeat(1_000_000), 'yaml-depth'],
    ['dashes on one line', '- '.repeat(500_000), 'yaml-depth'],
    ['closings', ']'.repeat(1_000_000), 'yaml-syntax'],
    ['blanks', `rules: 1${' '.repeat(1_000_000)}`, 'not-list'],
    ['line breaks', `rules: 1${'\n'.repeat(1_000_000)}`, 'yaml-size'],
    [
      'rules, hundreds of them wrong',
      `rules:\n${many(430, (at) => ` - keyword: w${at}\n   replay: ${'字'.repeat(700)}\n`)}`,
      'unknown-key',
    ],
    [
      'rules, hundreds of them mistyped',
      `rules:\n${many(430, (at) => ` - keyword: w${at}\n   reply：${'字'.repeat(700)}\n`)}`,
      'yaml-character',
    ],
    [
      'articles with a wrong key',
      `rules: [{ event: a, reply: { news: [${'{ a: 1 },'.repeat(2500)}] } }]`,
      'news-count',
    ],
  ])('up to a megabyte of %s', (_, file, told) => {
    expect(Buffer.byteLength(file)).toBeLessThanOrEqual(rulesBytes)
    const { findings, rules } = readRules(file, 'rules.yaml')
    expect(rules).toBeUndefined()
    expect(findings.length).toBeLessThanOrEqual(100)
    expect(findings.map(({ rule }) => rule)).toContain(told)
  })

  test('with thousands of rules that are right', () => {
    const file = `rules:\n${many(2500, (at) => ` - keyword: w${at}\n   reply: ${'字'.repeat(50)}\n`)}`
    expect(toldOf(file)).toEqual([])
    expect(readRules(file, 'rules.yaml').rules?.rules).toHaveLength(2500)
  })

  test('too many keys and values: where they are too many, and what to do', () => {
    const file = `rules: [${'[],'.repeat(340_000)}]`
    expect(drawn(file)).toContain('more than 20000 keys, values and marks: no rules file is that large')
    expect(drawn(file, 'zh')).toContain('超过 20000 个键、值和符号：规则文件不会这么大')
  })

  test('with more faults than anybody reads', () => {
    expect(toldOf(`rules: [${Array(5000).fill('1').join(', ')}]`)).toHaveLength(100)
  })

  test('with the names of a prototype', () => {
    expect(toldOf(rule('__proto__: a, keyword: b, reply: c'))).toEqual(['1:11 unknown-key'])
    expect(toldOf(reply('{ constructor: a }'))).toEqual(['1:32 unknown-key'])
    expect(toldOf(rule('event: toString, reply: "${constructor}"'))).toEqual([
      '1:18 (event-unknown)',
      '1:35 (placeholder-unknown)',
    ])
  })
})

describe('a person reads', () => {
  test('place, rule, the line, a caret, the remedy', () => {
    expect(drawn('rules:\n  - keywrod: 你好\n    reply: 12\n')).toBe(
      `rules.yaml:2:5 error unknown-key unknown key keywrod
 2 |   - keywrod: 你好
   |     ^^^^^^^
   = did you mean keyword?
rules.yaml:3:12 error not-reply reply must be text, or keys and values such as text: or news:, not a number
 3 |     reply: 12
   |            ^^
   = put it in quotes: "12"`,
    )
  })

  test('in Chinese', () => {
    expect(drawn('rules:\n  - { 类型: x, event: subscribe, reply: "" }\n', 'zh')).toBe(
      `rules.yaml:2:7 错误 unknown-key 未知的键 类型
 2 |   - { 类型: x, event: subscribe, reply: "" }
   |       ^^^^
   = 可用：keyword, contains, regex, type, event, key, key_prefix, reply
rules.yaml:2:39 错误 field-empty reply 为空
 2 |   - { 类型: x, event: subscribe, reply: "" }
   |                                         ^^
   = 如不需要回复，请写成 { none: true }`,
    )
  })

  test('what the engine says of a regex', () => {
    expect(drawn(rule("regex: 'a(b', reply: x"))).toContain('not a regular expression: Unterminated group')
  })

  test('text of the file can steer no terminal', () => {
    expect(drawn(rule('keyword: a, reply: { "\\e[31m": a }'))).not.toContain('\u001b')
  })
})

describe('the sentences', () => {
  const found = [...wrong, ...doubtful].flatMap(([, file]) => readRules(file, 'rules.yaml').findings)

  test.each(['en', 'zh'] as const)('are filled in, in %s', (language) => {
    const words = found.flatMap((finding) =>
      Object.values(describeFinding(finding, language, rulesSentences)),
    )
    expect(words.filter((sentence) => /(?<!\$)\{[a-z]+\}/.test(sentence))).toEqual([])
  })

  test('each rule is met by a file here', () => {
    const met = new Set(found.map(({ rule }) => rule))
    const elsewhere = [
      'file-unreadable',
      'file-outside',
      'file-too-large',
      'encoding-utf16',
      'encoding-utf8',
      'nul-byte',
      'yaml-depth',
      'yaml-size',
      'alias-size',
      'unreachable',
    ]
    expect(Object.keys(rulesRules).filter((name) => !met.has(name as RulesRule))).toEqual(elsewhere)
  })
})
