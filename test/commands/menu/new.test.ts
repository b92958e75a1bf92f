import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { modeline } from '../../../src/menu/rules/schema-address'
import { keys, type Step, wxadminWithPerson } from '../../support/person'
import { temporaryDirectory, type World, wxadmin } from '../../support/run'

// @module-tag slow

/** The answer so many places below the first. */
const pick = (below = 0) => `${keys.down.repeat(below)}${keys.enter}`
const answer = (sees: string, text: string): Step => ({ sees, types: `${text}${keys.enter}` })
const choose = (sees: string, below = 0): Step => ({ sees, types: pick(below) })

const [PAGE, EVENT, MINI, SEND, CONTENT, PARENT] = [0, 1, 2, 3, 4, 5]
const link = (name: string, url: string): Step[] => [
  answer('Name on the button', name),
  choose('What does the button do?', PAGE),
  answer('Address of the page', url),
]
const event = (name: string, key: string): Step[] => [
  answer('Name on the button', name),
  choose('What does the button do?', EVENT),
  answer('Key that your server is told', key),
]
const write = choose('Write it?')

function world() {
  const cwd = temporaryDirectory()
  const path = join(cwd, 'menu.yaml')
  return {
    cwd,
    path,
    make: (steps: readonly Step[], argv: readonly string[] = [], more: World = {}) =>
      wxadminWithPerson(['menu', 'new', ...argv], steps, { cwd, ...more }),
    text: () => readFileSync(path, 'utf8'),
    menu: () => parse(readFileSync(path, 'utf8')),
    isValid: async () => (await wxadmin(['menu', 'validate', 'menu.yaml', '--strict'], { cwd })).code === 0,
  }
}

