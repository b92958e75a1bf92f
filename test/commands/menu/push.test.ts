import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { menuHash } from '../../../src/menu/diff/compare'
import { normaliseMenu } from '../../../src/menu/normalise'
import { emptyMenu } from '../../../src/menu/types'
import { SANDBOX_APPID } from '../../../src/wechat/sandbox-account'
import { wxadminWithPerson } from '../../support/person'
import { conditionals, keys, MENUS, world } from './world'

const savedIn = (store: string) => {
  const folder = join(store, 'history', SANDBOX_APPID)
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
}

describe('the first push', () => {
  test('says on stdout what it did, and shows the plan on stderr', async () => {
    const { menu, live } = await world()
    const { code, stdout, stderr } = await menu('push', join(MENUS, 'main.yaml'))
    expect(code).toBe(0)
    expect(stdout).toBe(`${join(MENUS, 'main.yaml')}: pushed to ${SANDBOX_APPID}: 4 added\n`)
    expect(stderr).toContain(`+ default menu
  + 今日歌曲  click  V1001_TODAY_MUSIC
  + 菜单
    + 搜索        view  https://www.soso.com/
    + 赞一下我们  click  V1001_GOOD
+ added
Plan: 4 added; 1 call that writes
`)
    expect(stderr).toContain('5 minutes')
    expect(await live()).toMatchObject({ menu: { button: [{ key: 'V1001_TODAY_MUSIC' }, { name: '菜单' }] } })
  })

  test('a second one is up to date: one call, nothing written', async () => {
    const { menu, calls } = await world()
    await menu('push', join(MENUS, 'main.yaml'))
    await calls()
    const { code, stdout, stderr } = await menu('push', join(MENUS, 'main.yaml'))
    expect([code, stdout, stderr]).toEqual([0, expect.stringContaining('up to date'), ''])
    expect(await calls()).toEqual({ 'menu/get': 1 })
  })

  test.each(['main', 'all-types', 'conditional'])(
    'menus/%s.yaml is pushed, and is up to date then',
    async (name) => {
      const { menu } = await world()
      expect((await menu('push', join(MENUS, `${name}.yaml`))).code).toBe(0)
      expect((await menu('push', join(MENUS, `${name}.yaml`))).stdout).toContain('up to date')
    },
  )

  test('from stdin', async () => {
    const { run } = await world()
    expect(await run(['menu', 'push', '-'], { stdin: keys('a') })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('-: pushed'),
    })
  })

  test('of what menu get --json printed is up to date, with conditional menus as well', async () => {
    const { menu, run, file } = await world()
    file('menu.json', conditionals(['2', 'a'], ['100', 'b'], ['101', 'c']))
    await menu('push', 'menu.json')
    const { stdout: stdin } = await menu('get', '--json')
    expect(JSON.parse(stdin).conditionalmenu).toHaveLength(3)
    expect((await run(['menu', 'push', '-'], { stdin })).stdout).toContain('up to date')
  })

  test('menu create is the same', async () => {
    const { menu } = await world()
    expect((await menu('create', join(MENUS, 'main.yaml'))).stdout).toContain('pushed')
  })
})

