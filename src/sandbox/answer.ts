import type { CatalogueEntry } from '../wechat/catalogue/endpoints'
import { OAUTH_PATHS } from '../wechat/endpoints'
import { redact } from '../wechat/redact'
import { NOT_PLAYED, SANDBOX_HEADER } from '../wechat/sandbox-account'
import { parseBody } from './body'
import type { Contents } from './contents'
import { Download } from './download'
import type { Call } from './endpoints/endpoint'
import { type Endpoint, findEndpoint } from './endpoints/endpoints'
import type { Form } from './form'
import { notPlayed } from './not-played'
import { spend } from './quota'
import { errmsgAt, Refusal, refuse } from './refusal'
import { newRid } from './rid'
import type { SandboxState } from './state'
import { ownerOfToken } from './tokens'

export interface ApiRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Buffer
  /** Address of the caller. */
  readonly client: string
  /** The form that the body is. */
  readonly form?: Form
  /** How the caller reached this server. */
  readonly origin: string
  /** What WeChat has at the path, where the sandbox has nothing. */
  readonly known?: CatalogueEntry
}

export interface ApiAnswer {
  /** 0 on success; absent where WeChat would not answer with JSON. */
  readonly errcode?: number
  /** HTTP status and headers; 200 where it is left out. */
  readonly head?: { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  readonly text: string
  readonly contentType: string
  /** What is sent in place of the text. */
  readonly file?: Download
  readonly appid: string | null
}

/** Most JSON answers carry exactly this, those of web authorization say that they are text (docs/platform.md 0.2). */
export const JSON_TYPE = 'application/json; encoding=utf-8'
const TEXT_TYPE = 'text/plain'

/** How many answers with a rid are remembered; characters kept of each, and characters looked at to make them. */
const REMEMBERED = 50
const REMEMBERED_LENGTH = 1000
const LOOKED_AT = 4096

/**
 * Answers one API call: token, permission, quota, method, body, and then the endpoint itself.
 * @param time the sandbox's time
 * @param forced an errcode that a fault gives in place of the answer
 */
export function answer(
  state: SandboxState,
  contents: Contents,
  request: ApiRequest,
  time: number,
  forced?: number,
): ApiAnswer {
  const started = performance.now()
  const caller: { appid: string | null } = { appid: null }
  const contentType = request.path.startsWith(OAUTH_PATHS) ? TEXT_TYPE : JSON_TYPE
  try {
    if (forced !== undefined) refuse(forced)
    const endpoint = findEndpoint(request.path)
    if (!endpoint) return request.known ? unplayed(request.known, request.method) : refuse(40066)
    const result = run(endpoint, { state, contents, request, time }, caller)
    if (result instanceof Download) return { errcode: 0, text: '', contentType, file: result, ...caller }
    return { errcode: 0, text: jsonOf(result), contentType, ...caller }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const rid = newRid(time)
    const errmsg = errmsgAt(request.path, error, rid)
    const text = jsonOf({ errcode: error.errcode, errmsg, ...error.more })
    remember(state, request, { rid, ...caller, time, costMs: Math.ceil(performance.now() - started), text })
    return { errcode: error.errcode, text, contentType, ...caller }
  }
}

/** @throws Refusal 43001 or 43002 where not even WeChat would take the method */
function unplayed(known: CatalogueEntry, method: string): ApiAnswer {
  checkMethod(method, known.method)
  const head = { status: 501, headers: { [SANDBOX_HEADER]: NOT_PLAYED } }
  return { head, text: notPlayed(known), contentType: 'text/plain; charset=utf-8', appid: null }
}

/** @throws Refusal 43001, 43002 */
function checkMethod(method: string, wanted: 'GET' | 'POST'): void {
  if (method !== wanted) refuse(wanted === 'GET' ? 43001 : 43002)
}

/** JSON as the platform writes it, with escaped slashes; they occur in strings only (docs/platform.md 15). */
function jsonOf(value: object): string {
  return JSON.stringify(value).replaceAll('/', '\\/')
}

function run(
  endpoint: Endpoint,
  given: { state: SandboxState; contents: Contents; request: ApiRequest; time: number },
  caller: { appid: string | null },
): object {
  const { state, contents, request, time } = given
  const { path, query, client, form, origin } = request
  const call = (): Call => {
    const posted = !endpoint.token && endpoint.posted === true && request.method === 'POST'
    if (!posted) checkMethod(request.method, endpoint.method)
    const optional = endpoint.method === 'GET' || (!endpoint.token && endpoint.bodyOptional)
    const body = optional && request.body.length === 0 ? {} : readBody(endpoint, request)
    const fields = new URLSearchParams(posted ? request.body.toString('utf8') : '')
    return { state, query, body, fields, time, client, form, contents, origin }
  }
  if (!endpoint.token) return endpoint.run(call())
  const account = ownerOfToken(state, query.get('access_token'), time)
  caller.appid = account.appid
  if (!account.verified && !endpoint.unverified) refuse(48001)
  spend(account, path, time)
  return endpoint.run({ ...call(), account })
}

/** Empty for a GET, whose body is ignored, and for an upload, whose body is a form. */
function readBody(endpoint: Endpoint, request: ApiRequest) {
  const isForm = endpoint.token && endpoint.upload
  return endpoint.method === 'GET' || isForm ? {} : parseBody(request.body, request.path)
}

function remember(
  state: SandboxState,
  { path, query, body, client }: ApiRequest,
  { text, ...record }: { rid: string; appid: string | null; time: number; costMs: number; text: string },
): void {
  // A body may be a megabyte of anything.
  const shorten = (value: string) => redact(value.slice(0, LOOKED_AT)).slice(0, REMEMBERED_LENGTH)
  const search = query.toString()
  state.requests.push({
    ...record,
    url: shorten(search ? `${path}?${search}` : path),
    body: shorten(body.subarray(0, LOOKED_AT).toString('utf8')),
    response: shorten(text),
    client,
  })
  state.requests.splice(0, state.requests.length - REMEMBERED)
}
