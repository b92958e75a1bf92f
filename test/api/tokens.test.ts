import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Call } from '../../src/api/types'
import { WxError, wechatError } from '../../src/errors'
import { recordFailure } from '../../src/store/failed-fetch'
import { TokenCache, type TokenKey } from '../../src/store/tokens'
import { temporaryDirectory } from '../support/run'
import { platform, type Reply, type Seen, text } from '../support/scripted-platform'
import { APPID, clientUnderTest, failure, SECRET, settingsOf } from './client-under-test'

const MINUTE = 60_000
const NOON = Date.UTC(2026, 0, 5, 12)

/** A platform that gives out token-1, token-2, …, and answers other calls as told. */
function tokens(other: (seen: Seen) => Reply = () => ({ ok: 1 }), expiresIn: number | string = 7200) {
  let given = 0
  return platform((seen) => {
    if (!/token$/.test(seen.path)) return other(seen)
    given++
    return { access_token: `token-${given}`, expires_in: expiresIn }
  })
}

const keyOf = (base: string, source = 'stable'): TokenKey => ({ appid: APPID, source, base })

const read: Call = { method: 'GET', path: '/cgi-bin/menu/get', repeatable: true }
const write: Call = { method: 'POST', path: '/cgi-bin/menu/create', json: {}, repeatable: false }

describe('a token', () => {
  test('is asked of the stable source without force', async () => {
    const { url, seen } = await tokens()
    const { client, hidden } = clientUnderTest(url, {}, { now: () => NOON })
    expect(await client.token()).toEqual({ token: 'token-1', expiresAt: NOON + 7200_000, cached: false })
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/cgi-bin/stable_token', query: {} })
    expect(JSON.parse(String(seen[0]?.body))).toEqual({
      grant_type: 'client_credential',
      appid: APPID,
      secret: SECRET,
    })
    expect([...hidden]).toEqual(expect.arrayContaining(['token-1', SECRET]))
  })

  test('is asked of the classic source in the query, with a warning', async () => {
    const { url, seen } = await tokens()
    const { client, notices } = clientUnderTest(url, { tokenSource: 'classic' })
    await client.token()
    expect(seen[0]).toMatchObject({
      method: 'GET',
      path: '/cgi-bin/token',
      query: { grant_type: 'client_credential', appid: APPID, secret: SECRET },
    })
    expect(notices).toEqual([{ type: 'classic-token' }])
    await client.token()
    expect(notices).toHaveLength(1)
  })

  test('that was given is used as it is, without appid and secret', async () => {
    const { url, seen } = await tokens()
    const { client } = clientUnderTest(url, { accessToken: 'given', appid: undefined, secret: undefined })
    expect(await client.token()).toEqual({ token: 'given', cached: false })
    await client.call(read)
    expect(seen.map(({ query }) => query.access_token)).toEqual(['given'])
  })

  test('is kept for the next process', async () => {
    const { url, seen } = await tokens()
    const directory = temporaryDirectory()
    await clientUnderTest(url, {}, { directory }).client.token()
    expect(await clientUnderTest(url, {}, { directory }).client.token()).toMatchObject({
      token: 'token-1',
      cached: true,
    })
    expect(seen).toHaveLength(1)
  })

  test('is kept apart by account, source and base', async () => {
    const { url } = await tokens()
    const other = await tokens()
    const directory = temporaryDirectory()
    const given = async (base: string, values: object) =>
      (await clientUnderTest(base, values, { directory }).client.token()).token
    expect(await given(url, {})).toBe('token-1')
    expect(await given(url, { appid: 'wxfedcba9876543210' })).toBe('token-2')
    expect(await given(url, { tokenSource: 'classic' })).toBe('token-3')
    expect(await given(other.url, {})).toBe('token-1')
    expect(await given(url, {})).toBe('token-1')
  })

  test.each([
    ['more than 5 minutes to live', 301, 0, true],
    ['5 minutes to live', 300, 7, false],
    ['less than 5 minutes, fetched 59 s ago', 120, 59 / 60, true],
    ['less than 5 minutes, fetched a minute ago', 120, 1, false],
    ['less than 10 s, just fetched', 9, 0, false],
    ['its end behind it', -1, 120, false],
    ['its fetch in the future', 7200, -2, false],
    ['its fetch a little in the future', 7200, -0.5, true],
  ])('in the cache with %s', async (_name, left, age, good) => {
    const { url } = await tokens()
    const { client, cache } = clientUnderTest(url, {}, { now: () => NOON })
    const kept = { token: 'kept', expiresAt: NOON + left * 1000, fetchedAt: NOON - age * MINUTE }
    await cache.write(keyOf(url), kept)
    expect((await client.token()).token).toBe(good ? 'kept' : 'token-1')
  })

  test('with little life left at the source is asked for at most once a minute', async () => {
    const { url, seen } = await tokens(undefined, 240)
    let now = NOON
    const { client } = clientUnderTest(url, {}, { now: () => now })
    for (let second = 0; second < 180; second += 10) {
      now = NOON + second * 1000
      await client.token()
    }
    expect(seen).toHaveLength(3)
  })

  test('that WeChat says lives long is not believed beyond 2 hours', async () => {
    const { url } = await tokens(undefined, '999999')
    const { client } = clientUnderTest(url, {}, { now: () => NOON })
    expect((await client.token()).expiresAt).toBe(NOON + 7200_000)
  })

  test('whose file is damaged is fetched anew, and the file is whole again', async () => {
    const { url } = await tokens()
    const { client, cache } = clientUnderTest(url)
    mkdirSync(dirname(cache.file(keyOf(url))), { recursive: true })
    writeFileSync(cache.file(keyOf(url)), '{"token":')
    expect((await client.token()).token).toBe('token-1')
    expect(await cache.read(keyOf(url))).toMatchObject({ token: 'token-1' })
  })

  test.each([
    ['no token', { expires_in: 7200 }],
    ['an empty one', { access_token: '', expires_in: 7200 }],
    ['no life', { access_token: 'abc' }],
    ['white space in it', { access_token: 'a b', expires_in: 7200 }],
    ['a new line in it', { access_token: 'abc\r\nX-Other: 1', expires_in: 7200 }],
    ['control characters in it', { access_token: 'abc\u001b[2J', expires_in: 7200 }],
    ['one longer than any', { access_token: 'x'.repeat(5000), expires_in: 7200 }],
  ])('answer with %s is incomplete', async (_name, answer) => {
    const { url } = await platform(() => answer)
    expect(await failure(clientUnderTest(url).client.token())).toMatchObject({
      code: 'ANSWER_INCOMPLETE',
      params: { path: '/cgi-bin/stable_token' },
    })
  })
})

