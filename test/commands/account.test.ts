import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/store'
import { wxadminWithPerson } from '../support/person'
import { temporaryDirectory, wxadmin } from '../support/run'

const APPID = 'wx0123456789abcdef'
const OTHER = 'wxfedcba9876543210'
const SECRET = '5ec2e75ec2e75ec2e75ec2e75ec2e7ff'

/** A store of its own and a short way to call commands with it. */
function world() {
  const dir = join(temporaryDirectory(), 'store')
  const env = { WXADMIN_CONFIG_DIR: dir }
  const store = openStore(env, process.platform)
  return {
    dir,
    env,
    store,
    cli: (argv: string, stdin?: string) =>
      wxadmin(argv.split(' '), { env, stdin, cwd: temporaryDirectory() }),
    saved: () => JSON.parse(readFileSync(join(dir, 'accounts.json'), 'utf8')),
    add: (name: string, appid = APPID) =>
      wxadmin(['account', 'add', name, '--appid', appid, '--secret-stdin'], { env, stdin: SECRET }),
  }
}

describe('what was given in the wrong place is never repeated', () => {
  const HEX = 'c0ffee00c0ffee00c0ffee00c0ffee00'
  test.each([
    ['the AppSecret as AppID', ['--appid', HEX], 65, /--appid looks like an AppSecret/],
    ['something as AppID', ['--appid', `${HEX} `.repeat(3)], 65, /--appid is not an AppID/],
    ['the AppSecret as its file', ['--appid', APPID, '--secret-file', HEX], 65, /Cannot read --secret-file/],
    [
      'the AppSecret behind --secret-stdin=',
      ['--appid', APPID, `--secret-stdin=${HEX}`],
      64,
      /takes no value/,
    ],
    [
      'a proxy',
      ['--appid', APPID, '--account-proxy', `http://me:#${HEX}@h`],
      65,
      /--account-proxy is not the address of a proxy/,
    ],
    ['an API base', ['--appid', APPID, '--api-base', `https://me:#${HEX}@h`], 65, /--api-base is invalid/],
  ])('%s', async (_, words, code, message) => {
    const { env, dir } = world()
    const argv = ['account', 'add', 'prod', ...words]
    for (const more of [[], ['--json'], ['--debug']]) {
      const outcome = await wxadmin([...argv, ...more], { env, stdin: SECRET })
      expect(outcome).toMatchObject({ code, stdout: '' })
      expect(outcome.stderr).toMatch(message)
      expect(outcome.stderr).not.toContain(HEX)
    }
    expect(existsSync(join(dir, 'accounts.json'))).toBe(false)
  })
})

describe('remove leaves no secret behind', () => {
  test('unfinished files go, damaged copies are named', async () => {
    const { cli, add, dir } = world()
    await add('prod')
    const [unfinished, damaged] = ['accounts.json.new-0a0a0a', 'accounts.json.corrupt-20260101T000000000Z']
    for (const name of [unfinished, damaged]) writeFileSync(join(dir, name), SECRET)
    const { code, stderr } = await cli('account remove prod --yes')
    expect(code).toBe(0)
    expect(stderr).toContain(join(dir, damaged))
    expect(readdirSync(dir).filter((name) => name.startsWith('accounts.json.'))).toEqual([damaged])
  })
})

