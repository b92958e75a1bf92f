/** What the per-user store keeps. Field names are the store's own; secrets are plain text in 0600 files. */
import type { MessageMode } from '../wechat/callback/values'

/**
 * Where an access token comes from. `command:` runs a program that prints one; with `hub:` and its address all calls go
 * to a hub, which puts the token in.
 */
export type TokenSourceName = 'stable' | 'classic' | `command:${string}` | `hub:${string}`

export interface Account {
  /** Letters, digits, `-` and `_`; the key in the file. */
  readonly name: string
  /** `wx` and 16 hex digits. */
  readonly appid: string
  readonly secret?: string
  /** Token of the server configuration, 3–32 letters and digits. */
  readonly callbackToken?: string
  /** EncodingAESKey, 43 characters. */
  readonly aesKey?: string
  readonly mode: MessageMode
  readonly tokenSource: TokenSourceName
  /** Key for the hub of the token source. */
  readonly hubKey?: string
  /** Base address of the API without a trailing slash; absent: https://api.weixin.qq.com. */
  readonly apiBase?: string
  /** Proxy address for this account's calls; `direct` for none. */
  readonly proxy?: string
  /** URL of the server configuration: where WeChat sends this account's pushes. */
  readonly callbackUrl?: string
}

/**
 * Holds what a newer version wrote and this one does not understand. It is never used, and goes back into the file as it
 * was. A symbol, because no key of a JSON file can be one.
 */
export const NEWER: unique symbol = Symbol('newer')

/** An account of a form that this version does not know. */
export interface NewerAccount {
  readonly name: string
  /** The AppID, where it can be told. */
  readonly appid?: string
  readonly [NEWER]: {
    /** Place of what is not known, `accounts.prod.tokenSource`. */
    readonly place: string
    /** What the file has. */
    readonly entry: unknown
  }
}

export interface AccountsFile {
  /** Name of the account used when none is named. */
  readonly default?: string
  readonly accounts: Readonly<Record<string, Account | NewerAccount>>
  /** A default of a form that is not known, kept until another is chosen. */
  readonly [NEWER]?: { readonly default: unknown }
}

/** Name of the account that always exists: the built-in sandbox. */
export const SANDBOX = 'sandbox'

/**
 * API base of the built-in sandbox in settings and cache keys. Its server is started inside the process, on a free port,
 * when the first call is made.
 */
export const SANDBOX_BASE = 'sandbox:'

/** Where a setting's value came from, shown by `whoami`. */
export type Origin =
  | { readonly from: 'flag'; readonly name: string }
  | { readonly from: 'env'; readonly name: string }
  | { readonly from: 'account'; readonly name: string }
  /** The hub told it. */
  | { readonly from: 'hub'; readonly name: string }
  | { readonly from: 'default' }

export interface Setting<Value> {
  readonly value: Value
  readonly origin: Origin
}

/** Everything a call needs to know, each value with its origin. */
export interface Settings {
  /** Name of the account in the store that takes part, if one does. */
  readonly account?: Setting<string>
  readonly appid?: Setting<string>
  readonly secret?: Setting<string>
  /** WXADMIN_ACCESS_TOKEN: used as it is, none is fetched. */
  readonly accessToken?: Setting<string>
  readonly callbackToken?: Setting<string>
  readonly aesKey?: Setting<string>
  readonly mode: Setting<MessageMode>
  readonly callbackUrl?: Setting<string>
  readonly tokenSource: Setting<TokenSourceName>
  /** Key for the hub, where one is used; WXADMIN_HUB_KEY also where no hub is named. */
  readonly hubKey?: Setting<string>
  /** No trailing slash; `sandbox:` for the built-in sandbox. */
  readonly apiBase: Setting<string>
  /** Proxy for the API base, an http(s) address; absent: direct. */
  readonly proxy?: Setting<string>
  readonly timeoutMs: Setting<number>
  /** Variables of the environment that say who, but are passed over because -a names an account. */
  readonly unused: readonly string[]
}

/** A token in the cache. */
export interface CachedToken {
  readonly token: string
  /** Milliseconds since 1970 at which WeChat stops accepting it. */
  readonly expiresAt: number
  readonly fetchedAt: number
  /** When the source gave this token once more in place of itself, after WeChat had refused it. */
  readonly confirmedAt?: number
}
