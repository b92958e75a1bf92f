import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { pushIdentity, pushOf } from '../../../src/wechat/messages/push'
import { summaryOf } from '../../../src/wechat/messages/summary'
import { templateOf } from '../../../src/wechat/messages/template'
import { type PushOf, typed } from '../../../src/wechat/messages/typed'
import {
  entryOf,
  findPushType,
  type PushTypeEntry,
  type PushTypeName,
  pushFamilies,
  pushTypes,
  suggestPushType,
} from '../../../src/wechat/messages/types'
import type { Field, Fields } from '../../../src/wechat/messages/types/field'
import { readXml, textOf } from '../../../src/wechat/xml/read'
import { writeXml } from '../../../src/wechat/xml/write'

/** docs/platform.md 3.6 and 3.7, in their order. */
const messages = 'text image voice video shortvideo location link'.split(' ')
const events = `subscribe unsubscribe SCAN LOCATION CLICK VIEW view_miniprogram scancode_push scancode_waitmsg
  pic_sysphoto pic_photo_or_album pic_weixin location_select TEMPLATESENDJOBFINISH MASSSENDJOBFINISH PUBLISHJOBFINISH
  subscribe_msg_popup_event subscribe_msg_change_event subscribe_msg_sent_event qualification_verify_success
  naming_verify_success annual_renew verify_expired qualification_verify_fail naming_verify_fail user_info_modified
  user_authorization_revoke user_authorization_cancellation kf_create_session kf_close_session kf_switch_session
  card_pass_check card_not_pass_check user_get_card user_gifting_card user_del_card user_consume_card
  user_pay_from_pay_cell user_view_card user_enter_session_from_card update_member_card card_sku_remind card_pay_order
  submit_membercard_user_info giftcard_pay_done giftcard_send_to_friend giftcard_user_accept user_authorize_invoice
  submit_invoice_title update_invoice_status cloud_invoice_invoiceresult_event poi_check_notify
  apply_merchant_audit_info create_map_poi_audit_info add_store_audit_info modify_store_audit_info
  user_enter_tempsession guide_qrcode_scan_event WifiConnected ShakearoundUserShake merchant_order ENTER`.split(
  /\s+/,
)
const forms = ['text-msgmenu', 'text-article', 'voice-recognition', 'subscribe-qr']

const head = { to: 'gh_1', from: 'o1', createTime: 1763913600, msgId: 2n ** 63n + 1n }
const xmlOf = (entry: PushTypeEntry) => writeXml(templateOf(entry, head))
const entryNamed = (name: string) => {
  const entry = findPushType(name)
  if (!entry) throw new Error(`no type ${name}`)
  return entry
}
const example = (name: string) => pushOf(readXml(xmlOf(entryNamed(name))))
const pushed = (xml: string) => pushOf(readXml(`<xml><FromUserName>o1</FromUserName>${xml}</xml>`))

