/** What the hub answers by itself, and its refusals: to wxadmin by a header, to SDKs as WeChat refuses. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { WxError } from '../errors'
import { HUB_HEADER } from '../wechat/hub'
import { redact } from '../wechat/redact'
import { MOST_BODY, NotForwarded } from './forward'
import { Unavailable } from './renewal'

/** What the hub answers by itself. */
export interface Reply {
  readonly status: number
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
  /** Why it refused. */
  readonly refused?: string
}

/** A body that is not what an address takes. */
export class BadBody extends Error {}

/**
 * The errcode beside a refusal of the hub: SDKs know no other errors, and would take an answer without one for a
 * success.
 */
const refusals: Readonly<
  Record<string, { readonly status: number; readonly errcode: number; readonly why: string }>
> = {
  'path-invalid': { status: 400, errcode: 40066, why: 'the path is not one of the API' },
  'no-such-address': { status: 404, errcode: 40066, why: 'the hub has no such address' },
  'query-invalid': { status: 400, errcode: 40035, why: 'a parameter is there more than once' },
  'body-invalid': { status: 400, errcode: 47001, why: 'the body is not what this address takes' },
  'body-broken': { status: 400, errcode: 44002, why: 'the body broke off' },
  'body-too-large': { status: 413, errcode: 45001, why: `the body is larger than ${MOST_BODY} bytes` },
  method: { status: 405, errcode: 43002, why: 'this address does not take this method' },
  'ticket-type': { status: 400, errcode: 40097, why: 'type is jsapi or wx_card' },
  'key-missing': { status: 401, errcode: 41001, why: 'a key is required' },
  'key-unknown': { status: 401, errcode: 40125, why: 'the key is wrong or was revoked' },
  'key-expired': { status: 401, errcode: 40125, why: 'the key has expired' },
  'too-many-wrong-keys': { status: 429, errcode: 45011, why: 'too many wrong keys from this address' },
  'account-needed': {
    status: 400,
    errcode: 41002,
    why: 'the key is for several accounts: say which by appid',
  },
  'account-unknown': { status: 404, errcode: 40013, why: 'the hub does not have this account' },
  account: { status: 403, errcode: 48001, why: 'the key is not for this account' },
  path: { status: 403, errcode: 48001, why: 'the key is not for this path' },
  'path-by-name': {
    status: 403,
    errcode: 48001,
    why: 'a call that deletes, sends or spends needs a key that names its path',
  },
  'read-only': { status: 403, errcode: 48001, why: 'the key is for reading only' },
  'unknown-effect': {
    status: 403,
    errcode: 48001,
    why: 'the key is for reading only, and what this path does is not known',
  },
  'token-hidden': { status: 403, errcode: 48001, why: 'the key may not see the token' },
  still_current: { status: 409, errcode: 40001, why: 'WeChat gives the same token again' },
  'caller-gone': { status: 499, errcode: -1, why: 'the caller went away' },
  unreachable: { status: 502, errcode: -1, why: 'WeChat could not be reached' },
  timeout: { status: 504, errcode: -1, why: 'WeChat did not answer in time' },
  unavailable: { status: 503, errcode: -1, why: 'there is no valid token at present' },
  internal: { status: 500, errcode: -1, why: 'the hub failed' },
}

export function refused(reason: string, status?: number): Reply {
  const entry = refusals[reason] ?? refusals.internal
  return {
    status: status ?? entry?.status ?? 500,
    body: { errcode: entry?.errcode, errmsg: `${entry?.why} (wxadmin hub: ${reason})`, error: reason },
    refused: reason,
  }
}

/**
 * A refusal for an SDK has status 200, as all of WeChat's have: SDKs look at errcode, and some make an error of any other status
 * with the whole address in it, key and all. Who gives the key in a header knows HTTP, and gets its status.
 */
export function asToldTo({ headers, url = '' }: IncomingMessage, reply: Reply): Reply {
  const isFromSdk = headers.authorization === undefined && !url.startsWith('/v1/')
  return isFromSdk && forSdks.has(reply.status) && reply.refused !== 'key-missing'
    ? { ...reply, status: 200 }
    : reply
}

const forSdks: ReadonlySet<number> = new Set([401, 403, 404])

/** What becomes of an error. */
export function replyTo(error: unknown): Reply {
  if (error instanceof NotForwarded) return refused(error.reason)
  if (error instanceof BadBody) return refused('body-invalid')
  if (!(error instanceof Unavailable)) return refused('internal')
  const seconds = Math.max(1, Math.ceil(error.retryMs / 1000))
  const { status, body, refused: reason } = refused('unavailable')
  return {
    status,
    body: { ...body, ...causeOf(error) },
    headers: { 'retry-after': `${seconds}` },
    refused: reason,
  }
}

/** What WeChat said when it gave no token. It says so to whoever has the AppID and AppSecret: none of it is secret. */
function causeOf({ cause }: Unavailable): { readonly cause?: object } {
  const refusal = cause instanceof WxError ? cause.details.refusal : undefined
  if (!refusal) return {}
  const { errcode, errmsg, rid, path } = refusal
  return { cause: { errcode, errmsg: redact(errmsg), path, ...(rid !== undefined && { rid }) } }
}

export function send(response: ServerResponse, { status, body, headers, refused: reason }: Reply): void {
  const content = Buffer.from(JSON.stringify(body)) // no line break behind it: co-wechat-api cannot read that
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': content.length,
      'cache-control': 'no-store',
      ...(reason !== undefined && { [HUB_HEADER]: reason }),
      ...headers,
    })
    .end(content)
}
