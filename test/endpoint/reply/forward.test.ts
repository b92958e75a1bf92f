import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cipherOf, sealReply } from '../../../src/wechat/callback/callback'
import { configIn, forwarding, nobody, TOKEN, target, textPush, textReply } from './forward-world'

const seal = () => ({ timestamp: '1763913601', nonce: '42', random: randomBytes(16) })

function sealed(text: string, token = TOKEN): string {
  const cipher = cipherOf(configIn('safe'))
  if (!cipher) throw new Error('a safe configuration has a key')
  return sealReply(token, cipher, textReply(text), seal())
}

const xml = (response: ServerResponse, body: string) =>
  response.writeHead(200, { 'Content-Type': 'application/xml; charset=UTF-8' }).end(body)

const codes = (notes: readonly { readonly code: string }[]) => notes.map(({ code }) => code)

describe('a target that answers', () => {
  test('gets the query and the bytes of the push, and its bytes go back', async () => {
    const reply = `\n${textReply('你好')}\n<!-- as it is -->`
    const bot = await target((_, response) => xml(response, reply))
    const world = await forwarding(new URL('/wechat?shop=1', bot.url))
    const got = await world.push(textPush('a'))

    expect(got.text).toBe(reply)
    expect(got.headers).toMatchObject({ 'content-type': 'application/xml; charset=UTF-8' })
    const [{ request, body } = {}] = bot.requests
    expect(request?.method).toBe('POST')
    expect(request?.url).toBe(`/wechat?shop=1&${got.query}`)
    expect(request?.headers).toMatchObject({ 'content-type': 'text/xml', 'user-agent': 'Mozilla/4.0' })
    expect(body).toBe(got.body)
    expect(world.events[0]?.answer).toMatchObject({
      by: 'forward',
      text: reply,
      targetMs: expect.any(Number),
    })
    expect(world.notes()).toEqual([])
  })

  test('in safe mode gets it encrypted; what it says is shown decrypted', async () => {
    const reply = sealed('你好')
    const bot = await target((_, response) => xml(response, reply))
    const world = await forwarding(bot.url, 'safe')
    const got = await world.push(textPush('a'))
    expect(got.text).toBe(reply)
    expect(got.xml).toBe(textReply('你好'))
    expect(bot.requests[0]?.body).toBe(got.body)
    expect(bot.requests[0]?.body).toContain('<Encrypt>')
    expect(world.events[0]?.answer).toMatchObject({ by: 'forward', text: textReply('你好') })
    expect(world.notes()).toEqual([])
  })

  test.each([['success'], ['']])('with nothing to say (%j) is right', async (nothing) => {
    const bot = await target((_, response) => response.end(nothing))
    const world = await forwarding(bot.url, 'safe')
    expect(await world.push(textPush('a'))).toMatchObject({ status: 200, text: nothing })
    expect(world.events[0]?.answer).toMatchObject({ by: 'forward', text: nothing })
    expect(world.notes()).toEqual([])
  })

  test('never sees a retry', async () => {
    const bot = await target((_, response) => xml(response, textReply('once')))
    const world = await forwarding(bot.url)
    const texts = [await world.push(textPush('a')), await world.push(textPush('a'))].map(({ text }) => text)
    expect(texts).toEqual([textReply('once'), textReply('once')])
    expect(bot.requests).toHaveLength(1)
    expect(world.events.map(({ attempt }) => attempt)).toEqual([1, 2])
  })

  test('is called over one connection, one push after the other', async () => {
    const bot = await target((_, response) => response.end('success'))
    const world = await forwarding(bot.url)
    for (const content of ['a', 'b', 'c']) await world.push(textPush(content))
    expect(new Set(bot.requests.map(({ request }) => request.socket.remotePort)).size).toBe(1)
  })
})

