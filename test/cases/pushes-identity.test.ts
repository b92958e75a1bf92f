import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { type CallbackConfig, cipherOf, sealPush } from '../../src/wechat/callback/callback'
import { type MessageMode, messageModes } from '../../src/wechat/callback/values'
import { pushOf } from '../../src/wechat/messages/push'
import { readXml } from '../../src/wechat/xml/read'
import { writeXml, type XmlOut } from '../../src/wechat/xml/write'
import { AES_KEY, APPID, type Serving, serving, TOKEN } from '../commands/endpoint/serve-world'
import { platform, text } from '../support/scripted-platform'
import { kind } from './kind'

// @module-tag slow

type Fields = { readonly [name: string]: XmlOut }

const HEAD = { ToUserName: 'gh_0123456789ab', FromUserName: 'oAlice', CreateTime: 1763913600 }
const push = (fields: Fields) => writeXml({ ...HEAD, ...fields })
const event = (Event: string, fields: Fields = {}) => push({ MsgType: 'event', Event, ...fields })
const message = (Content: string, fields: Fields = {}) => push({ MsgType: 'text', Content, ...fields })

const card = (UserCardCode: string) => event('user_get_card', { CardId: 'pCard', UserCardCode })
const asked = (TemplateId: string) =>
  event('subscribe_msg_popup_event', {
    SubscribeMsgPopupEvent: { List: [{ TemplateId, SubscribeStatusString: 'accept', PopupScene: 0 }] },
  })
const job = (Event: string, MsgID: bigint, fields: Fields = {}) =>
  event(Event, { MsgID, Status: 'success', ...fields })

const configOf = (mode: MessageMode): CallbackConfig => ({
  token: TOKEN,
  mode,
  ...(mode !== 'plain' && { aesKey: AES_KEY, appid: APPID }),
})

/** A delivery as WeChat makes each: with a nonce of its own, and encrypted anew. */
async function deliver({ url }: Pick<Serving, 'url'>, xml: string, config: CallbackConfig): Promise<string> {
  const random = randomBytes(20)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = String(random.readUInt32BE(16))
  const seal = { timestamp, nonce, random: random.subarray(0, 16) }
  const { query, body } = sealPush(config, cipherOf(config), xml, seal)
  const response = await fetch(`${url}?${query}`, { method: 'POST', body })
  expect(response.status).toBe(200)
  return response.text()
}

interface Run {
  readonly answers: readonly string[]
  /** How often the bot was asked. */
  readonly forwarded: number
  readonly recorded: number
  /** Of each delivery: the first, or which retry. Those that are recorded are told later, so they are sorted. */
  readonly attempts: readonly unknown[]
}

/** What `serve --forward-to --record` makes of pushes. The bot answers each with a number of its own. */
async function served(
  work: (at: Serving, deliver: (xml: string) => Promise<string>) => Promise<readonly string[]>,
  { mode = 'plain', sent = mode, ms = 0 }: { mode?: MessageMode; sent?: MessageMode; ms?: number } = {},
): Promise<Run> {
  const bot = await platform(async (_, count) => {
    await wait(ms)
    return text(`answer ${count}`)
  })
  let answers: readonly string[] = []
  let recorded = 0
  const env = mode === 'plain' ? {} : { WXADMIN_APPID: APPID, WXADMIN_AES_KEY: AES_KEY }
  const { stdout } = await serving(
    ['--forward-to', bot.url, '--record', 'pushes', '--json', '--mode', mode],
    async (at) => {
      answers = await work(at, (xml) => deliver(at, xml, configOf(sent)))
      await expect
        .poll(() => (recorded = readdirSync(join(at.directory, 'pushes')).length))
        .toBe(bot.seen.length)
    },
    { env },
  )
  const events = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const attempts = events
    .filter(({ type }) => type === 'push')
    .map(({ attempt }) => attempt)
    .sort()
  return { answers, forwarded: bot.seen.length, recorded, attempts }
}

const different: Readonly<Record<string, readonly [string, string]>> = {
  'two cards that a user takes': [card('100'), card('101')],
  'two templates that a user is asked about': [asked('template-a'), asked('template-b')],
  'two events that nobody knows': [event('new_event', { Level: 1 }), event('new_event', { Level: 2 })],
  'an event with a field that nobody knows': [
    event('CLICK', { EventKey: 'a' }),
    event('CLICK', { EventKey: 'a', Seq: 2 }),
  ],
  'two changes of a membership card': [
    event('update_member_card', { CardId: 'p', UserCardCode: '1', ModifyBonus: 3, ModifyBalance: 0 }),
    event('update_member_card', { CardId: 'p', UserCardCode: '1', ModifyBonus: 3, ModifyBalance: 1 }),
  ],
  'two invoices': [
    event('user_authorize_invoice', { SuccOrderId: '1', FailOrderId: '' }),
    event('user_authorize_invoice', { SuccOrderId: '', FailOrderId: '1' }),
  ],
  'two results of templates': [job('TEMPLATESENDJOBFINISH', 7n), job('TEMPLATESENDJOBFINISH', 8n)],
  'one number of two kinds of results': [job('TEMPLATESENDJOBFINISH', 7n), job('MASSSENDJOBFINISH', 7n)],
  'two messages whose MsgId is 0': [message('a', { MsgId: 0 }), message('b', { MsgId: 0 })],
  'two messages whose MsgId is empty': [message('a', { MsgId: '' }), message('b', { MsgId: '' })],
  'two messages whose MsgId is no number': [message('a', { MsgId: 'id' }), message('b', { MsgId: 'id' })],
  'two messages without a MsgId': [message('a'), message('b')],
  'one MsgId of two users': [message('a', { MsgId: 7 }), message('a', { MsgId: 7, FromUserName: 'oBob' })],
  'one MsgId of two accounts': [message('a', { MsgId: 7 }), message('a', { MsgId: 7, ToUserName: 'gh_2' })],
  'two pushes without a user or a time': [
    writeXml({ MsgType: 'event', Event: 'a' }),
    writeXml({ MsgType: 'event', Event: 'b' }),
  ],
}

