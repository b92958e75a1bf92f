import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ending, program, startProgram } from '../support/program'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

const SECRET = 'hunter2-not-for-logs'
const MENU = 'button: [{ name: a, type: click, key: k }]\n'
const PUSH = '<xml><ToUserName>a</ToUserName><FromUserName>b</FromUserName></xml>'
const OUT = (root: string) => `leads out of ${root}`

/** A checkout, and beside it a file that is nobody's business. */
function world() {
  const base = realpathSync(temporaryDirectory())
  const checkout = join(base, 'checkout')
  mkdirSync(join(checkout, 'menus'), { recursive: true })
  mkdirSync(join(checkout, '.git'))
  mkdirSync(join(base, 'home/.git'), { recursive: true })
  writeFileSync(join(base, 'home/.netrc'), `machine api.example.com login me password ${SECRET}\n`)
  writeFileSync(join(base, 'home/menu.yaml'), MENU)
  writeFileSync(join(checkout, 'menus/ok.yaml'), MENU)
  writeFileSync(join(checkout, 'push.xml'), PUSH)
  const link = (target: string, name: string) => symlinkSync(target, join(checkout, name))
  link('../../home/.netrc', 'menus/x.yaml')
  link('../../home/menu.yaml', 'menus/menu.yaml')
  link('../home', 'dir')
  link('x.yaml', 'menus/again.yaml')
  link('ok.yaml', 'menus/inside.yaml')
  link('../home/.netrc', 'MP_verify_abc.txt')
  const env = { WXADMIN_CONFIG_DIR: join(base, 'store'), WXADMIN_CALLBACK_TOKEN: 'token' }
  return {
    base,
    checkout,
    run: (argv: readonly string[], cwd = checkout) => wxadmin(argv, { cwd, env }),
  }
}

kind(
  'a link that leads out of the checkout is not read, whatever reads it',
  {
    'menu validate': ['menu', 'validate', 'menus/x.yaml'],
    'menu validate --json': ['menu', 'validate', 'menus/x.yaml', '--json'],
    'menu validate --format github': ['menu', 'validate', 'menus/x.yaml', '--format', 'github'],
    'a link to a link': ['menu', 'validate', 'menus/again.yaml'],
    'a directory that is a link, to a repository of its own': ['menu', 'validate', 'dir/.netrc'],
    'a file that is a menu': ['menu', 'validate', 'menus/menu.yaml'],
    'a directory of menus': ['menu', 'validate', 'menus'],
    'menu diff': ['menu', 'diff', 'menus/ok.yaml', 'menus/x.yaml'],
    'menu preview': ['menu', 'preview', 'menus/x.yaml'],
    'menu push': ['-a', 'sandbox', 'menu', 'push', 'menus/x.yaml', '--dry-run'],
    'menu push --expect': ['-a', 'sandbox', 'menu', 'push', 'menus/ok.yaml', '--expect', 'menus/x.yaml'],
    'a plan that is applied': ['-a', 'sandbox', 'menu', 'push', '--plan', 'menus/x.yaml'],
    'a plan that is saved': ['-a', 'sandbox', 'menu', 'push', 'menus/ok.yaml', '--plan', 'menus/x.yaml'],
    'serve --reply': ['serve', '--reply', 'menus/x.yaml', '--check'],
    'serve --verify-file': ['serve', '--port', '0', '--verify-file', 'MP_verify_abc.txt'],
    'trigger --raw': ['trigger', '--raw', 'menus/x.yaml', '--to', 'http://127.0.0.1:1/'],
    resend: ['resend', 'menus/x.yaml', '--to', 'http://127.0.0.1:1/'],
    'api --input': ['-a', 'sandbox', 'api', 'POST', '/cgi-bin/menu/create', '--input', 'menus/x.yaml'],
    'api -F': ['-a', 'sandbox', 'api', 'POST', '/cgi-bin/menu/create', '-F', 'a=@menus/x.yaml'],
    'media upload': ['-a', 'sandbox', 'media', 'upload', 'menus/x.yaml'],
  },
  async (argv) => {
    const { run, checkout } = world()
    const { code, stdout, stderr } = await run(argv)
    expect([code, stdout + stderr]).toEqual([65, expect.stringContaining(OUT(checkout))])
    expect(stdout + stderr).not.toContain(SECRET)
    expect(stdout + stderr).not.toContain('machine')
  },
)

