import { type PushSeal, sealPush } from '../../wechat/callback/callback'
import { pushOf } from '../../wechat/messages/push'
import { readXml, textOf } from '../../wechat/xml/read'
import { writeXml } from '../../wechat/xml/write'
import { meaningOf, type ReadReply, readAnswer } from './reply'
import type { Session } from './session'
import type { Problem } from './types'

/** A push and what comes back to it. */

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

/**
 * Made anew for each attempt. The nonce has as many digits as the timestamp, so that their order is the same by number
 * and by text: an endpoint that sorts numbers is told so by the handshake, and not by every push as well.
 */
export const sealOf = (session: Session): PushSeal => ({
  timestamp: session.timestamp(),
  nonce: session.digits(10, '1234'),
  random: session.random(16),
})

/** Of the time that WeChat waits: beyond it a busy day is enough to be too late. */
const SHARE = 0.6

/** @param ms until the answer was whole */
export function slow({ limitMs }: Session, ms: number): Problem[] {
  return ms > limitMs * SHARE
    ? [{ code: 'slow', params: { limit: limitMs / 1000 }, ms, level: 'warning' }]
    : []
}

/**
 * The same message once more, as when the first answer was lost (docs/platform.md 3.5): an endpoint that remembers it answers the
 * same or nothing. One that makes the same answer anew cannot be told from it, and does no harm.
 */
export async function pushAgain(session: Session, xml: string, first: Pushed): Promise<readonly Problem[]> {
  const again = await push(session, xml)
  const isWrong = again.problems.some(({ level }) => level === 'error')
  if (isWrong) return again.problems
  const ms = again.problems[0]?.ms
  const isSame = again.read?.kind === 'nothing' || contentOf(again) === contentOf(first)
  return isSame
    ? [{ code: 'retry-same', params: {}, ms, level: 'ok' }]
    : [{ code: 'retry-differs', params: {}, ms, level: 'warning' }]
}

const contentOf = ({ read }: Pushed): string => (read ? meaningOf(read) : '')

/**
 * Whom the pushes are from: always the same made-up user, so that an endpoint that keeps its followers gets one more
 * of them and not one at every run.
 */
const OPENID = 'oWxadminVerify00000000000000'
const ACCOUNT = 'gh_000000000000'

/** A text message that no endpoint has had before. */
export function textPush(session: Session): string {
  return writeXml({
    ...head(session),
    MsgType: 'text',
    Content: 'wxadmin verify',
    MsgId: BigInt(session.digits(17)),
  })
}

/** A new follower. */
export function subscribePush(session: Session): string {
  return writeXml({ ...head(session), MsgType: 'event', Event: 'subscribe', EventKey: '' })
}

const head = (session: Session) => ({
  ToUserName: ACCOUNT,
  FromUserName: OPENID,
  CreateTime: Number(session.timestamp()),
})
