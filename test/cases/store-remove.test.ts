import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openOauthStore } from '../../src/store/oauth'
import { openStore } from '../../src/store/store'
import { temporaryDirectory, wxadmin } from '../support/run'
import { platform, type Reply } from '../support/scripted-platform'
import { kind } from './kind'

const APPID = 'wx0123456789abcdef'
const OTHER = 'wxfedcba9876543210'
const SECRET = '5ec2e75ec2e75ec2e75ec2e75ec2e7ff'
const BASE = 'https://api.weixin.qq.com'
const REFRESH = 'REFRESH-TOKEN-OF-A-USER'
const NOW = Date.now()

/** A store in which an account has left something of everything. */
async function lived(appid = APPID) {
  const directory = join(temporaryDirectory(), 'store')
  const env = { WXADMIN_CONFIG_DIR: directory }
  const cli = (argv: string, stdin = SECRET) => wxadmin(argv.split(' '), { env, stdin })
  await cli(`account add prod --appid ${appid} --secret-stdin`)
  const store = openStore(env, process.platform)
  const oauth = openOauthStore(directory)
  for (const base of [BASE, 'http://127.0.0.1:1'])
    for (const openid of ['o1', 'o2']) {
      const life = { expiresAt: NOW + 7_200_000, authorizedAt: NOW }
      const token = { openid, scope: 'snsapi_base', accessToken: 'A', refreshToken: REFRESH, ...life }
      await oauth.tokens.keep({ appid, base }, token, NOW)
      await oauth.tokens.keep({ appid: `${appid}-9`, base }, token, NOW)
    }
  await oauth.states.remember(appid, 'mine', NOW)
  await oauth.states.remember(OTHER, 'theirs', NOW)
  await store.callbacks.update((file) => ({
    ...file,
    values: { [appid]: { token: 'Callback0' }, [OTHER]: { token: 'Callback1' } },
  }))
  await store.media.keep(
    { appid, base: BASE },
    { type: 'image', sha256: 'a'.repeat(64) },
    { mediaId: 'M', time: 1 },
  )
  const entry = {
    appid,
    base: BASE,
    source: 'api',
    hash: 'h',
    menu: null,
    reason: 'push',
    by: 'me',
    time: NOW,
  } as const
  await store.history.save(entry)
  return {
    cli,
    directory,
    store,
    oauth,
    files: () => readdirSync(directory, { recursive: true }).map(String),
  }
}

const leftOf = (files: readonly string[], appid: string) =>
  files.filter((name) => name.startsWith(`oauth/${appid}-http`) || name.startsWith(`media/${appid}-http`))

kind<string>(
  'what an AppID left goes with its last account, and is counted; the history stays',
  {
    'account remove': 'account remove prod --yes',
    'another AppID': 'account set prod appid=wx00000000000000aa',
    'account remove, in Chinese': '--lang zh account remove prod --yes',
  },
  async (argv) => {
    const { cli, files, store, oauth, directory } = await lived()
    const { code, stderr } = await cli(argv)
    expect(code).toBe(0)
    expect(stderr).toMatch(argv.startsWith('--lang') ? /4 个用户的网页授权/ : /web access tokens of 4 users/)
    expect(stderr).toContain(join(directory, 'history', APPID))
    expect(leftOf(files(), APPID)).toEqual([])
    expect(leftOf(files(), `${APPID}-9`)).toHaveLength(2)
    expect(await oauth.states.anyFor(APPID, NOW)).toBe(false)
    expect(await oauth.states.anyFor(OTHER, NOW)).toBe(true)
    expect(Object.keys((await store.callbacks.read()).values)).toEqual([OTHER])
    expect((await store.history.list(APPID, BASE)).entries).toHaveLength(1)
  },
)

kind<{ readonly with: string; readonly argv: string }>(
  'what an AppID left stays where another account has that AppID',
  {
    'of the same form': { with: 'stable', argv: 'account remove prod --yes' },
    'of a newer version': { with: 'vault:https://vault.example', argv: 'account remove prod --yes' },
    'and this one gets another': { with: 'stable', argv: 'account set prod appid=wx00000000000000aa' },
  },
  async ({ with: tokenSource, argv }) => {
    const { cli, directory, files } = await lived()
    const path = join(directory, 'accounts.json')
    const file = JSON.parse(readFileSync(path, 'utf8'))
    file.accounts.twin = { name: 'twin', appid: APPID, mode: 'plain', tokenSource }
    writeFileSync(path, JSON.stringify(file))
    expect(await cli(argv)).toMatchObject({ code: 0, stderr: expect.stringContaining('same AppID') })
    expect(leftOf(files(), APPID)).toHaveLength(4)
  },
)

