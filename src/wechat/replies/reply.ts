/** Passive replies: the answers to a push that reach the user as messages. docs/platform.md 4. */

import type { PushHead } from '../messages/push'
import { writeXml } from '../xml/write'

/** A reply in the documentation's names, without what every reply carries. */
export type PassiveReply =
  | { readonly MsgType: 'text'; readonly Content: string }
  | { readonly MsgType: 'image'; readonly Image: { readonly MediaId: string } }
  | { readonly MsgType: 'voice'; readonly Voice: { readonly MediaId: string } }
  | { readonly MsgType: 'video'; readonly Video: VideoReply }
  | { readonly MsgType: 'music'; readonly Music: MusicReply }
  | { readonly MsgType: 'news'; readonly Articles: readonly Article[] }
  | { readonly MsgType: 'transfer_customer_service'; readonly TransInfo?: { readonly KfAccount: string } }
  | { readonly MsgType: 'transfer_biz_ai_ivr' }

interface VideoReply {
  readonly MediaId: string
  readonly Title?: string
  readonly Description?: string
}
interface MusicReply {
  readonly Title?: string
  readonly Description?: string
  readonly MusicUrl?: string
  readonly HQMusicUrl?: string
  readonly ThumbMediaId: string
}
export interface Article {
  readonly Title: string
  readonly Description: string
  readonly PicUrl: string
  readonly Url: string
}

/** The document of a reply to this push. @param createTime Unix seconds */
export function replyXml(reply: PassiveReply, push: PushHead, createTime: number): string {
  const { MsgType, ...own } = reply
  return writeXml({
    ToUserName: push.FromUserName,
    FromUserName: push.ToUserName,
    CreateTime: createTime,
    MsgType,
    ...('Articles' in own
      ? {
          ArticleCount: own.Articles.length,
          Articles: { item: own.Articles.map((article) => ({ ...article })) },
        }
      : own),
  })
}

/** The answer for no reply; an empty body means the same. */
export const SUCCESS = 'success'

/** Seconds after which WeChat cuts the connection and tries again, and how often in all (docs/platform.md 3.5). */
export const ANSWER_SECONDS = 5
export const ATTEMPTS = 3
