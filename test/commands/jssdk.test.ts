import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { world } from './menu/world'

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')

describe('jssdk sign', () => {
  test('prints what wx.config takes, signed with the ticket of the account', async () => {
    const { run } = await world()
    const { code, stdout, stderr } = await run(['jssdk', 'sign', 'https://example.com/a?b=1#route'])
    expect(code, stderr).toBe(0)
    const config = JSON.parse(stdout)
    expect(Object.keys(config)).toEqual(['appId', 'timestamp', 'nonceStr', 'signature'])
    const ticket = (await run(['jssdk', 'ticket'])).stdout.trim()
    const signed = `jsapi_ticket=${ticket}&noncestr=${config.nonceStr}&timestamp=${config.timestamp}&url=https://example.com/a?b=1`
    expect(config.signature).toBe(sha1(signed))
    expect(stderr).toContain('What follows # is not signed: https://example.com/a?b=1')
    expect(stderr).toContain('JS-SDK domain to register (JS接口安全域名): example.com')
    expect(stderr).not.toContain(ticket)
  })

  test('signs the address in the form in which a browser shows it', async () => {
    const { run } = await world()
    const { stdout } = await run(['jssdk', 'sign', 'https://EXAMPLE.com/页?q=中 文', '--json'])
    expect(JSON.parse(stdout).url).toBe('https://example.com/%E9%A1%B5?q=%E4%B8%AD%20%E6%96%87')
  })

  test.each(['example.com/page', 'ftp://example.com/', 'https://user:pw@example.com/', ''])(
    'refuses %s',
    async (address) => {
      const { run } = await world()
      const { code, stdout, stderr } = await run(['jssdk', 'sign', address])
      expect([code, stdout]).toEqual([65, ''])
      expect(stderr).toContain('https://HOST/PATH')
    },
  )
})

describe('jssdk ticket', () => {
  test('many at once make one call, and later ones none', async () => {
    const { run, calls } = await world()
    await run(['token'])
    await calls()
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => run(['jssdk', 'ticket'])))
    expect(new Set(outcomes.map(({ stdout }) => stdout)).size).toBe(1)
    expect(await calls()).toEqual({ 'ticket/getticket': 1 })
    const again = await run(['jssdk', 'ticket', '--json'])
    expect(JSON.parse(again.stdout)).toMatchObject({ type: 'jsapi', cached: true })
    expect(await calls()).toEqual({})
  })

  test('the two types are kept apart, and apart from the token', async () => {
    const { run } = await world()
    const [jsapi, card, token] = [
      await run(['jssdk', 'ticket']),
      await run(['jssdk', 'ticket', '--type', 'wx_card']),
      await run(['token']),
    ].map(({ stdout }) => stdout)
    expect(new Set([jsapi, card, token]).size).toBe(3)
    expect((await run(['jssdk', 'ticket'])).stdout).toBe(jsapi)
  })

  test('is forgotten on request', async () => {
    const { run, calls } = await world()
    await run(['jssdk', 'ticket'])
    expect((await run(['jssdk', 'ticket', '--clear', '--json'])).stdout).toContain('"cleared": true')
    await calls()
    await run(['jssdk', 'ticket'])
    expect(await calls()).toEqual({ 'ticket/getticket': 1 })
    expect((await run(['jssdk', 'ticket', '--clear', '--lang', 'zh'])).stderr).toBe('已清除缓存的 ticket。\n')
    expect((await run(['jssdk', 'ticket', '--clear'])).stderr).toBe('No ticket was cached.\n')
  })

  test('is fetched with a fresh token where WeChat refuses the kept one', async () => {
    const { run, server, calls } = await world()
    await run(['token'])
    await server.post('/sandbox/expire', {})
    await calls()
    const { code } = await run(['jssdk', 'ticket'])
    expect(code).toBe(0)
    expect(await calls()).toEqual({ 'ticket/getticket': 2, stable_token: 1 })
  })
})

describe('jssdk demo', () => {
  test('serves a page and signs its own address alone', async () => {
    const { run, cwd } = await world()
    const stop = new AbortController()
    const running = run(['jssdk', 'demo', '--ready-file', 'ready.json', '--json'], { signal: stop.signal })
    const file = join(cwd, 'ready.json')
    await vi.waitFor(() => expect(existsSync(file)).toBe(true), 5000)
    const { url } = JSON.parse(readFileSync(file, 'utf8'))
    const page = await fetch(url)
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(await page.text()).toContain('JS-SDK demo')
    const config = async (address: string) => fetch(`${url}config?url=${encodeURIComponent(address)}`)
    const own = await config(`${url}?a=1`)
    expect(own.status).toBe(200)
    expect(await own.json()).toMatchObject({
      url: `${url}?a=1`,
      signature: expect.stringMatching(/^[0-9a-f]{40}$/),
    })
    const { port } = new URL(url)
    const others = [`http://127.0.0.1:${Number(port) + 1}/`, `${url}other`, url.replace('http', 'ftp')]
    for (const address of ['https://example.com/', 'https://mp.weixin.qq.com/', 'x', '', ...others])
      expect((await config(address)).status).toBe(403)
    expect((await fetch(`${url}page.js`)).headers.get('content-type')).toContain('javascript')
    expect((await fetch(`${url}../../etc/passwd`)).status).toBe(404)
    expect((await fetch(url, { method: 'POST' })).status).toBe(405)
    stop.abort('SIGINT')
    const { code, stdout } = await running
    expect(code).toBe(130)
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ type }) => type)).toEqual(['ready', 'signed', 'stopped'])
  })

  test('answers under no foreign name', async () => {
    const { run, cwd } = await world()
    const stop = new AbortController()
    const running = run(['jssdk', 'demo', '--ready-file', 'ready.json'], { signal: stop.signal })
    const file = join(cwd, 'ready.json')
    await vi.waitFor(() => expect(existsSync(file)).toBe(true), 5000)
    const { port } = JSON.parse(readFileSync(file, 'utf8'))
    const { request } = await import('node:http')
    const status = await new Promise((resolve, reject) =>
      request({ port, host: '127.0.0.1', headers: { host: 'evil.example' } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end(),
    )
    expect(status).toBe(403)
    stop.abort('SIGINT')
    await running
  })
})
