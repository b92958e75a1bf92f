import { sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { annotation, annotationPath, findingAnnotations } from '../../src/terminal/github'
import { button, conditional, read } from '../menu/rules/reading'

/** What the runner reads of a line, as its ActionCommand.TryParseV2 does it. */
function parsed(line: string) {
  const [, command, list = '', data = ''] = /^::([a-z]+)(?: (.*?))?::(.*)$/s.exec(line) ?? []
  const unescaped = (text: string) =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
  const property = (text: string) => unescaped(text.replaceAll('%3A', ':').replaceAll('%2C', ','))
  const properties = list.split(',').flatMap((pair) => {
    const [name = '', ...value] = pair.split('=')
    return name === '' ? [] : [[name, property(value.join('='))] as const]
  })
  return { command, properties: Object.fromEntries(properties), message: unescaped(data) }
}

describe('one annotation', () => {
  test('with everything', () => {
    expect(
      annotation({
        level: 'error',
        file: 'menus/main.yaml',
        line: 3,
        column: 5,
        endColumn: 8,
        title: 'type-unknown',
        message: 'unknown type clik\ndid you mean click?',
      }),
    ).toBe(
      '::error file=menus/main.yaml,line=3,col=5,endColumn=8,title=type-unknown::unknown type clik%0Adid you mean click?',
    )
  })

  test.each(['error', 'warning', 'notice'] as const)('of the level %s, with a message alone', (level) => {
    expect(annotation({ level, message: 'a' })).toBe(`::${level}::a`)
  })

  test('colons and commas of a property, percent signs everywhere', () => {
    expect(
      annotation({ level: 'notice', file: 'C:/a,b%20.yaml', title: '50%', message: 'a: b, 100%25' }),
    ).toBe('::notice file=C%3A/a%2Cb%2520.yaml,title=50%25::a: b, 100%2525')
  })

  test('an empty property is left out', () => {
    expect(annotation({ level: 'notice', file: '', title: '', message: 'a' })).toBe('::notice::a')
  })

  test('whatever the texts are, it is one line that the runner reads back', () => {
    const text = fc.string({ unit: fc.constantFrom(...'a:%,=\n 菜', '::error::', '%0A'), maxLength: 20 })
    fc.assert(
      fc.property(text, text, text, (file, title, message) => {
        const line = annotation({ level: 'error', file, title, message, line: 1 })
        expect(line).not.toMatch(/[\r\n]/)
        const onOneLine = (value: string) => value.replaceAll('\n', '\ufffd')
        expect(parsed(line)).toEqual({
          command: 'error',
          message,
          properties: {
            line: '1',
            ...(file !== '' && { file: onOneLine(file) }),
            ...(title !== '' && { title: onOneLine(title) }),
          },
        })
      }),
    )
  })

  test('control characters and marks of direction are not passed on', () => {
    const line = annotation({ level: 'error', file: 'a\u001b[2J\u202eb', message: 'x\u0007\r\ny\u009bz\rw' })
    expect(line).toBe('::error file=a\ufffd[2J\ufffdb::x\ufffd%0Ay\ufffdz\ufffdw')
  })
})

describe('findings', () => {
  const { findings } = read(button('name: 今日歌曲推', 'type: clik', 'key: k'))

  test('are an annotation each: severity, place, rule, message and remedy', () => {
    expect(findingAnnotations(findings, 'en').split('\n')).toEqual([
      expect.stringMatching(
        /^::warning file=menu\.yaml,line=2,col=11,endColumn=15,title=name-cut::the name is 5 Chinese characters wide, phones show 4%0Athe phone shows: 今日歌曲…$/,
      ),
      '::error file=menu.yaml,line=3,col=11,endColumn=14,title=type-unknown::unknown type clik%0Adid you mean click?',
    ])
  })

  test('in Chinese', () => {
    expect(findingAnnotations(findings, 'zh')).toContain('::未知的 type clik%0A是否应为 click？')
  })

  test('of stdin name no file, for GitHub has none', () => {
    const [, finding] = findings
    if (!finding) throw new Error('no finding')
    expect(findingAnnotations([{ ...finding, file: '-' }], 'en')).toBe(
      '::error title=type-unknown::unknown type clik%0Adid you mean click?',
    )
  })

  test('name all places where they are several', () => {
    const links = ['a', 'b', 'c', 'd', 'a'].map(
      (host) => `{ name: x, type: view, url: "https://${host}.cn" }`,
    )
    const file = conditional('matchrule: { tag_id: 2 }', `button: [{ name: m, sub_button: [${links}] }]`)
    expect(findingAnnotations(read(file).findings, 'en')).toMatch(
      /%0Aa\.cn 4:\d+, 4:\d+%0Ab\.cn 4:\d+%0Ac\.cn 4:\d+%0Ad\.cn 4:\d+$/,
    )
  })

  test('take the path that they are given', () => {
    expect(findingAnnotations(findings.slice(1), 'en', (file) => `menus/${file}`)).toContain(
      'file=menus/menu.yaml,',
    )
  })

  test('about a whole file are at its first character', () => {
    expect(findingAnnotations(read('').findings, 'en')).toContain('line=1,col=1,endColumn=1,title=file-empty')
  })

  test('none are no text', () => {
    expect(findingAnnotations([], 'en')).toBe('')
  })
})

describe.skipIf(sep === '\\')('the path of a file', () => {
  test.each([
    ['is that from the working directory', 'menus/a.yaml', {}, 'menus/a.yaml'],
    ['is tidied', './menus/../menus//a.yaml', {}, 'menus/a.yaml'],
    ['from an absolute one', '/repo/app/menus/a.yaml', {}, 'menus/a.yaml'],
    ['from the root of the checkout', 'menus/a.yaml', { GITHUB_WORKSPACE: '/repo' }, 'app/menus/a.yaml'],
    ['above the working directory, in the checkout', '../b.yaml', { GITHUB_WORKSPACE: '/repo' }, 'b.yaml'],
    ['of a checkout elsewhere', 'a.yaml', { GITHUB_WORKSPACE: '/other' }, 'a.yaml'],
    ['of a workspace that is no path', 'a.yaml', { GITHUB_WORKSPACE: 'repo' }, 'a.yaml'],
    ['outside both is absolute', '../../tmp/a.yaml', { GITHUB_WORKSPACE: '/repo' }, '/tmp/a.yaml'],
    ['with a name that begins with two dots', '..a.yaml', {}, '..a.yaml'],
  ])('%s', (_, file, env, path) => {
    expect(annotationPath(file, { cwd: '/repo/app', env })).toBe(path)
  })
})