test('a classic token call is not made again where its effect is unknown: each one ends the token before it', async () => {
  const { url, seen } = await platform(() => text('', 502))
  await failure(clientUnderTest(url, { tokenSource: 'classic' }).client.token())
  expect(seen).toHaveLength(1)
})

describe('without credentials nothing is sent', () => {
  test('no appid', async () => {
    const { url, seen } = await tokens()
    const { client } = clientUnderTest(url, { appid: undefined })
    expect(await failure(client.call(read))).toMatchObject({ code: 'NO_ACCOUNT', exitCode: 4 })
    expect(await failure(client.refresh({ force: true }))).toMatchObject({ code: 'NO_ACCOUNT' })
    expect(seen).toEqual([])
  })

  test.each(['prod', undefined])('no secret (account %s)', async (account) => {
    const { url, seen } = await tokens()
    const { client } = clientUnderTest(url, { account, secret: undefined })
    expect(await failure(client.call(read))).toMatchObject({
      exitCode: 4,
      ...(account
        ? { code: 'NO_CREDENTIALS', params: { account, missing: 'AppSecret' } }
        : { code: 'NO_SECRET_GIVEN', params: { appid: APPID } }),
    })
    expect(seen).toEqual([])
  })
})

describe('many at once', () => {
  test('50 clients on a cold cache make one fetch', async () => {
    const { url, seen } = await platform(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      return { access_token: 'token-1', expires_in: 7200 }
    })
    const directory = temporaryDirectory()
    const clients = Array.from({ length: 50 }, () => clientUnderTest(url, {}, { directory }).client)
    const got = await Promise.all(clients.map((client) => client.token()))
    expect(new Set(got.map(({ token }) => token))).toEqual(new Set(['token-1']))
    expect(got.filter(({ cached }) => !cached)).toHaveLength(1)
    expect(seen).toHaveLength(1)
  })

  test('20 calls of one client make one fetch, also where nothing can be kept', async () => {
    const { url, paths } = await tokens()
    const { client } = clientUnderTest(url, {}, { cache: new UnusableCache() })
    await Promise.all(Array.from({ length: 20 }, () => client.call(read)))
    expect(paths().filter((path) => path.endsWith('token'))).toHaveLength(1)
  })

  test('after one expired, 10 clients make one fetch together', async () => {
    const { url, paths } = await tokens((seen) =>
      seen.query.access_token === 'dead' ? { errcode: 42001, errmsg: 'access_token expired' } : { ok: 1 },
    )
    const directory = temporaryDirectory()
    await new TokenCache(directory).write(keyOf(url), {
      token: 'dead',
      expiresAt: Date.now() + 3600_000,
      fetchedAt: Date.now() - MINUTE,
    })
    const clients = Array.from({ length: 10 }, () => clientUnderTest(url, {}, { directory }).client)
    await Promise.all(clients.map((client) => client.call(write)))
    expect(paths().filter((path) => path.endsWith('stable_token'))).toHaveLength(1)
  })

  test('a lock that is never let go ends the wait', async () => {
    const { url, seen } = await tokens()
    const cache = new TokenCache(temporaryDirectory())
    const lock = await cache.tryLock(keyOf(url))
    // A wait of 30 to 90 ms each, none of which is really waited.
    const { client, waits } = clientUnderTest(url, {}, { cache, onWait: async () => undefined })
    expect(await failure(client.token())).toMatchObject({
      code: 'STORE_LOCKED',
      exitCode: 6,
      params: { file: cache.file(keyOf(url)), seconds: 60 },
    })
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(30)
    expect(Math.max(...waits)).toBeLessThanOrEqual(90)
    expect(seen).toEqual([])
    await lock?.release()
  })

  test('who waits takes what the other brought', async () => {
    const { url, seen } = await tokens()
    const cache = new TokenCache(temporaryDirectory())
    const lock = await cache.tryLock(keyOf(url))
    const brought = { token: 'brought', expiresAt: Date.now() + 3600_000, fetchedAt: Date.now() }
    const { client } = clientUnderTest(url, {}, { cache, onWait: () => cache.write(keyOf(url), brought) })
    expect(await client.token()).toMatchObject({ token: 'brought', cached: true })
    expect(seen).toEqual([])
    await lock?.release()
  })
})

