import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openOauthStore } from '../../src/store/oauth'
import { openStore } from '../../src/store/store'
import { temporaryDirectory, wxadmin } from '../support/run'
import { platform } from '../support/scripted-platform'
import { kind } from './kind'

const APPID = 'wx0123456789abcdef'
const OTHER = 'wxfedcba9876543210'
const SECRET = '5ec2e75ec2e75ec2e75ec2e75ec2e7ff'
const BASE = 'https://api.weixin.qq.com'

/** A store with an account that works beside one of a form that is not known here. */
async function storeWith(entry: unknown, more: object = {}) {
  const directory = temporaryDirectory()
  const { url } = await platform(() => ({ access_token: 'T'.repeat(100), expires_in: 7200 }))
  const prod = {
    name: 'prod',
    appid: APPID,
    secret: SECRET,
    mode: 'plain',
    tokenSource: 'stable',
    apiBase: url,
  }
  const content = { default: 'prod', ...more, accounts: { next: entry, prod } }
  const path = join(directory, 'accounts.json')
  writeFileSync(path, JSON.stringify(content))
  return {
    directory,
    path,
    cli: (argv: string, stdin?: string) =>
      wxadmin(argv.split(' '), { env: { WXADMIN_CONFIG_DIR: directory }, stdin }),
    saved: () => JSON.parse(readFileSync(path, 'utf8')),
    raw: () => readFileSync(path, 'utf8'),
  }
}

const known = { name: 'next', appid: OTHER, secret: SECRET, mode: 'plain', tokenSource: 'stable' }
const entries: Readonly<Record<string, unknown>> = {
  'a hub': { ...known, tokenSource: 'hub:https://hub.example', hubKey: { id: 1 } },
  'a mode': { ...known, mode: 'sealed' },
  'an API base': { ...known, apiBase: 'unix:/run/wechat.sock' },
  'a secret in the keychain': { ...known, secret: { keychain: 'wxadmin/next' } },
  'no AppID': { name: 'next', follows: 'prod' },
  'an address for an account': 'https://accounts.example/next',
}

const isSilent = (text: string) => expect(text).not.toMatch(/corrupt|damaged|remove it|删除/i)

kind(
  'of all accounts only the one that a newer version wrote is unusable, and it is named',
  entries,
  async (entry) => {
    const { cli, directory } = await storeWith(entry)
    for (const argv of ['-a next token', '-a next whoami', 'account set next mode=safe']) {
      const outcome = await cli(argv)
      expect(outcome).toMatchObject({ code: 4, stdout: '' })
      expect(outcome.stderr).toMatch(/next was written by a newer wxadmin/)
      isSilent(outcome.stderr)
    }
    expect((await cli('--lang zh -a next token')).stderr).toMatch(/由更新版本的 wxadmin 写入/)
    const list = await cli('account list')
    expect(list).toMatchObject({ code: 0, stderr: '' })
    expect(list.stdout).toMatch(/next .*\(written by a newer wxadmin\)/)
    expect((await cli('account show next')).stdout).toMatch(/next \(written by a newer wxadmin\)/)
    expect(JSON.parse((await cli('account show next --json')).stdout)).toMatchObject({
      name: 'next',
      newer: true,
    })
    for (const argv of ['token', 'whoami', 'account show', 'account show prod'])
      expect((await cli(argv)).code).toBe(0)
    expect(readdirSync(directory).filter((name) => name.includes('corrupt'))).toEqual([])
  },
)

kind('every write leaves an account of a newer version as it is', entries, async (entry) => {
  const future = { schema: 3, teams: { red: ['next'] } }
  const { cli, saved } = await storeWith(entry, future)
  const writes = [
    'account set prod mode=compat',
    `account add third --appid wx00000000000000aa --secret-stdin`,
    'account use third',
    'account rename third fourth',
    'account remove fourth --yes',
    'account use next',
  ]
  for (const argv of writes) {
    expect(await cli(argv, SECRET)).toMatchObject({ code: 0 })
    expect(saved()).toMatchObject(future)
    expect(JSON.stringify(saved().accounts.next)).toBe(JSON.stringify(entry))
  }
  expect(await cli('account rename next after')).toMatchObject({ code: 0 })
  expect(saved()).toMatchObject({
    default: 'after',
    accounts: { after: typeof entry === 'string' ? entry : { ...(entry as object), name: 'after' } },
  })
  expect(await cli('account remove after --yes')).toMatchObject({ code: 0 })
  expect(Object.keys(saved().accounts)).toEqual(['prod'])
})

kind(
  'a whole file of a newer form is left alone, without a copy of its secrets',
  {
    'accounts in a list': { accounts: [known] },
    'a list': [known],
    'accounts by reference': { accounts: 'accounts.db' },
  },
  async (content) => {
    const { cli, path, directory } = await storeWith(known)
    const text = JSON.stringify(content)
    writeFileSync(path, text)
    for (const argv of ['token', 'account list', 'account use prod', 'account remove prod --yes']) {
      const outcome = await cli(argv)
      expect(outcome.code).toBe(1)
      expect(outcome.stderr).toMatch(/written by a newer wxadmin/)
      expect(outcome.stderr).not.toMatch(/remove it|rm /)
    }
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(readdirSync(directory).filter((name) => name.includes('corrupt'))).toEqual([])
  },
)

