import { expect } from 'vitest'
import { beginning } from '../../src/terminal/capital'
import type { Message } from '../../src/terminal/language'
import { replySentences } from '../../src/terminal/messages/replies'
import { differsSentences, refusalSentences } from '../../src/terminal/messages/serve-refusals'
import { noteText } from '../../src/terminal/push-line'
import { explainRefusal } from '../../src/terminal/refusal'
import { refusalText } from '../../src/terminal/request-line'
import { handshakeQuery } from '../../src/wechat/callback/callback'
import { type Serving, serving, shakeHands, TOKEN } from '../commands/endpoint/serve-world'
import { kind } from './kind'

type Call = (at: Serving) => Promise<unknown>

const post =
  (body: string, over: Readonly<Record<string, string>> = {}): Call =>
  ({ url }) => {
    const timestamp = String(Math.floor(Date.now() / 1000))
    const query = new URLSearchParams(handshakeQuery(TOKEN, { timestamp, nonce: '1', echostr: '1' }))
    for (const [name, value] of Object.entries(over)) query.set(name, value)
    return fetch(`${url}?${query}`, { method: 'POST', body })
  }
const get =
  (path: string): Call =>
  ({ url }) =>
    fetch(new URL(path, url))

const pairs: Readonly<Record<string, readonly [Call, Call, string, string]>> = {
  'two faults of a document': [
    post('{"a":1}'),
    post('<xml><a></xml>'),
    'JSON (the console offers XML: 消息格式) at',
    'not well-formed at',
  ],
  'a wrong root and a document type': [
    post('<html></html>'),
    post('<!DOCTYPE xml><xml/>'),
    'the root is not <xml>',
    'a DTD, which WeChat never sends',
  ],
  'two paths': [get('/favicon.ico'), get('/wx'), 'is not at /favicon.ico', 'is not at /wx'],
  'two methods': [
    ({ url }) => fetch(url, { method: 'PUT' }),
    ({ url }) => fetch(url, { method: 'DELETE' }),
    'the method PUT',
    'the method DELETE',
  ],
  'two lacks of parameters': [
    get('/?timestamp=1'),
    get('/?signature=1'),
    'signature, nonce, echostr missing',
    'timestamp, nonce, echostr missing',
  ],
  'two mistakes in a signature': [
    (at) => shakeHands(at, `${TOKEN} `),
    (at) => shakeHands(at, 'anotherToken'),
    'the Token there has a space',
    'the Token of the console and this one differ',
  ],
  'two parameters that are there twice': [
    get('/?nonce=1&nonce=1'),
    get('/?signature=1&signature=1'),
    'nonce stands twice',
    'signature stands twice',
  ],
  'two bytes that are not UTF-8': [
    ({ url }) => fetch(`${url}?${signed()}`, { method: 'POST', body: Buffer.from([0x3c, 0xff]) }),
    ({ url }) => fetch(`${url}?${signed()}`, { method: 'POST', body: Buffer.from([0xff]) }),
    'not UTF-8 from byte 2',
    'not UTF-8 from byte 1',
  ],
}

function signed(): string {
  const timestamp = String(Math.floor(Date.now() / 1000))
  return handshakeQuery(TOKEN, { timestamp, nonce: '1', echostr: '1' })
}

kind(
  'two different refusals are each told in their own words, and each counted for itself',
  pairs,
  async ([first, second, one, other]) => {
    const { stderr } = await serving([], async (at) => {
      for (const call of [first, second, first, second, first]) await call(at)
    })
    const lines = stderr.split('\n').filter((line) => line.includes('✗'))
    expect(lines).toHaveLength(4)
    expect(lines[0]).toContain(one)
    expect(lines[1]).toContain(other)
    expect(lines.slice(2).join('\n')).toMatch(/✗ × 2 more /)
    expect(lines.find((line) => line.includes('× 2 more'))).toContain(one)
    expect(lines.find((line) => line.includes('× 1 more'))).toContain(other)
  },
)

kind(
  'two different refusals are each told with --json too, with params and count',
  pairs,
  async ([first, second, one, other]) => {
    const { stdout } = await serving(['--json'], async (at) => {
      for (const call of [first, second, second]) await call(at)
    })
    const told = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .filter(({ type }) => type === 'refused')
    expect(told.map(({ count, mixed }) => ({ count, mixed }))).toEqual(
      Array(3).fill({ count: 1, mixed: undefined }),
    )
    expect(told[0].message).toContain(one)
    for (const { message } of told.slice(1)) expect(message).toContain(other)
  },
)

