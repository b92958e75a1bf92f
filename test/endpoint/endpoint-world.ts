import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { echoWith } from '../../src/endpoint/reply/echo'
import { type EndpointOptions, startEndpoint } from '../../src/endpoint/server/server'
import type { EndpointEvent } from '../../src/endpoint/types'
import { type CallbackConfig, cipherOf, sealPush } from '../../src/wechat/callback/callback'
import { callbackSignature } from '../../src/wechat/callback/signature'
import { writeXml } from '../../src/wechat/xml/write'

export const config: CallbackConfig = {
  token: 'aTokenOf16Letter',
  mode: 'compat',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFE',
  appid: 'wx0123456789abcdef',
}

let lastId = 0

/** A text nobody has sent before. */
export function textPush(Content = 'hello', MsgId = BigInt(++lastId)): string {
  return writeXml({
    ToUserName: 'gh_97417a04a28d',
    FromUserName: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY',
    CreateTime: 1_714_112_445,
    MsgType: 'text',
    Content,
    MsgId,
  })
}

const now = () => String(Math.floor(Date.now() / 1000))

/** The query of a plain push. */
export function query(over: Readonly<Record<string, string>> = {}): string {
  const { timestamp = now(), nonce = '415670741' } = over
  const signature = callbackSignature(config.token, timestamp, nonce)
  return new URLSearchParams({ signature, timestamp, nonce, ...over }).toString()
}

/** A push as WeChat sends it in this mode. */
export function sealed(xml: string, mode: CallbackConfig['mode'], as: CallbackConfig = config) {
  const seal = { timestamp: now(), nonce: '415670741', random: randomBytes(16) }
  return sealPush({ ...as, mode }, cipherOf(as), xml, seal)
}

/** An endpoint of its own, and what it tells. */
export async function endpoint(options: Partial<EndpointOptions> = {}) {
  const events: EndpointEvent[] = []
  const running = await startEndpoint({
    host: '127.0.0.1',
    port: 0,
    path: '/',
    config,
    answerer: echoWith(({ type }) => type),
    now: Date.now,
    randomBytes,
    onEvent: (event) => events.push(event),
    ...options,
  })
  onTestFinished(() => running.close())
  const { port } = running
  const post = async (search: string, body: string | Buffer, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}/?${search}`, { method: 'POST', body, ...init })
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
  return { running, port, events, post, raw: (bytes: string | Buffer) => rawCall(port, bytes) }
}

export interface RawCall {
  readonly socket: Socket
  /** All that was answered, once the connection has been closed. */
  readonly answered: Promise<string>
}

/** Sends bytes as they are. */
function rawCall(port: number, bytes: string | Buffer): RawCall {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  socket.setEncoding('latin1').on('data', (text) => {
    received += text
  })
  const answered = new Promise<string>((resolve) => {
    socket.on('error', () => undefined).on('close', () => resolve(received))
  })
  socket.write(bytes)
  return { socket, answered }
}