describe('add', () => {
  test('keeps what was given; the first account is the default', async () => {
    const { cli, saved } = world()
    const outcome = await cli(
      `account add prod --appid ${APPID} --secret-stdin --token-source classic --api-base https://relay.example/ --token abc123 --account-proxy http://p.example:3128`,
      `  ${SECRET}\r\n`,
    )
    expect(outcome).toMatchObject({ code: 0, stdout: '' })
    expect(outcome.stderr).toContain(`Added the account prod (${APPID})`)
    expect(outcome.stderr).toContain('prod is the default account')
    expect(saved()).toEqual({
      default: 'prod',
      accounts: {
        prod: {
          name: 'prod',
          appid: APPID,
          secret: SECRET,
          callbackToken: 'abc123',
          mode: 'plain',
          tokenSource: 'classic',
          apiBase: 'https://relay.example',
          proxy: 'http://p.example:3128',
        },
      },
    })
  })

  test('--json shows the account without its secrets', async () => {
    const { cli } = world()
    const { stdout, stderr } = await cli(`account add prod --appid ${APPID} --secret-stdin --json`, SECRET)
    expect(JSON.parse(stdout)).toEqual({
      name: 'prod',
      appid: APPID,
      newer: false,
      default: true,
      builtin: false,
      secret: 'set',
      callbackToken: 'missing',
      aesKey: 'missing',
      mode: 'plain',
      tokenSource: 'stable',
      apiBase: 'https://api.weixin.qq.com',
      proxy: null,
      callbackUrl: null,
    })
    expect(stdout + stderr).not.toContain(SECRET)
  })

  test('the secret from a file', async () => {
    const { env, saved } = world()
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 's.txt'), `\uFEFF${SECRET}\n`)
    const argv = ['account', 'add', 'prod', '--appid', APPID, '--secret-file', 's.txt']
    expect(await wxadmin(argv, { env, cwd })).toMatchObject({ code: 0 })
    expect(saved().accounts.prod.secret).toBe(SECRET)
  })

  test('a second account says how to make it the default; --use does', async () => {
    const { add, cli, saved } = world()
    await add('prod')
    expect((await add('two')).stderr).toContain('wxadmin account use two')
    expect(saved().default).toBe('prod')
    await cli(`account add three --appid ${APPID} --secret-stdin --use`, SECRET)
    expect(saved().default).toBe('three')
  })

  test('a command that prints tokens needs no secret', async () => {
    const { env, saved } = world()
    const argv = ['account', 'add', 'prod', '--appid', APPID, '--token-source', 'command:get-token prod']
    expect(await wxadmin(argv, { env })).toMatchObject({ code: 0 })
    expect(saved().accounts.prod).toEqual({
      name: 'prod',
      appid: APPID,
      mode: 'plain',
      tokenSource: 'command:get-token prod',
    })
  })

  test('the unusual is taken with a warning', async () => {
    const { cli } = world()
    const { code, stderr } = await cli(
      'account add prod --appid wx123456 --secret-stdin --api-base http://10.0.0.1 --mode safe',
      'nothex',
    )
    expect(code).toBe(0)
    expect(stderr).toMatch(/Warning: wx123456 does not look like an AppID/)
    expect(stderr).toMatch(/Warning: the AppSecret does not have the usual form/)
    expect(stderr).toMatch(/Warning: http:\/\/10\.0\.0\.1 is not https/)
    expect(stderr).toMatch(/Warning: mode safe needs an EncodingAESKey/)
  })

  test.each([
    ['no AppID and nobody to ask', 'add prod --secret-stdin', SECRET, 64, /--appid/],
    ['no secret and nobody to ask', `add prod --appid ${APPID}`, '', 64, /--secret-stdin/],
    ['an empty secret', `add prod --appid ${APPID} --secret-stdin`, ' \n', 65, /not an AppSecret/],
    ['a secret of two words', `add prod --appid ${APPID} --secret-stdin`, 'a b', 65, /not an AppSecret/],
    [
      'two places for the secret',
      `add prod --appid ${APPID} --secret-stdin --secret-file x`,
      SECRET,
      64,
      /exclude/,
    ],
    [
      'a secret file that is not there',
      `add prod --appid ${APPID} --secret-file nope`,
      '',
      65,
      /Cannot read nope: there is no such file\n/,
    ],
    ['an original id', 'add prod --appid gh_0123456789ab --secret-stdin', SECRET, 65, /原始ID/],
    ['a bad AppID', 'add prod --appid ../x --secret-stdin', SECRET, 65, /not an AppID/],
    ['a bad name', `add a.b --appid ${APPID} --secret-stdin`, SECRET, 64, /cannot be the name/],
    ['the built-in name', `add sandbox --appid ${APPID} --secret-stdin`, SECRET, 64, /built in/],
    [
      'a bad source',
      `add prod --appid ${APPID} --token-source x --secret-stdin`,
      SECRET,
      65,
      /--token-source/,
    ],
    [
      'a hub in clear text',
      `add prod --appid ${APPID} --token-source hub:http://h --secret-stdin`,
      SECRET,
      65,
      /not sent to http:\/\/h: the connection is not encrypted/,
    ],
    [
      'a bad API base',
      `add prod --appid ${APPID} --api-base ftp://x --secret-stdin`,
      SECRET,
      65,
      /--api-base/,
    ],
    [
      'a bad proxy',
      `add prod --appid ${APPID} --account-proxy socks5://x --secret-stdin`,
      SECRET,
      65,
      /--account-proxy/,
    ],
    ['a bad token', `add prod --appid ${APPID} --token a-b --secret-stdin`, SECRET, 65, /--token/],
    ['a bad mode', `add prod --appid ${APPID} --mode x --secret-stdin`, SECRET, 64, /plain, compat, safe/],
  ])('refused: %s', async (_, argv, stdin, code, message) => {
    const { cli, dir } = world()
    const outcome = await cli(`account ${argv}`, stdin)
    expect(outcome).toMatchObject({ code, stdout: '' })
    expect(outcome.stderr).toMatch(message)
    expect(existsSync(join(dir, 'accounts.json'))).toBe(false)
  })

  test('a name that is taken, before the secret is read', async () => {
    const { add } = world()
    await add('prod')
    expect(await add('prod')).toMatchObject({ code: 64, stderr: expect.stringContaining('already') })
  })

  test('a person is asked for what is missing; the secret is not shown', async () => {
    const { env, saved } = world()
    const outcome = await wxadminWithPerson(
      ['account', 'add', 'prod'],
      [
        { sees: 'AppID:', types: 'gh_123\r' },
        { sees: 'original id', types: `${'\u007f'.repeat(6)}${APPID}\r` },
        { sees: 'AppSecret', types: `${SECRET}\r` },
      ],
      { env },
    )
    expect(outcome).toMatchObject({ code: 0, stdout: '' })
    expect(outcome.stderr).not.toContain(SECRET)
    expect(saved().accounts.prod).toMatchObject({ appid: APPID, secret: SECRET })
  })

  test('--no-input asks nobody', async () => {
    const { env } = world()
    const outcome = await wxadminWithPerson(['account', 'add', 'prod', '--no-input'], [], { env })
    expect(outcome).toMatchObject({ code: 64, stderr: expect.stringContaining('--appid') })
  })

  test('Ctrl-C at a question keeps nothing', async () => {
    const { env, dir } = world()
    const steps = [{ sees: 'AppID:', types: '\u0003' }]
    expect(await wxadminWithPerson(['account', 'add', 'prod'], steps, { env })).toMatchObject({ code: 130 })
    expect(existsSync(dir)).toBe(false)
  })
})

