import { describe, expect, test } from 'vitest'
import { ALICE, BOB, CAROL, click, DAVE, ERIN, FRANK, type Json, sandbox, view } from './support'

const ADD = '/cgi-bin/menu/addconditional'
const MATCH = '/cgi-bin/menu/trymatch'

/** A sandbox with a default menu. */
async function started() {
  const box = await sandbox()
  await box.api('/cgi-bin/menu/create', { button: [click('default')] })
  const add = (name: string, matchrule: Json, button: object = click(name)) =>
    box.api(ADD, { button: [button], matchrule })
  /** The name of the first button that a user sees. */
  const seen = async (user_id: string) => {
    const answer = (await box.api(MATCH, { user_id })) as { button?: { name: string }[] }
    return answer.button?.[0]?.name
  }
  return { ...box, add, seen }
}

describe('addconditional', () => {
  test('answers the menuid as a number, and menu/get shows numbers that ascend, a tag as a group', async () => {
    const { api, add } = await started()
    const [first, second] = [await add('ios', { client_platform_type: '1' }), await add('tag', { tag_id: 2 })]
    expect(Object.keys(first)).toEqual(['menuid'])
    expect(first.menuid).toBeTypeOf('number')
    expect(String(first.menuid)).toMatch(/^\d{9}$/)
    const shown = await api('/cgi-bin/menu/get')
    expect(shown).toEqual({
      menu: { button: [{ ...click('default'), sub_button: [] }], menuid: expect.any(Number) },
      conditionalmenu: [
        {
          button: [{ ...click('ios'), sub_button: [] }],
          matchrule: { client_platform_type: '1' },
          menuid: first.menuid,
        },
        {
          button: [{ ...click('tag'), sub_button: [] }],
          matchrule: { group_id: '2' },
          menuid: second.menuid,
        },
      ],
    })
    const { menu, conditionalmenu } = shown as {
      menu: { menuid: number }
      conditionalmenu: { menuid: number }[]
    }
    const ids = [menu.menuid, ...conditionalmenu.map(({ menuid }) => menuid)]
    expect(ids).toEqual([...ids].sort((a, b) => a - b))
  })

  test.each([
    ['no matchrule', undefined, 65304],
    ['an empty matchrule', {}, 65304],
    ['only empty fields', { tag_id: '', client_platform_type: '' }, 65304],
    ['only unknown fields', { colour: 'red' }, 65304],
    ['sex', { sex: '1' }, 65320],
    ['country beside a tag', { tag_id: '2', country: '中国' }, 65320],
    ['province', { province: '广东' }, 65320],
    ['city', { city: '广州' }, 65320],
    ['language', { language: 'zh_CN' }, 65320],
    ['a list', [], 47001],
    ['a tag that is a list', { tag_id: [2] }, 47001],
    ['platform 4', { client_platform_type: '4' }, 47001],
  ])('refuses %s', async (_name, matchrule, errcode) => {
    const { api } = await started()
    expect(await api(ADD, { button: [click()], matchrule })).toMatchObject({ errcode })
  })

  test('needs a default menu', async () => {
    const { api } = await sandbox()
    expect(await api(ADD, { button: [click()], matchrule: { tag_id: '2' } })).toMatchObject({
      errcode: 65303,
      errmsg: expect.stringContaining('there is no selfmenu, please create selfmenu first'),
    })
  })

  test('checks its buttons as create does', async () => {
    const { api } = await started()
    expect(await api(ADD, { button: [], matchrule: { tag_id: '2' } })).toMatchObject({ errcode: 40016 })
  })

  test('allows three link domains over all conditional menus', async () => {
    const { api, add } = await started()
    const { menuid } = await add('a', { tag_id: '2' }, view('https://a.cn/1'))
    await add('b', { tag_id: '2' }, view('https://b.cn'))
    await add('c', { tag_id: '2' }, { name: 'p', sub_button: [view('https://c.cn'), view('https://a.cn/2')] })
    expect(await add('d', { tag_id: '2' }, view('https://d.cn'))).toMatchObject({ errcode: 65316 })
    expect(await add('e', { tag_id: '2' }, view('https://B.cn/other'))).toHaveProperty('menuid')
    await api('/cgi-bin/menu/create', { button: [view('https://default.cn')] })
    await api('/cgi-bin/menu/delconditional', { menuid })
    expect(await add('f', { tag_id: '2' }, view('https://d.cn'))).toMatchObject({ errcode: 65316 }) // a.cn stands in c
  })
})

