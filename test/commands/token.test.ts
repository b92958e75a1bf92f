import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { wxadminWithPerson } from '../support/person'
import { temporaryDirectory, wxadmin } from '../support/run'
import { deadPort, platform } from '../support/scripted-platform'

const APPID = 'wx0123456789abcdef'
const SECRET = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'
const NOON = Date.UTC(2026, 0, 5, 12)

const token = (number: number) => `${number}`.repeat(3) + 'a'.repeat(100)

/** A platform that gives out numbered tokens, and the environment that points at it with a store of its own. */
async function setUp(
  answer: (count: number) => object = (count) => ({ access_token: token(count), expires_in: 7200 }),
) {
  const { url, seen } = await platform((_seen, count) => answer(count))
  const directory = temporaryDirectory()
  const env = {
    WXADMIN_CONFIG_DIR: directory,
    WXADMIN_APPID: APPID,
    WXADMIN_SECRET: SECRET,
    WXADMIN_API_BASE: url,
  }
  return { env, seen, directory, world: { env, now: () => NOON } }
}

/** The same with an account in the store that has another source. */
async function withSource(tokenSource: string, answer?: (count: number) => object) {
  const { env, directory, seen } = await setUp(answer)
  const { WXADMIN_CONFIG_DIR, WXADMIN_API_BASE } = env
  const prod = {
    name: 'prod',
    appid: APPID,
    secret: SECRET,
    mode: 'plain',
    tokenSource,
    apiBase: WXADMIN_API_BASE,
  }
  writeFileSync(join(directory, 'accounts.json'), JSON.stringify({ default: 'prod', accounts: { prod } }))
  const { PATH, SystemRoot } = process.env
  return { seen, world: { env: { WXADMIN_CONFIG_DIR, PATH, SystemRoot }, cwd: directory, now: () => NOON } }
}

describe('token', () => {
  test('prints the token and nothing else; the second time out of the cache', async () => {
    const { world, seen } = await setUp()
    const expected = { code: 0, stdout: `${token(1)}\n`, stderr: '' }
    expect(await wxadmin(['token'], world)).toEqual(expected)
    expect(await wxadmin(['token'], world)).toEqual(expected)
    expect(seen).toHaveLength(1)
  })

  test('tells its life with --json', async () => {
    const { world } = await setUp()
    const { stdout } = await wxadmin(['token', '--json'], world)
    expect(JSON.parse(stdout)).toEqual({
      accessToken: token(1),
      expiresAt: '2026-01-05T14:00:00.000Z',
      expiresIn: 7200,
      cached: false,
      source: 'stable',
    })
    const again = await wxadmin(['token', '--json'], { ...world, now: () => NOON + 60_000 })
    expect(JSON.parse(again.stdout)).toMatchObject({ cached: true, expiresIn: 7140 })
  })

  test('passes on the one in WXADMIN_ACCESS_TOKEN', async () => {
    const { world, seen } = await setUp()
    const env = { ...world.env, WXADMIN_ACCESS_TOKEN: 'given-by-hand' }
    expect(JSON.parse((await wxadmin(['token', '--json'], { env })).stdout)).toEqual({
      accessToken: 'given-by-hand',
      expiresAt: null,
      expiresIn: null,
      cached: false,
      source: 'environment',
    })
    expect(seen).toEqual([])
  })

  test('with a wrong secret ends with 4 and an empty stdout', async () => {
    const { world } = await setUp(() => ({ errcode: 40125, errmsg: 'invalid appsecret, rid: 1-2-3' }))
    const { code, stdout, stderr } = await wxadmin(['token', '--json'], world)
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'WECHAT_40125',
      kind: 'auth',
      rid: '1-2-3',
      exitCode: 4,
    })
  })

  test('without any account ends with 4', async () => {
    const { code, stderr } = await wxadmin(['token'], { env: { WXADMIN_CONFIG_DIR: temporaryDirectory() } })
    expect(code).toBe(4)
    expect(stderr).toContain('No account is set up')
  })

  test('where nobody answers ends with 6', async () => {
    const { world } = await setUp()
    const env = { ...world.env, WXADMIN_API_BASE: `http://127.0.0.1:${await deadPort()}` }
    const { code, stdout, stderr } = await wxadmin(['token'], { ...world, env })
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' })
    expect(stderr).toContain('ECONNREFUSED; trying again (2/3)')
  })

  test('warns of the classic source', async () => {
    const { world } = await withSource('classic')
    const { stdout, stderr } = await wxadmin(['token'], world)
    expect(stdout).toBe(`${token(1)}\n`)
    expect(stderr).toContain('Warning: fetched with the classic source')
  })

  test('comes from a command', async () => {
    const { world, seen } = await withSource(`command:"${process.execPath}" -p "'from-a-'+'vault'"`)
    expect(await wxadmin(['token'], world)).toEqual({ code: 0, stdout: 'from-a-vault\n', stderr: '' })
    expect(seen).toEqual([])
  })
})

