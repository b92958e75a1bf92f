import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameMenu } from '../../src/menu/diff/compare'
import { normaliseMenu } from '../../src/menu/normalise'
import { menuDocument, menuJson, menuYaml } from '../../src/menu/write'
import { menus } from './arbitrary'
import { read, told } from './rules/reading'

test('a menu that is written and read again is the same menu, without an error', () => {
  fc.assert(
    fc.property(menus, (menu) => {
      const file = read(menuYaml(menu), { A: 'filled' })
      expect(told(file).filter((finding) => !finding.includes('('))).toEqual([])
      expect(file.menu).toEqual(menu)
    }),
  )
})

test("WeChat's form of a menu, with empty sub_buttons and ids, is the same menu", () => {
  const asWeChat = (button: object): object => {
    const { sub_button: children = [], ...rest } = button as { sub_button?: object[] }
    return { ...rest, sub_button: children.map(asWeChat) }
  }
  fc.assert(
    fc.property(menus, (menu) => {
      const document = {
        menu: { button: menu.button.map(asWeChat), menuid: 1 },
        conditionalmenu: menu.conditional.map(({ button, matchrule }, index) => ({
          button: button.map(asWeChat),
          matchrule: { ...matchrule, tag_id: Number(matchrule.tag_id) },
          menuid: 1000 - index, // the newest is tried first
        })),
      }
      expect(sameMenu(normaliseMenu(document), menu)).toBe(true)
    }),
  )
})

test('a menu file is written in the order in which people write it', () => {
  const menu = normaliseMenu({
    button: [{ url: 'https://a.cn/${x}', type: 'view', name: '今日', sub_button: [] }],
    conditionalmenu: [
      { menuid: 7, button: [{ type: 'click', name: 'b', key: '001' }], matchrule: { tag_id: 2 } },
    ],
  })
  expect(menuYaml(menu, 'one\ntwo')).toBe(`# one
# two

button:
  - name: 今日
    type: view
    url: https://a.cn/$\${x}
conditionalmenu:
  - matchrule:
      tag_id: "2"
    button:
      - name: b
        type: click
        key: "001"
`)
})

test('a menu without conditional menus has no such key', () => {
  expect(menuDocument(normaliseMenu({ button: [] }))).toEqual({ button: [] })
})

test('a menu that is written as JSON and read again is the same menu', () => {
  fc.assert(
    fc.property(menus, (menu) => {
      const text = menuJson(menu, 'https://a.cn/menu.schema.json')
      expect(JSON.parse(text).$schema).toBe('https://a.cn/menu.schema.json')
      expect(read(text, { A: 'filled' }).menu).toEqual(menu)
    }),
  )
})
