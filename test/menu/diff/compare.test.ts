import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, firstDifference, menuHash, sameMenu } from '../../../src/menu/diff/compare'
import { normaliseMenu } from '../../../src/menu/normalise'
import { menus } from '../arbitrary'

const menu = (...button: object[]) => normaliseMenu({ button })
const click = { name: 'a', type: 'click', key: 'k' }
const conditional = (matchrule: object, button: object[] = [click]) =>
  normaliseMenu({ button: [click], conditionalmenu: [{ matchrule, button }] })

describe('the same menu', () => {
  test.each([
    ['in another order of keys', menu(click), menu({ key: 'k', type: 'click', name: 'a' })],
    ['with a field that WeChat added', menu(click), menu({ ...click, added: { by: 'WeChat' } })],
    [
      'with unknown fields that differ',
      menu({ ...click, x: 1, y: { a: 1, b: 2 } }),
      menu({ ...click, x: 2, y: { b: 2, a: 1 } }),
    ],
    ['with a field that the type does not use', menu(click), menu({ ...click, url: 'https://a.cn' })],
    ['with an unknown field in a matchrule', conditional({ tag_id: '2' }), conditional({ tag_id: 2, x: 1 })],
    [
      'with a field that a parent does not use',
      menu({ name: 'm', sub_button: [click] }),
      menu({ name: 'm', url: 'https://a.cn', x: 1, sub_button: [click] }),
    ],
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
    expect(menuHash(a)).toBe(menuHash(b))
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
    expect(menuHash(a)).not.toBe(menuHash(b))
  })
})

test('what is the same and where it differs are one notion', () => {
  fc.assert(
    fc.property(menus, menus, (a, b) => {
      expect(firstDifference(a, b) === undefined).toBe(canonical(a) === canonical(b))
      expect(firstDifference(a, a)).toBeUndefined()
    }),
  )
})

test('the canonical text is fixed: hashes of it are kept', () => {
  const menu = normaliseMenu({
    button: [{ sub_button: [{ key: 'k', type: 'click', name: 'a' }], name: 'm', x: 1 }],
    conditionalmenu: [{ button: [click], matchrule: { client_platform_type: 1, tag_id: 2 }, menuid: 3 }],
  })
  expect(canonical(menu)).toBe(
    '{"button":[{"name":"m","sub_button":[{"name":"a","type":"click","key":"k"}]}],"conditionalmenu":[{"matchrule":{"tag_id":"2","client_platform_type":"1"},"button":[{"name":"a","type":"click","key":"k"}]}]}',
  )
  expect(menuHash(menu)).toMatch(/^[0-9a-f]{64}$/)
})
