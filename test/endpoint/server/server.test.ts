import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../../src/endpoint/types'
import { cipherOf, envelopeOf, handshakeQuery, isSignedRightly } from '../../../src/wechat/callback/callback'
import { readXml } from '../../../src/wechat/xml/read'
import { config, endpoint, query, sealed, textPush } from '../endpoint-world'

const plain = { ...config, mode: 'plain' } as const

const vector = {
  token: 'AAAAA',
  timestamp: '1714036504',
  nonce: '1514711492',
  echostr: '4375120948345356249',
}

describe('the handshake', () => {
  test("of WeChat's own vector is answered with its echostr", async () => {
    const { port } = await endpoint({ config: { token: vector.token, mode: 'plain' } })
    const search = `signature=f464b24fc39322e44b38aa78f5edd27bd1441696&echostr=${vector.echostr}&timestamp=${vector.timestamp}&nonce=${vector.nonce}`
    const response = await fetch(`http://127.0.0.1:${port}/?${search}`)
    expect([response.status, await response.text()]).toEqual([200, vector.echostr])
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test.each(['%3Cscript%3E', '%22quoted%22', '%E4%BD%A0', '%00%ff%fe', 'a+b', 'a%2Bb'])(
    'answers %s byte for byte',
    async (echostr) => {
      const { port } = await endpoint()
      const search = handshakeQuery(config.token, { timestamp: '1', nonce: '2', echostr: 'X' }).replace(
        'X',
        echostr,
      )
      const answer = Buffer.from(await (await fetch(`http://127.0.0.1:${port}/?${search}`)).arrayBuffer())
      const bytes = Buffer.from(
        echostr
          .replaceAll('+', ' ')
          .replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      )
      expect(answer.equals(bytes)).toBe(true)
    },
  )

  test('with another token is refused, and nothing of the echostr comes back', async () => {
    const { port, events } = await endpoint()
    const search = handshakeQuery('another', { timestamp: '1', nonce: '2', echostr: 'secret-echo' })
    const response = await fetch(`http://127.0.0.1:${port}/?${search}`)
    expect(response.status).toBe(401)
    expect(await response.text()).not.toContain('secret-echo')
    expect(events).toMatchObject([{ kind: 'refused', reason: 'signature-wrong' }])
  })

  test('who opens the address in a browser reads what it is for', async () => {
    const { port } = await endpoint()
    const response = await fetch(`http://127.0.0.1:${port}/`)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('wxadmin verify')
  })

  test('answers at its path, with a slash at the end or not, and nowhere else', async () => {
    const { port } = await endpoint({ path: '/wechat' })
    const search = handshakeQuery(config.token, { timestamp: '1', nonce: '2', echostr: 'e' })
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}?${search}`)).status
    expect([
      await status('/wechat'),
      await status('/wechat/'),
      await status('/'),
      await status('/wechat2'),
    ]).toEqual([200, 200, 404, 404])
  })
})

describe('a push', () => {
  test('in plain mode is answered in plain', async () => {
    const { post, events } = await endpoint({ config: { ...config, mode: 'plain' } })
    const { status, text, headers } = await post(query(), textPush('你好 ]]> \r\n'))
    expect([status, headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8'])
    expect(readXml(text)).toMatchObject({
      MsgType: 'text',
      Content: '你好 ]]> \r\n',
      ToUserName: expect.stringMatching(/^o9/),
    })
    expect(events).toMatchObject([{ kind: 'push', attempt: 1, notes: [], delivery: { encrypted: false } }])
  })

  test.each(['safe', 'compat'] as const)('in %s mode is answered encrypted and signed', async (mode) => {
    const { post, events } = await endpoint({ config: { ...config, mode } })
    const { query: search, body } = sealed(textPush('秘密'), mode)
    const { status, text } = await post(search, body)
    const envelope = envelopeOf(readXml(text))
    if (!envelope) throw new Error(text)
    expect(status).toBe(200)
    expect(isSignedRightly(config.token, envelope)).toBe(true)
    expect(cipherOf(config)?.decrypt(envelope.Encrypt)).toContain('<Content><![CDATA[秘密]]></Content>')
    expect(events).toMatchObject([{ notes: [], delivery: { encrypted: true } }])
  })

  test('in compatible mode is what its encrypted form says, and a difference is told', async () => {
    const { post, events } = await endpoint()
    const { query: search, body } = sealed(textPush('true'), 'compat')
    const { text } = await post(search, body.replace('CDATA[true]', 'CDATA[false]'))
    const envelope = envelopeOf(readXml(text))
    expect(cipherOf(config)?.decrypt(envelope?.Encrypt ?? '')).toContain('CDATA[true]')
    expect(events).toMatchObject([{ notes: [{ code: 'plain-differs', params: { names: 'Content' } }] }])
  })

  test.each(['success', ''])('that is answered %j is not encrypted', async (text) => {
    const { post } = await endpoint({ answerer: () => ({ by: 'none', text }) })
    const { query: search, body } = sealed(textPush(), 'safe')
    expect((await post(search, body)).text).toBe(text)
  })

  test('a file that proves a domain is served at its path', async () => {
    const files = new Map([['/MP_verify_x.txt', Buffer.from('x')]])
    const { port } = await endpoint({ files, path: '/wechat' })
    expect(await (await fetch(`http://127.0.0.1:${port}/MP_verify_x.txt`)).text()).toBe('x')
    expect((await fetch(`http://127.0.0.1:${port}/MP_verify_y.txt`)).status).toBe(404)
  })
})

describe('a retry', () => {
  /** An answerer that says how often it was asked, and when it is told to. */
  function slow() {
    const state: { asked: number; answer: (answer: Answer) => void } = { asked: 0, answer: () => undefined }
    const made = new Promise<Answer>((resolve) => {
      state.answer = resolve
    })
    return {
      state,
      answerer: () => {
        state.asked += 1
        return made
      },
    }
  }

  test('gets the first answer while that is still being made, encrypted anew', async () => {
    const { state, answerer } = slow()
    const { post, events } = await endpoint({ answerer, config: { ...config, mode: 'safe' } })
    const xml = textPush()
    const send = async () => {
      const { query: search, body } = sealed(xml, 'safe')
      const envelope = envelopeOf(readXml((await post(search, body)).text))
      return { envelope, text: cipherOf(config)?.decrypt(envelope?.Encrypt ?? '') }
    }
    const both = Promise.all([send(), send(), send()])
    await wait(100)
    state.answer({ by: 'echo', text: '<xml><n>1</n></xml>' })
    const answers = await both
    expect(answers.map(({ text }) => text)).toEqual(Array(3).fill('<xml><n>1</n></xml>'))
    expect(new Set(answers.map(({ envelope }) => envelope?.Encrypt)).size).toBe(3)
    expect(state.asked).toBe(1)
    expect(events.map((event) => event.kind === 'push' && event.attempt).sort()).toEqual([1, 2, 3])
  })

  test('of an event is known by who, when and what', async () => {
    let asked = 0
    const { post } = await endpoint({
      answerer: () => ({ by: 'echo', text: `<xml><n>${++asked}</n></xml>` }),
    })
    const event = (time: number, key: string, more = '') =>
      `<xml><FromUserName>o1</FromUserName><CreateTime>${time}</CreateTime><MsgType>event</MsgType><Event>CLICK</Event><EventKey>${key}</EventKey>${more}</xml>`
    const sent = (id: number) => event(3, '', `<MsgID>${id}</MsgID>`)
    const answers = []
    for (const body of [
      event(1, 'a'),
      event(1, 'a'),
      event(2, 'a'),
      event(1, 'b'),
      sent(1),
      sent(2),
      sent(1),
    ])
      answers.push((await post(query(), body)).text)
    expect(answers.map((text) => /\d/.exec(text)?.[0])).toEqual(['1', '1', '2', '3', '4', '5', '4'])
  })

  test('is forgotten after a time, and where there are too many', async () => {
    let asked = 0
    const answerer = () => ({ by: 'echo' as const, text: `<xml><n>${++asked}</n></xml>` })
    const { post } = await endpoint({ answerer, limits: { remembered: 4 } })
    const first = textPush()
    await post(query(), first)
    for (let count = 0; count < 8; count++) await post(query(), textPush())
    await post(query(), first)
    expect(asked).toBe(10)
    const short = await endpoint({ answerer, limits: { rememberedMs: 50 } })
    await short.post(query(), first)
    await wait(120)
    await short.post(query(), first)
    expect(asked).toBe(12)
  })
})

describe('an answer', () => {
  test('that takes too long is success, also for the retry', async () => {
    const { post, events } = await endpoint({
      answerer: () => wait(400).then(() => ({ by: 'echo', text: '<xml/>' })),
      limits: { answerMs: 100 },
      config: plain,
    })
    const xml = textPush()
    expect((await post(query(), xml)).text).toBe('success')
    await wait(400)
    expect((await post(query(), xml)).text).toBe('success')
    expect(events).toMatchObject([
      { answer: { by: 'late' }, notes: [{ code: 'answer-late' }] },
      { answer: { by: 'late' }, attempt: 2 },
    ])
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('broken')
      },
    ],
    ['fails', () => Promise.reject(new Error('broken'))],
  ])('of an answerer that %s is success, and the reason is told', async (_, answerer) => {
    const { post, events } = await endpoint({ answerer, config: plain })
    expect((await post(query(), textPush())).text).toBe('success')
    expect(events).toMatchObject([{ notes: [{ code: 'answer-failed', params: { reason: 'broken' } }] }])
  })
})

