import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { runProgram, startProgram } from '../support/program'
import { temporaryDirectory, wxadmin } from '../support/run'
import { hang, platform, type Reply } from '../support/scripted-platform'
import { kind } from './kind'

const BUTTON = [{ name: 'a', type: 'click', key: 'a' }]
const MENU = JSON.stringify({ button: BUTTON })

/** What a platform with no menu answers to each path; once created, the menu is there. */
function answers() {
  let isThere = false
  return (path: string): object => {
    if (path === '/cgi-bin/stable_token') return { access_token: 'A'.repeat(140), expires_in: 7200 }
    if (path === '/cgi-bin/menu/create') isThere = true
    if (path === '/cgi-bin/menu/delete') isThere = false
    if (path === '/cgi-bin/menu/get')
      return isThere ? { menu: { button: BUTTON } } : { errcode: 46003, errmsg: 'menu no exist' }
    if (path === '/cgi-bin/get_current_selfmenu_info')
      return { is_menu_open: 0, selfmenu_info: { button: [] } }
    if (path === '/cgi-bin/qrcode/create') return { ticket: 'TICKET-1', url: 'http://weixin.qq.com/q/1' }
    if (path === '/cgi-bin/material/add_material')
      return { media_id: 'MEDIA-1', url: 'http://mmbiz.qpic.cn/1' }
    if (path === '/sns/oauth2/access_token')
      return {
        access_token: 'WEB-1',
        expires_in: 7200,
        refresh_token: 'REFRESH-1',
        openid: 'oUser1',
        scope: 'snsapi_base',
      }
    return { errcode: 0, errmsg: 'ok' }
  }
}

/** A directory with a menu and a picture in it, and an environment that points at the platform. */
function surroundings(url: string) {
  const cwd = temporaryDirectory()
  writeFileSync(join(cwd, 'menu.json'), MENU)
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  writeFileSync(join(cwd, 'a.png'), png)
  const env = {
    WXADMIN_APPID: 'wx0123456789abcdef',
    WXADMIN_SECRET: '0123456789abcdef0123456789abcdef',
    WXADMIN_API_BASE: url,
    WXADMIN_CONFIG_DIR: join(cwd, 'store'),
  }
  return { cwd, env }
}

interface Late {
  readonly argv: readonly string[]
  /** The call that is under way, and which one of its path. */
  readonly at: string
  readonly nth?: number
  readonly tells: string
  readonly signal?: string
}

const push = ['menu', 'push', 'menu.json', '--yes']

kind(
  'a signal that comes when nothing is left to stop changes nothing: 0, and what was done is told',
  {
    'menu push, while it is read back': { argv: push, at: '/cgi-bin/menu/get', nth: 2, tells: 'pushed' },
    'menu push, during its only write': { argv: push, at: '/cgi-bin/menu/create', tells: 'pushed' },
    'menu push --json, while it is read back, SIGTERM': {
      argv: [...push, '--json'],
      at: '/cgi-bin/menu/get',
      nth: 2,
      tells: '"changed": true',
      signal: 'SIGTERM',
    },
    'token refresh --force': {
      argv: ['token', 'refresh', '--force', '--yes'],
      at: '/cgi-bin/stable_token',
      tells: 'AAAA',
    },
    'oauth exchange: the code is used up': {
      argv: ['oauth', 'exchange', '021abcdefghijklmnopqrstuvwxyz0123'],
      at: '/sns/oauth2/access_token',
      tells: 'oUser1',
    },
    'qrcode create': {
      argv: ['qrcode', 'create', 'a', '--permanent'],
      at: '/cgi-bin/qrcode/create',
      tells: 'TICKET-1',
    },
    'media upload': {
      argv: ['media', 'upload', 'a.png'],
      at: '/cgi-bin/material/add_material',
      tells: 'MEDIA-1',
    },
    'api POST of something that is made': {
      argv: ['api', 'POST', '/cgi-bin/qrcode/create', '-f', 'a=b'],
      at: '/cgi-bin/qrcode/create',
      tells: 'TICKET-1',
      signal: 'SIGHUP',
    },
  } satisfies Record<string, Late>,
  async ({ argv, at, nth = 1, tells, signal = 'SIGINT' }: Late) => {
    const stop = new AbortController()
    const answer = answers()
    let count = 0
    const { url } = await platform(async ({ path }): Promise<Reply> => {
      if (path === at && ++count === nth) {
        stop.abort(signal)
        await new Promise((resolve) => setTimeout(resolve, 150))
      }
      return answer(path)
    })
    const { code, stdout, stderr } = await wxadmin(argv, { ...surroundings(url), signal: stop.signal })
    expect(stop.signal.aborted).toBe(true)
    expect([code, stdout], stderr).toEqual([0, expect.stringContaining(tells)])
    expect(stderr).not.toContain('Interrupted')
  },
)