describe('a menu by questions', () => {
  test('is drawn after each step, shown, and written with the address of its schema', async () => {
    const { make, text, menu, isValid } = world()
    const { code, stdout, stderr } = await make([
      ...event('今日歌曲', 'SONG'),
      { sees: '今日歌曲  event', types: '' },
      choose('What next?'),
      answer('Name on the button', '菜单'),
      choose('What does the button do?', PARENT),
      { sees: 'Now the first item of 菜单', types: '' },
      ...link('搜索', 'https://www.soso.com/'),
      { sees: '│ 搜索', types: '' },
      choose('What next?', 1),
      ...event('赞一下我们', 'GOOD'),
      choose('What next?', 4),
      write,
    ])
    expect([code, stdout]).toEqual([0, 'wrote menu.yaml\n'])
    expect(text().split('\n')[0]).toBe(modeline)
    expect(menu()).toEqual({
      button: [
        { name: '今日歌曲', type: 'click', key: 'SONG' },
        {
          name: '菜单',
          sub_button: [
            { name: '搜索', type: 'view', url: 'https://www.soso.com/' },
            { name: '赞一下我们', type: 'click', key: 'GOOD' },
          ],
        },
      ],
    })
    expect(await isValid()).toBe(true)
    // the file as it is to be, before it is written
    for (const line of text().trimEnd().split('\n')) expect(stderr).toContain(`  ${line}`)
    for (const verb of ['validate', 'diff', 'push'])
      expect(stderr).toContain(`wxadmin menu ${verb} menu.yaml`)
  })

  test('refuses an answer with the sentence of its rule, and asks again', async () => {
    const { make, menu } = world()
    const clear = '\u0015'
    const { stderr } = await make([
      answer('Name on the button', 'a name that is too long'),
      { sees: 'the name has 23 of 16 bytes', types: `${clear}  ok  ${keys.enter}` },
      choose('What does the button do?', PAGE),
      answer('Address of the page', 'www.soso.com'),
      {
        sees: 'the url must begin with http:// or https://: did you mean https://www.soso.com?',
        types: `${clear}https://www.soso.com/${keys.enter}`,
      },
      choose('What next?', 3),
      write,
    ])
    expect(menu()).toEqual({ button: [{ name: 'ok', type: 'view', url: 'https://www.soso.com/' }] })
    expect(stderr).not.toContain('Warning')
  })

  test('an empty answer is refused; what is cut on phones is told and let pass', async () => {
    const { make, menu } = world()
    const { stderr } = await make([
      answer('Name on the button', ''),
      answer('the name is empty', '今日歌曲推'),
      choose('What does the button do?', EVENT),
      answer('Key that your server is told', ''),
      answer('key is empty', '${KEY} #1'),
      choose('What next?', 3),
      write,
    ])
    expect(stderr).toMatch(/^Warning: .*phones show 4.*今日歌曲…/m)
    // a variable is no part of the answers: it is written as text
    expect(menu().button[0].key).toBe('$${KEY} #1')
  })

  test('asks for what each type needs', async () => {
    const { make, menu, isValid } = world()
    const clear = '\u0015'
    await make([
      answer('Name on the button', '小程序'),
      choose('What does the button do?', MINI),
      answer('Web page for a WeChat without mini programs', 'https://a.cn/'),
      answer('AppID of the mini program', 'gh_123'),
      { sees: 'is no AppID of a mini program', types: `${clear}wx286b93c14bbf93aa${keys.enter}` },
      answer('Page in the mini program', 'pages/index'),
      choose('What next?'),
      answer('Name on the button', '扫码'),
      choose('What does the button do?', SEND),
      choose('Which of these?', 1),
      answer('Key that your server is told', 'SCAN'),
      choose('What next?'),
      answer('Name on the button', '文章'),
      choose('What does the button do?', CONTENT),
      choose('Which of these?', 2),
      answer('media_id of the material', 'MEDIA'),
      choose('What next?', 2),
      write,
    ])
    expect(menu().button).toEqual([
      {
        name: '小程序',
        type: 'miniprogram',
        url: 'https://a.cn/',
        appid: 'wx286b93c14bbf93aa',
        pagepath: 'pages/index',
      },
      { name: '扫码', type: 'scancode_waitmsg', key: 'SCAN' },
      { name: '文章', type: 'media_id', media_id: 'MEDIA' },
    ])
    expect(await isValid()).toBe(true)
  })

  test('is changed: another name, another address, another place, another work, gone', async () => {
    const { make, menu } = world()
    await make([
      ...link('A', 'https://a.cn/'),
      choose('What next?', 1),
      choose('What about A?'), // the only one: it is not asked which
      answer('Name on the button', 'B'),
      choose('What next?', 1),
      choose('What about B?', 1),
      answer('Address of the page', 'https://b.cn/'),
      choose('What next?'),
      ...event('C', 'C'),
      choose('What next?', 1),
      choose('Which one?', 1),
      choose('What about C?', 3), // left
      choose('What next?', 1),
      choose('Which one?', 1),
      choose('What about B?', 2), // another work
      choose('What does the button do?', EVENT),
      answer('Key that your server is told', 'B'),
      choose('What next?', 1),
      choose('Which one?'),
      choose('What about C?', 4), // gone
      choose('What next?', 3),
      write,
    ])
    expect(menu()).toEqual({ button: [{ name: 'B', type: 'click', key: 'B' }] })
  })

  test('has conditional menus where they are wished for', async () => {
    const { make, menu, isValid } = world()
    await make([
      ...link('A', 'https://a.cn/'),
      choose('What next?', 2),
      choose('Who sees it?'),
      answer('Name of the tag', ''),
      answer('matches nobody', '星标组'),
      choose('What does it begin with?'), // a copy
      choose('Conditional menu 1, seen by tag=星标组', 3),
      choose('What next?', 2),
      choose('Which conditional menu?', 1),
      choose('Who sees it?', 1),
      choose('Which system?', 1),
      choose('What does it begin with?', 1), // a new button
      ...event('安卓', 'ANDROID'),
      choose('Conditional menu 2, seen by client_platform_type=2 (Android)', 2),
      choose('Who sees it, its place', 1), // earlier
      choose('What next?', 3),
      write,
    ])
    expect(menu()).toEqual({
      button: [{ name: 'A', type: 'view', url: 'https://a.cn/' }],
      conditionalmenu: [
        {
          matchrule: { client_platform_type: '2' },
          button: [{ name: '安卓', type: 'click', key: 'ANDROID' }],
        },
        { matchrule: { tag: '星标组' }, button: [{ name: 'A', type: 'view', url: 'https://a.cn/' }] },
      ],
    })
    expect(await isValid()).toBe(true)
  })

  test('can be gone on with at the end, or given up', async () => {
    const { make, path } = world()
    const { code, stdout, stderr } = await make([
      ...event('A', 'A'),
      choose('What next?', 3),
      choose('Write it?', 1),
      choose('What next?', 3),
      choose('Write it?', 2),
    ])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain('nothing was changed')
    expect(existsSync(path)).toBe(false)
  })

  test('speaks Chinese', async () => {
    const { make, path } = world()
    const { stdout, stderr } = await make(
      [
        answer('按钮名称', '今日歌曲推荐榜'),
        { sees: 'name 有 21 字节，上限 16 字节', types: `\u0015歌曲${keys.enter}` },
        choose('按钮的作用？', EVENT),
        answer('推送给服务器的 key', 'SONG'),
        choose('接下来？', 3),
        choose('写入文件？'),
      ],
      ['--lang', 'zh'],
    )
    expect(stdout).toBe('已写入 menu.yaml\n')
    expect(stderr).toContain('推送上线')
    expect(existsSync(path)).toBe(true)
  })
})

