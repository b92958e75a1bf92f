import { listOf, textOf, type XmlElement } from '../xml/read'
import type { Article, PassiveReply } from './reply'

/**
 * Reads the reply in a document; missing fields are `''`. Undefined without a known MsgType. The opposite of `replyXml`.
 */
export function replyOf(fields: XmlElement): PassiveReply | undefined {
  const MsgType = textOf(fields, 'MsgType')
  switch (MsgType) {
    case 'text':
      return { MsgType, Content: textOf(fields, 'Content') }
    case 'image':
      return { MsgType, Image: { MediaId: textOf(within(fields, 'Image'), 'MediaId') } }
    case 'voice':
      return { MsgType, Voice: { MediaId: textOf(within(fields, 'Voice'), 'MediaId') } }
    case 'video':
      return {
        MsgType,
        Video: { MediaId: '', ...texts(within(fields, 'Video'), ['MediaId', 'Title', 'Description']) },
      }
    case 'music':
      return {
        MsgType,
        Music: {
          ThumbMediaId: '',
          ...texts(within(fields, 'Music'), [
            'Title',
            'Description',
            'MusicUrl',
            'HQMusicUrl',
            'ThumbMediaId',
          ]),
        },
      }
    case 'news':
      return { MsgType, Articles: listOf(within(fields, 'Articles'), 'item').map((item) => articleOf(item)) }
    case 'transfer_customer_service': {
      const KfAccount = textOf(within(fields, 'TransInfo'), 'KfAccount')
      return KfAccount === '' ? { MsgType } : { MsgType, TransInfo: { KfAccount } }
    }
    case 'transfer_biz_ai_ivr':
      return { MsgType }
    default:
      return undefined
  }
}

function articleOf(item: ReturnType<typeof listOf>[number]): Article {
  const fields = typeof item === 'object' ? item : {}
  return {
    Title: textOf(fields, 'Title'),
    Description: textOf(fields, 'Description'),
    PicUrl: textOf(fields, 'PicUrl'),
    Url: textOf(fields, 'Url'),
  }
}

function within(fields: XmlElement, name: string): XmlElement {
  const first = listOf(fields, name)[0]
  return typeof first === 'object' ? first : {}
}

/** Those of the texts that are there. */
function texts<Name extends string>(fields: XmlElement, names: readonly Name[]): { [Key in Name]?: string } {
  const found: { [Key in Name]?: string } = {}
  for (const name of names) if (listOf(fields, name).length > 0) found[name] = textOf(fields, name)
  return found
}
