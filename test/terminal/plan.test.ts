import { Chalk } from 'chalk'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { changesBetween, countChanges } from '../../src/menu/diff/changes'
import { normaliseMenu } from '../../src/menu/normalise'
import type { Language } from '../../src/terminal/language'
import { drawButtons, drawPlan, totalsText } from '../../src/terminal/plan'
import { planMarkdown } from '../../src/terminal/plan-markdown'
import { harmless } from '../../src/terminal/printable'

const paint = new Chalk({ level: 0 })
const click = (name: string, key: string) => ({ name, type: 'click', key })
const view = (name: string, url: string) => ({ name, type: 'view', url })
const parent = (name: string, ...children: object[]) => ({ name, sub_button: children })

interface Drawing {
  readonly language?: Language
  readonly columns?: number
}

/** The plan from one menu to another, both as documents or as their top buttons. */
function plan(before: object, after: object, { language = 'en', columns }: Drawing = {}): string {
  const pen = { paint, language, ...(columns !== undefined && { columns }) }
  return drawPlan(changes(before, after), pen)
}

function changes(before: object, after: object) {
  const menu = (value: object) => normaliseMenu(Array.isArray(value) ? { button: value } : value)
  return changesBetween(menu(before), menu(after))
}

const live = {
  button: [click('今日歌曲', 'SONG'), parent('菜单', click('a', 'A'), click('b', 'B'), click('c', 'C'))],
  conditionalmenu: [{ matchrule: { tag_id: 2 }, button: [click('x', 'X')] }],
}
const wanted = {
  button: [click('今日歌曲', 'SONG'), parent('菜单', click('a', 'A'), click('bb', 'B'), click('d', 'D'))],
  conditionalmenu: [{ matchrule: { client_platform_type: 1 }, button: [click('y', 'Y')] }],
}

