import type { Upload } from '../http/axios-request'
import type { Answer } from '../http/client'
import type { TicketType } from '../wechat/oauth/web-limits'

/** One call to the platform. */
export interface Call {
  readonly method: 'GET' | 'POST'
  /** With a leading slash, without the host: `/cgi-bin/menu/create`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Sent as raw UTF-8 JSON, never with \u escapes (docs/platform.md 0.2). */
  readonly json?: unknown
  /** Sent as it is, in place of `json`. */
  readonly body?: { readonly content: Buffer | string; readonly type: string }
  /** A file, sent as a form in place of `json`. */
  readonly upload?: Upload
  /** The answer may be a file. */
  readonly download?: boolean
  /**
   * The call may be made again after a failure whose effect is unknown (dropped connection, HTTP 5xx, errcode -1).
   * A time-out is never followed by another try.
   */
  readonly repeatable: boolean
  /** The call changes something, so without an answer its effect is unknown. Default: it is not repeatable. */
  readonly writes?: boolean
  /** The call goes on when the run is stopped, until it is answered or its time is up. Default false. */
  readonly uninterruptible?: boolean
  /** False for calls that carry no access_token. Default true. */
  readonly withToken?: boolean
}

export interface TokenInfo {
  readonly token: string
  /** Absent for WXADMIN_ACCESS_TOKEN, whose life is unknown. Milliseconds since 1970. */
  readonly expiresAt?: number
  /** Came out of the cache, without a call. */
  readonly cached: boolean
}

/** The client that every command uses. */
export interface Client {
  /**
   * Makes a call and returns the parsed JSON object.
   * @throws WxError WECHAT when `errcode` is present and not 0 (after one refresh of the token where the code
   * asks for that), NETWORK_*, NOT_JSON and ANSWER_INCOMPLETE otherwise
   */
  call<Body extends object = Record<string, unknown>>(call: Call): Promise<Body>
  /** As `call`, but the answer whole and unparsed when it is not JSON (media, QR codes); errcodes still throw. */
  raw(call: Call): Promise<Answer>
  /**
   * A valid token: from the cache with more than 5 minutes to live, else fetched by one process for all. A hub is asked
   * each time: it knows which one is good.
   */
  token(): Promise<TokenInfo>
  /** Fetches now, also with a valid one in the cache; a hub is told that this one failed. `force` ends the current stable token (20 a day). */
  refresh(options: { readonly force: boolean }): Promise<TokenInfo>
  /** A ticket for signing pages, kept and fetched as the token is (docs/platform.md 6); a hub keeps its own. @throws as `call` */
  ticket(type: TicketType): Promise<TokenInfo>
  /** The AppID that calls are for; where none is given, the hub is asked. @throws NO_ACCOUNT, HUB_ACCOUNT_*; as `call` */
  appid(): Promise<string>
  /** AppIDs that the key for the hub is good for. @throws as `call` */
  hubAccounts(): Promise<readonly string[]>
  /** API calls sent so far, retries and token calls included. */
  readonly calls: number
}

/** What happens on the way and may be worth a line to a person. */
export type Notice =
  | { readonly type: 'retry'; readonly path: string; readonly attempt: number; readonly reason: string }
  | { readonly type: 'token-refreshed'; readonly errcode: number }
  | { readonly type: 'token-not-kept'; readonly reason: string }
  | { readonly type: 'classic-token' }

export interface Observer {
  /** Whether lines of `--debug` are wanted: making one costs something. */
  readonly tracing: boolean
  /** A line of `--debug`: method, redacted URL, status, errcode, milliseconds. */
  trace(text: string): void
  /** A secret came into play: hide it in whatever is written. */
  hide(secret: string): void
  notice(notice: Notice): void
}
