import { SCENE_PREFIX } from '../wechat/oauth/web-limits'
import { writeXml } from '../wechat/xml/write'
import { deliverPush, type PushOutcome } from './callback/push'
import { BadControl } from './control/input'
import { findQrcode, hasExpired } from './qrcodes'
import { type AccountState, type SandboxState, sandboxTime, type User } from './state'
import type { StateStore } from './store'
import { visitorOf } from './web/people'
import type { CallbackSetting, Qrcode } from './web/state'

/** The outcome of scanning a code. */
export interface Scanned extends Pick<PushOutcome, 'status' | 'reply' | 'problem'> {
  readonly event: 'subscribe' | 'SCAN'
  readonly eventKey: string
  readonly openid: string
  /** Times the push was sent; 0 where no endpoint is configured. */
  readonly attempts: number
  /** The push, before it was encrypted. */
  readonly push: string
}

/** What a scan needs of its surroundings. */
export interface Outside {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The server closes. */
  readonly closing: AbortSignal
}

/**
 * A user scans a QR code: whoever did not follow does now, and the endpoint hears of it, docs/platform.md 3.7.
 * @param openid absent: the visitor
 * @throws BadControl where the code is unknown or has expired, or there is no such user
 */
export async function scan(
  store: StateStore,
  by: Parameters<typeof findQrcode>[1],
  openid: string | undefined,
  { now, closing }: Outside,
): Promise<Scanned> {
  const { callback, appid, ...done } = await store.transact((state) => take(state, by, openid, now()))
  if (!callback)
    return { ...done, attempts: 0, status: null, reply: null, problem: 'no endpoint is configured' }
  return { ...done, ...(await deliverPush(callback, { appid, xml: done.push }, now, closing)) }
}

type Taken = Pick<Scanned, 'event' | 'eventKey' | 'openid' | 'push'> & {
  readonly appid: string
  readonly callback: CallbackSetting | null
}

function take(
  state: SandboxState,
  by: Parameters<typeof findQrcode>[1],
  openid: string | undefined,
  now: number,
): Taken {
  const found = findQrcode(state, by)
  if (!found) throw new BadControl('there is no such QR code')
  const { account, qrcode } = found
  const time = sandboxTime(state, now)
  if (hasExpired(qrcode, time)) throw new BadControl('the QR code has expired')
  const user = visitorOf(account, openid)
  const seconds = Math.floor(time / 1000)
  const { event, eventKey } = eventOf(user, qrcode)
  if (event === 'subscribe')
    Object.assign(user, { follows: true, followedAt: seconds, followScene: qrcode.scene })
  const push = pushOf(account, { event, eventKey, openid: user.openid, ticket: qrcode.ticket, seconds })
  return { event, eventKey, openid: user.openid, push, appid: account.appid, callback: account.web.callback }
}

/** The event that a scan by this user causes. */
function eventOf({ follows }: User, { scene }: Qrcode): Pick<Scanned, 'event' | 'eventKey'> {
  return follows
    ? { event: 'SCAN', eventKey: String(scene) }
    : { event: 'subscribe', eventKey: `${SCENE_PREFIX}${scene}` }
}

function pushOf(
  { originalId }: AccountState,
  about: Pick<Scanned, 'event' | 'eventKey' | 'openid'> & {
    readonly ticket: string
    readonly seconds: number
  },
): string {
  return writeXml({
    ToUserName: originalId,
    FromUserName: about.openid,
    CreateTime: about.seconds,
    MsgType: 'event',
    Event: about.event,
    EventKey: about.eventKey,
    Ticket: about.ticket,
  })
}
