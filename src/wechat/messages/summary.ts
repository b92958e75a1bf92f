import { listOf, textOf, type XmlElement, type XmlValue } from '../xml/read'
import type { Push } from './push'

/** What the summary shows, by type: paths into the fields, or a function that joins them. */
const tellers: Readonly<Record<string, (fields: XmlElement) => string>> = {
  text: of('Content'),
  image: of('PicUrl'),
  voice: (fields) => textOf(fields, 'Recognition') || joined(fields, ['Format', 'MediaId']),
  video: of('MediaId'),
  shortvideo: of('MediaId'),
  location: place,
  link: of('Title', 'Url'),
  'event/subscribe': of('EventKey'),
  'event/unsubscribe': of('EventKey'),
  'event/SCAN': of('EventKey'),
  'event/LOCATION': (fields) => coordinates(fields, 'Latitude', 'Longitude'),
  'event/CLICK': of('EventKey'),
  'event/VIEW': of('EventKey'),
  'event/view_miniprogram': of('EventKey'),
  'event/scancode_push': of('EventKey', 'ScanCodeInfo/ScanResult'),
  'event/scancode_waitmsg': of('EventKey', 'ScanCodeInfo/ScanResult'),
  'event/pic_sysphoto': pictures,
  'event/pic_photo_or_album': pictures,
  'event/pic_weixin': pictures,
  'event/location_select': (fields) =>
    [textOf(fields, 'EventKey'), ...within(fields, 'SendLocationInfo').map(place)].filter(Boolean).join(' '),
  'event/TEMPLATESENDJOBFINISH': of('MsgID', 'Status'),
  'event/MASSSENDJOBFINISH': of('MsgID', 'Status'),
  'event/PUBLISHJOBFINISH': of('PublishEventInfo/publish_id', 'PublishEventInfo/publish_status'),
  'event/subscribe_msg_popup_event': subscriptions('SubscribeMsgPopupEvent', 'SubscribeStatusString'),
  'event/subscribe_msg_change_event': subscriptions('SubscribeMsgChangeEvent', 'SubscribeStatusString'),
  'event/subscribe_msg_sent_event': subscriptions('SubscribeMsgSentEvent', 'ErrorStatus'),
  'event/qualification_verify_fail': of('FailReason'),
  'event/naming_verify_fail': of('FailReason'),
  'event/kf_create_session': of('KfAccount'),
  'event/kf_close_session': of('KfAccount'),
  'event/kf_switch_session': (fields) =>
    `${textOf(fields, 'FromKfAccount')} → ${textOf(fields, 'ToKfAccount')}`,
  'event/guide_qrcode_scan_event': of('GuideScanEvent/qrcode_guide_account', 'GuideScanEvent/qrcode_info'),
  'event/user_enter_tempsession': of('SessionFrom'),
}

/** Fields of every push, which its line shows already. */
const heads = new Set(['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Event', 'MsgId', 'Encrypt'])
const LONGEST = 500

/**
 * What a push says, on one line and in no language: a text's content, a button's key, a place. Of types without a form
 * of their own, and of unknown ones, their first fields as `name=value`. `''` where it has none. The text is
 * raw: make it harmless before showing it.
 */
export function summaryOf({ type, fields }: Push): string {
  const told = Object.hasOwn(tellers, type) ? tellers[type]?.(fields) : firstFields(fields)
  return cut((told ?? '').trim()).replace(/\s*[\r\n]\s*/g, ' ')
}

/** Never between the halves of an emoji. */
const cut = (words: string): string =>
  words.length > LONGEST ? `${words.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : words

function of(...paths: readonly string[]): (fields: XmlElement) => string {
  return (fields) => joined(fields, paths)
}

function joined(fields: XmlElement, paths: readonly string[]): string {
  return paths
    .map((path) => at(fields, path))
    .filter(Boolean)
    .join(' ')
}

function at(fields: XmlElement, path: string): string {
  const [outer = '', inner] = path.split('/')
  return inner === undefined
    ? textOf(fields, outer)
    : (within(fields, outer).map((element) => textOf(element, inner))[0] ?? '')
}

const within = (fields: XmlElement, name: string): XmlElement[] => listOf(fields, name).filter(isElement)
const isElement = (value: XmlValue): value is XmlElement => typeof value === 'object'

function place(fields: XmlElement): string {
  const where = coordinates(fields, 'Location_X', 'Location_Y')
  const name = textOf(fields, 'Poiname') || textOf(fields, 'Label')
  return name === '' ? where : `${name} (${where})`
}

function coordinates(fields: XmlElement, latitude: string, longitude: string): string {
  return `${textOf(fields, latitude)}, ${textOf(fields, longitude)}`
}

function pictures(fields: XmlElement): string {
  const count = at(fields, 'SendPicsInfo/Count')
  return `${textOf(fields, 'EventKey')}${count && ` ×${count}`}`
}

function subscriptions(holder: string, status: string): (fields: XmlElement) => string {
  return (fields) =>
    within(fields, holder)
      .flatMap((element) => within(element, 'List'))
      .map((one) => joined(one, ['TemplateId', status]))
      .join(', ')
}

function firstFields(fields: XmlElement): string {
  return Object.keys(fields)
    .filter((name) => !heads.has(name) && textOf(fields, name) !== '')
    .slice(0, 4)
    .map((name) => `${name}=${textOf(fields, name)}`)
    .join(' ')
}