kind(
  'what is not answered is not waited for long after the signal',
  {
    'oauth exchange': ['oauth', 'exchange', '021abcdefghijklmnopqrstuvwxyz0123'],
    'qrcode create': ['qrcode', 'create', 'a'],
    'media upload': ['media', 'upload', 'a.png'],
  },
  async (argv) => {
    const stop = new AbortController()
    const answer = answers()
    const { url } = await platform(({ path }): Reply => {
      if (path === '/cgi-bin/stable_token') return answer(path)
      stop.abort('SIGINT')
      return hang
    })
    const more = ['--timeout', '50']
    expect((await wxadmin([...argv, ...more], { ...surroundings(url), signal: stop.signal })).code).toBe(130)
  },
)

interface Second {
  readonly argv: readonly string[]
  readonly signals: readonly [NodeJS.Signals, NodeJS.Signals]
  readonly exit: number
  /** The command that shows what is live. */
  readonly look: string
}

kind(
  'a second signal in the middle of a write says that the menu may be half-written, and how to look',
  {
    'menu push, SIGINT twice': {
      argv: push,
      signals: ['SIGINT', 'SIGINT'],
      exit: 130,
      look: 'wxadmin menu diff menu.json',
    },
    'menu push in Chinese, SIGTERM twice': {
      argv: [...push, '--lang', 'zh'],
      signals: ['SIGTERM', 'SIGTERM'],
      exit: 143,
      look: '可能只写入了一部分',
    },
    'menu push --json, SIGHUP twice': {
      argv: [...push, '--json'],
      signals: ['SIGHUP', 'SIGHUP'],
      exit: 129,
      look: '"code":"MENU_ABANDONED"',
    },
    'menu delete, SIGINT twice': {
      argv: ['menu', 'delete', '--yes'],
      signals: ['SIGINT', 'SIGINT'],
      exit: 130,
      look: 'wxadmin menu get',
    },
  } satisfies Record<string, Second>,
  async ({ argv, signals: [first, second], exit, look }: Second) => {
    const answer = answers()
    if (argv.includes('delete')) answer('/cgi-bin/menu/create')
    let arrived = () => {}
    const writing = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const { url } = await platform(({ path }): Reply => {
      if (!/create|delete/.test(path)) return answer(path)
      arrived()
      return hang
    })
    const { child, ended } = startProgram([...argv, '--timeout', '50'], surroundings(url))
    await writing
    child.kill(first)
    await new Promise((resolve) => setTimeout(resolve, 200))
    child.kill(second)
    const { code, stdout, stderr } = await ended
    expect([code, stdout]).toEqual([exit, ''])
    expect(stderr).toContain(look)
  },
)

kind(
  'SIGHUP ends a command in good order, with 129',
  {
    serve: { argv: ['serve', '--port', '0'], tells: 'Stopped' },
    sandbox: { argv: ['sandbox', '--port', '0'], tells: 'stopped' },
    'a call that hangs': { argv: ['menu', 'get', '--timeout', '50'], tells: 'The terminal was closed' },
  },
  async ({ argv, tells }) => {
    const { url, seen } = await platform(() => hang)
    const { child, ended } = startProgram(argv, surroundings(url))
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    while (seen.length === 0 && !said.includes('http'))
      await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGHUP')
    const { code, stderr } = await ended
    expect([code, stderr.toLowerCase()]).toEqual([129, expect.stringContaining(tells.toLowerCase())])
  },
)

kind(
  'the exit codes of signals are documented',
  {
    'in English': ['en', 129, 'the terminal was closed (SIGHUP)'],
    'in Chinese': ['zh', 129, '终端已关闭（SIGHUP）'],
    'Ctrl-D': ['en', 130, 'Ctrl-D'],
  },
  async ([lang, number, words]) => {
    const { stdout } = await runProgram(['help', 'exit-codes', '--lang', String(lang)])
    expect(stdout).toMatch(new RegExp(`${number}\\s+.*${String(words).replaceAll(/[()]/g, '\\$&')}`))
  },
)
