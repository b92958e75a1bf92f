import { describe, expect, test } from 'vitest'
import { click, sandbox, view } from './support'

const CREATE = '/cgi-bin/menu/create'
const done = { errcode: 0, errmsg: 'ok' }
const han = (count: number) => '菜'.repeat(count)

describe('what menu/create refuses', () => {
  const top = (button: object) => ({ button: [button] })
  const sub = (button: object) => ({ button: [{ name: 'p', sub_button: [button] }] })
  const mini = {
    type: 'miniprogram',
    name: 'm',
    url: 'https://a.cn',
    appid: 'wx0123456789abcdef',
    pagepath: 'p',
  }
  const cases: [string, unknown, number][] = [
    ['an empty body', '', 44002],
    ['only blanks', '  \n', 44002],
    ['no JSON', '{"button":', 47001],
    ['a list', '[]', 47001],
    ['a text', '"x"', 47001],
    ['a byte order mark', '\uFEFF{"button":[]}', 47001],
    ['escaped Han', '{"button":[{"type":"click","name":"\\u4eca","key":"K"}]}', 40033],
    ['no button', {}, 40016],
    ['the wrapped body of menu/get', { menu: { button: [click()] } }, 40016],
    [
      'the body of get_current_selfmenu_info',
      { is_menu_open: 1, selfmenu_info: { button: [click()] } },
      40016,
    ],
    ['no buttons', { button: [] }, 40016],
    ['4 buttons', { button: [click(), click(), click(), click()] }, 40016],
    ['button is no list', { button: 'x' }, 47001],
    ['a button that is a text', { button: ['x'] }, 47001],
    ['a name that is a number', top({ type: 'click', name: 1, key: 'K' }), 47001],
    ['6 children', { button: [{ name: 'p', sub_button: Array.from({ length: 6 }, () => click()) }] }, 40023],
    ['a third level', sub({ name: 'p', sub_button: [click()] }), 40022],
    ['a parent with a type', top({ ...click(), sub_button: [click()] }), 40017],
    ['a button without action', top({ name: 'p', sub_button: [] }), 65308],
    ['top: no name', top({ type: 'click', key: 'K' }), 40018],
    ['top: an empty name', top(click('')), 40018],
    ['top: a name of 17 bytes', top(click('12345678901234567')), 40018],
    ['top: a name of 6 Han characters', top(click(han(6))), 40018],
    ['a parent with a name of 17 bytes', top({ name: '12345678901234567', sub_button: [click()] }), 40018],
    ['sub: an empty name', sub(click('')), 40025],
    ['sub: a name of 61 bytes', sub(click(`${han(20)}a`)), 40025],
    ['top: no type', top({ name: 'a', key: 'K' }), 40017],
    ['top: an unknown type', top({ ...click(), type: 'tap' }), 40017],
    ['top: a type in capitals', top({ ...click(), type: 'CLICK' }), 40017],
    ['top: a type of the web console', top({ ...click(), type: 'text' }), 40017],
    ['sub: an unknown type', sub({ ...click(), type: 'tap' }), 40024],
    ['top: no key', top({ type: 'click', name: 'a' }), 40019],
    ['top: a key of 129 bytes', top({ ...click(), key: 'k'.repeat(129) }), 40019],
    ['sub: no key', sub({ type: 'scancode_push', name: 'a' }), 40026],
    ['top: no url', top({ type: 'view', name: 'a' }), 40020],
    ['top: a url of 1025 bytes', top(view(`https://a.cn/${'x'.repeat(1012)}`)), 40020],
    ['top: a url without scheme', top(view('www.qq.com')), 40055],
    ['top: a url of another scheme', top(view('ftp://www.qq.com')), 40055],
    ['top: a url without host', top(view('https:///x')), 40055],
    ['sub: no url', sub({ type: 'view', name: 'a' }), 40027],
    ['sub: a url without scheme', sub(view('www.qq.com')), 40054],
    ['top: no media_id', top({ type: 'media_id', name: 'a' }), 40117],
    ['sub: no media_id', sub({ type: 'media_id', name: 'a' }), 40118],
    ['no article_id', top({ type: 'article_id', name: 'a' }), 53600],
    ['a mini program without url', top({ ...mini, url: '' }), 40020],
    ['a mini program without appid', top({ ...mini, appid: undefined }), 40166],
    ['a mini program with a wrong appid', top({ ...mini, appid: 'wx1' }), 40166],
    ['a mini program without pagepath', top({ ...mini, pagepath: undefined }), 40165],
  ]
  test.each(cases)('%s', async (_name, body, errcode) => {
    const { api } = await sandbox()
    expect(await api(CREATE, body)).toMatchObject({ errcode })
    expect(await api('/cgi-bin/menu/get')).toMatchObject({ errcode: 46003 })
  })

  test('bytes that are not UTF-8', async () => {
    const { send, token } = await sandbox()
    const body = Buffer.from([
      ...Buffer.from('{"button":[{"type":"click","name":"'),
      0xb2,
      0xcb,
      ...Buffer.from('","key":"K"}]}'),
    ])
    const answer = await send(`${CREATE}?access_token=${await token()}`, { method: 'POST', body })
    expect(answer).toMatchObject({ errcode: 40033 })
  })

  test.each([
    ['media', { type: 'media_id', name: 'a', media_id: 'M2' }, 40007],
    ['articles', { type: 'article_id', name: 'a', article_id: 'M2' }, 53600],
    ['miniprograms', { ...mini, appid: 'wx00000000000000ff' }, 45064],
  ])('%s that the account does not have', async (list, button, errcode) => {
    const { api, control } = await sandbox()
    expect(await api(CREATE, top(button))).toEqual(done)
    await control('account', { [list]: ['M1'] })
    expect(await api(CREATE, top(button))).toMatchObject({ errcode })
  })
})

