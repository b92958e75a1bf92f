import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { beginnings, png } from '../support/media'
import { type Outcome, wxadmin } from '../support/run'
import { platform } from '../support/scripted-platform'
import { MENUS, world as menuWorld } from './menu/world'

// @module-tag slow

const UPLOAD = 'material/add_material'
const POSTER = `button:
  - name: 海报
    type: media_id
    media: ./poster.png
`

async function world() {
  const here = await menuWorld()
  const { run, store, server, calls } = here
  return {
    ...here,
    media: (...argv: string[]) => run(['media', 'upload', ...argv]),
    /** Files of the memory. */
    kept: () => {
      const folder = join(store, 'media')
      if (!existsSync(folder)) return []
      return readdirSync(folder).flatMap((account) =>
        readdirSync(join(folder, account))
          .filter((name) => name.endsWith('.json'))
          .map((name) => join(folder, account, name)),
      )
    },
    uploads: async () => (await calls())[UPLOAD] ?? 0,
    count: async () => (await server.api('/cgi-bin/material/get_materialcount')).image_count,
  }
}

describe('media upload', () => {
  test('prints the media_id alone, and the rest for a person', async () => {
    const { media, file, server } = await world()
    file('poster.png', png())
    const { code, stdout, stderr } = await media('poster.png')
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^[\w-]{64}\n$/)])
    expect(stderr).toContain('uploaded poster.png as permanent material')
    expect(stderr).toMatch(/its address: http/)
    const list = await server.api('/cgi-bin/material/batchget_material', {
      type: 'image',
      offset: 0,
      count: 1,
    })
    expect(list).toMatchObject({ item: [{ media_id: stdout.trim(), name: 'poster.png' }] })
  })

  test('as JSON', async () => {
    const { media, file } = await world()
    file('poster.png', png())
    const { stdout, stderr } = await media('poster.png', '--json')
    expect(JSON.parse(stdout)).toEqual({
      file: 'poster.png',
      mediaId: expect.any(String),
      url: expect.any(String),
      type: 'image',
      bytes: png().length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      uploaded: true,
    })
    expect(stderr).toBe('')
    expect(JSON.parse((await media('poster.png', '--json')).stdout)).toMatchObject({ uploaded: false })
  })

  test('does not upload the same content twice, but with --force', async () => {
    const { media, file, uploads, kept } = await world()
    file('poster.png', png())
    file('copy.png', png())
    const first = await media('poster.png')
    const again = await media('copy.png')
    expect(again.stdout).toBe(first.stdout)
    expect(again.stderr).toContain('is not uploaded again')
    expect(await uploads()).toBe(1)
    const forced = await media('poster.png', '--force')
    expect(forced.stdout).not.toBe(first.stdout)
    expect((await media('poster.png')).stdout).toBe(forced.stdout)
    expect(await uploads()).toBe(1)
    if (process.platform !== 'win32') {
      expect(kept().map((path) => statSync(path).mode & 0o777)).toEqual([0o600])
    }
  })

  test('remembers by account and type', async () => {
    const { media, file, uploads, run, server } = await world()
    file('small.jpg', beginnings.jpg)
    await media('small.jpg')
    await media('small.jpg', '--type', 'thumb')
    expect(await uploads()).toBe(2)
    const other = { WXADMIN_APPID: 'wx00000000000000aa', WXADMIN_SECRET: 'a'.repeat(32) }
    await server.control('account', { appid: other.WXADMIN_APPID, secret: other.WXADMIN_SECRET })
    expect((await run(['media', 'upload', 'small.jpg'], { env: other })).code).toBe(0)
    expect(await uploads()).toBe(1)
  })

  test('a damaged memory counts as none', async () => {
    const { media, file, uploads, kept } = await world()
    file('poster.png', png())
    await media('poster.png')
    for (const path of kept()) writeFileSync(path, '{"mediaId":')
    expect((await media('poster.png')).code).toBe(0)
    expect(await uploads()).toBe(2)
  })

  test('a video has a title, its name where none is given', async () => {
    const { media, file, server } = await world()
    file('tour.mp4', beginnings.mp4)
    const one = await media('tour.mp4')
    const two = await media('tour.mp4', '--force', '--title', '导览', '--introduction', '一分钟')
    const shown = (media_id: string) =>
      server.api('/cgi-bin/material/get_material', { media_id: media_id.trim() })
    expect(await shown(one.stdout)).toMatchObject({ title: 'tour', description: '' })
    expect(await shown(two.stdout)).toMatchObject({ title: '导览', description: '一分钟' })
  })

  test.each([
    ['a file that is missing', ['none.png'], 65, 'there is no such file'],
    ['a text', ['text.png'], 65, 'the content of the file is no PNG'],
    ['a name without ending', ['poster'], 65, 'WeChat takes no file of this name'],
    ['an image as a voice', ['poster.png', '--type', 'voice'], 65, 'a voice cannot be made of this format'],
    ['a large thumb', ['large.jpg', '--type', 'thumb'], 65, 'a thumb may have 65536'],
    ['a title of an image', ['poster.png', '--title', 'x'], 64, 'are for videos'],
    ['an unknown type', ['poster.png', '--type', 'news'], 64, 'news'],
  ])('refuses %s, and sends nothing', async (_, argv, code, words) => {
    const { media, file, calls } = await world()
    file('poster.png', png())
    file('poster', png())
    file('text.png', 'hello')
    file('large.jpg', Buffer.concat([beginnings.jpg, Buffer.alloc(65_536)]))
    const outcome = await media(...argv)
    expect(outcome).toMatchObject({ code, stdout: '' })
    expect(outcome.stderr).toContain(words)
    expect(await calls()).toEqual({})
  })

  test('says it in Chinese as well', async () => {
    const { media, file } = await world()
    file('text.png', 'hello')
    const { stderr } = await media('text.png', '--lang', 'zh')
    expect(stderr).toContain('微信不接受 text.png：文件内容不是 PNG 格式')
  })

  test('an error of WeChat is one, and nothing is remembered', async () => {
    const { media, file, fault, mend, kept } = await world()
    file('poster.png', png())
    await fault(`${UPLOAD}=errcode:45009`)
    expect((await media('poster.png')).code).toBe(5)
    expect(kept()).toEqual([])
    await mend()
    expect((await media('poster.png')).code).toBe(0)
  })

  test('an upload that may have arrived is not made again, nor remembered', async () => {
    const { media, file, fault, kept, uploads, count } = await world()
    file('poster.png', png())
    await fault(`${UPLOAD}=drop:after,1`)
    expect(await media('poster.png')).toMatchObject({ code: 6, stdout: '' })
    expect(kept()).toEqual([])
    expect([await uploads(), await count()]).toEqual([1, 1])
  })

  test('stopped in the middle remembers nothing, and lets the next one go on', async () => {
    const { run, media, file, fault, mend, kept } = await world()
    file('poster.png', png())
    await fault(`${UPLOAD}=hang`)
    const stop = new AbortController()
    setTimeout(() => stop.abort('SIGINT'), 200)
    expect((await run(['media', 'upload', 'poster.png'], { signal: stop.signal })).code).toBe(130)
    expect(kept()).toEqual([])
    await mend()
    expect((await media('poster.png')).code).toBe(0)
  })

  test('two at once upload once', async () => {
    const { media, file, fault, uploads } = await world()
    file('poster.png', png())
    await fault(`${UPLOAD}=latency:400`)
    const outcomes = await Promise.all([media('poster.png'), media('poster.png'), media('poster.png')])
    expect(new Set(outcomes.map(({ stdout }) => stdout)).size).toBe(1)
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(outcomes.map(({ stderr }) => stderr).join()).toContain('waiting for it')
    expect(await uploads()).toBe(1)
  })

  test('with a token alone nothing is remembered', async () => {
    const { run, file, server, uploads, kept } = await world()
    file('poster.png', png())
    const env = {
      WXADMIN_ACCESS_TOKEN: await server.token(),
      WXADMIN_APPID: undefined,
      WXADMIN_SECRET: undefined,
    }
    for (const _ of [1, 2]) expect((await run(['media', 'upload', 'poster.png'], { env })).code).toBe(0)
    expect([await uploads(), kept()]).toEqual([2, []])
  })

  test('where nothing can be remembered nothing is uploaded', async () => {
    const { media, file, store, uploads } = await world()
    file('poster.png', png())
    mkdirSync(store, { mode: 0o700 })
    file('store/media', '')
    const { code, stderr } = await media('poster.png')
    expect(code).toBe(1)
    expect(stderr).toContain('Cannot write the store file')
    expect(await uploads()).toBe(0)
  })

  test('what cannot be remembered any more is uploaded, and that is told', async () => {
    const { media, file, kept } = await world()
    file('poster.png', png())
    await media('poster.png')
    for (const path of kept()) {
      rmSync(path)
      mkdirSync(join(path, 'in the way'), { recursive: true })
    }
    const { code, stdout, stderr } = await media('poster.png', '--force')
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^[\w-]{64}\n$/)])
    expect(stderr).toContain('could not be remembered')
  })

  test('an answer without a media_id is none', async () => {
    const { file, cwd, env } = await world()
    file('poster.png', png())
    const { url } = await platform(({ path }) =>
      path.endsWith('stable_token') ? { access_token: 'token-of-a-fake', expires_in: 7200 } : { errcode: 0 },
    )
    const argv = ['media', 'upload', 'poster.png']
    const { code, stderr } = await wxadmin(argv, { cwd, env: { ...env, WXADMIN_API_BASE: url } })
    expect(code).toBe(6)
    expect(stderr).toContain('media_id')
  })
})

