/** A push and what comes back to it. */
import { type PushSeal, sealPush } from '../../wechat/callback/callback'
import { pushOf } from '../../wechat/messages/push'
import { readXml, textOf } from '../../wechat/xml/read'
import { type ReadReply, readAnswer } from './reply'
import type { Session } from './session'
import { slow } from './slow'
import type { Problem } from './types'

export interface Pushed {
  readonly problems: readonly Problem[]
  /** Absent where nothing came back that could be read as the endpoint's own word. */
  readonly read?: ReadReply
}

/** Sends a document as WeChat does and judges the answer. */
export async function push(session: Session, xml: string): Promise<Pushed> {
  const called = await session.post(sealPush(session.config, session.cipher, xml, sealOf(session)))
  if ('problem' in called) return { problems: [called.problem] }
  const { reply } = called
  const { ms } = reply
  const { read, problems } = readAnswer(session, reply, pushOf(readXml(xml)))
  if (!read) return { problems }
  const isWrong = problems.some(({ level }) => level === 'error')
  return { read, problems: [...(isWrong ? [] : [wellOf(read, ms)]), ...problems, ...slow(session, ms)] }
}

function wellOf({ kind, fields, encrypted }: ReadReply, ms: number): Problem {
  if (kind === 'nothing' || !fields) return { code: 'reply-nothing', params: {}, ms, level: 'ok' }
  const type = textOf(fields, 'MsgType')
  return { code: encrypted ? 'reply-ok-encrypted' : 'reply-ok', params: { type }, ms, level: 'ok' }
}

/** Made anew for each attempt. */
export const sealOf = (session: Session): PushSeal => ({
  timestamp: session.timestamp(),
  nonce: session.digits(10, '1234'),
  random: session.random(16),
})
