import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Chalk } from 'chalk'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { SignatureMistake } from '../../src/endpoint/push/wrong-signature'
import type { RefusalReason } from '../../src/endpoint/types'
import type { LinePen } from '../../src/terminal/line-parts'
import { noteSentences } from '../../src/terminal/messages/serve-notes'
import { differsSentences, refusalSentences } from '../../src/terminal/messages/serve-refusals'
import { detailLines, lateLines, noteText, pushLines, type ShownPush } from '../../src/terminal/push-line'
import { fileLine, handshakeLine, moreLine, refusalLines } from '../../src/terminal/request-line'
import { pushOf } from '../../src/wechat/messages/push'
import { type PassiveReply, replyXml } from '../../src/wechat/replies/reply'
import { readXml } from '../../src/wechat/xml/read'
import { writeXml } from '../../src/wechat/xml/write'

const time = new Date(2026, 0, 2, 14, 3, 22).getTime()
const paint = new Chalk({ level: 0 })
const pen: LinePen = { paint, language: 'en' }

const head = {
  ToUserName: 'gh_0123456789ab',
  FromUserName: 'oMgHVjngRipVsoxg6TuX3vz6glDg',
  CreateTime: 1460537339,
}
const text = (Content: string) => writeXml({ ...head, MsgType: 'text', Content, MsgId: 1 })

function shown(xml: string, reply: PassiveReply | string, more: Partial<ShownPush> = {}): ShownPush {
  const push = pushOf(readXml(xml))
  const document = typeof reply === 'string' ? reply : replyXml(reply, push, 1460537340)
  const answer = { by: 'echo', text: document, ...more.answer }
  return { time, ms: 3, delivery: { push, xml }, attempt: 1, status: 200, notes: [], ...more, answer }
}

const said = (Content: string): PassiveReply => ({ MsgType: 'text', Content })

describe('a push on one line', () => {
  test.each<[string, ShownPush, string]>([
    ['a text', shown(text('你好'), said('你好')), '← text oMgH…glDg 你好 → text 你好 3 ms'],
    [
      'an event without words',
      shown(writeXml({ ...head, MsgType: 'event', Event: 'subscribe' }), 'success'),
      '← subscribe oMgH…glDg → success (no reply) 3 ms',
    ],
    ['a retry', shown(text('hi'), '', { attempt: 3 }), '← text try 3 oMgH…glDg hi → empty (no reply) 3 ms'],
    [
      'an image that comes back',
      shown(text('x'), { MsgType: 'image', Image: { MediaId: 'm1' } }),
      '← text oMgH…glDg x → image m1 3 ms',
    ],
    [
      'a rule',
      shown(
        text('x'),
        {
          MsgType: 'news',
          Articles: [
            { Title: 'A', Description: 'd', PicUrl: 'p', Url: 'u' },
            { Title: 'B', Description: 'd', PicUrl: 'p', Url: 'u' },
          ],
        },
        { answer: { by: 'rule', text: '', rule: { number: 2, name: 'keyword x' } } },
      ),
      '← text oMgH…glDg x → empty (no reply) rule 2 3 ms',
    ],
    [
      'an answer that is none',
      shown(text('x'), '<html>oops', { status: 500 }),
      '← text oMgH…glDg x → no XML <html>oops HTTP 500 3 ms',
    ],
    [
      'what came too late',
      shown(text('x'), 'success', { answer: { by: 'late', text: 'success' } }),
      '← text oMgH…glDg x → success (too late to reply) 3 ms',
    ],
    [
      'a click',
      shown(writeXml({ ...head, MsgType: 'event', Event: 'CLICK', EventKey: 'V1' }), said('ok')),
      '← CLICK oMgH…glDg V1 → text ok 3 ms',
    ],
  ])('%s', (_, event, line) => {
    expect(pushLines(event, pen)).toEqual([`14:03:22 ${line}`])
  })

  test('articles are told by their titles', () => {
    const Articles = ['A', 'B'].map((Title) => ({ Title, Description: 'd', PicUrl: 'p', Url: 'u' }))
    expect(pushLines(shown(text('x'), { MsgType: 'news', Articles }), pen)[0]).toContain('→ news A / B 3 ms')
  })

  test('in Chinese', () => {
    const event = shown(text('你好'), 'success', { attempt: 2 })
    expect(pushLines(event, { ...pen, language: 'zh' })).toEqual([
      '14:03:22 ← text 第 2 次 oMgH…glDg 你好 → success（不回复） 3 ms',
    ])
  })

  test('what a user types neither steers the terminal nor begins a line', () => {
    const [line = '', ...more] = pushLines(
      shown(text('a\n::error::b\u001b[2Jc\r\u202ed'), said('\u001b]0;x')),
      pen,
    )
    expect(more).toEqual([])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(line).not.toMatch(/[\u0000-\u001f\u202e]/)
  })

  const long = shown(text('今日歌曲'.repeat(40)), said('👩‍👩‍👧 hello '.repeat(40)), {
    notes: [{ code: 'answer-late', params: { seconds: 4.5 } }],
  })
  test.each([40, 50, 63, 64, 80, 120])('fits into %i columns', (columns) => {
    const lines = pushLines(long, { ...pen, columns })
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns)
    const [first = '', second = ''] = lines
    expect(first).toContain('今日')
    expect(columns < 64 ? second : first).toMatch(/→ text .*… 3 ms$/)
  })

  test('each takes the room that the other does not need', () => {
    const columns = 80
    const short = shown(text('今日歌曲'.repeat(40)), said('ok'))
    const [line = ''] = pushLines(short, { ...pen, columns })
    expect(line).toMatch(/… → text ok 3 ms$/)
    expect(stringWidth(line)).toBeGreaterThan(columns - 4)
  })
})