describe('the progress of a large file', () => {
  const large = png(9 * 1024 * 1024)

  test('is drawn on a terminal, never wider than it, and wiped in the end', async () => {
    for (const columns of [80, 40]) {
      const { run, file } = await world()
      file('a-poster-with-a-rather-long-name.png', large)
      const { code, stderr } = await run(['media', 'upload', 'a-poster-with-a-rather-long-name.png'], {
        columns,
      })
      expect(code).toBe(0)
      const drawn = stderr.split('\r').filter((part) => part.includes('%'))
      expect(drawn.length).toBeGreaterThan(0)
      expect(drawn.at(-1)).toContain('100% 9.0/9.0 MB')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the mark that wipes a line
      for (const line of drawn) expect(line.replace(/\u001b\[K.*/s, '').length).toBeLessThan(columns)
      expect(stderr).toContain('\r\u001b[K')
    }
  })

  test.each([
    ['without a terminal', {}, []],
    ['with --quiet', { columns: 80 }, ['--quiet']],
    ['with --json', { columns: 80 }, ['--json']],
    ['on a dumb terminal', { columns: 80, env: { TERM: 'dumb' } }, []],
  ])('is not drawn %s', async (_, more, flags) => {
    const { run, file } = await world()
    file('large.png', large)
    const { code, stderr } = await run(['media', 'upload', 'large.png', ...flags], more)
    expect(code).toBe(0)
    expect(stderr).not.toContain('%')
  })
})

describe('media in a menu', () => {
  test('is uploaded once by a push, and then the menu is up to date', async () => {
    const { menu, file, live, calls } = await world()
    file('poster.png', png())
    file('menu.yaml', POSTER)
    const pushed = await menu('push', 'menu.yaml')
    expect(pushed.code).toBe(0)
    expect(pushed.stderr).toContain('uploaded ./poster.png')
    const button = (await live()) as { menu?: { button: { media_id: string }[] } }
    expect(button.menu?.button[0]?.media_id).toMatch(/^[\w-]{64}$/)
    await calls()
    expect((await menu('push', 'menu.yaml')).stdout).toContain('up to date')
    expect(await calls()).toEqual({ 'menu/get': 1 })
  })

  test('is not uploaded by looking: diff, dry run, validate', async () => {
    const { menu, file, uploads } = await world()
    file('poster.png', png())
    file('menu.yaml', POSTER)
    expect((await menu('validate', 'menu.yaml')).code).toBe(0)
    expect((await menu('diff', 'menu.yaml')).code).toBe(0)
    expect((await menu('push', 'menu.yaml', '--dry-run')).code).toBe(0)
    expect(await uploads()).toBe(0)
  })

  test('of one content under two names is uploaded once', async () => {
    const { menu, file, uploads, live } = await world()
    file('poster.png', png())
    file('copy.png', png())
    file(
      'menu.yaml',
      `${POSTER}  - { name: b, type: media_id, media: copy.png }\nconditionalmenu:\n  - matchrule: { tag_id: "2" }\n    button: [{ name: c, type: media_id, media: poster.png }]\n`,
    )
    expect((await menu('push', 'menu.yaml')).code).toBe(0)
    expect(await uploads()).toBe(1)
    const ids = JSON.stringify(await live()).match(/"media_id":"[^"]+"/g)
    expect([ids?.length, new Set(ids).size]).toEqual([3, 1])
  })

  test('is relative to the menu file, and for stdin to the working directory', async () => {
    const { menu, file, cwd, run, live } = await world()
    mkdirSync(join(cwd, 'menus'))
    file('menus/poster.png', png())
    file('menus/menu.yaml', POSTER)
    expect((await menu('push', 'menus/menu.yaml')).code).toBe(0)
    expect((await run(['menu', 'validate', '-'], { stdin: POSTER })).code).toBe(65)
    file('poster.png', png(1))
    expect((await run(['menu', 'push', '-'], { stdin: POSTER })).code).toBe(0)
    expect(await live()).toHaveProperty('menu.button')
  })

  test('that is missing or outside stops everything before any call', async () => {
    const { menu, file, calls } = await world()
    file('menu.yaml', POSTER)
    const missing = await menu('push', 'menu.yaml')
    expect(missing.code).toBe(65)
    expect(missing.stderr).toContain('menu.yaml:4:12 error media-unreadable')
    file('menu.yaml', POSTER.replace('./poster.png', '/etc/passwd.png'))
    const outside = await menu('validate', 'menu.yaml', '--lang', 'zh')
    expect(outside.code).toBe(65)
    expect(outside.stdout).toContain('文件位于')
    expect(await calls()).toEqual({})
  })

  test('that changes between plan and upload is not uploaded', async () => {
    const { menu, file, uploads, live } = await world()
    file('poster.png', png())
    file('menu.yaml', POSTER)
    expect((await menu('push', 'menu.yaml', '--plan', 'plan.json')).code).toBe(0)
    file('poster.png', png(10))
    const { code, stderr } = await menu('push', '--plan', 'plan.json')
    expect(code).toBe(65)
    expect(stderr).toContain('no longer the file that was planned with')
    expect(await uploads()).toBe(0)
    expect(await live()).toMatchObject({ errcode: 46003 })
    file('poster.png', png())
    expect((await menu('push', '--plan', 'plan.json')).code).toBe(0)
    expect(await uploads()).toBe(1)
  })

  test('whose upload fails leaves the menu alone; what was uploaded is remembered', async () => {
    const { menu, file, fault, mend, live, uploads } = await world()
    file('one.png', png(1))
    file('two.png', png(2))
    const leaf = (name: string) => `  - { name: ${name}, type: media_id, media: ${name}.png }\n`
    file('menu.yaml', `button:\n${leaf('one')}${leaf('two')}`)
    await fault('menu/create=errcode:45010')
    expect((await menu('push', 'menu.yaml')).code).not.toBe(0)
    expect(await uploads()).toBe(2)
    await mend()
    expect((await menu('push', 'menu.yaml')).code).toBe(0)
    expect(await uploads()).toBe(0)
    file('two.png', png(3))
    await fault(`${UPLOAD}=errcode:45009`)
    const before = await live()
    expect((await menu('push', 'menu.yaml')).code).not.toBe(0)
    expect(await live()).toEqual(before)
  })

  test('that WeChat no longer knows is told, with the way out', async () => {
    const { menu, media, file, server, live } = await world()
    file('poster.png', png())
    file('menu.yaml', POSTER)
    const { stdout } = await media('poster.png')
    await server.api('/cgi-bin/material/del_material', { media_id: stdout.trim() })
    const { code, stderr } = await menu('push', 'menu.yaml')
    expect(code).not.toBe(0)
    expect(stderr).toContain('40007')
    expect(stderr).toContain('wxadmin media upload FILE --force')
    expect((await media('poster.png', '--force')).code).toBe(0)
    expect((await menu('push', 'menu.yaml')).code).toBe(0)
    expect(await live()).toHaveProperty('menu.button.0.media_id')
  })

  test('needs to know whose it is', async () => {
    const { run, file, server } = await world()
    file('poster.png', png())
    file('menu.yaml', POSTER)
    const env = {
      WXADMIN_ACCESS_TOKEN: await server.token(),
      WXADMIN_APPID: undefined,
      WXADMIN_SECRET: undefined,
    }
    const { code, stderr } = await run(['menu', 'push', 'menu.yaml'], { env })
    expect(code).toBe(4)
    expect(stderr).toContain('WXADMIN_APPID')
  })

  test('two files are compared by their contents, without any account', async () => {
    const { run, file, calls } = await world()
    file('poster.png', png())
    file('other.png', png(1))
    file('one.yaml', POSTER)
    file('two.yaml', POSTER.replace('poster', 'other'))
    const diff = (other: string): Promise<Outcome> =>
      run(['menu', 'diff', 'one.yaml', other, '--exit-code'], { env: { WXADMIN_APPID: undefined } })
    expect((await diff('two.yaml')).code).toBe(2)
    expect((await diff('one.yaml')).code).toBe(0)
    expect(await calls()).toEqual({})
  })
})

describe('oauth in a menu', () => {
  const LOGIN = `button:
  - name: 登录
    type: view
    oauth: { url: "https://shop.example.com/?a=1", scope: snsapi_userinfo, state: s1 }
`

  test('is sent as the authorize URL of the account, and is up to date then', async () => {
    const { menu, file, live, env } = await world()
    file('menu.yaml', LOGIN)
    expect((await menu('push', 'menu.yaml')).code).toBe(0)
    expect(await live()).toHaveProperty(
      'menu.button.0.url',
      `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${env.WXADMIN_APPID}&redirect_uri=https%3A%2F%2Fshop.example.com%2F%3Fa%3D1&response_type=code&scope=snsapi_userinfo&state=s1#wechat_redirect`,
    )
    expect(await live()).not.toHaveProperty('menu.button.0.oauth')
    expect((await menu('push', 'menu.yaml')).stdout).toContain('up to date')
  })

  test('two files that differ in it alone differ', async () => {
    const { menu, file } = await world()
    file('one.yaml', LOGIN)
    file('two.yaml', LOGIN.replace('s1', 's2'))
    expect((await menu('diff', 'one.yaml', 'two.yaml', '--exit-code')).code).toBe(2)
  })
})

test.each(['media', 'oauth'])('menus/%s.yaml is valid, is pushed, and is up to date then', async (name) => {
  const { menu } = await world()
  const file = join(MENUS, `${name}.yaml`)
  expect(await menu('validate', file, '--strict')).toMatchObject({ code: 0 })
  expect(await menu('push', file)).toMatchObject({ code: 0 })
  expect((await menu('push', file)).stdout).toContain('up to date')
})

test('a reset of the sandbox forgets what was uploaded to it', async () => {
  const { file, cwd } = await world()
  file('poster.png', png())
  const there = (...argv: string[]) =>
    wxadmin(['-a', 'sandbox', ...argv], { cwd, env: { WXADMIN_CONFIG_DIR: join(cwd, 'store') } })
  const first = await there('media', 'upload', 'poster.png')
  await there('sandbox', 'reset')
  const second = await there('media', 'upload', 'poster.png')
  expect(second.code).toBe(0)
  expect(second.stdout).not.toBe(first.stdout)
})
