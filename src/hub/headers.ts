/** Header fields that go on through the hub, in either direction. */
import type { IncomingHttpHeaders } from 'node:http'

/** Of one connection, and not of the message on it (RFC 9110, 7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The caller's own, which are nobody's business at WeChat: its key, its cookies, where it comes from. */
const OF_THE_CALLER =
  /^(?:authorization|cookie|host|expect|forwarded|via|x-forwarded-.*|x-real-ip|cf-.*|true-client-ip|wxadmin-.*)$/

/** Of an answer: a session of WeChat's with the hub, and what a browser would do with the hub's address. */
const OF_THE_PLATFORM = /^(?:set-cookie2?|alt-svc|strict-transport-security|clear-site-data)$/

/** What is sent on to WeChat. The length is set by whoever knows the body. */
export const requestHeaders = (headers: IncomingHttpHeaders) =>
  without(headers, (name) => OF_THE_CALLER.test(name) || name === 'content-length')

/** What is sent back to the caller. */
export const answerHeaders = (headers: IncomingHttpHeaders) =>
  without(headers, (name) => OF_THE_PLATFORM.test(name))

function without(
  headers: IncomingHttpHeaders,
  isDropped: (name: string) => boolean,
): Record<string, string | string[]> {
  const named = new Set(
    String(headers.connection ?? '')
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  )
  const kept: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !HOP_BY_HOP.has(name) && !named.has(name) && !isDropped(name))
      kept[name] = value
  return kept
}