test('a file that is no JSON is named, and the advice loses nothing', async () => {
  const { cli, path } = await storeWith(known)
  writeFileSync(path, '{"accounts": {')
  const { code, stderr } = await cli('account list')
  expect(code).toBe(1)
  expect(stderr).toMatch(/rename it, so that nothing in it is lost/)
  expect(stderr).not.toMatch(/remove it/)
})

/** Other files of the store: what this version keeps in them, and an entry of a newer one beside it. */
interface Neighbour {
  readonly file: string
  readonly content: object
  /** Uses and writes the file. @returns what was found of this version's */
  readonly use: (directory: string) => Promise<unknown>
  /** The newer entry, in the file as it is afterwards. */
  readonly newer: (content: never) => unknown
}
const NOW = Date.UTC(2026, 2, 1)
const web = {
  openid: 'o1',
  scope: 'snsapi_base',
  accessToken: 'A',
  refreshToken: 'R',
  expiresAt: NOW + 7_200_000,
  authorizedAt: NOW,
  keptAt: NOW,
}
const owner = { appid: APPID, base: BASE }
const open = (directory: string) => openStore({ WXADMIN_CONFIG_DIR: directory }, process.platform)

kind<Neighbour>(
  'of another file only the entry that a newer version wrote is unusable, and it is kept',
  {
    'a web token': {
      file: `oauth/${APPID}-${encodeURIComponent(BASE)}.json`,
      content: { sealed: 1, tokens: { o2: { sealed: 'x', keptAt: 9e15 }, o1: { ...web, extra: 1 } } },
      use: async (directory) => {
        const { tokens } = openOauthStore(directory)
        await expect(tokens.find(owner, 'o2')).rejects.toMatchObject({ code: 'WEB_TOKEN_NEWER', exitCode: 4 })
        await tokens.keep(owner, { ...web, openid: 'o3' }, NOW - 1)
        return (await tokens.find(owner))?.openid
      },
      newer: ({
        sealed,
        tokens: { o2, o1 },
      }: {
        sealed: number
        tokens: Record<string, { extra: number }>
      }) => [sealed, o2, o1?.extra],
    },
    'a state': {
      file: 'oauth/states.json',
      content: { v: 2, states: [{ hash: 'h' }, { state: 's', appid: APPID, expiresAt: NOW + 1000 }] },
      use: async (directory) => {
        const { states } = openOauthStore(directory)
        await states.remember(APPID, 't', NOW)
        return (await states.take(APPID, 's', NOW))?.state
      },
      newer: ({ v, states }: { v: number; states: unknown[] }) => [v, states[0]],
    },
    'callback values': {
      file: 'callback.json',
      content: { v: 2, values: { [OTHER]: { token: { keychain: 1 } }, [APPID]: { token: 'abc' } } },
      use: async (directory) => {
        const { callbacks } = open(directory)
        await callbacks.update((file) => ({ ...file, values: { ...file.values, '-': { token: 'x' } } }))
        return (await callbacks.read()).values[APPID]?.token
      },
      newer: ({ v, values }: { v: number; values: Record<string, unknown> }) => [v, values[OTHER]],
    },
    'a history entry': {
      file: `history/${APPID}/20260301T000000000Z-abcdef.json`,
      content: { appid: APPID, base: BASE, time: NOW, source: 'agent', hash: 'h', menu: {} },
      use: async (directory) => {
        const { history } = open(directory)
        const saved = {
          appid: APPID,
          base: BASE,
          source: 'api',
          hash: 'h',
          menu: null,
          reason: 'push',
          by: 'me',
          time: NOW,
        } as const
        await history.save(saved)
        const { entries: found, damaged } = await history.list(APPID, BASE)
        return [found.length, damaged.length]
      },
      newer: (content) => content,
    },
  },
  async ({ file, content, use, newer }, name) => {
    const directory = temporaryDirectory()
    const path = join(directory, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(content))
    const found = {
      'a web token': 'o1',
      'a state': 's',
      'callback values': 'abc',
      'a history entry': [1, 1],
    }[name]
    expect(await use(directory)).toEqual(found)
    expect(existsSync(path)).toBe(true)
    expect(newer(JSON.parse(readFileSync(path, 'utf8')) as never)).toEqual(newer(content as never))
    expect(readdirSync(dirname(path)).filter((one) => one.includes('corrupt'))).toEqual([])
  },
)

test('a cached token and remembered material of a newer form count as none', async () => {
  const directory = temporaryDirectory()
  const { tokens, media } = open(directory)
  const key = { ...owner, source: 'stable' }
  const image = { type: 'image', sha256: 'a'.repeat(64) } as const
  await tokens.write(key, { token: 't', expiresAt: 1, fetchedAt: 1 })
  await media.keep(owner, image, { mediaId: 'm', time: 1 })
  for (const file of readdirSync(directory, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.json')))
    writeFileSync(join(directory, file), '{"sealed":"x"}')
  expect([await tokens.read(key), await media.find(owner, image)]).toEqual([undefined, undefined])
  expect(
    readdirSync(directory, { recursive: true }).filter((name) => String(name).includes('corrupt')),
  ).toEqual([])
})