describe('before anything is sent', () => {
  test('an invalid file stops it: the findings on stderr, exit 65, no call', async () => {
    const { menu, file, calls } = await world()
    file('bad.yaml', 'button: [{ name: a, type: clik }]')
    const { code, stdout, stderr } = await menu('push', 'bad.yaml')
    expect([code, stdout]).toEqual([65, ''])
    expect(stderr).toContain('bad.yaml:1:27 error type-unknown')
    expect(stderr).toContain('Error: 1 error in bad.yaml')
    expect(await calls()).toEqual({})
  })

  test('with --json the error is one document, with the findings', async () => {
    const { menu, file } = await world()
    file('bad.yaml', 'button: [{ name: a, type: clik }]')
    const { stdout, stderr } = await menu('push', 'bad.yaml', '--json')
    expect(stdout).toBe('')
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'MENU_INVALID',
      exitCode: 65,
      findings: [{ rule: 'type-unknown', line: 1, column: 27 }],
    })
  })

  test('a file that is not there is named', async () => {
    const { menu } = await world()
    const { code, stderr } = await menu('push', 'none.yaml')
    expect([code, stderr]).toEqual([
      65,
      expect.stringContaining('Cannot read none.yaml: there is no such file'),
    ])
  })

  test('warnings do not stop it, but with --strict', async () => {
    const { menu, file } = await world()
    file('menu.yaml', 'button: [{ name: 今日歌曲推, type: click, key: k }]')
    expect((await menu('push', 'menu.yaml', '--strict')).code).toBe(65)
    const { code, stderr } = await menu('push', 'menu.yaml')
    expect([code, stderr]).toEqual([0, expect.stringContaining('warning name-cut')])
  })

  test('a pin to another account stops it: exit 3, no call', async () => {
    const { menu, file, calls } = await world()
    file('pinned.yaml', keys('a').replace('{', '{"appid":"wx0123456789abcdef",'))
    const { code, stderr } = await menu('push', 'pinned.yaml')
    expect([code, stderr]).toEqual([
      3,
      expect.stringContaining(`pinned to wx0123456789abcdef, but the account is ${SANDBOX_APPID}`),
    ])
    expect(await calls()).toEqual({})
  })

  test('a pin to this account does not, nor is it sent', async () => {
    const { menu, file, live } = await world()
    file('pinned.yaml', keys('a').replace('{', `{"appid":"${SANDBOX_APPID}",`))
    expect((await menu('push', 'pinned.yaml')).code).toBe(0)
    expect(JSON.stringify(await live())).not.toContain(SANDBOX_APPID)
  })
})

test('an account that may not write menus is told so before anything is written', async () => {
  const { menu, server, calls } = await world()
  await server.control('account', { verified: false })
  const { code, stderr } = await menu('push', join(MENUS, 'main.yaml'))
  expect([code, stderr]).toEqual([5, expect.stringContaining('48001')])
  expect(Object.keys(await calls())).not.toContain('menu/create')
})

describe('--dry-run', () => {
  test('shows the plan and writes nothing', async () => {
    const { menu, calls } = await world()
    const { code, stdout, stderr } = await menu('push', '--dry-run', join(MENUS, 'main.yaml'))
    expect([code, stdout, stderr]).toEqual([
      0,
      expect.stringContaining('dry run'),
      expect.stringContaining('Plan: 4 added'),
    ])
    expect(Object.keys(await calls())).not.toContain('menu/create')
  })
})

describe('--json', () => {
  test('tells what was done, and nothing else is written', async () => {
    const { menu, file } = await world()
    file('menu.json', conditionals(['2', 'x']))
    const { stdout, stderr } = await menu('push', 'menu.json', '--json')
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'menu.json',
      appid: SANDBOX_APPID,
      changed: true,
      upToDate: false,
      dryRun: false,
      live: 'none',
      totals: { added: 2, removed: 0, changed: 0, moved: 0, kept: 0 },
      steps: [
        { call: 'create' },
        { call: 'addconditional', matchrule: { tag_id: '2' }, menuid: expect.stringMatching(/^\d+$/) },
      ],
      calls: 6, // token, menu/get, get_current_selfmenu_info, create, addconditional, menu/get
      warnings: [],
    })
    const again = JSON.parse((await menu('push', 'menu.json', '--json')).stdout)
    expect(again).toMatchObject({ changed: false, upToDate: true, steps: [], calls: 1 })
  })
})

