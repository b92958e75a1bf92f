import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot, runProgram, sandboxProcess } from '../support/program'
import { temporaryDirectory, wxadmin } from '../support/run'
import { commandTree } from '../support/tree'

const SECRET = 'c0ffee00c0ffee00c0ffee00c0ffee00'
const TOKEN = `leak-${'x'.repeat(80)}`
const CALLBACK = 'callbacktoken42'
const AES_KEY = `${'Qq7'.repeat(14)}Z`
const PROXY_PASSWORD = 'proxy-password-7'
/** What init is asked to write; it lies in the test's own directory. */
const MADE = 'MADE'
/** Where a plan is saved; in the test's own directory as well. */
const PLAN = 'PLAN'

/** Every command, made to fail or to talk about a secret it meets. */
const commandLines = [
  ['token', 'status'],
  ['token', 'refresh'],
  ['token', 'refresh', '--force', '--yes'],
  ['token', 'clear'],
  ['token', 'serve', '--host', '256.0.0.1', '--insecure', '--port', '0'],
  ['token', 'key', 'create', 'a b'],
  ['token', 'key', 'list'],
  ['token', 'key', 'revoke', SECRET],
  ['menu', 'push', 'menus/main.yaml'],
  ['menu', 'push', 'menus/main.yaml', '--plan', PLAN],
  ['menu', 'push', '--plan', PLAN],
  ['menu', 'diff', 'menus/main.yaml'],
  ['menu', 'history'],
  ['menu', 'history', 'show', '2'],
  ['menu', 'history', 'prune', '--keep', '1', '--yes'],
  ['menu', 'rollback', '--yes', '--force'],
  ['menu', 'preview', 'menus/main.yaml'],
  ['menu', 'new', MADE],
  ['media', 'upload', 'menus/no-such-file.png'],
  ['menu', 'pull'],
  ['menu', 'get'],
  ['menu', 'delete', '--yes'],
  ['menu', 'match', 'someone'],
  ['menu', 'validate', 'menus/main.yaml'],
  ['menu', 'schema'],
  ['api', 'GET', '/cgi-bin/menu/get'],
  ['api', 'POST', '/cgi-bin/no/such/path', '-f', 'a=b'],
  ['api', 'GET', `/cgi-bin/menu/get?access_token=${TOKEN}`],
  ['whoami'],
  ['whoami', '--check'],
  ['account', 'list'],
  ['account', 'show', 'prod'],
  ['account', 'set', 'prod', `secret=${SECRET}`],
  ['account', 'set', 'prod', `aes-key=${AES_KEY}`],
  ['account', 'add', 'prod', '--appid', 'wx0123456789abcdef', '--secret-stdin'],
  ['account', 'add', 'added', '--appid', 'wx0123456789abcdef', '--secret-stdin', '--token', CALLBACK],
  ['account', 'use', 'prod'],
  ['account', 'path'],
  ['account', 'rename', 'prod', 'sandbox'],
  ['account', 'remove', 'prod'],
  ['init', '--name', 'made', '--appid', 'wx0123456789abcdef', '--secret-stdin', '-o', MADE],
  [
    'init',
    '--name',
    'unchecked',
    '--appid',
    'wx0123456789abcdef',
    '--secret-stdin',
    '--no-check',
    '-o',
    MADE,
  ],
  ['serve', '--host', '256.0.0.1'],
  ['serve', '--schema'],
  ['verify', 'http://127.0.0.1:9/'],
  ['trigger', 'text', '--to', 'http://127.0.0.1:9/'],
  ['trigger', '--list'],
  ['resend', 'menus/main.yaml'],
  ['oauth', 'url', 'https://example.com/', '--state', 'auto'],
  ['oauth', 'login', '--timeout', '0.1'],
  ['oauth', 'exchange', '0123456789abcdef0123456789abcdef'],
  ['oauth', 'userinfo'],
  ['oauth', 'check'],
  ['oauth', 'refresh'],
  ['jssdk', 'sign', 'https://example.com/'],
  ['jssdk', 'ticket', '--clear'],
  ['jssdk', 'demo', '--host', '256.0.0.1'],
  ['qrcode', 'create', 'scene'],
  ['qrcode', 'url', 'ticket'],
  ['sandbox', 'show'],
  ['sandbox', 'reset'],
  ['help', 'environment'],
  ['help', 'account', 'add'],
  ['explain', '40001'],
]