describe('the catalogue', () => {
  test('has every documented message and event, and nothing twice', () => {
    const names = pushTypes.map(({ name }) => name)
    expect([...names].sort()).toEqual(
      [...messages, ...events.map((event) => `event/${event}`), ...forms].sort(),
    )
    expect(events).toHaveLength(62)
    expect(new Set(names).size).toBe(names.length)
  })

  test('tells of every type what it is, in two languages, shortly', () => {
    for (const { what } of pushTypes) {
      expect(what.en).toMatch(/^\p{Script=Latin}[^.]{3,70}$/u)
      expect(what.zh).toMatch(/\p{Script=Han}/u)
    }
    expect(new Set(pushTypes.map(({ what }) => what.en)).size).toBe(pushTypes.length)
  })

  test('is in order of families', () => {
    expect([...new Set(pushTypes.map(({ family }) => family))]).toEqual([...pushFamilies])
  })

  test('marks what is retired, and what no sample was at hand for', () => {
    const marked = (mark: 'retired' | 'sketch') =>
      pushTypes.filter((entry) => entry[mark]).map(({ Event }) => Event)
    expect(marked('retired')).toEqual(['WifiConnected', 'ShakearoundUserShake', 'merchant_order', 'ENTER'])
    expect(marked('sketch')).toEqual([
      'apply_merchant_audit_info',
      'create_map_poi_audit_info',
      'add_store_audit_info',
      'modify_store_audit_info',
      'ENTER',
    ])
  })

  test.each(pushTypes.map((entry) => [entry.name, entry] as const))(
    'its example of %s is a push of that type',
    (_, entry) => {
      const push = pushOf(readXml(xmlOf(entry)))
      expect(push).toMatchObject({
        ToUserName: 'gh_1',
        FromUserName: 'o1',
        CreateTime: 1763913600,
        type: entry.type,
      })
      expect(push.MsgId).toBe(entry.Event === undefined ? '9223372036854775809' : undefined)
      expect(entryOf(push.type)?.name).toBe(entry.type)
      expect(pushIdentity(push, xmlOf(entry), false)).toMatch(
        /^plain (?:id 9223372036854775809|job \d+ 1763913600|document \S{44}$)/,
      )
      // all fields that are not rare, and no others
      expect(
        Object.keys(push.fields)
          .slice(entry.Event === undefined ? 4 : 5)
          .filter((name) => name !== 'MsgId'),
      ).toEqual(
        Object.entries({ ...entry.fields, ...entry.tail })
          .filter(([, { rare }]) => !rare)
          .map(([name]) => name),
      )
    },
  )

  test.each(pushTypes.filter(({ type, name }) => type === name).map(({ name }) => [name as PushTypeName]))(
    'its example of %s is read as it was written',
    (name) => {
      const { fields, tail } = entryNamed(name)
      expect(typed(example(name), name)).toMatchObject(expected({ ...fields, ...tail }))
    },
  )
})

/** What the example of a field is when it is read. */
function value(field: Field): unknown {
  if (field.kind === 'struct') return expected(field.fields)
  if (field.kind === 'list') return field.rare ? [] : [value(field.of)]
  if (!field.rare) return field.example
  return field.kind === 'whole' || field.kind === 'decimal' ? undefined : ''
}
const expected = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, value(field)]))

describe('an example is sent as WeChat sends it:', () => {
  const HEAD =
    '<ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName><CreateTime>1763913600</CreateTime>'
  test.each([
    [
      'text',
      '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content><MsgId>9223372036854775809</MsgId>',
    ],
    [
      'text-msgmenu',
      '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[满意]]></Content><MsgId>9223372036854775809</MsgId><bizmsgmenuid><![CDATA[101]]></bizmsgmenuid>',
    ],
    ['subscribe', '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event>'],
    [
      'subscribe-qr',
      '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event><EventKey><![CDATA[qrscene_123]]></EventKey><Ticket><![CDATA[gQExampleTicket0123456789]]></Ticket>',
    ],
    [
      'pic_weixin',
      '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[pic_weixin]]></Event><EventKey><![CDATA[V1001_PICTURE]]></EventKey><SendPicsInfo><Count>1</Count><PicList><item><PicMd5Sum><![CDATA[0123456789abcdef0123456789abcdef]]></PicMd5Sum></item></PicList></SendPicsInfo>',
    ],
    [
      'subscribe_msg_change_event',
      '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe_msg_change_event]]></Event><SubscribeMsgChangeEvent><List><TemplateId><![CDATA[template_0123456789abcdef]]></TemplateId><SubscribeStatusString><![CDATA[reject]]></SubscribeStatusString></List></SubscribeMsgChangeEvent>',
    ],
  ])('%s', (name, own) => expect(xmlOf(entryNamed(name))).toBe(`<xml>${HEAD}${own}</xml>`))
})