kind(
  'a flood of refusals that all differ is a few lines, and keeps no other kind from being told',
  {
    'of paths': get,
    'of parameters': (at: string) => get(`/wechat?${at.slice(1)}=1&${'&'.repeat(Number(at.slice(2)))}`),
    'of documents': (at: string) => post(`<xml>${'\n'.repeat(Number(at.slice(2)))}<a></xml>`),
  },
  async (flood) => {
    const { stderr } = await serving(['--path', '/wechat'], async (at) => {
      for (let call = 0; call < 40; call++) await flood(`/a${call}`)(at)
      await shakeHands(at, 'anotherToken')
    })
    const lines = stderr.split('\n').filter((line) => line.includes('✗'))
    expect(lines.length).toBeLessThanOrEqual(7)
    expect(stderr).toMatch(/✗ × \d+ more/)
    expect(stderr).toContain('signature is wrong')
  },
)

const places = { path: '/', where: 'wxadmin account show --reveal' }
const hint = (reason: string, params = {}) => {
  const refusal = { time: 0, method: 'POST', path: '/', status: 400, reason, params }
  return refusalText(refusal, places, 'en').todo
}

kind(
  'a command or a name at the beginning of a sentence keeps its letters; a word gets a capital',
  {
    'a command in a hint': [
      hint('xml', { reason: 'malformed', line: 1, column: 1 }),
      /^wxadmin trigger --raw - /,
    ],
    'a name in the hint of a mistake': [
      hint('signature-wrong', { name: 'signature', differs: 'other-signature' }),
      /^msg_signature signs/,
    ],
    'a word in the hint of a mistake': [
      hint('signature-wrong', { name: 'signature', differs: 'token-case' }),
      /^Type it anew$/,
    ],
    'a word in a hint': [hint('path'), /^It is at /],
    'an element that a bot wrote': [
      noteText({ code: 'reply-element-case', params: { given: 'tousername', name: 'ToUserName' } }, 'en'),
      /^tousername has the wrong case\. Write it as ToUserName$/,
    ],
    'an article of one letter': [beginning({ en: 'a push', zh: '' }, 'en'), /^A push$/],
    'another command': [beginning({ en: 'iconv -f gbk FILE', zh: '' }, 'en'), /^iconv /],
    'a field with an underscore': [beginning({ en: 'media_id invalid', zh: '' }, 'en'), /^media_id invalid$/],
    'a field that looks like a word': [beginning({ en: 'openid list too long', zh: '' }, 'en'), /^openid /],
    'what fills the first hole': [
      beginning({ en: '{name} is wrong', zh: '' }, 'en', { name: 'a b' }),
      /^a b is/,
    ],
    'a Latin name in a Chinese sentence': [beginning({ en: '', zh: 'token 不对' }, 'zh'), /^token /],
  },
  ([text = '', wanted = '']) => expect(text).toMatch(wanted),
)

const catalogues: Readonly<Record<string, readonly Message[]>> = {
  'of refusals': [refusalSentences, differsSentences].flatMap((all) =>
    Object.values(all).map(({ todo }) => todo),
  ),
  'of replies': Object.values(replySentences).flatMap(({ what, fix }) => [what, fix]),
  'of mistakes in a signature': Object.values(differsSentences).map(({ todo }) => todo),
}

kind('no sentence begins with a command or a name that has got a capital', catalogues, (sentences) => {
  for (const sentence of sentences)
    for (const language of ['en', 'zh'] as const)
      expect(beginning(sentence, language)).not.toMatch(
        /^(?:Wxadmin|Msg_|Success\b|[A-Z][a-z]*_|Echostr|Openid)/,
      )
})

const meaning = async (errcode: number) => {
  const refusal = { errcode, errmsg: 'x', path: '/cgi-bin/x' }
  return (await explainRefusal(refusal, 'en')).why
}

kind(
  'the meaning of a code begins with a capital, but for the names of its parameters',
  {
    'a word': [61450, 'Customer-service system error.'],
    'a parameter': [41018, 'component_appid missing.'],
    'a parameter that looks like a word': [
      85005,
      'appid not bound to a mini program (third-party api, uncertain).',
    ],
    'a value in the answer': [40185, 'auth_token bad or expired.'],
  },
  async ([errcode, wanted]) => expect(await meaning(Number(errcode))).toBe(wanted),
)
