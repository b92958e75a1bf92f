import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import Api from 'wechat-api'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { ALICE, click, type Json, sandbox, view } from '../sandbox/support'
import { beginnings, png } from '../support/media'
import { temporaryDirectory, wxadmin } from '../support/run'

type Method<Args extends unknown[]> = (
  ...args: [...Args, (error: Error | null, answer: Json) => void]
) => void

async function pointed() {
  const box = await sandbox()
  const client = new Api(SANDBOX_APPID, SANDBOX_SECRET)
  client.endpoint = box.url
  const call =
    <Args extends unknown[]>(method: Method<Args>) =>
    (...args: Args) =>
      new Promise<Json>((resolve, reject) => {
        method.call(client, ...args, (error: Error | null, answer: Json) =>
          error ? reject(error) : resolve(answer),
        )
      })
  return { ...box, client, call }
}

describe('the npm SDK wechat-api against the sandbox', () => {
  test('creates, reads and deletes a menu', async () => {
    const { client, call, send } = await pointed()
    const menu = {
      button: [click('今日歌曲'), { name: '菜单', sub_button: [view('http://www.soso.com/', '搜索')] }],
    }
    expect(await call(client.createMenu)(menu)).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await call(client.getMenu)()).toEqual({
      menu: {
        button: [
          { ...click('今日歌曲'), sub_button: [] },
          { name: '菜单', sub_button: [{ ...view('http://www.soso.com/', '搜索'), sub_button: [] }] },
        ],
      },
    })
    expect(await call(client.getMenuConfig)()).toMatchObject({ is_menu_open: 1 })
    expect(await call(client.removeMenu)()).toEqual({ errcode: 0, errmsg: 'ok' })
    await expect(call(client.getMenu)()).rejects.toMatchObject({ name: 'WeChatAPIError', code: 46003 })
    expect(await send('/sandbox/calls')).toMatchObject({ '/cgi-bin/token': 1, '/cgi-bin/menu/create': 1 })
  })

  test('creates, tries and deletes a conditional menu', async () => {
    const { client, call } = await pointed()
    await call(client.createMenu)({ button: [click('all')] })
    const { menuid } = await call(client.createCustomMenu)({
      button: [click('ios')],
      matchrule: { client_platform_type: '1' },
    })
    expect(await call(client.testCustomMenu)(ALICE)).toHaveProperty('button.0.name', 'ios')
    expect(await call(client.removeCustomMenu)(menuid)).toMatchObject({ errcode: 0 })
    expect(await call(client.testCustomMenu)(ALICE)).toHaveProperty('button.0.name', 'all')
  })

  test('meets the platform’s errors', async () => {
    const { client, call } = await pointed()
    await expect(call(client.createMenu)({ button: [] })).rejects.toMatchObject({ code: 40016 })
    const wrong = new Api(SANDBOX_APPID, 'f'.repeat(32))
    wrong.endpoint = client.endpoint
    await expect(promisify(wrong.getMenu.bind(wrong))()).rejects.toMatchObject({ code: 40125 })
  })

  test('sees that its token was superseded', async () => {
    const { client, call, control } = await pointed()
    await call(client.getTags)()
    await control('expire', { superseded: true })
    // it tries once more with the token it keeps, and then reports the code
    await expect(call(client.getTags)()).rejects.toMatchObject({ code: 40001 })
  })

  test('tags and users', async () => {
    const { client, call } = await pointed()
    expect(await call(client.createTag)('新')).toEqual({ tag: { id: 102, name: '新' } })
    expect(await call(client.getUser)(ALICE)).toMatchObject({ subscribe: 1, openid: ALICE, tagid_list: [2] })
  })
})

/** The SDK hands out JSON as bytes here: it looks for a type that is written in another way. */
const jsonIn = (answer: unknown): unknown => JSON.parse(String(answer))

describe('material', () => {
  test('uploaded by the SDK comes back, is listed and deleted', async () => {
    const { client, call } = await pointed()
    const file = join(temporaryDirectory(), 'poster.png')
    writeFileSync(file, png())
    const { media_id, url } = await call(client.uploadMaterial)(file, 'image')
    expect(url).toMatch(/^http/)
    expect(await call(client.getMaterial)(media_id)).toEqual(png())
    expect(await call(client.getMaterialCount)()).toMatchObject({ image_count: 1 })
    expect(await call(client.getMaterials)('image', 0, 20)).toMatchObject({
      item: [{ media_id, name: 'poster.png' }],
    })
    await call(client.createMenu)({ button: [{ name: 'a', type: 'media_id', media_id }] })
    await expect(call(client.removeMaterial)(media_id)).rejects.toMatchObject({ code: 48005 })
    await call(client.removeMenu)()
    expect(await call(client.removeMaterial)(media_id)).toMatchObject({ errcode: 0 })
    expect(jsonIn(await call(client.getMaterial)(media_id))).toMatchObject({ errcode: 40007 })
  })

  test('a video with its words, and what is refused', async () => {
    const { client, call } = await pointed()
    const directory = temporaryDirectory()
    const [film, text] = [join(directory, 'tour.mp4'), join(directory, 'text.png')]
    writeFileSync(film, beginnings.mp4)
    writeFileSync(text, 'hello')
    const words = { title: '导览', introduction: '一分钟' }
    const { media_id } = await call(client.uploadVideoMaterial)(film, words)
    expect(jsonIn(await call(client.getMaterial)(media_id))).toMatchObject({
      title: '导览',
      description: '一分钟',
    })
    await expect(call(client.uploadMaterial)(text, 'image')).rejects.toMatchObject({ code: 40005 })
  })
})