describe('a type is found by', () => {
  test.each([
    ['text', 'text'],
    ['CLICK', 'event/CLICK'],
    ['event/CLICK', 'event/CLICK'],
    ['click', 'event/CLICK'],
    ['Event/Click', 'event/CLICK'],
    ['TEXT', 'text'],
    ['location', 'location'],
    ['LOCATION', 'event/LOCATION'],
    ['event/LOCATION', 'event/LOCATION'],
    ['event/location', 'event/LOCATION'],
    ['Subscribe-QR', 'subscribe-qr'],
    ['masssendjobfinish', 'event/MASSSENDJOBFINISH'],
  ])('%s', (name, found) => expect(findPushType(name)?.name).toBe(found))

  test.each(['Location', 'subscribe_qr', 'event/text', '', 'toString', 'event/'])(
    'a type is not known by %j',
    (name) => expect(findPushType(name)).toBeUndefined(),
  )

  test.each([
    ['txt', 'text'],
    ['clik', 'CLICK'],
    ['event/clik', 'event/CLICK'],
    ['subscribe_qr', 'subscribe-qr'],
    ['scancodepush', 'scancode_push'],
    ['FREEPUBLISHJOBFINISH', 'PUBLISHJOBFINISH'],
    ['xyzzy', undefined],
  ])('for %s it suggests %s', (name, suggestion) => expect(suggestPushType(name)).toBe(suggestion))
})

describe('a typed push', () => {
  test('has its fields by name: texts, numbers as numbers, ids as texts', () => {
    const text = typed(example('text-article'), 'text')
    expectTypeOf(text).toEqualTypeOf<PushOf<'text'> | undefined>()
    expectTypeOf<PushOf<'text'>['Content']>().toEqualTypeOf<string>()
    expectTypeOf<PushOf<'text'>['Idx']>().toEqualTypeOf<number | undefined>()
    expect(text?.Content).toBe('怎么报名？')
    expect(text?.MsgDataId).toBe('6543210987654321')
    expect(text?.Idx).toBe(1)
    expect(text?.bizmsgmenuid).toBe('')
    expect(text?.MsgId).toBe('9223372036854775809')

    const location = typed(example('location'), 'location')
    expectTypeOf<PushOf<'location'>['Location_X']>().toEqualTypeOf<number | undefined>()
    expect([location?.Location_X, location?.Scale]).toEqual([23.106414, 16])
  })

  test('has its lists whole, one element or many', () => {
    const sent = typed(example('subscribe_msg_sent_event'), 'event/subscribe_msg_sent_event')
    expectTypeOf<
      PushOf<'event/subscribe_msg_sent_event'>['SubscribeMsgSentEvent']['List'][number]['MsgID']
    >().toEqualTypeOf<string>()
    expect(sent?.SubscribeMsgSentEvent.List.map(({ MsgID }) => MsgID)).toEqual(['2600000000000000001'])

    const two = pushed(
      '<MsgType>event</MsgType><Event>PUBLISHJOBFINISH</Event><PublishEventInfo><publish_status>2</publish_status><fail_idx>1</fail_idx><fail_idx>2</fail_idx></PublishEventInfo>',
    )
    expect(typed(two, 'event/PUBLISHJOBFINISH')?.PublishEventInfo).toEqual({
      publish_id: '',
      publish_status: 2,
      article_id: '',
      article_detail: { count: undefined, item: [] },
      fail_idx: [1, 2],
    })
  })

  test('is none of another type', () => {
    expect(typed(example('CLICK'), 'event/VIEW')).toBeUndefined()
    expect(typed(pushed('<MsgType>brand_new</MsgType>'), 'text')).toBeUndefined()
  })

  test.each([
    ['12', 12],
    [' 12\n', 12],
    ['-1', -1],
    ['', undefined],
    ['1.5', undefined],
    ['0x10', undefined],
    ['MENUID', undefined],
    ['<a>1</a>', undefined],
  ])('reads the whole number %j as %s', (written, read) => {
    const push = pushed(`<MsgType>location</MsgType><Scale>${written}</Scale>`)
    expect(typed(push, 'location')?.Scale).toBe(read)
  })

  test('takes structs that are texts, and texts that are structs, for empty ones', () => {
    const push = pushed(
      '<MsgType>event</MsgType><Event>scancode_push</Event><EventKey><a/></EventKey><ScanCodeInfo>x</ScanCodeInfo>',
    )
    expect(typed(push, 'event/scancode_push')).toMatchObject({
      EventKey: '',
      ScanCodeInfo: { ScanType: '', ScanResult: '' },
    })
  })
})