describe('the former menu', () => {
  test('is kept before the first write, whole', async () => {
    const { menu, place, live, store } = await world()
    await place(JSON.parse(conditionals(['2', 'old'])))
    const former = await live()
    const { stderr } = await menu('push', join(MENUS, 'main.yaml'))
    expect(stderr).toContain('The former menu is kept in')
    expect(savedIn(store)).toMatchObject([
      {
        appid: SANDBOX_APPID,
        source: 'api',
        hash: menuHash(normaliseMenu(former)),
        reason: 'push',
        by: 'tester@test',
        menu: former,
      },
    ])
  })

  test('that there was none is kept as well, to go back to, without a word about it', async () => {
    const { menu, store } = await world()
    const { stderr } = await menu('push', join(MENUS, 'main.yaml'))
    expect(stderr).not.toContain('is kept in')
    expect(savedIn(store)).toMatchObject([{ source: 'none', hash: menuHash(emptyMenu), menu: null }])
  })

  test('is kept with the name of the account', async () => {
    const { run, env, file, store } = await world()
    file('menu.json', keys('a'))
    const account = ['prod', '--appid', SANDBOX_APPID, '--api-base', String(env.WXADMIN_API_BASE)]
    await run(['account', 'add', ...account, '--secret-stdin'], { stdin: String(env.WXADMIN_SECRET) })
    expect(await run(['menu', 'push', 'menu.json', '-a', 'prod'])).toMatchObject({ code: 0 })
    expect(savedIn(store)).toMatchObject([{ account: 'prod' }])
  })

  test('where it cannot be kept nothing is written', async () => {
    const { menu, place, live, store } = await world()
    await place(JSON.parse(keys('old')))
    const former = await live()
    await menu('get') // makes the store
    writeFileSync(join(store, 'history'), 'a file in the way')
    const { code, stderr } = await menu('push', join(MENUS, 'main.yaml'))
    expect([code, stderr]).toEqual([1, expect.stringContaining('Cannot write the store file')])
    expect(await live()).toEqual(former)
  })

  test('one made in the web console is shown, kept and replaced', async () => {
    const { menu, place, store } = await world()
    const selfmenu_info = { button: [{ type: 'text', name: '你好', value: 'hello' }] }
    await place({ is_menu_open: 1, selfmenu_info })
    const { code, stderr } = await menu('push', join(MENUS, 'main.yaml'))
    expect(code).toBe(0)
    expect(stderr).toContain('the live menu was made in the web console; a push replaces it')
    expect(stderr).toContain('- 你好      text')
    expect(savedIn(store)).toMatchObject([{ source: 'console', menu: { selfmenu_info } }])
  })
})

describe('conditional menus', () => {
  const order = async (live: () => Promise<Record<string, unknown>>) => {
    const { conditionalmenu = [] } = (await live()) as {
      conditionalmenu?: { menuid: number; button: { key: string }[] }[]
    }
    return conditionalmenu.toSorted((a, b) => b.menuid - a.menuid).map(({ button }) => button[0]?.key)
  }

  test('come out in the order of the file, with the fewest calls', async () => {
    const { menu, file, live, calls } = await world()
    file('menu.json', conditionals(['2', 'a'], ['100', 'b'], ['101', 'c']))
    await menu('push', 'menu.json')
    expect(await order(live)).toEqual(['a', 'b', 'c'])
    file('menu.json', conditionals(['2', 'a'], ['2', 'new'], ['101', 'c']))
    await calls()
    await menu('push', 'menu.json')
    expect(await order(live)).toEqual(['a', 'new', 'c'])
    expect(await calls()).toMatchObject({ 'menu/addconditional': 2, 'menu/delconditional': 2 })
  })

  test('that the file does not have are deleted', async () => {
    const { menu, file, live } = await world()
    file('menu.json', conditionals(['2', 'a'], ['100', 'b']))
    await menu('push', 'menu.json')
    file('menu.json', conditionals())
    const { stderr } = await menu('push', 'menu.json')
    expect(stderr).toContain('- conditional menu tag_id=2')
    expect(await order(live)).toEqual([])
  })

  test('a tag by name is looked up; a user with it sees the menu', async () => {
    const { menu, file, live, calls } = await world()
    file('menu.yaml', conditionals(['x', 'vip']).replace('"tag_id":"x"', '"tag":"VIP"'))
    expect((await menu('push', 'menu.yaml')).code).toBe(0)
    expect(JSON.stringify(await live())).toContain('"group_id":"100"') // as WeChat answers it
    expect((await menu('match', 'sandbox_bob')).stdout).toBe('vip  click  vip\n')
    await calls()
    expect((await menu('push', 'menu.yaml')).stdout).toContain('up to date')
    expect(await calls()).toEqual({ 'menu/get': 1, 'tags/get': 1 })
  })

  test('an unknown tag is a finding at its place, and nothing is written', async () => {
    const { menu, file, calls } = await world()
    file(
      'menu.yaml',
      'button: [{ name: a, type: click, key: k }]\nconditionalmenu:\n  - matchrule: { tag: 星标 }\n    button: [{ name: a, type: click, key: k }]\n',
    )
    const { code, stderr } = await menu('push', 'menu.yaml')
    expect(code).toBe(65)
    expect(stderr).toContain('menu.yaml:3:23 error tag-unknown the account has no tag 星标')
    expect(stderr).toContain('did you mean 星标组?')
    expect(stderr).toContain("Only the account's tags were read; nothing was written.")
    expect(stderr).not.toContain('menu validate')
    expect(Object.keys(await calls())).not.toContain('menu/create')
  })
})