describe('token status', () => {
  test('shows what there is, the token masked, without a call', async () => {
    const { world, directory, seen } = await setUp()
    await wxadmin(['token'], world)
    const { code, stdout } = await wxadmin(['token', 'status'], { ...world, now: () => NOON + 60_000 })
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^account +\(environment\)\nappid +wx0123456789abcdef\nsource +stable\ntoken +111aaa…\(103\)\n/,
    )
    expect(stdout).toMatch(/\ntime left +1 h 59 min \(until 2026-01-05T14:00:00\.000Z\)\n/)
    const [file = ''] = readdirSync(join(directory, 'tokens')).filter((name) => name.endsWith('.json'))
    expect(stdout).toContain(join(directory, 'tokens', file))
    expect(stdout).not.toContain(token(1))
    expect(seen).toHaveLength(1)
  })

  test.each(['stable', 'classic'])('never fetches one, of the source %s either', async (source) => {
    const { world, seen } = await withSource(source)
    const none = await wxadmin(['token', 'status'], world)
    expect([none.code, none.stdout]).toEqual([
      0,
      expect.stringContaining('none is kept; the next command will fetch one'),
    ])
    expect(JSON.parse((await wxadmin(['token', 'status', '--json'], world)).stdout)).toEqual({
      account: 'prod',
      appid: APPID,
      source,
      token: null,
      expiresAt: null,
      expiresIn: null,
      cached: false,
      keptIn: null,
    })
    expect(seen).toHaveLength(0)
  })

  test('shows none once it is past its life, or forgotten', async () => {
    const { world, seen } = await setUp()
    await wxadmin(['token'], world)
    const later = await wxadmin(['token', 'status', '--json'], { ...world, now: () => NOON + 7_200_000 })
    expect(JSON.parse(later.stdout)).toMatchObject({ token: null, cached: false })
    await wxadmin(['token', 'clear'], world)
    expect((await wxadmin(['token', 'status'], world)).stdout).toContain('none is kept')
    expect(seen).toHaveLength(1)
  })

  test.each([
    ['no account', { WXADMIN_APPID: undefined, WXADMIN_SECRET: undefined }, 'No account is set up'],
    ['no secret', { WXADMIN_SECRET: undefined }, 'has no AppSecret'],
  ])('ends with 4 where none can be had: %s', async (_, missing, message) => {
    const { env, seen } = await setUp()
    const { code, stdout, stderr } = await wxadmin(['token', 'status'], { env: { ...env, ...missing } })
    expect([code, stdout, stderr]).toEqual([4, '', expect.stringContaining(message)])
    expect(seen).toHaveLength(0)
  })

  test('knows nothing of the life of a given token', async () => {
    const { world } = await setUp()
    const env = { ...world.env, WXADMIN_ACCESS_TOKEN: 'given-by-hand-and-long-enough' }
    const { stdout } = await wxadmin(['token', 'status', '--lang', 'zh'], { env })
    expect(stdout).toMatch(/来源 +WXADMIN_ACCESS_TOKEN（直接使用）/)
    expect(stdout).toMatch(/剩余时间 +未知/)
    expect(stdout).not.toContain('given-by-hand')
  })
})

