import type { RefusalReason } from './types'

type Params = Readonly<Record<string, string | number>>

/** Why a request gets no answer of its own. Its message is the reason: nothing of the request stands in it. */
export class Refusal extends Error {
  readonly status: number

  constructor(
    readonly reason: RefusalReason,
    readonly params: Params = {},
  ) {
    super(reason)
    this.status = STATUS[reason]
  }
}

/** A refusal that was caught; what is none is thrown on. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}

/**
 * One status for all that is wrong inside of an encrypted push, so that a caller learns nothing about the key from
 * trying (with `bodyOf`, one text as well). 0: nothing can be answered any more.
 */
const STATUS: Readonly<Record<RefusalReason, number>> = {
  'signature-missing': 400,
  'signature-twice': 400,
  'signature-wrong': 401,
  'signature-case': 401,
  'timestamp-malformed': 401,
  'nonce-long': 401,
  'nonce-characters': 401,
  'plain-in-safe-mode': 401,
  method: 405,
  path: 404,
  'body-too-large': 413,
  'body-empty': 400,
  'body-broken-off': 400,
  'not-utf8': 400,
  xml: 400,
  'not-a-push': 400,
  'no-key': 400,
  cipher: 400,
  'too-many': 503,
  'too-many-bytes': 503,
  'not-http': 400,
  'head-too-large': 431,
  'too-slow': 408,
  'too-many-connections': 0,
}

/** What a refused caller reads. It says no more than the status does: reasons are told to the endpoint's owner. */
export const bodyOf = (status: number): string => BODIES[status] ?? BODIES[400] ?? ''

const BODIES: Readonly<Record<number, string>> = {
  400: 'bad request\n',
  401: 'the signature is not right\n',
  404: 'not found\n',
  405: 'GET and POST are taken\n',
  408: 'the request took too long\n',
  413: 'the body is too large\n',
  431: 'the headers are too large\n',
  503: 'too many at one time\n',
}

/** For a person who opens the address in a browser; WeChat's server never sees it. */
export const FOR_A_PERSON = `This address is for WeChat's server: it calls with signature, timestamp, nonce and echostr.
Type it into the console as URL (服务器地址), or try it with: wxadmin verify

这个地址供微信服务器调用，请求需带 signature、timestamp、nonce 和 echostr 参数。
请把它填到公众号后台的「服务器地址(URL)」，或用 wxadmin verify 检查。
`
