import { writeXml } from '../../wechat/xml/write'
import type { Session } from './session'

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
