import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { click } from '../sandbox/support'
import { testWith } from '../support/needs'
import { wxadminWithPerson } from '../support/person'
import { startProgram } from '../support/program'
import { interactiveShell } from '../support/tmux'
import { world as sandboxWorld } from './menu/world'

const LIVE = { button: [{ name: 'a', type: 'click', key: 'K' }] }
const REPLIES = {
  add_friend_autoreply_info: { type: 'text', content: 'welcome' },
  keyword_autoreply_info: {
    list: [
      {
        rule_name: 'r',
        reply_mode: 'reply_all',
        keyword_list_info: [{ type: 'text', match_mode: 'contain', content: 'price' }],
        reply_list_info: [{ type: 'text', content: '10' }],
      },
    ],
  },
}

/** A platform with an account that is not in the store yet. */
async function world() {
  const sandbox = await sandboxWorld()
  const { WXADMIN_APPID: appid, WXADMIN_SECRET: secret, WXADMIN_API_BASE, WXADMIN_CONFIG_DIR } = sandbox.env
  const env = { WXADMIN_API_BASE, WXADMIN_CONFIG_DIR }
  const argv = ['init', '--name', 'prod', '--appid', appid]
  const { cwd } = sandbox
  const run = (...more: string[]) =>
    sandbox.run([...argv, '--secret-stdin', '--json', ...more], {
      stdin: secret,
      env: { WXADMIN_APPID: undefined, WXADMIN_SECRET: undefined },
    })
  return {
    ...sandbox,
    appid,
    init: async (...more: string[]) => {
      const outcome = await run(...more)
      expect(outcome, outcome.stderr).toMatchObject({ code: 0 })
      return JSON.parse(outcome.stdout)
    },
    /** Answers the question for the secret, then these. */
    withPerson: (steps: { sees: string; types: string }[], more: string[] = []) =>
      wxadminWithPerson([...argv, ...more], [{ sees: 'AppSecret', types: `${secret}\r` }, ...steps], {
        env,
        cwd,
      }),
    reply: (body: object) => sandbox.server.post('/sandbox/replies', body),
    at: (name: string) => join(cwd, name),
    read: (name: string) => readFileSync(join(cwd, name), 'utf8'),
  }
}

