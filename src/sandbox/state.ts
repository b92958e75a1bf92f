import type { MaterialType, MediaFormat } from '../wechat/material'
import type { ButtonField, ButtonTypeName } from '../wechat/menu/rules'
import type { Fault } from './faults'
import { freshWeb, type WebState } from './web/state'

/** Everything the sandbox knows, as one value that JSON can keep. Times are milliseconds since 1970. */
export interface SandboxState {
  readonly version: 1
  /** By appid. */
  accounts: Record<string, AccountState>
  /** Requests received since the state was made, by path; unknown paths together under `(unknown)`. */
  calls: Record<string, number>
  /** Faults asked for through /sandbox/faults. */
  faults: Fault[]
  /** How far the sandbox's clock is ahead of the machine's. */
  clockAheadMs: number
  /** The latest answers that carried a rid, newest last. */
  requests: RequestRecord[]
  /** The menuid given out last. */
  lastMenuId: number
}

export interface AccountState {
  readonly appid: string
  secret: string
  originalId: string
  /** Unverified accounts get 48001 from most calls. */
  verified: boolean
  /** A test account (测试号): smaller quotas. */
  test: boolean
  /** The secret is frozen in the console: 40243. */
  frozen: boolean
  /** The token calls are forbidden as a punishment: 50004. */
  punished: boolean
  /** Addresses and networks that may fetch tokens; null: any. */
  allowlist: string[] | null
  /** Ids that exist; null: any id is taken for an existing one. */
  known: { media: string[] | null; articles: string[] | null; miniprograms: string[] | null }
  tokens: IssuedToken[]
  forced: { day: number; count: number; lastAt: number }
  menu: DefaultMenu | null
  /** Oldest first. */
  conditional: ConditionalMenu[]
  consoleMenu: ConsoleMenu | null
  autoReplies: ConsoleReplies | null
  /** Uploaded files, oldest first. */
  material: Material[]
  tags: Tag[]
  lastTagId: number
  users: User[]
  usage: Usage
  /** Web pages, QR codes and the endpoint. */
  web: WebState
}

/** An uploaded file, without its content: that lies in Contents. */
export interface Material {
  readonly mediaId: string
  readonly type: MaterialType
  readonly name: string
  readonly format: MediaFormat
  readonly sha256: string
  readonly bytes: number
  /** Unix seconds. */
  readonly time: number
  /** Unix seconds at which temporary media end; absent for permanent material. */
  readonly until?: number
  /** Of a video. */
  readonly title?: string
  readonly introduction?: string
}

/** A button as the platform keeps it: a leaf has `type`, a parent has `sub_button`. */
export interface LiveButton extends Readonly<Partial<Record<ButtonField, string>>> {
  readonly name: string
  readonly type?: ButtonTypeName
  readonly sub_button: readonly LiveButton[]
}

export interface IssuedToken {
  readonly value: string
  readonly family: 'classic' | 'stable'
  /** The platform stops accepting it at this moment. */
  validUntil: number
  /** A newer one took its place, or it was revoked: 40001 in place of 42001. */
  superseded: boolean
}

export interface DefaultMenu {
  readonly button: readonly LiveButton[]
  readonly menuid: number
}

export interface ConditionalMenu extends DefaultMenu {
  /** As the platform keeps it: values are strings. */
  readonly matchrule: Readonly<Record<string, string>>
}

/** A menu made in the web console: shown by get_current_selfmenu_info alone (docs/platform.md 2.5). */
export interface ConsoleMenu {
  readonly open: boolean
  /** In the shape of the answer, children under `sub_button.list`. */
  readonly button: readonly Readonly<Record<string, unknown>>[]
}

/** Replies set up in the web console, in the shape in which get_current_autoreply_info shows them (docs/platform.md 11). */
export interface ConsoleReplies {
  readonly followOpen: boolean
  readonly messagesOpen: boolean
  readonly add_friend_autoreply_info?: Readonly<Record<string, unknown>>
  readonly message_default_autoreply_info?: Readonly<Record<string, unknown>>
  readonly keyword_autoreply_info?: Readonly<Record<string, unknown>>
}

export interface Tag {
  readonly id: number
  name: string
}

export interface User {
  readonly openid: string
  /** The id that trymatch takes in place of the openid. */
  readonly wechatId: string
  follows: boolean
  /** What the client runs on: 1 iOS, 2 Android, 3 others. */
  readonly platform: '1' | '2' | '3'
  readonly language: string
  /** Unix seconds. */
  followedAt: number
  /** Of the QR code through which the user followed. */
  followScene?: number | string
  remark: string
  /** In the order in which they were set: the last one counts for conditional menus. */
  tags: number[]
}

