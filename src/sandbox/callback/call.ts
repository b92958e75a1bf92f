import type { IncomingMessage, RequestOptions } from 'node:http'
import { urlToHttpOptions } from 'node:url'
import { ANSWER_SECONDS } from '../../wechat/replies/reply'

/** What an endpoint answered, whatever its status. */
export interface Answered {
  readonly status: number
  readonly body: string
  /** The address that answered. */
  readonly address: string
  /** Milliseconds until the answer was whole. */
  readonly ms: number
}

/** An endpoint did not answer; the message says why, in words. */
export class NoAnswer extends Error {}

/** Largest reply that is read. Bytes. */
const MOST_BYTES = 1024 * 1024

/**
 * Calls an endpoint as WeChat's server does: five seconds for all of it (docs/platform.md 3.5), no redirects, a connection of
 * its own.
 * @param query what is added to the query of the address
 * @param body sent as a POST; without one it is a GET
 * @param signal ends the call
 * @throws NoAnswer
 */
export async function callEndpoint(
  address: string,
  query: string,
  body: string | undefined,
  signal: AbortSignal,
): Promise<Answered> {
  const url = new URL(address)
  url.hash = ''
  url.search = [url.search.slice(1), query].filter(Boolean).join('&')
  const started = performance.now()
  const expiry = new AbortController()
  const timer = setTimeout(() => expiry.abort(), ANSWER_SECONDS * 1000)
  try {
    const answered = await exchange(url, body, AbortSignal.any([signal, expiry.signal]))
    return { ...answered, ms: Math.round(performance.now() - started) }
  } catch (error) {
    if (error instanceof NoAnswer) throw error
    if (signal.aborted) throw new NoAnswer('the sandbox is closing')
    if (expiry.signal.aborted) throw new NoAnswer(`no answer within ${ANSWER_SECONDS} seconds`)
    const { code, message } = error as NodeJS.ErrnoException
    throw new NoAnswer(code ?? message)
  } finally {
    clearTimeout(timer)
  }
}

async function exchange(
  url: URL,
  body: string | undefined,
  signal: AbortSignal,
): Promise<Omit<Answered, 'ms'>> {
  const { request } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'))
  const content = body === undefined ? undefined : Buffer.from(body)
  const options: RequestOptions = {
    ...urlToHttpOptions(url),
    method: content ? 'POST' : 'GET',
    agent: false,
    headers: {
      'User-Agent': 'Mozilla/4.0',
      Accept: '*/*',
      ...(content && { 'Content-Type': 'text/xml', 'Content-Length': content.length }),
    },
    signal,
  }
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      const address = response.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
      bodyOf(response).then(
        (text) => resolve({ status: response.statusCode ?? 0, body: text, address }),
        (error) => {
          sent.destroy()
          reject(error)
        },
      )
    })
    sent.on('error', reject)
    sent.end(content)
  })
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length
    if (length > MOST_BYTES) throw new NoAnswer('the answer is larger than a megabyte')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