describe('list, show, use, path', () => {
  test('list marks the default and ends with the sandbox', async () => {
    const { add, cli } = world()
    await add('prod')
    await add('dev', OTHER)
    const { stdout, code } = await cli('account list')
    expect(code).toBe(0)
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/\s+/).slice(0, 3).join(' ')),
    ).toEqual([' NAME APPID', ' dev wxfedcba9876543210', `* prod ${APPID}`, ' sandbox wx5a4db0c5a4db0c01'])
    const accounts = JSON.parse((await cli('account list --json')).stdout)
    expect(
      accounts.map((account: { name: string; default: boolean; builtin: boolean }) => [
        account.name,
        account.default,
        account.builtin,
      ]),
    ).toEqual([
      ['dev', false, false],
      ['prod', true, false],
      ['sandbox', false, true],
    ])
  })

  test('an empty list names the next step', async () => {
    const { cli } = world()
    expect((await cli('account list')).stderr).toContain('wxadmin init')
  })

  test('show: the one named, the one of -a, the default; secrets only as set or missing', async () => {
    const { add, cli } = world()
    await add('prod')
    await add('dev', OTHER)
    for (const [argv, appid] of [
      ['account show', APPID],
      ['account show dev', OTHER],
      ['-a dev account show', OTHER],
      ['account show sandbox', 'wx5a4db0c5a4db0c01'],
    ] as const) {
      const { stdout, code } = await cli(argv)
      expect(code).toBe(0)
      expect(stdout).toMatch(new RegExp(`appid +${appid}`))
      expect(stdout).toMatch(/secret +set\n/)
      expect(stdout).not.toContain(SECRET.slice(0, 6))
    }
    expect(JSON.parse((await cli('account show --json')).stdout)).toMatchObject({
      name: 'prod',
      secret: 'set',
    })
  })

  test('show --reveal shows what the console asks for, and never the AppSecret', async () => {
    const { add, cli } = world()
    await add('prod')
    await cli('account set prod token=abc123')
    await cli('account set prod --aes-key-stdin', 'K'.repeat(43))
    const hidden = await cli('account show prod')
    expect(hidden.stdout).toMatch(/callback Token +set\nEncodingAESKey +set\n/)
    const { stdout } = await cli('account show prod --reveal')
    expect(stdout).toMatch(/callback Token +abc123\nEncodingAESKey +K{43}\n/)
    expect(stdout).not.toContain(SECRET)
    const document = (await cli('account show prod --reveal --json')).stdout
    expect(JSON.parse(document)).toMatchObject({
      secret: 'set',
      callbackToken: 'set',
      revealed: { callbackToken: 'abc123', aesKey: 'K'.repeat(43) },
    })
    expect(document).not.toContain(SECRET)
    expect((await cli('account show sandbox --reveal')).stdout).toMatch(/callback Token +missing\n/)
  })

  test('show without any account', async () => {
    const { cli } = world()
    expect(await cli('account show')).toMatchObject({ code: 4, stdout: '' })
    expect(await cli('account show nope')).toMatchObject({ code: 64 })
  })

  test("show hides a proxy's password", async () => {
    const { cli, add } = world()
    await add('prod')
    await cli('account set prod proxy=http://me:hunter2@p.example:1')
    const { stdout } = await cli('account show prod')
    expect(stdout).toContain('p.example:1')
    expect(stdout).not.toContain('hunter2')
  })

  test('use', async () => {
    const { add, cli, saved } = world()
    await add('prod')
    await add('dev')
    expect(await cli('account use dev')).toMatchObject({ code: 0, stdout: '' })
    expect(saved().default).toBe('dev')
    expect(JSON.parse((await cli('account use prod --json')).stdout)).toEqual({ default: 'prod' })
    expect(await cli('account use nope')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('dev, prod, sandbox'),
    })
  })

  test('path prints the directory alone', async () => {
    const { cli, dir } = world()
    expect(await cli('account path')).toMatchObject({ code: 0, stdout: `${dir}\n`, stderr: '' })
    expect(JSON.parse((await cli('account path --json')).stdout)).toEqual({ dir })
  })
})

