import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory, type World, wxadmin } from '../../support/run'
import { MENUS } from './world'

const conditional = join(MENUS, 'conditional.yaml')

/** No account, no sandbox, no network: an address that nobody listens at. */
const preview = (argv: readonly string[], world: World = {}) =>
  wxadmin(['menu', 'preview', ...argv], {
    ...world,
    env: { WXADMIN_API_BASE: 'http://127.0.0.1:1', WXADMIN_CONFIG_DIR: '/nonexistent', ...world.env },
  })

describe('in the terminal', () => {
  test('the drawing is the result, the other menus are listed below it', async () => {
    const { code, stdout, stderr } = await preview([conditional])
    expect(code).toBe(0)
    expect(stdout).toContain('│ ⌨ │     今日歌曲  event      │      关于我们  link      │')
    expect(stdout).toContain('→ default menu\n  conditional menu 1  tag_id=2\n')
    expect(stderr).toBe('To draw another one: --menu 1\n')
  })

  test('--menu draws a conditional menu', async () => {
    const { stdout } = await preview([conditional, '--menu', '2', '--lang', 'zh'])
    expect(stdout).toContain('苹果专区')
    expect(stdout).not.toContain('关于我们')
    expect(stdout).toContain('→ 个性化菜单 2  client_platform_type=1（iOS）')
  })

  test('a number that no menu has is refused, and how many there are is told', async () => {
    const many = await preview([conditional, '--menu', '3'])
    expect([many.code, many.stdout]).toEqual([64, ''])
    expect(many.stderr).toContain('has 2 conditional menus: there is no number 3.')
    const none = await preview([join(MENUS, 'main.yaml'), '--menu', '1', '--lang', 'zh'])
    expect(none.code).toBe(64)
    expect(none.stderr).toContain('有 0 个个性化菜单')
    for (const bad of ['0', '-1', 'x']) expect((await preview([conditional, '--menu', bad])).code).toBe(64)
  })

  test('warnings are drawn on stderr, and the menu is drawn', async () => {
    const menu = 'button: [{name: 今日歌曲推, type: click, key: A}]'
    const { code, stdout, stderr } = await preview(['-'], { stdin: menu })
    expect(code).toBe(0)
    expect(stdout).toContain('今日歌曲…')
    expect(stdout).not.toContain('今日歌曲推')
    expect(stderr).toContain('name-cut')
  })

  test('a file with an error is not drawn', async () => {
    const { code, stdout, stderr } = await preview(['-'], { stdin: 'button: [{name: a, type: clik}]' })
    expect([code, stdout]).toEqual([65, ''])
    expect(stderr).toContain('type-unknown')
    expect((await preview(['nowhere.yaml'])).code).toBe(65)
  })

  test('a tag is shown by its name, without asking for it', async () => {
    const menu = `button: [{name: a, type: click, key: A}]
conditionalmenu: [{matchrule: {tag: 星标组}, button: [{name: b, type: click, key: B}]}]`
    expect((await preview(['-'], { stdin: menu })).stdout).toContain('conditional menu 1  tag=星标组')
  })

  test('it fits the terminal', async () => {
    const { stdout } = await preview([join(MENUS, 'all-types.yaml'), '--color', 'never'], { columns: 40 })
    const bar = stdout.split('\n').find((line) => line.startsWith('╰'))
    expect(bar).toHaveLength(40)
  })

  test('with colour when asked', async () => {
    expect((await preview([conditional, '--color', 'always'])).stdout).toContain('\u001b[1m')
    expect((await preview([conditional])).stdout).not.toContain('\u001b')
  })

  test('--json: what is shown', async () => {
    const stdin = `button:
  - name: 一二三四五
    sub_button: [{name: 搜索, type: view, url: "https://a.cn/"}]
conditionalmenu: [{matchrule: {tag_id: 2}, button: [{name: b, type: click, key: B}]}]`
    const { stdout, stderr } = await preview(['-', '--json'], { stdin })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual({
      file: '-',
      drawn: 0,
      button: [
        {
          name: '一二三四五',
          shown: '一二三四…',
          sub_button: [{ name: '搜索', shown: '搜索', type: 'view', url: 'https://a.cn/' }],
        },
      ],
      menus: [{ number: 0 }, { number: 1, matchrule: { tag_id: '2' } }],
    })
    const second = JSON.parse((await preview(['-', '--json', '--menu', '1'], { stdin })).stdout)
    expect([second.drawn, second.button[0].name]).toEqual([1, 'b'])
  })
})

describe('as a page', () => {
  const at = (cwd: string, name: string) => readFileSync(join(cwd, name), 'utf8')

  test('--html writes it, and writes over its own one', async () => {
    const cwd = temporaryDirectory()
    const first = await preview([conditional, '--html', 'menu.html'], { cwd })
    expect([first.code, first.stdout, first.stderr]).toEqual([0, 'wrote menu.html\n', ''])
    expect(at(cwd, 'menu.html')).toContain('<html lang="en">')
    const again = await preview([conditional, '--html', 'menu.html', '--lang', 'zh', '--menu', '2'], { cwd })
    expect([again.code, again.stdout]).toEqual([0, '已写入 menu.html\n'])
    const page = at(cwd, 'menu.html')
    expect(page).toContain('<html lang="zh-CN">')
    expect(page).toMatch(/id="menu-2"[^>]*aria-labelledby="tab-2">/) // the one that is open
    expect(page).toMatch(/id="menu-0"[^>]* hidden>/)
  })

  test('a file that is something else stays; an empty one is filled', async () => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'mine.html'), '<html>mine</html>')
    writeFileSync(join(cwd, 'empty.html'), '\n')
    const refused = await preview([conditional, '--html', 'mine.html'], { cwd })
    expect([refused.code, refused.stdout]).toEqual([3, ''])
    expect(refused.stderr).toContain('mine.html exists already and is no menu preview')
    expect(at(cwd, 'mine.html')).toBe('<html>mine</html>')
    expect((await preview([conditional, '--html', 'empty.html'], { cwd })).code).toBe(0)
    expect(at(cwd, 'empty.html')).toContain('<!doctype html>')
  })

  test('--html - prints it', async () => {
    const { code, stdout } = await preview([conditional, '--html', '-'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/)
    expect((await preview([conditional, '--html', '-', '--json'])).code).toBe(64)
  })

  test('--json names the page', async () => {
    const cwd = temporaryDirectory()
    const { stdout } = await preview([conditional, '--html', 'menu.html', '--json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({ file: conditional, drawn: 0, html: 'menu.html' })
  })

  test('of a file with an error, or in a directory that is not there, none is written', async () => {
    const cwd = temporaryDirectory()
    const bad = await preview(['-', '--html', 'menu.html'], { cwd, stdin: '{}' })
    expect(bad.code).toBe(65)
    expect(() => at(cwd, 'menu.html')).toThrow('ENOENT')
    const nowhere = await preview([conditional, '--html', 'no/menu.html'], { cwd })
    expect([nowhere.code, nowhere.stdout]).toEqual([1, ''])
    expect(nowhere.stderr).toContain('no/menu.html')
  })
})
