import { SUCCESS } from '../wechat/replies/reply'
import { listOf, readXml, textOf, type XmlElement } from '../wechat/xml/read'

/** What was answered, in a few words. */
export interface ReplySummary {
  /** `MsgType`; `success`, `empty`, or `other` for what is no reply of WeChat's. */
  readonly type: string
  /** What it says: the text, the titles of articles, the media id. As it was written: not yet safe to show. */
  readonly text?: string
}

/** Characters; a text has 2048 bytes at most, what another server answers may have any number. */
const LONGEST = 2000

/** @param text the reply's document before it is encrypted, or `success`, or nothing */
export function replySummary(text: string): ReplySummary {
  const bare = text.trim()
  if (bare === '') return { type: 'empty' }
  if (bare === SUCCESS) return { type: 'success' }
  try {
    const fields = readXml(bare)
    const type = textOf(fields, 'MsgType')
    if (type !== '') return { type, ...said(fields) }
  } catch {
    // What a bot that is forwarded to has answered may be anything.
  }
  return { type: 'other', text: oneLine(bare) }
}

function said(fields: XmlElement): { readonly text?: string } {
  const within = (name: string, outer = fields) =>
    listOf(outer, name).filter((value): value is XmlElement => typeof value === 'object')
  const articles = within('Articles').flatMap((list) => within('item', list))
  const media = ['Image', 'Voice', 'Video', 'Music'].flatMap((name) => within(name))
  const candidates = [
    textOf(fields, 'Content'),
    articles.map((article) => textOf(article, 'Title')).join(' / '),
    ...media.flatMap((one) => [textOf(one, 'Title'), textOf(one, 'MediaId')]),
    ...within('TransInfo').map((one) => textOf(one, 'KfAccount')),
  ]
  const text = candidates.find((candidate) => candidate !== '')
  return text === undefined ? {} : { text: oneLine(text) }
}

const oneLine = (text: string) => text.slice(0, LONGEST).replace(/\s+/g, ' ').trim()