describe('set', () => {
  test('changes, and removes with an empty value', async () => {
    const { add, cli, saved } = world()
    await add('prod')
    const { code, stderr } = await cli(
      'account set prod token-source=classic api-base=https://relay.example/ mode=compat token=abc proxy=direct',
    )
    expect(code).toBe(0)
    expect(stderr).toContain('Changed prod: token-source, api-base, mode, token, proxy')
    expect(stderr).toContain('mode compat needs an EncodingAESKey')
    expect(saved().accounts.prod).toMatchObject({
      tokenSource: 'classic',
      apiBase: 'https://relay.example',
      mode: 'compat',
      callbackToken: 'abc',
      proxy: 'direct',
    })
    await cli('account set prod token-source= api-base= mode= token= proxy=')
    expect(saved().accounts.prod).toEqual({
      name: 'prod',
      appid: APPID,
      secret: SECRET,
      mode: 'plain',
      tokenSource: 'stable',
    })
  })

  test('the secret and the key come from stdin', async () => {
    const { add, cli, saved } = world()
    await add('prod')
    const secret = 'f'.repeat(32)
    expect(await cli('account set prod --secret-stdin', `${secret}\n`)).toMatchObject({ code: 0 })
    expect(await cli('account set prod --aes-key-stdin', `${'K'.repeat(43)}\n`)).toMatchObject({ code: 0 })
    expect(saved().accounts.prod).toMatchObject({ secret, aesKey: 'K'.repeat(43) })
  })

  const token = { token: 't'.repeat(100), expiresAt: 9e15, fetchedAt: 0 }
  const key = { appid: APPID, source: 'stable', base: 'https://api.weixin.qq.com' }

  test.each([
    ['another AppID', `account set prod appid=${OTHER}`, '', true],
    ['another secret', 'account set prod --secret-stdin', 'f'.repeat(32), true],
    ['the same secret', 'account set prod --secret-stdin', SECRET, false],
    ['another mode', 'account set prod mode=plain', '', false],
  ])('%s: whether cached tokens are forgotten', async (_, argv, stdin, forgotten) => {
    const { add, cli, store } = world()
    await add('prod')
    await store.tokens.write(key, token)
    expect(await cli(argv, stdin)).toMatchObject({ code: 0 })
    expect((await store.tokens.read(key)) === undefined).toBe(forgotten)
  })

  test('tokens that another account shares stay', async () => {
    const { add, cli, store } = world()
    await add('prod')
    await add('same')
    await store.tokens.write(key, token)
    await cli(`account set prod appid=${OTHER}`)
    expect(await store.tokens.read(key)).toEqual(token)
  })

  test.each([
    ['secret=abc', 64, /--secret-stdin/],
    ['appsecret=abc', 64, /--secret-stdin/],
    ['aes-key=abc', 64, /--aes-key-stdin/],
    ['EncodingAESKey=abc', 64, /--aes-key-stdin/],
    [
      'colour=red',
      64,
      /appid, token-source, api-base, proxy, mode, (callback-url, token|token, callback-url)/,
    ],
    ['tokenSource=classic', 64, /did you mean token-source\?/],
    ['apibase=https://x', 64, /did you mean api-base\?/],
    ['proxy=foo', 65, /http:\/\/HOST:PORT.*direct/],
    ['proxy=socks5://x', 65, /socks5 proxy.*not supported[\s\S]*http:\/\/HOST:PORT.*direct/],
    ['constructor=x', 64, /is not a setting/],
    ['abcdef', 64, /key=value/],
    ['=x', 64, /key=value/],
    ['mode=x', 65, /mode/],
    ['appid=', 65, /appid/],
    ['appid=gh_x', 65, /原始ID/],
    ['token=a-b', 65, /3 to 32/],
    ['token-source=hub:http://h', 65, /not encrypted/],
    ['token-source=hub:', 65, /hub|HUB/],
    ['token-source=hub:https://u:hunter2@h', 65, /https:\/\/HUB/],
    ['hub-key=abcdef', 64, /hub-key is a secret/],
    ['api-base=https://me:hunter2@x', 65, /api-base/],
    ['--aes-key-stdin', 65, /43 letters/],
    ['--secret-stdin --aes-key-stdin', 64, /both to be read from stdin/],
  ])('refused: %s', async (argument, code, message) => {
    const { add, cli, saved } = world()
    await add('prod')
    const before = saved()
    const outcome = await cli(`account set prod ${argument}`, 'x y')
    expect(outcome).toMatchObject({ code, stdout: '' })
    expect(outcome.stderr).toMatch(message)
    expect(outcome.stderr).not.toMatch(/=abc|abcdef\b(?<!wx0123456789abcdef)|hunter2/)
    expect(saved()).toEqual(before)
  })

  test('set without anything to set, or without an account, is refused', async () => {
    const { add, cli } = world()
    await add('prod')
    expect(await cli('account set prod')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('key=value'),
    })
    expect(await cli('account set nope mode=safe')).toMatchObject({ code: 64 })
    expect(await cli('account set sandbox mode=safe')).toMatchObject({ code: 64 })
  })
})

