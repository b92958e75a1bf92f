import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import type { RefusedEvent } from '../../src/endpoint/types'
import { refusalText } from '../../src/terminal/request-line'
import { cipherOf, handshakeQuery, sealPush } from '../../src/wechat/callback/callback'
import { callbackSignature } from '../../src/wechat/callback/signature'
import { type MessageMode, messageModes } from '../../src/wechat/callback/values'
import { readXml, textOf } from '../../src/wechat/xml/read'
import { writeXml } from '../../src/wechat/xml/write'
import { config, endpoint, textPush } from '../endpoint/endpoint-world'
import { kind } from './kind'

const calls = ['handshake', ...messageModes] as const

interface Values {
  readonly timestamp?: string
  readonly nonce?: string
}

const now = () => String(Math.floor(Date.now() / 1000))

/** A call that is signed rightly over these very values. */
async function called(call: 'handshake' | MessageMode, { timestamp = now(), nonce = '486452656' }: Values) {
  const mode = call === 'handshake' ? 'compat' : call
  const world = await endpoint({ config: { ...config, mode } })
  const answer = async () => {
    if (call === 'handshake') {
      const query = handshakeQuery(config.token, { timestamp, nonce, echostr: '1' })
      return (await fetch(`http://127.0.0.1:${world.port}/?${query}`)).status
    }
    const seal = { timestamp, nonce, random: randomBytes(16) }
    const { query, body } = sealPush({ ...config, mode }, cipherOf(config), textPush(), seal)
    return (await world.post(query, body)).status
  }
  const status = await answer()
  await expect.poll(() => world.events.length).toBe(1)
  return { status, event: world.events[0] }
}

const inAll = <Row extends object>(rows: Readonly<Record<string, Row>>) =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([name, row]) =>
      calls.map((call) => [`${name}, ${call}`, { ...row, call }] as const),
    ),
  )

const refused: Readonly<Record<string, Values & { readonly reason: RefusedEvent['reason'] }>> = {
  'a timestamp of letters': { timestamp: 'now', reason: 'timestamp-malformed' },
  'a timestamp with a fraction': { timestamp: '1714112445.5', reason: 'timestamp-malformed' },
  'a timestamp with a sign': { timestamp: '-1714112445', reason: 'timestamp-malformed' },
  'a timestamp with an exponent': { timestamp: '17e8', reason: 'timestamp-malformed' },
  'a timestamp in hex': { timestamp: '0x662b4a7d', reason: 'timestamp-malformed' },
  'a timestamp with a blank': { timestamp: ' 1714112445', reason: 'timestamp-malformed' },
  'a timestamp with a line break': { timestamp: '1714112445\n', reason: 'timestamp-malformed' },
  'a timestamp in wide digits': { timestamp: '１７１４１１２４４５', reason: 'timestamp-malformed' },
  'a timestamp of a hundred digits': { timestamp: '1'.repeat(100), reason: 'timestamp-malformed' },
  'a nonce of 65 characters': { nonce: '1'.repeat(65), reason: 'nonce-long' },
  'a nonce of hundreds of characters': { nonce: 'aB3+'.repeat(150), reason: 'nonce-long' },
  'a nonce in Chinese': { nonce: '随机数', reason: 'nonce-characters' },
  'a nonce with a tab': { nonce: 'a\tb', reason: 'nonce-characters' },
  'a nonce with a line break at its end': { nonce: '486452656\n', reason: 'nonce-characters' },
  'a nonce with a control character': { nonce: '4\u007f', reason: 'nonce-characters' },
}

kind(
  'a timestamp or nonce that can be a part of another value is refused, though it is signed',
  inAll(refused),
  async ({ call, reason, ...values }) => {
    const { status, event } = await called(call, values)
    expect({ status, event }).toMatchObject({ status: 401, event: { kind: 'refused', status: 401, reason } })
    for (const language of ['en', 'zh'] as const) {
      const { what, todo } = refusalText(event as RefusedEvent, { path: '/', where: 'x' }, language)
      expect(what).toMatch(reason.startsWith('nonce') ? /nonce/ : /timestamp/)
      expect(`${what} ${todo}`).not.toMatch(/[{}]/)
    }
  },
)

