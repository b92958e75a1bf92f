import { Chalk } from 'chalk'
import { describe, expect, test } from 'vitest'
import { describeFinding, drawFindings } from '../../src/terminal/findings'
import { ruleSentences } from '../../src/terminal/messages/menu-rules'
import { cells } from '../../src/wechat/menu/text'
import { spellings } from '../menu/rules/corpus'
import { button, conditional, read } from '../menu/rules/reading'

const pen = { paint: new Chalk({ level: 0 }), language: 'en', columns: 80 } as const
const draw = (text: string, columns = 80) => {
  const file = read(text)
  return drawFindings(file.findings, file.text, { ...pen, columns })
}

test('place, rule, measure, errcode, the line, a caret under the culprit, the remedy', () => {
  expect(draw('button:\n  - { name: 今日歌曲推荐, type: click, key: 12 }\n')).toBe(
    `menu.yaml:2:13 error name-too-long the name has 18 of 16 bytes (WeChat: 40018)
 2 |   - { name: 今日歌曲推荐, type: click, key: 12 }
   |             ^^^^^^^^^^^^
   = shorten it: a Chinese character takes 3 bytes, an emoji 4 or more
menu.yaml:2:39 error not-text key must be text, not a number (WeChat: 47001)
 2 |   - { name: 今日歌曲推荐, type: click, key: 12 }
   |                                             ^^
   = put it in quotes: "12"`,
  )
})