describe('the live menu becomes the menu file', () => {
  test('one that the API made; it is shown what differs, not pushed', async () => {
    const { init, place, read, run } = await world()
    await place(LIVE)
    expect(await init()).toMatchObject({
      live: 'api',
      menuFile: 'menus/main.yaml',
      menuWritten: true,
      repliesFile: null,
      repliesWritten: false,
      next: 'wxadmin menu diff menus/main.yaml',
      nextSteps: ['wxadmin menu diff menus/main.yaml'],
    })
    expect(parse(read('menus/main.yaml'))).toEqual(LIVE)
    expect(read('menus/main.yaml')).toMatch(/^# yaml-language-server/)
    expect(await run(['menu', 'diff', 'menus/main.yaml', '--exit-code'])).toMatchObject({ code: 0 })
    // what it pulled is known: the next push from here is no drift
    expect(await run(['menu', 'push', 'menus/main.yaml'])).toMatchObject({ code: 0 })
  })

  test('one made in the console, with the comment of a pull', async () => {
    const { init, place, read } = await world()
    await place({ selfmenu_info: { button: [{ type: 'text', name: 't', value: 'hello' }] } })
    expect(await init('-o', 'mine.yaml')).toMatchObject({
      live: 'console',
      menuFile: 'mine.yaml',
      next: 'wxadmin menu validate mine.yaml',
    })
    expect(read('mine.yaml')).toMatch(/# Made in the web console/)
  })

  test('only where there is none, one to start from and the push', async () => {
    const { init, run, at } = await world()
    expect(await init()).toMatchObject({
      live: 'none',
      menuFile: 'menu.yaml',
      next: 'wxadmin menu push menu.yaml',
    })
    expect(existsSync(at('menus'))).toBe(false)
    expect(await run(['menu', 'push', 'menu.yaml'])).toMatchObject({ code: 0 })
  })

  test('of the sandbox too, once it was used', async () => {
    const { run } = await world()
    const first = await run(['init', '--name', 'sandbox', '--json'])
    expect(JSON.parse(first.stdout)).toMatchObject({
      live: 'none',
      next: 'wxadmin -a sandbox menu push menu.yaml',
    })
    const pushed = await run(['-a', 'sandbox', 'menu', 'push', 'menu.yaml'])
    expect(pushed, pushed.stderr).toMatchObject({ code: 0 })
    const again = await run(['init', '--name', 'sandbox', '-o', 'live.yaml', '--json'])
    expect(JSON.parse(again.stdout)).toMatchObject({
      live: 'api',
      next: 'wxadmin -a sandbox menu diff live.yaml',
    })
  })
})

describe('a menu file that is there', () => {
  const mine = 'button:\n  - { name: mine, type: click, key: M } # a remark\n'

  test('stays where nobody can be asked, and push is not what comes next', async () => {
    const { init, place, file, read } = await world()
    await place(LIVE)
    file('menu.yaml', mine)
    expect(await init()).toMatchObject({
      menuFile: 'menu.yaml',
      menuWritten: false,
      next: 'wxadmin menu diff menu.yaml',
    })
    expect(read('menu.yaml')).toBe(mine)
  })

  test.each<[string, string, string | RegExp]>([
    ['yes', 'y\r', /key: K/],
    ['no', '\r', mine],
  ])('is changed to the live menu after a question: %s', async (_, answer, content) => {
    const { withPerson, place, file, read, at } = await world()
    await place(LIVE)
    mkdirSync(at('menus'))
    file('menus/main.yaml', mine)
    const { code } = await withPerson([{ sees: 'Update menus/main.yaml', types: answer }])
    expect(code).toBe(0)
    expect(read('menus/main.yaml')).toMatch(content)
  })
})

describe("the console's automatic replies become a rules file", () => {
  test('which serve takes, and is named next', async () => {
    const { init, reply, read, run } = await world()
    await reply(REPLIES)
    expect(await init()).toMatchObject({
      live: 'none',
      repliesFile: 'replies.yaml',
      repliesWritten: true,
      nextSteps: ['wxadmin menu push menu.yaml', 'wxadmin serve --reply replies.yaml'],
    })
    expect(parse(read('replies.yaml')).rules).toEqual([
      { event: 'subscribe', reply: 'welcome' },
      { contains: 'price', reply: '10' },
    ])
    const checked = await run(['serve', '--reply', 'replies.yaml', '--check', '--json'])
    expect(JSON.parse(checked.stdout)).toMatchObject({ valid: true, findings: [] })
  })

  test('where --replies says, with its comments in Chinese', async () => {
    const { init, reply, read } = await world()
    await reply(REPLIES)
    expect(await init('--replies', 'my rules.yaml', '--lang', 'zh')).toMatchObject({
      nextSteps: [expect.anything(), 'wxadmin serve --reply "my rules.yaml"'],
    })
    expect(read('my rules.yaml')).toMatch(/# 被关注回复\n/)
    expect(read('my rules.yaml')).toMatch(/# 关键词规则“r”\n/)
  })

  test('switched off, they are comments, and serve is not what comes next', async () => {
    const { init, reply, read } = await world()
    await reply({ ...REPLIES, is_add_friend_reply_open: 0, is_autoreply_open: 0 })
    expect(await init()).toMatchObject({ repliesWritten: true, nextSteps: ['wxadmin menu push menu.yaml'] })
    expect(parse(read('replies.yaml'))).toEqual({ rules: [] })
    expect(read('replies.yaml')).toContain('#   reply: welcome')
  })

  test('a file that is there stays where nobody can be asked', async () => {
    const { init, reply, file, read } = await world()
    await reply(REPLIES)
    file('replies.yaml', 'mine')
    expect(await init()).toMatchObject({ repliesWritten: false, nextSteps: ['wxadmin menu push menu.yaml'] })
    expect(read('replies.yaml')).toBe('mine')
  })

  test.each<[string, string, RegExp]>([
    ['yes', 'y\r', /welcome/],
    ['no', '\r', /^mine$/],
  ])('or is replaced after a question: %s', async (_, answer, content) => {
    const { withPerson, reply, file, read } = await world()
    await reply(REPLIES)
    file('replies.yaml', 'mine')
    const { code } = await withPerson([{ sees: 'Replace replies.yaml', types: answer }])
    expect(code).toBe(0)
    expect(read('replies.yaml')).toMatch(content)
  })

  test('a file that changes while a question waits is asked about anew', async () => {
    const { withPerson, reply, file, read, at } = await world()
    await reply(REPLIES)
    file('replies.yaml', 'mine')
    const steps = [
      {
        sees: 'Replace replies.yaml',
        types: 'y\r',
        before: async () => writeFileSync(at('replies.yaml'), 'theirs'),
      },
      { sees: 'has changed meanwhile', types: '' },
      { sees: 'Replace replies.yaml', types: 'n\r' },
    ]
    expect(await withPerson(steps)).toMatchObject({ code: 0 })
    expect(read('replies.yaml')).toBe('theirs')
  })

  test('that the server configuration switches the console off is said', async () => {
    const { withPerson, reply } = await world()
    await reply(REPLIES)
    const { stderr } = await withPerson([])
    expect(stderr).toMatch(
      /Then: wxadmin serve --reply replies\.yaml\nOnce the server configuration .* are off/,
    )
  })
})

describe('what cannot be read is said, and no failure', () => {
  test('an account without permission: the example, but no push', async () => {
    const { server, withPerson } = await world()
    await server.post('/sandbox/account', { verified: false })
    const { code, stderr } = await withPerson([])
    expect(code).toBe(0)
    expect(stderr).toMatch(/no permission for the menu API \(48001/)
    expect(stderr).toContain('Next: wxadmin menu validate menu.yaml')
    expect(stderr).not.toContain('menu push')
  })

  test('an account without permission whose console menu can be seen: that one', async () => {
    const { server, place, init } = await world()
    await place({ selfmenu_info: { button: [click()] } })
    await server.post('/sandbox/account', { verified: false })
    expect(await init()).toMatchObject({ live: 'console', menuWritten: true })
  })

  test.each<[string, string]>([
    ['the menu', 'menu/get=errcode:50002'],
    ['the menu, by a dropped connection', 'menu/get=drop'],
    ['the replies', 'get_current_autoreply_info=errcode:48001'],
    ['the replies, by no JSON', 'get_current_autoreply_info=html'],
  ])('%s', async (what, fault) => {
    const { withPerson, reply, server } = await world()
    await reply(REPLIES)
    await server.post('/sandbox/faults', JSON.stringify(fault))
    const { code, stderr } = await withPerson([])
    expect(code).toBe(0)
    const isMenu = what.startsWith('the menu')
    expect(stderr).toContain(`The ${isMenu ? 'live menu' : 'automatic replies'} could not be read (`)
    expect(stderr.includes('menu push')).toBe(!isMenu) // a live menu might be there
  })

  test('credentials that were not tried: nothing is asked', async () => {
    const { init, place, calls } = await world()
    await place(LIVE)
    await calls()
    expect(await init('--no-check')).toMatchObject({ live: 'unknown', next: 'wxadmin menu diff menu.yaml' })
    expect(await calls()).toEqual({})
  })
})

test("commands to copy name the account where the environment's would be meant", async () => {
  const { run, env, appid } = await world()
  const argv = ['init', '--name', 'prod', '--appid', appid, '--secret-stdin', '--json']
  const { stdout } = await run(argv, { stdin: env.WXADMIN_SECRET })
  expect(JSON.parse(stdout).next).toBe('wxadmin -a prod menu push menu.yaml')
})

testWith('tmux')('at a real terminal, in Chinese, against a sandbox of its own process', async () => {
  const shell = await interactiveShell({ env: { WXADMIN_LANG: 'zh' } })
  const ready = join(shell.home, 'ready.json')
  const sandbox = startProgram(['sandbox', '--port', '0', '--ready-file', ready], {
    env: { HOME: shell.home },
  })
  onTestFinished(async () => {
    sandbox.child.kill()
    await sandbox.ended
  })
  while (!existsSync(ready)) await new Promise((resolve) => setTimeout(resolve, 50))
  const { url, env } = JSON.parse(readFileSync(ready, 'utf8'))
  const post = (path: string, body: object) =>
    fetch(`${url}/sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
  await post('menu', LIVE)
  await post('replies', REPLIES)
  await post('account', { allowlist: ['10.0.0.1'] })
  await shell.run(`WXADMIN_API_BASE=${url} wxadmin init`)
  await shell.sees('要配置哪种账号')
  await shell.press('Enter')
  await shell.sees('在本机使用的名称')
  await shell.press('Enter')
  await shell.sees('AppID：')
  await shell.type(env.WXADMIN_APPID)
  await shell.press('Enter')
  await shell.sees('AppSecret（')
  await shell.type(env.WXADMIN_SECRET)
  await shell.press('Enter')
  await shell.sees(/❯ 用已填写的内容重试\s+修改 AppID\s+修改 AppSecret/)
  await post('account', { allowlist: null })
  await shell.press('Enter')
  const screen = await shell.sees('改由你的服务器回复')
  expect(screen).toContain('下一步：wxadmin menu diff menus/main.yaml')
  expect(screen).toContain('然后：wxadmin serve --reply replies.yaml')
  expect(await shell.exitCode()).toBe(0)
  expect(parse(readFileSync(join(shell.home, 'menus/main.yaml'), 'utf8'))).toEqual(LIVE)
  expect(parse(readFileSync(join(shell.home, 'replies.yaml'), 'utf8')).rules).toHaveLength(2)
})
