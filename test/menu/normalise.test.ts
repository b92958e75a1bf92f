import { describe, expect, test } from 'vitest'
import { normaliseMenu } from '../../src/menu/normalise'
import { read } from './rules/reading'

const leaf = (key: string) => ({ name: key, type: 'click', key })
const menu = (key: string, menuid?: number | string) => ({
  matchrule: { tag_id: 2 },
  button: [leaf(key)],
  ...(menuid !== undefined && { menuid }),
})
const order = (...conditionalmenu: object[]) =>
  normaliseMenu({ button: [leaf('default')], conditionalmenu }).conditional.map(
    ({ button }) => button[0]?.key,
  )

describe('the order of conditional menus', () => {
  test('is that of the file where there are no ids, or not everywhere', () => {
    expect(order(menu('a'), menu('b'))).toEqual(['a', 'b'])
    expect(order(menu('a', 1), menu('b', 2), menu('c'))).toEqual(['a', 'b', 'c'])
    expect(order(menu('a', 1), menu('b', ''))).toEqual(['a', 'b'])
  })

  test('is newest first in an answer of WeChat, whose ids are numbers or text of any length', () => {
    expect(order(menu('a', 9), menu('b', '10'), menu('c', 11))).toEqual(['c', 'b', 'a'])
    expect(order(menu('a', '99999999999999999998'), menu('b', '99999999999999999999'))).toEqual(['b', 'a'])
  })

  test('decides which of two equal matchrules is never used', () => {
    const told = (text: string) => read(text).findings.map(({ rule, line }) => [rule, line])
    const document = (...menus: object[]) =>
      [
        '{ "button": [{ "name": "a", "type": "click", "key": "k" }], "conditionalmenu": [',
        menus.map((each) => JSON.stringify(each)).join(',\n'),
        '] }',
      ].join('\n')
    expect(told(document(menu('a'), menu('b')))).toEqual([['matchrule-duplicate', 3]])
    expect(told(document(menu('a', 1), menu('b', 2)))).toEqual([['matchrule-duplicate', 2]])
  })
})

describe('fields', () => {
  test('that are known but not used are dropped, of parents as of others; unknown ones are kept', () => {
    const { button } = normaliseMenu({
      button: [
        { ...leaf('a'), url: 'https://a.cn', x: 1 },
        { name: 'm', type: 'click', key: 'k', x: 1, sub_button: [leaf('b')] },
      ],
    })
    expect(button).toEqual([
      { ...leaf('a'), x: 1 },
      { name: 'm', x: 1, sub_button: [leaf('b')] },
    ])
  })
})
