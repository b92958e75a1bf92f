import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { applyPatch as applyUnified } from 'diff'
import { applyPatch } from 'fast-json-patch'
import { describe, expect, test } from 'vitest'
import { normaliseMenu } from '../../../src/menu/normalise'
import { SANDBOX_APPID } from '../../../src/wechat/sandbox-account'
import { temporaryDirectory, wxadmin } from '../../support/run'
import { platform } from '../../support/scripted-platform'
import { conditionals, keys, world } from './world'

const click = (name: string, key = name) => ({ name, type: 'click', key })
const view = (name: string, url: string) => ({ name, type: 'view', url })

/** One renamed, one moved, one changed button, one added and one removed; a conditional menu more. */
const OLD = {
  button: [
    click('今日歌曲', 'SONG'),
    { name: '菜单', sub_button: [view('搜索', 'https://a.cn/old'), click('赞', 'GOOD'), click('旧', 'OLD')] },
  ],
}
const NEW = {
  button: [
    click('歌曲榜', 'SONG'),
    { name: '菜单', sub_button: [view('搜索', 'https://a.cn/new'), click('新', 'NEW')] },
    click('赞', 'GOOD'),
  ],
  conditionalmenu: [{ matchrule: { tag_id: '2' }, button: [click('星标', 'STAR')] }],
}
const TREE = `  default menu
  ~ 歌曲榜  click  SONG
        renamed from 今日歌曲
    菜单
    ~ 搜索  view  https://a.cn/new
          url: https://a.cn/old
             → https://a.cn/new
    + 新    click  NEW
    - 旧    click  OLD
  ↕ 赞      click  GOOD
        moved from 菜单/2 to top 3
+ conditional menu tag_id=2
  + 星标  click  STAR
+ added   ~ changed   ↕ moved   - removed
2 added, 2 changed, 1 moved, 1 removed; 1 unchanged
`
const WRITES = /create|addconditional|delconditional|delete|upload|add_material/

/** A world with OLD live and NEW in new.json. */
async function changed() {
  const its = await world()
  await its.place(OLD)
  its.file('old.json', JSON.stringify(OLD))
  its.file('new.json', JSON.stringify(NEW))
  await its.calls()
  return its
}

/** What a PNG begins with, and some content. */
const png = (content: string) =>
  Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from(content)])

/** Two files and no account: neither a store nor a network that anything could be asked of. */
function files(contents: Readonly<Record<string, string | Buffer>>) {
  const cwd = temporaryDirectory()
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(cwd, name), content)
  const env = { WXADMIN_CONFIG_DIR: join(cwd, 'store'), WXADMIN_API_BASE: 'http://127.0.0.1:9' }
  const diff = (...argv: string[]) => wxadmin(['menu', 'diff', ...argv], { cwd, env })
  return { cwd, env, diff }
}

