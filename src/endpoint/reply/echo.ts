import type { Push } from '../../wechat/messages/push'
import { type PassiveReply, replyXml, SUCCESS } from '../../wechat/replies/reply'
import { replyLimits } from '../../wechat/replies/types'
import { textOf } from '../../wechat/xml/read'
import type { Answer, Answerer } from '../types'

/**
 * Answers with what came: text as text, images, voices and videos by their MediaId, and of everything else a
 * description.
 * @param describe what to say of other pushes; '' where there is nothing to say
 */
export function echoWith(describe: (push: Push) => string): Answerer {
  return ({ push, receivedAt }): Answer => {
    const reply = mirrored(push) ?? textReply(describe(push))
    if (!reply) return { by: 'echo', text: SUCCESS }
    return { by: 'echo', text: replyXml(reply, push, Math.floor(receivedAt / 1000)) }
  }
}

function mirrored({ MsgType, fields }: Push): PassiveReply | undefined {
  if (MsgType === 'text') return textReply(textOf(fields, 'Content'))
  const MediaId = textOf(fields, 'MediaId')
  if (MediaId === '') return undefined
  if (MsgType === 'image') return { MsgType, Image: { MediaId } }
  if (MsgType === 'voice') return { MsgType, Voice: { MediaId } }
  if (MsgType === 'video') return { MsgType, Video: { MediaId } }
  return undefined
}

const textReply = (text: string): PassiveReply | undefined =>
  text === '' ? undefined : { MsgType: 'text', Content: cut(text) }

/** What reaches the user of it: the longest beginning within the limit, whole characters only. */
function cut(text: string): string {
  const { textBytes } = replyLimits
  if (text.length * 3 <= textBytes || Buffer.byteLength(text) <= textBytes) return text
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(textBytes))
  return text.slice(0, read)
}
