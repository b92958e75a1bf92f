import { Chalk } from 'chalk'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { drawPreview, drawVariants, type PreviewButton, type PreviewMenu } from '../../src/terminal/preview'

const plain = new Chalk({ level: 0 })
const pen = (columns: number, language: 'en' | 'zh' = 'en') => ({ paint: plain, language, columns })
const leaf = (name: string): PreviewButton => ({ name, type: 'view', url: 'https://a.cn/' })
const draw = (button: readonly PreviewButton[], columns = 80) => drawPreview({ button }, pen(columns))

describe('a menu in the terminal', () => {
  test('is a bar with the keyboard, each sub-menu above its parent, the first item on top', () => {
    const menu = [
      { name: '今日歌曲', type: 'click', key: 'A' },
      {
        name: '菜单',
        sub_button: [
          leaf('搜索'),
          { name: '预约', type: 'miniprogram', appid: 'wx', pagepath: 'p', url: 'u' },
        ],
      },
    ]
    expect(drawPreview({ button: menu }, pen(80, 'zh'))).toBe(
      `
                                ╭────────────────────────╮
                                │ 搜索              网页 │
                                ├────────────────────────┤
                                │ 预约            小程序 │
                                ╰────────────┬───────────╯
╭───┬──────────────────────────┬─────────────┴────────────╮
│ ⌨ │      今日歌曲  事件      │          ≡ 菜单          │
╰───┴──────────────────────────┴──────────────────────────╯`.slice(1),
    )
  })

  test('on 40 columns names go over two lines, and what they do is told only where there is room', () => {
    const menu = [
      { name: '一二三四五', sub_button: [leaf('一二三四五六七八九'), leaf('Latest products & news')] },
      leaf('二'),
      { name: '三', sub_button: [leaf('一二')] },
    ]
    expect(draw(menu, 40)).toBe(
      `
    ╭─────────╮
    │一二三四 │
    │五六七八…│
    ├─────────┤
    │Latest   │
    │products │            ╭──────────╮
    │…        │            │一二  link│
    ╰─────┬───╯            ╰─────┬────╯
╭───┬─────┴────┬───────────┬─────┴─────╮
│ ⌨ │≡一二三四…│ 二  link  │   ≡ 三    │
╰───┴──────────┴───────────┴───────────╯`.slice(1),
    )
  })

  const awkward = [
    '</script>',
    'é́́',
    '👨‍👩‍👧 一',
    'שלום',
    'a\u202eb',
    'x\u001b[31mred',
    '一二三四五六七八九',
    ' ',
  ]
  test.each([24, 30, 40, 57, 80, 200])('keeps to %d columns whatever the names are', (columns) => {
    for (const name of awkward)
      for (const count of [1, 2, 3]) {
        const parent = { name, sub_button: awkward.slice(0, 5).map(leaf) }
        const lines = draw(Array(count).fill(parent), columns).split('\n')
        for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns)
        const widths = lines.slice(-3).map((line) => stringWidth(line))
        expect(new Set(widths).size, lines.join('\n')).toBe(1)
      }
  })

  test('nothing in a name steers the terminal', () => {
    const drawn = draw([{ name: 'a\u001b[2J', sub_button: [leaf('b\u202ec\rd\u0007')] }])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(drawn).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  })

  test('a type that only the console makes is named as it is', () => {
    expect(draw([{ name: 'a', type: 'video', value: 'x' }])).toContain('a  video')
  })

  test('without buttons there is nothing to draw', () => {
    expect(draw([])).toBe('')
  })
})

test('the menus of a file are listed with who sees them, an arrow before the drawn one', () => {
  const menus: PreviewMenu[] = [
    { button: [] },
    { matchrule: { tag: '星标组' }, button: [] },
    { matchrule: { client_platform_type: '3' }, button: [] },
  ]
  expect(drawVariants(menus, 1, pen(80))).toBe(
    `
  default menu
→ conditional menu 1  tag=星标组
  conditional menu 2  client_platform_type=3 (other systems)`.slice(1),
  )
  expect(drawVariants(menus, 2, pen(80, 'zh'))).toContain(
    '→ 个性化菜单 2  client_platform_type=3（其他系统）',
  )
})
