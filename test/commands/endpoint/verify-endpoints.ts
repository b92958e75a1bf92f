import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type CallbackConfig, cipherOf, sealReply } from '../../../src/wechat/callback/callback'
import { callbackSignature } from '../../../src/wechat/callback/signature'
import { type PushHead, pushOf } from '../../../src/wechat/messages/push'
import { replyXml } from '../../../src/wechat/replies/reply'
import { readXml, textOf } from '../../../src/wechat/xml/read'
import { temporaryDirectory, type World, wxadmin } from '../../support/run'

export const PLAIN: CallbackConfig = { token: 'verifyToken2026', mode: 'plain' }
const KEY = { aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', appid: 'wx0123456789abcdef' }
export const COMPAT: CallbackConfig = { ...PLAIN, ...KEY, mode: 'compat' }
export const SAFE: CallbackConfig = { ...PLAIN, ...KEY, mode: 'safe' }

/** Where an endpoint differs from a good one. */
export interface Faults {
  readonly config?: CallbackConfig
  /** What is answered to a right handshake. */
  readonly echo?: (echostr: string, query: URLSearchParams, response: ServerResponse) => unknown
  /** What is answered to a right push; its default is a text, in safe mode encrypted. */
  readonly reply?: (push: Sealing, response: ServerResponse) => unknown
  /** Whether the signatures of handshakes and of pushes are looked at. */
  readonly checksHandshake?: boolean
  readonly checksPush?: boolean
  /** What is answered to a push whose signature is wrong; its default is 401. */
  readonly refuse?: (response: ServerResponse) => unknown
  /** False: it knows nothing of encryption, and passes over what is encrypted. */
  readonly readsEncrypt?: boolean
  /** Puts Token, timestamp and nonce in the order in which they are joined. */
  readonly sort?: (values: string[]) => string[]
}

export interface Sealing {
  readonly push: PushHead
  readonly config: CallbackConfig
  readonly text: (content: string) => string
  /** The envelope of a reply, made with another configuration where one is given. */
  readonly seal: (xml: string, other?: CallbackConfig) => string
}

/** A bot as somebody may have written it, right but for the faults. */
export function bot(faults: Faults = {}): RequestListener {
  const {
    config = PLAIN,
    sort = (values) => values.sort(),
    checksHandshake = true,
    checksPush = true,
    readsEncrypt = true,
  } = faults
  return async (request, response) => {
    const query = new URL(request.url ?? '/', 'http://host').searchParams
    const text = (name: string) => query.get(name) ?? ''
    const signature = callbackSignatureOf(sort([config.token, text('timestamp'), text('nonce')]))
    const refuse = () => response.writeHead(401).end('Invalid signature')
    if (request.method === 'GET') {
      if (checksHandshake && text('signature') !== signature) return refuse()
      const answer = faults.echo ? faults.echo(text('echostr'), query, response) : text('echostr')
      return answer === undefined ? undefined : response.end(answer)
    }
    const body = readXml(await bodyOf(request))
    const encrypted = readsEncrypt ? textOf(body, 'Encrypt') : ''
    const right = encrypted
      ? text('msg_signature') === callbackSignature(config.token, text('timestamp'), text('nonce'), encrypted)
      : text('signature') === signature
    if (checksPush && !right) return faults.refuse ? faults.refuse(response) : refuse()
    const xml = encrypted === '' ? undefined : cipherOf(config)?.decrypt(encrypted)
    const sealing = sealingOf(pushOf(xml === undefined ? body : readXml(xml)), config)
    const answer = faults.reply ? faults.reply(sealing, response) : defaultReply(sealing)
    return answer === undefined ? undefined : response.end(answer)
  }
}

const callbackSignatureOf = (values: string[]) => createHash('sha1').update(values.join('')).digest('hex')

const defaultReply = ({ config, text, seal }: Sealing) =>
  config.mode === 'plain' ? text('hello') : seal(text('hello'))

function sealingOf(push: PushHead, config: CallbackConfig): Sealing {
  return {
    push,
    config,
    text: (Content) => replyXml({ MsgType: 'text', Content }, push, 1_700_000_000),
    seal: (xml, other = config) => {
      const cipher = cipherOf(other)
      if (!cipher) throw new Error('no key')
      return sealReply(other.token, cipher, xml, {
        timestamp: '1700000000',
        nonce: '123456',
        random: Buffer.alloc(16, 7),
      })
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** Serves it on a free port until the test ends. @returns its address */
export async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat`
}

/** The environment that holds this server configuration. */
export const envOf = ({ token, mode, aesKey, appid }: CallbackConfig) => ({
  WXADMIN_CALLBACK_TOKEN: token,
  WXADMIN_MODE: mode,
  ...(aesKey && { WXADMIN_AES_KEY: aesKey }),
  ...(appid && { WXADMIN_APPID: appid }),
})

/** `wxadmin verify …` with a store of its own. */
export function verify(argv: readonly string[], config: CallbackConfig = PLAIN, world: World = {}) {
  const env = { WXADMIN_CONFIG_DIR: temporaryDirectory(), ...envOf(config), ...world.env }
  return wxadmin(['verify', ...argv], { ...world, env })
}

interface Checked {
  readonly check: string
  readonly level: string
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly [param: string]: unknown
}

/** The same with `--json`: what was found beside what is well, and the two findings about a local address left out. */
export async function verified(
  address: string,
  config: CallbackConfig = PLAIN,
  more: readonly string[] = [],
) {
  const outcome = await verify([address, '--json', ...more], config)
  const document = JSON.parse(outcome.stdout) as { ok: boolean; exitCode?: number; checks: Checked[] }
  const told = document.checks.filter(({ check, level }) => check !== 'address' && level !== 'ok')
  return {
    ...outcome,
    document,
    checks: document.checks,
    problems: told
      .filter(({ level }) => level !== 'skipped')
      .map(({ check, level, code }) => [check, level, code]),
    skipped: told.filter(({ level }) => level === 'skipped').map(({ check }) => check),
    found: (code: string): Checked => {
      const found = document.checks.find((one) => one.code === code)
      if (!found) throw new Error(`${code} is not among ${document.checks.map((one) => one.code).join(', ')}`)
      return found
    },
  }
}

/** Verifies a bot with these faults. */
export const verifiedBot = async (faults: Faults) =>
  verified(await serving(bot(faults)), faults.config ?? PLAIN)