const taken: Readonly<Record<string, Values>> = {
  'ten digits': { nonce: '1514711492' },
  'a nonce out of Math.random()': { nonce: '0.8123904812349871' },
  'a nonce of 64 characters': { nonce: 'x'.repeat(64) },
  'a nonce of one character': { nonce: '0' },
  'a nonce in base64': { nonce: 'a+b/c9==' },
  'a nonce with a blank and signs': { nonce: "a b!~'&=" },
  'a UUID': { nonce: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' },
  'a timestamp of long ago': { timestamp: '1714112445' },
  'a timestamp in milliseconds': { timestamp: '1714112445123' },
}

kind('an odd timestamp or nonce is taken', inAll(taken), async ({ call, ...values }) => {
  const { status, event } = await called(call, values)
  expect({ status, kind: event?.kind }).toEqual({
    status: 200,
    kind: call === 'handshake' ? 'handshake' : 'push',
  })
})

/** An encrypted push that somebody has seen. */
function seen() {
  const seal = { timestamp: now(), nonce: '486452656', random: Buffer.alloc(16, 7) }
  const { query, body } = sealPush({ ...config, mode: 'safe' }, cipherOf(config), textPush(), seal)
  const { timestamp, nonce } = seal
  const Encrypt = textOf(readXml(body), 'Encrypt')
  return { timestamp, nonce, Encrypt, msg_signature: new URLSearchParams(query).get('msg_signature') ?? '' }
}

type Cut = (values: { timestamp: string; nonce: string; Encrypt: string }) => typeof values | undefined
const cuts: Readonly<Record<string, Cut>> = {
  'the end of the cipher text in the nonce': ({ Encrypt, ...rest }) => ({
    ...rest,
    nonce: Encrypt.slice(-64) + rest.nonce,
    Encrypt: Encrypt.slice(0, -64),
  }),
  'all of the cipher text but a block in the nonce': ({ Encrypt, ...rest }) => ({
    ...rest,
    nonce: Encrypt.slice(22) + rest.nonce,
    Encrypt: Encrypt.slice(0, 22),
  }),
  'the beginning of the cipher text in the timestamp': ({ Encrypt, timestamp, nonce }) => ({
    nonce,
    timestamp: timestamp + Encrypt.slice(0, 64),
    Encrypt: Encrypt.slice(64),
  }),
  'the nonce in the cipher text': ({ Encrypt, timestamp, nonce }) => ({
    timestamp,
    nonce: nonce.slice(0, 1),
    Encrypt: nonce.slice(1) + Encrypt,
  }),
  'a part of the cipher text that is no base64': ({ Encrypt, timestamp, nonce }) => ({
    timestamp,
    nonce,
    Encrypt: `${Encrypt.slice(0, 8)}-_${Encrypt.slice(10)}`,
  }),
}

kind(
  'a cipher text that was cut anew is refused, whether or not its signature is right',
  Object.fromEntries(
    Object.entries(cuts).flatMap(([name, cut]) => [
      [`${name}, with the signature that was seen`, { cut, isSigned: false }],
      [`${name}, signed rightly`, { cut, isSigned: true }],
    ]),
  ),
  async ({ cut, isSigned }) => {
    const { msg_signature: old, ...values } = seen()
    const { timestamp, nonce, Encrypt } = cut(values) ?? values
    const msg_signature = isSigned ? callbackSignature(config.token, timestamp, nonce, Encrypt) : old
    const { post, events } = await endpoint({ config: { ...config, mode: 'safe' } })
    const query = new URLSearchParams({ timestamp, nonce, encrypt_type: 'aes', msg_signature })
    const { status } = await post(query.toString(), writeXml({ ToUserName: 'gh_1', Encrypt }))
    expect([400, 401]).toContain(status)
    expect(events).toMatchObject([{ kind: 'refused' }])
  },
)

kind(
  'blanks around a cipher text are no part of what is signed',
  {
    'line breaks around its section': (encrypt: string) => `\n  <![CDATA[${encrypt}]]>\n`,
    'line breaks around it, without a section': (encrypt: string) => `\n  ${encrypt}\n`,
    'line breaks within its section': (encrypt: string) => `<![CDATA[\n${encrypt}\n]]>`,
  },
  async (around) => {
    const { Encrypt, ...call } = seen()
    const { post } = await endpoint({ config: { ...config, mode: 'safe' } })
    const query = new URLSearchParams({ ...call, encrypt_type: 'aes' })
    const body = `<xml><ToUserName>gh_1</ToUserName><Encrypt>${around(Encrypt)}</Encrypt></xml>`
    expect((await post(query.toString(), body)).status).toBe(200)
  },
)
