import { Chalk } from 'chalk'
import { expect, test } from 'vitest'
import { changesBetween, countChanges } from '../../src/menu/changes'
import { normaliseMenu } from '../../src/menu/normalise'
import { drawButtons, drawPlan, totalsText } from '../../src/terminal/plan'

const paint = new Chalk({ level: 0 })
const click = (name: string, key: string) => ({ name, type: 'click', key })
const live = normaliseMenu({
  button: [
    click('今日歌曲', 'SONG'),
    { name: '菜单', sub_button: [click('a', 'A'), click('b', 'B'), click('c', 'C')] },
  ],
  conditionalmenu: [{ matchrule: { tag_id: 2 }, button: [click('x', 'X')] }],
})
const wanted = normaliseMenu({
  button: [
    click('今日歌曲', 'SONG'),
    { name: '菜单', sub_button: [click('a', 'A'), { name: 'bb', type: 'click', key: 'B' }, click('d', 'D')] },
  ],
  conditionalmenu: [{ matchrule: { client_platform_type: 1 }, button: [click('y', 'Y')] }],
})

test('a plan shows what changes and counts what stays', () => {
  const changes = changesBetween(live, wanted)
  expect(drawPlan(changes, { paint, language: 'en' })).toBe(`~ default menu
  ~ 菜单
    ~ bb  click  B
        name: b → bb
    + d   click  D
    - c   click  C
      (1 unchanged)
    (1 unchanged)
+ conditional menu client_platform_type=1
  + y  click  Y
- conditional menu tag_id=2
  - x  click  X`)
  expect(totalsText(countChanges(changes), 'en')).toBe('2 added, 1 changed, 2 removed')
  expect(totalsText(countChanges(changes), 'zh')).toBe('新增 2、修改 1、删除 2')
})

test('a menu is drawn with its columns aligned', () => {
  expect(drawButtons(live.button)).toBe(`今日歌曲  click  SONG
菜单
  a  click  A
  b  click  B
  c  click  C`)
})

test('nothing but a replaced menu', () => {
  expect(totalsText(countChanges(changesBetween(live, live)), 'en')).toBe('the same buttons')
})

test('names cannot steer the terminal', () => {
  expect(drawButtons([click('\u001b[31m\u202ered', 'k\n')])).not.toMatch(/[\p{Cc}\u202e]/u)
})