kind(
  'pushes of one second that differ are each forwarded, recorded and answered once; a true repeat gets the first answer',
  Object.fromEntries(
    Object.entries(different).flatMap(([name, pair]) =>
      messageModes.map((mode) => [`${name}, ${mode}`, { pair, mode }]),
    ),
  ),
  async ({ pair: [first, second], mode }) => {
    const run = await served(
      async (_, send) => [await send(first), await send(second), await send(first), await send(second)],
      { mode },
    )
    expect(run).toEqual({
      answers: ['answer 1', 'answer 2', 'answer 1', 'answer 2'],
      forwarded: 2,
      recorded: 2,
      attempts: [1, 1, 2, 2],
    })
  },
)

const spread = (xml: string) => xml.replaceAll('><', '>\n  <')

kind(
  'a push that carries a number is known by it, however else its document is written',
  {
    'a message': [message('a', { MsgId: 7 }), spread(message('a', { MsgId: 7 }))],
    'a message whose MsgId is a text': [message('a', { MsgId: 7 }), message('a', { MsgId: '7' })],
    'a MsgId of 64 bits': [
      message('a', { MsgId: 18446744073709551615n }),
      spread(message('a', { MsgId: 18446744073709551615n })),
    ],
    'the result of a template': [
      job('TEMPLATESENDJOBFINISH', 7n),
      job('TEMPLATESENDJOBFINISH', 7n, { Seq: 2 }),
    ],
    'the result of a broadcast': [job('MASSSENDJOBFINISH', 7n), spread(job('MASSSENDJOBFINISH', 7n))],
  },
  async ([first = '', second = '']) => {
    const { answers, forwarded } = await served(async (_, send) => [await send(first), await send(second)])
    expect({ answers, forwarded }).toEqual({ answers: ['answer 1', 'answer 1'], forwarded: 1 })
  },
)

kind(
  'a repeat that comes while the answer is being made waits for it',
  Object.fromEntries(
    messageModes.flatMap((mode) => [
      [`a card, ${mode}`, { xml: card('100'), mode }],
      [`an unknown event, ${mode}`, { xml: event('new_event'), mode }],
      [`a message, ${mode}`, { xml: message('a', { MsgId: 7 }), mode }],
    ]),
  ),
  async ({ xml, mode }) => {
    const { answers, forwarded, recorded } = await served(
      (_, send) => Promise.all([send(xml), send(xml), send(xml)]),
      { mode, ms: 200 },
    )
    expect({ answers, forwarded, recorded }).toEqual({
      answers: ['answer 1', 'answer 1', 'answer 1'],
      forwarded: 1,
      recorded: 1,
    })
  },
)

kind(
  'without the key a push of compat mode is known by its plain part, though its cipher text is new each time',
  {
    'two cards': [card('100'), card('101')],
    'two templates': [asked('template-a'), asked('template-b')],
    'two events that nobody knows': [event('new_event', { Level: 1 }), event('new_event', { Level: 2 })],
  },
  async ([first = '', second = '']) => {
    const { answers, forwarded } = await served(
      async (_, send) => [await send(first), await send(second), await send(first)],
      { mode: 'plain', sent: 'compat' },
    )
    expect({ answers, forwarded }).toEqual({ answers: ['answer 1', 'answer 2', 'answer 1'], forwarded: 2 })
  },
)

kind(
  'a plain push, which whoever saw a query can sign, does not take the place of the encrypted one',
  {
    'a message': message('a', { MsgId: 7 }),
    'a card': card('100'),
    'the result of a template': job('TEMPLATESENDJOBFINISH', 7n),
  },
  async (xml) => {
    const { answers } = await served(
      async (at, send) => [await deliver(at, xml, configOf('plain')), await send(xml), await send(xml)],
      { mode: 'compat' },
    )
    expect(answers).toEqual(['answer 1', 'answer 2', 'answer 2'])
  },
)

kind(
  'what is remembered of a push is short, however long its document is',
  {
    'an event': event('new_event', { Detail: 'x'.repeat(100_000) }),
    'a message without an id': message('x'.repeat(100_000)),
    'an id that is none': message('a', { MsgId: '7'.repeat(100_000) }),
  },
  async (xml) => {
    const { pushIdentity } = await import('../../src/wechat/messages/push')
    expect(pushIdentity(pushOf(readXml(xml)), xml, true).length).toBeLessThan(80)
  },
)