describe('many at once, and a fault', () => {
  /** 20 keepers that do not share memory, on one cache. */
  const crowd = (url: string, values = {}, directory = temporaryDirectory()) =>
    Array.from({ length: 20 }, () => clientUnderTest(url, values, { directory }).client)
  const slowly = () => new Promise((resolve) => setTimeout(resolve, 20))

  test('a token that is refused although the source gives it again: it is asked twice in all', async () => {
    const { url, paths } = await platform(async (seen) => {
      await slowly()
      return seen.path === '/cgi-bin/stable_token'
        ? { access_token: 'same', expires_in: 7200 }
        : { errcode: 40001, errmsg: 'invalid credential' }
    })
    const directory = temporaryDirectory()
    const failed = crowd(url, {}, directory).map((client) => failure(client.call(read)))
    for (const error of await Promise.all(failed))
      expect(error).toMatchObject({ code: 'WECHAT', exitCode: 4, params: { errcode: 40001 } })
    const late = crowd(url, {}, directory).map((client) => failure(client.call(read)))
    await Promise.all(late)
    expect(paths().filter((path) => path.endsWith('token'))).toHaveLength(2)
  })

  test.each<[string, Reply, object, number]>([
    [
      'refuses the secret',
      { errcode: 40125, errmsg: 'invalid appsecret' },
      { code: 'WECHAT', exitCode: 4 },
      1,
    ],
    ['is busy', { errcode: -1, errmsg: 'system error' }, { code: 'WECHAT', exitCode: 5 }, 3],
    ['hangs', () => undefined, { code: 'NETWORK_TIMEOUT', exitCode: 6 }, 1],
  ])(
    'a source that %s: who waited fails alike and does not ask again',
    async (_name, reply, expected, calls) => {
      const { url, seen } = await platform(async () => {
        await slowly()
        return reply
      })
      const clients = crowd(url, { timeoutMs: 150 })
      for (const error of await Promise.all(clients.map((client) => failure(client.token()))))
        expect(error).toMatchObject(expected)
      expect(seen).toHaveLength(calls)
    },
  )

  test('who comes later asks again', async () => {
    const directory = temporaryDirectory()
    let broken = true
    const { url } = await platform(() =>
      broken
        ? { errcode: 40125, errmsg: 'invalid appsecret' }
        : { access_token: 'token-1', expires_in: 7200 },
    )
    let now = NOON
    const later = () => clientUnderTest(url, {}, { directory, now: () => ++now }).client
    await failure(later().token())
    broken = false
    expect(await later().token()).toMatchObject({ token: 'token-1' })
    expect(readdirSync(directory).filter((name) => name.endsWith('.failed'))).toEqual([])
  })

  test('who waited with another secret asks for itself, and word of a failure holds none', async () => {
    const directory = temporaryDirectory()
    const cache = new TokenCache(directory)
    const { url, seen } = await platform((one) =>
      String(one.body).includes(SECRET)
        ? { errcode: 40125, errmsg: 'invalid appsecret' }
        : { access_token: 'token-1', expires_in: 7200 },
    )
    const lock = await cache.tryLock(keyOf(url))
    let now = NOON
    const failing = async () => {
      await recordFailure(cache.file(keyOf(url)), settingsOf({ apiBase: url }), refusedSecret, ++now)
      await lock?.release()
    }
    const waiting = { directory, now: () => now, onWait: failing }
    const other = clientUnderTest(url, { secret: 'f'.repeat(32) }, waiting)
    expect(await other.client.token()).toMatchObject({ token: 'token-1' })
    expect(seen).toHaveLength(1)
    await failing()
    const word = readFileSync(`${cache.file(keyOf(url))}.failed`, 'utf8')
    expect(word).toContain('40125')
    expect(word).not.toContain(SECRET)
  })
})

