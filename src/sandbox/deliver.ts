import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { JSON_TYPE } from './answer'
import type { Download } from './download'
import type { Exchange } from './exchange'

/** The answer on its way back, with whatever a fault does to it. HTTP 200 unless a fault or the answer says otherwise. */
export async function deliver(
  { fault, answer }: Exchange,
  { incoming }: HttpBindings,
  closing: AbortSignal,
): Promise<Response> {
  const text = answer?.text ?? ''
  const send = (part: string) =>
    new Response(part, {
      status: answer?.head?.status ?? 200,
      headers: { ...answer?.head?.headers, 'content-type': answer?.contentType ?? JSON_TYPE },
    })
  switch (fault?.kind) {
    case 'hang':
      await endOf(incoming.socket, closing)
      incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    case 'drop':
      incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    case 'truncate':
      if (answer?.file) return orGone(await download(answer.file, { bytes: answer.file.bytes >> 1 }))
      return send(text.slice(0, Math.ceil(text.length / 2)))
    case 'empty':
      return send('')
    case 'html':
      return page(200)
    case 'status':
      return page(fault.value ?? 502)
    default:
      return answer?.file ? orGone(await download(answer.file)) : send(text)
  }
}

/**
 * A file, or its first bytes, sent as fast as the caller reads. A browser may take it for a page, so its headers let
 * nothing in it run.
 * @param options.bytes the most that is sent
 * @param options.headOnly the caller wants no more than the head
 * @returns undefined where it was deleted meanwhile
 */
export async function download(
  { file, contentType, name }: Download,
  { bytes = Number.POSITIVE_INFINITY, headOnly = false } = {},
): Promise<Response | undefined> {
  const handle = await open(file).catch(() => undefined)
  if (!handle) return undefined
  const length = Math.min((await handle.stat()).size, bytes)
  if (headOnly) await handle.close()
  const content = headOnly
    ? null
    : (Readable.toWeb(handle.createReadStream({ start: 0, end: Math.max(0, length - 1) })) as ReadableStream)
  const safe = name.replaceAll(/[^\w.-]/g, '_')
  return new Response(content, {
    headers: {
      'content-type': contentType,
      'content-length': String(length),
      'content-disposition': `attachment; filename="${safe}"`,
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}

const orGone = (response: Response | undefined): Response => response ?? new Response('', { status: 404 })

/** What a proxy or a captive portal answers in WeChat's place. */
function page(status: number): Response {
  const title = status === 200 ? 'Please sign in' : `${status} Bad Gateway`
  return new Response(
    `<html>\r\n<head><title>${title}</title></head>\r\n<body><h1>${title}</h1></body>\r\n</html>\r\n`,
    { status, headers: { 'content-type': 'text/html' } },
  )
}

/** Waits until the caller goes away or the server closes. */
function endOf(socket: HttpBindings['incoming']['socket'], closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      closing.removeEventListener('abort', end)
      socket.removeListener('close', end)
      resolve()
    }
    if (closing.aborted || socket.destroyed) return resolve()
    closing.addEventListener('abort', end)
    socket.on('close', end)
  })
}
