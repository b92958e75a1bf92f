import { describe, expect, test } from 'vitest'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { sandbox } from './support'

const MENU = '/cgi-bin/get_current_selfmenu_info'

async function started() {
  const box = await sandbox()
  /** The errcode that a token meets; 0 where it works. */
  const tried = async (answer: { access_token?: unknown }) => {
    const { errcode = 0 } = await box.send(`${MENU}?access_token=${answer.access_token}`)
    return errcode
  }
  return { ...box, tried }
}

describe('GET /cgi-bin/token', () => {
  test('a token is long, lives two hours and carries no errcode', async () => {
    const { classic } = await started()
    const answer = await classic()
    expect(Object.keys(answer)).toEqual(['access_token', 'expires_in'])
    expect(answer.expires_in).toBe(7200)
    expect(String(answer.access_token).length).toBeGreaterThan(130)
  })

  test('a new one leaves the former five minutes', async () => {
    const { classic, later, tried } = await started()
    const former = await classic()
    const next = await classic()
    expect(next.access_token).not.toBe(former.access_token)
    later(299)
    expect(await tried(former)).toBe(0)
    later(1)
    expect(await tried(former)).toBe(40001)
    expect(await tried(next)).toBe(0)
  })

  test('after two hours it has expired', async () => {
    const { classic, later, tried } = await started()
    const token = await classic()
    later(7199)
    expect(await tried(token)).toBe(0)
    later(1)
    expect(await tried(token)).toBe(42001)
  })

  test('the overlap never outlives the token itself', async () => {
    const { classic, later, tried } = await started()
    const former = await classic()
    later(7100)
    await classic()
    later(100)
    expect(await tried(former)).toBe(40001)
  })
})

describe('POST /cgi-bin/stable_token', () => {
  test('gives the same token with the rest of its life', async () => {
    const { stable, later } = await started()
    const first = await stable()
    later(1000)
    expect(await stable()).toEqual({ access_token: first.access_token, expires_in: 6200 })
  })

  test('gives the next one in the last five minutes, and both work', async () => {
    const { stable, later, tried } = await started()
    const first = await stable()
    later(6899)
    expect((await stable()).access_token).toBe(first.access_token)
    later(1)
    const next = await stable()
    expect(next).toMatchObject({ expires_in: 7200 })
    expect(next.access_token).not.toBe(first.access_token)
    expect((await stable()).access_token).toBe(next.access_token)
    expect(await tried(first)).toBe(0)
    later(300)
    expect([await tried(first), await tried(next)]).toEqual([42001, 0])
  })

  test('forced: the former dies at once', async () => {
    const { stable, later, tried } = await started()
    const first = await stable()
    later(60)
    const forced = await stable({ force_refresh: true })
    expect([await tried(first), await tried(forced)]).toEqual([40001, 0])
  })

  test('forced twice within 30 seconds: not refreshed', async () => {
    const { stable, later } = await started()
    const forced = await stable({ force_refresh: true })
    later(29)
    expect((await stable({ force_refresh: true })).access_token).toBe(forced.access_token)
    later(1)
    expect((await stable({ force_refresh: true })).access_token).not.toBe(forced.access_token)
  })

  test('forced more than 20 times a day: 45009, until the day ends in China', async () => {
    const { stable, later } = await started()
    for (let count = 0; count < 20; count++) {
      expect(await stable({ force_refresh: true })).toHaveProperty('access_token')
      later(30)
    }
    expect(await stable({ force_refresh: true })).toMatchObject({ errcode: 45009 })
    expect(await stable()).toHaveProperty('access_token')
    later(12 * 3600)
    expect(await stable({ force_refresh: true })).toHaveProperty('access_token')
  })

  test('more than 10 000 in a minute: 45011', async () => {
    const { stable, state, later } = await started()
    await stable()
    await state.transact((value) => {
      const account = value.accounts[SANDBOX_APPID]
      if (account) account.usage.minute.used = 10_000
    })
    expect(await stable()).toMatchObject({
      errcode: 45011,
      errmsg: expect.stringMatching(/^api minute-quota reach limit, must slower, retry next minute rid: /),
    })
    later(60)
    expect(await stable()).toHaveProperty('access_token')
  })
})

test('the two families do not touch each other', async () => {
  const { classic, stable, later, tried } = await started()
  const [ofClassic, ofStable] = [await classic(), await stable()]
  later(60)
  await stable({ force_refresh: true })
  expect(await tried(ofClassic)).toBe(0)
  const again = await stable()
  await classic()
  await classic()
  later(400)
  expect([await tried(ofClassic), await tried(ofStable), await tried(again)]).toEqual([40001, 40001, 0])
})