const refusedSecret = wechatError({
  errcode: 40125,
  errmsg: 'invalid appsecret',
  path: '/cgi-bin/stable_token',
})

describe('a cache that cannot be used', () => {
  test('costs a warning, once, and not the command', async () => {
    const { url } = await tokens()
    const { client, notices } = clientUnderTest(url, {}, { cache: new UnusableCache() })
    expect((await client.token()).token).toBe('token-1')
    await client.refresh({ force: false })
    expect(notices).toEqual([{ type: 'token-not-kept', reason: 'EROFS: read-only file system' }])
  })

  test('because its directory cannot even be made', async () => {
    const { url } = await tokens()
    const file = join(temporaryDirectory(), 'a-file')
    writeFileSync(file, '')
    const { client, notices } = clientUnderTest(url, {}, { directory: join(file, 'tokens') })
    expect((await client.token()).token).toBe('token-1')
    expect(notices).toEqual([
      { type: 'token-not-kept', reason: expect.stringMatching(/ENOTDIR|EEXIST|ENOENT/) },
    ])
  })
})

describe('a token that WeChat refuses', () => {
  const refusing = (errcode: number, refused: readonly string[]) =>
    tokens((seen) =>
      refused.includes(seen.query.access_token ?? '') ? { errcode, errmsg: 'invalid credential' } : { ok: 1 },
    )

  test.each([40001, 40014, 42001])(
    'with %i is replaced once, without force, also for a write',
    async (errcode) => {
      const { url, seen } = await refusing(errcode, ['token-1'])
      const { client, notices } = clientUnderTest(url)
      expect(await client.call(write)).toEqual({ ok: 1 })
      expect(seen.map(({ path, query }) => query.access_token ?? path)).toEqual([
        '/cgi-bin/stable_token',
        'token-1',
        '/cgi-bin/stable_token',
        'token-2',
      ])
      expect(String(seen[2]?.body)).not.toContain('force_refresh')
      expect(notices).toEqual([{ type: 'token-refreshed', errcode }])
    },
  )

  test('gives way to the one that another process has fetched since', async () => {
    const { url, paths } = await refusing(40001, ['token-1'])
    const { client, cache } = clientUnderTest(url)
    await client.token()
    const newer = { token: 'newer', expiresAt: Date.now() + 3600_000, fetchedAt: Date.now() }
    await cache.write(keyOf(url), newer)
    await client.call(read)
    expect(paths()).toEqual(['/cgi-bin/stable_token', read.path, read.path])
  })

  test('again ends the call with 4', async () => {
    const { url, paths } = await refusing(40001, ['token-1', 'token-2', 'token-3'])
    const { client } = clientUnderTest(url)
    expect(await failure(client.call(read))).toMatchObject({
      code: 'WECHAT',
      exitCode: 4,
      params: { errcode: 40001 },
    })
    expect(paths()).toEqual(['/cgi-bin/stable_token', read.path, '/cgi-bin/stable_token', read.path])
  })

  test('and that the source gives again ends the call after one repeat', async () => {
    const { url, paths } = await platform((seen) =>
      seen.path === '/cgi-bin/stable_token'
        ? { access_token: 'same', expires_in: 3000 }
        : { errcode: 40001, errmsg: 'invalid credential' },
    )
    const { client, notices } = clientUnderTest(url)
    expect(await failure(client.call(read))).toMatchObject({ code: 'WECHAT', params: { errcode: 40001 } })
    expect(paths()).toEqual(['/cgi-bin/stable_token', read.path, '/cgi-bin/stable_token', read.path])
    expect(notices).toEqual([])
  })

  test('and was given by hand is not replaced', async () => {
    const { url, paths } = await refusing(40001, ['given-token'])
    const { client } = clientUnderTest(url, { accessToken: 'given-token' })
    const error = await failure(client.call(read))
    expect(error).toMatchObject({
      code: 'TOKEN_GIVEN_REFUSED',
      exitCode: 4,
      params: { errcode: 40001, errmsg: 'invalid credential' },
    })
    expect(paths()).toEqual([read.path])
  })

  test.each([48001, 41001, 40013])('%i is not taken for expiry', async (errcode) => {
    const { url, paths } = await refusing(errcode, ['token-1'])
    await failure(clientUnderTest(url).client.call(read))
    expect(paths()).toEqual(['/cgi-bin/stable_token', read.path])
  })

  test('40001 from the token call itself means the secret: no loop', async () => {
    const { url, paths } = await platform(() => ({ errcode: 40001, errmsg: 'invalid credential' }))
    const error = await failure(clientUnderTest(url).client.call(read))
    expect(error).toMatchObject({ code: 'WECHAT', exitCode: 4 })
    expect((error as WxError).details.refusal?.path).toBe('/cgi-bin/stable_token')
    expect(paths()).toEqual(['/cgi-bin/stable_token'])
  })

  test('a call without token is never repeated for it', async () => {
    const { url, paths } = await platform(() => ({ errcode: 40001, errmsg: 'invalid credential' }))
    await failure(clientUnderTest(url).client.raw({ ...read, withToken: false }))
    expect(paths()).toEqual([read.path])
  })
})

describe('refresh', () => {
  test('asks the source although one is cached, and keeps the new one', async () => {
    const { url, seen } = await tokens()
    const { client, cache } = clientUnderTest(url)
    await client.token()
    expect(await client.refresh({ force: false })).toMatchObject({ token: 'token-2', cached: false })
    expect(String(seen[1]?.body)).not.toContain('force_refresh')
    expect(await cache.read(keyOf(url))).toMatchObject({ token: 'token-2' })
    expect((await client.token()).token).toBe('token-2')
  })

  test('with force says so, and is not tried again after a failure', async () => {
    const { url, seen } = await platform(() => ({ errcode: -1, errmsg: 'system error' }))
    const { client } = clientUnderTest(url)
    await failure(client.refresh({ force: true }))
    expect(seen.map(({ body }) => JSON.parse(String(body)).force_refresh)).toEqual([true])
  })
})

class UnusableCache extends TokenCache {
  constructor() {
    super(join(temporaryDirectory(), 'none'))
  }
  override async write(key: TokenKey): Promise<void> {
    throw new WxError('STORE_UNWRITABLE', { file: this.file(key), reason: 'EROFS: read-only file system' })
  }
  override async tryLock(key: TokenKey): Promise<undefined> {
    await this.write(key)
  }
}
