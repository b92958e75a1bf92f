import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Chalk } from 'chalk'
import { describe, expect, test } from 'vitest'
import { drawFindings } from '../../../src/terminal/findings'
import { corpus, ownCases } from './corpus'
import { button, conditional, DEFAULT, read, told } from './reading'

// @module-tag slow

const MENUS = join(import.meta.dirname, '../../../menus')

describe('every finding of a file, at its place', () => {
  test.each([...corpus, ...ownCases])('$title', ({ text, findings }) => {
    const file = read(text)
    expect(told(file)).toEqual(findings)
    expect(file.menu !== undefined).toBe(findings.every((finding) => finding.includes('(')))
  })
})

test('the menus to start from are valid', () => {
  for (const name of ['main', 'all-types', 'conditional'])
    expect(told(read(readFileSync(join(MENUS, `${name}.yaml`))))).toEqual([])
})

test('every current type is in all-types.yaml', () => {
  const { menu } = read(readFileSync(join(MENUS, 'all-types.yaml')))
  const types = menu?.button.flatMap(({ sub_button: children = [] }) => children.map(({ type }) => type))
  expect(new Set(types).size).toBe(12)
})

describe('what is no text', () => {
  const menu = Buffer.from(DEFAULT)
  test.each([
    ['an empty file', Buffer.alloc(0), ['1:1 file-empty']],
    ['only white space', Buffer.from(' \n\n'), ['1:1 file-empty']],
    ['only a comment', Buffer.from('# later\n'), ['1:1 file-empty']],
    ['only a BOM', Buffer.from('\ufeff'), ['1:1 file-empty']],
    ['UTF-16LE with BOM', Buffer.from(`\ufeff${DEFAULT}`, 'utf16le'), ['1:1 encoding-utf16']],
    ['UTF-16LE without BOM', Buffer.from(DEFAULT, 'utf16le'), ['1:1 encoding-utf16']],
    ['UTF-16BE with BOM', Buffer.from(`\ufeff${DEFAULT}`, 'utf16le').swap16(), ['1:1 encoding-utf16']],
    ['UTF-16BE without BOM', Buffer.from(DEFAULT, 'utf16le').swap16(), ['1:1 encoding-utf16']],
    [
      'GBK',
      Buffer.concat([Buffer.from('# 菜单\nbutton:\n  - name: '), Buffer.from([0xb2, 0xcb, 0xb5, 0xa5])]),
      ['3:11 encoding-utf8'],
    ],
    ['a character cut off at the end', Buffer.from('name: 菜').subarray(0, -1), ['1:7 encoding-utf8']],
    ['a NUL byte', Buffer.concat([menu, Buffer.from('ab\0')]), ['2:3 nul-byte']],
    ['more than 1 MiB', Buffer.alloc(1024 * 1024 + 1, '#'), ['1:1 file-too-large']],
  ])('%s', (_, bytes, findings) => {
    expect(told(read(bytes))).toEqual(findings)
  })

  test('UTF-8 with a BOM is read', () => {
    expect(told(read(`\ufeff${DEFAULT}`))).toEqual([])
  })

  test('a file of exactly 1 MiB is read', () => {
    expect(told(read(Buffer.concat([menu, Buffer.alloc(1024 * 1024 - menu.length, '#')])))).toEqual([])
  })

  test('the offset of the byte is told', () => {
    expect(read(Buffer.from([0x61, 0x62, 0xff])).findings[0]?.params).toEqual({ byte: '0xff', offset: 2 })
  })
})

describe('what is no YAML', () => {
  test.each([
    ['an open bracket', 'button: [\n', ['1:10 yaml-syntax']],
    ['a variable without quotes inside { }', 'button: [{ name: a, url: ${HOST} }]\n', ['1:26 yaml-syntax']],
    ['two faults on two lines', 'a: @x\nb: `y\n', ['1:4 yaml-syntax', '2:4 yaml-syntax']],
    ['a tab as indentation', 'button:\n\t- name: a\n', ['2:1 yaml-syntax']],
    ['two documents', `${DEFAULT}---\n${DEFAULT}`, ['2:1 yaml-documents']],
    [
      'duplicate keys, each of them',
      'appid: wx0123456789abcdef\nappid: b\nbutton: []\nbutton: []\n',
      ['2:1 duplicate-key', '3:9 top-count', '4:1 duplicate-key'],
    ],
    ['an alias without an anchor', 'button: *menu\n', ['1:9 alias-unknown']],
    ['an alias in itself', 'button: &all\n  - *all\n', ['2:5 alias-cycle']],
    [
      'a tag of a programming language',
      button('name: !!js/function a', 'type: click', 'key: k'),
      ['2:25 yaml-tag'],
    ],
    ['a list as a key', `${DEFAULT}? [a]\n: b\n`, ['2:3 key-not-text']],
    ['a merge of text', button('<<: a', 'name: a', 'type: click', 'key: k'), ['2:9 merge-value']],
  ])('%s', (_, text, findings) => {
    expect(told(read(text))).toEqual(findings)
  })

  test('JSON indented with tabs is read', () => {
    expect(told(read('{\n\t"button": [\n\t\t{"name": "a", "type": "click", "key": "k"}\n\t]\n}'))).toEqual([])
  })

  test('aliases and merge keys are followed', () => {
    const file = read(
      'button:\n  - &first { name: a, type: click, key: k }\n  - { <<: *first, name: b }\n  - *first\n',
    )
    expect(told(file)).toEqual([])
    expect(file.menu?.button).toEqual([
      { name: 'a', type: 'click', key: 'k' },
      { name: 'b', type: 'click', key: 'k' },
      { name: 'a', type: 'click', key: 'k' },
    ])
  })
})