kind(
  'what a person names is read: links that the machine has, and files inside',
  {
    'a link inside of the checkout': () => ['menus/inside.yaml'],
    'a file outside, by its own path': (w) => [join(w.base, 'home/menu.yaml')],
    'a file outside, from where one is': () => ['../home/menu.yaml'],
    'a checkout that is reached through a link': (w) => {
      symlinkSync(w.checkout, join(w.base, 'elsewhere'))
      return [join(w.base, 'elsewhere/menus/ok.yaml'), join(w.base, 'elsewhere/menus/inside.yaml')]
    },
    'a link outside of any checkout': (w) => {
      symlinkSync('home/menu.yaml', join(w.base, 'link.yaml'))
      return ['../link.yaml']
    },
  } satisfies Record<string, (w: ReturnType<typeof world>) => string[]>,
  async (files) => {
    const w = world()
    expect(await w.run(['menu', 'validate', ...files(w)])).toMatchObject({ code: 0 })
  },
)

kind(
  'without a repository the working directory is the root',
  {
    'a link beside': ['x.yaml', false],
    'a link below': ['below/x.yaml', false],
    'a file below': ['below/ok.yaml', true],
    'a link from one directory to the other': ['below/inside.yaml', true],
  } as Record<string, readonly [string, boolean]>,
  async ([name, isRead]) => {
    const { base, checkout } = world()
    const cwd = join(base, 'plain')
    mkdirSync(join(cwd, 'below'), { recursive: true })
    writeFileSync(join(cwd, 'below/ok.yaml'), MENU)
    writeFileSync(join(cwd, 'ok.yaml'), MENU)
    symlinkSync('../home/menu.yaml', join(cwd, 'x.yaml'))
    symlinkSync(join(checkout, 'menus/ok.yaml'), join(cwd, 'below/x.yaml'))
    symlinkSync('../ok.yaml', join(cwd, 'below/inside.yaml'))
    const { code, stdout } = await wxadmin(['menu', 'validate', name], { cwd })
    expect([code, stdout.includes(OUT(cwd))]).toEqual(isRead ? [0, false] : [65, true])
  },
)

test('menu pull --force neither reads nor replaces what a link outside leads to', async () => {
  const { run } = world()
  await run(['-a', 'sandbox', 'menu', 'push', 'menus/ok.yaml'])
  const { code, stderr } = await run(['-a', 'sandbox', 'menu', 'pull', '-o', 'menus/x.yaml', '--force'])
  expect([code, stderr]).toEqual([65, expect.stringContaining('leads out of')])
})

kind(
  'lines of a file are drawn without what is, or looks like, a secret',
  {
    'a password of .netrc': `machine a.cn login me password ${SECRET}`,
    'a password of a configuration': `db_password = "${SECRET}"`,
    'a key in JSON': `{"api_key": "${SECRET}"}`,
    'an address with a user': `DATABASE=postgres://me:${SECRET}@db/x`,
    'an AppSecret by its form': 'appid 0123456789abcdef0123456789abcdef',
    'a token of GitHub by its mark': 'x ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    'a secret of the environment': 'some text with sesame-open-now in it',
  },
  async (line) => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'm.yaml'), `${line}\n`)
    writeFileSync(join(cwd, 'k.yaml'), `button: []\n? '${line.replaceAll("'", '')}'\n: 1\n`)
    const env = { WXADMIN_SECRET: 'sesame-open-now' }
    for (const argv of [
      ['menu', 'validate', 'm.yaml', 'k.yaml'],
      ['menu', 'validate', '--json', 'm.yaml', 'k.yaml'],
      ['menu', 'preview', 'm.yaml'],
      ['menu', 'validate', '--format', 'github', 'k.yaml'],
      ['serve', '--reply', 'm.yaml', '--check'],
    ]) {
      const { code, stdout, stderr } = await wxadmin(argv, { cwd, env })
      expect(code).toBe(65)
      for (const secret of [SECRET, '0123456789abcdef0123456789abcdef', 'ghp_abcdef', 'sesame'])
        expect(stdout + stderr).not.toContain(secret)
    }
  },
)

