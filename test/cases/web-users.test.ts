import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { startLoginServer } from '../../src/commands/oauth/login-server'
import { world } from '../commands/menu/world'
import { oauthWorld } from '../commands/oauth-world'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

kind<readonly string[]>(
  'a user who declined is exit 3, and nothing is sent to WeChat',
  {
    'the word alone': ['exchange', 'authdeny'],
    'in the address': ['exchange', 'https://a.example.com/cb?code=authdeny&state='],
    'in a query': ['exchange', 'code=authdeny&state=S1'],
    'behind a code of the page itself': [
      'exchange',
      'https://a.example.com/?code=7&x=1&code=authdeny&state=',
    ],
    'in other letters': ['exchange', 'AuthDeny'],
    'with a state to check': ['exchange', 'authdeny', '--state', 'S1'],
  },
  async (argv) => {
    const { oauth, server } = await oauthWorld()
    const { code, stdout, stderr } = await oauth(...argv)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('The user declined the authorization')
    expect(stderr).toContain('authdeny')
    expect(server.seen).toEqual([])
    expect(JSON.parse((await oauth(...argv, '--json')).stderr).error).toMatchObject({
      code: 'USER_DECLINED',
      exitCode: 3,
    })
  },
)

kind<{ query: string; landing: object }>(
  'a login whose redirect brings the refusal ends without a code',
  {
    authdeny: { query: 'code=authdeny&state=right', landing: { declined: true } },
    'in other letters': { query: 'state=right&code=AUTHDENY', landing: { declined: true } },
    'no code at all': { query: 'state=right', landing: {} },
    'a code': { query: 'code=authdenyX&state=right', landing: { code: 'authdenyX' } },
  },
  async ({ query, landing }) => {
    const server = await startLoginServer({
      host: '127.0.0.1',
      port: 0,
      paths: new Set(['/']),
      state: 'right',
      isOurs: () => true,
      page: (page) => page,
      onRefused: () => undefined,
    })
    const opened = fetch(`http://127.0.0.1:${server.port}/?${query}`)
    const { answer, ...came } = await server.landing
    answer('denied')
    expect(came).toEqual(landing)
    expect((await opened).status).toBe(403)
    await server.close()
  },
)

kind<{ scope: string; error: string; said: string; next: string }>(
  'a scope of another login is told whose it is, a mistyped one what was meant',
  {
    'of website apps': {
      scope: 'snsapi_login',
      error: 'SCOPE_OF_WEBSITE',
      said: 'website apps',
      next: 'userinfo',
    },
    'of website apps, in capitals': {
      scope: 'SNSAPI_LOGIN',
      error: 'SCOPE_OF_WEBSITE',
      said: 'website apps',
      next: 'userinfo',
    },
    'of WeCom': { scope: 'snsapi_privateinfo', error: 'SCOPE_OF_WECOM', said: 'WeCom', next: 'userinfo' },
    'of mini programs': {
      scope: 'scope.userInfo',
      error: 'SCOPE_OF_MINI_PROGRAM',
      said: 'mini programs',
      next: 'userinfo',
    },
    mistyped: {
      scope: 'snsapi_userInfo',
      error: 'SCOPE_UNKNOWN',
      said: 'not a scope',
      next: 'snsapi_userinfo',
    },
    'without its beginning': {
      scope: 'base',
      error: 'SCOPE_UNKNOWN',
      said: 'not a scope',
      next: 'snsapi_base',
    },
    'two letters swapped': {
      scope: 'snsapi_bsae',
      error: 'SCOPE_UNKNOWN',
      said: 'not a scope',
      next: 'snsapi_base',
    },
  },
  async ({ scope, error, said, next }) => {
    for (const argv of [
      ['oauth', 'url', 'https://a.cn'],
      ['oauth', 'login'],
    ]) {
      const { code, stdout, stderr } = await wxadmin([...argv, '--scope', scope])
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
      expect(stderr).toContain(said)
      expect(stderr).toMatch(new RegExp(`Try: --scope \\S*${next}`))
      expect(JSON.parse((await wxadmin([...argv, '--scope', scope, '--json'])).stderr).error.code).toBe(error)
    }
  },
)