describe('a file that is made to do harm ends in a finding, soon', () => {
  const numbered = (count: number, text: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => text(at)).join('')
  const keyed = (key: string) => button('name: a', 'type: click', `key: "${key}"`)
  const aliased = (value: string, times = 9000) => `x: &x ${value}\nbutton: [${'*x,'.repeat(times)}]`
  const laughs = (levels: number) =>
    [
      'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
      ...Array.from(
        { length: levels },
        (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`,
      ),
    ].join('\n')
  test.each([
    ['billion laughs', laughs(9), 'alias-size'],
    ['10,000 lists in each other', '['.repeat(10_000), 'yaml-depth'],
    ['10,000 lists in each other, by dashes', '- '.repeat(10_000), 'yaml-depth'],
    [
      '10,000 maps in each other',
      Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'yaml-depth',
    ],
    [
      '4,000 aliases in a chain',
      ['a0: &a0 [x]', ...Array.from({ length: 4000 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}]`)].join(
        '\n',
      ),
      'alias-size',
    ],
    ['a megabyte of brackets', ']'.repeat(1024 * 1024), 'yaml-syntax'],
    ['500,000 lists in each other', '['.repeat(500_000), 'yaml-depth'],
    ['60,000 keys', numbered(60_000, (at) => `k${at}: 1\n`), 'yaml-size'],
    ['200,000 times the same key', 'a: 1\n'.repeat(200_000), 'yaml-size'],
    ['a megabyte of commas', `[${','.repeat(1_000_000)}`, 'yaml-size'],
    ['a megabyte of dashes', '-\n'.repeat(500_000), 'yaml-size'],
    ['a megabyte of comments', '#\n'.repeat(500_000), 'yaml-size'],
    ['as many keys as are read', numbered(9900, (at) => `k${at}: 1\n`), 'key-not-sent'],
    ['as many times the same key', 'a: 1\n'.repeat(9900), 'duplicate-key'],
    [
      'a large map merged six times',
      `x: &x {${numbered(3000, (at) => `k${at}: 1, `)}}\nbutton: [{<<: [*x, *x, *x, *x, *x, *x]}]`,
      'key-not-sent',
    ],
    ['400,000 openings of a variable', keyed('${'.repeat(400_000)), 'variable-malformed'],
    ['100,000 variables', keyed(numbered(100_000, (at) => `\${a${at}}`)), 'variable-not-given'],
    ['a value of 900,000 spaces', keyed(' '.repeat(900_000)), 'field-empty'],
    ['a long value that an alias repeats', aliased(`"${'a'.repeat(900_000)}"`), 'alias-size'],
    ['a long key that an alias repeats', aliased(`{"${'a'.repeat(900_000)}": 1}`), 'alias-size'],
    ['a mistyped key that an alias repeats', aliased('{sub_batton: 1}', 6000), 'unknown-key'],
    ['a link of dots', button('name: a', 'type: view', `url: "${'a.'.repeat(400_000)}:"`), 'url-too-long'],
    [
      'a line with thousands of faults, far apart',
      `{"button":[${numbered(1900, () => `{"name":"${'名'.repeat(140)}","typ":"click","kez":1},`)}]}`,
      'name-too-long',
    ],
    [
      'a line of 900,000 characters',
      `{"button":[{"name":"a","key":"${'k'.repeat(900_000)}","x":1}]}`,
      'key-not-sent',
    ],
  ])('%s', (_, text, rule) => {
    const { findings, more } = read(text)
    const errors = findings.filter(({ severity }) => severity === 'error').length + (more?.errors ?? 0)
    expect(errors).toBeGreaterThan(0)
    expect(findings.length).toBeLessThanOrEqual(100)
    const pen = { paint: new Chalk({ level: 0 }), language: 'en', columns: 80 } as const
    expect(drawFindings(findings, text, pen).length).toBeLessThan(100_000)
    expect(findings.map((finding) => finding.rule)).toContain(rule)
  })

  test('beyond 100 findings the rest is counted', () => {
    const { findings, more } = read(numbered(500, (at) => `k${at}: 1\n`))
    expect(findings).toHaveLength(100)
    expect(more).toEqual({ errors: 0, warnings: 401 }) // there are no buttons, besides
  })

  test('errors are told rather than warnings', () => {
    const menus = numbered(
      150,
      () => '  - { matchrule: { group_id: 1 }, button: [{ name: a, type: click, key: k }] }\n',
    )
    const { findings, more } = read(`${DEFAULT}conditionalmenu:\n${menus}butto: 1\n`)
    expect(findings.map(({ rule }) => rule)).toContain('unknown-key')
    expect(more).toEqual({ errors: 0, warnings: 200 })
  })
})

