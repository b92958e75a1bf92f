import { describe, expect, test } from 'vitest'
import { firstDifference, sameMenu } from '../../src/menu/compare'
import { normaliseMenu } from '../../src/menu/normalise'

const menu = (...button: object[]) => normaliseMenu({ button })
const click = { name: 'a', type: 'click', key: 'k' }
const conditional = (matchrule: object, button: object[] = [click]) =>
  normaliseMenu({ button: [click], conditionalmenu: [{ matchrule, button }] })

describe('the same menu', () => {
  test.each([
    ['in another order of keys', menu(click), menu({ key: 'k', type: 'click', name: 'a' })],
    ['with a field that WeChat added', menu(click), menu({ ...click, added: { by: 'WeChat' } })],
    [
      'with an unknown field in another order',
      menu({ ...click, x: { a: 1, b: 2 } }),
      menu({ ...click, x: { b: 2, a: 1 } }),
    ],
    ['with a field that the type does not use', menu(click), menu({ ...click, url: 'https://a.cn' })],
    ['with an empty field', menu(click), menu({ ...click, pagepath: '' })],
    ['with a number in a matchrule', conditional({ tag_id: '2' }), conditional({ tag_id: 2 })],
    ['with empty fields in a matchrule', conditional({ tag_id: '2' }), conditional({ tag_id: '2', sex: '' })],
    [
      'with a matchrule in another order',
      conditional({ tag_id: '2', client_platform_type: '1' }),
      conditional({ client_platform_type: 1, tag_id: 2 }),
    ],
    ['with group_id in place of tag_id', conditional({ tag_id: '2' }), conditional({ group_id: 2 })],
  ])('%s', (_, a, b) => {
    expect([firstDifference(a, b), firstDifference(b, a)]).toEqual([undefined, undefined])
  })
})

describe('another menu: where it differs first', () => {
  test.each([
    ['a name', menu(click), menu({ ...click, name: 'b' }), 'button[0].name'],
    ['a key', menu(click), menu({ ...click, key: 'K' }), 'button[0].key'],
    ['one more button', menu(click), menu(click, click), 'button[1]'],
    [
      'a sub-button',
      menu({ name: 'm', sub_button: [click, click] }),
      menu({ name: 'm', sub_button: [click, { ...click, key: 'x' }] }),
      'button[0].sub_button[1].key',
    ],
    ['an unknown field that both have', menu({ ...click, x: 1 }), menu({ ...click, x: 2 }), 'button[0].x'],
    [
      'a matchrule',
      conditional({ tag_id: '2' }),
      conditional({ tag_id: '3' }),
      'conditionalmenu[0].matchrule',
    ],
    [
      'a withdrawn field',
      conditional({ tag_id: '2' }),
      conditional({ tag_id: '2', sex: '1' }),
      'conditionalmenu[0].matchrule',
    ],
    [
      'a conditional button',
      conditional({ tag_id: '2' }),
      conditional({ tag_id: '2' }, [{ ...click, key: 'x' }]),
      'conditionalmenu[0].button[0].key',
    ],
    ['no conditional menu', conditional({ tag_id: '2' }), menu(click), 'conditionalmenu[0]'],
  ])('%s', (_, a, b, path) => {
    expect([firstDifference(a, b), firstDifference(b, a)]).toEqual([path, path])
    expect(sameMenu(a, b)).toBe(false)
  })
})