test('a push that nobody documented keeps every field', () => {
  const push = pushed('<MsgType>event</MsgType><Event>brand_new</Event><Deep><er>1</er><er>2</er></Deep>')
  expect(push.type).toBe('event/brand_new')
  expect(push.fields).toMatchObject({ Deep: { er: ['1', '2'] } })
  expect(entryOf(push.type)).toBeUndefined()
})

describe('the line of a push', () => {
  test.each([
    ['text', '你好'],
    ['image', 'http://mmbiz.qpic.cn/mmbiz_jpg/example/0'],
    ['voice', 'amr media_0123456789abcdef'],
    ['voice-recognition', '今天天气怎么样'],
    ['video', 'media_0123456789abcdef'],
    ['location', '广州市海珠区阅江西路222号 (23.106414, 113.324553)'],
    ['link', '微信公众平台 https://mp.weixin.qq.com/'],
    ['subscribe', ''],
    ['subscribe-qr', 'qrscene_123'],
    ['unsubscribe', ''],
    ['SCAN', '123'],
    ['LOCATION', '23.106414, 113.324553'],
    ['CLICK', 'V1001_TODAY_MUSIC'],
    ['VIEW', 'https://www.example.com/'],
    ['view_miniprogram', 'pages/index/index'],
    ['scancode_waitmsg', 'V1001_SCAN https://example.com/'],
    ['pic_sysphoto', 'V1001_PICTURE ×1'],
    ['location_select', 'V1001_PLACE 广州市海珠区阅江西路222号 (23.106414, 113.324553)'],
    ['TEMPLATESENDJOBFINISH', '200000001 success'],
    ['MASSSENDJOBFINISH', '1000000001 send success'],
    ['PUBLISHJOBFINISH', '2250000001 0'],
    ['subscribe_msg_popup_event', 'template_0123456789abcdef accept'],
    ['subscribe_msg_sent_event', 'template_0123456789abcdef success'],
    ['kf_switch_session', 'alice@example → bob@example'],
    ['guide_qrcode_scan_event', 'alice counter-3'],
    ['user_enter_tempsession', 'from-the-help-page'],
    ['annual_renew', 'ExpiredTime=1795449600'],
    ['user_del_card', 'CardId=pSandbox_card_0123456789abcd UserCardCode=123400005678'],
    ['naming_verify_fail', '资料不完整'],
  ])('of %s', (name, line) => expect(summaryOf(example(name))).toBe(line))

  test('of an unknown type has its first fields', () => {
    expect(summaryOf(pushed('<MsgType>new</MsgType><MsgId>1</MsgId><A>1</A><B/><C><d/></C><E>今</E>'))).toBe(
      'A=1 E=今',
    )
  })

  test('is one line, and cut where it grows long, never within a character', () => {
    expect(summaryOf(pushed('<MsgType>text</MsgType><Content>\n a \r\n\n b\n</Content>'))).toBe('a b')
    const long = summaryOf(pushed(`<MsgType>text</MsgType><Content>x${'🎁'.repeat(1000)}</Content>`))
    expect(long).toBe(`x${'🎁'.repeat(249)}…`)
  })

  test('comes of whatever is in the fields', () => {
    const piece = fc.constantFrom(
      '<EventKey>1</EventKey>',
      '<EventKey><a/></EventKey>',
      '<SendPicsInfo/>',
      '<SendLocationInfo>x</SendLocationInfo>',
      '<Content><b>1</b></Content>',
      '<List/>',
      '<SubscribeMsgSentEvent><List>1</List><List/></SubscribeMsgSentEvent>',
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...pushTypes),
        fc.array(piece, { maxLength: 5 }),
        ({ MsgType, Event = '' }, pieces) => {
          const push = pushed(`<MsgType>${MsgType}</MsgType><Event>${Event}</Event>${pieces.join('')}`)
          expect(summaryOf(push)).not.toMatch(/[\r\n]|undefined|\[object/)
          expect(typed(push, push.type as PushTypeName)).toBeDefined()
          expect(textOf(push.fields, 'MsgType')).toBe(MsgType)
        },
      ),
      { numRuns: 500 },
    )
  })
})
