import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { format } from '../../../src/terminal/language'
import { replySentences } from '../../../src/terminal/messages/replies'
import type { PushHead } from '../../../src/wechat/messages/push'
import { checkReply } from '../../../src/wechat/replies/check'
import { type ReplyFinding, replyRules } from '../../../src/wechat/replies/findings'
import { readReply } from '../../../src/wechat/replies/read'
import { type PassiveReply, replyXml } from '../../../src/wechat/replies/reply'
import { replyType, replyTypeNames } from '../../../src/wechat/replies/types'
import { readXml, textOf } from '../../../src/wechat/xml/read'

const said: PushHead = { ToUserName: 'gh_1', FromUserName: 'o1', CreateTime: 1, MsgType: 'text' }
const tapped: PushHead = { ...said, MsgType: 'event', Event: 'CLICK' }

const article = { Title: 'T', Description: 'D', PicUrl: 'http://a.cn/p.png', Url: 'http://a.cn/' }
const replies: { readonly [Type in PassiveReply['MsgType']]: PassiveReply } = {
  text: { MsgType: 'text', Content: '你好\n🎁 ]]>' },
  image: { MsgType: 'image', Image: { MediaId: 'm' } },
  voice: { MsgType: 'voice', Voice: { MediaId: 'm' } },
  video: { MsgType: 'video', Video: { MediaId: 'm', Title: 'T', Description: 'D' } },
  music: { MsgType: 'music', Music: { Title: 'T', MusicUrl: 'http://a.cn/m.mp3', ThumbMediaId: 'm' } },
  news: { MsgType: 'news', Articles: [article] },
  transfer_customer_service: { MsgType: 'transfer_customer_service', TransInfo: { KfAccount: 'a@b' } },
  transfer_biz_ai_ivr: { MsgType: 'transfer_biz_ai_ivr' },
}
const news = (count: number): PassiveReply => ({ MsgType: 'news', Articles: Array(count).fill(article) })

/** What is found in a reply to a push, its codes alone. */
const codes = (findings: readonly ReplyFinding[]) => findings.map(({ code }) => code)
const checked = (xml: string, push?: PushHead) => checkReply(readXml(xml), push)
/** A reply by hand: a head that is right, and the rest. */
const byHand = (
  own: string,
  head = '<ToUserName>o1</ToUserName><FromUserName>gh_1</FromUserName><CreateTime>2</CreateTime>',
) => `<xml>${head}${own}</xml>`