describe('the shapes in which menus go around', () => {
  const leaf = { name: 'a', type: 'click', key: 'k' }
  const parent = { name: 'm', sub_button: [leaf] }
  test.each([
    ['the body of menu/create', { button: [leaf, parent] }],
    [
      'the answer of menu/get',
      {
        menu: {
          button: [
            { ...leaf, sub_button: [] },
            { ...parent, sub_button: [{ ...leaf, sub_button: [] }] },
          ],
          menuid: 208396938,
        },
      },
    ],
    [
      'the answer of get_current_selfmenu_info',
      { is_menu_open: 1, selfmenu_info: { button: [leaf, { name: 'm', sub_button: { list: [leaf] } }] } },
    ],
  ])('%s', (_, document) => {
    const file = read(JSON.stringify(document))
    expect(told(file)).toEqual([])
    expect(file.menu).toEqual({ button: [leaf, parent], conditional: [] })
  })

  test('conditional menus beside a wrapped default menu', () => {
    const document = {
      menu: { button: [leaf] },
      conditionalmenu: [{ button: [leaf], matchrule: { client_platform_type: 2 }, menuid: 5 }],
    }
    expect(read(JSON.stringify(document)).menu?.conditional).toEqual([
      { menuid: '5', matchrule: { client_platform_type: '2' }, button: [leaf] },
    ])
  })

  test('two menus in one file are refused', () => {
    expect(told(read('button: []\nmenu: {}\n'))).toContain('2:1 shape-mixed')
  })
})

describe('what a finding carries', () => {
  test('the path in the file, the measure and the limit, the errcode of the level', () => {
    const [finding] = read(
      `menu:\n  button:\n    - name: 今日歌曲推荐\n      type: click\n      key: k\n`,
    ).findings
    expect(finding).toEqual({
      rule: 'name-too-long',
      severity: 'error',
      file: 'menu.yaml',
      line: 3,
      column: 13,
      length: 6,
      path: ['menu', 'button', 0, 'name'],
      params: { bytes: 18, limit: 16 },
      errcode: 40018,
    })
  })

  test.each([
    ['typ', 'type'],
    ['Type', 'type'],
    ['subButton', 'sub_button'],
    ['mediaId', 'media_id'],
    ['appId', 'appid'],
    ['colour', undefined],
  ])('unknown key %s suggests %s', (key, suggestion) => {
    const { findings } = read(button('name: a', `${key}: x`))
    expect(findings.find(({ rule }) => rule === 'unknown-key')?.params.suggestion).toBe(suggestion)
  })

  test.each([
    ['url: https://a.cn', 'view'],
    ['key: k', 'click'],
    ['media_id: m', 'media_id'],
  ])('a missing type is guessed from %s', (line, suggestion) => {
    expect(read(button('name: a', line)).findings[0]?.params).toEqual({ suggestion })
  })

  test.each([
    ['www.soso.com/x', 'https://www.soso.com/x'],
    ['//www.soso.com', 'https://www.soso.com'],
    ['soso.com:8080', 'https://soso.com:8080'],
    ['/relative', undefined],
    ['javascript:alert(1)', undefined],
  ])('url %s suggests %s', (url, suggestion) => {
    expect(read(button('name: a', 'type: view', `url: ${url}`)).findings[0]?.params.suggestion).toBe(
      suggestion,
    )
  })

  test('the text as the phone shows it', () => {
    expect(read(button('name: 今日abc歌', 'type: click', 'key: k')).findings[0]?.params.shown).toBe(
      '今日abc…',
    )
  })

  test('a tag that is named, with what to say when it is unknown', () => {
    const { tagUses } = read(
      conditional('matchrule: { tag: 星标 }', 'button: [{ name: b, type: click, key: k }]'),
    )
    expect(tagUses).toMatchObject([{ name: '星标', unknown: { rule: 'tag-unknown', line: 3, column: 23 } }])
  })
})