describe('a target that answers wrongly: WeChat would get the same, and a note says what is wrong', () => {
  test.each<
    [
      what: string,
      mode: 'plain' | 'safe',
      answer: (response: ServerResponse) => void,
      status: number,
      notes: object[],
    ]
  >([
    [
      'an error',
      'plain',
      (r) => r.writeHead(500).end('oops'),
      500,
      [{ code: 'target-status', params: { status: 500 } }],
    ],
    [
      'a redirect, which is not followed, and told without its query',
      'plain',
      (r) => r.writeHead(301, { Location: '/wechat/?signature=abc' }).end(),
      301,
      [{ code: 'target-redirects', params: { status: 301, location: '/wechat/' } }],
    ],
    [
      'a page',
      'plain',
      (r) => r.end('<!DOCTYPE html><title>hi</title>'),
      200,
      [{ code: 'target-html', params: expect.anything() }],
    ],
    ['JSON', 'plain', (r) => r.end('{"ok":1}'), 200, [{ code: 'reply-json', params: expect.anything() }]],
    [
      'bytes that are no text',
      'plain',
      (r) => r.end(Buffer.from([0xff, 0xfe])),
      200,
      [{ code: 'target-not-utf8', params: {} }],
    ],
    [
      'a wrong signature',
      'safe',
      (r) => r.end(sealed('a', 'another')),
      200,
      [{ code: 'target-reply-badly-signed', params: {} }],
    ],
    [
      'no encryption in safe mode',
      'safe',
      (r) => r.end(textReply('a')),
      200,
      [{ code: 'target-reply-not-encrypted', params: {} }],
    ],
    [
      'what no key opens',
      'safe',
      (r) => r.end(sealed('a').replace(/(?<=<Encrypt><!\[CDATA\[).*?(?=\]\])/, 'AAAA')),
      200,
      [
        { code: 'target-reply-badly-signed', params: {} },
        { code: 'target-reply-unreadable', params: expect.anything() },
      ],
    ],
    [
      'encryption in plain mode',
      'plain',
      (r) => r.end(sealed('a')),
      200,
      [{ code: 'target-reply-encrypted', params: {} }],
    ],
    [
      'a reply to somebody else',
      'plain',
      (r) => r.end(textReply('a').replace('oAlice', 'oBob')),
      200,
      [{ code: 'reply-to-wrong', params: expect.anything() }],
    ],
  ])('%s', async (_, mode, answer, status, notes) => {
    let sent = Buffer.alloc(0)
    const bot = await target((_, response) => {
      const end = response.end.bind(response)
      response.end = ((body?: string | Buffer) => {
        sent = Buffer.from(body ?? '')
        return end(body)
      }) as typeof response.end
      answer(response)
    })
    const world = await forwarding(bot.url, mode)
    const got = await world.push(textPush('a'))
    expect(got.status).toBe(status)
    expect(got.text).toBe(sent.toString())
    expect(world.events[0]?.answer.by).toBe('forward')
    expect(world.notes()).toMatchObject(notes)
  })

  test('a page that shows the address it was called with: the signature is not shown', async () => {
    const bot = await target((request, response) => response.writeHead(404).end(`Cannot POST ${request.url}`))
    const world = await forwarding(bot.url)
    const { query, text } = await world.push(textPush('a'))
    const signature = new URLSearchParams(query).get('signature') ?? ''
    expect(signature).toMatch(/^[0-9a-f]{40}$/)
    expect(text).toContain(signature)
    expect(world.events[0]?.answer.text).toContain('Cannot POST /?signature=…&timestamp=')
    expect(JSON.stringify(world.events[0]?.answer.text)).not.toContain(signature)
  })
})

