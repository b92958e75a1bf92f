import { existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { wxadminWithPerson } from '../../support/person'
import { conditionals, keys, MENUS, world } from './world'

test('pull prints the live menu; pushing that is up to date', async () => {
  const { menu, run } = await world()
  await menu('push', join(MENUS, 'conditional.yaml'))
  const { code, stdout, stderr } = await menu('pull')
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('- name: 今日歌曲\n    type: click\n    key: V1001_TODAY_MUSIC\n')
  expect(stdout).toMatch(/^# yaml-language-server: \$schema=https:\/\//)
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
    ['a menu with a variable that is not set', keys('other').replace('other', '${NONE}')],
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

  test('an invalid file is replaced by a new one, and that is said', async () => {
    const { menu, file, place, cwd } = await world()
    await place(JSON.parse(keys('live')))
    file('menu.yaml', '# ours\nbutton: [')
    const pulled = await menu('pull', '-o', 'menu.yaml', '--force')
    expect(pulled).toMatchObject({ code: 0, stdout: 'wrote menu.yaml\n' })
    expect(pulled.stderr).toContain('without the comments it had: it was no valid menu file')
    expect(readFileSync(join(cwd, 'menu.yaml'), 'utf8')).toMatch(/^# yaml-language-server/)
  })

  test('a file called .json is JSON, with its schema', async () => {
    const { menu, place, cwd } = await world()
    await place(JSON.parse(keys('${live}')))
    await menu('pull', '-o', 'menu.json')
    const document = JSON.parse(readFileSync(join(cwd, 'menu.json'), 'utf8'))
    expect(document).toEqual({
      $schema: expect.stringMatching(/^https:.*menu\.schema\.json$/),
      button: [{ name: '$${live}', type: 'click', key: '$${live}' }],
    })
    expect((await menu('push', 'menu.json')).stdout).toContain('up to date')
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

describe('pull -o onto a menu file', () => {
  const OURS = `# yaml-language-server: $schema=./menu.json
# ours
appid: APPID # the pin
button:
  # songs of the day
  - key: SONG # the key first
    name: '今日'
    type: click

  - { name: 搜索, type: view, url: "https://\${MENU_HOST}/" } # where we search
  # goes away
  - { name: gone, type: click, key: gone }
conditionalmenu:
  - matchrule: { tag: VIP } # by its name
    button: [{ name: vip, type: click, key: vip }]
`
  const LIVE = {
    button: [
      { name: '搜索', type: 'view', url: 'https://a.cn/' },
      { name: '歌曲', type: 'click', key: 'SONG' },
      { name: 'new', type: 'click', key: 'new' },
    ],
    conditionalmenu: [
      {
        matchrule: { tag_id: '101' },
        button: [
          { name: 'vip', type: 'click', key: 'vip' },
          { name: 'more', type: 'click', key: 'more' },
        ],
      },
    ],
  }
  const WANTED = `# yaml-language-server: $schema=./menu.json
# ours
appid: APPID # the pin
button:
  - { name: 搜索, type: view, url: "https://\${MENU_HOST}/" } # where we search

  # songs of the day
  - key: SONG # the key first
    name: '歌曲'
    type: click

  - name: new
    type: click
    key: new
conditionalmenu:
  - matchrule: { tag: VIP } # by its name
    button: [{ name: vip, type: click, key: vip }, { name: more, type: click, key: more }]
`

  async function ourFile() {
    const them = await world()
    await them.server.api('/cgi-bin/tags/create', { tag: { name: 'VIP' } })
    const { tags } = (await them.server.api('/cgi-bin/tags/get')) as { tags: { id: number; name: string }[] }
    const id = String(tags.find(({ name }) => name === 'VIP')?.id)
    await them.place(JSON.parse(JSON.stringify(LIVE).replace('101', id)))
    const pinned = (text: string) => text.replace('APPID', them.env.WXADMIN_APPID ?? '')
    them.file('menu.yaml', pinned(OURS))
    const env = { MENU_HOST: 'a.cn' }
    return {
      ...them,
      pull: (...flags: string[]) => them.run(['menu', 'pull', '-o', 'menu.yaml', ...flags], { env }),
      push: (...flags: string[]) => them.run(['menu', 'push', 'menu.yaml', ...flags], { env }),
      text: () => readFileSync(join(them.cwd, 'menu.yaml'), 'utf8'),
      wanted: pinned(WANTED),
      ours: pinned(OURS),
      pinned,
      env,
    }
  }

  test('keeps everything that can stay, tells what changed, and is what a push finds', async () => {
    const { pull, push, text, wanted } = await ourFile()
    const pulled = await pull('--force')
    expect(pulled).toMatchObject({
      code: 0,
      stdout: 'updated menu.yaml: 2 added, 1 changed, 1 removed\n',
    })
    expect(pulled.stderr).toContain('What menu.yaml says, and what is live:\n')
    expect(pulled.stderr).toMatch(/^ {2}- gone/m)
    expect(text()).toBe(wanted)
    expect((await push()).stdout).toContain('up to date')
    expect(await pull()).toMatchObject({ code: 0, stdout: 'menu.yaml: unchanged\n', stderr: '' })
    expect(text()).toBe(wanted)
  })

  test('in Chinese', async () => {
    const { run, env } = await ourFile()
    const pulled = await run(['--lang', 'zh', 'menu', 'pull', '-o', 'menu.yaml', '--force'], { env })
    expect(pulled.stdout).toMatch(/^已更新 menu\.yaml：/)
    expect(pulled.stderr).toContain('menu.yaml 与线上菜单的差异：')
  })

  test('without a terminal and --force it shows the difference and stops', async () => {
    const { pull, text, ours } = await ourFile()
    const { code, stdout, stderr } = await pull()
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(/- gone[\s\S]*menu\.yaml exists already and differs/)
    expect(text()).toBe(ours)
  })

  test('a person is asked', async () => {
    const { env, server, cwd, store, text, ours, wanted } = await ourFile()
    const surroundings = { cwd, env: { ...server.env, ...env, WXADMIN_CONFIG_DIR: store } }
    const argv = ['menu', 'pull', '-o', 'menu.yaml']
    const sees = 'Update menu.yaml to the live menu?'
    const no = await wxadminWithPerson(argv, [{ sees, types: 'n\r' }], surroundings)
    expect([no.code, text()]).toEqual([3, ours])
    const yes = await wxadminWithPerson(argv, [{ sees, types: 'y\r' }], surroundings)
    expect([yes.code, text()]).toEqual([0, wanted])
  })

  test('--json tells what changed; --quiet shows nothing', async () => {
    const { pull, file, ours } = await ourFile()
    const { stdout, stderr } = await pull('--force', '--json')
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'menu.yaml',
      status: 'updated',
      totals: { added: 2, changed: 1, moved: 0, removed: 1 },
    })
    file('menu.yaml', ours)
    expect((await pull('--force', '--quiet')).stderr).toBe('')
  })

  test('the pin of another account stops it', async () => {
    const { pull, file, text, ours } = await ourFile()
    const other = ours.replace(/appid: \w+/, 'appid: wxffffffffffffffff')
    file('menu.yaml', other)
    const { code, stderr } = await pull()
    expect([code, stderr]).toEqual([3, expect.stringContaining('pinned to wxffffffffffffffff')])
    expect(text()).toBe(other)
  })

  test('line breaks and a BOM stay', async () => {
    const { pull, file, text, ours, wanted } = await ourFile()
    const windows = (content: string) => `\uFEFF${content.replaceAll('\n', '\r\n')}`
    file('menu.yaml', windows(ours))
    expect((await pull('--force')).code).toBe(0)
    expect(text()).toBe(windows(wanted))
  })

  test('a tag that the account does not have is no reason to stop: it goes', async () => {
    const { pull, push, file, text, ours } = await ourFile()
    file('menu.yaml', ours.replace('tag: VIP', 'tag: none'))
    expect(await pull('--force')).toMatchObject({ code: 0 })
    expect(text()).toMatch(/matchrule:\n {6}tag_id: "\d+"/)
    expect((await push()).stdout).toContain('up to date')
  })

  test('oauth and media stay where they come to what is live, and become plain where they do not', async () => {
    const { menu, file, cwd, place, live } = await world()
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
    file('poster.png', Buffer.from(png, 'base64'))
    const text = `button:
  - name: login # ours
    type: view
    oauth: { url: "https://a.cn/", scope: snsapi_base, state: x } # wrapped
  - { name: poster, type: media_id, media: ./poster.png } # uploaded
`
    file('menu.yaml', text)
    expect(await menu('push', 'menu.yaml', '--yes')).toMatchObject({ code: 0 })
    const made = (await live()) as { menu: { button: Record<string, unknown>[] } }
    const [login, poster] = made.menu.button
    await place({ button: [poster, { ...login, name: 'sign in' }] })
    expect(await menu('pull', '-o', 'menu.yaml', '--force')).toMatchObject({ code: 0 })
    const now = () => readFileSync(join(cwd, 'menu.yaml'), 'utf8')
    expect(now()).toBe(`button:
  - { name: poster, type: media_id, media: ./poster.png } # uploaded
  - name: sign in # ours
    type: view
    oauth: { url: "https://a.cn/", scope: snsapi_base, state: x } # wrapped
`)
    await place({ button: [{ ...login, name: 'sign in', url: 'https://b.cn/' }] })
    await menu('pull', '-o', 'menu.yaml', '--force')
    expect(now()).toBe(`button:
  - name: sign in # ours
    type: view
    url: https://b.cn/ # wrapped
`)
  })

  test('what was pulled into a file is what the next push expects; what was printed is not', async () => {
    const { menu, file, place, cwd } = await world()
    file('menu.yaml', keys('a'))
    await menu('push', 'menu.yaml')
    await place(JSON.parse(keys('theirs')))
    file('menu.yaml', keys('b'))
    await menu('pull')
    expect((await menu('push', 'menu.yaml')).code).toBe(3)
    expect((await menu('pull', '-o', 'menu.yaml', '--force')).code).toBe(0)
    expect(readFileSync(join(cwd, 'menu.yaml'), 'utf8')).toBe(keys('theirs'))
    file('menu.yaml', keys('b'))
    expect((await menu('push', 'menu.yaml')).code).toBe(0)
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
  expect(stdout).toMatch(/^# yaml-language-server: .*\n# Made in the web console/)
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