export interface Usage {
  /** Days since 1970 in China's time. */
  day: number
  /** Calls of the day by path. */
  used: Record<string, number>
  minute: { minute: number; used: number }
  /** Clearings of the counters in the month `YYYY-MM`. */
  clears: { month: string; all: number; path: number }
}

export interface RequestRecord {
  readonly rid: string
  readonly appid: string | null
  readonly time: number
  readonly costMs: number
  /** With secrets blanked out. */
  readonly url: string
  readonly body: string
  readonly response: string
  readonly client: string
}

/** menuids look like the platform's and ascend from here. */
const FIRST_MENU_ID = 208_396_937

/** The state of a sandbox nobody has used yet: the built-in account with a few users and tags. */
export function freshState(account: { appid: string; secret: string; originalId: string }): SandboxState {
  return {
    version: 1,
    accounts: { [account.appid]: freshAccount(account) },
    calls: {},
    faults: [],
    clockAheadMs: 0,
    requests: [],
    lastMenuId: FIRST_MENU_ID,
  }
}

/** A verified account without a menu. */
export function freshAccount(account: { appid: string; secret: string; originalId: string }): AccountState {
  return {
    ...account,
    verified: true,
    test: false,
    frozen: false,
    punished: false,
    allowlist: null,
    known: { media: null, articles: null, miniprograms: null },
    tokens: [],
    forced: { day: 0, count: 0, lastAt: 0 },
    menu: null,
    conditional: [],
    consoleMenu: null,
    autoReplies: null,
    material: [],
    tags: seedTags(),
    lastTagId: 101,
    users: seedUsers(),
    usage: {
      day: 0,
      used: {},
      minute: { minute: 0, used: 0 },
      clears: { month: '', all: 0, path: 0 },
    },
    web: freshWeb(),
  }
}

/** A menuid, higher than all before. */
export function nextMenuId(state: SandboxState): number {
  state.lastMenuId += 1
  return state.lastMenuId
}

/** The sandbox's own time. @param now the machine's, milliseconds since 1970 */
export function sandboxTime(state: SandboxState, now: number): number {
  return now + state.clockAheadMs
}

/** Checks what was read from a file. @throws Error where it is no sandbox state of this version */
export function parseState(value: unknown): SandboxState {
  const state = value as Partial<SandboxState> | null
  const whole =
    typeof state === 'object' &&
    state?.version === 1 &&
    isRecord(state.accounts) &&
    Object.values(state.accounts).every((account) => isRecord(account) && Array.isArray(account.tokens)) &&
    isRecord(state.calls) &&
    Array.isArray(state.faults) &&
    Array.isArray(state.requests) &&
    typeof state.clockAheadMs === 'number' &&
    typeof state.lastMenuId === 'number'
  if (!whole) throw new Error('not a sandbox state')
  for (const account of Object.values(state.accounts ?? {})) {
    account.material ??= [] // states of an older version
    account.autoReplies ??= null
    account.web ??= freshWeb()
  }
  return state as SandboxState
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The tags of a fresh account: 星标组 is the platform's own (docs/platform.md 9). */
function seedTags(): Tag[] {
  return [
    { id: 2, name: '星标组' },
    { id: 100, name: 'VIP' },
    { id: 101, name: '员工' },
  ]
}

/** 2026-01-01 00:00 UTC, in Unix seconds. */
const FIRST_FOLLOW = 1_767_225_600

/**
 * The users of a fresh account: every platform, with and without tags, one who reads English, one who
 * no longer follows.
 * Openids have 28 characters and begin with `o`, as real ones; they contain the user's name.
 */
export function seedUsers(): User[] {
  return [
    user('alice', { platform: '1', tags: [2] }, 1),
    user('bob', { platform: '2', tags: [100] }, 2),
    user('carol', { platform: '1', tags: [2, 100] }, 3),
    user('dave', { platform: '3', tags: [], language: 'en' }, 4),
    user('erin', { platform: '2', tags: [2] }, 5),
    user('frank', { platform: '2', tags: [], follows: false }, 6),
  ]
}

function user(
  name: string,
  traits: Pick<User, 'platform' | 'tags'> & Partial<Pick<User, 'follows' | 'language'>>,
  number: number,
): User {
  return {
    openid: `oSandbox_${name}_`.padEnd(28, '0123456789abcdefghij'),
    wechatId: `sandbox_${name}`,
    follows: true,
    language: 'zh_CN',
    followedAt: FIRST_FOLLOW + number * 3600,
    remark: '',
    ...traits,
  }
}
