import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { JSON_TYPE } from './answer'
import type { Download } from './download'
import type { Exchange } from './exchange'

/** The answer on its way back, with whatever a fault does to it. HTTP 200 unless a fault says otherwise. */
export async function deliver(
  { fault, answer }: Exchange,
  { incoming }: HttpBindings,
  closing: AbortSignal,
): Promise<Response> {
  const text = answer?.text ?? ''
  const send = (part: string) =>
    new Response(part, { headers: { 'content-type': answer?.contentType ?? JSON_TYPE } })
  switch (fault?.kind) {
    case 'hang':
      await endOf(incoming.socket, closing)
      incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    case 'drop':
      incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    case 'truncate':
      if (answer?.file) return download(answer.file, answer.file.content.length >> 1)
      return send(text.slice(0, Math.ceil(text.length / 2)))
    case 'empty':
      return send('')
    case 'html':
      return page(200)
    case 'status':
      return page(fault.value ?? 502)
    default:
      return answer?.file ? download(answer.file) : send(text)
  }
}

/** A file, or its first bytes. */
export function download({ content, contentType, name }: Download, bytes = content.length): Response {
  const safe = name.replaceAll(/[^\w.-]/g, '_')
  return new Response(new Uint8Array(content.subarray(0, bytes)), {
    headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${safe}"` },
  })
}

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