kind<{ url: string; signed: string; warned: string | undefined }>(
  'jssdk sign warns of an escaped ampersand, and signs what comes before the #',
  {
    'of HTML': { url: 'https://a.cn/?a=1&amp;b=2', signed: 'https://a.cn/?a=1&amp;b=2', warned: '&amp;' },
    'of HTML, in capitals': {
      url: 'https://a.cn/?a=1&AMP;b=2',
      signed: 'https://a.cn/?a=1&AMP;b=2',
      warned: '&AMP;',
    },
    'of JSON': {
      url: 'https://a.cn/?a=1\\u0026b=2',
      signed: 'https://a.cn/?a=1\\u0026b=2',
      warned: '\\u0026',
    },
    'before a fragment': {
      url: 'https://a.cn/?a=1&amp;b=2#/x',
      signed: 'https://a.cn/?a=1&amp;b=2',
      warned: '&amp;',
    },
    'none of them': { url: 'https://a.cn/?a=1&b=2#frag', signed: 'https://a.cn/?a=1&b=2', warned: undefined },
  },
  async ({ url, signed, warned }) => {
    const { run } = await world()
    const { code, stdout, stderr } = await run(['jssdk', 'sign', url, '--json'])
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout).url).toBe(signed)
    const text = (await run(['jssdk', 'sign', url, '-q'])).stderr
    if (warned === undefined) expect(text).not.toContain('Warning')
    else expect(text).toMatch(/^Warning: .*plain &/m)
    if (warned !== undefined) expect(text).toContain(warned)
  },
)

interface Place {
  readonly output: string
  readonly prepare?: (cwd: string) => void
  readonly flags?: readonly string[]
  readonly exit: number
  readonly said: string
}

kind<Place>(
  'qrcode create looks at the place of its file before a code is made',
  {
    'a directory that does not exist': { output: '/no/such/dir/x.png', exit: 1, said: 'no such directory' },
    'the same with --force': {
      output: '/no/such/dir/x.svg',
      flags: ['--force'],
      exit: 1,
      said: 'no such directory',
    },
    'a file in place of the directory': {
      output: 'file/x.png',
      prepare: (cwd) => writeFileSync(join(cwd, 'file'), ''),
      exit: 1,
      said: 'is no directory',
    },
    'a directory in place of the file': {
      output: 'x.png',
      prepare: (cwd) => mkdirSync(join(cwd, 'x.png')),
      exit: 1,
      said: 'is a directory',
    },
    'the same with a directory and --force': {
      output: 'x.png',
      prepare: (cwd) => mkdirSync(join(cwd, 'x.png')),
      flags: ['--force'],
      exit: 1,
      said: 'is a directory',
    },
    'a name that is too long': { output: `${'x'.repeat(300)}.png`, exit: 1, said: 'too long' },
    'a link that leads nowhere, without --force': {
      output: 'x.png',
      prepare: (cwd) => symlinkSync('/no/such/dir/y.png', join(cwd, 'x.png')),
      exit: 3,
      said: '--force',
    },
    'a link that leads nowhere': {
      output: 'x.png',
      prepare: (cwd) => symlinkSync('/no/such/dir/y.png', join(cwd, 'x.png')),
      flags: ['--force'],
      exit: 0,
      said: '',
    },
    'a file that is there': {
      output: 'x.png',
      prepare: (cwd) => writeFileSync(join(cwd, 'x.png'), 'mine'),
      exit: 3,
      said: '--force',
    },
    'a place that is free': { output: 'x.png', exit: 0, said: '' },
  },
  async ({ output, prepare, flags = [], exit, said }) => {
    const { run, calls } = await world()
    const cwd = temporaryDirectory()
    prepare?.(cwd)
    const before = readdirSync(cwd)
    await calls()
    const argv = ['qrcode', 'create', '77', '--permanent', '-o', output, ...flags]
    const { code, stdout, stderr } = await run(argv, { cwd })
    expect(code, stderr).toBe(exit)
    expect(stderr).toContain(said)
    if (exit === 0) {
      expect(existsSync(join(cwd, output))).toBe(true)
      expect(readFileSync(join(cwd, output)).subarray(1, 4).toString()).toBe('PNG')
      return
    }
    expect(stdout).toBe('')
    expect(await calls()).toEqual({})
    expect(readdirSync(cwd)).toEqual(before)
  },
)
