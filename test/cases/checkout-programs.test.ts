import { chmodSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { childEnvironment } from '../../src/api/child'
import { findProgram, shellOf, trustedDirectories, windowsProgram } from '../../src/api/program-path'
import { openTunnel } from '../../src/endpoint/server/tunnel'
import { endpoint } from '../commands/endpoint/trigger-world'
import { hostileCheckout, linkNodeModules, plant } from '../support/hostile'
import { wxadminWithPerson } from '../support/person'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

const APPID = 'wx0123456789abcdef'
const SYSTEM = '/usr/bin:/bin'

/** A directory with one program, outside every checkout. */
function tools(name: string, script: string): string {
  const bin = realpathSync(temporaryDirectory())
  const file = join(bin, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return bin
}

type Way = (checkout: string) => string

/** Ways by which PATH leads into the directory that one works in. */
const ways: Readonly<Record<string, Way>> = {
  'a relative node_modules/.bin and a dot': () => 'node_modules/.bin:.:bin',
  'empty entries': () => '::',
  'the absolute node_modules/.bin, as npm sets it': (checkout) => `${checkout}/node_modules/.bin`,
  'the absolute directory, as direnv sets it': (checkout) => `${checkout}:${checkout}/bin`,
  'a way round': (checkout) => `${checkout}/../${checkout.split('/').at(-1)}/bin`,
  'a link from elsewhere': (checkout) => {
    const link = join(temporaryDirectory(), 'link')
    symlinkSync(checkout, link)
    return `${link}:${link}/bin`
  },
}

/** A hostile directory, and a PATH that leads into it first and then to a program with that name. */
function scene(way: Way, name: string, script: string, prepare?: (directory: string) => void) {
  const checkout = hostileCheckout()
  const cwd = realpathSync(checkout.directory)
  prepare?.(cwd)
  return { ...checkout, cwd, PATH: [way(cwd), tools(name, script), SYSTEM].join(':') }
}

/** The environment of a store with one account, whose token a command prints. */
function storeWith(tokenSource: string): { WXADMIN_CONFIG_DIR: string } {
  const directory = temporaryDirectory()
  const prod = { name: 'prod', appid: APPID, secret: 'f'.repeat(32), mode: 'plain', tokenSource }
  writeFileSync(join(directory, 'accounts.json'), JSON.stringify({ default: 'prod', accounts: { prod } }))
  return { WXADMIN_CONFIG_DIR: directory }
}

const posix = describe.runIf(process.platform !== 'win32')

posix('what wxadmin starts', () => {
  kind<Way>(
    'a token command finds no program of the checkout',
    {
      ...ways,
      'a subdirectory of the checkout, where its top is on PATH': (checkout) => `${checkout}:${checkout}/bin`,
    },
    async (way, name) => {
      const { cwd, PATH, ran } = scene(way, 'token-helper', 'echo the-real-token')
      const below = name.startsWith('a subdirectory') ? join(cwd, 'menus/deep') : cwd
      mkdirSync(join(cwd, '.git'))
      mkdirSync(below, { recursive: true })
      const env = { ...storeWith('command:token-helper --print'), PATH }
      const outcome = await wxadmin(['token'], { cwd: below, env })
      expect([outcome, ran()]).toEqual([{ code: 0, stdout: 'the-real-token\n', stderr: '' }, ''])
    },
  )

  kind('what a token command starts finds no program of the checkout', ways, async (way) => {
    const helper = tools('helper', 'exec token-helper')
    const { cwd, PATH, ran } = scene(way, 'token-helper', 'echo the-real-token')
    const env = { ...storeWith('command:helper | cat'), PATH: `${PATH}:${helper}` }
    const { stdout } = await wxadmin(['token'], { cwd, env })
    expect([stdout, ran()]).toEqual(['the-real-token\n', ''])
  })

  kind('a tunnel client is never taken from the checkout', ways, async (way) => {
    const { cwd, PATH, ran } = scene(way, 'tunnel-client', 'echo https://abc.serveo.net; sleep 60')
    const options = {
      command: 'tunnel-client {port}',
      port: 1,
      url: 'http://127.0.0.1:1',
      cwd,
      env: { PATH },
    }
    const tunnel = openTunnel(options)
    expect(await tunnel.address).toBe('https://abc.serveo.net')
    await tunnel.close()
    expect(ran()).toBe('')
  })

  kind('an editor is never taken from the checkout', ways, async (way) => {
    const { cwd, PATH, ran } = scene(way, 'my-editor', `/bin/sed -i 's#www.example.com#edited.example#' "$2"`)
    const { url, received } = await endpoint(() => 'success')
    const env = { WXADMIN_CONFIG_DIR: temporaryDirectory(), WXADMIN_CALLBACK_TOKEN: 'triggerToken2026', PATH }
    const more = { cwd, env: { ...env, WXADMIN_APPID: APPID, EDITOR: 'my-editor --wait' } }
    const { stderr } = await wxadminWithPerson(['trigger', 'VIEW', '--edit', '--to', url], [], more)
    expect(received[0]?.xml, stderr).toContain('edited.example')
    expect(ran()).toBe('')
  })

  describe.runIf(process.platform === 'linux')('on a desktop', () => {
    kind('neither a browser opener nor what it starts is taken from the checkout', ways, async (way) => {
      const opened = join(temporaryDirectory(), 'opened')
      const { cwd, PATH, ran } = scene(way, 'xdg-open', `cat /dev/null; echo "$1" > '${opened}'`)
      const env = { WXADMIN_CONFIG_DIR: temporaryDirectory(), WXADMIN_APPID: APPID, PATH }
      const argv = ['oauth', 'url', 'https://a.example.com/', '--open', '-q']
      const { stdout, stderr } = await wxadmin(argv, { cwd, env })
      expect([stderr, ran()]).toEqual(['', ''])
      expect(readFileSync(opened, 'utf8')).toBe(stdout)
    })
  })

  test('a program that only the checkout has is not found', async () => {
    const { cwd, ran } = scene(() => '', 'other', '')
    const env = { ...storeWith('command:token-helper'), PATH: `${cwd}/node_modules/.bin:.:${SYSTEM}` }
    const { code, stderr } = await wxadmin(['token'], { cwd, env })
    expect([code, ran()]).toEqual([4, ''])
    expect(stderr).toContain('exit 127')
  })

  kind(
    'a bare name given to sandbox exec is never a file of the working directory',
    { 'a dot': '.', 'an empty entry': ':', 'relative directories': 'bin:node_modules/.bin:./' },
    async (path) => {
      const { cwd, ran } = hostileIn()
      const outcome = await wxadmin(['sandbox', 'exec', '--', 'my-editor'], { cwd, env: { PATH: path } })
      expect([outcome.code, ran()]).toEqual([127, ''])
    },
  )

  test('sandbox exec runs what the project has put on PATH: that is what it is for', async () => {
    const { cwd, ran } = hostileIn()
    const env = { PATH: `${cwd}/node_modules/.bin:${SYSTEM}` }
    expect((await wxadmin(['sandbox', 'exec', '--', 'my-editor'], { cwd, env })).code).toBe(0)
    expect(ran()).toContain('node_modules/.bin/my-editor')
  })
})

function hostileIn() {
  const checkout = hostileCheckout()
  return { ...checkout, cwd: realpathSync(checkout.directory) }
}

interface Lookup {
  /** Directories below a temporary one, made first; one that ends in `/.git` marks a checkout. */
  readonly has?: readonly string[]
  /** HOME, relative to that one. */
  readonly home?: string
  /** Absolute, or relative to that one. */
  readonly cwd: string
  /** Entries relative to that one are written `@/…`. */
  readonly path: string
  /** What is left of PATH. */
  readonly kept: string
}

posix('directories of PATH', () => {
  kind<Lookup>(
    'PATH keeps what is the person’s or the system’s',
    {
      'one works in the home directory': {
        home: 'home',
        cwd: 'home',
        path: '@/home/bin:@/home/.local/bin:.:/usr/bin',
        kept: '@/home/bin:@/home/.local/bin:/usr/bin',
      },
      'one works in the root directory': {
        cwd: '/',
        path: '/usr/local/bin:/usr/bin::bin',
        kept: '/usr/local/bin:/usr/bin',
      },
      'one works in /usr': {
        cwd: '/usr',
        path: '/usr/local/bin:/usr/bin:/bin',
        kept: '/usr/local/bin:/usr/bin:/bin',
      },
      'one works in ~/.local': {
        home: 'home',
        has: ['home/.local/bin'],
        cwd: 'home/.local',
        path: '@/home/.local/bin:/bin',
        kept: '@/home/.local/bin:/bin',
      },
      'one works in the account’s own home directory': {
        cwd: userInfo().homedir,
        path: `${userInfo().homedir}/tools:/bin`,
        kept: `${userInfo().homedir}/tools:/bin`,
      },
      'a checkout in the home directory': {
        home: 'home',
        has: ['home/menus/.git', 'home/menus/bin', 'home/bin'],
        cwd: 'home/menus',
        path: '@/home/menus/bin:@/home/bin:/bin',
        kept: '@/home/bin:/bin',
      },
      'a subdirectory of a checkout': {
        home: 'home',
        has: ['home/menus/.git', 'home/menus/a/b', 'home/menus/tools'],
        cwd: 'home/menus/a/b',
        path: '@/home/menus/tools:@/home/menus:@/home/menus-of-others:/bin',
        kept: '@/home/menus-of-others:/bin',
      },
      'a submodule': {
        has: ['top/.git', 'top/sub/.git', 'top/bin'],
        cwd: 'top/sub',
        path: '@/top/bin:@/top/sub/bin:/bin',
        kept: '/bin',
      },
      'a working directory that is no checkout': {
        has: ['unpacked/bin'],
        cwd: 'unpacked',
        path: '@/unpacked/bin:@/other/bin:/bin',
        kept: '@/other/bin:/bin',
      },
      'HOME is in the checkout, as some jobs have it': {
        has: ['build/.git', 'build/.home/bin'],
        home: 'build/.home',
        cwd: 'build',
        path: '@/build/.home/bin:@/build/bin:/bin',
        kept: '/bin',
      },
      'HOME is the checkout': {
        has: ['build/.git', 'build/bin'],
        home: 'build',
        cwd: 'build',
        path: '@/build/bin:/bin',
        kept: '/bin',
      },
      'node_modules/.bin of somewhere else': {
        cwd: '/',
        path: '@/app/node_modules/.bin:@/app/node_modules/.bin/:/bin',
        kept: '/bin',
      },
      'nothing else than the checkout': {
        has: ['top/.git'],
        cwd: 'top',
        path: '@/top:.',
        kept: '/bin:/sbin:/usr/bin:/usr/sbin:/usr/local/bin:/usr/local/sbin',
      },
      'a PATH that is empty': {
        cwd: '/',
        path: '',
        kept: '/bin:/sbin:/usr/bin:/usr/sbin:/usr/local/bin:/usr/local/sbin',
      },
    },
    ({ has = [], home, cwd, path, kept }) => {
      const base = realpathSync(temporaryDirectory())
      for (const directory of has) mkdirSync(join(base, directory), { recursive: true })
      const at = (text: string) => text.replaceAll('@', base)
      const env = { PATH: at(path), ...(home === undefined ? {} : { HOME: join(base, home) }) }
      const place = { env, cwd: cwd.startsWith('/') ? cwd : join(base, cwd), platform: 'linux' }
      expect(trustedDirectories(place).join(':')).toBe(at(kept))
      expect(childEnvironment(place).PATH).toBe(at(kept))
    },
  )

  test('a link to node_modules elsewhere is left out as node_modules is', () => {
    const checkout = hostileCheckout()
    linkNodeModules(checkout)
    const PATH = `${checkout.directory}/node_modules/.bin:/bin`
    expect(trustedDirectories({ env: { PATH }, cwd: checkout.directory, platform: 'linux' })).toEqual([
      '/bin',
    ])
  })

  test('a directory of PATH in which a program is a file that cannot be run is passed over', () => {
    const [first, second] = [temporaryDirectory(), tools('helper', '')]
    writeFileSync(join(first, 'helper'), '', { mode: 0o600 })
    mkdirSync(join(first, 'other'))
    const place = { env: {}, platform: 'linux' }
    expect(findProgram('helper', [first, second], place)).toBe(join(second, 'helper'))
    expect(findProgram('helper', [first], place)).toBe(join(first, 'helper'))
    expect(findProgram('other', [first], place)).toBeUndefined()
  })
})

describe('on Windows', () => {
  const base = { SystemRoot: 'C:\\Windows', USERPROFILE: 'C:\\Users\\me', Path: 'C:\\Windows\\System32' }

  kind(
    'what comes with Windows has an absolute path, whatever the working directory holds',
    {
      'the shell': [shellOf({ env: base, platform: 'win32' }), 'C:\\Windows\\System32\\cmd.exe'],
      'another drive': [
        windowsProgram('rundll32.exe', { SYSTEMROOT: 'D:\\Win' }),
        'D:\\Win\\System32\\rundll32.exe',
      ],
      'no SystemRoot': [windowsProgram('taskkill.exe', {}), 'C:\\Windows\\System32\\taskkill.exe'],
      'a SystemRoot that is relative': [
        windowsProgram('notepad.exe', { SystemRoot: '.' }),
        'C:\\Windows\\System32\\notepad.exe',
      ],
    },
    ([program, expected]) => expect(program).toBe(expected),
  )

  kind(
    'PATH of Windows loses what leads into the working directory',
    {
      'relative and empty entries': ['.;;bin;C:\\Tools', 'C:\\Tools'],
      'the working directory, in other capitals': ['c:\\WORK\\menus\\bin;C:\\Tools', 'C:\\Tools'],
      'node_modules\\.bin': ['C:\\Users\\me\\app\\node_modules\\.bin;C:\\Tools', 'C:\\Tools'],
      'an entry in quotes': ['"C:\\Program Files\\nodejs";"C:\\work\\menus"', 'C:\\Program Files\\nodejs'],
      'a directory on the drive that one works on': ['\\tools;C:tools;C:\\Tools', 'C:\\Tools'],
      'a share': ['\\\\server\\tools;C:\\work\\menus\\bin', '\\\\server\\tools'],
      'nothing else': ['.;C:\\work\\menus', 'C:\\Windows\\System32;C:\\Windows'],
    },
    ([path, kept]) => {
      const env = { ...base, Path: path, PATH: 'C:\\second' }
      const child = childEnvironment({ env, cwd: 'C:\\work\\menus', platform: 'win32' })
      expect(child).toMatchObject({ Path: kept, NoDefaultCurrentDirectoryInExePath: '1' })
      expect(child).not.toHaveProperty('PATH')
    },
  )

  test.runIf(process.platform === 'win32')('a program is found with the endings of PATHEXT', () => {
    const bin = temporaryDirectory()
    plant(join(bin, 'helper.cmd'), join(bin, 'marker'))
    expect(findProgram('helper', [bin], { env: {}, platform: 'win32' })).toBe(join(bin, 'helper.cmd'))
  })
})