describe('what is told beside', () => {
  test('a note is under its push, with what to do', () => {
    const notes = [{ code: 'mode-differs', params: { mode: 'plain', sent: 'safe' } }]
    expect(pushLines(shown(text('x'), 'success', { notes }), pen)[1]).toBe(
      '  ! It came in mode safe, and plain is set here: --mode safe, or change the console.',
    )
  })

  test('the faults of a reply have their sentences too; an unknown code is told as it is', () => {
    expect(noteText({ code: 'reply-bom' }, 'en')).toMatch(
      /^A byte order mark stands before the reply\. Save /,
    )
    expect(noteText({ code: 'reply-bom' }, 'zh')).toMatch(/^回复内容前有 BOM。/)
    expect(noteText({ code: 'brand-new' }, 'en')).toBe('brand-new')
  })

  test.each<[RefusalReason, Record<string, string | number>, string]>([
    [
      'path',
      {},
      '✗ 404 the endpoint is not at /wx. It is at /wechat: put that path into the URL of the console, or start with --path /wx',
    ],
    [
      'method',
      {},
      '✗ 404 the method PUT is not one that WeChat uses. GET for the handshake, POST for pushes',
    ],
    [
      'signature-wrong',
      { name: 'signature', differs: 'token-spaces' },
      '✗ 404 signature is wrong: the Token there has a space or line break before or behind it. Type it anew',
    ],
    [
      'cipher',
      { reason: 'appid', appid: 'wx\u001b0123' },
      '✗ 404 the push cannot be decrypted: it was made for the AppID wx\ufffd0123. The EncodingAESKey (and AppID)',
    ],
    [
      'xml',
      { reason: 'doctype', line: 1, column: 9 },
      '✗ 404 the body is no document of WeChat: a DTD, which WeChat never sends at 1:9.',
    ],
  ])('%s is refused', (reason, params, line) => {
    const refusal = { time, method: 'PUT', path: '/wx', status: 404, reason, params }
    const [drawn = ''] = refusalLines(refusal, { path: '/wechat', where: 'callback.json' }, pen)
    expect(drawn).toContain(`14:03:22 ${line}`)
  })

  test('no sentence about a refusal is left with a hole', () => {
    const params = {
      names: 'a',
      name: 'b',
      limit: 1,
      bytes: 2,
      byte: 3,
      line: 4,
      column: 5,
      reason: 'json',
      appid: 'c',
    }
    const places = { path: '/', where: 'here' }
    for (const language of ['en', 'zh'] as const)
      for (const reason of Object.keys(refusalSentences))
        for (const differs of Object.keys(differsSentences)) {
          const refusal = {
            time,
            method: 'GET',
            path: '/',
            status: 400,
            reason,
            params: { ...params, differs },
          }
          expect(refusalLines(refusal, places, { ...pen, language })[0]).not.toMatch(/[{}]/)
        }
  })

  test('a handshake, a file, more of the same, a late reply', () => {
    expect(handshakeLine(time, 1, pen)).toBe('14:03:22 ✓ handshake: URL and Token are right 1 ms')
    expect(fileLine(time, '/MP_verify_a.txt', pen)).toBe('14:03:22 ✓ /MP_verify_a.txt was fetched')
    const empty = { what: 'the body is empty' }
    expect(moreLine({ time, count: 11, isMixed: false }, empty, pen)).toBe(
      '14:03:22 ✗ × 11 more the body is empty',
    )
    expect(moreLine({ time, count: 2, isMixed: true }, empty, pen)).toBe(
      '14:03:22 ✗ × 2 more that differ in detail: the body is empty',
    )
    const notes = [{ code: 'target-late', params: { seconds: 6.2, limit: 5 }, cause: 'late' as const }]
    expect(lateLines({ id: 7, text: text('sorry'), ms: 6200, notes }, time, pen)).toEqual([
      '14:03:22 → #7 too late text sorry 6200 ms',
      '  ! Answered after 6.2 s; WeChat waits 5 s. Answer success at once and do the work afterwards',
    ])
  })

  test('the details are the whole documents, an element a line', () => {
    const lines = detailLines(shown(text('a\u001b]]>b'), 'success'), pen)
    expect(lines).toContain('  ←   <MsgType><![CDATA[text]]></MsgType>')
    expect(lines.at(-1)).toBe('  → success')
    expect(lines.join('')).not.toContain('\u001b')
  })
})