test('what is missing at the end of the file is shown after its last word', () => {
  expect(draw('button: [\n\n')).toMatch(
    /^menu\.yaml:1:10 error yaml-syntax .*\n 1 \| button: \[\n {3}\| {10}\^$/m,
  )
})

describe('a name that phones cut is told as they show it', () => {
  const text = button('name: 查看我的订单', 'type: view', 'url: https://a.cn')
  const fitting = button('name: "${SHOP}"', 'type: view', 'url: https://a.cn')

  test('with its width and theirs', () => {
    expect(draw(text.replace('订单', 'a'))).toBe(
      `menu.yaml:2:11 warning name-cut the name is 4.5 Chinese characters wide, phones show 4
 2 |   - name: 查看我的a
   |           ^^^^^^^^^
   = the phone shows: 查看我的…`,
    )
  })

  test('in Chinese', () => {
    const [, finding] = read(text).findings.concat(read(text.replace('订单', '订')).findings)
    expect(finding && describeFinding(finding, 'zh')).toEqual({
      message: 'name 的宽度为 5 个汉字，手机上最多显示 4 个',
      hint: '手机上显示为：查看我的…',
    })
  })

  test('without the name that a variable brought in', () => {
    const { findings } = read(fitting, { SHOP: '今日歌曲推' })
    expect(findings.map((finding) => describeFinding(finding, 'en'))).toEqual([
      { message: 'the name is 5 Chinese characters wide, phones show 4' },
    ])
  })
})

test('all places of too many domains are told', () => {
  const leaf = (host: string) => `      - { name: x, type: view, url: "https://${host}/" }`
  const text = conditional(
    'matchrule: { tag_id: "2" }',
    'button:',
    '  - name: m',
    '    sub_button:',
    ...['a.cn', 'b.cn', 'A.cn', 'c.cn', 'd.cn'].map(leaf),
  )
  const drawn = draw(text)
  expect(drawn).toBe(
    `menu.yaml:11:41 error conditional-domains the conditional menus link to 4 domains, allowed are 3: a.cn, b.cn, c.cn, d.cn (WeChat: 65316)
 11 |           - { name: x, type: view, url: "https://d.cn/" }
    |                                         ^^^^^^^^^^^^^^^
    : a.cn 7:41, 9:41
    : b.cn 8:41
    : c.cn 10:41
    : d.cn 11:41`,
  )
  const [finding] = read(text).findings
  expect(finding?.related).toHaveLength(5)
  expect(finding?.related?.[1]).toEqual({
    label: 'a.cn',
    line: 9,
    column: 41,
    length: 15,
    path: ['conditionalmenu', 0, 'button', 0, 'sub_button', 2, 'url'],
  })
})

describe('a word in the wrong spelling or the wrong place', () => {
  test.each(spellings)('%s', (_, text, remedy) => {
    expect(draw(text)).toContain(`= ${remedy}`)
  })

  test('in Chinese', () => {
    const told = (text: string) => read(text).findings.map((finding) => describeFinding(finding, 'zh').hint)
    expect(told('buttons: [{ name: a, type: click, key: k }]')).toEqual(['是否应为 button？'])
    expect(told('button: [{ name: a, type: click, key: k, tag_id: 2 }]')).toEqual([
      'tag_id 应写在 matchrule 中',
    ])
  })
})

test('of a variable that is missing nothing else is told', () => {
  expect(read(button('name: "${MENU_A_LONG_NAME}"', 'type: "${MENU_TYPE}"')).findings).toMatchObject([
    { rule: 'variable-missing', line: 2 },
    { rule: 'variable-missing', line: 3 },
  ])
})

test('what is in the wrong place is named in the language', () => {
  const [finding] = read('button: 5\n').findings
  const told = (language: 'en' | 'zh') => finding && describeFinding(finding, language).message
  expect(told('en')).toBe('button must be a list, not a number')
  expect(told('zh')).toBe('button 必须是列表，而不是数字')
})

test('an unknown field of a matchrule is held against the current ones alone', () => {
  const text =
    'button: [{ name: a, type: click, key: k }]\nconditionalmenu:\n  - { matchrule: { zzz: 1, tag_id: 2 }, button: [{ name: a, type: click, key: k }] }\n'
  expect(draw(text)).toContain('= remove it; known here: tag, tag_id, client_platform_type')
})

test('a finding about the whole file has no line', () => {
  expect(draw('')).toBe(
    'menu.yaml:1:1 error file-empty the file is empty\n   = to remove a menu: wxadmin menu delete',
  )
})

test('both languages', () => {
  const [finding] = read('button: []').findings
  if (!finding) throw new Error('no finding')
  expect(describeFinding(finding, 'en').message).toBe('0 of 1 to 3 top-level buttons')
  expect(describeFinding(finding, 'zh').message).toBe('一级菜单有 0 个，应为 1 至 3 个')
})

test('a fault of the YAML is told in our words', () => {
  const [finding] = read('button: @x').findings
  if (!finding) throw new Error('no finding')
  expect(describeFinding(finding, 'zh').message).toBe('YAML 语法错误：值不能以 @、` 或 % 开头：请加引号')
})

test('a variable that lacks its quotes is told so', () => {
  expect(draw('button: [{ name: a, url: ${HOST} }]')).toContain(
    'a ${VARIABLE} inside { } or [ ] must stand in quotes',
  )
})

test('a long line is cut around the culprit, and the caret stays under it', () => {
  const text = `{"button":[{"name":"${'今'.repeat(300)}","type":"clik","key":"${'k'.repeat(100)}"}]}`
  const [, source = '', caret = ''] = draw(text, 60).split('\nmenu').at(-1)?.split('\n') ?? []
  expect(cells(source)).toBeLessThanOrEqual(60)
  const marked = caret.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)
  const column = caret.indexOf('^')
  let at = 0
  const under = [...source].filter((character) => {
    const start = at
    at += cells(character)
    return start >= column && start < column + marked.length
  })
  expect(under.join('')).toBe('"clik"')
})

test('tabs and control characters of a file cannot move the cursor', () => {
  const drawn = draw('{\n\t"\u001b[2Jx": 1,\t"button": []}')
  expect(drawn).not.toMatch(/[^\P{Cc}\n]/u)
  expect(drawn).toContain(' 2 |  "\ufffd[2Jx": 1, "button": []}')
})

describe('the sentences', () => {
  const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort()
  test.each(Object.entries(ruleSentences))(
    'of %s tell the same in both languages',
    (_, { what, fixes = [] }) => {
      for (const { en, zh } of [what, ...fixes]) {
        expect(holes(zh)).toEqual(holes(en))
        expect(zh === en || /\p{Script=Han}/u.test(zh)).toBe(true)
      }
    },
  )
})
