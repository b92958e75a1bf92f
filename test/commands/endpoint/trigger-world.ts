import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { cipherOf, sealReply } from '../../../src/wechat/callback/callback'
import { type Push, pushOf } from '../../../src/wechat/messages/push'
import { type PassiveReply, replyXml } from '../../../src/wechat/replies/reply'
import { readXml, textOf } from '../../../src/wechat/xml/read'
import { temporaryDirectory, type World, wxadmin } from '../../support/run'

export const TOKEN = 'triggerToken2026'
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
export const APPID = 'wx0123456789abcdef'
const SAFE = { token: TOKEN, aesKey: AES_KEY, appid: APPID, mode: 'safe' } as const
const cipher = cipherOf(SAFE)

/** A push as it arrived. */
export interface Received {
  readonly push: Push
  /** The document, decrypted. */
  readonly xml: string
  /** As it came. */
  readonly body: string
  readonly query: URLSearchParams
  /** From 1. */
  readonly number: number
  readonly request: IncomingMessage
}

export type Bot = (
  received: Received,
  response: ServerResponse,
) => string | undefined | Promise<string | undefined>

/** A text in reply to a push. */
export const textTo = ({ push }: Received, Content: string): string =>
  reply({ MsgType: 'text', Content }, push)
export const reply = (passive: PassiveReply, push: Push): string => replyXml(passive, push, 1_700_000_000)

/** The envelope of a reply. */
export function sealed(xml: string, token = TOKEN): string {
  if (!cipher) throw new Error('no key')
  return sealReply(token, cipher, xml, { timestamp: '1700000000', nonce: '42', random: Buffer.alloc(16, 7) })
}

/** An endpoint on this machine that checks both signatures, and all that came to it. */
export async function endpoint(bot: Bot = (received) => textTo(received, 'hello')) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const query = new URL(request.url ?? '/', 'http://host').searchParams
    const outer = body.trimStart().startsWith('<xml>') ? readSafely(body) : {}
    const encrypted = textOf(outer, 'Encrypt')
    const right =
      isSigned(query, 'signature') && (encrypted === '' || isSigned(query, 'msg_signature', encrypted))
    if (!right) return response.writeHead(401).end('wrong signature')
    const xml = encrypted === '' ? body : (cipher?.decrypt(encrypted) ?? '')
    const one = { push: pushOf(readSafely(xml)), xml, body, query, number: received.length + 1, request }
    received.push(one)
    const answer = await bot(one, response)
    if (answer !== undefined) response.end(answer)
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/wechat`, received }
}

function readSafely(text: string) {
  try {
    return readXml(text)
  } catch {
    return {}
  }
}

function isSigned(query: URLSearchParams, name: string, encrypted?: string): boolean {
  const values = [TOKEN, query.get('timestamp') ?? '', query.get('nonce') ?? '']
  if (encrypted !== undefined) values.push(encrypted)
  return query.get(name) === createHash('sha1').update(values.sort().join('')).digest('hex')
}

/** A port at which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A store of its own, and the server configuration in the environment. */
export function world() {
  const cwd = temporaryDirectory()
  const env = {
    WXADMIN_CONFIG_DIR: join(cwd, 'store'),
    WXADMIN_CALLBACK_TOKEN: TOKEN,
    WXADMIN_AES_KEY: AES_KEY,
    WXADMIN_APPID: APPID,
  }
  return {
    cwd,
    env,
    run: (argv: readonly string[], more: World = {}) =>
      wxadmin(argv, { cwd, ...more, env: { ...env, ...more.env } }),
  }
}
