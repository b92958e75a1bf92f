import { judgeSecret } from '../../wechat/appid'
import type { EndpointName } from '../../wechat/endpoints'
import type { JsonObject } from '../body'
import type { Contents } from '../contents'
import type { Form } from '../form'
import { refuse } from '../refusal'
import type { AccountState, SandboxState } from '../state'

/** One request, parsed as far as every endpoint needs it. */
export interface Call {
  readonly state: SandboxState
  readonly query: URLSearchParams
  /** The JSON body of a POST; empty for a GET. */
  readonly body: JsonObject
  /** The form of a GET endpoint that was called with POST; empty for all others. */
  readonly fields: URLSearchParams
  /** The sandbox's time, milliseconds since 1970. */
  readonly time: number
  /** Address of the caller, IPv4 or IPv6. */
  readonly client: string
  /** The form of an upload. */
  readonly form?: Form
  /** Uploaded files. */
  readonly contents: Contents
  /** How the caller reached this server: `http://127.0.0.1:8080`. */
  readonly origin: string
}

export interface AccountCall extends Call {
  /** The account that the access_token belongs to. */
  readonly account: AccountState
}

/** How the sandbox answers at an endpoint: with an object or a file, or by throwing a Refusal. */
export type Behaviour =
  | {
      readonly token: true
      /** Works for an unverified account; all others answer 48001 there. */
      readonly unverified?: true
      /** Its body is a form with a file. */
      readonly upload?: true
      readonly run: (call: AccountCall) => object
    }
  | {
      readonly token: false
      /** The body may be left out. */
      readonly bodyOptional?: true
      /** A GET endpoint that accepts POST as well. */
      readonly posted?: true
      readonly run: (call: Call) => object
    }

/** Some of the platform's endpoints. */
export type Behaviours = Partial<Record<EndpointName, Behaviour>>

/** The answer of calls that only do something. */
export const done = { errcode: 0, errmsg: 'ok' } as const

type Given = string | null | undefined

/** The account of an appid, which is checked before everything else. @throws Refusal 41002 or 40013 (docs/platform.md 1.4, 15) */
export function accountNamed(state: SandboxState, appid: Given): AccountState {
  if (!appid) refuse(41002)
  return (Object.hasOwn(state.accounts, appid) ? state.accounts[appid] : undefined) ?? refuse(40013)
}

/** The account of an appid and its secret. @throws Refusal 41002, 40013, 41004, 40001 or 40125 (docs/platform.md 1.4) */
export function accountOf(state: SandboxState, appid: Given, secret: Given): AccountState {
  const account = accountNamed(state, appid)
  if (!secret) refuse(41004)
  // [?] no page says when which of the two is given: here 40125 for a text that cannot be a secret, 40001 for a wrong one.
  if (judgeSecret(secret) !== 'usual') refuse(40001)
  if (secret !== account.secret) refuse(40125)
  return account
}
