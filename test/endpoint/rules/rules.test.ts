import { describe, expect, test } from 'vitest'
import { pushOf } from '../../../src/wechat/messages/push'
import { checkReply } from '../../../src/wechat/replies/check'
import { readXml, textOf } from '../../../src/wechat/xml/read'
import { answering, delivery, event, text } from './reading'

/** What a text reply says. */
const said = (answer: { readonly text: string }) => textOf(readXml(answer.text), 'Content')

describe('each form of reply', () => {
  const forms: [form: string, reply: string, document: string][] = [
    ['a string', '你好', '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content>'],
    ['text', '{ text: 你好 }', '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content>'],
    [
      'image',
      '{ image: { media_id: m1 } }',
      '<MsgType><![CDATA[image]]></MsgType><Image><MediaId><![CDATA[m1]]></MediaId></Image>',
    ],
    [
      'voice',
      '{ voice: { media_id: m1 } }',
      '<MsgType><![CDATA[voice]]></MsgType><Voice><MediaId><![CDATA[m1]]></MediaId></Voice>',
    ],
    [
      'video',
      '{ video: { media_id: m1, title: 标题, description: 描述 } }',
      '<MsgType><![CDATA[video]]></MsgType><Video><MediaId><![CDATA[m1]]></MediaId><Title><![CDATA[标题]]></Title><Description><![CDATA[描述]]></Description></Video>',
    ],
    [
      'a video without words',
      '{ video: { media_id: m1 } }',
      '<MsgType><![CDATA[video]]></MsgType><Video><MediaId><![CDATA[m1]]></MediaId></Video>',
    ],
    [
      'music',
      '{ music: { title: t, description: d, musicurl: http://a.cn/m, hqmusicurl: http://a.cn/h, thumb_media_id: m1 } }',
      '<MsgType><![CDATA[music]]></MsgType><Music><Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description><MusicUrl><![CDATA[http://a.cn/m]]></MusicUrl><HQMusicUrl><![CDATA[http://a.cn/h]]></HQMusicUrl><ThumbMediaId><![CDATA[m1]]></ThumbMediaId></Music>',
    ],
    [
      'news',
      '{ news: [{ title: t, description: d, picurl: http://a.cn/p, url: http://a.cn/u }] }',
      '<MsgType><![CDATA[news]]></MsgType><ArticleCount>1</ArticleCount><Articles><item><Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description><PicUrl><![CDATA[http://a.cn/p]]></PicUrl><Url><![CDATA[http://a.cn/u]]></Url></item></Articles>',
    ],
    [
      'transfer_customer_service',
      '{ transfer_customer_service: true }',
      '<MsgType><![CDATA[transfer_customer_service]]></MsgType>',
    ],
    [
      'transfer_customer_service to one account',
      '{ transfer_customer_service: { kf_account: alice@shop } }',
      '<MsgType><![CDATA[transfer_customer_service]]></MsgType><TransInfo><KfAccount><![CDATA[alice@shop]]></KfAccount></TransInfo>',
    ],
    ['transfer_biz_ai_ivr', '{ transfer_biz_ai_ivr: }', '<MsgType><![CDATA[transfer_biz_ai_ivr]]></MsgType>'],
  ]

  test.each(forms)('%s', (_, reply, document) => {
    const push = text('k')
    const answer = answering(`rules:\n  - keyword: k\n    reply: ${reply}\n`)(push)
    const head =
      '<ToUserName><![CDATA[oAlice]]></ToUserName><FromUserName><![CDATA[gh_1]]></FromUserName><CreateTime>1763913601</CreateTime>'
    expect(answer.text).toBe(`<xml>${head}${document}</xml>`)
    expect(answer).toMatchObject({ by: 'rule', rule: { number: 1, name: 'keyword k' } })
    expect(checkReply(readXml(answer.text), pushOf(readXml(delivery(push).xml)))).toEqual([])
  })

  test('none is success', () => {
    const answer = answering('rules: [{ keyword: k, reply: { none: true } }]')(text('k'))
    expect(answer).toEqual({ by: 'rule', text: 'success', rule: { number: 1, name: 'keyword k' } })
  })

  test('one_of is one of them, at random', () => {
    const file = 'rules: [{ keyword: k, reply: { one_of: [a, { text: b }, { none: }] } }]'
    expect([0, 0.34, 0.99].map((random) => answering(file, () => random)(text('k')).text)).toEqual([
      expect.stringContaining('<![CDATA[a]]></Content>'),
      expect.stringContaining('<![CDATA[b]]></Content>'),
      'success',
    ])
  })
})