describe('delconditional', () => {
  test('takes the menuid as text or number', async () => {
    const { api, add } = await started()
    const [one, two] = [await add('a', { tag_id: '2' }), await add('b', { tag_id: '2' })]
    expect(await api('/cgi-bin/menu/delconditional', { menuid: one.menuid })).toEqual({
      errcode: 0,
      errmsg: 'ok',
    })
    expect(await api('/cgi-bin/menu/delconditional', { menuid: Number(two.menuid) })).toMatchObject({
      errcode: 0,
    })
    expect(Object.keys(await api('/cgi-bin/menu/get'))).toEqual(['menu'])
  })

  test('refuses the default menu, an unknown one and none', async () => {
    const { api, add } = await started()
    await add('a', { tag_id: '2' })
    const { menu } = (await api('/cgi-bin/menu/get')) as { menu: { menuid: number } }
    for (const menuid of [menu.menuid, '1', undefined])
      expect(await api('/cgi-bin/menu/delconditional', { menuid })).toMatchObject({
        errcode: 65301,
        errmsg: expect.stringContaining('this menu is not conditionalmenu'),
      })
  })
})

test('creating the default menu leaves the conditional ones; deleting it deletes all', async () => {
  const { api, add } = await started()
  await add('a', { tag_id: '2' })
  await api('/cgi-bin/menu/create', { button: [click('new')] })
  expect(await api('/cgi-bin/menu/get')).toHaveProperty('conditionalmenu.0.button.0.name', 'a')
  await api('/cgi-bin/menu/delete')
  await api('/cgi-bin/menu/create', { button: [click('new')] })
  expect(await api('/cgi-bin/menu/get')).not.toHaveProperty('conditionalmenu')
})

describe('trymatch', () => {
  test('answers the bare buttons', async () => {
    const { api } = await started()
    expect(await api(MATCH, { user_id: ALICE })).toEqual({
      button: [{ ...click('default'), sub_button: [] }],
    })
  })

  test('knows users by openid and by WeChat id, and nobody else', async () => {
    const { api, seen } = await started()
    expect([await seen(BOB), await seen('sandbox_bob')]).toEqual(['default', 'default'])
    expect(await api(MATCH, { user_id: 'nobody' })).toMatchObject({ errcode: 65302 })
    expect(await api(MATCH, {})).toMatchObject({ errcode: 65302 })
    expect(await api(MATCH, { user_id: FRANK })).toMatchObject({ errcode: 65315 })
  })

  test('without any menu', async () => {
    const { api } = await sandbox()
    expect(await api(MATCH, { user_id: ALICE })).toMatchObject({ errcode: 46003 })
  })

  test('picks by tag, by platform, and by both together', async () => {
    const { add, seen } = await started()
    await add('ios', { client_platform_type: '1' })
    await add('android', { client_platform_type: 2 })
    await add('star', { tag_id: '2' })
    await add('star on ios', { tag_id: '2', client_platform_type: '1' })
    expect([
      await seen(ALICE),
      await seen(BOB),
      await seen(CAROL),
      await seen(DAVE),
      await seen(ERIN),
    ]).toEqual([
      'star on ios',
      'android',
      'ios', // her last tag is VIP
      'default',
      'star',
    ])
  })

  test('tries the newest menu first', async () => {
    const { add, seen } = await started()
    await add('star on ios', { tag_id: '2', client_platform_type: '1' })
    await add('ios', { client_platform_type: '1' })
    expect(await seen(ALICE)).toBe('ios')
  })

  test('goes by the tag that was set last', async () => {
    const { api, add, seen } = await started()
    await add('star', { tag_id: '2' })
    await add('vip', { tag_id: '100' })
    const tagging = (action: string, tagid: number) =>
      api(`/cgi-bin/tags/members/${action}`, { openid_list: [ALICE], tagid })
    expect(await seen(ALICE)).toBe('star')
    await tagging('batchtagging', 100)
    expect(await seen(ALICE)).toBe('vip')
    await tagging('batchtagging', 2)
    expect(await seen(ALICE)).toBe('star')
    await tagging('batchuntagging', 2)
    expect(await seen(ALICE)).toBe('vip')
  })

  test('never picks an old menu with a withdrawn field, which menu/get still shows', async () => {
    const { api, control, seen } = await started()
    const matchrule = { client_platform_type: '1', sex: '1' }
    await control('menu', {
      button: [click('default')],
      conditionalmenu: [{ button: [click('old')], matchrule }],
    })
    expect(await seen(ALICE)).toBe('default')
    expect(await api('/cgi-bin/menu/get')).toHaveProperty('conditionalmenu.0.matchrule', matchrule)
  })
})
