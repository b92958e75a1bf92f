import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SANDBOX_APPID } from '../../src/wechat/sandbox-account'
import { temporaryDirectory, wxadmin } from '../support/run'
import { drop } from '../support/scripted-platform'
import { APPID, grant, jsonIn, modeOf, OPENID, oauthWorld, refusal, secrets } from './oauth-world'

const real = { WXADMIN_APPID: APPID, WXADMIN_SECRET: secrets.SECRET }

/** As a person with an account at WeChat. */
function atWechat(argv: readonly string[], more: Parameters<typeof wxadmin>[1] = {}) {
  const env = { ...real, WXADMIN_CONFIG_DIR: join(temporaryDirectory(), 'store'), ...more.env }
  return wxadmin(['oauth', ...argv], { ...more, env })
}

const link = (redirect: string, { scope = 'snsapi_base', state = '', more = '', appid = APPID } = {}) =>
  `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${appid}&redirect_uri=${redirect}&response_type=code&scope=${scope}&state=${state}${more}#wechat_redirect`

describe('oauth url', () => {
  test('prints the link alone, and says on stderr what to register and where it opens', async () => {
    const { code, stdout, stderr } = await atWechat(['url', 'https://me.example.com/登录?a=1'])
    expect(code).toBe(0)
    expect(stdout).toBe(`${link('https%3A%2F%2Fme.example.com%2F%E7%99%BB%E5%BD%95%3Fa%3D1')}\n`)
    expect(stderr).toContain('Domain to register: me.example.com (')
    expect(stderr).toContain('only inside WeChat')
    expect(stderr).not.toContain('Warning')
  })

  test('knows every switch', async () => {
    const { stdout } = await atWechat([
      ...['url', 'https://a.cn', '--scope', 'snsapi_userinfo', '--state', 'S1'],
      ...['--force-popup', '--force-snapshot', '-q'],
    ])
    const more = '&forcePopup=true&forceSnapShot=true'
    expect(stdout).toBe(`${link('https%3A%2F%2Fa.cn', { scope: 'snsapi_userinfo', state: 'S1', more })}\n`)
  })

  test('--json', async () => {
    const { stdout, stderr } = await atWechat(['url', 'http://A.cn/b', '--state', 'S1', '--json'])
    expect(JSON.parse(stdout)).toEqual({
      url: link('http%3A%2F%2FA.cn%2Fb', { state: 'S1' }),
      appid: APPID,
      redirectUri: 'http://A.cn/b',
      scope: 'snsapi_base',
      state: 'S1',
      domain: 'a.cn',
    })
    expect(JSON.parse(stderr)).toMatchObject({
      warning: { message: expect.stringContaining('the domain to register is a.cn') },
    })
  })

  test.each([
    ['', 'The redirect is empty', 'Try: an address such as https://example.com/'],
    ['a.cn/b', 'has no scheme: a.cn/b', 'Try: an address such as https://a.cn/b'],
    ['https%3A%2F%2Fa.cn', 'is encoded already', 'Try: an address such as https://a.cn'],
    ['ftp://a.cn/b', 'neither http nor https', 'Try: an address such as https://a.cn/b'],
    ['https:///', 'has no host', 'Try: an address such as https://example.com/'],
    ['https://a.cn:123456/', 'is no valid address', 'Try: an address such as'],
    ['https://u:hunter22@a.cn/', 'user name or password', 'Try: an address such as https://a.cn/'],
    [link('https%3A%2F%2Fa.cn%2Fb'), 'an authorize link itself', 'Try: an address such as https://a.cn/b'],
  ])('refuses %s', async (redirect, what, tryThis) => {
    const { code, stdout, stderr } = await atWechat(['url', redirect])
    expect({ code, stdout }).toEqual({ code: 65, stdout: '' })
    expect(stderr).toContain(what)
    expect(stderr).toContain(tryThis)
    expect(stderr).not.toContain('hunter22')
  })

  test.each([
    ['https://a.cn:8443/', 'has the port 8443'],
    ['http://10.0.0.1/', '10.0.0.1 is an IP address'],
    ['http://localhost:3000/', 'works only with the sandbox'],
    ['https://A.cn/', 'the domain to register is a.cn'],
    ['https://a.cn/#/x', 'before the #'],
    ['https://a.cn/?state=1', 'code or state of its own'],
    [`https://a.cn/${'x'.repeat(1100)}`, '1113 characters'],
  ])('warns of %s', async (redirect, words) => {
    const { code, stdout, stderr } = await atWechat(['url', redirect, '-q'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^https:\/\/open\.weixin\.qq\.com\/\S+#wechat_redirect\n$/)
    expect(stderr).toMatch(/^Warning: /)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain(words)
  })

  test('speaks Chinese', async () => {
    const { stderr } = await atWechat(['url', 'a.cn', '--lang', 'zh'])
    expect(stderr).toContain('错误：跳转地址缺少协议：a.cn')
    const { stderr: hints } = await atWechat(['url', 'http://localhost/', '--lang', 'zh'])
    expect(hints).toContain('警告：localhost 是本机或内网名称')
    expect(hints).toContain('需登记的网页授权域名：localhost（')
  })

  test.each([
    ['a-b', '"-"'],
    ['登录', '"登"'],
    ['x'.repeat(129), '129 > 128'],
  ])('refuses the state %s', async (state, reason) => {
    const { code, stdout, stderr } = await atWechat(['url', 'https://a.cn', '--state', state])
    expect({ code, stdout }).toEqual({ code: 65, stdout: '' })
    expect(stderr).toContain(reason)
    expect(stderr).toContain('--state auto')
  })

  test('leads to a sandbox whose API is on this machine, and to WeChat for the one that is not running', async () => {
    const { oauth, server } = await oauthWorld()
    const running = await oauth('url', 'http://127.0.0.1:3000/')
    expect(running.stdout).toMatch(`${server.url}/connect/oauth2/authorize?appid=${APPID}&`)
    expect(running.stderr).toBe('The sandbox answers this link: it opens in any browser, without a phone.\n')
    const { stdout, stderr } = await wxadmin(['-a', 'sandbox', 'oauth', 'url', 'http://127.0.0.1:3000/'])
    expect(stdout).toBe(`${link('http%3A%2F%2F127.0.0.1%3A3000%2F', { appid: SANDBOX_APPID })}\n`)
    expect(stderr).toContain('wxadmin sandbox, then the variables')
    expect(stderr).not.toContain('Warning')
  })

  test('needs an account', async () => {
    const { code, stderr } = await atWechat(['url', 'https://a.cn'], {
      env: { WXADMIN_APPID: undefined, WXADMIN_SECRET: undefined },
    })
    expect(code).toBe(4)
    expect(stderr).toContain('No account is set up')
  })

  test('--qr draws on stderr, and says where the terminal is too narrow', async () => {
    const { stdout, stderr } = await atWechat(['url', 'https://a.cn', '--qr', '-q'])
    expect(stdout.trim().split('\n')).toHaveLength(1)
    expect(stderr.split('\n').filter((line) => /^[█▀▄ ]{40,}$/.test(line)).length).toBeGreaterThan(20)
    const narrow = await atWechat(['url', 'https://a.cn', '--qr', '-q'], { columns: 40 })
    expect(narrow.stderr).toMatch(/Warning.*needs 53 columns, and the terminal has 40/)
    expect(narrow.stderr).not.toMatch(/[█▀▄]/)
    const long = await atWechat(['url', `https://a.cn/${'x'.repeat(3000)}`, '--qr', '-q'])
    expect(long.stderr).toContain('too long for a QR code')
  })

  test.skipIf(process.platform !== 'linux')(
    '--open hands the link to the system’s opener, and says where there is none',
    async () => {
      const bin = temporaryDirectory()
      const opened = join(bin, 'opened')
      writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf '%s|' "$@" > '${opened}'\n`)
      chmodSync(join(bin, 'xdg-open'), 0o755)
      const PATH = [bin, process.env.PATH].join(delimiter)
      const { code, stdout, stderr } = await atWechat(['url', 'https://a.cn', '--open', '-q'], {
        env: { PATH },
      })
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(readFileSync(opened, 'utf8')).toBe(`${stdout.trim()}|`)
      const without = await atWechat(['url', 'https://a.cn', '--open', '-q'], {
        env: { PATH: temporaryDirectory() },
      })
      expect(without.code).toBe(0)
      expect(without.stderr).toContain('No browser could be opened (xdg-open: ENOENT)')
    },
  )
})

/** The state in a link. */
const stateIn = (url: string) => new URL(url.trim()).searchParams.get('state') ?? ''

describe('--state auto', () => {
  test('makes another one each time, of 32 letters and digits, and keeps it to its owner', async () => {
    const { oauth, store } = await oauthWorld()
    const states = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { stdout, stderr } = await oauth('url', 'https://a.cn', '--state', 'auto')
        expect(stderr).toContain(`State ${stateIn(stdout)} is remembered for an hour`)
        return stateIn(stdout)
      }),
    )
    expect(new Set(states).size).toBe(5)
    for (const state of states) expect(state).toMatch(/^[A-Za-z0-9]{32}$/)
    const kept = jsonIn(join(store, 'oauth', 'states.json')) as { states: { state: string }[] }
    expect(kept.states.map(({ state }) => state).sort()).toEqual([...states].sort())
    expect(modeOf(join(store, 'oauth', 'states.json'))).toBe('600')
    expect(modeOf(join(store, 'oauth'))).toBe('700')
  })

  test('is checked in the address that comes back, and good once', async () => {
    const { oauth, queries } = await oauthWorld()
    const state = stateIn((await oauth('url', 'https://a.cn', '--state', 'auto')).stdout)
    const wrong = await oauth('exchange', `https://a.cn/?code=CODE1&state=${state}X`)
    expect({ code: wrong.code, stdout: wrong.stdout }).toEqual({ code: 3, stdout: '' })
    expect(wrong.stderr).toContain(`The state ${state}X is none that is waited for`)
    const absent = await oauth('exchange', 'https://a.cn/?code=CODE1')
    expect(absent.code).toBe(3)
    expect(queries('/sns/oauth2/access_token')).toEqual([])
    const right = await oauth('exchange', `https://a.cn/x?y=1&code=CODE1&state=${state}#/route`)
    expect(right.code).toBe(0)
    expect(queries('/sns/oauth2/access_token')).toEqual([
      { appid: APPID, secret: secrets.SECRET, code: 'CODE1', grant_type: 'authorization_code' },
    ])
    const again = await oauth('exchange', 'CODE2', '--state', state)
    expect(again.code).toBe(3)
    expect(queries('/sns/oauth2/access_token')).toHaveLength(1)
  })

  test('ends after an hour', async () => {
    const { oauth, later } = await oauthWorld()
    const state = stateIn((await oauth('url', 'https://a.cn', '--state', 'auto')).stdout)
    later(3601)
    expect((await oauth('exchange', 'CODE1', '--state', state)).code).toBe(3)
  })

  test('--state asks for the check also where none is remembered, and must agree with the address', async () => {
    const { oauth } = await oauthWorld()
    expect((await oauth('exchange', 'CODE1', '--state', 'S1')).code).toBe(3)
    const state = stateIn((await oauth('url', 'https://a.cn', '--state', 'auto')).stdout)
    const { code, stderr } = await oauth('exchange', 'https://a.cn/?code=C&state=S2', '--state', state)
    expect(code).toBe(3)
    expect(stderr).toContain('The state S2 ')
    expect((await oauth('exchange', 'CODE1', '--state', state)).code).toBe(0)
  })

  test('is good once more where the code was never sent', async () => {
    const { oauth, run } = await oauthWorld()
    const state = stateIn((await oauth('url', 'https://a.cn', '--state', 'auto')).stdout)
    const argv = ['exchange', `https://a.cn/?code=C&state=${state}`]
    const failed = await run(argv, { env: { WXADMIN_SECRET: undefined } })
    expect(failed.code).toBe(4)
    expect((await oauth(...argv)).code).toBe(0)
  })
})

describe('oauth exchange', () => {
  test('keeps the token for its user and shows none of it', async () => {
    const { run, tokenFile, store } = await oauthWorld()
    const { code, stdout, stderr } = await run(['exchange', 'CODE1', '--debug'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^openid +oUser_of_a_fake_platform_001\nScope +snsapi_userinfo\n/)
    expect(stdout).toContain('2026-03-01T06:00:00.000Z (2 h 0 min)')
    expect(stdout).toContain('2026-03-31T04:00:00.000Z')
    expect(stderr).toContain('Next: wxadmin oauth userinfo')
    for (const secret of [...Object.values(secrets), 'CODE1']) expect(stdout + stderr).not.toContain(secret)
    expect(modeOf(tokenFile())).toBe('600')
    expect(modeOf(join(store, 'oauth'))).toBe('700')
    expect(jsonIn(tokenFile())).toMatchObject({
      tokens: { [OPENID]: { accessToken: secrets.access, refreshToken: secrets.refresh } },
    })
    expect(existsSync(join(store, 'tokens'))).toBe(false) // another token than the API's
  })

  test('--json', async () => {
    const { run } = await oauthWorld({ '/sns/oauth2/access_token': grant({ unionid: 'oUnion' }) })
    const { stdout, stderr } = await run(['exchange', 'CODE1', '--json'])
    expect(JSON.parse(stdout)).toEqual({
      openid: OPENID,
      scope: 'snsapi_userinfo',
      unionid: 'oUnion',
      snapshotUser: false,
      expiresAt: '2026-03-01T06:00:00.000Z',
      expiresIn: 7200,
      refreshExpiresAt: '2026-03-31T04:00:00.000Z',
    })
    expect(stderr).toBe('')
  })

  test.each([
    [40163, 'code been used, rid: 6613f4b2-1f2e3d4c-5b6a7988', 'used already'],
    [40029, 'invalid code', 'not one of this AppID'],
    [42003, 'oauth_code expired', 'older than 5 minutes'],
  ])('%i is explained, and the code is sent once', async (errcode, errmsg, why) => {
    const { oauth, queries } = await oauthWorld({ '/sns/oauth2/access_token': refusal(errcode, errmsg) })
    const { code, stdout, stderr } = await oauth('exchange', 'CODE1')
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' })
    expect(stderr).toContain(`WeChat answered ${errcode}`)
    expect(stderr).toContain(why)
    expect(queries('/sns/oauth2/access_token')).toHaveLength(1)
  })

  test.each([
    ['a cut connection', () => drop],
    ['errcode -1', () => refusal(-1, 'system error')],
    ['HTTP 502', () => (response: import('node:http').ServerResponse) => response.writeHead(502).end('bad')],
  ])('%s is never answered by another try', async (name, answer) => {
    const { oauth, queries } = await oauthWorld({ '/sns/oauth2/access_token': answer })
    const { code, stderr } = await oauth('exchange', 'CODE1')
    expect(code).toBe(name === 'errcode -1' ? 5 : 6)
    if (code === 6) expect(stderr).toContain('may have taken it all the same')
    expect(queries('/sns/oauth2/access_token')).toHaveLength(1)
  })

  test.each([
    ['https://a.cn/?state=S', 'no code in the address'],
    ['https://a.cn/', 'no code in the address'],
    ['', 'no code in the address'],
    ['two words', '" "'],
    ['x'.repeat(513), '513 > 512'],
  ])('refuses %s without a call', async (given, words) => {
    const { oauth, server } = await oauthWorld()
    const { code, stderr } = await oauth('exchange', given)
    expect(code).toBe(65)
    expect(stderr).toContain(words)
    expect(server.seen).toEqual([])
  })

  test('tells of the user of a snapshot page', async () => {
    const { oauth } = await oauthWorld({ '/sns/oauth2/access_token': grant({ is_snapshotuser: 1 }) })
    const { stderr } = await oauth('exchange', 'CODE1')
    expect(stderr).toContain('Warning: This is the made-up user of a snapshot page (快照页)')
    expect(JSON.parse((await oauth('userinfo', '--json')).stdout)).toMatchObject({ snapshotUser: true })
  })

  test('shows the user also where the token cannot be kept', async () => {
    const { oauth, store } = await oauthWorld()
    mkdirSync(join(store, '..'), { recursive: true })
    writeFileSync(store, 'a file where the directory should be')
    const { code, stdout, stderr } = await oauth('exchange', 'CODE1')
    expect(code).toBe(0)
    expect(stdout).toContain(OPENID)
    expect(stderr).toContain('Warning: The web token could not be kept')
  })

  test('an answer without an openid is none', async () => {
    const { oauth } = await oauthWorld({ '/sns/oauth2/access_token': { access_token: 'x', expires_in: 1 } })
    const { code, stderr } = await oauth('exchange', 'CODE1')
    expect(code).toBe(6)
    expect(stderr).toContain('is incomplete')
  })
})

describe('with a kept token', () => {
  const exchanged = async (...more: Parameters<typeof oauthWorld>) => {
    const world = await oauthWorld(...more)
    expect((await world.oauth('exchange', 'CODE1')).code).toBe(0)
    return world
  }

  test('userinfo shows the user, made safe to show', async () => {
    const { oauth, queries } = await exchanged()
    const { code, stdout, stderr } = await oauth('userinfo')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('小\ufffd明')
    expect(stdout).toContain('https://thirdwx.qlogo.cn/mmopen/x/132')
    expect(queries('/sns/userinfo')).toEqual([
      { access_token: secrets.access, openid: OPENID, lang: 'zh_CN' },
    ])
    const { stdout: json } = await oauth('userinfo', OPENID, '--locale', 'en', '--json')
    expect(JSON.parse(json)).toEqual({
      openid: OPENID,
      scope: 'snsapi_userinfo',
      nickname: '小\u0007明',
      headimgurl: 'https://thirdwx.qlogo.cn/mmopen/x/132',
      unionid: 'oUnion',
      snapshotUser: false,
      sex: 0,
      province: '',
      city: '',
      country: '',
      privilege: [],
    })
    expect(queries('/sns/userinfo').at(-1)).toMatchObject({ lang: 'en' })
  })

  test('refresh brings a new one, which is used from then on', async () => {
    const { oauth, queries } = await exchanged()
    const { code, stdout, stderr } = await oauth('refresh')
    expect(code).toBe(0)
    expect(stdout).toContain(OPENID)
    expect(stderr).toContain('was refreshed')
    expect(queries('/sns/oauth2/refresh_token')).toEqual([
      { appid: APPID, grant_type: 'refresh_token', refresh_token: secrets.refresh },
    ])
    await oauth('userinfo')
    expect(queries('/sns/userinfo')).toEqual([expect.objectContaining({ access_token: 'WEB-ACCESS-0002' })])
  })

  test('one with less than five minutes to live is refreshed first', async () => {
    const { oauth, queries, later } = await exchanged()
    later(7200 - 301)
    await oauth('userinfo')
    expect(queries('/sns/oauth2/refresh_token')).toHaveLength(0)
    later(2)
    const { stderr } = await oauth('userinfo')
    expect(stderr).toContain(`The web token of ${OPENID} was refreshed.`)
    expect(queries('/sns/oauth2/refresh_token')).toHaveLength(1)
  })

  test.each([42001, 40001, 40014])('%i calls for one refresh', async (errcode) => {
    const { oauth, queries } = await exchanged({
      '/sns/userinfo': ({ query }) =>
        query.access_token === secrets.access ? refusal(errcode, 'dead') : { openid: OPENID, nickname: 'N' },
    })
    expect(await oauth('userinfo')).toMatchObject({ code: 0, stdout: expect.stringContaining('N') })
    expect(queries('/sns/oauth2/refresh_token')).toHaveLength(1)
  })

  test('and only for one', async () => {
    const { oauth, queries } = await exchanged({ '/sns/userinfo': refusal(40001, 'invalid credential') })
    const { code, stdout, stderr } = await oauth('userinfo')
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
    expect(stderr).toContain(`does not take the web token of ${OPENID}: 40001`)
    expect(stderr).not.toContain('wxadmin token refresh')
    expect(queries('/sns/userinfo')).toHaveLength(2)
    expect(queries('/sns/oauth2/refresh_token')).toHaveLength(1)
  })

  test.each([42002, 40030, 42007])('after %i only the user can help', async (errcode) => {
    const { oauth } = await exchanged({ '/sns/oauth2/refresh_token': refusal(errcode, 'refresh_token') })
    const { code, stderr } = await oauth('refresh', '--json')
    expect(code).toBe(4)
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: 'WEB_TOKEN_ENDED', errcode, hint: 'let the user authorize again: wxadmin oauth login' },
    })
  })

  test('userinfo of snsapi_base is refused before a call', async () => {
    const { oauth, queries } = await exchanged({
      '/sns/oauth2/access_token': grant({ scope: 'snsapi_base' }),
    })
    const { code, stderr } = await oauth('userinfo')
    expect(code).toBe(4)
    expect(stderr).toContain('48001')
    expect(queries('/sns/userinfo')).toHaveLength(0)
  })

  test('check says whether it works, and refreshes one that does not', async () => {
    const { oauth, queries } = await exchanged({
      '/sns/auth': ({ query }) =>
        query.access_token === secrets.access ? refusal(40003, 'invalid openid') : refusal(0, 'ok'),
    })
    const { code, stdout } = await oauth('check')
    expect({ code, stdout }).toEqual({ code: 0, stdout: `The web token of ${OPENID} works.\n` })
    expect(queries('/sns/oauth2/refresh_token')).toHaveLength(1)
    expect(JSON.parse((await oauth('check', '--json')).stdout)).toEqual({
      openid: OPENID,
      valid: true,
      scope: 'snsapi_userinfo',
      expiresAt: '2026-03-01T06:00:00.000Z',
      expiresIn: 7200,
    })
  })

  test('the latest is taken, and any by its openid', async () => {
    const openids = ['oFirst', 'oSecond']
    const { oauth, queries, later } = await oauthWorld({
      '/sns/oauth2/access_token': ({ query }) => grant({ openid: openids[query.code === 'CODE1' ? 0 : 1] }),
      '/sns/oauth2/refresh_token': grant({ openid: 'oFirst' }),
    })
    await oauth('exchange', 'CODE1')
    later(1)
    await oauth('exchange', 'CODE2')
    await oauth('check')
    await oauth('check', 'oFirst')
    expect(queries('/sns/auth').map(({ openid }) => openid)).toEqual(['oSecond', 'oFirst'])
    const { code, stderr } = await oauth('check', 'oThird')
    expect(code).toBe(4)
    expect(stderr).toContain('The latest one kept is of oSecond')
    later(1)
    await oauth('refresh', 'oFirst')
    await oauth('check') // a refresh makes nobody the latest
    expect(queries('/sns/auth').at(-1)).toMatchObject({ openid: 'oSecond' })
  })

  test('none is kept: what to do is said', async () => {
    const { oauth, server } = await oauthWorld()
    for (const verb of ['refresh', 'userinfo', 'check']) {
      const { code, stdout, stderr } = await oauth(verb)
      expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
      expect(stderr).toContain(`No web token of ${APPID} is kept`)
      expect(stderr).toContain('wxadmin oauth login')
    }
    expect(server.seen).toEqual([])
  })

  test('one of another API base is not taken', async () => {
    const one = await exchanged()
    const other = await oauthWorld()
    const { code } = await one.run(['check'], { env: { WXADMIN_API_BASE: other.server.url } })
    expect(code).toBe(4)
  })

  test('many at once are all kept', async () => {
    const { oauth, tokenFile } = await oauthWorld({
      '/sns/oauth2/access_token': ({ query }) => grant({ openid: `o${query.code}` }),
    })
    const codes = Array.from({ length: 12 }, (_, index) => `C${index}`)
    await Promise.all(codes.map((code) => oauth('exchange', code)))
    const { tokens } = jsonIn(tokenFile()) as { tokens: object }
    expect(Object.keys(tokens).sort()).toEqual(codes.map((code) => `o${code}`).sort())
  })
})