describe('token refresh', () => {
  test('takes the new one without showing it', async () => {
    const { world } = await setUp()
    await wxadmin(['token'], world)
    expect(await wxadmin(['token', 'refresh'], world)).toEqual({
      code: 0,
      stdout: '222aaa…(103), 2 h 0 min left\n',
      stderr: '',
    })
    expect((await wxadmin(['token'], world)).stdout).toBe(`${token(2)}\n`)
  })

  test('forced twice within 30 s: says that WeChat passes over the second one', async () => {
    const { world } = await setUp(() => ({ access_token: token(7), expires_in: 1800 }))
    await wxadmin(['token'], world)
    const { code, stderr } = await wxadmin(['token', 'refresh', '--force', '--yes'], world)
    expect([code, stderr]).toEqual([0, expect.stringContaining('wait 30 s and run it again')])
    expect(stderr).not.toContain('--force ends it at once')
  })

  test('says when the source gave the same one', async () => {
    const { world } = await setUp(() => ({ access_token: token(7), expires_in: 1800 }))
    await wxadmin(['token'], world)
    const { stderr } = await wxadmin(['token', 'refresh'], world)
    expect(stderr).toContain('the same token again')
    const asJson = await wxadmin(['token', 'refresh', '--json'], world)
    expect(asJson.stderr).toBe('')
    expect(JSON.parse(asJson.stdout)).toEqual({
      token: '777aaa…(103)',
      expiresAt: '2026-01-05T12:30:00.000Z',
      expiresIn: 1800,
      changed: false,
      forced: false,
      source: 'stable',
    })
  })

  test('--force without a terminal needs --yes, and nothing is sent', async () => {
    const { world, seen } = await setUp()
    const { code, stdout, stderr } = await wxadmin(['token', 'refresh', '--force'], world)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('20 a day')
    expect(stderr).toContain('--yes')
    expect(seen).toEqual([])
  })

  test('--force --yes ends the current one', async () => {
    const { world, seen } = await setUp()
    const { stdout } = await wxadmin(['token', 'refresh', '--force', '--yes', '--json'], world)
    expect(JSON.parse(stdout)).toMatchObject({ changed: true, forced: true })
    expect(JSON.parse(String(seen[0]?.body))).toMatchObject({ force_refresh: true })
  })

  test.each([
    ['y\r', 0, 1],
    ['\r', 3, 0],
  ])('--force asks on a terminal: %j ends with %i', async (types, code, calls) => {
    const { world, seen } = await setUp()
    const outcome = await wxadminWithPerson(
      ['token', 'refresh', '--force'],
      [{ sees: 'Go on?', types }],
      world,
    )
    expect(outcome.code).toBe(code)
    expect(outcome.stderr).toContain(APPID)
    expect(seen).toHaveLength(calls)
  })

  test('of the classic source asks as well', async () => {
    const { world, seen } = await withSource('classic')
    const { code, stderr } = await wxadmin(['token', 'refresh'], world)
    expect(code).toBe(3)
    expect(stderr).toContain('everything else that uses it fails in about 5 minutes')
    expect(seen).toEqual([])
    expect((await wxadmin(['token', 'refresh', '--yes'], world)).code).toBe(0)
  })

  test('--force is wrong where the source knows none', async () => {
    const { world } = await withSource('classic')
    const { code, stderr } = await wxadmin(['token', 'refresh', '--force', '--yes'], world)
    expect(code).toBe(64)
    expect(stderr).toContain('this account uses classic')
  })

  test('is wrong for a given token', async () => {
    const { world, seen } = await setUp()
    const env = { ...world.env, WXADMIN_ACCESS_TOKEN: 'given-by-hand' }
    expect((await wxadmin(['token', 'refresh'], { env })).code).toBe(64)
    expect(seen).toEqual([])
  })
})

describe('token clear', () => {
  test('forgets the token of this account', async () => {
    const { world, directory } = await setUp()
    await wxadmin(['token'], world)
    const cleared = await wxadmin(['token', 'clear'], world)
    expect(cleared).toMatchObject({ code: 0, stdout: '' })
    expect(cleared.stderr).toContain(`of ${APPID} is forgotten`)
    expect(kept(directory)).toBe('')
    expect((await wxadmin(['token', 'clear', '--json'], world)).stdout).toBe('{\n  "cleared": false\n}\n')
  })
})

test('no token command shows a secret with --debug', async () => {
  const { world, directory } = await setUp()
  for (const words of [['status'], ['refresh'], ['refresh', '--force', '--yes'], ['clear']]) {
    const { stdout, stderr } = await wxadmin(['token', ...words, '--debug'], world)
    const secrets = [SECRET, ...[1, 2, 3, 4].map(token)]
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret)
  }
  expect((await wxadmin(['token', 'refresh', '--debug'], world)).stderr).toMatch(
    /^POST .*stable_token 200 \d+ ms$/m,
  )
  expect(kept(directory)).not.toContain(SECRET)
})

/** Everything in the token cache. */
function kept(directory: string): string {
  const folder = join(directory, 'tokens')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')
}