describe('what the token calls refuse', () => {
  const wrong = 'f'.repeat(32)
  const cases = [
    ['no grant_type', { grant_type: '' }, 40002, 'invalid grant_type rid: '],
    ['another grant_type', { grant_type: 'password' }, 40002, 'invalid grant_type rid: '],
    ['no appid', { appid: '' }, 41002, 'appid missing rid: '],
    ['an unknown appid', { appid: 'wx0000000000000000' }, 40013, 'invalid appid rid: '],
    ['no secret', { secret: '' }, 41004, 'appsecret missing rid: '],
    ['another secret', { secret: wrong }, 40125, 'invalid appsecret rid: '],
    [
      'a secret that is none',
      { secret: 'x' },
      40001,
      'invalid credential, access_token is invalid or not latest',
    ],
  ] as const

  test.each(cases)('%s', async (_name, given, errcode, errmsg) => {
    const { classic, stable } = await started()
    for (const answer of [await classic(given), await stable(given)]) {
      expect(answer).toMatchObject({ errcode, errmsg: expect.stringContaining(errmsg) })
      expect(JSON.stringify(answer)).not.toContain(wrong)
    }
  })

  test.each([
    ['a frozen secret', { frozen: true }, 40243],
    ['a punished account', { punished: true }, 50004],
    ['an address that is not allowed', { allowlist: ['10.0.0.1', '192.168.0.0/16'] }, 40164],
  ] as const)('%s', async (_name, change, errcode) => {
    const { control, classic, stable } = await started()
    await control('account', change)
    expect(await classic()).toMatchObject({ errcode })
    expect(await stable()).toMatchObject({ errcode })
  })

  test('40164 names the caller in both forms of address', async () => {
    const { control, classic } = await started()
    await control('account', { allowlist: [] })
    expect((await classic()).errmsg).toMatch(
      /^invalid ip 127\.0\.0\.1 ipv6 ::ffff:127\.0\.0\.1, not in whitelist rid: /,
    )
  })

  test.each([[['127.0.0.1']], [['127.0.0.0/8']], [null]])(
    'an allowlist of %j lets this machine in',
    async (allowlist) => {
      const { control, classic } = await started()
      await control('account', { allowlist })
      expect(await classic()).toHaveProperty('access_token')
    },
  )

  test('stable_token takes no GET, and force_refresh is true or false', async () => {
    const { send, stable } = await started()
    const query = new URLSearchParams({
      grant_type: 'client_credential',
      appid: SANDBOX_APPID,
      secret: SANDBOX_SECRET,
    })
    expect(await send(`/cgi-bin/stable_token?${query}`)).toMatchObject({
      errcode: 43002,
      errmsg: expect.stringContaining('require POST method'),
    })
    expect(await stable({ force_refresh: 'true' })).toMatchObject({ errcode: 47001 })
  })

  test('the quota of the day: 2000, and 200 for a test account', async () => {
    const { control, classic, later } = await started()
    await control('quota', { path: '/cgi-bin/token', used: 1999 })
    expect(await classic()).toHaveProperty('access_token')
    expect(await classic()).toMatchObject({
      errcode: 45009,
      errmsg: expect.stringMatching(/^reach max api daily quota limit rid: /),
    })
    later(12 * 3600)
    expect(await classic()).toHaveProperty('access_token')
    await control('account', { test: true })
    await control('quota', { path: '/cgi-bin/token', used: 200 })
    expect(await classic()).toMatchObject({ errcode: 45009 })
  })
})

describe('the token of another call', () => {
  test.each([
    ['missing', '', 41001, 'access_token missing'],
    [
      'made up',
      '?access_token=abc',
      40001,
      'could get access_token by getStableAccessToken, more details at ',
    ],
    [
      'unknown',
      `?access_token=98_${'x'.repeat(130)}`,
      40001,
      'invalid credential, access_token is invalid or not latest',
    ],
  ])('%s', async (_name, query, errcode, errmsg) => {
    const { send } = await started()
    expect(await send(MENU + query)).toMatchObject({ errcode, errmsg: expect.stringContaining(errmsg) })
  })

  test('of an account of its own belongs to that account alone', async () => {
    const { control, stable, send, api } = await started()
    const other = { appid: 'wx00000000000000aa', secret: 'a'.repeat(32) }
    await control('account', other)
    const { access_token } = await stable(other)
    await api('/cgi-bin/tags/create', { tag: { name: 'mine' } })
    const { tags } = (await send(`/cgi-bin/tags/get?access_token=${access_token}`)) as {
      tags: { name: string }[]
    }
    expect(tags.map(({ name }) => name)).not.toContain('mine')
  })
})
