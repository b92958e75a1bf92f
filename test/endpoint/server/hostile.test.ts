import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { recorder } from '../../../src/endpoint/push/record'
import { MessageCipher } from '../../../src/wechat/callback/cipher'
import { callbackSignature } from '../../../src/wechat/callback/signature'
import { writeXml } from '../../../src/wechat/xml/write'
import { temporaryDirectory } from '../../support/run'
import { config, endpoint, query, sealed, textPush } from '../endpoint-world'

// @module-tag slow

type World = Awaited<ReturnType<typeof endpoint>>

interface Case {
  readonly name: string
  readonly status: number
  /** What is told: a reason of a refusal, or of an accepted push the codes of its notes. */
  readonly told: string | readonly string[]
  readonly send: (world: World) => Promise<number>
  readonly mode?: 'plain' | 'safe'
}

const post = (search: string, body: string | Buffer) => async (world: World) =>
  (await world.post(search, body)).status
const right = callbackSignature(config.token, '1714112445', '1')
const stamped = (seconds: number) => query({ timestamp: String(Math.floor(Date.now() / 1000) + seconds) })

const key = Buffer.from(`${config.aesKey}=`, 'base64')

/** A cipher text whose inside is chosen byte for byte. */
function encrypted(plain: Buffer): string {
  const { createCipheriv } = process.getBuiltinModule('node:crypto')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

/** A push in safe mode around any cipher text, signed rightly. */
function around(Encrypt: string, over: Readonly<Record<string, string>> = {}) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const msg_signature = callbackSignature(config.token, timestamp, '1', Encrypt)
  const search = query({ timestamp, nonce: '1', encrypt_type: 'aes', msg_signature, ...over })
  return post(search, writeXml({ ToUserName: 'gh_1', Encrypt }))
}

const inside = (length: number, message: Buffer, appid = config.appid ?? '', pad = 0) => {
  const head = Buffer.alloc(20)
  head.writeUInt32BE(length, 16)
  const bare = Buffer.concat([head, message, Buffer.from(appid)])
  const missing = 32 - (bare.length % 32)
  return Buffer.concat([bare, Buffer.alloc(missing, pad || missing)])
}
const message = Buffer.from(textPush())
const nested = (depth: number) => `<xml>${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</xml>`
const bomb = `<!DOCTYPE xml [<!ENTITY a "${'x'.repeat(1000)}">${[...'bcdefgh'].map((name, at) => `<!ENTITY ${name} "${`&${'abcdefg'[at]};`.repeat(10)}">`).join('')}]><xml><MsgType>&h;</MsgType></xml>`

/** The status of an answer that came over a bare socket. */
async function rawStatus(world: World, bytes: string | Buffer): Promise<number> {
  const answer = await world.raw(bytes).answered
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)
}

