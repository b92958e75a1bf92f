import { onTestFinished } from 'vitest'
import { startDemo } from '../../src/commands/jssdk/demo-server'
import { startLoginServer } from '../../src/commands/oauth/login-server'
import { startEndpoint } from '../../src/endpoint/server/server'
import { startSandbox } from '../../src/sandbox/server'
import { MemoryState } from '../../src/sandbox/store'
import { callbackSignature } from '../../src/wechat/callback/signature'

/** A server of wxadmin, and a request that it has to answer with 200. */
export interface ServerUnderTest {
  readonly port: number
  /** Path and query. */
  readonly address: string
}

const token = 'a-token-of-nobody'
const signed = () => {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = callbackSignature(token, timestamp, '1')
  return `/?signature=${signature}&timestamp=${timestamp}&nonce=1&echostr=hello`
}

/** Every server that the program starts, by its name. They end with the test. */
export const servers = {
  'oauth login': async () => {
    const server = await startLoginServer({
      host: '127.0.0.1',
      port: 0,
      paths: new Set(['/']),
      state: 'right',
      isOurs: (name) => name === '127.0.0.1',
      page: (page) => `<p>${page}</p>`,
      onRefused: () => undefined,
    })
    onTestFinished(() => server.close())
    return { port: server.port, address: '/' }
  },
  'jssdk demo': async () => {
    const server = await startDemo({
      host: '127.0.0.1',
      port: 0,
      page: '<p>page</p>',
      policy: "default-src 'none'",
      parts: new Map(),
      isOurs: (name) => name === '127.0.0.1',
      isPage: () => true,
      sign: () => Promise.reject(new Error('none')),
      onSigned: () => undefined,
    })
    onTestFinished(() => server.close())
    return { port: server.port, address: '/' }
  },
  sandbox: async () => {
    const server = await startSandbox({
      host: '127.0.0.1',
      port: 0,
      state: new MemoryState(),
      now: Date.now,
    })
    onTestFinished(() => server.close())
    return { port: server.port, address: '/sandbox/state' }
  },
  serve: async () => {
    const server = await startEndpoint({
      host: '127.0.0.1',
      port: 0,
      path: '/',
      config: { token, mode: 'plain' },
      answerer: () => Promise.resolve({ kind: 'success' }) as never,
      now: Date.now,
      randomBytes: (size) => Buffer.alloc(size),
      limits: { connections: 64 },
    })
    onTestFinished(() => server.close())
    return { port: server.port, address: signed() }
  },
} satisfies Record<string, () => Promise<ServerUnderTest>>

export type ServerName = keyof typeof servers
