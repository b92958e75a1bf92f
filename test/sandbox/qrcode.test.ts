import { decode } from 'jpeg-js'
import { describe, expect, test } from 'vitest'
import { sealReply } from '../../src/wechat/callback/callback'
import { MessageCipher } from '../../src/wechat/callback/cipher'
import { callbackSignature } from '../../src/wechat/callback/signature'
import { SANDBOX_APPID, SANDBOX_ORIGINAL_ID } from '../../src/wechat/sandbox-account'
import { readXml, textOf } from '../../src/wechat/xml/read'
import { AES_KEY, endpoint, TOKEN } from './endpoint-under-test'
import { ALICE, BOB, FRANK, type Json, sandbox } from './support'

type Box = Awaited<ReturnType<typeof sandbox>>

const create = ({ api }: Box, body: unknown) => api('/cgi-bin/qrcode/create', body)
const withId = (scene_id: unknown, action_name = 'QR_SCENE', more: Json = {}) => ({
  action_name,
  action_info: { scene: { scene_id } },
  ...more,
})
const withText = (scene_str: unknown, action_name = 'QR_STR_SCENE', more: Json = {}) => ({
  action_name,
  action_info: { scene: { scene_str } },
  ...more,
})
const REPLY = '<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[欢迎]]></Content></xml>'

describe('POST /cgi-bin/qrcode/create', () => {
  test.each([withId(1), withId(4_294_967_295), withText('x'), withText('景'.repeat(64))])(
    'makes a temporary code of %j',
    async (body) => {
      const box = await sandbox()
      expect(await create(box, { ...body, expire_seconds: 2_592_000 })).toEqual({
        ticket: expect.stringMatching(/^gQ[\w+/]+={0,2}$/),
        expire_seconds: 2_592_000,
        url: expect.stringMatching(new RegExp(`^${box.url}/sandbox/q/\\w+$`)),
      })
    },
  )

  test('one without expire_seconds lives for a minute', async () => {
    expect(await create(await sandbox(), withId(1))).toHaveProperty('expire_seconds', 60)
  })

  test.each([
    withId(1, 'QR_LIMIT_SCENE'),
    withId(100_000, 'QR_LIMIT_SCENE'),
    withText('x', 'QR_LIMIT_STR_SCENE'),
  ])('makes a permanent code of %j, the same each time', async (body) => {
    const box = await sandbox()
    const made = await create(box, body)
    expect(Object.keys(made)).toEqual(['ticket', 'url'])
    expect(await create(box, body)).toEqual(made)
  })

  test.each([
    [40052, { ...withId(1), action_name: undefined }],
    [40052, withId(1, 'QR_CODE')],
    [40052, withId(1, 'constructor')],
    [40053, { action_name: 'QR_SCENE' }],
    [40053, { action_name: 'QR_SCENE', action_info: {} }],
    [40053, withId(0)],
    [40053, withId(4_294_967_296)],
    [40053, withId(100_001, 'QR_LIMIT_SCENE')],
    [40053, withText('x', 'QR_SCENE')],
    [40053, withId(1, 'QR_STR_SCENE')],
    [40053, withText('')],
    [40053, withText('x'.repeat(65))],
    [47001, withId('one')],
    [47001, withText(1)],
    [40097, withId(1, 'QR_SCENE', { expire_seconds: 0 })],
    [40097, withId(1, 'QR_SCENE', { expire_seconds: 2_592_001 })],
  ])('%i: %j', async (errcode, body) => {
    expect(await create(await sandbox(), body)).toMatchObject({ errcode })
  })

  test('45029: an account has a hundred thousand permanent codes, and any number of others', async () => {
    const box = await sandbox()
    await box.control('account', { permanentQrcodes: 99_999 })
    expect(await create(box, withId(1, 'QR_LIMIT_SCENE'))).toHaveProperty('ticket')
    expect(await create(box, withId(2, 'QR_LIMIT_SCENE'))).toMatchObject({ errcode: 45029 })
    expect(await create(box, withId(1, 'QR_LIMIT_SCENE'))).toHaveProperty('ticket')
    expect(await create(box, withId(2))).toHaveProperty('ticket')
  })

  test('48001: not for an account that is not verified', async () => {
    const box = await sandbox()
    await box.control('account', { verified: false })
    expect(await create(box, withId(1))).toMatchObject({ errcode: 48001 })
  })
})

describe('GET /cgi-bin/showqrcode', () => {
  const show = ({ url }: Box, ticket: string) =>
    fetch(`${url}/cgi-bin/showqrcode?${new URLSearchParams({ ticket })}`)

  test('is a picture, without a token', async () => {
    const box = await sandbox()
    const { ticket } = await create(box, withId(1))
    const response = await show(box, String(ticket))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/jpg')
    const { width, height, data } = decode(Buffer.from(await response.arrayBuffer()), { useTArray: true })
    expect([width, height]).toEqual([430, 430])
    const dark = data.filter((value, at) => at % 4 === 0 && value < 64).length / (430 * 430)
    expect(dark).toBeGreaterThan(0.2)
    expect(dark).toBeLessThan(0.6)
    expect(data[0]).toBeGreaterThan(192) // quiet around it
  })

  test.each(['', 'x', 'gQ'])('404 for the ticket "%s"', async (ticket) => {
    expect((await show(await sandbox(), ticket)).status).toBe(404)
  })
})

