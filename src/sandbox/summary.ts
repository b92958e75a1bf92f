import type { MessageMode } from '../wechat/callback/values'
import { redact } from '../wechat/redact'
import { formatFault } from './faults'
import { hasExpired } from './qrcodes'
import { usageOf } from './quota'
import { type AccountState, type SandboxState, sandboxTime } from './state'

/** What a sandbox holds, without secrets and tokens: `GET /sandbox/state` and `wxadmin sandbox show --json`. */
export interface Summary {
  /** The sandbox's time, ISO 8601. */
  readonly time: string
  readonly clockAheadSeconds: number
  readonly accounts: readonly AccountSummary[]
  /** Requests received, by path. */
  readonly calls: Readonly<Record<string, number>>
  /** As `--fault` takes them. */
  readonly faults: readonly string[]
}

export interface AccountSummary {
  readonly appid: string
  readonly originalId: string
  readonly verified: boolean
  readonly test: boolean
  readonly frozen: boolean
  readonly punished: boolean
  readonly allowlist: readonly string[] | null
  /** Top buttons of the default menu; null without one. */
  readonly menu: { readonly buttons: number; readonly menuid: number } | null
  readonly conditionalMenus: number
  readonly consoleMenu: boolean
  /** Automatic replies set up in the console: to followers, to messages, by keyword. */
  readonly autoReplies: { readonly follow: boolean; readonly message: boolean; readonly keywordRules: number }
  readonly tags: readonly { readonly id: number; readonly name: string; readonly count: number }[]
  readonly userCount: number
  /** The first 100. */
  readonly users: readonly {
    readonly openid: string
    readonly wechatId: string
    readonly follows: boolean
    readonly platform: 'iOS' | 'Android' | 'other'
    readonly tags: readonly number[]
  }[]
  /** Tokens that work now. */
  readonly tokens: { readonly classic: number; readonly stable: number }
  /** Registered web-authorization domains; null: any. */
  readonly webDomains: readonly string[] | null
  readonly banned: boolean
  /** Where pushes go; null: nowhere. */
  readonly callback: CallbackSummary | null
  /** QR codes that can be scanned now. */
  readonly qrcodes: number
  /** Calls of the day that count against the quota, by path. */
  readonly used: Readonly<Record<string, number>>
}

export interface CallbackSummary {
  readonly url: string
  readonly mode: MessageMode
}

const platforms = { '1': 'iOS', '2': 'Android', '3': 'other' } as const
const MOST_USERS = 100

/** @param now the machine's time, milliseconds since 1970 */
export function summarise(
  state: SandboxState,
  now: number,
  launchFaults: SandboxState['faults'] = [],
): Summary {
  const time = sandboxTime(state, now)
  return {
    time: new Date(time).toISOString(),
    clockAheadSeconds: state.clockAheadMs / 1000,
    accounts: Object.values(state.accounts).map((account) => summariseAccount(account, time)),
    calls: state.calls,
    faults: [...launchFaults, ...state.faults].map(formatFault),
  }
}

/** The server configuration without its secrets. */
export function callbackSummary({ web: { callback } }: AccountState): CallbackSummary | null {
  return callback && { url: redact(callback.url), mode: callback.mode }
}

function autoRepliesSummary({ autoReplies }: AccountState): AccountSummary['autoReplies'] {
  const { list } = autoReplies?.keyword_autoreply_info ?? {}
  return {
    follow: autoReplies?.add_friend_autoreply_info !== undefined,
    message: autoReplies?.message_default_autoreply_info !== undefined,
    keywordRules: Array.isArray(list) ? list.length : 0,
  }
}

function summariseAccount(account: AccountState, time: number): AccountSummary {
  const { appid, originalId, verified, test, frozen, punished, allowlist, menu, users } = account
  const live = (family: 'classic' | 'stable') =>
    account.tokens.filter((token) => token.family === family && token.validUntil > time).length
  return {
    appid,
    originalId,
    verified,
    test,
    frozen,
    punished,
    allowlist,
    menu: menu && { buttons: menu.button.length, menuid: menu.menuid },
    conditionalMenus: account.conditional.length,
    consoleMenu: account.consoleMenu !== null,
    autoReplies: autoRepliesSummary(account),
    tags: account.tags.map(({ id, name }) => ({
      id,
      name,
      count: users.filter((user) => user.follows && user.tags.includes(id)).length,
    })),
    userCount: users.length,
    users: users.slice(0, MOST_USERS).map(({ openid, wechatId, follows, platform, tags }) => ({
      openid,
      wechatId,
      follows,
      platform: platforms[platform],
      tags,
    })),
    tokens: { classic: live('classic'), stable: live('stable') },
    webDomains: account.web.domains,
    banned: account.web.banned,
    callback: callbackSummary(account),
    qrcodes: account.web.qrcodes.filter((qrcode) => !hasExpired(qrcode, time)).length,
    used: usageOf(account, time).used,
  }
}
