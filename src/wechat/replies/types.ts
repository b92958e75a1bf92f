/** Passive replies as data (docs/platform.md 4): what each type holds. Reading, checking and the rules file go by it. */

import type { Words } from '../errcodes/remedies/remedy'
import type { PassiveReply } from './reply'

type Need = 'required' | 'optional'

export interface ReplyType {
  readonly what: Words
  /** The fields, in the documentation's names and order. */
  readonly fields: Readonly<Record<string, Need>>
  /** The element around them; absent where they are beside MsgType. */
  readonly inside?: string
  /** `inside` is optional; if it is there, the fields are checked. */
  readonly insideNeed?: Need
  /** `inside` holds a list of `item`, each with the fields. */
  readonly items?: true
}

const replyTypes = {
  text: { what: { en: 'a text', zh: '文本' }, fields: { Content: 'required' } },
  image: { what: { en: 'an image', zh: '图片' }, inside: 'Image', fields: { MediaId: 'required' } },
  voice: { what: { en: 'a voice message', zh: '语音' }, inside: 'Voice', fields: { MediaId: 'required' } },
  video: {
    what: { en: 'a video', zh: '视频' },
    inside: 'Video',
    fields: { MediaId: 'required', Title: 'optional', Description: 'optional' },
  },
  music: {
    what: { en: 'a song', zh: '音乐' },
    inside: 'Music',
    fields: {
      Title: 'optional',
      Description: 'optional',
      MusicUrl: 'optional',
      HQMusicUrl: 'optional',
      ThumbMediaId: 'required',
    },
  },
  news: {
    what: { en: 'articles', zh: '图文' },
    inside: 'Articles',
    items: true,
    fields: { Title: 'required', Description: 'required', PicUrl: 'required', Url: 'required' },
  },
  transfer_customer_service: {
    what: { en: 'a hand-over to customer service', zh: '转接客服' },
    inside: 'TransInfo',
    insideNeed: 'optional',
    fields: { KfAccount: 'required' },
  },
  transfer_biz_ai_ivr: { what: { en: "a hand-over to WeChat's AI reply", zh: '转接智能回复' }, fields: {} },
} as const satisfies Record<PassiveReply['MsgType'], ReplyType>

export type ReplyTypeName = keyof typeof replyTypes
export const replyTypeNames = Object.keys(replyTypes) as readonly ReplyTypeName[]

export const isReplyType = (name: string): name is ReplyTypeName => Object.hasOwn(replyTypes, name)

export const replyType = (name: ReplyTypeName): ReplyType => replyTypes[name]

export const replyLimits = {
  /** UTF-8 bytes of a text; not documented, measured by the community [?]. */
  textBytes: 2048,
  /** Articles that are shown; of more, the first. */
  articles: 8,
  /** After a message of the user's own, since 2018-10-12. */
  articlesToMessage: 1,
} as const

/**
 * MsgTypes to which one article at most is shown. The page names texts, images, voice, video, 图文 and locations;
 * 图文 arrive as links, and a short video is taken for a video [?].
 */
export const singleArticleTo: readonly string[] = [
  'text',
  'image',
  'voice',
  'video',
  'shortvideo',
  'link',
  'location',
]
