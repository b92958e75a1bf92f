import { randomBytes } from 'node:crypto'
import { tokenLimits } from '../wechat/api-limits'
import { tokenErrcodes } from '../wechat/errcodes/groups'
import { chinaDay } from './quota'
import { refuse } from './refusal'
import type { AccountState, IssuedToken, SandboxState } from './state'

const LIFE_MS = tokenLimits.lifeSeconds * 1000
const OVERLAP_MS = tokenLimits.overlapSeconds * 1000

/** How long and how many dead tokens are remembered, so that each is refused for its own reason. */
const REMEMBERED_MS = 24 * 3_600_000
const REMEMBERED = 64
/** Our own limit: tokens that work at one time. A replaced one works for five more minutes. */
const MOST_LIVE = 1000

/** What both token calls answer. */
export interface TokenAnswer {
  readonly access_token: string
  /** Seconds that are left. */
  readonly expires_in: number
}

/** `GET /cgi-bin/token`: a new token; the former one works for five more minutes (docs/platform.md 1.1). */
export function issueClassic(account: AccountState, time: number): TokenAnswer {
  for (const former of account.tokens) {
    if (former.family !== 'classic' || former.superseded) continue
    former.superseded = true
    former.validUntil = Math.min(former.validUntil, time + OVERLAP_MS)
  }
  return issue(account, 'classic', time)
}

/**
 * `POST /cgi-bin/stable_token`: the same token until five minutes before its end, then the next one with both
 * working. Forced: the current one dies at once; a force within 30 s of the former does not refresh (docs/platform.md 1.2).
 * @throws Refusal 45009 at the 21st force of a day
 */
export function issueStable(account: AccountState, force: boolean, time: number): TokenAnswer {
  const live = account.tokens.filter((token) => token.family === 'stable' && token.validUntil > time)
  if (force && time - account.forced.lastAt >= tokenLimits.forcedApartSeconds * 1000) {
    countForce(account, time)
    for (const token of live) Object.assign(token, { superseded: true, validUntil: time })
    return issue(account, 'stable', time)
  }
  const current = live.at(-1)
  if (current && current.validUntil - time > OVERLAP_MS) return answerOf(current, time)
  return issue(account, 'stable', time)
}

/** Whose token it is. @throws Refusal 41001, 40001 or 42001 */
export function ownerOfToken(state: SandboxState, value: string | null, time: number): AccountState {
  if (!value) refuse(tokenErrcodes.missing)
  for (const account of Object.values(state.accounts)) {
    const token = account.tokens.find((issued) => issued.value === value)
    if (!token) continue
    if (token.validUntil <= time) refuse(token.superseded ? tokenErrcodes.unknown : tokenErrcodes.expired)
    return account
  }
  return refuse(tokenErrcodes.unknown)
}

function issue(account: AccountState, family: IssuedToken['family'], time: number): TokenAnswer {
  const token: IssuedToken = {
    value: `${family === 'stable' ? 98 : 97}_${randomBytes(99).toString('base64url')}`,
    family,
    validUntil: time + LIFE_MS,
    superseded: false,
  }
  const dead = account.tokens.filter((old) => old.validUntil <= time)
  const remembered = dead.filter((old) => old.validUntil > time - REMEMBERED_MS).slice(-REMEMBERED)
  const live = account.tokens.filter((old) => old.validUntil > time).slice(-MOST_LIVE)
  account.tokens = [...remembered, ...live, token]
  return answerOf(token, time)
}

function answerOf(token: IssuedToken, time: number): TokenAnswer {
  return { access_token: token.value, expires_in: Math.floor((token.validUntil - time) / 1000) }
}

function countForce(account: AccountState, time: number): void {
  const day = chinaDay(time)
  if (account.forced.day !== day) account.forced = { day, count: 0, lastAt: 0 }
  if (account.forced.count >= tokenLimits.forcedPerDay) refuse(45009)
  account.forced.count += 1
  account.forced.lastAt = time
}
