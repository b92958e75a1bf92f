import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type ForwardOptions, forwardTo } from '../../../src/endpoint/reply/forward'
import type { EndpointLimits } from '../../../src/endpoint/server/options'
import { startEndpoint } from '../../../src/endpoint/server/server'
import type { Answer, Delivery, PushEvent } from '../../../src/endpoint/types'
import { callEndpoint } from '../../../src/http/probe/probe'
import {
  type CallbackConfig,
  cipherOf,
  envelopeOf,
  isSignedRightly,
  sealPush,
} from '../../../src/wechat/callback/callback'
import type { MessageMode } from '../../../src/wechat/callback/values'
import { pushOf } from '../../../src/wechat/messages/push'
import { replyXml } from '../../../src/wechat/replies/reply'
import { readXml } from '../../../src/wechat/xml/read'
import { writeXml } from '../../../src/wechat/xml/write'

export const TOKEN = 'forwarding'
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
export const APPID = 'wx1234567890abcdef'

export const configIn = (mode: MessageMode): CallbackConfig => ({
  token: TOKEN,
  mode,
  ...(mode !== 'plain' && { aesKey: AES_KEY, appid: APPID }),
})

export function textPush(Content: string, id = Content): string {
  const head = { ToUserName: 'gh_1', FromUserName: 'oAlice', CreateTime: 1763913600 }
  return writeXml({ ...head, MsgType: 'text', Content, MsgId: id })
}

/** A text reply to a push of `textPush`. */
export const textReply = (Content: string): string =>
  replyXml({ MsgType: 'text', Content }, pushOf(readXml(textPush('x'))), 1763913601)

/** A target on a port of its own. @returns its address, and the requests it got */
export async function target(answer: RequestListener) {
  const requests: { readonly request: IncomingMessage; readonly body: string }[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    requests.push({ request, body: Buffer.concat(parts).toString() })
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: new URL(`http://127.0.0.1:${port}/`), requests, server }
}

/** An address at which nobody listens. */
export async function nobody(): Promise<URL> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return new URL(`http://127.0.0.1:${port}/`)
}

export interface Late {
  readonly delivery: Delivery
  readonly answer: Answer
}

/** An endpoint that forwards to a target, and WeChat, which calls it. */
export async function forwarding(
  url: URL,
  mode: MessageMode = 'plain',
  options: Partial<ForwardOptions> = {},
  limits: Partial<EndpointLimits> = {},
) {
  const config = configIn(mode)
  const cipher = cipherOf(config)
  const events: PushEvent[] = []
  const late: Late[] = []
  let tellLate: (late: Late) => void = () => {}
  const firstLate = new Promise<Late>((resolve) => {
    tellLate = resolve
  })
  const onLate = (delivery: Delivery, answer: Answer) => {
    late.push({ delivery, answer })
    tellLate({ delivery, answer })
  }
  const endpoint = await startEndpoint({
    host: '127.0.0.1',
    port: 0,
    path: '/',
    config,
    answerer: forwardTo(url, { config, onLate, ...options }),
    now: Date.now,
    randomBytes,
    onEvent: (event) => void (event.kind === 'push' && events.push(event)),
    limits,
  })
  onTestFinished(() => endpoint.close())

  const push = async (xml: string) => {
    const seal = {
      timestamp: String(Math.floor(Date.now() / 1000)),
      nonce: randomBytes(4).readUInt32BE().toString(),
      random: randomBytes(16),
    }
    const { query, body } = sealPush(config, cipher, xml, seal)
    const reply = await callEndpoint({
      url: new URL(endpoint.url),
      method: 'POST',
      query,
      body,
      timeoutMs: 20_000,
    })
    const text = reply.body.toString()
    return { status: reply.status, headers: reply.headers, text, query, body, xml: opened(text, config) }
  }
  return { endpoint, events, late, firstLate, push, notes: () => events.at(-1)?.notes ?? [] }
}

/** A reply as WeChat reads it; undefined where it is encrypted and signed or encrypted wrongly. */
function opened(text: string, config: CallbackConfig): string | undefined {
  if (config.mode === 'plain' || !text.startsWith('<xml>')) return text
  const envelope = envelopeOf(readXml(text))
  if (!envelope || !isSignedRightly(config.token, envelope)) return undefined
  return cipherOf(config)?.decrypt(envelope.Encrypt)
}