/** Commands that are in no line above, and why. */
const exempt: Readonly<Record<string, string>> = {
  wxadmin: 'prints its help alone',
  'wxadmin token': 'the secret is its result; its errors are looked at below',
  'wxadmin token key': 'a noun without an action of its own',
  'wxadmin menu': 'a noun without an action of its own',
  'wxadmin media': 'a noun without an action of its own',
  'wxadmin oauth': 'a noun without an action of its own',
  'wxadmin jssdk': 'a noun without an action of its own',
  'wxadmin qrcode': 'a noun without an action of its own',
  'wxadmin account': 'a noun without an action of its own',
  'wxadmin sandbox': 'prints the public credentials of the sandbox, which are its result',
  'wxadmin sandbox exec': 'prints what its child prints',
}

test('no command has been forgotten', () => {
  const run = new Set(commandLines.map((argv) => nameOf(argv)))
  const known = commandTree().map(({ path }) => path)
  expect(known.filter((path) => !run.has(path)).sort()).toEqual(Object.keys(exempt).sort())
})

/** The full name of the command that a command line is for. */
function nameOf(argv: readonly string[]): string | undefined {
  const names = new Set(commandTree().map(({ path }) => path))
  const starts = argv.map((_, end) => ['wxadmin', ...argv.slice(0, end + 1)].join(' '))
  return starts.findLast((start) => names.has(start))
}

const faults = ['none', '*=errcode:40001', '*=busy', '*=html', '*=truncate', '*=drop', '*=status:502']

const kept = (apiBase: string) => ({
  default: 'prod',
  accounts: {
    prod: {
      name: 'prod',
      appid: 'wx0123456789abcdef',
      secret: SECRET,
      callbackToken: CALLBACK,
      aesKey: AES_KEY,
      mode: 'safe',
      tokenSource: 'stable',
      apiBase,
    },
  },
})

describe('no secret is ever printed', () => {
  test.each(faults)(
    'over every command with --debug, the platform answering %s',
    async (fault) => {
      const sandbox = await sandboxProcess(...(fault === 'none' ? [] : ['--fault', fault]))
      const proxy = { HTTPS_PROXY: `http://me:${PROXY_PASSWORD}@127.0.0.1:9` }
      const given = {
        ...sandbox.env,
        WXADMIN_ACCESS_TOKEN: TOKEN,
        WXADMIN_CALLBACK_TOKEN: CALLBACK,
        WXADMIN_AES_KEY: AES_KEY,
      }
      const outputs: string[] = []
      /** Every command, one after the other, in a store of its own. */
      const runAll = async (flags: readonly string[], more: Readonly<Record<string, string>>) => {
        const dir = join(temporaryDirectory(), 'store')
        mkdirSync(dir, { mode: 0o700 })
        writeFileSync(join(dir, 'accounts.json'), JSON.stringify(kept(sandbox.url)), { mode: 0o600 })
        const places: Record<string, string> = {
          [MADE]: join(dir, 'made.yaml'),
          [PLAN]: join(dir, 'plan.json'),
        }
        const world = { env: { WXADMIN_CONFIG_DIR: dir, ...more }, stdin: SECRET, cwd: projectRoot }
        for (const argv of commandLines) {
          const words = argv.map((word) => places[word] ?? word)
          const { stdout, stderr } = await wxadmin([...words, ...flags], world)
          outputs.push(`${nameOf(argv)}: ${stdout}${stderr}`)
        }
        const plan = readFileSync(join(dir, 'plan.json'), { encoding: 'utf8', flag: 'a+' })
        outputs.push(`plan: ${plan}`)
        return keptTokens(dir)
      }
      const tokens = await Promise.all([
        runAll(['--debug'], proxy),
        runAll(['--debug', '--json'], proxy),
        runAll(['--debug'], given),
      ])
      const secrets = [SECRET, TOKEN, CALLBACK, AES_KEY, PROXY_PASSWORD, ...tokens.flat()]
      for (const output of outputs) for (const secret of secrets) expect(output).not.toContain(secret)
    },
    240_000,
  )

  test('nor by the built program in a process of its own', async () => {
    const sandbox = await sandboxProcess('--fault', 'menu/get=errcode:40001')
    const { WXADMIN_SECRET } = sandbox.env
    const env = { ...sandbox.env, HOME: temporaryDirectory() }
    const { code, stdout, stderr } = await runProgram(['menu', 'get', '--debug'], { env })
    expect(code).toBe(4)
    expect(stderr).toContain('access_token=***')
    expect(stdout + stderr).not.toContain(WXADMIN_SECRET)
    const token = (await runProgram(['token'], { env })).stdout.trim()
    expect(token.length).toBeGreaterThan(63)
    expect(stderr).not.toContain(token)
  })
})

/** The tokens that were fetched on the way. */
function keptTokens(dir: string): string[] {
  const folder = join(dir, 'tokens')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).token as string)
}