describe('every code has its sentence', () => {
  const engine = join(import.meta.dirname, '../../src/endpoint')
  const sources = (folder: string) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)

  test('reasons of refusals and mistakes in signatures', () => {
    // The types see to it that none is missing here; the test, that none is missing there.
    const reasons = Object.keys({
      'signature-missing': 0,
      'signature-twice': 0,
      'signature-wrong': 0,
      'signature-case': 0,
      'timestamp-malformed': 0,
      'nonce-long': 0,
      'nonce-characters': 0,
      method: 0,
      path: 0,
      'body-too-large': 0,
      'body-empty': 0,
      'body-broken-off': 0,
      'not-utf8': 0,
      xml: 0,
      'not-a-push': 0,
      'plain-in-safe-mode': 0,
      'no-key': 0,
      cipher: 0,
      'too-many': 0,
      'too-many-bytes': 0,
      'not-http': 0,
      'head-too-large': 0,
      'too-slow': 0,
      'too-many-connections': 0,
    } satisfies Record<RefusalReason, 0>)
    const mistakes = Object.keys({
      'not-sha1': 0,
      order: 0,
      separator: 0,
      'token-empty': 0,
      'token-spaces': 0,
      'token-case': 0,
      'token-is-key': 0,
      'token-is-appid': 0,
      'other-signature': 0,
      echostr: 0,
      timestamp: 0,
      nonce: 0,
      'token-or-query': 0,
    } satisfies Record<SignatureMistake, 0>)
    expect(Object.keys(refusalSentences).sort()).toEqual(reasons.sort())
    expect(Object.keys(differsSentences).sort()).toEqual(mistakes.sort())
  })

  test('notes', () => {
    const telling = ['push', 'reply', 'rules', 'server'].flatMap((folder) => [
      ...sources(join(engine, folder)),
    ])
    const codes = telling.flatMap(([, source]) => [
      ...[...source.matchAll(/\bcode: '([a-z-]+)'/g)].map(([, code = '']) => code),
      ...[...source.matchAll(/: '(target-[a-z0-9-]+)',/g)].map(([, code = '']) => code),
    ])
    expect(new Set(codes).size).toBeGreaterThan(20)
    // What is wrong with a target's answer is told in the words of its cause; `custom` is zod's word.
    const own = codes.filter((code) => !/^target-(?!busy)|^custom$/.test(code))
    expect([...new Set(own)].filter((code) => !noteSentences[code])).toEqual([])
    expect(Object.keys(noteSentences).filter((code) => !codes.includes(code))).toEqual([])
  })
})