kind(
  'a pipe in a checkout keeps nobody waiting',
  {
    'menu validate': ['menu', 'validate', 'pipe.yaml'],
    'menu validate, by a link': ['menu', 'validate', 'link.yaml'],
    'menu diff': ['menu', 'diff', 'menus/ok.yaml', 'pipe.yaml'],
    'serve --reply': ['serve', '--reply', 'pipe.yaml', '--check'],
    'trigger --raw': ['trigger', '--raw', 'pipe.yaml', '--to', 'http://127.0.0.1:1/'],
    resend: ['resend', 'pipe.yaml'],
    'api --input': ['-a', 'sandbox', 'api', 'POST', '/x', '--input', 'pipe.yaml'],
  },
  async (argv) => {
    const { run, checkout } = world()
    execFileSync('/usr/bin/mkfifo', [join(checkout, 'pipe.yaml')])
    symlinkSync('pipe.yaml', join(checkout, 'link.yaml'))
    const { code, stdout, stderr } = await run(argv)
    expect([code, stdout + stderr]).toEqual([65, expect.stringContaining('no regular file')])
  },
)

kind(
  'a pipe that a person names is waited for, until a signal',
  {
    'a named pipe, as a menu': ['menu', 'validate'],
    'a named pipe, as rules': ['serve', '--check', '--reply'],
    'a named pipe, as a push': ['resend', '--to', 'http://127.0.0.1:1/', '--token', 'token'],
    'a named pipe, as a secret': ['account', 'add', 'prod', '--appid', 'wx0123456789abcdef', '--secret-file'],
  },
  async (argv) => {
    const pipe = join(temporaryDirectory(), 'pipe')
    execFileSync('/usr/bin/mkfifo', [pipe])
    const { child, ended } = startProgram([...argv, pipe])
    const timer = setInterval(() => child.kill('SIGINT'), 300)
    const { code, stderr } = await ended.finally(() => clearInterval(timer))
    expect([code, stderr]).toEqual([130, expect.stringContaining('Interrupted')])
  },
)

test.each([
  ['a file of the repository', '.git/token', 'version control'],
  ['a link to one', 'link', 'version control'],
  ['an environment', 'environ', 'no AppSecret|not an AppSecret'],
])('no AppSecret is read from %s', async (_, name, said) => {
  const { run, checkout, base } = world()
  writeFileSync(join(checkout, '.git/token'), SECRET)
  symlinkSync('.git/token', join(checkout, 'link'))
  writeFileSync(join(base, 'environ'), `A=b\0TOKEN=${SECRET}\0`)
  symlinkSync('../environ', join(checkout, 'environ'))
  const add = ['account', 'add', 'prod', '--appid', 'wx0123456789abcdef', '--secret-file', name]
  const { code, stdout, stderr } = await run(add)
  expect([code, stderr]).toEqual([65, expect.stringMatching(said)])
  expect(stdout + stderr).not.toContain(SECRET)
  expect(JSON.stringify((await run(['account', 'list', '--json'])).stdout)).not.toContain('prod')
})

test.each([
  ['<(…)', `"$0" "$1" menu validate <(cat menu.yaml)`],
  ['<(…) in the root directory', `cd / && "$0" "$1" menu validate <(cat "$2/menu.yaml")`],
  ['/dev/stdin', `cat menu.yaml | "$0" "$1" menu validate /dev/stdin`],
  ['/dev/stdin that is a file', `"$0" "$1" menu validate /dev/stdin < menu.yaml`],
  ['/dev/fd/3', `"$0" "$1" menu validate /dev/fd/3 3< menu.yaml`],
  [
    'a named pipe with a writer that comes later',
    `mkfifo ../p && { sleep 0.3; cat menu.yaml > ../p; } & sleep 0.1; "$0" "$1" menu validate ../p`,
  ],
])('a shell gives a menu as %s', async (_, script) => {
  const base = temporaryDirectory()
  const cwd = join(base, 'in')
  mkdirSync(cwd)
  writeFileSync(join(cwd, 'menu.yaml'), MENU)
  const child = spawn('bash', ['-c', script, process.execPath, program, cwd], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  expect(await ending(child)).toMatchObject({ code: 0, stdout: expect.stringContaining('valid') })
})

test('a checkout that is copied without its repository is judged by the directory one is in', async () => {
  const { base, checkout } = world()
  cpSync(checkout, join(base, 'copy'), { recursive: true, verbatimSymlinks: true })
  const { stdout } = await wxadmin(['menu', 'validate', 'menus/x.yaml'], { cwd: join(base, 'copy') })
  expect(stdout).toContain(OUT(join(base, 'copy')))
})
