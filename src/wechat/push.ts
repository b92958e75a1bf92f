import { textOf, type XmlElement } from './xml-read'

/** What every push carries (FACTS 3.6 and 3.7), in the documentation's names. */
export interface PushHead {
  /** The account's own id, `gh_…`. */
  readonly ToUserName: string
  /** The user's openid. */
  readonly FromUserName: string
  /** Unix seconds; 0 where it is missing or no number. */
  readonly CreateTime: number
  /** `text`, `image` …, or `event`. */
  readonly MsgType: string
  /** Of events; with the case of the documentation: `CLICK`, `subscribe`. */
  readonly Event?: string
  /** Of messages, a 64-bit number as it was written. */
  readonly MsgId?: string
}

/** A push as it was read. Types that are not documented are whole as well: all fields stand in `fields`. */
export interface Push extends PushHead {
  /** Name of the type in the catalogue (push-types.ts): `text`, `event/CLICK`; of unknown ones in the same form. */
  readonly type: string
  /** Every child of the document, those above included. */
  readonly fields: XmlElement
}

/** A push from the fields of its document. Nothing is refused: what is not documented may be new. */
export function pushOf(fields: XmlElement): Push {
  // Samples of the documentation have spaces around the CDATA of some.
  const MsgType = textOf(fields, 'MsgType').trim()
  const Event = textOf(fields, 'Event').trim()
  const MsgId = textOf(fields, 'MsgId').trim()
  const created = Number(textOf(fields, 'CreateTime'))
  return {
    ToUserName: textOf(fields, 'ToUserName'),
    FromUserName: textOf(fields, 'FromUserName'),
    CreateTime: Number.isSafeInteger(created) ? created : 0,
    MsgType,
    ...(Event !== '' && { Event }),
    ...(MsgId !== '' && { MsgId }),
    type: typeName(MsgType, Event),
    fields,
  }
}

const typeName = (MsgType: string, Event: string): string =>
  MsgType === 'event' ? `event/${Event}` : MsgType

/**
 * What two deliveries of one push have in common (FACTS 3.5): MsgId, or for events, which have none, who, when and
 * what; of results of messages that were sent also which, MsgID: several may come in one second. Undefined where it says neither: it cannot be told from another one then.
 */
export function pushIdentity({ MsgId, FromUserName, CreateTime, Event, fields }: Push): string | undefined {
  if (MsgId) return `${FromUserName} ${MsgId}`
  if (FromUserName === '' || CreateTime === 0) return undefined
  return `${FromUserName} ${CreateTime} ${Event ?? ''} ${textOf(fields, 'EventKey')} ${textOf(fields, 'MsgID')}`
}
