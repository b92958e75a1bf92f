import { hash } from 'node:crypto'
import { textOf, type XmlElement } from '../xml/read'

/** What every push carries (docs/platform.md 3.6 and 3.7), in the documentation's names. */
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

/** A push as it was read. `fields` holds all fields, also of types that are not documented. */
export interface Push extends PushHead {
  /** Name of the type in the catalogue (types.ts): `text`, `event/CLICK`; of unknown ones in the same form. */
  readonly type: string
  /** All children of the document, including those above. */
  readonly fields: XmlElement
}

/** A push from the fields of its document. Nothing is refused, because an undocumented type may be new. */
export function pushOf(fields: XmlElement): Push {
  // The documentation prints some samples with blanks and line breaks in their elements.
  const text = (name: string) => textOf(fields, name).trim()
  const [MsgType, Event, MsgId] = [text('MsgType'), text('Event'), text('MsgId')]
  const created = Number(text('CreateTime'))
  return {
    ToUserName: text('ToUserName'),
    FromUserName: text('FromUserName'),
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
 * The identity of a push, the same for all its deliveries: of messages MsgId; of the results of jobs
 * MsgID with their event and its time; of everything else the whole document, as its hash: cards, invoices and
 * subscriptions of one user and second differ in nothing but their other fields (docs/platform.md 3.1).
 *
 * A push that came in plain is never the same as one that came encrypted: whoever saw a query can sign a plain one,
 * and an answer of another program that was made for the one form cannot be read in the other.
 * @param xml its document, decrypted: a retry has the same, though its signature and its cipher text are new
 */
export function pushIdentity(push: Push, xml: string, encrypted: boolean): string {
  const { MsgId, ToUserName, FromUserName, CreateTime, Event, fields } = push
  const form = encrypted ? 'sealed' : 'plain'
  const users = `${ToUserName}\n${FromUserName}`
  if (MsgId !== undefined && isId(MsgId)) return `${form} id ${MsgId} ${Event ?? ''}\n${users}`
  const MsgID = textOf(fields, 'MsgID').trim()
  if (Event !== undefined && isId(MsgID)) return `${form} job ${MsgID} ${CreateTime} ${Event}\n${users}`
  return `${form} document ${hash('sha256', encrypted ? xml : withoutCipher(xml, fields), 'base64')}`
}

/** A whole number of up to 64 bits. 0 is none: some systems write it where there is no id. */
const isId = (text: string): boolean => /^0*[1-9]\d{0,19}$/.test(text) && text.length <= 20

/** In compat mode the plain document has its encrypted form within it, which is new in each delivery. */
function withoutCipher(xml: string, fields: XmlElement): string {
  const encrypt = textOf(fields, 'Encrypt')
  return encrypt === '' ? xml : xml.replaceAll(encrypt, '')
}
