import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FileState } from '../../src/sandbox/store'
import { SANDBOX_APPID } from '../../src/wechat/sandbox-account'
import { temporaryDirectory } from '../support/run'
import { AES_KEY, endpoint, TOKEN } from './endpoint-under-test'
import { sandbox } from './support'

// @module-tag slow

describe('POST /sandbox/callback', () => {
  test('shakes hands as WeChat does, and keeps what passed without showing its secrets', async () => {
    const { url, heard } = await endpoint()
    const { control, send } = await sandbox()
    const set = await control('callback', {
      url: `${url}?app=1`,
      token: TOKEN,
      mode: 'safe',
      aesKey: AES_KEY,
    })
    expect(set).toEqual({ ok: true, ms: expect.any(Number) })
    const query = Object.fromEntries(heard[0]?.query ?? [])
    expect(Object.keys(query)).toEqual(['app', 'signature', 'echostr', 'timestamp', 'nonce'])
    expect(query.timestamp).toBe(String(Date.UTC(2026, 2, 1, 4) / 1000))
    const signed = [TOKEN, query.timestamp, query.nonce].sort().join('')
    expect(query.signature).toBe(createHash('sha1').update(signed).digest('hex'))
    const callback = { url: `${url}?app=1`, mode: 'safe' }
    expect(await send('/sandbox/callback')).toEqual({ appid: SANDBOX_APPID, callback })
    const state = await send('/sandbox/state')
    expect(state).toMatchObject({ accounts: [{ callback }] })
    for (const secret of [TOKEN, AES_KEY]) expect(JSON.stringify(state)).not.toContain(secret)
  })

  test('without a mode it is plain', async () => {
    const { url } = await endpoint()
    const { control, send } = await sandbox()
    await control('callback', { url, token: TOKEN })
    expect(await send('/sandbox/callback')).toMatchObject({ callback: { mode: 'plain' } })
  })

  test('DELETE removes it', async () => {
    const box = await sandbox()
    await box.control('callback', { url: (await endpoint()).url, token: TOKEN })
    await fetch(`${box.url}/sandbox/callback`, { method: 'DELETE' })
    expect(await box.send('/sandbox/callback')).toMatchObject({ callback: null })
  })

  test('belongs to one account', async () => {
    const { control, send } = await sandbox()
    const appid = 'wx00000000000000aa'
    await control('account', { appid, secret: 'a'.repeat(32) })
    await control('callback', { appid, url: (await endpoint()).url, token: TOKEN })
    expect(await send('/sandbox/callback')).toMatchObject({ callback: null })
    expect(await send(`/sandbox/callback?appid=${appid}`)).toMatchObject({
      appid,
      callback: { mode: 'plain' },
    })
  })

  test('is kept with the state', async () => {
    const { url } = await endpoint()
    const file = join(temporaryDirectory(), 'sandbox.json')
    const first = await sandbox({ state: new FileState(file) })
    await first.control('callback', { url, token: TOKEN })
    const second = await sandbox({ state: new FileState(file) })
    expect(await second.send('/sandbox/callback')).toMatchObject({ callback: { url } })
  })

  test.each([
    ['an echo in quotes', 200, (echo: string) => `"${echo}"`, 'answered more than echostr'],
    ['an echo and a line break', 200, (echo: string) => `${echo}\n`, 'answered more than echostr'],
    ['nothing', 200, () => '', 'answered nothing in place of echostr'],
    ['something else', 200, () => 'signature error', 'answered "signature error" in place of echostr'],
    ['an error', 403, (echo: string) => echo, 'answered HTTP 403'],
    ['a redirect', 302, (echo: string) => echo, 'answered HTTP 302'],
  ])('%s is refused, and what was there stays', async (_, status, answer, reason) => {
    const good = await endpoint()
    const bad = await endpoint(undefined, ({ query }, response) => {
      response.writeHead(status, { location: good.url }).end(answer(query.get('echostr') ?? ''))
    })
    const box = await sandbox()
    await box.control('callback', { url: good.url, token: TOKEN })
    const refused = await fetch(`${box.url}/sandbox/callback`, {
      method: 'POST',
      body: JSON.stringify({ url: bad.url, token: TOKEN }),
    })
    expect(refused.status).toBe(400)
    const { error } = (await refused.json()) as { error: string }
    expect(error).toMatch(/^token check fail \(-106\): /)
    expect(error).toContain(reason)
    expect(await box.send('/sandbox/callback')).toMatchObject({ callback: { url: good.url } })
  })

  test.each([
    ['nobody listens', () => Promise.resolve('http://127.0.0.1:9/'), 'ECONNREFUSED'],
    [
      'the connection is cut',
      async () => (await endpoint(undefined, (_, response) => response.destroy())).url,
      'did not answer: ECONNRESET',
    ],
    [
      'the answer is cut in its middle',
      async () =>
        (
          await endpoint(undefined, (_, response) => {
            response.writeHead(200, { 'content-length': 100 })
            response.write('12', () => response.destroy())
          })
        ).url,
      'did not answer: ECONNRESET',
    ],
    [
      'the answer has no end',
      async () =>
        (await endpoint(undefined, (_, response) => void response.end('x'.repeat(1024 * 1024 + 1)))).url,
      'did not answer: the answer is larger than a megabyte',
    ],
  ])('where %s it says so', async (_, address, reason) => {
    const { control } = await sandbox()
    expect(await control('callback', { url: await address(), token: TOKEN })).toEqual({
      error: expect.stringContaining(reason),
    })
  })

  test('an endpoint that does not answer is waited for no longer than five seconds', {
    timeout: 20_000,
  }, async () => {
    const { url } = await endpoint(undefined, () => undefined)
    const { control } = await sandbox()
    expect(await control('callback', { url, token: TOKEN })).toEqual({
      error: expect.stringContaining('no answer within 5 seconds'),
    })
  })

  test.each([
    [{ token: TOKEN }, 'url must be'],
    [{ url: 'ftp://a.cn/', token: TOKEN }, 'url must be'],
    [{ url: 'http://127.0.0.1:9/' }, 'token must be'],
    [{ url: 'http://127.0.0.1:9/', token: 'a b' }, 'token must be'],
    [{ url: 'http://127.0.0.1:9/', token: TOKEN, mode: 'aes' }, 'mode must be one of plain, compat, safe'],
    [{ url: 'http://127.0.0.1:9/', token: TOKEN, mode: 'safe' }, 'mode safe needs aesKey'],
    [{ url: 'http://127.0.0.1:9/', token: TOKEN, mode: 'safe', aesKey: 'x' }, 'aesKey must be'],
    [{ url: 'http://127.0.0.1:9/', token: TOKEN, appid: 'wx1' }, 'no account wx1'],
    [{ url: 'http://127.0.0.1:9/', tokn: TOKEN }, 'unknown key tokn'],
  ])('%j is refused before anything is sent', async (body, reason) => {
    const { control } = await sandbox()
    expect(await control('callback', body)).toEqual({ error: expect.stringContaining(reason) })
  })
})

test('callback/check tells the network to the endpoint, once there is one', async () => {
  const { api, control } = await sandbox()
  const check = (action: string) => api('/cgi-bin/callback/check', { action, check_operator: 'CAP' })
  expect(await check('all')).toMatchObject({ errcode: 40201 })
  await control('callback', { url: (await endpoint()).url, token: TOKEN })
  const dns = [{ ip: '127.0.0.1', real_operator: 'DEFAULT' }]
  const time = expect.stringMatching(/^\d+ms$/)
  const ping = [{ ip: '127.0.0.1', from_operator: 'CAP', package_loss: '0%', time }]
  expect(await check('all')).toEqual({ dns, ping })
  expect(await check('dns')).toEqual({ dns })
  expect(await check('ping')).toEqual({ ping })
})
