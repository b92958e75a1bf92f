import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SANDBOX_APPID } from '../../../src/wechat/sandbox-account'
import { wxadminWithPerson } from '../../support/person'
import { platform, text } from '../../support/scripted-platform'
import { conditionals, keys, world } from './world'

describe('menu get', () => {
  test('gives the answer as YAML, and itself with --json', async () => {
    const { menu, place, live } = await world()
    await place(JSON.parse(conditionals(['2', '${literal}'])))
    const answer = await live()
    expect(parse((await menu('get')).stdout)).toEqual(answer)
    expect(JSON.parse((await menu('get', '--json')).stdout)).toEqual(answer)
  })

  test('no digit of an id is lost', async () => {
    const ids = ['9007199254740993', '123456789012345678']
    const menus = ids.map((id) => `{"button":[],"matchrule":{},"menuid":${id}}`).join()
    const body = `{"menu":{"button":[{"name":"1234567890123456789","type":"click","key":"a"}]},"conditionalmenu":[${menus}]}`
    const { url } = await platform((seen) =>
      seen.path === '/cgi-bin/stable_token' ? { access_token: 'of-a-fake', expires_in: 7200 } : text(body),
    )
    const { run } = await world()
    const get = (...flags: string[]) => run(['menu', 'get', ...flags], { env: { WXADMIN_API_BASE: url } })
    const { stdout } = await get('--json')
    expect(stdout.replace(/\s/g, '')).toBe(body)
    expect(stdout).toContain('\n  "menu": {')
    const yaml = (await get()).stdout
    for (const id of ids) expect(yaml).toContain(`menuid: "${id}"`)
  })

  test('no menu is WeChat’s own error', async () => {
    const { menu } = await world()
    expect(await menu('get')).toMatchObject({ code: 5, stdout: '', stderr: expect.stringContaining('46003') })
  })
})

describe('menu match', () => {
  test('draws the menu that a user sees', async () => {
    const { menu, place } = await world()
    await place(JSON.parse(conditionals(['2', 'starred'])))
    expect((await menu('match', 'sandbox_alice')).stdout).toBe('starred  click  starred\n')
    expect((await menu('match', 'sandbox_dave')).stdout).toBe('default  click  default\n')
    expect(JSON.parse((await menu('match', 'sandbox_dave', '--json')).stdout)).toMatchObject({
      button: [{ key: 'default' }],
    })
  })

  test('an unknown user is WeChat’s own error', async () => {
    const { menu, place } = await world()
    await place(JSON.parse(keys('a')))
    expect(await menu('match', 'nobody')).toMatchObject({ code: 5, stderr: expect.stringContaining('65302') })
  })
})

describe('menu delete', () => {
  test('without a terminal needs --yes, and changes nothing', async () => {
    const { menu, place, live } = await world()
    await place(JSON.parse(keys('a')))
    const former = await live()
    expect(await menu('delete')).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('--yes'),
    })
    expect(await live()).toEqual(former)
  })

  test('shows what goes, keeps it, and deletes it all', async () => {
    const { menu, place, live, store } = await world()
    await place(JSON.parse(conditionals(['2', 'x'])))
    const { code, stdout, stderr } = await menu('delete', '--yes')
    expect([code, stdout]).toEqual([0, `${SANDBOX_APPID}: deleted the default menu and 1 conditional menu\n`])
    expect(stderr).toContain(
      '- default menu\n  - default  click  default\n- conditional menu tag_id=2\n  - x  click  x\n',
    )
    expect(readdirSync(join(store, 'history', SANDBOX_APPID))).toHaveLength(1)
    expect(await live()).toMatchObject({ errcode: 46003 })
  })

  test('deleting where there is no menu does nothing', async () => {
    const { menu, calls } = await world()
    expect(await menu('delete')).toMatchObject({
      code: 0,
      stdout: `${SANDBOX_APPID}: there is no menu, nothing to delete\n`,
    })
    expect(Object.keys(await calls())).not.toContain('menu/delete')
    expect(JSON.parse((await menu('delete', '--json')).stdout)).toEqual({
      appid: SANDBOX_APPID,
      deleted: false,
      live: 'none',
      conditional: 0,
    })
  })

  test('a menu made in the web console is told of and left alone', async () => {
    const { menu, place, calls } = await world()
    await place({
      is_menu_open: 1,
      selfmenu_info: { button: [{ type: 'text', name: '你好', value: 'hello' }] },
    })
    const { code, stdout } = await menu('delete', '--yes')
    expect([code, stdout]).toEqual([
      0,
      `${SANDBOX_APPID}: nothing was deleted: the live menu was made in the web console, and can be removed only there\n`,
    ])
    expect(JSON.parse((await menu('delete', '--yes', '--json')).stdout)).toMatchObject({ live: 'console' })
    expect(Object.keys(await calls())).not.toContain('menu/delete')
  })

  test('on a terminal it asks', async () => {
    const { env, cwd, place, live } = await world()
    await place(JSON.parse(keys('a')))
    const ask = (types: string) =>
      wxadminWithPerson(['menu', 'delete'], [{ sees: 'Delete the default menu of', types }], { env, cwd })
    expect((await ask('n\r')).code).toBe(3)
    expect(await live()).toHaveProperty('menu')
    expect((await ask('y\r')).code).toBe(0)
    expect(await live()).toMatchObject({ errcode: 46003 })
  })
})