describe('what menu/create takes', () => {
  const largest = {
    button: Array.from({ length: 3 }, () => ({
      name: '1234567890123456',
      sub_button: Array.from({ length: 5 }, () => ({ type: 'click', name: han(20), key: 'k'.repeat(128) })),
    })),
  }
  test.each([
    ['the largest menu', largest],
    ['an empty sub_button on a leaf', { button: [{ ...click(), sub_button: [] }] }],
    ['a url of 1024 bytes', { button: [view(`https://a.cn/${'x'.repeat(1011)}`)] }],
    ['an escape of ASCII', '{"button":[{"type":"view","name":"a","url":"http://a.cn/?a\\u0026b"}]}'],
    ['a backslash before u', { button: [{ type: 'click', name: 'a', key: '\\u4eca' }] }],
    ['unknown keys', { button: [{ ...click(), colour: 'red' }], version: 2 }],
  ])('%s', async (_name, body) => {
    const { api } = await sandbox()
    expect(await api(CREATE, body)).toEqual(done)
  })

  test('every type comes back with its fields and an empty sub_button', async () => {
    const { api } = await sandbox()
    const leaves = [
      ...['click', 'scancode_push', 'scancode_waitmsg', 'pic_sysphoto', 'pic_photo_or_album'],
      ...['pic_weixin', 'location_select'],
    ].map((type) => ({ type, name: type, key: type.toUpperCase() }))
    const others = [
      { type: 'view', name: 'view', url: 'https://a.cn/x' },
      { type: 'media_id', name: 'media', media_id: 'M' },
      { type: 'view_limited', name: 'old', media_id: 'M' },
      { type: 'article_id', name: 'article', article_id: 'A' },
      { type: 'article_view_limited', name: 'article', article_id: 'A' },
      { type: 'miniprogram', name: 'mini', url: 'http://a.cn', appid: 'wx0123456789abcdef', pagepath: 'p/a' },
    ]
    const all = [...leaves, ...others]
    const button = [0, 5, 10].map((at) => ({ name: 'p', sub_button: all.slice(at, at + 5) }))
    expect(await api(CREATE, { button })).toEqual(done)
    expect(await api('/cgi-bin/menu/get')).toEqual({
      menu: {
        button: button.map((parent) => ({
          name: 'p',
          sub_button: parent.sub_button.map((leaf) => ({ ...leaf, sub_button: [] })),
        })),
      },
    })
  })
})

