/** Replies of rules files, as WeChat's documents have them. */
import type { Push } from '../../wechat/messages/push'
import type { PassiveReply } from '../../wechat/replies/reply'
import type { Match } from './conditions'
import { fill } from './fill'
import type { OneShape, ReplyShape } from './shape'

/** A reply whose texts still have placeholders; undefined is the answer `success`. */
export type Template = PassiveReply | undefined

/** What a rule may answer: one of them, at random. */
export function templatesOf(reply: ReplyShape): readonly Template[] {
  if (typeof reply !== 'object' || reply.one_of === undefined) return [templateOf(reply)]
  return reply.one_of.map(templateOf)
}

function templateOf(reply: OneShape): Template {
  if (typeof reply === 'string') return { MsgType: 'text', Content: reply }
  const { text, image, voice, video, music, news, transfer_customer_service: transfer } = reply
  if (text !== undefined) return { MsgType: 'text', Content: text }
  if (image) return { MsgType: 'image', Image: { MediaId: image.media_id } }
  if (voice) return { MsgType: 'voice', Voice: { MediaId: voice.media_id } }
  if (video) {
    const { media_id, title: Title, description: Description } = video
    return { MsgType: 'video', Video: { MediaId: media_id, Title, Description } }
  }
  if (music) {
    const { title: Title, description: Description, musicurl, hqmusicurl, thumb_media_id } = music
    const addresses = { MusicUrl: musicurl, HQMusicUrl: hqmusicurl }
    return { MsgType: 'music', Music: { Title, Description, ...addresses, ThumbMediaId: thumb_media_id } }
  }
  if (news) {
    const Articles = news.map(({ title, description, picurl, url }) => ({
      Title: title,
      Description: description,
      PicUrl: picurl,
      Url: url,
    }))
    return { MsgType: 'news', Articles }
  }
  if (transfer !== undefined) {
    const KfAccount = typeof transfer === 'object' ? transfer?.kf_account : undefined
    return {
      MsgType: 'transfer_customer_service',
      ...(KfAccount !== undefined && { TransInfo: { KfAccount } }),
    }
  }
  return reply.transfer_biz_ai_ivr !== undefined ? { MsgType: 'transfer_biz_ai_ivr' } : undefined
}

/** The reply to a push: all placeholders filled. */
export function filled(reply: PassiveReply, push: Push, match: Match): PassiveReply {
  const fillIn = <Value>(value: Value, name: string): Value => {
    if (typeof value === 'string') return fill(value, push, match, /url$/i.test(name)) as Value
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map((item) => fillIn(item, name)) as Value
    const entries = Object.entries(value).map(([key, inner]) => [key, fillIn(inner, key)])
    return Object.fromEntries(entries) as Value
  }
  return fillIn(reply, '')
}
