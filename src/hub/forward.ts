/**
 * Sends a caller's request on to WeChat with the token put in, and the answer back. Bodies are streamed: a small one is
 * kept for the one repeat after a token that WeChat no longer takes, a large one goes through as it comes.
 */
import http, { type Agent, type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import { pipeline } from 'node:stream/promises'
import { urlToHttpOptions } from 'node:url'
import { reasonOf } from '../errors'
import { verified } from '../http/proxy'
import { answerHeaders, requestHeaders } from './headers'
import { isDeadToken } from './renewal'

/** Where an account's calls go. */
export interface Upstream {
  /** API base of the account, without a trailing slash. */
  readonly base: string
  readonly agent: Agent
}

/** A call that may be sent on: everything about it has been checked. */
export interface Forwarded {
  readonly method: string
  /** Sent exactly as it is. */
  readonly path: string
  /** The query with a token in it, without the `?`. */
  readonly queryWith: (token: string | undefined) => string
  /** The token to begin with; undefined where the call carries none of ours. */
  readonly token: string | undefined
  /** A token in place of one that WeChat refused; undefined where there is no other one. */
  readonly replace: (refused: string) => Promise<string | undefined>
  /** Told of an answer's errcode, where it has one. */
  readonly onErrcode: (errcode: number) => void
  /** Blanks out what the caller must not see in a small answer. */
  readonly conceal: (text: string) => string
}

/** Why a call did not get through. */
export class NotForwarded extends Error {
  constructor(
    readonly reason: 'body-too-large' | 'body-broken' | 'caller-gone' | 'unreachable' | 'timeout',
    readonly detail: string,
  ) {
    super(reason)
  }
}

/** Bodies up to this are kept for the repeat. Bytes. */
const KEPT_BODY = 1024 * 1024
/** WeChat takes no file of more than 20 MB. */
export const MOST_BODY = 32 * 1024 * 1024
/** Answers of JSON up to this are looked into. Bytes. */
const LOOKED_INTO = 64 * 1024
/** Without a byte from WeChat for so long the call has failed. Milliseconds. */
const IDLE_MS = 30_000

/**
 * @throws NotForwarded before anything was answered; an answer that breaks off in the middle cuts the caller's as well
 */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: Upstream,
  call: Forwarded,
): Promise<void> {
  const body = await bodyOf(request)
  const first = await send(request, response, upstream, call, call.token, body)
  const looked = await lookInto(first)
  const { errcode } = looked
  if (errcode !== undefined) call.onErrcode(errcode)
  if (call.token === undefined || errcode === undefined || !isDeadToken(errcode))
    return passOn(first, looked, response, call)
  // A large body has gone: its caller gets the refusal, and finds another token when it tries again.
  const fresh = await call.replace(call.token)
  if (fresh === undefined || !Buffer.isBuffer(body)) return passOn(first, looked, response, call)
  const second = await send(request, response, upstream, call, fresh, body)
  const lookedAgain = await lookInto(second)
  if (lookedAgain.errcode !== undefined) call.onErrcode(lookedAgain.errcode)
  return passOn(second, lookedAgain, response, call)
}

/** The whole body where it is small, else the request to read it from, with what was read of it already. */
type Body = Buffer | { readonly head: readonly Buffer[]; readonly rest: IncomingMessage }

/** @throws NotForwarded */
async function bodyOf(request: IncomingMessage): Promise<Body> {
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  if (length > MOST_BODY) throw new NotForwarded('body-too-large', `${length}`)
  const head: Buffer[] = []
  let size = 0
  return new Promise((resolve, reject) => {
    const done = (result: Body) => {
      request.off('data', take).off('end', whole).off('close', broken).off('error', broken)
      resolve(result)
    }
    const take = (part: Buffer) => {
      head.push(part)
      size += part.length
      if (size <= KEPT_BODY) return
      request.pause()
      done({ head, rest: request })
    }
    const whole = () => done(Buffer.concat(head))
    const broken = () => reject(new NotForwarded('body-broken', 'the caller went away'))
    if (request.destroyed) return broken() // while the hub waited for a token, say
    request.on('data', take).on('end', whole).on('close', broken).on('error', broken)
  })
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { base, agent }: Upstream,
  call: Forwarded,
  token: string | undefined,
  body: Body,
): Promise<IncomingMessage> {
  const query = call.queryWith(token)
  const url = new URL(base)
  const path = `${url.pathname.replace(/\/+$/, '')}${call.path}${query && `?${query}`}`
  const headers = {
    ...requestHeaders(request.headers),
    ...lengthOf(request, body),
    'accept-encoding': 'identity', // what is packed could not be looked into
  }
  const secure = url.protocol === 'https:'
  const options = { ...urlToHttpOptions(url), path, method: call.method, headers, agent, timeout: IDLE_MS }
  const outgoing = secure ? https.request({ ...options, ...verified }) : http.request(options)
  let isGone = false
  const leave = () => {
    isGone = true
    outgoing.destroy()
  }
  response.once('close', leave)
  try {
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve).once('error', reject)
      outgoing.once('timeout', () => outgoing.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })))
    })
    if (Buffer.isBuffer(body)) outgoing.end(body)
    else {
      const poured = pour(body, outgoing)
      poured.catch(() => undefined) // an answer may come before the body is whole
      await Promise.race([answered, poured])
    }
    return await answered
  } catch (error) {
    if (error instanceof NotForwarded) throw error
    const reason = reasonOf(error)
    if (isGone) throw new NotForwarded('caller-gone', reason)
    throw new NotForwarded(reason === 'ETIMEDOUT' ? 'timeout' : 'unreachable', reason)
  } finally {
    response.off('close', leave)
  }
}

