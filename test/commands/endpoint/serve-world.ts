import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect } from 'vitest'
import {
  type CallbackConfig,
  cipherOf,
  handshakeQuery,
  sealPush,
} from '../../../src/wechat/callback/callback'
import { writeXml } from '../../../src/wechat/xml/write'
import { type Outcome, temporaryDirectory, type World, wxadmin } from '../../support/run'

export const TOKEN = 'aTokenOf16Letter'
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
export const APPID = 'wx0123456789abcdef'
const USER = 'oMgHVjngRipVsoxg6TuX3vz6glDg'

export interface Serving {
  readonly url: string
  readonly port: number
  readonly directory: string
  readonly env: Readonly<Record<string, string>>
}

/** `wxadmin serve` in this process, with a store and a directory of its own, until `work` has ended. */
export async function serving(
  flags: readonly string[],
  work: (serving: Serving) => Promise<void> = async () => undefined,
  world: World = {},
): Promise<Outcome> {
  const directory = world.cwd ?? temporaryDirectory()
  const file = join(temporaryDirectory(), 'ready.json')
  const stop = new AbortController()
  const env = {
    WXADMIN_CONFIG_DIR: temporaryDirectory(),
    WXADMIN_CALLBACK_TOKEN: TOKEN,
    ...world.env,
  } as Record<string, string>
  const argv = ['serve', '--port', '0', '--ready-file', file, ...flags]
  const run = wxadmin(argv, { cwd: directory, signal: stop.signal, ...world, env })
  const state = { isOver: false }
  const ended = run.finally(() => {
    state.isOver = true
  })
  await expect.poll(() => existsSync(file) || state.isOver, { timeout: 20_000 }).toBe(true)
  if (!existsSync(file)) return ended
  try {
    const { url, port } = JSON.parse(readFileSync(file, 'utf8'))
    await work({ url, port, directory, env })
  } finally {
    stop.abort('SIGTERM')
  }
  return ended
}

/** stdout of a run, as events, while it runs. */
export function eventsOn() {
  const chunks: Buffer[] = []
  const stdout = new PassThrough().on('data', (chunk: Buffer) => chunks.push(chunk))
  const events = (): Record<string, unknown>[] =>
    Buffer.concat(chunks)
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  return { stdout, events, types: () => events().map(({ type }) => type) }
}

export const textPush = (content: string, more: Record<string, string | number> = {}): string =>
  writeXml({
    ToUserName: 'gh_0123456789ab',
    FromUserName: USER,
    CreateTime: 1460537339,
    MsgType: 'text',
    Content: content,
    MsgId: 6272960105994287618n,
    ...more,
  })

export const eventPush = (Event: string, more: Record<string, string> = {}): string =>
  writeXml({
    ToUserName: 'gh_0123456789ab',
    FromUserName: USER,
    CreateTime: 1460537340,
    MsgType: 'event',
    Event,
    ...more,
  })

const plain: CallbackConfig = { token: TOKEN, mode: 'plain' }
const nowInSeconds = () => Math.floor(Date.now() / 1000).toString()

/** Sends a push as WeChat does. */
export function send(
  { url }: Pick<Serving, 'url'>,
  xml: string,
  config: CallbackConfig = plain,
  timestamp = nowInSeconds(),
): Promise<Response> {
  const seal = { timestamp, nonce: '486452656', random: Buffer.alloc(16, 'r') }
  const { query, body } = sealPush(config, cipherOf(config), xml, seal)
  return fetch(`${url}?${query}`, { method: 'POST', body })
}

export function shakeHands({ url }: Pick<Serving, 'url'>, token = TOKEN): Promise<Response> {
  const query = handshakeQuery(token, {
    timestamp: nowInSeconds(),
    nonce: '1',
    echostr: '4375120948345356249',
  })
  return fetch(`${url}?${query}`)
}
