/**
 * Every way wxadmin fails on purpose: a code, its kind, and through the kind the exit code. The sentences
 * live in terminal/messages/errors.ts; here is only what a program needs to know.
 */
import { credentialErrcodes } from './wechat/errcodes/groups'

export type ErrorKind =
  | 'internal'
  | 'refused'
  | 'auth'
  | 'wechat'
  | 'network'
  | 'usage'
  | 'input'
  | 'interrupted'
  | 'terminated'
  | 'hangup'

/** Exit codes, the same for every command (documented under `wxadmin help exit-codes`). */
export const exitCodes: Record<ErrorKind, number> = {
  internal: 1,
  refused: 3,
  auth: 4,
  wechat: 5,
  network: 6,
  usage: 64,
  input: 65,
  hangup: 129,
  interrupted: 130,
  terminated: 143,
}

/** `menu diff --exit-code`: differences were found. Not an error, so it has no kind. */
export const EXIT_DIFFERENCES = 2

const kinds = {
  // internal
  INTERNAL: 'internal',
  UNFINISHED: 'internal',
  STORE_CORRUPT: 'internal',
  STORE_UNREADABLE: 'internal',
  STORE_UNWRITABLE: 'internal',
  STORE_LOCKED: 'internal',
  STORE_NOT_OURS: 'internal',
  STORE_PLACE_NOT_OURS: 'internal',
  STORE_IN_CHECKOUT: 'internal',
  STORE_NEWER: 'internal',
  FILE_UNWRITABLE: 'internal',
  DIRECTORY_GONE: 'internal',
  PUSH_FAILED: 'internal',
  PUSH_INCOMPLETE: 'internal',
  PUSH_RESTORED: 'internal',
  READBACK_DIFFERS: 'internal',
  READBACK_FAILED: 'internal',
  MENU_ABANDONED: 'internal',
  CHILD_FAILED: 'internal',
  OUTPUT_LOST: 'internal',
  SANDBOX_NOT_PLAYED: 'internal',
  PORT_TAKEN: 'internal',
  HOST_UNUSABLE: 'internal',
  // refused
  HUB_STILL_CURRENT: 'refused',
  CONFIRMATION_NEEDED: 'refused',
  DECLINED: 'refused',
  QUIT_UNSAVED: 'refused',
  PIN_MISMATCH: 'refused',
  DRIFT: 'refused',
  ROLLBACK_DRIFT: 'refused',
  MENU_GONE: 'refused',
  NOT_A_PLAN: 'refused',
  EXPECTATION_NOT_MET: 'refused',
  PLAN_STALE: 'refused',
  PLAN_OF_OTHER: 'refused',
  NOT_RESTORABLE: 'refused',
  FILE_EXISTS: 'refused',
  PAGE_EXISTS: 'refused',
  LOAD_REFUSED: 'refused',
  STATE_UNKNOWN: 'refused',
  LOGIN_DENIED: 'refused',
  USER_DECLINED: 'refused',
  // auth
  NO_ACCOUNT: 'auth',
  ACCOUNT_NOT_CHOSEN: 'auth',
  NO_CREDENTIALS: 'auth',
  ACCOUNT_NEWER: 'auth',
  APPID_UNKNOWN: 'auth',
  NO_SECRET_GIVEN: 'auth',
  NO_CALLBACK_TOKEN: 'auth',
  NO_AES_KEY: 'auth',
  CALLBACK_NEWER: 'auth',
  CALLBACK_APPID_NEEDED: 'auth',
  TOKEN_COMMAND_FAILED: 'auth',
  TOKEN_GIVEN_REFUSED: 'auth',
  NO_WEB_TOKEN: 'auth',
  WEB_TOKEN_NEWER: 'auth',
  WEB_TOKEN_UNKNOWN: 'auth',
  WEB_TOKEN_ENDED: 'auth',
  WEB_TOKEN_REFUSED: 'auth',
  SCOPE_TOO_SMALL: 'auth',
  HUB_ADDRESS_MISSING: 'auth',
  HUB_KEY_MISSING: 'auth',
  HUB_KEY_NOT_KEPT: 'auth',
  HUB_KEY_INVALID: 'auth',
  HUB_KEY_LOST: 'auth',
  HUB_KEY_REFUSED: 'auth',
  HUB_KEY_EXPIRED: 'auth',
  HUB_KEY_THROTTLED: 'auth',
  HUB_ACCOUNT_NEEDED: 'auth',
  HUB_ACCOUNT_UNKNOWN: 'auth',
  HUB_ACCOUNT_REFUSED: 'auth',
  HUB_ACCOUNTS_NONE: 'auth',
  HUB_PATH_REFUSED: 'auth',
  HUB_PATH_UNNAMED: 'auth',
  HUB_READ_ONLY: 'auth',
  HUB_TOKEN_HIDDEN: 'auth',
  HUB_HAS_SECRET: 'auth',
  // wechat (a documented errcode may also be auth: see wechatError)
  WECHAT: 'wechat',
  NO_MENU: 'wechat',
  // network
  NETWORK_UNREACHABLE: 'network',
  NETWORK_DNS: 'network',
  NETWORK_TLS: 'network',
  NETWORK_TIMEOUT: 'network',
  NETWORK_TIMEOUT_WRITE: 'network',
  NETWORK_DROPPED: 'network',
  NETWORK_PROXY: 'network',
  NETWORK_PROXY_UNREACHABLE: 'network',
  NETWORK_PROXY_TIMEOUT: 'network',
  NETWORK_PROXY_TLS: 'network',
  NETWORK_PROXY_NOT_HTTP: 'network',
  NETWORK_PROXY_AUTH: 'network',
  NETWORK_PROXY_PASSWORD: 'network',
  NETWORK_PROXY_SCHEME: 'network',
  NETWORK_TUNNEL_CUT: 'network',
  NETWORK_TUNNEL_NOT_TLS: 'network',
  NETWORK_TUNNEL_TIMEOUT: 'network',
  NETWORK_STATUS: 'network',
  HUB_UNREACHABLE: 'network',
  HUB_TLS: 'network',
  HUB_GATEWAY: 'network',
  HUB_OTHER: 'network',
  HUB_NO_TOKEN: 'network',
  HUB_CUT_OFF: 'network',
  HUB_UNANSWERED: 'network',
  HUB_FAILED: 'network',
  ENDPOINT_UNREACHABLE: 'network',
  ENDPOINT_SILENT: 'network',
  TUNNEL_FAILED: 'network',
  NOT_JSON: 'network',
  ANSWER_INCOMPLETE: 'network',
  ANSWER_TOO_LARGE: 'network',
  ANSWER_TOO_DEEP: 'network',
  CODE_UNCERTAIN: 'network',
  LOGIN_TIMED_OUT: 'network',
  // usage
  USAGE: 'usage',
  ANSWER_MISSING: 'usage',
  TERMINAL_NEEDED: 'usage',
  FILE_OR_PLAN_MISSING: 'usage',
  HISTORY_EMPTY: 'usage',
  HISTORY_UNKNOWN: 'usage',
  HISTORY_AMBIGUOUS: 'usage',
  HISTORY_NOT_PUSHED: 'usage',
  ACCOUNT_UNKNOWN: 'usage',
  ACCOUNT_EXISTS: 'usage',
  ACCOUNT_RESERVED: 'usage',
  ACCOUNT_AMBIGUOUS: 'usage',
  ACCOUNT_NAME_INVALID: 'usage',
  SETTING_UNKNOWN: 'usage',
  SETTING_MISTYPED: 'usage',
  SETTING_NOT_PAIR: 'usage',
  OPTIONS_CONFLICT: 'usage',
  PUSH_TYPE_UNKNOWN: 'usage',
  PUSH_TYPE_MISTYPED: 'usage',
  PUSH_FIELD_INVALID: 'usage',
  EDIT_NEEDS_TERMINAL: 'usage',
  OPTION_NEEDS: 'usage',
  DASH_REFUSED: 'usage',
  STDIN_TWICE: 'usage',
  VARIABLE_INVALID: 'usage',
  VARIABLE_RESERVED: 'usage',
  OPENID_NEEDED: 'usage',
  SECRET_AS_ARGUMENT: 'usage',
  API_BASE_REFUSED: 'usage',
  LENT_SECRET_REFUSED: 'usage',
  SANDBOX_BASE_REFUSED: 'usage',
  SCOPE_OF_WEBSITE: 'usage',
  SCOPE_OF_MINI_PROGRAM: 'usage',
  SCOPE_OF_WECOM: 'usage',
  SCOPE_UNKNOWN: 'usage',
  PROXY_CLEARTEXT: 'usage',
  HUB_KEY_UNKNOWN: 'usage',
  HUB_KEY_EXISTS: 'usage',
  HUB_KEY_NAME_INVALID: 'usage',
  HUB_PATH_INVALID: 'usage',
  HUB_CLEARTEXT: 'usage',
  HUB_APPID_TWICE: 'usage',
  HUB_CERT_INVALID: 'input',
  HUB_SINK_AMBIGUOUS: 'usage',
  HUB_REFUSED: 'usage',
  PROXY_INVALID: 'input',
  PROXY_UNSUPPORTED: 'input',
  // input
  VALUE_INVALID: 'input',
  CONFIG_DIR_RELATIVE: 'input',
  HOME_UNKNOWN: 'input',
  SCENE_LENGTH: 'input',
  APPID_INVALID: 'input',
  APPID_IS_ORIGINAL_ID: 'input',
  APPID_IS_SECRET: 'input',
  SECRET_INVALID: 'input',
  CALLBACK_TOKEN_INVALID: 'input',
  AES_KEY_INVALID: 'input',
  SECRET_IS_HUB_KEY: 'input',
  HUB_ADDRESS_CLEARTEXT: 'input',
  FAULT_INVALID: 'usage',
  VALUE_OUT_OF_RANGE: 'usage',
  NO_ERROR_CODE: 'input',
  FILE_UNREADABLE: 'input',
  FILE_OUTSIDE: 'input',
  PUSH_INVALID: 'input',
  MENU_INVALID: 'input',
  RULES_INVALID: 'input',
  PLAN_INVALID: 'input',
  PLAN_NEWER: 'input',
  MEDIA_MISSING: 'input',
  TAG_UNKNOWN: 'input',
  MEDIA_INVALID: 'input',
  MEDIA_CHANGED: 'input',
  REDIRECT_EMPTY: 'input',
  REDIRECT_ENCODED: 'input',
  REDIRECT_NO_SCHEME: 'input',
  REDIRECT_SCHEME: 'input',
  REDIRECT_NO_HOST: 'input',
  REDIRECT_BROKEN: 'input',
  REDIRECT_USERINFO: 'input',
  REDIRECT_IS_AUTHORIZE: 'input',
  STATE_INVALID: 'input',
  CODE_MISSING: 'input',
  CODE_INVALID: 'input',
  WEB_TOKEN_INVALID: 'input',
  // signals
  INTERRUPTED: 'interrupted',
  TERMINATED: 'terminated',
  HUNG_UP: 'hangup',
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof kinds

export const errorCodes = Object.keys(kinds) as ErrorCode[]

/** The kind an error has unless its cause says otherwise (a refused token call is `auth`, not `wechat`). */
export function kindOf(code: ErrorCode): ErrorKind {
  return kinds[code]
}

/** Values for the placeholders of the error's sentences. Never a secret. */
export type ErrorParams = Readonly<Record<string, string | number>>

/** What WeChat answered when it refused: its own words, without what wechat/errcodes/errmsg.ts takes off them. */
export interface WechatRefusal {
  readonly errcode: number
  readonly errmsg: string
  /** Request id for WeChat's support, `xxxxxxxx-xxxxxxxx-xxxxxxxx`. */
  readonly rid?: string
  /** The path that was called, without the host and the query. */
  readonly path: string
}

export class WxError extends Error {
  override readonly name = 'WxError'
  readonly kind: ErrorKind
  readonly exitCode: number

  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
    readonly details: {
      readonly cause?: unknown
      readonly refusal?: WechatRefusal
      readonly kind?: ErrorKind
      /** What it is about, in words and with its place in a file: stands before the sentence. */
      readonly place?: string
      /** More facts for `--json`, merged into the error document. Never a secret. */
      readonly data?: Readonly<Record<string, unknown>>
    } = {},
  ) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause })
    this.kind = details.kind ?? kinds[code]
    this.exitCode = exitCodes[this.kind]
  }
}