describe('rename and remove', () => {
  test('rename takes the default along', async () => {
    const { add, cli, saved } = world()
    await add('prod')
    expect(await cli('account rename prod main')).toMatchObject({ code: 0, stdout: '' })
    expect(saved()).toMatchObject({ default: 'main', accounts: { main: { name: 'main', appid: APPID } } })
    expect(JSON.parse((await cli('account rename main x --json')).stdout)).toEqual({
      name: 'x',
      formerName: 'main',
    })
    expect(await cli('account rename nope y')).toMatchObject({ code: 64 })
  })

  test('remove without a terminal needs --yes', async () => {
    const { add, cli, saved } = world()
    await add('prod')
    expect(await cli('account remove prod')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('--yes'),
    })
    expect(saved().accounts.prod.appid).toBe(APPID)
  })

  test('remove forgets tokens and says what is the default now', async () => {
    const { add, cli, saved, store } = world()
    await add('prod')
    await add('dev', OTHER)
    await add('test', OTHER)
    const key = { appid: APPID, source: 'stable', base: 'b' }
    await store.tokens.write(key, { token: 'x'.repeat(20), expiresAt: 1, fetchedAt: 0 })
    await add('spare', OTHER)
    const outcome = await cli('account remove prod --yes --json')
    expect(JSON.parse(outcome.stdout)).toEqual({
      removed: 'prod',
      tokensCleared: 1,
      webTokensCleared: 0,
      default: null,
    })
    expect(outcome.stderr).toBe('')
    expect((await cli('account remove spare --yes')).code).toBe(0)
    expect(Object.keys(saved().accounts)).toEqual(['dev', 'test'])
    expect(saved().default).toBeUndefined()
    expect(readdirSync(join(store.dir, 'tokens'))).toEqual([])
    expect((await cli('account remove dev --yes')).stderr).toContain('test is now the only account')
    expect((await cli('account remove test --yes')).stderr).toContain('No account is left')
  })

  test('the built-in account and unknown ones cannot be removed', async () => {
    const { cli } = world()
    expect(await cli('account remove sandbox --yes')).toMatchObject({ code: 64 })
    expect(await cli('account remove nope --yes')).toMatchObject({ code: 64 })
  })

  test.each([
    ['y', 0, 0],
    ['n', 3, 1],
  ])('a person who answers %s', async (answer, code, left) => {
    const { add, env, saved } = world()
    await add('prod')
    const steps = [{ sees: 'Remove the account prod', types: `${answer}\r` }]
    expect(await wxadminWithPerson(['account', 'remove', 'prod'], steps, { env })).toMatchObject({ code })
    expect(Object.keys(saved().accounts)).toHaveLength(left)
  })
})

test('a damaged store is named, kept and left alone', async () => {
  const { add, cli, dir } = world()
  await add('prod')
  const path = join(dir, 'accounts.json')
  writeFileSync(path, `{"secret":"${SECRET}"`)
  const { code, stdout, stderr } = await cli('account list')
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain(path)
  expect(stderr).toContain('accounts.json.corrupt-')
  expect(stderr).not.toContain(SECRET)
  expect((await cli('account use prod')).code).toBe(1)
  expect(readFileSync(path, 'utf8')).toBe(`{"secret":"${SECRET}"`)
})

test('in Chinese', async () => {
  const { add, cli } = world()
  await add('prod')
  expect((await cli('account list --lang zh')).stdout).toContain('名称')
  expect((await cli('account use prod --lang zh')).stderr).toContain('默认账号')
})