describe('a plan', () => {
  test('shows what changes and counts what stays', () => {
    expect(plan(live, wanted)).toBe(`  default menu
    菜单
    ~ bb  click  B
          renamed from b
    + d   click  D
    - c   click  C
      (1 unchanged)
    (1 unchanged)
+ conditional menu client_platform_type=1
  + y  click  Y
- conditional menu tag_id=2
  - x  click  X
+ added   ~ changed   - removed`)
    const totals = countChanges(changes(live, wanted))
    expect(totalsText(totals, 'en')).toBe('2 added, 1 changed, 2 removed')
    expect(totalsText(totals, 'zh')).toBe('新增 2、修改 1、删除 2')
  })

  test('says from where to where a button moved, and what else became of it', () => {
    const before = [parent('菜单', click('a', 'A'), click('b', 'B')), click('c', 'C')]
    const after = [parent('菜单', click('a', 'A')), click('c', 'C'), click('beta', 'B')]
    expect(plan(before, after)).toBe(
      `  default menu
  ~ beta  click  B
        renamed from b
        moved from 菜单/2 to top 3
    (2 unchanged)
~ changed`,
    )
    expect(plan(before, after, { language: 'zh' })).toBe(`  默认菜单
  ~ beta  click  B
        原名：b
        从“菜单”第 2 项移到一级第 3 项
    （2 项不变）
~ 修改`)
  })

  test('tells of a button under a renamed sub-menu by the name that it had and the one that it has', () => {
    const before = [parent('old', click('a', 'A'), click('b', 'B'), click('c', 'C')), click('d', 'D')]
    const after = [parent('new', click('a', 'A'), click('b', 'B'), click('d', 'D')), click('c', 'C')]
    expect(plan(before, after)).toBe(`  default menu
  ~ new
        renamed from old
    ↕ d  click  D
          moved from top 2 to new/3
      (2 unchanged)
  ↕ c  click  C
        moved from old/3 to top 2
~ changed   ↕ moved`)
  })

  test('sets addresses below each other, and short values side by side', () => {
    expect(
      plan(
        [view('a', 'https://a.cn/old'), click('b', 'OLD'), click('c', 'C')],
        [view('a', 'https://a.cn/new'), click('b', 'NEW'), view('c', 'https://c.cn/')],
      ),
    ).toBe(`  default menu
  ~ a  view  https://a.cn/new
        url: https://a.cn/old
           → https://a.cn/new
  ~ b  click  NEW
        key: OLD → NEW
  ~ c  view  https://c.cn/
        type: click → view
        key: C → ∅
        url: ∅ → https://c.cn/
~ changed`)
  })

  test('counts conditional menus that stay, and says of the others what is different about them', () => {
    const menus = (...menus: [rule: object, key: string][]) => ({
      button: [click('a', 'A')],
      conditionalmenu: menus.map(([matchrule, key]) => ({ matchrule, button: [click(key, key)] })),
    })
    const before = menus([{ tag_id: 2 }, 'x'], [{ tag_id: 3 }, 'y'], [{ tag_id: 4 }, 'z'])
    const after = menus(
      [{ tag_id: 3 }, 'y'],
      [{ tag_id: 4 }, 'z'],
      [{ tag_id: 2, client_platform_type: 1 }, 'x'],
    )
    expect(plan(before, after)).toBe(`  (default menu unchanged)
~ conditional menu tag_id=2 client_platform_type=1
      moved from place 1 to place 3
      client_platform_type: ∅ → 1
  (2 conditional menus unchanged)
~ changed`)
  })

  test('of nothing has no legend', () => {
    expect(plan(live, live)).toBe('  (default menu unchanged)\n  (1 conditional menu unchanged)')
    expect(plan([], [])).toBe('')
    expect(totalsText(countChanges(changes(live, live)), 'en')).toBe('the same buttons')
  })

  test('is painted by what happens', () => {
    const pen = { paint: new Chalk({ level: 1 }), language: 'en' } as const
    const drawn = drawPlan(
      changes([view('a', 'https://a.cn/'), click('b', 'B')], [view('a', 'https://b.cn/'), click('c', 'C')]),
      pen,
    )
    expect(drawn.split('\n').map((line) => JSON.stringify(line).replaceAll('\\u001b', '^'))).toEqual([
      '"^[0m ^[0m ^[1mdefault menu^[22m"',
      '"  ^[33m~^[39m ^[33ma  view  https://b.cn/^[39m"',
      '"        ^[31murl: https://a.cn/^[39m"',
      '"        ^[32m   → https://b.cn/^[39m"',
      '"  ^[32m+^[39m ^[32mc  click  C^[39m"',
      '"  ^[31m-^[39m ^[31mb  click  B^[39m"',
      '"^[2m+ added   ~ changed   - removed^[22m"',
    ])
  })
})

