import { existsSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryDirectory, type World } from '../support/run'
import { APPID, grant, OPENID, oauthWorld, refusal, secrets } from './oauth-world'

interface Ready {
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly authorizeUrl: string
}

/** A login that has begun to wait. */
async function login(
  world: Awaited<ReturnType<typeof oauthWorld>>,
  flags: readonly string[] = [],
  more: World = {},
) {
  const file = join(temporaryDirectory(), 'ready.json')
  const stop = new AbortController()
  const ended = world.run(['login', '--ready-file', file, ...flags], { signal: stop.signal, ...more })
  onTestFinished(async () => {
    stop.abort('SIGTERM')
    await ended
  })
  const done: { now?: boolean } = {}
  void ended.then(() => {
    done.now = true
  })
  while (!existsSync(file)) {
    if (done.now) throw new Error((await ended).stderr)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const ready = JSON.parse(readFileSync(file, 'utf8')) as Ready
  const state = new URL(ready.authorizeUrl).searchParams.get('state') ?? ''
  const at = `http://127.0.0.1:${ready.port}`
  return {
    ready,
    state,
    stop,
    ended,
    /** Opens an address of the login as a browser does. */
    get: async (path: string) => {
      const response = await fetch(at + path)
      return { status: response.status, headers: response.headers, page: await response.text() }
    },
    hasEnded: () => done.now === true,
  }
}

/** A request that says what it likes of its host and method; its status. */
function statusOf(port: number, options: { path: string; method?: string; host?: string }): Promise<number> {
  const { path, method = 'GET', host = `127.0.0.1:${port}` } = options
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers: { host }, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

describe('oauth login', () => {
  test('waits for the redirect, exchanges its code, shows the user and keeps the token', async () => {
    const world = await oauthWorld()
    const { ready, state, get, ended } = await login(world)
    expect(ready).toMatchObject({ url: `http://127.0.0.1:${ready.port}/`, pid: process.pid })
    expect(state).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(ready.authorizeUrl).toBe(
      `${world.server.url}/connect/oauth2/authorize?appid=${APPID}&redirect_uri=http%3A%2F%2F127.0.0.1%3A${ready.port}%2F&response_type=code&scope=snsapi_userinfo&state=${state}#wechat_redirect`,
    )
    const { status, page, headers } = await get(`/?code=CODE1&state=${state}`)
    expect(status).toBe(200)
    expect(page).toContain('Signed in')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    const { code, stdout, stderr } = await ended
    expect(code).toBe(0)
    expect(stdout).toContain(OPENID)
    expect(stdout).toContain('小\ufffd明')
    expect(stderr).toContain(ready.authorizeUrl)
    expect(stderr).not.toContain('Warning')
    for (const secret of [...Object.values(secrets), 'CODE1']) expect(stdout + stderr).not.toContain(secret)
    expect(world.queries('/sns/oauth2/access_token')).toMatchObject([{ code: 'CODE1' }])
    expect((await world.oauth('check')).code).toBe(0)
  })

  test('--json: ready, and the user at the end, each a line', async () => {
    const { ready, state, get, ended } = await login(await oauthWorld(), ['--json'])
    await get('/?code=CODE0&state=WRONG')
    await get(`/?code=CODE1&state=${state}`)
    const { stdout, stderr } = await ended
    const lines = stdout.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      { type: 'ready', time: expect.any(String), ...ready },
      { type: 'refused', time: expect.any(String), reason: 'wrong-state' },
      {
        ...{ type: 'user', time: expect.any(String), openid: OPENID, scope: 'snsapi_userinfo' },
        ...{ nickname: '小\u0007明', headimgurl: expect.any(String), unionid: 'oUnion', snapshotUser: false },
        ...{ sex: 0, province: '', city: '', country: '', privilege: [] },
      },
    ])
    expect(stderr).toBe('')
  })

  test.each([
    ['a wrong state', '/?code=EVIL&state=S1', 'not the one of this login'],
    ['an empty state', '/?code=EVIL&state=', 'it has no state'],
    ['no state', '/?code=EVIL', 'it has no state'],
    ['two states', '/?code=EVIL&state=S1&state=STATE', 'there twice'],
    ['two codes', '/?code=EVIL&code=CODE&state=STATE', 'there twice'],
  ])('a redirect with %s is refused, and the right one is waited for', async (_, path, words) => {
    const world = await oauthWorld()
    const { state, get, ended, hasEnded } = await login(world)
    const { status, page } = await get(path.replace('STATE', state))
    expect(status).toBe(400)
    expect(page).toContain('This redirect is refused')
    expect(hasEnded()).toBe(false)
    expect((await get(`/?code=CODE1&state=${state}`)).status).toBe(200)
    const { code, stderr } = await ended
    expect(code).toBe(0)
    expect(stderr).toContain(words)
    expect(stderr).not.toContain('EVIL')
    expect(world.queries('/sns/oauth2/access_token')).toMatchObject([{ code: 'CODE1' }])
  })

  test('a flood of wrong redirects neither ends it nor fills the terminal', async () => {
    const { state, get, ended } = await login(await oauthWorld())
    for (let count = 0; count < 40; count++) await get('/?code=EVIL&state=S1')
    await get(`/?code=CODE1&state=${state}`)
    const { code, stderr } = await ended
    expect(code).toBe(0)
    expect(stderr.match(/was refused/g)).toHaveLength(5)
    expect(stderr).toContain('are not shown')
  })

  test('the right redirect counts once: the browser that loads it again is told so', async () => {
    const gate: { open?: () => void } = {}
    const opened = new Promise<void>((resolve) => {
      gate.open = resolve
    })
    const world = await oauthWorld({
      '/sns/oauth2/access_token': () => async (response: import('node:http').ServerResponse) => {
        await opened
        response.end(JSON.stringify(grant()))
      },
    })
    const { state, get, ended } = await login(world)
    const first = get(`/?code=CODE1&state=${state}`)
    while (world.queries('/sns/oauth2/access_token').length === 0)
      await new Promise((resolve) => setTimeout(resolve, 5))
    const second = await get(`/?code=CODE1&state=${state}`)
    expect(second.status).toBe(400)
    expect(second.page).toContain('used already')
    gate.open?.()
    expect((await first).status).toBe(200)
    expect((await ended).code).toBe(0)
    expect(world.queries('/sns/oauth2/access_token')).toHaveLength(1)
  })

  test('the made-up user of a snapshot page, of whom WeChat tells nothing, is shown all the same', async () => {
    const world = await oauthWorld({
      '/sns/oauth2/access_token': grant({ is_snapshotuser: 1 }),
      '/sns/userinfo': refusal(48001, 'api unauthorized'),
    })
    const { state, get, ended } = await login(world)
    expect((await get(`/?code=CODE1&state=${state}`)).status).toBe(200)
    const { code, stdout, stderr } = await ended
    expect(code).toBe(0)
    expect(stdout).toContain(OPENID)
    expect(stderr).toContain('made-up user of a snapshot page')
    const later = await world.oauth('userinfo', '--json')
    expect(later.code).toBe(0)
    expect(JSON.parse(later.stdout)).toMatchObject({ openid: OPENID, nickname: null, snapshotUser: true })
  })

  test('where name and picture cannot be read, it says who agreed and that the token is kept', async () => {
    const world = await oauthWorld({ '/sns/userinfo': refusal(48001, 'api unauthorized') })
    const { state, get, ended } = await login(world)
    await get(`/?code=CODE1&state=${state}`)
    const { code, stdout, stderr } = await ended
    expect([code, stdout]).toEqual([5, ''])
    expect(stderr).toContain(`${OPENID} agreed and the token is kept`)
    expect(stderr).toContain(`wxadmin oauth userinfo ${OPENID}`)
    expect(existsSync(world.tokenFile())).toBe(true)
  })

  test('a code that can be none is told as such, and not sent', async () => {
    const world = await oauthWorld()
    const { state, get, ended } = await login(world)
    expect((await get(`/?code=a%20b&state=${state}`)).status).toBe(502)
    const { code, stderr } = await ended
    expect(code).toBe(65)
    expect(stderr).toContain('CODE_INVALID')
    expect(world.queries('/sns/oauth2/access_token')).toEqual([])
  })

  test('a code that was used already ends it: 40163 is explained, and never tried again', async () => {
    const world = await oauthWorld({ '/sns/oauth2/access_token': refusal(40163, 'code been used') })
    const { state, get, ended } = await login(world)
    const { status, page } = await get(`/?code=CODE1&state=${state}`)
    expect(status).toBe(502)
    expect(page).toContain('could not be exchanged')
    const { code, stdout, stderr } = await ended
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' })
    expect(stderr).toContain('WeChat answered 40163 code been used')
    expect(world.queries('/sns/oauth2/access_token')).toHaveLength(1)
  })

  test('the right state without a code: the user did not agree', async () => {
    const world = await oauthWorld()
    const { state, get, ended } = await login(world)
    expect((await get(`/?state=${state}`)).page).toContain('Not authorized')
    const { code, stdout, stderr } = await ended
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('did not agree')
    expect(world.server.seen).toEqual([])
  })

  test('snsapi_base: the openid alone, and nobody is asked for more', async () => {
    const world = await oauthWorld({ '/sns/oauth2/access_token': grant({ scope: 'snsapi_base' }) })
    const { state, get, ended } = await login(world, ['--scope', 'snsapi_base'])
    await get(`/?code=CODE1&state=${state}`)
    const { stdout } = await ended
    expect(stdout).toBe(`openid  ${OPENID}\nScope   snsapi_base\n`)
    expect(world.queries('/sns/userinfo')).toEqual([])
  })

  test('nobody comes: it ends after --timeout and says what may be wrong', async () => {
    const { ended } = await login(await oauthWorld(), ['--timeout', '0.2'])
    const { code, stdout, stderr } = await ended
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' })
    expect(stderr).toMatch(/Nobody was redirected to http:\/\/127\.0\.0\.1:\d+\/ within 0\.2 s/)
    expect(stderr).toContain('--public-url')
  })

  test('a signal ends it', async () => {
    const { stop, ended, get } = await login(await oauthWorld())
    stop.abort('SIGINT')
    expect((await ended).code).toBe(130)
    await expect(get('/')).rejects.toThrow()
  })

  test('other requests change nothing', async () => {
    const { ready, state, get, ended, hasEnded } = await login(await oauthWorld())
    expect(await get('/')).toMatchObject({ status: 200, page: expect.stringContaining('Waiting') })
    expect((await get('/favicon.ico')).status).toBe(404)
    const path = `/?code=EVIL&state=${state}`
    expect((await get(`/other${path.slice(1)}`)).status).toBe(404)
    expect(await statusOf(ready.port, { path, method: 'HEAD' })).toBe(405)
    expect(await statusOf(ready.port, { path, method: 'POST' })).toBe(405)
    expect(hasEnded()).toBe(false)
    await get(`/?code=CODE1&state=${state}`)
    expect((await ended).code).toBe(0)
  })

  test('a request through another name is refused, also with the right state', async () => {
    const world = await oauthWorld()
    const { ready, state, get, ended } = await login(world)
    const path = `/?code=EVIL&state=${state}`
    for (const host of ['evil.example', `evil.example:${ready.port}`, '127.0.0.1.evil.example'])
      expect(await statusOf(ready.port, { path, host })).toBe(403)
    expect(await statusOf(ready.port, { path: '/', host: `localhost:${ready.port}` })).toBe(200)
    await get(`/?code=CODE1&state=${state}`)
    expect((await ended).stderr).toContain('evil.example, which is not this machine')
    expect(world.queries('/sns/oauth2/access_token')).toMatchObject([{ code: 'CODE1' }])
  })

  test('--public-url is the redirect, and its path and host are taken', async () => {
    const world = await oauthWorld()
    const { ready, state, ended } = await login(world, ['--public-url', 'https://me.example.com/wx'])
    expect(ready.url).toBe('https://me.example.com/wx')
    expect(ready.authorizeUrl).toContain('&redirect_uri=https%3A%2F%2Fme.example.com%2Fwx&')
    const path = `/wx?code=CODE1&state=${state}`
    expect(await statusOf(ready.port, { path, host: 'me.example.com' })).toBe(200)
    expect((await ended).code).toBe(0)
  })

  test('with a real account it says that phones do not reach this machine', async () => {
    const world = await oauthWorld()
    const real = { env: { WXADMIN_API_BASE: undefined } }
    const { ready, stop, ended } = await login(world, [], real)
    expect(ready.authorizeUrl).toMatch(/^https:\/\/open\.weixin\.qq\.com\//)
    stop.abort('SIGINT')
    const { stderr } = await ended
    expect(stderr).toMatch(/Warning: http:\/\/127\.0\.0\.1:\d+\/ is this machine itself: a phone/)
    const behind = await login(world, ['--public-url', 'https://me.example.com/wx'], real)
    behind.stop.abort('SIGINT')
    expect((await behind.ended).stderr).not.toContain('Warning')
    expect((await behind.ended).stderr).toContain('Domain to register: me.example.com')
  })

  test('what is wrong is said before anybody waits', async () => {
    const { oauth, run } = await oauthWorld()
    expect((await oauth('login', '--port', 'x')).code).toBe(64)
    expect((await oauth('login', '--public-url', 'me.example.com')).code).toBe(65)
    expect((await run(['login'], { env: { WXADMIN_SECRET: undefined } })).code).toBe(4)
    const { ready } = await login(await oauthWorld())
    const taken = await oauth('login', '--port', String(ready.port))
    expect(taken.code).toBe(1)
    expect(taken.stderr).toContain('Cannot listen on')
  })

  test('speaks Chinese, in the terminal and on the page', async () => {
    const { state, get, ended } = await login(await oauthWorld(), ['--lang', 'zh'])
    expect((await get('/?code=C&state=x')).page).toContain('跳转被拒绝')
    expect((await get(`/?code=CODE1&state=${state}`)).page).toContain('授权完成')
    const { stdout, stderr } = await ended
    expect(stdout).toContain('昵称')
    expect(stderr).toContain('请在浏览器中打开以下链接并同意授权：')
    expect(stderr).toContain('警告：已拒绝一次跳转：state 与本次登录不符。继续等待。')
  })
})