describe('on a terminal', () => {
  test('a removal is asked for, and a no changes nothing', async () => {
    const { env, cwd, place, live } = await world()
    await place(JSON.parse(keys('old')))
    const former = await live()
    const { code, stderr } = await wxadminWithPerson(
      ['menu', 'push', join(MENUS, 'main.yaml')],
      [{ sees: `Push this to ${SANDBOX_APPID}?`, types: 'n\r' }],
      { env, cwd },
    )
    expect([code, stderr]).toEqual([3, expect.stringContaining('nothing was changed')])
    expect(await live()).toEqual(former)
  })

  test('a yes pushes', async () => {
    const { env, cwd, place } = await world()
    await place(JSON.parse(keys('old')))
    const { code, stdout } = await wxadminWithPerson(
      ['menu', 'push', join(MENUS, 'main.yaml')],
      [{ sees: 'Push this to', types: 'y\r' }],
      { env, cwd },
    )
    expect([code, stdout]).toEqual([0, expect.stringContaining('pushed')])
  })

  test('a first push, pure additions and --yes are not asked for', async () => {
    const { env, cwd, file } = await world()
    file('one.json', keys('a'))
    file('two.json', keys('a', 'b'))
    file('other.json', keys('c'))
    for (const argv of [['one.json'], ['two.json'], ['other.json', '--yes']]) {
      const { code, stdout } = await wxadminWithPerson(['menu', 'push', ...argv], [], { env, cwd })
      expect([code, stdout]).toEqual([0, expect.stringContaining('pushed')])
    }
  })
})