describe('a right reply', () => {
  test.each(Object.entries(replies))(
    'of type %s is read as it was written, with nothing to say against it',
    (_, reply) => {
      const read = readReply(replyXml(reply, said, 2))
      expect(read).toMatchObject({ kind: 'document', reply, faults: [] })
      expect(read.reply).toEqual(reply)
      expect(checkReply(read.fields ?? {}, said)).toEqual([])
    },
  )

  test.each(replyTypeNames)('of type %s needs what its data say it needs', (name) => {
    const { inside, items, fields } = replyType(name)
    for (const [field, need] of Object.entries(fields)) {
      const xml = replyXml(replies[name], said, 2)
      const without = xml.replace(new RegExp(`<${field}>.*?</${field}>`, 's'), '')
      const found = checked(without, said)
      if (need === 'optional') expect(found).toEqual([])
      else if (items)
        expect(found).toMatchObject([
          { code: 'reply-article-field-missing', params: { number: 1, name: field } },
        ])
      else
        expect(found).toEqual([
          {
            level: 'error',
            code: 'reply-field-missing',
            params: { place: inside ? `${inside}/${field}` : field },
          },
        ])
    }
  })

  test('may hand over to any customer service', () => {
    expect(checked(byHand('<MsgType>transfer_customer_service</MsgType>'), said)).toEqual([])
  })

  test('may be nothing', () => {
    expect(readReply('success')).toEqual({ kind: 'nothing', faults: [] })
    expect(readReply('')).toEqual({ kind: 'nothing', faults: [] })
  })

  test('may have a declaration and lines of its own', () => {
    const xml = replyXml(replies.text, said, 2).replace(/(<\/\w+>)/g, '$1\n  ')
    expect(readReply(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`)).toMatchObject({
      reply: replies.text,
      faults: [],
    })
  })

  test('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (Content) => {
        const { fields, reply } = readReply(replyXml({ MsgType: 'text', Content }, said, 2))
        expect(textOf(fields ?? {}, 'ToUserName')).toBe('o1')
        expect(reply).toMatchObject({ MsgType: 'text', Content: expect.any(String) })
      }),
    )
  })
})

describe('a body that WeChat does not take', () => {
  test.each<[string, string, 'nothing' | 'document' | 'unreadable', string[]]>([
    ['success behind a byte order mark', '\ufeffsuccess', 'nothing', ['reply-bom']],
    ['success with a line break', 'success\n', 'nothing', ['reply-space']],
    ['spaces alone', ' \r\n', 'nothing', ['reply-space']],
    ['success in another case', 'SUCCESS', 'nothing', ['reply-success-spelling']],
    ['success in quotes', '"success"', 'nothing', ['reply-success-spelling']],
    ['success with a full stop and a break', 'success.\n', 'nothing', ['reply-success-spelling']],
    [
      'a document behind a byte order mark',
      `\ufeff${replyXml(replies.text, said, 2)}`,
      'document',
      ['reply-bom'],
    ],
    ['JSON', '{"code":0,"data":"ok"}', 'unreadable', ['reply-json']],
    ['JSON cut off', '{"code":0,', 'unreadable', ['reply-json']],
    ['a list of JSON', '[]', 'unreadable', ['reply-json']],
    ['null', 'null', 'unreadable', ['reply-json']],
    ['a web page', '<!DOCTYPE html>\n<html><body>502</body></html>', 'unreadable', ['reply-html']],
    ['a piece of a web page', '<h1>Not Found</h1>', 'unreadable', ['reply-html']],
    ['a warning of PHP', '<br />\n<b>Warning</b>: x on line <b>3</b>', 'unreadable', ['reply-html']],
    [
      'a warning before the document',
      `<br />\n<b>Notice</b>: x${replyXml(replies.text, said, 2)}`,
      'unreadable',
      ['reply-surrounded'],
    ],
    [
      'words before the document',
      `debug ${replyXml(replies.text, said, 2)}`,
      'unreadable',
      ['reply-surrounded'],
    ],
    ['words', '你好', 'unreadable', ['reply-not-xml']],
    ['[a word]', '[a word]', 'unreadable', ['reply-not-xml']],
    ['an image (gif)', 'GIF89a\u0001\u0000', 'unreadable', ['reply-binary']],
    ['an image (png)', Buffer.from('89504e470d0a1a0a00', 'hex').toString(), 'unreadable', ['reply-binary']],
    ['an image (jpeg)', Buffer.from('ffd8ffe000104a46', 'hex').toString(), 'unreadable', ['reply-binary']],
    ['half a document', '<xml><ToUserName>', 'unreadable', ['reply-malformed']],
    [
      'a bare ampersand',
      byHand('<MsgType>text</MsgType><Content>a & b</Content>'),
      'unreadable',
      ['reply-entity'],
    ],
    ['a DTD', '<!DOCTYPE xml><xml/>', 'unreadable', ['reply-doctype']],
    ['another root', '<XML><a/></XML>', 'unreadable', ['reply-root']],
    ['elements without end', `<xml>${'<a>'.repeat(5000)}`, 'unreadable', ['reply-depth']],
  ])('%s', (_, body, kind, found) => {
    const read = readReply(body)
    expect(codes(read.faults)).toEqual(found)
    expect(read.kind).toBe(kind)
  })

  test('is quoted by its beginning', () => {
    expect(readReply(`  ${'错'.repeat(500)}`).faults[0]?.params).toEqual({ start: '错'.repeat(60) })
  })

  test('has its bare ampersand found at its place', () => {
    const body = '<xml><!-- & --><A><![CDATA[&]]></A>\n<B>&amp;&#38; http://a.cn/?b=1&c=2</B></xml>'
    expect(readReply(body).faults).toMatchObject([{ code: 'reply-entity', params: { line: 2, column: 31 } }])
  })

  test('has its fault with line and column', () => {
    expect(readReply('<xml>\n<a></b></xml>').faults).toMatchObject([{ params: { line: 2 } }])
  })

  test('is read without an exception, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<xml>',
        '</xml>',
        '<MsgType>',
        '</MsgType>',
        'news',
        'success',
        '{',
        '}',
        '"',
        '\ufeff',
        '\n',
        '<?xml?>',
        '<Articles>',
        '<item/>',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
        const { kind, fields, faults } = readReply(pieces.join(''))
        expect(kind === 'document').toBe(fields !== undefined)
        if (kind === 'unreadable') expect(faults.some(({ level }) => level === 'error')).toBe(true)
        if (fields) expect(Array.isArray(checkReply(fields, said))).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('whom a reply is for', () => {
  const text = '<MsgType>text</MsgType><Content>1</Content>'
  const users = (to: string, from: string) =>
    byHand(
      text,
      `<ToUserName>${to}</ToUserName><FromUserName>${from}</FromUserName><CreateTime>2</CreateTime>`,
    )

  test.each<[string, string, string[]]>([
    ['the right ones', users('o1', 'gh_1'), []],
    ['not swapped', users('gh_1', 'o1'), ['reply-users-not-swapped']],
    ['another user', users('o2', 'gh_1'), ['reply-to-wrong']],
    ['another account', users('o1', 'gh_2'), ['reply-from-wrong']],
    ['both wrong', users('o2', 'gh_2'), ['reply-to-wrong', 'reply-from-wrong']],
    [
      'missing',
      byHand(text, '<CreateTime>2</CreateTime>'),
      ['reply-element-missing', 'reply-element-missing'],
    ],
    ['empty', users('', 'gh_1'), ['reply-element-missing']],
    [
      'in another case',
      byHand(text, '<toUserName>o1</toUserName><FromUserName>gh_1</FromUserName><CreateTime>2</CreateTime>'),
      ['reply-element-case'],
    ],
  ])('%s', (_, xml, found) => expect(codes(checked(xml, said))).toEqual(found))

  test('is not asked without a push', () => expect(checked(users('o2', 'gh_2'))).toEqual([]))
})

describe('CreateTime', () => {
  const at = (time: string) =>
    codes(
      checked(
        byHand(
          '<MsgType>text</MsgType><Content>1</Content>',
          `<ToUserName>o1</ToUserName><FromUserName>gh_1</FromUserName>${time}`,
        ),
        said,
      ),
    )
  test.each<[string, string[]]>([
    ['<CreateTime>1763913600</CreateTime>', []],
    ['<CreateTime><![CDATA[1763913600]]></CreateTime>', []],
    ['', ['reply-element-missing']],
    ['<CreateTime></CreateTime>', ['reply-element-missing']],
    ['<CreateTime>2025-11-24</CreateTime>', ['reply-time-malformed']],
    ['<CreateTime>1763913600.5</CreateTime>', ['reply-time-malformed']],
    ['<CreateTime>1763913600000</CreateTime>', ['reply-time-milliseconds']],
  ])('%j', (time, found) => expect(at(time)).toEqual(found))
})

describe('a type', () => {
  test.each<[string, string[], object]>([
    [
      '<MsgType>sticker</MsgType>',
      ['reply-type-unknown'],
      { given: 'sticker', known: expect.stringContaining('text, image') },
    ],
    [
      '<MsgType>Text</MsgType><Content>1</Content>',
      ['reply-type-misspelt'],
      { given: 'Text', suggestion: 'text' },
    ],
    [
      '<MsgType>transfer_customer_servic</MsgType>',
      ['reply-type-misspelt'],
      { suggestion: 'transfer_customer_service' },
    ],
    ['<MsgType>toString</MsgType>', ['reply-type-unknown'], {}],
    ['', ['reply-element-missing'], { name: 'MsgType' }],
    ['<MsgType>text</MsgType><Content></Content>', ['reply-field-missing'], { place: 'Content' }],
    [
      '<MsgType>text</MsgType><content>1</content>',
      ['reply-field-case'],
      { given: 'content', name: 'Content' },
    ],
    [
      '<MsgType>image</MsgType><MediaId>m</MediaId>',
      ['reply-field-misplaced'],
      { name: 'MediaId', place: 'Image/MediaId' },
    ],
    [
      '<MsgType>image</MsgType><image><MediaId>m</MediaId></image>',
      ['reply-field-case'],
      { given: 'image', name: 'Image' },
    ],
    [
      '<MsgType>image</MsgType><Image><MediaID>m</MediaID></Image>',
      ['reply-field-case'],
      { given: 'MediaID', name: 'MediaId' },
    ],
    [
      '<MsgType>video</MsgType><Video><Title>T</Title></Video>',
      ['reply-field-missing'],
      { place: 'Video/MediaId' },
    ],
    [
      '<MsgType>music</MsgType><Music><MusicUrl>u</MusicUrl></Music>',
      ['reply-field-missing'],
      { place: 'Music/ThumbMediaId' },
    ],
    [
      '<MsgType>transfer_customer_service</MsgType><TransInfo><Kf>a</Kf></TransInfo>',
      ['reply-field-missing'],
      { place: 'TransInfo/KfAccount' },
    ],
  ])('%s', (own, found, params) => {
    const findings = checked(byHand(own), said)
    expect(codes(findings)).toEqual(found)
    expect(findings[0]).toMatchObject({ level: 'error', params })
  })
})

describe('a text', () => {
  const long = (Content: string) => checked(replyXml({ MsgType: 'text', Content }, said, 2), said)
  test('of 2048 bytes is fine', () => expect(long('x'.repeat(2048))).toEqual([]))
  test('of 2049 bytes is warned of: no page says so [?]', () => {
    expect(long('x'.repeat(2049))).toEqual([
      { level: 'warning', code: 'reply-text-long', params: { bytes: 2049, limit: 2048 } },
    ])
  })
  test('is counted in bytes, not in characters', () =>
    expect(codes(long('今'.repeat(683)))).toEqual(['reply-text-long']))
})

describe('articles', () => {
  test.each(['text', 'image', 'voice', 'video', 'shortvideo', 'link', 'location'])(
    'in reply to a %s: only the first of several is shown',
    (MsgType) => {
      const push = { ...said, MsgType }
      expect(checked(replyXml(news(1), push, 2), push)).toEqual([])
      expect(checked(replyXml(news(2), push, 2), push)).toEqual([
        { level: 'warning', code: 'reply-news-cut', params: { items: 2, type: MsgType } },
      ])
    },
  )

  test('in reply to an event: up to eight are', () => {
    expect(checked(replyXml(news(8), tapped, 2), tapped)).toEqual([])
    expect(checked(replyXml(news(9), tapped, 2), tapped)).toEqual([
      { level: 'error', code: 'reply-news-many', params: { items: 9, limit: 8 } },
    ])
  })

  const item = '<item><Title>T</Title><Description>D</Description><PicUrl>p</PicUrl><Url>u</Url></item>'
  test.each<[string, string, string[]]>([
    ['one', `<ArticleCount>1</ArticleCount><Articles>${item}</Articles>`, []],
    [
      'a count that is too high',
      `<ArticleCount>2</ArticleCount><Articles>${item}</Articles>`,
      ['reply-news-count'],
    ],
    [
      'a count that is none',
      `<ArticleCount>one</ArticleCount><Articles>${item}</Articles>`,
      ['reply-news-count'],
    ],
    ['no count', `<Articles>${item}</Articles>`, ['reply-field-missing']],
    ['no articles', '<ArticleCount>0</ArticleCount><Articles></Articles>', ['reply-news-empty']],
    ['no list', '<ArticleCount>1</ArticleCount>', ['reply-news-empty']],
    [
      'an article that is empty',
      '<ArticleCount>1</ArticleCount><Articles><item/></Articles>',
      Array(4).fill('reply-article-field-missing'),
    ],
    [
      'an article without a picture',
      `<ArticleCount>1</ArticleCount><Articles>${item.replace('<PicUrl>p</PicUrl>', '')}</Articles>`,
      ['reply-article-field-missing'],
    ],
    [
      'an article with an empty text',
      `<ArticleCount>1</ArticleCount><Articles>${item.replace('>D<', '><')}</Articles>`,
      ['reply-article-field-empty'],
    ],
  ])('%s', (_, own, found) =>
    expect(codes(checked(byHand(`<MsgType>news</MsgType>${own}`), tapped))).toEqual(found),
  )
})

describe('the sentences', () => {
  test('are there for every rule and no other', () =>
    expect(Object.keys(replySentences).sort()).toEqual([...replyRules].sort()))

  /** One reply after the other, so that every rule is met with the parameters that its sentences need. */
  const bodies = [
    '\ufeffsuccess',
    'success ',
    'Success',
    '[]',
    '<html/>',
    'GIF89a',
    'x<xml></xml>',
    'x',
    '<xml>',
    '<!DOCTYPE xml><xml/>',
    '<xml>&a;</xml>',
    `<xml>${'<a>'.repeat(20)}`,
    '<a/>',
    byHand(''),
    byHand('<msgType>text</msgType>'),
    byHand('', '<ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName>'),
    byHand('', '<ToUserName>a</ToUserName><FromUserName>b</FromUserName><CreateTime>c</CreateTime>'),
    byHand('', '<CreateTime>1763913600000</CreateTime>'),
    byHand('<MsgType>zzzzzz</MsgType>'),
    byHand('<MsgType>txt</MsgType>'),
    byHand('<MsgType>text</MsgType>'),
    byHand('<MsgType>text</MsgType><content>1</content>'),
    byHand('<MsgType>image</MsgType><MediaId>1</MediaId>'),
    byHand(`<MsgType>text</MsgType><Content>${'x'.repeat(3000)}</Content>`),
    byHand('<MsgType>news</MsgType>'),
    'HTTP/1.0 200 OK\r\n\r\n<xml></xml>',
    '<xml><xml></xml></xml>',
    '<xml></xml><xml></xml>',
    '<xml></xml>success',
    '<xml><a><![CDATA[a]]>b]]></a></xml>',
    byHand('<MsgType>text</MsgType><Content>a\\nb \ufffd</Content>'),
    byHand(
      `<MsgType>news</MsgType><ArticleCount>1</ArticleCount><Articles>${'<item><Title/></item>'.repeat(9)}</Articles>`,
    ),
  ]
  test('say each what is wrong and what to do, with every place filled', () => {
    const findings = bodies.flatMap((body) => {
      const { faults, fields } = readReply(body)
      return [...faults, ...(fields ? checkReply(fields, said) : [])]
    })
    expect([...new Set(codes(findings))].sort()).toEqual([...replyRules].sort())
    for (const { code, params } of findings)
      for (const language of ['en', 'zh'] as const)
        for (const sentence of [replySentences[code].what, replySentences[code].fix])
          expect(format(sentence, language, params)).not.toMatch(/[{}]|undefined/)
  })
})