describe('conditions', () => {
  const answer = answering(`
rules:
  - { keyword: [你好, Hello], reply: keyword }
  - { contains: [价格, price], reply: contains }
  - { regex: '^订单\\s*(\\d+)$', reply: regex $1 }
  - { type: [image, voice], reply: media }
  - { type: text, reply: another text }
  - { event: CLICK, key: [V1, V2], reply: click }
  - { event: subscribe, key_prefix: qrscene_, reply: 'by QR \${EventKey}' }
  - { event: subscribe, reply: welcome }
default: nothing else
`)

  test.each([
    ['a keyword', text('你好'), 'keyword'],
    ['a keyword in other case, with white space around', text(' hELLO\n'), 'keyword'],
    ['not a keyword within a text', text('hello you'), 'another text'],
    ['a word within a text', text('今天的价格？'), 'contains'],
    ['a word in other case', text('What PRICE'), 'contains'],
    ['a regex, its group filled in', text('订单 42'), 'regex 42'],
    ['a regex that does not match', text('订单 42a'), 'another text'],
    ['a type', { MsgType: 'image', MediaId: 'm' }, 'media'],
    ['another type of the list', { MsgType: 'voice', MediaId: 'm' }, 'media'],
    ['an event by its key', event('CLICK', { EventKey: 'V2' }), 'click'],
    ['an event with another key', event('CLICK', { EventKey: 'V3' }), 'nothing else'],
    [
      'an event by the beginning of its key',
      event('subscribe', { EventKey: 'qrscene_7' }),
      'by QR qrscene_7',
    ],
    ['an event whatever its key', event('subscribe', { EventKey: '' }), 'welcome'],
    ['an event in other case is another event', event('SUBSCRIBE'), 'nothing else'],
    ['the words of a keyword in an event', event('你好', { Content: '你好' }), 'nothing else'],
    ['a type that no rule names', { MsgType: 'link' }, 'nothing else'],
    ['a type that nobody knows', { MsgType: 'hologram' }, 'nothing else'],
  ])('%s', (_, push, reply) => {
    expect(said(answer(push))).toBe(reply)
  })

  test('the first rule that matches answers', () => {
    const file =
      'rules: [{ contains: a, reply: first }, { keyword: b, reply: second }, { type: text, reply: last }]'
    const first = answering(file)
    expect(['ab', 'b', 'c'].map((content) => said(first(text(content))))).toEqual(['first', 'second', 'last'])
    expect(first(text('b')).rule).toEqual({ number: 2, name: 'keyword b' })
  })

  test('the default says that it is no rule', () => {
    expect(answer({ MsgType: 'link' }).rule).toEqual({ number: 0, name: 'default' })
  })

  test('without a default the answer is success', () => {
    expect(answering('rules: []')(text('x'))).toEqual({ by: 'none', text: 'success' })
  })
})

describe('placeholders', () => {
  const fill = (reply: string, push = text('a&b'), condition = '{ type: [text, image] }') => {
    const answer = answering(`rules: [{ ${condition.slice(1, -1)}, reply: ${JSON.stringify(reply)} }]`)(push)
    return answer.text === 'success' ? 'success' : said(answer)
  }

  test.each([
    ['fields of the push', '${FromUserName}: ${Content}', 'oAlice: a&b'],
    ['a field that is not there is empty', '[${PicUrl}]', '[]'],
    ['$$ is $', '$${Content} costs $$5', '${Content} costs $5'],
    ['$1 without a regex stands for itself', 'only $5', 'only $5'],
    ['what is no name stands for itself', '${a b} ${} $ {Content} $x', '${a b} ${} $ {Content} $x'],
  ])('%s', (_, reply, filled) => {
    expect(fill(reply)).toBe(filled)
  })

  test('what is filled in is not filled again', () => {
    expect(fill('${Content}', text('${FromUserName} $1 $$ ]]>'))).toBe('${FromUserName} $1 $$ ]]>')
  })

  test('a field within another', () => {
    const push = event('scancode_waitmsg', {
      EventKey: 'k',
      ScanCodeInfo: { ScanType: 'qrcode', ScanResult: '42' },
    })
    expect(fill('${ScanCodeInfo.ScanResult}', push, '{ event: scancode_waitmsg }')).toBe('42')
  })

  test('groups of a regex; one that took no part is empty, one that does not exist stays as text', () => {
    expect(fill('$1,$2,$3', text('ac'), "{ regex: '(a)(b)?c' }")).toBe('a,,$3')
  })

  test('a text that is empty once it is filled is not sent', () => {
    const answer = answering('rules: [{ type: text, reply: " ${bizmsgmenuid} " }]')(text('x'))
    expect(answer).toMatchObject({
      text: 'success',
      notes: [{ code: 'rule-reply-empty', params: { number: 1 } }],
    })
  })

  test('in an address they are encoded, but for a whole address', () => {
    const article =
      '{ title: "${Content}", description: d, picurl: "${PicUrl}", url: "https://a.cn/?q=${Content}&n=$$" }'
    const answer = answering(`rules: [{ type: [text, image], reply: { news: [${article}] } }]`)
    const push = { MsgType: 'image', Content: 'a&b 你', PicUrl: 'http://mmbiz.qpic.cn/a?b=1' }
    expect(answer(push).text).toContain(
      '<Title><![CDATA[a&b 你]]></Title><Description><![CDATA[d]]></Description><PicUrl><![CDATA[http://mmbiz.qpic.cn/a?b=1]]></PicUrl><Url><![CDATA[https://a.cn/?q=a%26b%20%E4%BD%A0&n=$]]></Url>',
    )
  })

  test('an image comes back by its MediaId', () => {
    const answer = answering("rules: [{ type: image, reply: { image: { media_id: '${MediaId}' } } }]")
    expect(answer({ MsgType: 'image', MediaId: 'm9' }).text).toContain(
      '<Image><MediaId><![CDATA[m9]]></MediaId></Image>',
    )
  })
})

describe('a regex that never ends', () => {
  const evil = `${'a'.repeat(40)}!`

  test('is stopped, and the rules behind it are tried', () => {
    const answer = answering("rules: [{ regex: '^(a+)+$', reply: x }, { contains: '!', reply: second }]")
    const slow = answer(text(evil))
    expect(said(slow)).toBe('second')
    expect(slow.notes).toEqual([{ code: 'rule-regex-slow', params: { number: 1 } }])
    expect(said(answer(text('aaa')))).toBe('x')
  })

  test('twenty of them do not hold the endpoint up until WeChat gives up', () => {
    const rules = Array.from({ length: 20 }, (_, at) => `{ regex: '^(a+)+${'b?'.repeat(at)}$', reply: x }`)
    const answer = answering(`rules: [${rules.join(', ')}, { contains: '!', reply: last }]`)
    const slow = answer(text(evil))
    expect(said(slow)).toBe('last')
    expect(slow.notes).toHaveLength(10) // 100 ms each
  })
})