/** The signals that ask a run to end in good order, and the errors that tell of them. */
export const stopSignals = {
  SIGHUP: 'HUNG_UP',
  SIGINT: 'INTERRUPTED',
  SIGTERM: 'TERMINATED',
} as const satisfies Readonly<Record<string, ErrorCode>>

type StopSignal = keyof typeof stopSignals

/** The error of a run that was stopped by a signal, whose name is the reason of the abort. */
export function interruption(signal: AbortSignal): WxError {
  return new WxError(stopSignals[signal.reason as StopSignal] ?? 'INTERRUPTED')
}

/** Whether an error says no more than that the run was stopped. */
export function isInterruption(error: unknown): boolean {
  return error instanceof WxError && Object.values<string>(stopSignals).includes(error.code)
}

/** The error for an answer with `errcode` ≠ 0: exit 4 where it is about the credentials, else 5. */
export function wechatError(refusal: WechatRefusal, cause?: unknown): WxError {
  const kind = credentialErrcodes.has(refusal.errcode) ? 'auth' : 'wechat'
  return new WxError('WECHAT', { errcode: refusal.errcode, errmsg: refusal.errmsg }, { refusal, kind, cause })
}

/** The errcode that an error tells of, where WeChat refused a call; else undefined. */
export function errcodeOf(error: unknown): number | undefined {
  return error instanceof WxError ? error.details.refusal?.errcode : undefined
}

/** What an error of the system says in one word: its code, looked for behind wrappers too, else its message. */
export function reasonOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException
    if (code) return code
  }
  return error instanceof Error ? error.message : String(error)
}