describe('the file', () => {
  test('Ctrl-C leaves nothing behind', async () => {
    const { make, path } = world()
    const { code, stdout } = await make([...event('A', 'A'), { sees: 'What next?', types: keys.interrupt }])
    expect([code, stdout]).toEqual([130, ''])
    expect(existsSync(path)).toBe(false)
  })

  test('that is there is refused before the first question, and replaced with --force', async () => {
    const { make, path, text } = world()
    writeFileSync(path, 'mine')
    const refused = await make([])
    expect([refused.code, refused.stdout, text()]).toEqual([3, '', 'mine'])
    expect(refused.stderr).toContain('--force')
    expect(refused.stderr).not.toContain('Name on the button')
    const forced = await make([...event('A', 'A'), choose('What next?', 3), write], ['--force'])
    expect(forced.code).toBe(0)
    expect(text()).toContain('key: A')
  })

  test('that cannot be written is refused before the first question', async () => {
    const { code, stderr } = await world().make([], ['no/menu.yaml'])
    expect(code).toBe(1)
    expect(stderr).toContain('no/menu.yaml')
  })

  test('- is stdout, and --json a document', async () => {
    const { make, path } = world()
    const steps = [...event('A', 'A'), choose('What next?', 3), write]
    const printed = await make(steps, ['-'])
    expect(printed.stdout.split('\n')[0]).toBe(modeline)
    expect(parse(printed.stdout)).toEqual({ button: [{ name: 'A', type: 'click', key: 'A' }] })
    expect(existsSync(path)).toBe(false)
    const document = await make(steps, ['--json'])
    expect(JSON.parse(document.stdout)).toEqual({
      file: 'menu.yaml',
      menu: { button: [{ name: 'A', type: 'click', key: 'A' }] },
    })
  })

  test('without a terminal nothing is asked: where to begin is told', async () => {
    const { cwd, path } = world()
    const { code, stdout, stderr } = await wxadmin(['menu', 'new'], { cwd })
    expect([code, stdout]).toEqual([64, ''])
    expect(stderr).toContain('wxadmin menu schema')
    expect(stderr).toContain('wxadmin init --name sandbox -o menu.yaml')
    expect(existsSync(path)).toBe(false)
    // and that does what it says
    const env = { WXADMIN_CONFIG_DIR: join(cwd, 'store') }
    expect((await wxadmin(['init', '--name', 'sandbox', '-o', 'menu.yaml'], { cwd, env })).code).toBe(0)
    expect((await wxadmin(['menu', 'validate', 'menu.yaml'], { cwd })).code).toBe(0)
    const chinese = await wxadmin(['menu', 'new', '--lang', 'zh'], { cwd })
    expect(chinese.stderr).toContain('没有可交互的终端')
  })
})