describe('a target that does not answer: WeChat gets success, a note says why, and the next push is answered', () => {
  const good = async (world: Awaited<ReturnType<typeof forwarding>>) => {
    expect((await world.push(textPush('good'))).text).toBe('success')
    expect(world.events).toHaveLength(2)
  }

  test.each(['099', '000'])('with the status %s, which nobody can send on', async (status) => {
    const bot = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () =>
        socket.write(`HTTP/1.1 ${status} Odd\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi`),
      )
    })
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void bot.close())
    const { port } = bot.address() as AddressInfo
    const world = await forwarding(new URL(`http://127.0.0.1:${port}/`))
    expect(await world.push(textPush('a'))).toMatchObject({ status: 200, text: 'success' })
    expect(world.notes()).toMatchObject([
      { code: 'target-status', params: { status: Number(status) }, replaced: true },
    ])
    await good(world)
  })

  test('speaking another protocol (101)', async () => {
    const bot = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
      )
    })
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void bot.close())
    const { port } = bot.address() as AddressInfo
    const world = await forwarding(new URL(`http://127.0.0.1:${port}/`))
    expect((await world.push(textPush('a'))).text).toBe('success')
    expect(world.notes()).toMatchObject([
      {
        code: 'target-unreachable',
        params: { reason: 'http-parse', detail: 'HPE_UPGRADE' },
        cause: 'not-http',
      },
    ])
  })

  test('down', async () => {
    const world = await forwarding(await nobody())
    expect((await world.push(textPush('a'))).text).toBe('success')
    expect(world.events[0]?.answer.by).toBe('none')
    expect(world.notes()).toMatchObject([
      { code: 'target-unreachable', params: { reason: 'refused', detail: 'ECONNREFUSED' }, cause: 'refused' },
    ])
    await good(world)
  })

  test('hanging up in the middle of its answer', async () => {
    const bot = await target((_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('<xml>')
      setTimeout(() => response.destroy(), 20)
    })
    const world = await forwarding(bot.url)
    expect((await world.push(textPush('a'))).text).toBe('success')
    expect(world.notes()).toMatchObject([{ code: 'target-unreachable', params: { reason: 'dropped' } }])
    await good(world)
  })

  test('sending 100 MB: no more than a megabyte is read', async () => {
    let isCut = false
    let written = 0
    const bot = await target((_, response) => {
      if (isCut) return void response.end('success')
      const part = Buffer.alloc(64 * 1024, 'a')
      response.on('close', () => {
        isCut = true
      })
      const more = (): void => {
        while (!isCut && written < 100 * 1024 * 1024) {
          written += part.length
          if (!response.write(part)) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    })
    const world = await forwarding(bot.url)
    expect((await world.push(textPush('a'))).text).toBe('success')
    expect(codes(world.notes())).toEqual(['target-too-large'])
    await expect.poll(() => isCut).toBe(true)
    expect(written).toBeLessThan(50 * 1024 * 1024)
    await good(world)
  })

  test('slow: success goes out in time, and what it says in the end is told with its time', async () => {
    let release = () => {}
    const bot = await target((_, response) => {
      release = () => void xml(response, textReply('at last'))
    })
    const world = await forwarding(bot.url, 'plain', { softMs: 100 })
    expect((await world.push(textPush('a'))).text).toBe('success')
    expect(world.events[0]?.answer.by).toBe('late')
    expect(world.notes()).toMatchObject([{ code: 'target-slow', params: { seconds: 0.1 }, cause: 'timeout' }])
    expect(world.late).toEqual([])

    release()
    const { delivery, answer } = await world.firstLate
    expect(delivery.push.type).toBe('text')
    expect(answer).toMatchObject({ by: 'forward', text: textReply('at last'), targetMs: expect.any(Number) })
    expect(codes(answer.notes ?? [])).toEqual(['target-late'])
    expect(answer.targetMs).toBeGreaterThanOrEqual(90)
    await good(world)
  })

  test('never: it is not waited for for ever', async () => {
    const bot = await target(() => {})
    const world = await forwarding(bot.url, 'plain', { softMs: 50, hardMs: 150 })
    expect((await world.push(textPush('a'))).text).toBe('success')
    const { answer } = await world.firstLate
    expect(answer).toMatchObject({
      by: 'none',
      notes: [{ code: 'target-unreachable', params: { reason: 'timeout' } }],
    })
    await good(world)
  })

  test('slow with more pushes than it may be busy with: the others do not wait', async () => {
    const bot = await target(() => {})
    const world = await forwarding(bot.url, 'plain', { softMs: 50, most: 2 })
    for (const content of ['a', 'b', 'c']) await world.push(textPush(content))
    expect(world.events.map(({ notes }) => codes(notes))).toEqual([
      ['target-slow'],
      ['target-slow'],
      ['target-busy'],
    ])
    expect(bot.requests).toHaveLength(2)
  })

  test('slow when the endpoint stops: it stops', async () => {
    const bot = await target(() => {})
    const world = await forwarding(bot.url)
    const pushed = world.push(textPush('a'))
    await expect.poll(() => bot.requests.length).toBe(1)
    await world.endpoint.close()
    expect((await pushed).text).toBe('success')
    expect(world.late).toEqual([])
  })
})