describe('scanning', () => {
  /** A box with an endpoint and a code. */
  async function world(
    onPush?: Parameters<typeof endpoint>[0],
    setting: Json = {},
    body: object = withText('shop-景'),
  ) {
    const [box, target] = [await sandbox(), await endpoint(onPush)]
    await box.control('callback', { url: target.url, token: TOKEN, ...setting })
    const made = await create(box, body)
    const ticket = String(made.ticket)
    const scan = (user?: string) => box.control('scan', { ticket, ...(user && { user }) })
    return { ...box, box, target, ticket, page: String(made.url), scan }
  }

  test('a follower: SCAN with the scene, signed, in plain', async () => {
    const { scan, target, ticket } = await world()
    const result = await scan(BOB)
    expect(result).toMatchObject({
      event: 'SCAN',
      eventKey: 'shop-景',
      openid: BOB,
      attempts: 1,
      status: 200,
      reply: null,
    })
    expect(result).not.toHaveProperty('problem')
    const [push, ...more] = target.pushes()
    expect(more).toEqual([])
    expect(push?.contentType).toBe('text/xml')
    const { signature, timestamp = '', nonce = '', openid } = Object.fromEntries(push?.query ?? [])
    expect(openid).toBe(BOB)
    expect(signature).toBe(callbackSignature(TOKEN, timestamp, nonce))
    expect(readXml(push?.body ?? '')).toEqual({
      ToUserName: SANDBOX_ORIGINAL_ID,
      FromUserName: BOB,
      CreateTime: String(Date.UTC(2026, 2, 1, 4) / 1000),
      MsgType: 'event',
      Event: 'SCAN',
      EventKey: 'shop-景',
      Ticket: ticket,
    })
    expect(push?.body).toBe(result.push)
  })

  test('somebody else: subscribe with qrscene_ before it, who follows from then on', async () => {
    const { scan, api, target } = await world(undefined, {}, withId(123))
    expect(await api(`/cgi-bin/user/info?openid=${FRANK}`)).toMatchObject({ subscribe: 0 })
    expect(await scan(FRANK)).toMatchObject({ event: 'subscribe', eventKey: 'qrscene_123' })
    expect(await api(`/cgi-bin/user/info?openid=${FRANK}`)).toMatchObject({
      subscribe: 1,
      subscribe_time: Date.UTC(2026, 2, 1, 4) / 1000,
      qr_scene: 123,
      qr_scene_str: '',
    })
    expect(await scan(FRANK)).toMatchObject({ event: 'SCAN', eventKey: '123' })
    expect(target.pushes().map(({ body }) => textOf(readXml(body), 'EventKey'))).toEqual([
      'qrscene_123',
      '123',
    ])
  })

  test('the visitor, where nobody is named', async () => {
    const { scan, control } = await world()
    expect(await scan()).toHaveProperty('openid', ALICE)
    await control('account', { visitor: BOB })
    expect(await scan()).toHaveProperty('openid', BOB)
  })

  test('in safe mode only what is encrypted goes out, and the encrypted reply is read', async () => {
    const cipher = new MessageCipher(AES_KEY, SANDBOX_APPID)
    const { scan, target } = await world(
      (_, response) =>
        response.end(
          sealReply(TOKEN, cipher, REPLY, { timestamp: '1', nonce: '2', random: Buffer.alloc(16) }),
        ),
      { mode: 'safe', aesKey: AES_KEY },
    )
    expect(await scan(BOB)).toMatchObject({ status: 200, reply: REPLY })
    const { query, body = '' } = target.pushes()[0] ?? {}
    expect(body).not.toContain('EventKey')
    const Encrypt = textOf(readXml(body), 'Encrypt')
    const { encrypt_type, msg_signature, timestamp = '', nonce = '' } = Object.fromEntries(query ?? [])
    expect(encrypt_type).toBe('aes')
    expect(msg_signature).toBe(callbackSignature(TOKEN, timestamp, nonce, Encrypt))
    const push = readXml(cipher.decrypt(Encrypt))
    expect([textOf(push, 'Event'), textOf(push, 'EventKey')]).toEqual(['SCAN', 'shop-景'])
  })

  test('a plain reply is shown', async () => {
    const { scan } = await world((_, response) => response.end(REPLY))
    expect(await scan()).toMatchObject({ reply: REPLY })
  })

  test.each([
    ['{"a":1}', {}, 'the answer is no reply'],
    [REPLY, { mode: 'safe', aesKey: AES_KEY }, 'not encrypted where it is safe'],
    ['<xml><Encrypt>x</Encrypt></xml>', { mode: 'compat', aesKey: AES_KEY }, 'MsgSignature is wrong'],
    ['<xml><Encrypt>x</Encrypt></xml>', {}, 'encrypted where the mode is plain'],
  ])('the answer %s with %j is no reply', async (answer, setting, problem) => {
    const { scan } = await world((_, response) => response.end(answer), setting)
    expect(await scan()).toMatchObject({
      status: 200,
      reply: null,
      problem: expect.stringContaining(problem),
    })
  })

  test('an endpoint that fails is asked three times, signed anew each time', async () => {
    const { scan, target } = await world((_, response) => response.writeHead(500).end())
    expect(await scan()).toMatchObject({ attempts: 3, status: 500, reply: null, problem: 'HTTP 500' })
    expect(new Set(target.pushes().map(({ query }) => query.get('nonce'))).size).toBe(3)
    expect(new Set(target.pushes().map(({ body }) => body)).size).toBe(1)
  })

  test('the second attempt may succeed', async () => {
    let calls = 0
    const { scan } = await world((_, response) => {
      if (calls++ === 0) response.destroy()
      else response.end(REPLY)
    })
    expect(await scan()).toMatchObject({ attempts: 2, status: 200, reply: REPLY })
  })

  test('a server that closes waits for no endpoint', async () => {
    const arrived: (() => void)[] = []
    const first = new Promise<void>((resolve) => arrived.push(resolve))
    const { scan, box, target } = await world(() => arrived[0]?.())
    const scanning = scan().catch(() => 'cut')
    await first
    await box.close()
    await scanning
    expect(target.pushes()).toHaveLength(1)
  })

  test('without an endpoint the user follows all the same, and it says that nobody heard of it', async () => {
    const box = await sandbox()
    const { ticket } = await create(box, withId(1))
    expect(await box.control('scan', { ticket, user: FRANK })).toMatchObject({
      event: 'subscribe',
      attempts: 0,
      status: null,
      reply: null,
      problem: 'no endpoint is configured',
    })
    expect(await box.api(`/cgi-bin/user/info?openid=${FRANK}`)).toMatchObject({ subscribe: 1 })
  })

  test('a code that has expired is refused, and nobody follows', async () => {
    const { scan, control, api, target, page } = await world()
    await control('clock', { advanceSeconds: 60 })
    expect(await scan(FRANK)).toEqual({ error: 'the QR code has expired' })
    expect(target.pushes()).toEqual([])
    expect(await api(`/cgi-bin/user/info?openid=${FRANK}`)).toMatchObject({ subscribe: 0 })
    for (const init of [{}, { method: 'POST' }]) {
      const response = await fetch(page, init)
      expect(response.status).toBe(410)
      expect(await response.text()).toContain('id="expired"')
    }
  })

  test.each([
    [{ ticket: 'x' }, 'there is no such QR code'],
    [{}, 'there is no such QR code'],
    [{ user: 'oNobody' }, 'no user oNobody'],
    [{ openid: ALICE }, 'unknown key openid'],
  ])('%j is refused', async (change, reason) => {
    const box = await sandbox()
    const { ticket } = await create(box, withId(1))
    const body = 'user' in change ? { ticket, ...change } : change
    expect(await box.control('scan', body)).toEqual({
      error: reason.startsWith('unknown') ? expect.stringContaining(reason) : reason,
    })
  })

  describe('in a browser', () => {
    const EVIL = '"><script>alert(1)</script>'

    test('the address in the code is a page with a button, which scans', async () => {
      const { page, target } = await world((_, response) => response.end(REPLY), {}, withText(EVIL))
      const response = await fetch(page, { headers: { 'accept-language': 'zh-CN' } })
      const shown = await response.text()
      expect(shown).toMatch(/<button id="scan"[^>]*>扫描</)
      expect(shown).toContain(`<option value="${ALICE}" selected>`)
      expect(shown).toContain(target.url)
      expect(response.headers.get('content-security-policy')).toContain("form-action 'self'")

      const done = await fetch(page, { method: 'POST', body: new URLSearchParams({ user: FRANK }) })
      const result = await done.text()
      expect(result).toContain('<span id="event">subscribe</span>')
      expect(result).toContain('<span id="status">HTTP 200</span>')
      expect(result).toContain('欢迎')
      for (const text of [shown, result]) expect(text).not.toContain('<script')
      expect(target.pushes()).toHaveLength(1)
    })

    test('an unknown one is 404, for both', async () => {
      const { url } = await sandbox()
      for (const method of ['GET', 'POST']) {
        const response = await fetch(`${url}/sandbox/q/nothing`, { method })
        expect(response.status).toBe(404)
        expect(await response.text()).toContain('id="gone"')
      }
    })

    test('nobody scans as a user that does not exist', async () => {
      const { page, target } = await world()
      const response = await fetch(page, { method: 'POST', body: new URLSearchParams({ user: 'oNobody' }) })
      expect(response.status).toBe(400)
      expect(target.pushes()).toEqual([])
    })
  })
})
