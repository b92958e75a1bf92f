import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { clientUnderTest, failure } from '../api/client-under-test'
import { recordingProxy } from '../support/proxy'
import { wxadmin } from '../support/run'
import { deadPort } from '../support/scripted-platform'
import { tlsServer } from '../support/tls'
import { kind } from './kind'

// @module-tag slow

/** A password that nobody may ever see. */
const PASSWORD = 'hunter-2-hush'

/** A proxy on loopback that does this with each connection, after the request has come. */
async function proxy(answer: (socket: Socket, head: string) => void): Promise<string> {
  return listening(
    createServer((socket) => {
      socket.on('error', () => undefined)
      onTestFinished(() => void socket.destroy())
      socket.once('data', (head) => answer(socket, head.toString('latin1')))
    }),
  )
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const wants = (...headers: string[]) =>
  proxy((socket) =>
    socket.end(
      `HTTP/1.1 407 Proxy Authentication Required\r\n${headers.map((value) => `Proxy-Authenticate: ${value}\r\n`).join('')}Content-Length: 0\r\n\r\n`,
    ),
  )

interface Row {
  /** Its host and port. */
  readonly at: () => Promise<string>
  readonly scheme?: 'http' | 'https'
  readonly userinfo?: string
  /** Seconds; 10 where it is left out. */
  readonly timeout?: number
  readonly code: string
  /** What the error says, with PROXY for its address. */
  readonly says: readonly string[]
}

const silence = 0.3

const rows: Readonly<Record<string, Row>> = {
  '407 without credentials': {
    at: () => wants('Basic realm="office"'),
    code: 'NETWORK_PROXY_AUTH',
    says: ['HTTPS_PROXY=http://USER:PASS@PROXY'],
  },
  '407 that names no scheme': {
    at: () => wants(),
    code: 'NETWORK_PROXY_AUTH',
    says: ['HTTPS_PROXY=http://USER:PASS@PROXY'],
  },
  '407 to a wrong password': {
    at: () => wants('Basic realm="office"'),
    userinfo: `me:${PASSWORD}@`,
    code: 'NETWORK_PROXY_PASSWORD',
    says: ['does not accept', 'HTTPS_PROXY=http://USER:PASS@PROXY', '%40'],
  },
  '407 to a user without a password': {
    at: () => wants('Basic realm="office"'),
    userinfo: 'me@',
    code: 'NETWORK_PROXY_PASSWORD',
    says: ['USER:PASS@'],
  },
  'NTLM alone': {
    at: () => wants('NTLM'),
    userinfo: `me:${PASSWORD}@`,
    code: 'NETWORK_PROXY_SCHEME',
    says: ['NTLM', 'not supported', 'Basic'],
  },
  'Negotiate and NTLM': {
    at: () => wants('Negotiate', 'NTLM'),
    code: 'NETWORK_PROXY_SCHEME',
    says: ['Negotiate, NTLM', 'not supported'],
  },
  'Digest alone': {
    at: () => wants('Digest realm="Basic, NTLM", nonce="abc", qop="auth"'),
    userinfo: `me:${PASSWORD}@`,
    code: 'NETWORK_PROXY_SCHEME',
    says: ['wants Digest, which is not supported'],
  },
  'Basic among others in one field': {
    at: () => wants('Negotiate, Basic realm="office", NTLM'),
    code: 'NETWORK_PROXY_AUTH',
    says: ['USER:PASS@'],
  },
  'silence after the connection': {
    at: () => proxy(() => undefined),
    timeout: silence,
    code: 'NETWORK_PROXY_TIMEOUT',
    says: ['The proxy http://PROXY did not answer within 0.3 s', 'the proxy that kept silent'],
  },
  'half an answer to CONNECT': {
    at: () => proxy((socket) => socket.write('HTTP/1.1 200 Conn')),
    timeout: silence,
    code: 'NETWORK_PROXY_TIMEOUT',
    says: ['The proxy http://PROXY did not answer'],
  },
  'silence after 200': {
    at: () => proxy((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n')),
    timeout: silence,
    code: 'NETWORK_TUNNEL_TIMEOUT',
    says: ['api.weixin.qq.com did not answer through the proxy http://PROXY', '--timeout 30'],
  },
  'cut after 200': {
    at: () => proxy((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')),
    code: 'NETWORK_TUNNEL_CUT',
    says: ['opened the connection to api.weixin.qq.com and then cut it', 'Nothing was sent'],
  },
  'reset after 200': {
    at: () =>
      proxy((socket) =>
        socket.write('HTTP/1.1 200 OK\r\n\r\n', () => setTimeout(() => socket.resetAndDestroy(), 20)),
      ),
    code: 'NETWORK_TUNNEL_CUT',
    says: ['and then cut it'],
  },
  'a page in place of the tunnel': {
    at: () =>
      proxy((socket) =>
        socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>'),
      ),
    code: 'NETWORK_TUNNEL_NOT_TLS',
    says: ['in place of api.weixin.qq.com', 'text/html'],
  },
  'a page that comes later': {
    at: () =>
      proxy((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        setTimeout(() => socket.end('<html>log in</html>'), 50)
      }),
    code: 'NETWORK_TUNNEL_NOT_TLS',
    says: ['in place of api.weixin.qq.com'],
  },
  'a page on a connection that stays open': {
    at: () =>
      proxy((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html></html>')),
    timeout: silence,
    code: 'NETWORK_TUNNEL_NOT_TLS',
    says: ['text/html'],
  },
  'a redirect to a page': {
    at: () => proxy((socket) => socket.end('HTTP/1.1 302 Found\r\nLocation: http://login/\r\n\r\n')),
    code: 'NETWORK_PROXY',
    says: ['The proxy http://PROXY refused to connect to api.weixin.qq.com: HTTP 302'],
  },
  'a host that is not allowed': {
    at: () => proxy((socket) => socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')),
    code: 'NETWORK_PROXY',
    says: ['refused to connect to api.weixin.qq.com: HTTP 403', 'not WeChat'],
  },
  'a gateway that finds no way': {
    at: () => proxy((socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n')),
    code: 'NETWORK_PROXY',
    says: ['HTTP 502'],
  },
  'no HTTP at all': {
    at: () => proxy((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n\r\n')),
    code: 'NETWORK_PROXY_NOT_HTTP',
    says: ['does not answer as an HTTP proxy', 'SOCKS'],
  },
  'a SOCKS proxy': {
    at: () => proxy((socket) => socket.end(Buffer.from([5, 255]))),
    code: 'NETWORK_PROXY_NOT_HTTP',
    says: ['does not answer as an HTTP proxy', 'SOCKS'],
  },
  'an end without an answer': {
    at: () => proxy((socket) => socket.end()),
    code: 'NETWORK_PROXY_NOT_HTTP',
    says: ['does not answer as an HTTP proxy'],
  },
  'nobody there': {
    at: async () => `127.0.0.1:${await deadPort()}`,
    code: 'NETWORK_PROXY_UNREACHABLE',
    says: ['Cannot reach the proxy http://PROXY: ECONNREFUSED', 'HTTPS_PROXY=http://HOST:PORT'],
  },
  'no such name': {
    at: async () => 'no-such-proxy.invalid:3128',
    code: 'NETWORK_PROXY_UNREACHABLE',
    says: ['Cannot reach the proxy http://PROXY: E'],
  },
  'an https proxy whose certificate nobody vouches for': {
    at: () => listening(tlsServer(() => undefined)),
    scheme: 'https',
    code: 'NETWORK_PROXY_TLS',
    says: ['The TLS connection to the proxy https://PROXY failed', 'NODE_EXTRA_CA_CERTS', 'not of WeChat'],
  },
  'https to a proxy without TLS': {
    at: () => proxy((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    scheme: 'https',
    code: 'NETWORK_PROXY_TLS',
    says: ['HTTPS_PROXY=http://PROXY'],
  },
}

kind<Row>(
  'a proxy that fails is told apart from WeChat, with what it wants and never its password',
  rows,
  async ({ at, scheme = 'http', userinfo = '', timeout, code, says }) => {
    const address = await at()
    const env = {
      HTTPS_PROXY: `${scheme}://${userinfo}${address}`,
      WXADMIN_APPID: 'wx0123456789abcdef',
      WXADMIN_SECRET: 'abcdefabcdef0123456789abcdefabcd',
    }
    const limit = timeout === undefined ? [] : ['--timeout', String(timeout)]
    const json = await wxadmin(['token', '--json', '--debug', ...limit], { env })
    expect(json.code).toBe(6)
    const document = JSON.parse(json.stderr.trim().split('\n').at(-1) ?? '').error
    expect(document).toMatchObject({ code, exitCode: 6 })
    const english = await wxadmin(['token', ...limit], { env })
    for (const words of says)
      expect(english.stderr).toContain(words.replace('PROXY/', address).replace(/PROXY(?!=)/, address))
    const chinese = await wxadmin(['token', '--lang', 'zh', ...limit], { env })
    expect(chinese.stderr).toMatch(/代理/)
    for (const { stderr } of [json, english, chinese]) {
      expect(stderr).not.toContain(PASSWORD)
      expect(stderr).not.toMatch(/\{\w+\}/)
    }
  },
)

kind<{ readonly written: string; readonly sent: string }>(
  'credentials are sent as they are meant',
  {
    'percent-encoded': { written: 'me:p%40ss%3Aword', sent: 'me:p@ss:word' },
    'a bare percent sign': { written: 'me:100%', sent: 'me:100%' },
    'a bare percent sign beside an encoded character': { written: 'me:50%%40x', sent: 'me:50%@x' },
    'Han characters': { written: 'me:%E5%AF%86%E7%A0%81', sent: 'me:密码' },
    'a user alone': { written: 'me', sent: 'me:' },
    'an @ in the password': { written: 'me:a@b', sent: 'me:a@b' },
    'a domain before the user': { written: 'CORP%5Cme:x-y-z-9', sent: 'CORP\\me:x-y-z-9' },
  },
  async ({ written, sent }) => {
    const { url, seen } = await recordingProxy()
    const { client, traces } = clientUnderTest('https://api.weixin.qq.com', {
      proxy: url.replace('//', `//${written}@`),
    })
    const error = await failure(
      client.call({ method: 'GET', path: '/x', repeatable: true, withToken: false }),
    )
    expect(seen()).toContain(`Proxy-Authorization: Basic ${Buffer.from(sent).toString('base64')}`)
    expect(JSON.stringify([error, traces])).not.toContain(sent.slice(sent.indexOf(':') + 1) || '\0')
  },
)

kind<{ readonly proxy: string; readonly code: string; readonly says: string }>(
  'an address that is no HTTP proxy is refused before anything is sent',
  {
    socks5: {
      proxy: `socks5://me:${PASSWORD}@127.0.0.1:1080`,
      code: 'PROXY_UNSUPPORTED',
      says: 'a socks5 proxy',
    },
    socks5h: { proxy: 'socks5h://127.0.0.1:1080', code: 'PROXY_UNSUPPORTED', says: 'a socks5h proxy' },
    socks4: { proxy: 'SOCKS4://127.0.0.1:1080', code: 'PROXY_UNSUPPORTED', says: 'a socks4 proxy' },
    ftp: { proxy: 'ftp://127.0.0.1:21', code: 'PROXY_UNSUPPORTED', says: 'a ftp proxy' },
    'a script': { proxy: 'pac+http://127.0.0.1/proxy.pac', code: 'PROXY_UNSUPPORTED', says: 'a pac proxy' },
    'an unknown scheme': {
      proxy: `carrier://me:${PASSWORD}@h`,
      code: 'PROXY_INVALID',
      says: 'http://USER:PASS@HOST:PORT',
    },
    'a # in the password': { proxy: `http://me:#${PASSWORD}@h:1`, code: 'PROXY_INVALID', says: '%40' },
    'a / in the password': { proxy: `http://me:/${PASSWORD}@h:1`, code: 'PROXY_INVALID', says: '%40' },
    'a port that is none': {
      proxy: 'http://127.0.0.1:99999',
      code: 'PROXY_INVALID',
      says: 'http://HOST:PORT',
    },
    'a path': { proxy: 'http://127.0.0.1:1/proxy', code: 'PROXY_INVALID', says: 'http://HOST:PORT' },
  },
  async ({ proxy: value, code, says }) => {
    const credentials = {
      WXADMIN_APPID: 'wx0123456789abcdef',
      WXADMIN_SECRET: 'abcdefabcdef0123456789abcdefabcd',
    }
    for (const [argv, env, name] of [
      [['token', '--proxy', value], credentials, '--proxy'],
      [['token'], { ...credentials, ALL_PROXY: value }, 'ALL_PROXY'],
    ] as const) {
      const { code: exit, stderr } = await wxadmin(argv, { env })
      expect(exit).toBe(65)
      for (const words of [name, says, 'direct']) expect(stderr).toContain(words)
      expect(stderr).not.toContain(PASSWORD)
      const json = await wxadmin([...argv, '--json'], { env })
      expect(JSON.parse(json.stderr).error.code).toBe(code)
    }
  },
)

kind<{ readonly list: string; readonly base?: string; readonly direct: boolean }>(
  'NO_PROXY is read as other programs read it',
  {
    'the host': { list: 'api.weixin.qq.com', direct: true },
    'among others, with blanks': { list: 'localhost, api.weixin.qq.com ,x', direct: true },
    'by semicolons': { list: 'localhost;api.weixin.qq.com', direct: true },
    'a suffix with a dot': { list: '.weixin.qq.com', direct: true },
    'a suffix with a star': { list: '*.qq.com', direct: true },
    'a star without a dot': { list: '*qq.com', direct: true },
    'a suffix alone': { list: 'QQ.com', direct: true },
    everything: { list: '*', direct: true },
    'with its port': { list: 'api.weixin.qq.com:443', direct: true },
    'with another port': { list: 'api.weixin.qq.com:80', direct: false },
    'with its scheme': { list: 'https://api.weixin.qq.com/', direct: true },
    'a dot at its end': { list: 'api.weixin.qq.com.', direct: true },
    'another host': { list: 'mp.weixin.qq.com', direct: false },
    'the end of a name': { list: 'xin.qq.com', direct: false },
    'an empty entry': { list: ',,', direct: false },
    'a dot alone': { list: '.', direct: false },
  },
  async ({ list, direct }) => {
    const env = {
      HTTPS_PROXY: 'http://proxy.example:3128',
      NO_PROXY: list,
      WXADMIN_APPID: 'wx0123456789abcdef',
      WXADMIN_SECRET: 'abcdefabcdef0123456789abcdefabcd',
    }
    const { stdout } = await wxadmin(['whoami', '--json'], { env })
    expect(stdout.includes('proxy.example')).toBe(!direct)
  },
)
