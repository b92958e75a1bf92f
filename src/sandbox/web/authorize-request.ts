import { authorizeScopes, stateLimits } from '../../wechat/oauth/authorize-url'
import type { AccountState, SandboxState } from '../state'
import type { Hint } from './words'

/** A link that the authorize page accepts. */
export interface AuthorizeRequest {
  readonly account: AccountState
  readonly redirectUri: URL
  readonly scope: (typeof authorizeScopes)[number]
  readonly state: string
  readonly forceSnapshot: boolean
}

/** A link that the authorize page refuses. */
export class BadLink extends Error {
  constructor(
    /** docs/platform.md 5.3; absent where WeChat shows a page without a number [?]. */
    readonly errcode: number | undefined,
    /** The reason, where it is known more exactly than the code says. */
    readonly hint?: Hint,
  ) {
    super(`authorize page ${errcode ?? ''}`)
  }
}

/** These five, in this order, before all others. */
const ORDER = ['appid', 'redirect_uri', 'response_type', 'scope', 'state']

/** What is missing is told first, in the order of the documentation. An empty state may pass [?]. */
const MISSING = { scope: 10010, redirect_uri: 10011, appid: 10012 } as const

/**
 * Looks at an authorize link as WeChat does: which parameters, in which order, whose account, which domain. [?] Only
 * the codes are published (docs/platform.md 5.3), not which of several faults comes first.
 * @param query the link's, as it was sent
 * @throws BadLink
 */
export function readAuthorizeRequest(sandbox: SandboxState, query: string): AuthorizeRequest {
  const given = new URLSearchParams(query)
  const text = (name: string) => given.get(name) ?? ''
  for (const [name, code] of Object.entries(MISSING)) if (text(name) === '') throw new BadLink(code)
  if (!given.has('state')) throw new BadLink(10013)
  if (text('response_type') !== 'code') throw new BadLink(undefined, 'responseType')
  const names = [...given.keys()].slice(0, ORDER.length)
  if (names.join() !== ORDER.join())
    throw new BadLink(undefined, names.some((name) => !ORDER.includes(name)) ? 'stranger' : 'order')
  const account = accountOf(sandbox, text('appid'))
  if (given.has('component_appid')) throw new BadLink(10015) // no platform has been authorized here
  if (account.web.banned) throw new BadLink(10004)
  if (!account.verified && !account.test) throw new BadLink(10005, 'unverified')
  const scope = authorizeScopes.find((each) => each === text('scope')) ?? fail(10005, 'scope')
  const redirectUri = readRedirect(text('redirect_uri'), account)
  const state = text('state')
  if (!stateLimits.form.test(state) || state.length > stateLimits.bytes) throw new BadLink(undefined, 'state')
  return { account, redirectUri, scope, state, forceSnapshot: text('forceSnapShot') === 'true' }
}

/** [?] An AppID of no account here is taken for one of the open platform. */
function accountOf({ accounts }: SandboxState, appid: string): AccountState {
  const account = Object.hasOwn(accounts, appid) ? accounts[appid] : undefined
  return account ?? fail(10016, 'unknownAppid')
}

function readRedirect(text: string, { web: { domains } }: AccountState): URL {
  if (/^https?%3a/i.test(text)) throw new BadLink(10003, 'encodedTwice')
  if (!/^https?:\/\/[^/?#]/i.test(text) || !URL.canParse(text)) throw new BadLink(10003, 'notAbsolute')
  const url = new URL(text)
  if (domains !== null && !domains.includes(url.hostname)) throw new BadLink(10003)
  return url
}

function fail(errcode: number, hint: Hint): never {
  throw new BadLink(errcode, hint)
}

/** Where the browser is sent, with the code: its query keeps what it had, the fragment stays behind it. */
export function landing({ redirectUri, state }: AuthorizeRequest, code: string): string {
  const { hash } = redirectUri
  const bare = redirectUri.href.slice(0, redirectUri.href.length - hash.length)
  const join = /[?&]$/.test(bare) ? '' : bare.includes('?') ? '&' : '?'
  return `${bare}${join}code=${code}&state=${encodeURIComponent(state)}${hash}`
}
