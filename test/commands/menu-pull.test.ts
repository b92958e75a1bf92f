import { existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { conditionals, keys, MENUS, world } from './menu-world'

test('pull prints the live menu; pushing that is up to date', async () => {
  const { menu, run } = await world()
  await menu('push', join(MENUS, 'conditional.yaml'))
  const { code, stdout, stderr } = await menu('pull')
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('- name: 今日歌曲\n    type: click\n    key: V1001_TODAY_MUSIC\n')
  expect((await run(['menu', 'push', '-'], { stdin: stdout })).stdout).toContain('up to date')
})

describe('pull -o FILE', () => {
  test('writes the file; a second pull leaves it alone', async () => {
    const { menu, cwd } = await world()
    await menu('push', join(MENUS, 'main.yaml'))
    expect(await menu('pull', '-o', 'menu.yaml')).toMatchObject({ code: 0, stdout: 'wrote menu.yaml\n' })
    const { mtimeNs } = statSync(join(cwd, 'menu.yaml'), { bigint: true })
    expect((await menu('push', 'menu.yaml')).stdout).toContain('up to date')
    expect(await menu('pull', '-o', 'menu.yaml')).toMatchObject({ code: 0, stdout: 'menu.yaml: unchanged\n' })
    expect(statSync(join(cwd, 'menu.yaml'), { bigint: true }).mtimeNs).toBe(mtimeNs)
  })

  test('keeps a file that says the same in other words, tags by name included', async () => {
    const { menu, file, cwd } = await world()
    const text = `# ours\n${conditionals(['x', 'a']).replace('"tag_id":"x"', '"tag": "VIP"')}`
    file('menu.yaml', text)
    await menu('push', 'menu.yaml')
    expect((await menu('pull', '-o', 'menu.yaml')).stdout).toBe('menu.yaml: unchanged\n')
    expect(readFileSync(join(cwd, 'menu.yaml'), 'utf8')).toBe(text)
  })

  test.each([
    ['another menu', keys('other')],
    ['something else altogether', 'hello'],
    ['an invalid menu', 'button: ['],
  ])('does not overwrite %s without --force', async (_, text) => {
    const { menu, file, place, cwd } = await world()
    await place(JSON.parse(keys('live')))
    file('menu.yaml', text)
    const { code, stdout, stderr } = await menu('pull', '-o', 'menu.yaml')
    expect([code, stdout, stderr]).toEqual([
      3,
      '',
      expect.stringContaining('menu.yaml exists already and differs'),
    ])
    expect(readFileSync(join(cwd, 'menu.yaml'), 'utf8')).toBe(text)
    expect((await menu('pull', '-o', 'menu.yaml', '--force')).code).toBe(0)
    expect((await menu('push', 'menu.yaml')).stdout).toContain('up to date')
    expect(readdirSync(cwd)).toEqual(['menu.yaml', 'store'])
  })

  test.skipIf(process.platform === 'win32')('through a symlink the target is replaced', async () => {
    const { menu, file, place, cwd } = await world()
    await place(JSON.parse(keys('live')))
    file('real.yaml', 'button: []')
    symlinkSync('real.yaml', join(cwd, 'link.yaml'))
    await menu('pull', '-o', 'link.yaml', '--force')
    expect(lstatSync(join(cwd, 'link.yaml')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(cwd, 'real.yaml'), 'utf8')).toContain('live')
  })

  test('where it cannot be written the reason is told', async () => {
    const { menu, place } = await world()
    await place(JSON.parse(keys('live')))
    expect(await menu('pull', '-o', 'none/menu.yaml')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Cannot write none/menu.yaml: there is no such directory\n'),
    })
  })
})

test('nothing live: an error that does not suggest to pull, and no file', async () => {
  const { menu, cwd } = await world()
  const { code, stdout, stderr } = await menu('pull', '-o', 'menu.yaml')
  expect([code, stdout]).toEqual([5, ''])
  expect(stderr).toContain('has no menu')
  expect(stderr).not.toContain('menu pull')
  expect(existsSync(join(cwd, 'menu.yaml'))).toBe(false)
  expect(JSON.parse((await menu('pull', '--json')).stderr).error).toMatchObject({
    code: 'NO_MENU',
    kind: 'wechat',
    errcode: 46003,
    exitCode: 5,
  })
})

test('a hint goes to the account that was named with -a', async () => {
  const { run } = await world()
  const { code, stderr } = await run(['-a', 'sandbox', 'menu', 'pull'])
  expect([code, stderr]).toEqual([5, expect.stringContaining('Try: wxadmin -a sandbox menu push FILE\n')])
})

test('a menu made in the web console is pulled, with a word about what cannot be pushed', async () => {
  const { menu, place } = await world()
  const leaf = { name: '搜索', type: 'view', url: 'https://www.soso.com/' }
  await place({
    is_menu_open: 1,
    selfmenu_info: {
      button: [
        { name: '菜单', sub_button: { list: [leaf, { name: '你好', type: 'text', value: 'hi ${x}' }] } },
      ],
    },
  })
  const { code, stdout, stderr } = await menu('pull')
  expect([code, stderr]).toEqual([0, expect.stringContaining('cannot be pushed')])
  expect(stdout).toMatch(/^# Made in the web console/)
  expect(stdout).toContain('      - name: 你好\n        type: text\n        value: hi $${x}\n')
})

describe('an account that may not use the menu API', () => {
  const selfmenu_info = { button: [{ name: '搜索', type: 'view', url: 'https://www.soso.com/' }] }

  test('shows a menu all the same, which is pulled', async () => {
    const { menu, place, server } = await world()
    await place({ selfmenu_info })
    await server.control('account', { verified: false })
    expect(await menu('pull')).toMatchObject({ code: 0, stdout: expect.stringContaining('www.soso.com') })
    expect(await menu('get')).toMatchObject({ code: 5, stderr: expect.stringContaining('48001') })
  })

  test('and has none: WeChat’s own word about the API', async () => {
    const { menu, server } = await world()
    await server.control('account', { verified: false })
    expect(await menu('pull')).toMatchObject({ code: 5, stderr: expect.stringContaining('48001') })
  })
})

test('a live menu with withdrawn fields is pulled, with a warning', async () => {
  const { menu, place } = await world()
  await place(JSON.parse(conditionals(['2', 'a']).replace('"tag_id":"2"', '"sex":1')))
  const { code, stdout, stderr } = await menu('pull')
  expect([code, stdout]).toEqual([0, expect.stringContaining('sex: "1"')])
  expect(stderr).toContain('1 place that a push would refuse')
})

test('--json', async () => {
  const { menu, place } = await world()
  await place(JSON.parse(keys('live')))
  const leaf = { name: 'live', type: 'click', key: 'live' }
  expect(JSON.parse((await menu('pull', '--json')).stdout)).toEqual({
    status: 'printed',
    live: 'api',
    menu: { button: [leaf] },
  })
  expect(JSON.parse((await menu('pull', '--json', '-o', 'm.yaml')).stdout)).toMatchObject({
    file: 'm.yaml',
    status: 'written',
  })
})