describe('when a write fails', () => {
  test('WeChat refusing the first one is its own error: nothing changed', async () => {
    const { menu, place, fault, live } = await world()
    await place(JSON.parse(keys('old')))
    const former = await live()
    await fault('menu/create=errcode:40018')
    const { code, stderr } = await menu('push', join(MENUS, 'main.yaml'))
    expect([code, stderr]).toEqual([5, expect.stringContaining('40018')])
    expect(stderr).not.toContain('half-way')
    expect(await live()).toEqual(former)
  })

  test('half-way: the former menu is put back, and pushing again goes through', async () => {
    const { menu, file, place, fault, mend, live } = await world()
    await place(JSON.parse(conditionals(['101', 'old'])))
    file('menu.json', conditionals(['2', 'a'], ['100', 'b']).replace('"key":"default"', '"key":"new"'))
    const former = await live()
    await fault('menu/addconditional=errcode:45009')
    const { code, stdout, stderr } = await menu('push', 'menu.json')
    expect([code, stdout]).toEqual([5, ''])
    expect(stderr).toContain('call 2 of 4 failed')
    expect(stderr).toContain('the former menu was put back')
    expect((await live()).conditionalmenu).toEqual(former.conditionalmenu)
    await mend()
    expect((await menu('push', 'menu.json')).stdout).toContain('pushed')
    expect((await menu('push', 'menu.json')).stdout).toContain('up to date')
  })

  test('with --json the facts are in the document', async () => {
    const { menu, file, fault } = await world()
    file('menu.json', conditionals(['2', 'a']))
    await fault('menu/addconditional=errcode:45009')
    const { stderr } = await menu('push', 'menu.json', '--json')
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'PUSH_RESTORED',
      kind: 'wechat',
      done: 1,
      total: 2,
      failedCall: 'addconditional',
      tookEffect: false,
      exitCode: 5,
    })
  })

  test('no answer, but it took effect: it is undone with the rest, and nothing is there twice', async () => {
    const { menu, file, fault, mend, live } = await world()
    file('menu.json', conditionals(['2', 'a'], ['100', 'b']))
    await fault('menu/addconditional=drop:after,1')
    const { code, stderr } = await menu('push', 'menu.json')
    expect(code).toBe(6)
    expect(stderr).toContain('addconditional did not answer')
    expect(stderr).toContain('took effect')
    expect(stderr).toContain('call 3 of 3 failed')
    expect(await live()).toMatchObject({ errcode: 46003 })
    await mend()
    await menu('push', 'menu.json')
    expect((await live()).conditionalmenu).toHaveLength(2)
  })

  test('no answer to the last call, but all took effect: done, with a warning', async () => {
    const { menu, file, fault } = await world()
    file('menu.json', conditionals(['2', 'a']))
    await fault('menu/addconditional=drop:after')
    const { code, stdout, stderr } = await menu('push', 'menu.json')
    expect([code, stdout]).toEqual([0, expect.stringContaining('pushed')])
    expect(stderr).toContain('reading back shows that it took effect')
  })

  test('no answer, and it did not take effect', async () => {
    const { menu, file, fault, live } = await world()
    file('menu.json', conditionals(['2', 'a']))
    await fault('menu/addconditional=drop')
    const { code, stderr } = await menu('push', 'menu.json')
    expect([code, stderr]).toEqual([6, expect.stringContaining('call 2 of 2 failed')])
    expect(await live()).toMatchObject({ errcode: 46003 })
  })

  test('the only one, without effect: that nothing was changed is told, and no file is named', async () => {
    const { menu, file, fault, live } = await world()
    file('menu.json', keys('a'))
    await fault('menu/create=hang')
    const { code, stdout, stderr } = await menu('push', 'menu.json', '--timeout', '0.3')
    expect([code, stdout]).toEqual([6, ''])
    expect(stderr).toContain('failed, and the live menu is unchanged.')
    expect(stderr).not.toContain('half-way')
    expect(stderr).not.toContain('kept in')
    expect(await live()).toMatchObject({ errcode: 46003 })
    const { stderr: document } = await menu('push', 'menu.json', '--timeout', '0.3', '--json')
    expect(JSON.parse(document).error).toMatchObject({
      code: 'PUSH_FAILED',
      kind: 'network',
      done: 0,
      exitCode: 6,
    })
  })

  test('and the former menu cannot be put back: the mixture is told exactly, with the file of the former', async () => {
    const { menu, file, place, fault, mend } = await world()
    await place(JSON.parse(conditionals(['101', 'old'])))
    file('menu.json', conditionals(['2', 'a'], ['100', 'b'])) // the default menu stays: nothing but additions
    await fault('menu/addconditional=drop:after,1')
    await fault('menu/addconditional=errcode:45009')
    await fault('menu/delconditional=errcode:45009')
    const { code, stderr } = await menu('push', 'menu.json', '--quiet')
    expect(code).toBe(6)
    expect(stderr).toMatch(/stopped half-way: 1 of 3 calls .*/)
    expect(stderr).toMatch(/conditional menus: 1 of the file, 1 former\. It could not be put back \(.*45009/s)
    expect(stderr).toMatch(/The former menu is kept in .*\.json/)
    await mend()
    expect((await menu('push', 'menu.json')).stdout).toContain('pushed')
    expect((await menu('push', 'menu.json')).stdout).toContain('up to date')
  })

  test('and what is live cannot be read either: that is said, too', async () => {
    const { file, pushTo } = await world()
    file('menu.json', conditionals(['2', 'a']))
    const { code, stderr } = await pushTo({
      'menu/get': [
        { errcode: 46003, errmsg: 'menu no exist' },
        { errcode: 48001, errmsg: 'api unauthorized' },
      ],
      'menu/addconditional': [{ errcode: 45009, errmsg: 'reach max api daily quota limit' }],
    })
    expect(code).toBe(5)
    expect(stderr).toContain('1 of 2 calls')
    expect(stderr).toMatch(/Live now: unknown, it cannot be read \(.*48001/)
  })
})

test('a read-back that differs is an error with the place', async () => {
  const { file, pushTo } = await world()
  file('menu.json', keys('a', 'b'))
  const other = JSON.parse(keys('a', 'x'))
  const { code, stdout, stderr } = await pushTo({
    'menu/get': [{ errcode: 46003, errmsg: 'menu no exist' }, { menu: other }, { menu: other }],
  })
  expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining('button[1].name')])
})
