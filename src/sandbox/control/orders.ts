import { judgeSecret, USUAL_APPID } from '../../wechat/appid'
import { linkHost } from '../../wechat/menu/link-host'
import { SANDBOX_APPID } from '../../wechat/sandbox-account'
import { isAllowlist } from '../allowlist'
import { findEndpoint } from '../endpoints/endpoints'
import { makeFault, parseFault } from '../faults'
import { usageOf } from '../quota'
import { type AccountState, freshAccount, type SandboxState, sandboxTime } from '../state'
import { visitorOf } from '../web/people'
import type { WebState } from '../web/state'
import {
  accountIn,
  BadControl,
  booleanOf,
  type Control,
  countOf,
  type Fields,
  fieldsOf,
  namesOf,
  stringOf,
} from './input'
import { placeMenu } from './place-menu'
import { placeReplies } from './place-replies'

/** Our own limits: what a sandbox keeps is bounded, whatever is asked of it. */
const MOST_FAULTS = 1000
const MOST_ACCOUNTS = 100

/** The control calls that change the state, by the last part of their path. The table is in control.ts. */
export const orders: Readonly<Record<string, Control>> = {
  faults: {
    order: addFaults,
    example: '{"path":"menu/create","fault":"busy","times":1}',
    readText: faultTexts,
  },
  account: {
    order: (body, state) => {
      changeAccount(state, body)
      return { ok: true }
    },
    example: '{"verified":false}',
  },
  menu: { order: placeMenu, example: '{"button":[{"type":"click","name":"A","key":"a"}]}' },
  replies: {
    order: placeReplies,
    example: '{"add_friend_autoreply_info":{"type":"text","content":"Welcome"}}',
  },
  clock: { order: moveClock, example: '{"advanceSeconds":60}' },
  expire: { order: expireTokens, example: '{"superseded":true}' },
  quota: { order: setQuota, example: '{"path":"/cgi-bin/menu/create","used":1000}' },
}

/** @throws BadControl, WxError FAULT_INVALID */
function addFaults(body: unknown, state: SandboxState): object {
  const given = (Array.isArray(body) ? body : [body]).flatMap((one) =>
    typeof one === 'string' ? faultTexts(one) : [one],
  )
  const faults = given.map(readFault)
  if (state.faults.length + faults.length > MOST_FAULTS)
    throw new BadControl(`there may be ${MOST_FAULTS} faults at most; DELETE /sandbox/faults removes them`)
  state.faults.push(...faults)
  return { ok: true }
}

/** One fault a line; `curl -d … -d …` joins its values with `&`. */
function faultTexts(text: string, isForm = false): string[] {
  const lines = text.split(/[\r\n&]+/).map((line) => line.trim())
  return lines.filter((line) => line !== '').map((line) => (isForm ? decoded(line) : line))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function moveClock(body: unknown, state: SandboxState, now: number): object {
  const seconds = countOf(fieldsOf(body, ['advanceSeconds']), 'advanceSeconds')
  state.clockAheadMs += seconds * 1000
  return { time: new Date(sandboxTime(state, now)).toISOString() }
}

function expireTokens(body: unknown, state: SandboxState, now: number): object {
  const fields = fieldsOf(body, ['appid', 'superseded'])
  const time = sandboxTime(state, now)
  const superseded = booleanOf(fields, 'superseded') ?? false
  const live = accountIn(state, fields).tokens.filter((token) => token.validUntil > time)
  for (const token of live) Object.assign(token, { validUntil: time, superseded })
  return { expired: live.length }
}

function setQuota(body: unknown, state: SandboxState, now: number): object {
  const fields = fieldsOf(body, ['appid', 'path', 'used'])
  const path = stringOf(fields, 'path') ?? ''
  if (!findEndpoint(path)) throw new BadControl(`unknown path ${path}`)
  usageOf(accountIn(state, fields), sandboxTime(state, now)).used[path] = countOf(fields, 'used')
  return { ok: true }
}

function readFault(given: unknown) {
  if (typeof given === 'string') return parseFault(given)
  const fields = fieldsOf(given, ['path', 'fault', 'times'], 'a fault')
  const [path, fault] = [stringOf(fields, 'path'), stringOf(fields, 'fault')]
  if (path === undefined || fault === undefined) throw new BadControl('a fault needs path and fault')
  return makeFault({ path, fault, times: fields.times === undefined ? undefined : countOf(fields, 'times') })
}

const SWITCHES = ['verified', 'test', 'frozen', 'punished'] as const
const LISTS = ['media', 'articles', 'miniprograms'] as const
const WEB = ['webDomains', 'banned', 'visitor', 'permanentQrcodes'] as const

function changeAccount(state: SandboxState, body: unknown): void {
  const fields = fieldsOf(body, ['appid', 'secret', 'allowlist', ...SWITCHES, ...LISTS, ...WEB])
  const secret = stringOf(fields, 'secret')
  if (secret !== undefined && judgeSecret(secret) !== 'usual')
    throw new BadControl('secret must be 32 hex digits')
  const allowlist = namesOf(fields, 'allowlist')
  if (allowlist && !isAllowlist(allowlist)) throw new BadControl('allowlist must hold addresses or networks')
  const switches = SWITCHES.map((key) => [key, booleanOf(fields, key)] as const)
  const lists = LISTS.map((key) => [key, namesOf(fields, key)] as const)

  const web = webChanges(fields)
  const account = accountToChange(state, fields, secret)
  if (web.visitor) visitorOf(account, web.visitor)
  state.accounts[account.appid] = account
  Object.assign(account.web, web)
  if (secret !== undefined) account.secret = secret
  if (allowlist !== undefined) account.allowlist = allowlist
  for (const [key, value] of switches) if (value !== undefined) account[key] = value
  for (const [key, value] of lists) if (value !== undefined) account.known[key] = value
}

/** Domains are host names alone, as the console takes them: neither scheme nor port nor path. */
function webChanges(fields: Fields): Partial<WebState> {
  const domains = namesOf(fields, 'webDomains')
  const hosts = domains?.map((domain) =>
    /^[^\s/:?#@]+$/.test(domain) ? linkHost(`http://${domain}`) : undefined,
  )
  if (hosts?.includes(undefined))
    throw new BadControl('webDomains must hold host names, without scheme and port')
  const banned = booleanOf(fields, 'banned')
  const visitor = fields.visitor === null ? null : stringOf(fields, 'visitor')
  return {
    ...(domains !== undefined && { domains: hosts?.filter((host) => host !== undefined) ?? null }),
    ...(banned !== undefined && { banned }),
    ...(visitor !== undefined && { visitor }),
    ...(fields.permanentQrcodes !== undefined && { permanentQrcodes: countOf(fields, 'permanentQrcodes') }),
  }
}

/** The account, or a new one, not in the state yet, where its appid is unknown and a secret was given. */
function accountToChange(state: SandboxState, fields: Fields, secret: string | undefined): AccountState {
  const appid = stringOf(fields, 'appid') ?? SANDBOX_APPID
  if (secret === undefined || Object.hasOwn(state.accounts, appid)) return accountIn(state, fields)
  if (!USUAL_APPID.test(appid)) throw new BadControl('appid must be wx and 16 hex digits')
  if (Object.keys(state.accounts).length >= MOST_ACCOUNTS)
    throw new BadControl(`there may be ${MOST_ACCOUNTS} accounts at most; POST /sandbox/reset starts anew`)
  return freshAccount({ appid, secret, originalId: `gh_${appid.slice(2, 14)}` })
}