describe('--token-stdin', () => {
  test('takes the access token of a user, and says nothing of it', async () => {
    const { run, queries, store } = await oauthWorld()
    const stdin = ' GIVEN-TOKEN-1\n'
    const shown = await run(['userinfo', 'oOther', '--token-stdin', '--debug'], { stdin })
    expect(shown.code).toBe(0)
    expect(shown.stdout + shown.stderr).not.toContain('GIVEN-TOKEN-1')
    expect(queries('/sns/userinfo')).toMatchObject([{ access_token: 'GIVEN-TOKEN-1', openid: 'oOther' }])
    const checked = await run(['check', 'oOther', '--token-stdin', '--json'], { stdin })
    expect(JSON.parse(checked.stdout)).toEqual({
      openid: 'oOther',
      valid: true,
      scope: null,
      expiresAt: null,
      expiresIn: null,
    })
    expect(existsSync(store)).toBe(false)
  })

  test('refresh takes the refresh token and keeps what it brings', async () => {
    const { run, oauth, queries } = await oauthWorld()
    expect((await run(['refresh', '--token-stdin'], { stdin: 'GIVEN-REFRESH-1' })).code).toBe(0)
    expect(queries('/sns/oauth2/refresh_token')).toMatchObject([{ refresh_token: 'GIVEN-REFRESH-1' }])
    expect((await oauth('check')).code).toBe(0)
  })

  test('a token that does not work is not refreshed, and the advice is not about the API’s token', async () => {
    const { run, queries } = await oauthWorld({ '/sns/auth': refusal(40001, 'invalid credential') })
    const { code, stderr } = await run(['check', 'oOther', '--token-stdin'], { stdin: 'GIVEN-TOKEN-1' })
    expect(code).toBe(4)
    expect(stderr).toContain('does not take the web token of oOther: 40001')
    expect(queries('/sns/oauth2/refresh_token')).toEqual([])
  })

  test('needs an openid, and a token', async () => {
    const { run, server } = await oauthWorld()
    const without = await run(['check', '--token-stdin'], { stdin: 'GIVEN-TOKEN-1' })
    expect(without.code).toBe(64)
    expect(without.stderr).toContain('needs the openid')
    for (const stdin of ['', 'two words'])
      expect((await run(['check', 'oOther', '--token-stdin'], { stdin })).code).toBe(65)
    expect(server.seen).toEqual([])
  })
})