test('an answer that cannot be sent is success, told, and ends nothing', async () => {
  const wire = { status: 42, contentType: 'text/xml', body: Buffer.from('x') }
  const { post, events } = await endpoint({
    config: plain,
    answerer: () => ({ by: 'forward', text: '', wire }),
  })
  for (const asked of [1, 2]) {
    expect(await post(query(), textPush())).toMatchObject({ status: 200, text: 'success' })
    expect(events).toHaveLength(asked)
  }
  expect(events[0]).toMatchObject({ kind: 'push', status: 200, notes: [{ code: 'answer-failed' }] })
})

describe('the end', () => {
  test('lets a running answer arrive, and takes nothing new', async () => {
    const { running, post, port } = await endpoint({
      answerer: () => wait(300).then(() => ({ by: 'echo', text: '<xml><a>1</a></xml>' })),
    })
    const answer = post(query(), textPush())
    await wait(100)
    const closed = running.close()
    expect((await answer).text).toBe('<xml><a>1</a></xml>')
    await closed
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  })

  test('comes within two seconds, whoever still waits: they get success', async () => {
    const { running, post, raw } = await endpoint({ answerer: () => new Promise<Answer>(() => undefined) })
    const answer = post(query(), textPush())
    raw('POST / HTTP/1.1\r\n')
    await wait(100)
    const began = performance.now()
    await running.close()
    expect(performance.now() - began).toBeLessThan(2000)
    expect((await answer).text).toBe('success')
  })

  test.each([
    ['PORT_TAKEN', async () => ({ port: (await endpoint()).port })],
    ['HOST_UNUSABLE', async () => ({ host: '203.0.113.1' })],
  ] as const)('%s is an error of its own', async (code, options) => {
    await expect(endpoint(await options())).rejects.toMatchObject({ code })
  })
})