describe('the life of a default menu', () => {
  test('created, read, replaced, deleted', async () => {
    const { api } = await sandbox()
    expect(await api('/cgi-bin/menu/get')).toMatchObject({
      errcode: 46003,
      errmsg: expect.stringMatching(/^menu no exist rid: /),
    })
    await api(CREATE, { button: [click('one')] })
    await api(CREATE, { button: [view('https://a.cn', '二')] })
    expect(await api('/cgi-bin/menu/get')).toEqual({
      menu: { button: [{ type: 'view', name: '二', url: 'https://a.cn', sub_button: [] }] },
    })
    expect(await api('/cgi-bin/menu/delete')).toEqual(done)
    expect(await api('/cgi-bin/menu/get')).toMatchObject({ errcode: 46003 })
    expect(await api('/cgi-bin/menu/delete')).toEqual(done)
  })

  test('a refused menu leaves the former one alone', async () => {
    const { api } = await sandbox()
    await api(CREATE, { button: [click('one')] })
    await api(CREATE, { button: [] })
    expect(await api('/cgi-bin/menu/get')).toHaveProperty('menu.button.0.name', 'one')
  })

  test.each([
    ['/cgi-bin/menu/create', undefined, 43002, 'require POST method'],
    ['/cgi-bin/menu/addconditional', undefined, 43002, 'require POST method'],
    ['/cgi-bin/menu/get', {}, 43001, 'require GET method'],
    ['/cgi-bin/menu/delete', {}, 43001, 'require GET method'],
  ])('the wrong method at %s', async (path, body, errcode, errmsg) => {
    const { api } = await sandbox()
    expect(await api(path, body)).toMatchObject({ errcode, errmsg: expect.stringContaining(errmsg) })
  })

  test.each([
    ['/cgi-bin/menu/create', { button: [click()] }],
    ['/cgi-bin/menu/get', undefined],
    ['/cgi-bin/menu/delete', undefined],
    ['/cgi-bin/menu/addconditional', { button: [click()], matchrule: { tag_id: '2' } }],
    ['/cgi-bin/menu/delconditional', { menuid: '1' }],
    ['/cgi-bin/menu/trymatch', { user_id: 'sandbox_alice' }],
  ])('an unverified account may not call %s', async (path, body) => {
    const { api, control } = await sandbox()
    await control('account', { verified: false })
    expect(await api(path, body)).toMatchObject({
      errcode: 48001,
      errmsg: expect.stringMatching(/^api unauthorized rid: /),
    })
    expect(await api('/cgi-bin/get_current_selfmenu_info')).toEqual({ is_menu_open: 0 })
  })

  test('a test account may', async () => {
    const { api, control } = await sandbox()
    await control('account', { test: true })
    expect(await api(CREATE, { button: [click()] })).toEqual(done)
  })
})

describe('get_current_selfmenu_info', () => {
  const SELF = '/cgi-bin/get_current_selfmenu_info'

  test('says no more than closed on a fresh account', async () => {
    const { api } = await sandbox()
    expect(await api(SELF)).toEqual({ is_menu_open: 0 })
  })

  test('shows a menu of the API with children under list', async () => {
    const { api } = await sandbox()
    await api(CREATE, { button: [click('x'), { name: 'p', sub_button: [view('https://a.cn')] }] })
    expect(await api(SELF)).toEqual({
      is_menu_open: 1,
      selfmenu_info: {
        button: [
          { type: 'click', name: 'x', key: 'K' },
          { name: 'p', sub_button: { list: [{ type: 'view', name: 'a', url: 'https://a.cn' }] } },
        ],
      },
    })
    await api('/cgi-bin/menu/delete')
    expect(await api(SELF)).toEqual({ is_menu_open: 0 })
  })

  test('shows a menu of the web console, which menu/get does not', async () => {
    const { api, control } = await sandbox()
    const news = {
      list: [
        {
          title: 't',
          author: '',
          digest: '',
          show_cover: 0,
          cover_url: '',
          content_url: 'http://a',
          source_url: '',
        },
      ],
    }
    const button = [
      { type: 'text', name: '文', value: '你好' },
      {
        name: 'p',
        sub_button: [
          { type: 'news', name: 'n', value: 'M', news_info: news },
          { type: 'img', name: 'i', value: 'x' },
        ],
      },
    ]
    await control('menu', { selfmenu_info: { button } })
    const shown = async () => JSON.parse(JSON.stringify(await api(SELF)))
    const [first, second] = [await shown(), await shown()]
    expect(first).toMatchObject({
      is_menu_open: 1,
      selfmenu_info: {
        button: [
          button[0],
          { name: 'p', sub_button: { list: [button[1]?.sub_button?.[0], { type: 'img', name: 'i' }] } },
        ],
      },
    })
    const image = (answer: typeof first) => answer.selfmenu_info.button[1].sub_button.list[1].value
    expect(image(first)).not.toBe(image(second)) // a temporary media id, another one at each call
    expect(await api('/cgi-bin/menu/get')).toMatchObject({ errcode: 46003 })
    await api(CREATE, { button: [click('api')] })
    expect(await api(SELF)).toHaveProperty('selfmenu_info.button.0.name', 'api')
  })

  test('shows a closed menu that still has contents', async () => {
    const { api, control } = await sandbox()
    await control('menu', {
      selfmenu_info: { button: [{ type: 'text', name: 'a', value: 'b' }] },
      is_menu_open: 0,
    })
    expect(await api(SELF)).toMatchObject({ is_menu_open: 0, selfmenu_info: { button: [{ name: 'a' }] } })
  })
})