describe('a file and what is live', () => {
  test('as a tree: each change with its reason, what stays only counted, nothing written', async () => {
    const { menu, calls } = await changed()
    const { code, stdout, stderr } = await menu('diff', 'new.json')
    expect([code, stderr]).toEqual([0, ''])
    const [head, ...tree] = stdout.split('\n')
    expect(head).toMatch(
      new RegExp(`^live ${SANDBOX_APPID} \\([0-9a-f]{12}\\) → new\\.json \\([0-9a-f]{12}\\)$`),
    )
    expect(tree.join('\n')).toBe(TREE)
    const made = await calls()
    expect(made['menu/get']).toBe(1)
    expect(Object.keys(made).filter((path) => WRITES.test(path))).toEqual([])
  })

  test('in Chinese', async () => {
    const { menu } = await changed()
    const { stdout } = await menu('diff', 'new.json', '--lang', 'zh')
    const [head, ...tree] = stdout.split('\n')
    expect(head).toMatch(
      new RegExp(`^线上菜单 ${SANDBOX_APPID}（[0-9a-f]{12}）→ new\\.json（[0-9a-f]{12}）$`),
    )
    expect(tree.join('\n')).toBe(`  默认菜单
  ~ 歌曲榜  click  SONG
        原名：今日歌曲
    菜单
    ~ 搜索  view  https://a.cn/new
          url：https://a.cn/old
             → https://a.cn/new
    + 新    click  NEW
    - 旧    click  OLD
  ↕ 赞      click  GOOD
        从“菜单”第 2 项移到一级第 3 项
+ 个性化菜单 tag_id=2
  + 星标  click  STAR
+ 新增   ~ 修改   ↕ 移动   - 删除
新增 2、修改 2、移动 1、删除 1；1 项不变
`)
  })

  test('the exit code tells of differences only where it is asked for', async () => {
    const { menu } = await changed()
    expect((await menu('diff', 'new.json')).code).toBe(0)
    for (const format of ['tree', 'unified', 'json', 'github'])
      expect([format, (await menu('diff', 'new.json', '--exit-code', '--format', format)).code]).toEqual([
        format,
        2,
      ])
    expect((await menu('push', 'new.json', '--yes')).code).toBe(0)
    for (const format of ['tree', 'unified', 'json', 'github'])
      expect([format, (await menu('diff', 'new.json', '--exit-code', '--format', format)).code]).toEqual([
        format,
        0,
      ])
  })

  test('equal ones: one line, nothing, an empty patch, a heading', async () => {
    const { menu } = await changed()
    const line = new RegExp(
      `^no differences: live ${SANDBOX_APPID} and old\\.json are the same menu \\([0-9a-f]{12}\\)\n$`,
    )
    expect((await menu('diff', 'old.json')).stdout).toMatch(line)
    expect((await menu('diff', 'old.json', '--lang', 'zh')).stdout).toMatch(
      /^没有差异：线上菜单 .* 与 old\.json 是同一个菜单（/,
    )
    expect((await menu('diff', 'old.json', '--format', 'unified')).stdout).toBe('')
    expect(JSON.parse((await menu('diff', 'old.json', '--json')).stdout)).toMatchObject({
      equal: true,
      patch: [],
      totals: { added: 0, removed: 0, changed: 0, moved: 0, kept: 5 },
    })
    expect((await menu('diff', 'old.json', '--format', 'github')).stdout).toMatch(
      /^### .*\n\nno differences: .*\n$/,
    )
  })

  test('an account without a menu', async () => {
    const { menu, file } = await world()
    file('menu.json', keys('a'))
    const { code, stdout } = await menu('diff', 'menu.json', '--exit-code')
    expect(code).toBe(2)
    expect(stdout).toContain('\n+ default menu\n  + a  click  a\n+ added\n1 added; 0 unchanged\n')
    const { patch } = JSON.parse((await menu('diff', 'menu.json', '--json')).stdout)
    expect(patch).toEqual([{ op: 'replace', path: '/button', value: [click('a')] }])
  })

  test('a menu made in the web console is compared, and it is said that a push replaces it', async () => {
    const { run, file } = await world()
    file('menu.json', JSON.stringify({ button: [view('a', 'https://b.cn/')] }))
    const wechat = await platform({
      answers: {
        '/cgi-bin/stable_token': { access_token: 'token-of-a-fake', expires_in: 7200 },
        '/cgi-bin/menu/get': { errcode: 46003, errmsg: 'menu no exist' },
        '/cgi-bin/get_current_selfmenu_info': {
          is_menu_open: 1,
          selfmenu_info: {
            button: [view('a', 'https://a.cn/'), { name: '文', type: 'text', value: 'hello' }],
          },
        },
      },
    })
    const env = { WXADMIN_API_BASE: wechat.url }
    const { code, stdout, stderr } = await run(['menu', 'diff', 'menu.json'], { env })
    expect(code).toBe(0)
    expect(stdout).toContain('  ~ a   view  https://b.cn/\n')
    expect(stdout).toContain('  - 文  text\n')
    expect(stderr).toContain('made in the web console')
  })

  test('tags are looked up; one that the account has not is told of', async () => {
    const { menu, place, file } = await world()
    await place(JSON.parse(conditionals(['2', 'x'])))
    const named = (tag: string) => conditionals(['2', 'x']).replace('"tag_id":"2"', `"tag":"${tag}"`)
    file('menu.json', named('星标组'))
    expect((await menu('diff', 'menu.json')).stdout).toMatch(/^no differences/)
    file('menu.json', named('nobody'))
    const { code, stdout, stderr } = await menu('diff', 'menu.json')
    expect([code, stdout]).toEqual([65, ''])
    expect(stderr).toContain('tag-unknown')
  })

  test('files that it names are not uploaded, and shown by their names', async () => {
    const { menu, file, place, calls } = await world()
    await place({ button: [{ name: 'm', type: 'media_id', media_id: 'M1' }] })
    file('a.png', png('a'))
    file('menu.json', JSON.stringify({ button: [{ name: 'm', type: 'media_id', media: './a.png' }] }))
    await calls()
    const { code, stdout } = await menu('diff', 'menu.json', '--exit-code')
    expect(code).toBe(2)
    expect(stdout).toContain('  ~ m  media_id  media:./a.png\n        media_id: M1 → media:./a.png\n')
    expect(Object.keys(await calls()).filter((path) => WRITES.test(path))).toEqual([])
  })

  test('the pin is checked before anything is asked of WeChat', async () => {
    const { menu, file, calls } = await changed()
    file('new.json', JSON.stringify({ appid: 'wx0123456789abcdef', ...NEW }))
    const { code, stdout, stderr } = await menu('diff', 'new.json', '--exit-code')
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain('wx0123456789abcdef')
    expect(await calls()).toEqual({})
  })

  test('the hash of the live menu is the one that the JSON tells in full', async () => {
    const { menu } = await changed()
    const { from, to } = JSON.parse((await menu('diff', 'new.json', '--json')).stdout)
    expect(from).toEqual({ kind: 'live', name: SANDBOX_APPID, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(to).toMatchObject({ kind: 'file', name: 'new.json' })
    const [head] = (await menu('diff', 'new.json')).stdout.split('\n')
    expect(head).toContain(`(${from.hash.slice(0, 12)})`)
    expect(head).toContain(`(${to.hash.slice(0, 12)})`)
  })
})

describe('two files', () => {
  test('need no account and no network', async () => {
    const { diff, cwd } = files({ 'old.json': JSON.stringify(OLD), 'new.json': JSON.stringify(NEW) })
    const { code, stdout, stderr } = await diff('old.json', 'new.json', '--exit-code')
    expect([code, stderr]).toEqual([2, ''])
    expect(stdout).toMatch(/^old\.json \([0-9a-f]{12}\) → new\.json \([0-9a-f]{12}\)\n/)
    expect(stdout.slice(stdout.indexOf('\n') + 1)).toBe(TREE)
    expect(existsSync(join(cwd, 'store'))).toBe(false)
  })

  test('may name tags, and what is turned into something else before it is sent', async () => {
    const menu = (tag: string, media: string, state: string) =>
      JSON.stringify({
        button: [
          { name: 'm', type: 'media_id', media },
          { name: 'o', type: 'view', oauth: { url: 'https://a.cn/', scope: 'snsapi_base', state } },
        ],
        conditionalmenu: [{ matchrule: { tag }, button: [click('x')] }],
      })
    const { diff, cwd } = files({
      'a.json': menu('甲', './a.png', '1'),
      'b.json': menu('乙', './b.png', '2'),
      'c.json': menu('甲', './copy.png', '1').replace('{', '{"appid":"wx0123456789abcdef",'),
      'a.png': png('a'),
      'b.png': png('b'),
      'copy.png': png('a'),
    })
    const { stdout } = await diff('a.json', 'b.json')
    expect(stdout).toContain('media_id: media:./a.png → media:./b.png')
    expect(stdout).toMatch(/url: https:\/\/open\.weixin\.qq\.com\/\S*state=1\S*\n +→ https:\/\/\S*state=2/)
    expect(stdout).toContain('tag: 甲 → 乙')
    expect((await diff('a.json', 'a.json', '--exit-code')).code).toBe(0)
    // The content is what counts, and an appid that only one of them names goes for both.
    expect((await diff('a.json', 'c.json', '--exit-code')).code).toBe(0)
    mkdirSync(join(cwd, 'x'))
    writeFileSync(join(cwd, 'x/a.json'), menu('甲', './a.png', '1'))
    writeFileSync(join(cwd, 'x/a.png'), png('other'))
    const sameName = (await diff('a.json', 'x/a.json')).stdout
    expect(sameName).toMatch(/media_id: media:\.\/a\.png#[0-9a-f]{8}\n +→ media:\.\/a\.png#[0-9a-f]{8}\n/)
  })

  test('one of them may be stdin', async () => {
    const { env, cwd, diff } = files({ 'new.json': JSON.stringify(NEW) })
    const run = (...argv: string[]) =>
      wxadmin(['menu', 'diff', ...argv], { cwd, env, stdin: JSON.stringify(OLD) })
    expect((await run('-', 'new.json')).stdout).toMatch(/^stdin \([0-9a-f]{12}\) → new\.json/)
    expect((await run('new.json', '-')).stdout).toMatch(/^new\.json \([0-9a-f]{12}\) → stdin/)
    expect(JSON.parse((await run('-', 'new.json', '--json')).stdout).from.name).toBe('-')
    const { code, stderr } = await diff('-', '-')
    expect([code, stderr]).toEqual([
      64,
      expect.stringContaining('FILE and OTHER are both to be read from stdin'),
    ])
  })

  test('a bad one is told of with its places, whichever it is', async () => {
    const { diff } = files({ 'good.json': keys('a'), 'bad.json': '{"button":[{"name":"a","type":"clik"}]}' })
    for (const pair of [
      ['good.json', 'bad.json'],
      ['bad.json', 'good.json'],
    ]) {
      const { code, stdout, stderr } = await diff(...pair, '--exit-code')
      expect([code, stdout]).toEqual([65, ''])
      expect(stderr).toContain('bad.json:1:')
    }
    const { code, stderr } = await diff('good.json', 'missing.json')
    expect([code, stderr]).toEqual([65, expect.stringContaining('missing.json')])
    const asJson = await diff('good.json', 'bad.json', '--json')
    expect([asJson.code, asJson.stdout, JSON.parse(asJson.stderr).error.code]).toEqual([
      65,
      '',
      'MENU_INVALID',
    ])
  })

  test('names of all kinds are shown as they are, but for what steers a terminal', async () => {
    const odd = '👨‍👩‍👧e\u0301\u202eשלום'
    const { diff } = files({
      'a.json': keys('a'),
      'b.json': JSON.stringify({ button: [{ name: 'm', sub_button: [click(odd, 'a')] }] }),
    })
    for (const format of ['tree', 'github']) {
      const { stdout } = await diff('a.json', 'b.json', '--format', format)
      expect(stdout).toContain('👨‍👩‍👧e\u0301\ufffdשלום  click')
    }
    expect((await diff('a.json', 'b.json', '--format', 'unified')).stdout).toContain(
      `+      - name: "${odd.replace('\u202e', '\\u202e')}"\n`,
    )
  })
})

describe('an entry of the history', () => {
  async function pushed() {
    const its = await world()
    for (const key of ['a', 'b', 'c']) {
      its.file(`${key}.json`, keys(key))
      expect((await its.menu('push', `${key}.json`, '--yes')).code).toBe(0)
    }
    const { entries } = JSON.parse((await its.menu('history', '--json')).stdout)
    return { ...its, ids: entries.map(({ id }: { id: string }) => id) as string[] } // newest first: b, a, none
  }

  test('is what the file is compared with, by the beginning or the end of its id', async () => {
    const { menu, ids, calls } = await pushed()
    const [ofB = '', ofA = '', ofNone = ''] = ids
    await calls()
    const { stdout, code } = await menu('diff', 'c.json', '--history', ofA, '--exit-code')
    expect(code).toBe(2)
    expect(stdout).toMatch(new RegExp(`^history ${ofA} \\([0-9a-f]{12}\\) → c\\.json`))
    expect(stdout).toContain('  + c  click  c\n  - a  click  a\n')
    expect((await menu('diff', 'b.json', '--history', ofB.slice(-6), '--exit-code')).code).toBe(0)
    expect((await menu('diff', 'a.json', '--history', ofNone)).stdout).toContain('+ default menu')
    expect(JSON.parse((await menu('diff', 'c.json', '--history', ofA, '--json')).stdout).from).toMatchObject({
      kind: 'history',
      name: ofA,
    })
    expect(await calls()).toEqual({}) // nobody needs WeChat for it
  })

  test('that is not there is a usage error', async () => {
    const { menu } = await pushed()
    const { code, stderr } = await menu('diff', 'c.json', '--history', 'nothing')
    expect([code, stderr]).toEqual([64, expect.stringContaining('nothing')])
    const none = await world()
    none.file('c.json', keys('c'))
    expect((await none.menu('diff', 'c.json', '--history', 'x')).code).toBe(64)
  })

  test('and a second file exclude each other', async () => {
    const { diff } = files({ 'a.json': keys('a') })
    const { code, stdout, stderr } = await diff('a.json', 'a.json', '--history', 'x')
    expect([code, stdout]).toEqual([64, ''])
    expect(stderr).toContain('a.json and --history exclude each other')
  })
})

describe('the formats', () => {
  test('unified: what patch turns the pulled menu into the file with', async () => {
    const { menu, cwd } = await changed()
    const { stdout } = await menu('diff', 'new.json', '--format', 'unified')
    expect(stdout).toContain(`--- live ${SANDBOX_APPID}\t\n+++ new.json\n@@ `)
    expect(stdout).toContain('\n-  - name: 今日歌曲\n+  - name: 歌曲榜\n')
    expect((await menu('pull', '-o', 'pulled.yaml')).code).toBe(0)
    const pulled = join(cwd, 'pulled.yaml')
    writeFileSync(pulled, String(applyUnified(readFileSync(pulled, 'utf8'), stdout)))
    expect((await menu('diff', 'pulled.yaml', 'new.json', '--exit-code')).code).toBe(0)
  })

  test('unified: of text that a variable could be taken for, and of none of what is not compared', async () => {
    const { diff } = files({
      'a.json': JSON.stringify({ button: [click('a', '$${A}')] }),
      'b.json': JSON.stringify({ button: [click('a', '$${B}')] }),
    })
    const { stdout } = await diff('a.json', 'b.json', '--format', 'unified')
    const yaml = (key: string) => `button:\n  - name: a\n    type: click\n    key: ${key}\n`
    expect(applyUnified(yaml('$${A}'), stdout)).toBe(yaml('$${B}'))
  })

  test('json: a patch that makes the pulled document the wanted one', async () => {
    const { menu } = await changed()
    const { equal, patch, totals, changes } = JSON.parse(
      (await menu('diff', 'new.json', '--format', 'json')).stdout,
    )
    expect(equal).toBe(false)
    expect(totals).toEqual({ added: 2, removed: 1, changed: 2, moved: 1, kept: 1 })
    expect(patch).toContainEqual({ op: 'replace', path: '/button/0/name', value: '歌曲榜' })
    expect(patch).toContainEqual({ op: 'move', from: '/button/1/sub_button/2', path: '/button/2' })
    expect(changes[0].buttons[2]).toMatchObject({ kind: 'moved', from: [1, 1], to: [2], moved: true })
    const live = JSON.parse((await menu('pull', '--json')).stdout).menu
    const made = applyPatch(live, patch, true).newDocument
    expect(normaliseMenu(made)).toEqual(normaliseMenu(NEW))
  })

  test('--json is the same as --format json, and excludes the others', async () => {
    const { diff } = files({ 'a.json': keys('a'), 'b.json': keys('b') })
    const [flag, format, both] = await Promise.all([
      diff('a.json', 'b.json', '--json'),
      diff('a.json', 'b.json', '--format', 'json'),
      diff('a.json', 'b.json', '--json', '--format', 'json'),
    ])
    expect([format.stdout, both.stdout]).toEqual([flag.stdout, flag.stdout])
    const { code, stdout, stderr } = await diff('a.json', 'b.json', '--json', '--format', 'unified')
    expect([code, stdout, JSON.parse(stderr).error.code]).toEqual([64, '', 'OPTIONS_CONFLICT'])
    expect((await diff('a.json', 'b.json', '--format', 'xml')).code).toBe(64)
  })

  test('github: Markdown on stdout and in the summary of the step, and outputs', async () => {
    const { run, cwd } = await changed()
    const env = { GITHUB_STEP_SUMMARY: join(cwd, 'summary'), GITHUB_OUTPUT: join(cwd, 'output') }
    const { code, stdout } = await run(['menu', 'diff', 'new.json', '--format', 'github', '--exit-code'], {
      env,
    })
    expect(code).toBe(2)
    expect(stdout).toBe(
      `### live ${SANDBOX_APPID} → new.json

\`\`\`diff
  default menu
!   歌曲榜  click  SONG
!       renamed from 今日歌曲
    菜单
!     搜索  view  https://a.cn/new
-         url: https://a.cn/old
+            → https://a.cn/new
+     新    click  NEW
-     旧    click  OLD
!   ↕ 赞      click  GOOD
!       moved from 菜单/2 to top 3
+ conditional menu tag\\_id=2
+   星标  click  STAR
\`\`\`

2 added, 2 changed, 1 moved, 1 removed; 1 unchanged
`.replace('tag\\_id', 'tag_id'),
    )
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toBe(stdout)
    expect(readFileSync(env.GITHUB_OUTPUT, 'utf8').trim().split('\n')).toEqual([
      'changed=true',
      'added=2',
      'removed=1',
      'changed-buttons=2',
      'moved=1',
    ])
  })

  test('colour only where it is wanted', async () => {
    const { diff } = files({ 'a.json': keys('a'), 'b.json': keys('b') })
    const start = '\u001b['
    for (const format of ['tree', 'unified']) {
      const plain = await diff('a.json', 'b.json', '--format', format)
      const painted = await diff('a.json', 'b.json', '--format', format, '--color', 'always')
      expect(plain.stdout).not.toContain(start)
      expect(painted.stdout).toContain(`${start}32m`)
      expect(stripVTControlCharacters(painted.stdout)).toBe(plain.stdout)
    }
    expect((await diff('a.json', 'b.json', '--format', 'github', '--color', 'always')).stdout).not.toContain(
      escape,
    )
  })

  test('on a terminal long lines are broken to fit; elsewhere they are whole', async () => {
    const url = `https://a.cn/${'x'.repeat(100)}`
    const { cwd, env, diff } = files({
      'a.json': JSON.stringify({ button: [view('a', 'https://a.cn/')] }),
      'b.json': JSON.stringify({ button: [view('a', url)] }),
    })
    const argv = ['menu', 'diff', 'a.json', 'b.json', '--color', 'never']
    const { stdout } = await wxadmin(argv, { cwd, env, columns: 40 })
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBe(40)
    expect((await diff('a.json', 'b.json')).stdout).toContain(`→ ${url}\n`)
  })

  test('unified on a terminal: what could steer it is escaped', async () => {
    const { cwd, env } = files({ 'a.json': keys('a'), 'b.json': keys('a\u202eb') })
    const argv = ['menu', 'diff', 'a.json', 'b.json', '--format', 'unified', '--color', 'never']
    expect((await wxadmin(argv, { cwd, env, columns: 80 })).stdout).toContain('+  - name: "a\\u202eb"\n')
  })
})