test('account rename keeps what an AppID left, and account remove --json counts it', async () => {
  const { cli, files } = await lived()
  await cli('account rename prod main')
  expect(leftOf(files(), APPID)).toHaveLength(4)
  const { stdout } = await cli('account remove main --yes --json')
  expect(JSON.parse(stdout)).toMatchObject({ removed: 'main', webTokensCleared: 4 })
})

test('removing an account that left nothing makes no file', async () => {
  const directory = join(temporaryDirectory(), 'store')
  const env = { WXADMIN_CONFIG_DIR: directory }
  await wxadmin(['account', 'add', 'prod', '--appid', APPID, '--secret-stdin'], { env, stdin: SECRET })
  const { stderr } = await wxadmin(['account', 'remove', 'prod', '--yes'], { env })
  expect(stderr).not.toMatch(/history|Forgot/)
  expect(readdirSync(directory)).toEqual(['accounts.json'])
})

function gate() {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

/** A platform whose answer waits; what is done meanwhile; the store afterwards. */
async function meanwhile(
  argv: string,
  act: (cli: (argv: string) => Promise<unknown>) => Promise<unknown>,
  reply: Reply,
) {
  const directory = temporaryDirectory()
  const asked = gate()
  const answered = gate()
  const { url } = await platform(async () => {
    asked.open()
    await answered.opened
    return reply
  })
  const account = (name: string, appid: string) => ({
    name,
    appid,
    secret: SECRET,
    mode: 'plain',
    tokenSource: 'stable',
    apiBase: url,
  })
  const accounts = { prod: account('prod', APPID), dev: account('dev', OTHER) }
  writeFileSync(join(directory, 'accounts.json'), JSON.stringify({ default: 'prod', accounts }))
  const cli = (line: string) =>
    wxadmin(line.split(' '), { env: { WXADMIN_CONFIG_DIR: directory }, stdin: 'a'.repeat(32) })
  const running = cli(argv)
  await asked.opened
  await act(cli)
  answered.open()
  const outcome = await running
  const kept = ['tokens', 'oauth'].flatMap((folder) => {
    const path = join(directory, folder)
    return existsSync(path) ? readdirSync(path) : []
  })
  return { outcome, kept }
}

const TOKEN = { access_token: 'T'.repeat(100), expires_in: 7200 }

kind<{
  readonly argv?: string
  readonly reply?: Reply
  readonly act: readonly string[]
  readonly kept?: number
}>(
  'what was forgotten while it was being fetched does not come back; who asked has it all the same',
  {
    'account remove': { act: ['account remove prod --yes'] },
    'token clear': { act: ['token clear'] },
    'another secret': { act: ['account set prod --secret-stdin'] },
    'another AppID': { act: ['account set prod appid=wx00000000000000aa'] },
    'removed, and added with another secret': {
      act: ['account remove prod --yes', `account add prod --appid ${APPID} --secret-stdin`],
    },
    'a web token': {
      argv: 'oauth exchange CODE0123456789',
      reply: { ...TOKEN, refresh_token: REFRESH, openid: 'o', scope: 'snsapi_base' },
      act: ['account remove prod --yes'],
    },
    'a refusal': { reply: { errcode: 40164, errmsg: 'invalid ip' }, act: ['account remove prod --yes'] },
    'but a new name changes nothing': { act: ['account rename prod main'], kept: 1 },
    'nor does another account': { act: ['account remove dev --yes'], kept: 1 },
    'nor another setting': { act: ['account set prod mode=compat'], kept: 1 },
  },
  async ({ argv = 'token', reply = TOKEN, act, kept: count = 0 }) => {
    const { outcome, kept } = await meanwhile(
      argv,
      async (cli) => {
        for (const line of act) await cli(line)
      },
      reply,
    )
    expect(outcome.code).toBe('errcode' in reply ? 4 : 0)
    if (argv === 'token' && !('errcode' in reply)) expect(outcome.stdout).toBe(`${TOKEN.access_token}\n`)
    expect(kept).toHaveLength(count)
  },
)