describe('on a narrow terminal', () => {
  const before = [view('搜索', 'https://www.soso.com/'), click('今日歌曲', 'SONG')]
  const after = [
    view('搜索', 'https://www.example.com/a/very/long/address?with=parameters&and=more'),
    click('今日歌曲', 'A_KEY_THAT_IS_SO_LONG_THAT_IT_CANNOT_STAND_BESIDE_ANYTHING'),
  ]

  test('long lines go on below their own text', () => {
    expect(plan(before, after, { columns: 40 })).toBe(`  default menu
  ~ 搜索      view
    https://www.example.com/a/very/long/
    address?with=parameters&and=more
        url: https://www.soso.com/
           → https://www.example.com/a/v
             ery/long/address?with=param
             eters&and=more
  ~ 今日歌曲  click
    A_KEY_THAT_IS_SO_LONG_THAT_IT_CANNOT
    _STAND_BESIDE_ANYTHING
        key: SONG
           → A_KEY_THAT_IS_SO_LONG_THAT_
             IT_CANNOT_STAND_BESIDE_ANYT
             HING
~ changed`)
  })

  test.each([30, 40, 57, 80])('no line is wider than %i columns, and nothing is lost', (columns) => {
    const names = ['👨‍👩‍👧‍👦家庭👨‍👩‍👧‍👦家庭', 'e\u0301'.repeat(25), 'שלום עולם שלום', '🎁'.repeat(12)]
    const from = names.slice(0, 2).map((name, index) => click(name, `K${index}`))
    const to = names.slice(2).map((name, index) => click(name, `K${index}`))
    const drawn = plan(from, to, { columns })
    for (const line of drawn.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
    const glyphs = drawn.replace(/\s/g, '')
    for (const name of names) expect(glyphs).toContain(name.replace(/\s/g, ''))
  })
})

test('a menu is drawn with its columns aligned', () => {
  expect(drawButtons(normaliseMenu(live).button)).toBe(`今日歌曲  click  SONG
菜单
  a  click  A
  b  click  B
  c  click  C`)
})

test('columns are aligned by what is seen: combining marks and joined emoji', () => {
  const names = ['e\u0301', '👨‍👩‍👧', '今', 'ab']
  const columns = drawButtons(names.map((name) => click(name, 'K')))
    .split('\n')
    .map((line) => stringWidth(line.slice(0, line.indexOf('click'))))
  expect(columns).toEqual([4, 4, 4, 4])
})

describe('names cannot', () => {
  const hostile = '\u001b[31m\u202ered\n::error::x'

  test('steer the terminal', () => {
    expect(drawButtons([click(hostile, 'k\n')])).not.toMatch(/[\p{Cc}\u202e]/u)
    const drawn = plan([click(hostile, 'a')], [parent(hostile, click('b', hostile)), click('c', hostile)])
    expect(drawn.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
  })

  test('give commands to a CI runner, once a terminal has written them', () => {
    const commands = /^\s*::|##\[/m
    const before = [parent('::error::x', click('a', 'A')), click('b', '##[error]')]
    const after = [parent('::error::x', click('a', '##[error]y')), click('::warning::z', '##[error]')]
    expect(harmless(plan(before, after))).not.toMatch(commands)
    expect(harmless(plan([click('a', `${'x'.repeat(28)} ::error::x`)], [], { columns: 40 }))).not.toMatch(
      commands,
    )
    expect(harmless(planMarkdown(changes(before, after), 'en', { title: '::error::' }))).not.toMatch(commands)
    expect(harmless(drawButtons([click('::error::', '##[error]')]))).not.toMatch(commands)
  })
})

describe('in Markdown', () => {
  test('GitHub colours each line by its first character', () => {
    const before = [view('a', 'https://a.cn/'), click('b', 'B'), click('c', 'C')]
    const after = [view('a', 'https://b.cn/'), click('c', 'C'), click('b', 'B'), click('d', 'D')]
    expect(planMarkdown(changes(before, after), 'en', { title: 'live → a_b.yaml', note: '1 added' })).toBe(
      `### live → a\\_b.yaml

\`\`\`diff
  default menu
!   a  view  https://b.cn/
-       url: https://a.cn/
+          → https://b.cn/
!   ↕ b  click  B
!       moved from top 2 to top 3
+   d  click  D
    (1 unchanged)
\`\`\`

1 added`,
    )
  })

  test('no text of a menu ends the block', () => {
    const markdown = planMarkdown(
      changes([click('a', '``` x')], [click('```', '````'), click('b', '```\n')]),
      'en',
      {
        title: 'x',
      },
    )
    const fences = markdown.split('\n').filter((line) => /^`{3,}/.test(line))
    expect(fences).toEqual(['`````diff', '`````'])
  })

  test('nothing but the heading and the note where nothing changes', () => {
    expect(planMarkdown(changes(live, live), 'en', { title: 'a <b> `c`', note: 'none' })).toBe(
      '### a \\<b\\> \\`c\\`\n\nnone',
    )
  })
})
