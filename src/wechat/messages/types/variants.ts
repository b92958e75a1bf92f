import { type Fields, id, type PushShape, text, whole } from './field'

/** A type in another form, under a name of its own, with what differs in its fields. */
interface Variant extends Pick<PushShape, 'what' | 'tail'> {
  /** Name of the type that it is when it arrives. */
  readonly of: string
  readonly fields?: Fields
}

export const variants: Readonly<Record<string, Variant>> = {
  'text-msgmenu': {
    of: 'text',
    what: { en: 'a text sent by a tap in a menu message', zh: '点击菜单消息（msgmenu）选项发来的文本' },
    fields: { Content: text('满意') },
    tail: { bizmsgmenuid: text('101') },
  },
  'text-article': {
    of: 'text',
    what: { en: 'a text sent from an article', zh: '从图文中发来的文本' },
    fields: { Content: text('怎么报名？') },
    tail: { MsgDataId: id('6543210987654321'), Idx: whole(1) },
  },
  'voice-recognition': {
    of: 'voice',
    what: { en: 'a voice message with the words that were heard', zh: '带语音识别结果的语音消息' },
    fields: { Recognition: text('今天天气怎么样') },
  },
  'subscribe-qr': {
    of: 'event/subscribe',
    what: { en: 'somebody follows by a QR code with a scene', zh: '扫描带参数二维码关注' },
    fields: { EventKey: text('qrscene_123'), Ticket: text('gQExampleTicket0123456789') },
  },
}