const lengthOf = (request: IncomingMessage, body: Body): Record<string, string> => {
  if (Buffer.isBuffer(body))
    return body.length > 0 || request.method === 'POST' ? { 'content-length': `${body.length}` } : {}
  const given = request.headers['content-length']
  return given === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': given }
}

/** Writes a large body as fast as WeChat takes it. @throws NotForwarded where it has no end */
async function pour(
  { head, rest }: Exclude<Body, Buffer>,
  outgoing: http.ClientRequest,
): Promise<never | undefined> {
  async function* parts() {
    let size = 0
    for (const part of head) {
      size += part.length
      yield part
    }
    for await (const part of rest as AsyncIterable<Buffer>) {
      size += part.length
      if (size > MOST_BODY) throw new NotForwarded('body-too-large', `${size}`)
      yield part
    }
  }
  await pipeline(parts, outgoing)
  return undefined
}

/** What was read of an answer. */
interface Looked {
  readonly parts: readonly Buffer[]
  /** The answer is whole, and JSON. */
  readonly isWhole: boolean
  readonly errcode?: number
}

/** Reads a small JSON answer whole; of all others nothing, or the beginning. @throws NotForwarded where it breaks off */
async function lookInto(answer: IncomingMessage): Promise<Looked> {
  const { 'content-type': type = '', 'content-length': length } = answer.headers
  const parts: Buffer[] = []
  if (!/^(?:application\/json|text\/)/i.test(type) || Number(length) > LOOKED_INTO)
    return { parts, isWhole: false }
  let size = 0
  const isWhole = await new Promise<boolean>((resolve, reject) => {
    const done = (whole: boolean) => {
      answer.off('data', take).off('end', end).off('error', broken)
      resolve(whole)
    }
    const take = (part: Buffer) => {
      parts.push(part)
      size += part.length
      if (size <= LOOKED_INTO) return
      answer.pause()
      done(false)
    }
    const end = () => done(true)
    const broken = (error: Error) => reject(new NotForwarded('unreachable', reasonOf(error)))
    answer.on('data', take).on('end', end).on('error', broken)
  })
  const errcode = isWhole ? errcodeIn(Buffer.concat(parts)) : undefined
  return { parts, isWhole, ...(errcode !== undefined && { errcode }) }
}

function errcodeIn(content: Buffer): number | undefined {
  try {
    const { errcode } = Object(JSON.parse(content.toString('utf8')))
    return typeof errcode === 'number' ? errcode : undefined
  } catch {
    return undefined
  }
}

/** A redirect repeats the address that was called, token and all. */
const concealed = (headers: ReturnType<typeof answerHeaders>, conceal: Forwarded['conceal']) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(conceal) : conceal(value),
    ]),
  )

async function passOn(
  answer: IncomingMessage,
  { parts, isWhole }: Looked,
  response: ServerResponse,
  { conceal }: Forwarded,
): Promise<void> {
  const headers = concealed(answerHeaders(answer.headers), conceal)
  const status = answer.statusCode ?? 502
  if (!isWhole) {
    response.writeHead(status, headers)
    async function* all() {
      yield* parts
      yield* answer as AsyncIterable<Buffer>
    }
    return pipeline(all, response).catch((error: NodeJS.ErrnoException) => {
      const isGone = error.code === 'ERR_STREAM_PREMATURE_CLOSE'
      throw new NotForwarded(isGone ? 'caller-gone' : 'unreachable', reasonOf(error))
    })
  }
  const content = Buffer.concat(parts)
  const text = content.toString('utf8')
  const shown = conceal(text)
  const sent = shown === text ? content : Buffer.from(shown)
  response.writeHead(status, { ...headers, 'content-length': `${sent.length}` }).end(sent)
}