describe('wxadmin and the SDK, one after the other', () => {
  const menu = {
    button: [
      { name: '今日歌曲', type: 'click', key: 'V1001_TODAY_MUSIC' },
      {
        name: '菜单',
        sub_button: [
          { name: '搜索', type: 'view', url: 'https://www.soso.com/' },
          {
            name: '小程序',
            type: 'miniprogram',
            url: 'https://a.example/',
            appid: SANDBOX_APPID,
            pagepath: 'p',
          },
        ],
      },
    ],
  }
  const conditional = {
    button: [{ name: 'iOS', type: 'scancode_push', key: 'k' }],
    matchrule: { client_platform_type: '1' },
  }

  async function both() {
    const { env, ...box } = await pointed()
    const cwd = temporaryDirectory()
    const run = (...argv: string[]) =>
      wxadmin(argv, { cwd, env: { ...env, WXADMIN_CONFIG_DIR: join(cwd, 'store') } })
    return { ...box, cwd, run }
  }

  test('menu get and menu pull read what the SDK made; pushing it again changes nothing', async () => {
    const { client, call, run, send, cwd } = await both()
    await call(client.createMenu)(menu)
    const { menuid } = await call(client.createCustomMenu)(conditional)
    const got = await run('menu', 'get', '--json')
    expect(got.code).toBe(0)
    expect(JSON.parse(got.stdout)).toEqual(await call(client.getMenu)())
    expect(JSON.parse(got.stdout).conditionalmenu).toMatchObject([{ menuid: Number(menuid) }])

    expect(await run('menu', 'pull', '-o', 'menu.yaml')).toMatchObject({ code: 0 })
    const { parse } = await import('yaml')
    const file = parse(readFileSync(join(cwd, 'menu.yaml'), 'utf8'))
    expect(file.button).toEqual(menu.button)
    expect(file.conditionalmenu).toMatchObject([{ button: conditional.button }])
    const pushed = await run('menu', 'push', 'menu.yaml', '--json')
    expect(JSON.parse(pushed.stdout)).toMatchObject({ upToDate: true, changed: false })
    expect(await send('/sandbox/calls')).toMatchObject({
      '/cgi-bin/menu/create': 1,
      '/cgi-bin/menu/addconditional': 1,
    })
  })

  test('the SDK reads and matches what menu push made', async () => {
    const { client, call, run, cwd } = await both()
    writeFileSync(join(cwd, 'menu.json'), JSON.stringify({ ...menu, conditionalmenu: [conditional] }))
    expect(await run('menu', 'push', 'menu.json')).toMatchObject({ code: 0 })
    expect(await call(client.getMenu)()).toMatchObject({
      menu,
      conditionalmenu: [{ ...conditional, menuid: expect.any(Number) }],
    })
    expect(await call(client.testCustomMenu)(ALICE)).toMatchObject({ button: conditional.button })
    expect(await call(client.getMenuConfig)()).toHaveProperty('selfmenu_info.button.0', menu.button[0])
    expect(await run('menu', 'delete', '--yes')).toMatchObject({ code: 0 })
    await expect(call(client.getMenu)()).rejects.toMatchObject({ code: 46003 })
  })

  test('what wxadmin uploads the SDK reads', async () => {
    const { client, call, run, cwd } = await both()
    writeFileSync(join(cwd, '海报.png'), png())
    const { stdout } = await run('media', 'upload', '海报.png')
    expect(await call(client.getMaterial)(stdout.trim())).toEqual(png())
    expect(await call(client.getMaterials)('image', 0, 1)).toMatchObject({ item: [{ name: '海报.png' }] })
  })

  test('their tokens do not end each other: the SDK asks classically, wxadmin for a stable one', async () => {
    const { client, call, run } = await both()
    await call(client.createMenu)(menu)
    expect(await run('token')).toMatchObject({ code: 0 })
    expect(await call(client.getMenu)()).toMatchObject({ menu: {} })
    expect(await run('menu', 'get')).toMatchObject({ code: 0 })
  })
})
