/** Codes and tokens of web authorization, docs/platform.md 5.2. */
import { randomBytes } from 'node:crypto'
import { tokenErrcodes } from '../../wechat/errcodes/groups'
import { oauthLimits } from '../../wechat/oauth/web-limits'
import { refuse } from '../refusal'
import type { AccountState, SandboxState } from '../state'
import type { Grant, WebToken } from './state'

/** How long ended codes and tokens are remembered, so that each is refused for its own reason; and how many. */
const REMEMBERED_MS = 24 * 3_600_000
const MOST = 1000

/** A code for somebody, to be exchanged once. */
export function issueCode(account: AccountState, grant: Grant, time: number): string {
  const value = randomBytes(16).toString('hex')
  const { web } = account
  const code = { ...grant, value, validUntil: time + oauthLimits.codeSeconds * 1000, used: false }
  web.codes = [...web.codes.filter(({ validUntil }) => validUntil > time - REMEMBERED_MS), code].slice(-MOST)
  return value
}

/** Exchanges a code for a token. @throws Refusal 41008, 40029, 40163, 42003 */
export function redeemCode(account: AccountState, value: string | null, time: number): WebToken {
  if (!value) refuse(41008)
  const code = account.web.codes.find((issued) => issued.value === value) ?? refuse(40029)
  if (code.used) refuse(40163)
  if (code.validUntil <= time) refuse(42003)
  code.used = true
  const { openid, scope, snapshot } = code
  const refreshToken = newToken(96)
  const refreshUntil = time + oauthLimits.refreshSeconds * 1000
  return keep(account, { ...fresh(time), refreshToken, refreshUntil, openid, scope, snapshot }, time)
}

/**
 * A new token for the same grant. [?] No page says whether the former one ends: here it works until its own end, and the refresh_token and its end stay
 * as they are.
 * @throws Refusal 41003, 40030, 42002
 */
export function renew(account: AccountState, refreshToken: string | null, time: number): WebToken {
  if (!refreshToken) refuse(41003)
  const former = account.web.tokens.findLast((token) => token.refreshToken === refreshToken) ?? refuse(40030)
  if (former.refreshUntil <= time) refuse(42002)
  return keep(account, { ...former, ...fresh(time) }, time)
}

/** The user of a token, and the scope that was agreed to. @throws Refusal 41001, 40001, 42001; 41009, 40003 */
export function grantOf(
  state: SandboxState,
  {
    value,
    openid,
    time,
  }: { readonly value: string | null; readonly openid: string | null; readonly time: number },
): { readonly account: AccountState; readonly token: WebToken } {
  if (!value) refuse(tokenErrcodes.missing)
  for (const account of Object.values(state.accounts)) {
    const token = account.web.tokens.find((issued) => issued.value === value)
    if (!token) continue
    if (token.validUntil <= time) refuse(tokenErrcodes.expired)
    if (!openid) refuse(41009)
    if (openid !== token.openid) refuse(40003)
    return { account, token }
  }
  return refuse(tokenErrcodes.unknown)
}

function fresh(time: number): Pick<WebToken, 'value' | 'validUntil'> {
  return { value: newToken(95), validUntil: time + oauthLimits.tokenSeconds * 1000 }
}

function newToken(generation: number): string {
  return `${generation}_${randomBytes(66).toString('base64url')}`
}

function keep(account: AccountState, token: WebToken, time: number): WebToken {
  const { web } = account
  const known = web.tokens.filter(({ refreshUntil }) => refreshUntil > time - REMEMBERED_MS)
  web.tokens = [...known, token].slice(-MOST)
  return token
}
