/** Parametric QR codes, docs/platform.md 8. */
import { randomBytes } from 'node:crypto'
import { qrcodeLimits } from '../wechat/oauth/web-limits'
import { refuse } from './refusal'
import type { AccountState, SandboxState } from './state'
import type { Qrcode } from './web/state'

/** How long an expired code is remembered, so that the scan page can say so. */
const REMEMBERED_MS = 24 * 3_600_000
/** Our own limit: how many codes are kept; the oldest are forgotten, permanent ones as well. */
const MOST = 10_000

/**
 * A new code. [?] A scene that has a permanent code already gets the same one.
 * @param life seconds; none for a permanent code
 * @throws Refusal 45029 where the account has the most permanent codes allowed
 */
export function makeQrcode(
  account: AccountState,
  scene: number | string,
  life: number | undefined,
  time: number,
): Qrcode {
  const { web } = account
  if (life === undefined) {
    const same = web.qrcodes.find((each) => each.scene === scene && each.validUntil === undefined)
    if (same) return same
    if (web.permanentQrcodes >= qrcodeLimits.permanent) refuse(45029)
    web.permanentQrcodes += 1
  }
  const made: Qrcode = {
    ticket: `gQ${randomBytes(70).toString('base64')}`,
    id: randomBytes(12).toString('hex'),
    scene,
    ...(life !== undefined && { validUntil: time + life * 1000 }),
  }
  const known = web.qrcodes.filter(({ validUntil = time }) => validUntil > time - REMEMBERED_MS)
  web.qrcodes = [...known, made].slice(-MOST)
  return made
}

/** The address in the code's picture: in place of WeChat's `http://weixin.qq.com/q/…`, a page of this sandbox. */
export function qrcodeAddress(origin: string, { id }: Qrcode): string {
  return `${origin}/sandbox/q/${id}`
}

/** The code with a ticket or an address, of any account. */
export function findQrcode(
  state: SandboxState,
  by: { readonly ticket: string } | { readonly id: string },
): { readonly account: AccountState; readonly qrcode: Qrcode } | undefined {
  for (const account of Object.values(state.accounts)) {
    const qrcode = account.web.qrcodes.find((each) =>
      'ticket' in by ? each.ticket === by.ticket : each.id === by.id,
    )
    if (qrcode) return { account, qrcode }
  }
  return undefined
}

export function hasExpired({ validUntil }: Qrcode, time: number): boolean {
  return validUntil !== undefined && validUntil <= time
}