const cases: readonly Case[] = [
  {
    name: 'a wrong signature',
    status: 401,
    told: 'signature-wrong',
    send: post(query({ signature: '0'.repeat(40) }), textPush()),
  },
  {
    name: 'no signature',
    status: 400,
    told: 'signature-missing',
    send: post('timestamp=1&nonce=1', textPush()),
  },
  { name: 'no query at all', status: 400, told: 'signature-missing', send: post('', textPush()) },
  {
    name: 'a signature given twice',
    status: 400,
    told: 'signature-twice',
    send: post(`${query()}&signature=${right}`, textPush()),
  },
  {
    name: 'a nonce given twice',
    status: 400,
    told: 'signature-twice',
    send: post(`${query()}&nonce=2`, textPush()),
  },
  {
    name: 'a signature in upper case',
    status: 401,
    told: 'signature-case',
    send: post(query({ signature: right.toUpperCase(), timestamp: '1714112445', nonce: '1' }), textPush()),
  },
  {
    name: 'a signature that is not ASCII',
    status: 401,
    told: 'signature-wrong',
    send: post(query({ signature: '签名'.repeat(20) }), textPush()),
  },
  {
    name: 'a signature of bytes that are no UTF-8',
    status: 401,
    told: 'signature-wrong',
    send: post(`signature=${'%ff'.repeat(40)}&timestamp=1&nonce=1`, textPush()),
  },
  {
    name: 'a nonce of a megabyte',
    status: 431,
    told: 'head-too-large',
    send: (world) =>
      rawStatus(world, `POST /?${query({ nonce: 'x'.repeat(1_000_000) })} HTTP/1.1\r\nHost: a\r\n\r\n`),
  },
  {
    name: 'a timestamp of last year',
    status: 200,
    told: ['timestamp-old'],
    send: post(stamped(-31_536_000), textPush()),
  },
  {
    name: 'a timestamp of tomorrow',
    status: 200,
    told: ['timestamp-ahead'],
    send: post(stamped(86_400), textPush()),
  },
  {
    name: 'a timestamp that is no number',
    status: 401,
    told: 'timestamp-malformed',
    send: post(query({ timestamp: 'now' }), textPush()),
  },
  { name: 'an empty body', status: 400, told: 'body-empty', send: post(query(), '') },
  { name: 'a body of spaces', status: 400, told: 'body-empty', send: post(query(), ' \n ') },
  {
    name: 'a body of 10 MB',
    status: 413,
    told: 'body-too-large',
    send: (world) =>
      rawStatus(
        world,
        `POST /?${query()} HTTP/1.1\r\nHost: a\r\nContent-Length: 10485760\r\n\r\n${'x'.repeat(10_485_760)}`,
      ),
  },
  {
    name: 'a body of 10 MB that asks first',
    status: 413,
    told: 'body-too-large',
    send: (world) =>
      rawStatus(
        world,
        `POST /?${query()} HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 10485760\r\n\r\n`,
      ),
  },
  {
    name: 'a body of 10 MB in chunks',
    status: 413,
    told: 'body-too-large',
    send: (world) =>
      rawStatus(
        world,
        Buffer.from(
          `POST /?${query()} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${`10000\r\n${'x'.repeat(65_536)}\r\n`.repeat(160)}0\r\n\r\n`,
        ),
      ),
  },
  { name: 'JSON', status: 400, told: 'xml', send: post(query(), '{"MsgType":"text"}') },
  { name: 'plain text', status: 400, told: 'xml', send: post(query(), 'MsgType=text') },
  {
    name: 'HTML',
    status: 400,
    told: 'xml',
    send: post(query(), '<!doctype html><html><body>hi</body></html>'),
  },
  {
    name: 'a document that breaks off',
    status: 400,
    told: 'xml',
    send: post(query(), textPush().slice(0, -20)),
  },
  { name: 'elements nested 10,000 deep', status: 400, told: 'xml', send: post(query(), nested(10_000)) },
  {
    name: 'elements nested 300,000 deep',
    status: 400,
    told: 'xml',
    send: post(query(), `<xml>${'<a>'.repeat(300_000)}`),
  },
  { name: 'an entity bomb', status: 400, told: 'xml', send: post(query(), bomb) },
  {
    name: 'an external entity',
    status: 400,
    told: 'xml',
    send: post(
      query(),
      '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><MsgType>text</MsgType><Content>&f;</Content></xml>',
    ),
  },
  {
    name: 'an entity nobody has defined',
    status: 400,
    told: 'xml',
    send: post(query(), '<xml><MsgType>text</MsgType><Content>&f;</Content></xml>'),
  },
  {
    name: 'bytes that are no UTF-8',
    status: 400,
    told: 'not-utf8',
    send: post(query(), Buffer.from('<xml><MsgType>\xff\xfe</MsgType></xml>', 'latin1')),
  },
  {
    name: 'UTF-16',
    status: 400,
    told: 'not-utf8',
    send: post(query(), Buffer.from('\ufeff<xml/>', 'utf16le')),
  },
  {
    name: 'a document without MsgType',
    status: 400,
    told: 'not-a-push',
    send: post(query(), '<xml><a>1</a></xml>'),
  },
  {
    name: 'names of an object of JavaScript',
    status: 200,
    told: [],
    send: post(
      query(),
      '<xml><__proto__><x>1</x></__proto__><constructor>1</constructor><MsgType>text</MsgType><Content>a</Content></xml>',
    ),
  },
  {
    name: 'a type nobody knows',
    status: 200,
    told: [],
    send: post(query(), '<xml><MsgType>hologram</MsgType><FromUserName>o</FromUserName></xml>'),
  },
  { name: 'a byte order mark', status: 200, told: ['bom'], send: post(query(), `\ufeff${textPush()}`) },
  { name: 'base64 that breaks off', status: 400, told: 'cipher', send: around('+qdx1OKCy+5JPCBFW') },
  { name: 'what is no base64', status: 400, told: 'cipher', send: around('$$$$') },
  {
    name: 'a cipher text of no whole blocks',
    status: 400,
    told: 'cipher',
    send: around(Buffer.alloc(33).toString('base64')),
  },
  {
    name: 'a cipher text made with another key',
    status: 400,
    told: 'cipher',
    send: around(new MessageCipher('Z'.repeat(43), config.appid ?? '').encrypt(textPush(), Buffer.alloc(16))),
  },
  {
    name: 'the AppID of another account',
    status: 400,
    told: 'cipher',
    send: around(
      new MessageCipher(config.aesKey ?? '', 'wxffffffffffffffff').encrypt(textPush(), Buffer.alloc(16)),
    ),
  },
  {
    name: 'a padding of nothing',
    status: 400,
    told: 'cipher',
    send: around(encrypted(inside(message.length, message, config.appid, 255))),
  },
  {
    name: 'a padding whose bytes differ',
    status: 400,
    told: 'cipher',
    send: around(
      encrypted(Buffer.concat([inside(message.length, message).subarray(0, -2), Buffer.from([1, 9])])),
    ),
  },
  {
    name: 'a length longer than the text',
    status: 400,
    told: 'cipher',
    send: around(encrypted(inside(0x7fffffff, message))),
  },
  {
    name: 'a length of four billion',
    status: 400,
    told: 'cipher',
    send: around(encrypted(inside(0xffffffff, message))),
  },
  {
    name: 'an encrypted text that is no UTF-8',
    status: 400,
    told: 'cipher',
    send: around(encrypted(inside(4, Buffer.from([255, 254, 253, 252])))),
  },
  {
    name: 'an encrypted text that is no XML',
    status: 400,
    told: 'xml',
    send: around(encrypted(inside(2, Buffer.from('hi')))),
  },
  {
    name: 'a wrong msg_signature',
    status: 401,
    told: 'signature-wrong',
    send: around(encrypted(inside(message.length, message)), { msg_signature: '0'.repeat(40) }),
  },
  {
    name: 'no msg_signature',
    status: 400,
    told: 'signature-missing',
    send: around(encrypted(inside(message.length, message)), { msg_signature: '' }),
  },
  { name: 'an envelope without its content', status: 400, told: 'cipher', send: around('') },
  {
    name: 'a plain push in safe mode',
    status: 401,
    told: 'plain-in-safe-mode',
    mode: 'safe',
    send: post(query(), textPush()),
  },
  {
    name: 'an encrypted push where no key is known',
    status: 400,
    told: 'no-key',
    mode: 'plain',
    send: (world) => {
      const { query: search, body } = sealed(textPush(), 'safe')
      return post(search, body)(world)
    },
  },
  ...['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE'].map(
    (method): Case => ({
      name: `the method ${method}`,
      status: 405,
      told: 'method',
      send: (world) =>
        rawStatus(world, `${method} /?${query()} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`),
    }),
  ),
  {
    name: 'the method CONNECT',
    status: 405,
    told: 'method',
    send: (world) => rawStatus(world, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n'),
  },
  {
    name: 'another path',
    status: 404,
    told: 'path',
    send: (world) =>
      rawStatus(
        world,
        `POST /..%2f..%2fetc/passwd?${query()} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      ),
  },
  {
    name: 'what is no HTTP',
    status: 400,
    told: 'not-http',
    send: (world) => rawStatus(world, 'EHLO example.com\r\n\r\n'),
  },
  {
    name: 'https',
    status: 400,
    told: 'not-http',
    send: (world) => rawStatus(world, Buffer.from('160301020001000001fc0303', 'hex')),
  },
  {
    name: 'two lengths',
    status: 400,
    told: 'not-http',
    send: (world) =>
      rawStatus(
        world,
        `POST /?${query()} HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
      ),
  },
  {
    name: 'a length and chunks',
    status: 400,
    told: 'not-http',
    send: (world) =>
      rawStatus(
        world,
        `POST /?${query()} HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ),
  },
  {
    name: 'headers of a megabyte',
    status: 431,
    told: 'head-too-large',
    send: (world) => rawStatus(world, `POST / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(1_000_000)}\r\n\r\n`),
  },
  {
    name: 'a body that breaks off',
    status: 0,
    told: 'body-broken-off',
    send: async (world) => {
      const call = world.raw(`POST /?${query()} HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n<xml>`)
      await wait(50)
      call.socket.destroy()
      await call.answered
      return 0
    },
  },
]

/** What is told of a request, in the form of a case. */
function told(event: World['events'][number] | undefined): string | readonly string[] | undefined {
  if (event?.kind === 'refused') return event.reason
  return event?.kind === 'push'
    ? event.notes.map(({ code }) => code).filter((code) => code !== 'mode-differs')
    : undefined
}

const secrets = [config.token, config.aesKey ?? '', right]

test('there are as many hostile cases as are counted here', () => {
  expect(cases).toHaveLength(62)
})

describe('after each of these the endpoint is alive, and says once what it was', () => {
  test.each(cases)('$name: $status', async ({ status, told: expected, send, mode }) => {
    const { aesKey: _, ...keyless } = config
    const world = await endpoint({
      config: mode === 'plain' ? { ...keyless, mode } : { ...config, mode: mode ?? 'compat' },
    })
    expect(await send(world)).toBe(status)
    await expect.poll(() => world.events.length).toBe(1)
    expect(told(world.events[0])).toEqual(expected)
    const line = JSON.stringify({ ...world.events[0], delivery: undefined })
    for (const secret of secrets) expect(line).not.toContain(secret)

    const good =
      mode === 'safe' ? sealed(textPush('next'), 'safe') : { query: query(), body: textPush('next') }
    const next = await world.post(good.query, good.body)
    expect(next.status).toBe(200)
    expect(next.text).toContain(mode === 'safe' ? '<Encrypt>' : 'next')
  })
})

describe('with many at one time', () => {
  test('all faults of a cipher text look the same to the caller', async () => {
    const world = await endpoint({ config: { ...config, mode: 'safe' } })
    const answers = new Set<string>()
    for (const { told: reason, send } of cases)
      if (reason === 'cipher') {
        const spy = {
          ...world,
          post: async (...args: Parameters<World['post']>) => {
            const answer = await world.post(...args)
            answers.add(`${answer.status} ${answer.text}`)
            return answer
          },
        }
        await send(spy)
      }
    expect([...answers]).toEqual(['400 bad request\n'])
  })

  test('pipelined requests are answered in their order', async () => {
    const { raw } = await endpoint()
    const one = (text: string, last = '') => {
      const body = textPush(text)
      return `POST /?${query()} HTTP/1.1\r\nHost: a\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${last}\r\n${body}`
    }
    const answer = await raw([one('first'), one('second'), one('third', 'Connection: close\r\n')].join(''))
      .answered
    expect([...answer.matchAll(/<Content><!\[CDATA\[(\w+)/g)].map(([, text]) => text)).toEqual([
      'first',
      'second',
      'third',
    ])
  })

  test('who sends a byte at a time is cut off', async () => {
    const { raw, events, post: send } = await endpoint({ limits: { requestMs: 400, headMs: 400 } })
    const { socket, answered } = raw(`POST /?${query()} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n`)
    const drip = setInterval(() => socket.write('x'), 50)
    expect(await answered).toMatch(/^HTTP\/1\.1 408 /)
    clearInterval(drip)
    expect(events.map(told)).toEqual(['too-slow'])
    expect((await send(query(), textPush())).status).toBe(200)
  })

  test('who sends its head a byte at a time is cut off', async () => {
    const { raw, port, post: send } = await endpoint({ limits: { requestMs: 400, headMs: 400 } })
    const { socket, answered } = raw('P')
    const drip = setInterval(() => socket.write('O'), 50)
    await answered
    clearInterval(drip)
    expect(port).toBeGreaterThan(0)
    expect((await send(query(), textPush())).status).toBe(200)
  })

  test('2,500 connections that say nothing keep no push out', async () => {
    const { port, post: send } = await endpoint()
    const idle = Array.from({ length: 2500 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
    try {
      await Promise.all(
        idle.map(
          (socket) => new Promise((resolve) => socket.once('connect', resolve).once('close', resolve)),
        ),
      )
      for (let count = 0; count < 5; count++) expect((await send(query(), textPush())).status).toBe(200)
    } finally {
      for (const socket of idle) socket.destroy()
    }
  }, 30_000)

  test('connections that say nothing do not push out one whose push is on its way', async () => {
    const { port, post: send } = await endpoint({ limits: { connections: 20 } })
    const push = textPush()
    const search = query()
    const head = `POST /?${search} HTTP/1.1\r\nHost: x\r\nContent-Length: ${Buffer.byteLength(push)}\r\nConnection: close\r\n\r\n`
    const slow = connect(port, '127.0.0.1')
    let answer = ''
    slow.setEncoding('latin1').on('data', (text) => {
      answer += text
    })
    const over = new Promise((resolve) => slow.on('error', () => undefined).once('close', resolve))
    slow.write(head + push.slice(0, 40))
    await wait(50)
    const idle = Array.from({ length: 60 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
    try {
      await Promise.all(
        idle.map(
          (socket) => new Promise((resolve) => socket.once('connect', resolve).once('close', resolve)),
        ),
      )
      expect((await send(query(), textPush())).status).toBe(200)
      slow.write(push.slice(40))
      await over
      expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    } finally {
      for (const socket of [slow, ...idle]) socket.destroy()
    }
  })

  test('where all are sending slowly, the one that began first gives way', async () => {
    const { port, events, post: send } = await endpoint({ limits: { connections: 5 } })
    const slow = Array.from({ length: 5 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
    try {
      for (const socket of slow)
        socket.write(`POST /?${query()} HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n<`)
      await wait(50)
      expect((await send(query(), textPush())).status).toBe(200)
      expect(events.map(told)).toContain('too-many-connections')
    } finally {
      for (const socket of slow) socket.destroy()
    }
  })

  test('bodies that are half there fill no more memory than the limit says', async () => {
    const { port, events, post: send } = await endpoint({ limits: { bodiesBytes: 1000 } })
    const head = `POST /?${query()} HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n`
    const half = [1, 2].map(() => connect(port, '127.0.0.1').on('error', () => undefined))
    try {
      for (const socket of half) socket.write(head + 'x'.repeat(600))
      await expect.poll(() => events.map(told)).toContain('too-many-bytes')
    } finally {
      for (const socket of half) socket.destroy()
    }
    await expect.poll(async () => (await send(query(), textPush())).status).toBe(200)
  })

  test('no more pushes wait for an answer than the limit says', async () => {
    const { events, post: send } = await endpoint({
      answerer: () => wait(300).then(() => ({ by: 'echo', text: 'success' })),
      limits: { pushes: 3 },
    })
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(query(), textPush())))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(5)
    expect(events.filter((event) => told(event) === 'too-many')).toHaveLength(5)
    expect((await send(query(), textPush())).status).toBe(200)
  })

  test('a replay gets the first answer, and reaches nobody twice', async () => {
    let asked = 0
    const { post: send } = await endpoint({
      answerer: () => {
        asked += 1
        return { by: 'echo', text: `<xml><n>${asked}</n></xml>` }
      },
    })
    const [search, body] = [query(), textPush()]
    const answers = [
      await send(search, body),
      await send(search, body),
      await send(query({ nonce: '9' }), body),
    ]
    expect(answers.map(({ text }) => text)).toEqual(Array(3).fill('<xml><n>1</n></xml>'))
    expect(asked).toBe(1)
  })

  test('a directory that cannot be written any more is told, and mended goes on', async () => {
    const parent = temporaryDirectory()
    const directory = join(parent, 'pushes')
    const { events, post: send } = await endpoint({ record: recorder(directory).write })
    await send(query(), textPush())
    await expect.poll(() => events.length).toBe(1)
    rmSync(directory, { recursive: true })
    writeFileSync(directory, 'a file in its place')
    expect((await send(query(), textPush())).status).toBe(200)
    await expect.poll(() => events.length).toBe(2)
    rmSync(directory)
    mkdirSync(directory)
    await send(query(), textPush())
    await expect.poll(() => events.map(told)).toEqual([[], ['record-failed'], []])
  })
})
