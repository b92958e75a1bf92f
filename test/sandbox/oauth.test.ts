import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseFault } from '../../src/sandbox/faults'
import { FileState } from '../../src/sandbox/store'
import { authorizeUrl } from '../../src/wechat/oauth/authorize-url'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { temporaryDirectory } from '../support/run'
import { ALICE, BOB, FRANK, type Json, sandbox } from './support'

const CALLBACK = 'http://127.0.0.1:3000/cb'
const FULL = {
  appid: SANDBOX_APPID,
  redirect_uri: CALLBACK,
  response_type: 'code',
  scope: 'snsapi_userinfo',
  state: 'xyz',
}
const other = { appid: 'wx00000000000000aa', secret: 'a'.repeat(32) }

type Box = Awaited<ReturnType<typeof sandbox>>

/** Opens the authorize page with these parameters, in this order. */
const open = ({ url }: Box, query: Record<string, string> | string = FULL, language = 'en') =>
  fetch(`${url}/connect/oauth2/authorize?${typeof query === 'string' ? query : new URLSearchParams(query)}`, {
    redirect: 'manual',
    headers: { 'accept-language': language },
  })

/** Presses a button of the consent page. */
const press = ({ url }: Box, answer: string, user = ALICE, query: Record<string, string> = FULL) =>
  fetch(`${url}/sandbox/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ query: String(new URLSearchParams(query)), user, answer }),
  })

const landed = (response: Response) => new URL(response.headers.get('location') ?? 'none:')

/** Consents, and says which code came of it. */
async function codeFor(box: Box, { user = ALICE, scope = 'snsapi_userinfo', answer = 'allow' } = {}) {
  const query = { ...FULL, scope }
  const response = scope === 'snsapi_base' ? await open(box, query) : await press(box, answer, user, query)
  return landed(response).searchParams.get('code') ?? ''
}

const exchange = ({ send }: Box, code: string, more: Record<string, string> = {}) =>
  send(
    `/sns/oauth2/access_token?${new URLSearchParams({ appid: SANDBOX_APPID, secret: SANDBOX_SECRET, code, grant_type: 'authorization_code', ...more })}`,
  )
const refresh = ({ send }: Box, token: unknown, more: Record<string, string> = {}) =>
  send(
    `/sns/oauth2/refresh_token?${new URLSearchParams({ appid: SANDBOX_APPID, grant_type: 'refresh_token', refresh_token: String(token), ...more })}`,
  )
const ask = ({ send }: Box, path: string, { access_token, openid }: Json) =>
  send(`/sns/${path}?access_token=${access_token}&openid=${openid}`)

describe('the authorize page', () => {
  test('snsapi_base goes on without a word, with a code and the state', async () => {
    const response = await open(await sandbox(), { ...FULL, scope: 'snsapi_base' })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toMatch(
      /^http:\/\/127\.0\.0\.1:3000\/cb\?code=[0-9a-f]{32}&state=xyz$/,
    )
  })

  test.each([
    ['http://a.cn/?x=1', /^http:\/\/a\.cn\/\?x=1&code=\w+&state=xyz$/],
    ['http://a.cn/p?', /^http:\/\/a\.cn\/p\?code=\w+&state=xyz$/],
    ['https://a.cn/#/login?x=1', /^https:\/\/a\.cn\/\?code=\w+&state=xyz#\/login\?x=1$/],
    ['http://a.cn/?x=%26&y#z', /^http:\/\/a\.cn\/\?x=%26&y&code=\w+&state=xyz#z$/],
    [
      'http://a.cn/今日?歌=曲',
      /^http:\/\/a\.cn\/%E4%BB%8A%E6%97%A5\?%E6%AD%8C=%E6%9B%B2&code=\w+&state=xyz$/,
    ],
  ])('%s keeps its query, and its fragment at the end', async (redirect_uri, expected) => {
    const response = await open(await sandbox(), { ...FULL, scope: 'snsapi_base', redirect_uri })
    expect(response.headers.get('location')).toMatch(expected)
  })

  test('snsapi_userinfo asks, in the language of the browser', async () => {
    const box = await sandbox()
    const [en, zh, neither] = await Promise.all(
      ['en-GB,en;q=0.9,zh;q=0.8', 'zh-CN', 'fr'].map(async (language) =>
        (await open(box, FULL, language)).text(),
      ),
    )
    expect(en).toContain('<html lang="en">')
    expect(en).toMatch(/<button id="allow"[^>]*>Allow</)
    expect(en).toMatch(/<button id="deny"[^>]*>Decline</)
    expect(zh).toContain('<html lang="zh-CN">')
    expect(zh).toMatch(/<button id="allow"[^>]*>同意</)
    expect(zh).toMatch(/<button id="deny"[^>]*>拒绝</)
    expect(neither).toBe(zh)
    expect(zh).toContain(`<option value="${ALICE}" selected>`)
    expect(zh).toContain(`<option value="${FRANK}">Frank · 未关注`)
  })

  test('is made by the link that oauth url makes', async () => {
    const box = await sandbox()
    const link = new URL(authorizeUrl({ appid: SANDBOX_APPID, redirectUri: CALLBACK, forcePopup: true }))
    expect((await open(box, link.search.slice(1))).status).toBe(302)
  })

  test('an empty state passes and comes back empty', async () => {
    const response = await press(await sandbox(), 'allow', ALICE, { ...FULL, state: '' })
    expect(response.headers.get('location')).toMatch(/\?code=\w+&state=$/)
  })

  test('loads nothing, runs nothing, cannot be framed, and escapes what it is given', async () => {
    const response = await open(await sandbox(), {
      ...FULL,
      redirect_uri: 'http://a.cn/"><script>alert(1)</script>',
      evil: '"><script>alert(2)</script>',
    })
    const text = await response.text()
    expect(text).toContain('id="allow"')
    expect(text).not.toContain('<script')
    const policy = response.headers.get('content-security-policy')
    for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"])
      expect(policy).toContain(part)
    expect(policy).not.toContain('unsafe-inline')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
  })

  test('a refusal makes no code, and says that WeChat closes the page', async () => {
    const box = await sandbox()
    const response = await press(box, 'deny')
    expect(response.status).toBe(200)
    expect(response.headers.get('location')).toBeNull()
    const text = await response.text()
    expect(text).toContain('id="denied"')
    expect(text).not.toMatch(/<(form|a|button)\b/)
  })

  test.each([
    ['grant', ALICE],
    ['allow', 'oNobody'],
  ])('an answer nobody can give (%s, %s) makes no code', async (answer, user) => {
    const response = await press(await sandbox(), answer, user)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('id="bad-form"')
  })

  test('the answer is held against the link anew: an account may have been banned meanwhile', async () => {
    const box = await sandbox()
    await box.control('account', { banned: true })
    expect(await (await press(box, 'allow')).text()).toContain('10004')
  })
})

describe('what the authorize page refuses', () => {
  const without = (name: keyof typeof FULL) => {
    const { [name]: _, ...rest } = FULL
    return rest
  }
  const page = async (box: Box, query: Record<string, string> | string, language?: string) => {
    const response = await open(box, query, language)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const text = await response.text()
    expect(text).toContain('id="error"')
    return text
  }

  test.each([
    [10010, without('scope')],
    [10010, { ...FULL, scope: '' }],
    [10011, without('redirect_uri')],
    [10012, without('appid')],
    [10012, { ...FULL, appid: '' }],
    [10013, without('state')],
    [10003, { ...FULL, redirect_uri: '/cb' }],
    [10003, { ...FULL, redirect_uri: 'javascript:alert(1)' }],
    [10003, { ...FULL, redirect_uri: 'http://' }],
    [10005, { ...FULL, scope: 'snsapi_login' }],
    [10015, { ...FULL, component_appid: 'wx1' }],
    [10016, { ...FULL, appid: 'wxaaaaaaaaaaaaaaaa' }],
    [10016, { ...FULL, appid: '__proto__' }],
  ])('%i: %j', async (code, query) => {
    const box = await sandbox()
    expect(await page(box, query)).toContain(`Error ${code}<`)
    expect(await page(box, query, 'zh')).toContain(`错误码：${code}<`)
  })

  test.each([
    [10003, { webDomains: ['www.example.com'] }],
    [10003, { webDomains: [] }],
    [10004, { banned: true }],
    [10005, { verified: false }],
  ])('%i: an account with %j', async (code, account) => {
    const box = await sandbox()
    await box.control('account', account)
    expect(await page(box, FULL)).toContain(`Error ${code}<`)
  })

  test('a registered domain is compared whole, without scheme, port and case', async () => {
    const box = await sandbox()
    await box.control('account', { webDomains: ['WWW.Example.com', '例子.中国'] })
    const status = async (redirect_uri: string) =>
      (await open(box, { ...FULL, scope: 'snsapi_base', redirect_uri })).status
    expect(await status('https://www.example.com:8443/a')).toBe(302)
    expect(await status('https://例子.中国/a')).toBe(302)
    expect(await status('https://example.com/')).toBe(200)
    expect(await status('https://www.example.com.evil.cn/')).toBe(200)
    await box.control('account', { webDomains: null })
    expect(await status('https://example.com/')).toBe(302)
  })

  test('10006: with a test account, who does not follow', async () => {
    const box = await sandbox()
    await box.control('account', { test: true })
    expect((await press(box, 'allow', ALICE)).status).toBe(303)
    expect(await (await press(box, 'allow', FRANK)).text()).toContain('10006')
    await box.control('account', { visitor: FRANK })
    expect(await page(box, { ...FULL, scope: 'snsapi_base' })).toContain('10006')
  })

  test('10009, or any other, by a fault, as often as it says', async () => {
    const box = await sandbox({ faults: [parseFault('oauth2/authorize=errcode:10009,1')] })
    expect(await page(box, FULL)).toContain('Error 10009<')
    expect(await (await open(box)).text()).toContain('id="allow"')
    expect(await box.send('/sandbox/calls')).toEqual({ '/connect/oauth2/authorize': 2 })
  })

  test('other faults strike the page as well', async () => {
    const box = await sandbox({
      faults: [parseFault('oauth2/authorize=status:502,1'), parseFault('authorize=drop,1')],
    })
    expect((await open(box)).status).toBe(502)
    await expect(open(box)).rejects.toThrow()
  })

  test.each([
    [{ state: 'x', ...without('state') }, 'not in the order'],
    [
      `${new URLSearchParams(FULL)}`.replace(encodeURIComponent(CALLBACK), 'http://a.cn/?b=1&c=2'),
      'URL-encoded',
    ],
    [{ ...FULL, redirect_uri: encodeURIComponent(CALLBACK) }, 'URL-encoded twice'],
    [{ ...FULL, response_type: 'token' }, 'response_type must be code'],
    [without('response_type'), 'response_type must be code'],
    [{ ...FULL, state: 'a-b' }, 'letters and digits'],
    [{ ...FULL, state: 'a'.repeat(129) }, 'letters and digits'],
  ])('%j: %s', async (query, hint) => {
    const text = await page(await sandbox(), query)
    expect(text).toContain(hint)
    expect(text).not.toContain('register the host')
  })
})

describe('codes', () => {
  test('are exchanged once: 40163, with a comma before the rid', async () => {
    const box = await sandbox()
    const code = await codeFor(box)
    expect(await exchange(box, code)).toHaveProperty('access_token')
    expect(await exchange(box, code)).toEqual({
      errcode: 40163,
      errmsg: expect.stringMatching(/^code been used, rid: [0-9a-f]{8}-/),
    })
  })

  test('live for five minutes: 42003', async () => {
    const box = await sandbox()
    const [first, second] = [await codeFor(box), await codeFor(box)]
    await box.control('clock', { advanceSeconds: 299 })
    expect(await exchange(box, first)).toHaveProperty('access_token')
    await box.control('clock', { advanceSeconds: 1 })
    expect(await exchange(box, second)).toMatchObject({ errcode: 42003 })
  })

  test("belong to one account: another one's is 40029", async () => {
    const box = await sandbox()
    await box.control('account', other)
    const code = await codeFor(box)
    expect(await exchange(box, code, other)).toMatchObject({ errcode: 40029 })
    expect(await exchange(box, code)).toHaveProperty('access_token')
  })

  test.each([
    [{ code: '' }, 41008],
    [{ code: 'made-up' }, 40029],
    [{ appid: '' }, 41002],
    [{ appid: 'wxaaaaaaaaaaaaaaaa' }, 40013],
    [{ secret: '' }, 41004],
    [{ secret: 'b'.repeat(32) }, 40125],
    [{ grant_type: 'client_credential' }, 40002],
  ])('%j: %i, and the code is not used up', async (query, errcode) => {
    const box = await sandbox()
    const code = await codeFor(box)
    expect(await exchange(box, code, query as Record<string, string>)).toMatchObject({ errcode })
    expect(await exchange(box, code)).toHaveProperty('access_token')
  })

  test('outlive the process where the state is kept', async () => {
    const file = join(temporaryDirectory(), 'sandbox.json')
    const code = await codeFor(await sandbox({ state: new FileState(file) }))
    const later = await sandbox({ state: new FileState(file) })
    expect(await exchange(later, code)).toHaveProperty('openid', ALICE)
    expect(await exchange(later, code)).toMatchObject({ errcode: 40163 })
  })
})

describe('tokens', () => {
  test('come with five keys, and with a unionid after snsapi_userinfo alone', async () => {
    const box = await sandbox()
    const full = await exchange(box, await codeFor(box, { user: BOB }))
    expect(full).toEqual({
      access_token: expect.stringMatching(/^\d+_[\w-]{64,}$/),
      expires_in: 7200,
      refresh_token: expect.stringMatching(/^\d+_[\w-]{64,}$/),
      openid: BOB,
      scope: 'snsapi_userinfo',
      unionid: expect.stringMatching(/^o[\w-]{27}$/),
    })
    const base = await exchange(box, await codeFor(box, { scope: 'snsapi_base' }))
    expect(Object.keys(base)).toEqual(['access_token', 'expires_in', 'refresh_token', 'openid', 'scope'])
    expect(base.openid).toBe(ALICE)
  })

  test('answers say that they are text', async () => {
    const { url } = await sandbox()
    for (const path of ['oauth2/access_token', 'oauth2/refresh_token', 'userinfo', 'auth'])
      expect((await fetch(`${url}/sns/${path}`)).headers.get('content-type')).toBe('text/plain')
  })

  test('tell who it is', async () => {
    const box = await sandbox()
    const token = await exchange(box, await codeFor(box))
    const user = await ask(box, 'userinfo', token)
    expect(user).toEqual({
      openid: ALICE,
      nickname: '小艾',
      sex: 0,
      language: '',
      city: '',
      province: '',
      country: '',
      headimgurl: `${box.url}/sandbox/avatar/${ALICE}`,
      privilege: [],
      unionid: token.unionid,
    })
    const picture = await fetch(String(user.headimgurl))
    expect(picture.headers.get('content-type')).toBe('image/svg+xml')
    expect(await picture.text()).toContain('>小</text>')
    expect((await fetch(`${box.url}/sandbox/avatar/oNobody`)).status).toBe(404)
  })

  test('of snsapi_base tell the openid alone: 48001', async () => {
    const box = await sandbox()
    const token = await exchange(box, await codeFor(box, { scope: 'snsapi_base' }))
    expect(await ask(box, 'userinfo', token)).toMatchObject({ errcode: 48001 })
    expect(await ask(box, 'auth', token)).toEqual({ errcode: 0, errmsg: 'ok' })
  })

  test('end after two hours, are renewed for thirty days, and then no more', async () => {
    const box = await sandbox()
    const token = await exchange(box, await codeFor(box))
    await box.control('clock', { advanceSeconds: 7199 })
    expect(await ask(box, 'auth', token)).toMatchObject({ errcode: 0 })
    await box.control('clock', { advanceSeconds: 1 })
    for (const path of ['auth', 'userinfo'])
      expect(await ask(box, path, token)).toMatchObject({ errcode: 42001 })
    const renewed = await refresh(box, token.refresh_token)
    const { unionid, ...five } = token
    expect(unionid).toEqual(expect.any(String))
    expect(renewed).toEqual({ ...five, access_token: expect.not.stringMatching(String(token.access_token)) })
    expect(await ask(box, 'userinfo', renewed)).toHaveProperty('nickname', '小艾')
    await box.control('clock', { advanceSeconds: 30 * 86_400 - 7200 })
    expect(await refresh(box, token.refresh_token)).toMatchObject({ errcode: 42002 })
  })

  test.each([
    [{ refresh_token: '' }, 41003],
    [{ refresh_token: '1_x' }, 40030],
    [{ appid: '' }, 41002],
    [{ appid: 'wxaaaaaaaaaaaaaaaa' }, 40013],
    [{ appid: other.appid }, 40030],
    [{ grant_type: 'authorization_code' }, 40002],
  ])('a refresh with %j: %i', async (query, errcode) => {
    const box = await sandbox()
    await box.control('account', other)
    const token = await exchange(box, await codeFor(box))
    expect(await refresh(box, token.refresh_token, query as Record<string, string>)).toMatchObject({
      errcode,
    })
  })

  test.each([
    [{ access_token: '' }, 41001],
    [{ access_token: 'x' }, 40001],
    [{ access_token: `95_${'x'.repeat(88)}` }, 40001],
    [{ openid: '' }, 41009],
    [{ openid: BOB }, 40003],
  ])('%j: %i', async (change, errcode) => {
    const box = await sandbox()
    const token = await exchange(box, await codeFor(box))
    for (const path of ['auth', 'userinfo'])
      expect(await ask(box, path, { ...token, ...change })).toMatchObject({ errcode })
  })

  test('are none of the API, nor the other way round', async () => {
    const box = await sandbox()
    const token = await exchange(box, await codeFor(box))
    expect(await box.send(`/cgi-bin/menu/get?access_token=${token.access_token}`)).toMatchObject({
      errcode: 40001,
    })
    expect(await ask(box, 'userinfo', { ...token, access_token: await box.token() })).toMatchObject({
      errcode: 40001,
    })
  })
})

describe('a snapshot page', () => {
  test.each([
    ['asked for by the user', (box: Box) => press(box, 'snapshot')],
    ['demanded by the link', (box: Box) => open(box, { ...FULL, forceSnapShot: 'true' })],
  ])('%s is opened by a virtual user', async (_, visit) => {
    const box = await sandbox()
    const token = await exchange(box, landed(await visit(box)).searchParams.get('code') ?? '')
    expect(token).toMatchObject({ is_snapshotuser: 1, openid: expect.stringMatching(/^oSandbox_snapshot/) })
    expect(token).not.toHaveProperty('unionid')
    const user = await ask(box, 'userinfo', token)
    expect(user).toMatchObject({ nickname: '微信用户', sex: 0 })
    expect(user).not.toHaveProperty('unionid')
    expect((await fetch(String(user.headimgurl))).status).toBe(200)
  })

  test('is_snapshotuser is in no other answer', async () => {
    const box = await sandbox()
    const response = await open(box, { ...FULL, scope: 'snsapi_base', forceSnapShot: 'true' })
    const code = landed(response).searchParams.get('code') ?? ''
    expect(await exchange(box, code)).not.toHaveProperty('is_snapshotuser')
  })
})

test('the visitor is who opens pages unasked, and who is chosen at first', async () => {
  const box = await sandbox()
  await box.control('account', { visitor: BOB })
  expect(await exchange(box, await codeFor(box, { scope: 'snsapi_base' }))).toHaveProperty('openid', BOB)
  expect(await (await open(box)).text()).toContain(`<option value="${BOB}" selected>`)
})

test.each([
  [{ webDomains: ['https://a.cn'] }, 'webDomains must hold host names'],
  [{ webDomains: ['a.cn:80'] }, 'webDomains must hold host names'],
  [{ webDomains: 'a.cn' }, 'webDomains must be a list'],
  [{ banned: 1 }, 'banned must be true or false'],
  [{ visitor: 'oNobody' }, 'no user oNobody'],
  [{ ...other, visitor: 'oNobody' }, 'no user oNobody'],
])('POST /sandbox/account %j is refused and changes nothing', async (body, reason) => {
  const { control, send } = await sandbox()
  const before = await send('/sandbox/state')
  expect(await control('account', body)).toEqual({ error: expect.stringContaining(reason) })
  expect(await send('/sandbox/state')).toEqual(before)
})

describe('which pages may lead there', () => {
  /** The status for a request with the headers of a browser, which fetch would not let us set. */
  const status = (box: Box, path: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: box.port, path, headers, method }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sent.on('error', reject)
      sent.end()
    })
  const path = `/connect/oauth2/authorize?${new URLSearchParams(FULL)}`

  test.each([
    [
      'GET',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      200,
    ],
    [
      'GET',
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      200,
    ],
    [
      'GET',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      403,
    ],
    ['GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, 403],
    ['GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }, 403],
    ['GET', { host: 'evil.example', 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' }, 403],
    [
      'POST',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      403,
    ],
  ])('%s %j: %i', async (method, headers, expected) => {
    expect(await status(await sandbox(), path, headers, method)).toBe(expected)
  })

  test('the form is taken from the page itself alone', async () => {
    const box = await sandbox()
    const from = (site: string, origin: string) =>
      status(
        box,
        '/sandbox/authorize',
        { 'sec-fetch-site': site, 'sec-fetch-dest': 'document', origin },
        'POST',
      )
    expect(await from('cross-site', 'https://evil.example')).toBe(403)
    expect(await from('same-site', 'http://127.0.0.1:1')).toBe(403)
    expect(await from('same-origin', 'null')).toBe(403)
    expect(await from('same-origin', box.url)).toBe(200)
  })

  test('nothing else of the sandbox is open to links', async () => {
    const box = await sandbox()
    const link = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    }
    for (const closed of ['/sandbox/state', '/sns/userinfo', '/cgi-bin/token', '/connect/oauth2/authorize/x'])
      expect([closed, await status(box, closed, link)]).toEqual([closed, 403])
  })

  test('pictures may be shown elsewhere', async () => {
    const box = await sandbox()
    const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }
    expect(await status(box, `/sandbox/avatar/${ALICE}`, image)).toBe(200)
    expect(await status(box, '/cgi-bin/showqrcode?ticket=x', image)).toBe(404)
    expect(await status(box, `/sandbox/avatar/${ALICE}`, { ...image, 'sec-fetch-dest': 'iframe' })).toBe(403)
  })
})
