import type { Socket } from 'node:net'
import { expect } from 'vitest'
import { verified, verify } from '../commands/endpoint/verify-endpoints'
import { type RawRequest, rawServer, whole } from '../support/raw-server'
import { kind } from './kind'

// @module-tag slow

type Answer = (request: RawRequest, socket: Socket) => unknown

const echoOf = ({ query }: RawRequest) => query.get('echostr') ?? ''
const right: Answer = (request, socket) =>
  socket.end(request.method === 'GET' ? whole(echoOf(request)) : whole('success'))

/** Right over HTTP/1.1; what is answered over HTTP/1.0 is the row's. */
const over10 =
  (answer: Answer): Answer =>
  (request, socket) =>
    (request.version === 'HTTP/1.0' ? answer : right)(request, socket)

/** The same whatever the version. */
const always =
  (answer: Answer): Answer =>
  (request, socket) =>
    (request.method === 'GET' ? answer : right)(request, socket)

const chunked: Answer = (request, socket) => {
  const echostr = echoOf(request)
  socket.end(
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${echostr.length.toString(16)}\r\n${echostr}\r\n0\r\n\r\n`,
  )
}

interface Row {
  readonly answer: Answer
  readonly code: string
  readonly says?: RegExp
}

kind(
  'a handshake that fails over HTTP/1.0 alone is exit 5, with its cause',
  {
    'a firewall that cuts it': {
      answer: over10((_, socket) => socket.destroy()),
      code: 'http10-cut',
      says: /calls over HTTP\/1\.0, as WeChat's check makes them, are cut \(ECONNRESET\); over HTTP\/1\.1 there is an answer/,
    },
    'a firewall that answers 444': {
      answer: over10((_, socket) => socket.end('HTTP/1.1 444 \r\nContent-Length: 0\r\n\r\n')),
      code: 'http10-refused',
      says: /refused \(HTTP 444\)/,
    },
    'a firewall that answers a page with 403': {
      answer: over10((_, socket) =>
        socket.end('HTTP/1.0 403 Forbidden\r\nContent-Length: 32\r\n\r\n<html>blocked by SafeLine</html>'),
      ),
      code: 'http10-refused',
    },
    'a gateway that asks for HTTP/1.1': {
      answer: over10((_, socket) =>
        socket.end('HTTP/1.1 426 Upgrade Required\r\nUpgrade: HTTP/1.1\r\nContent-Length: 0\r\n\r\n'),
      ),
      code: 'http10-refused',
    },
    'another answer than over HTTP/1.1': {
      answer: over10((_, socket) => socket.end(whole('hello'))),
      code: 'http10-differs',
    },
    'chunks whatever the version': {
      answer: always(chunked),
      code: 'http10-chunked',
      says: /comes in chunks, which HTTP\/1\.0 does not know/,
    },
    'half of the answer over HTTP/1.0': {
      answer: over10((request, socket) =>
        socket.end(whole(echoOf(request).slice(0, 9), { 'Content-Length': '19' })),
      ),
      code: 'answer-cut-length',
      says: /after 9 of 19 bytes/,
    },
    'half of the answer whatever the version': {
      answer: always((request, socket) =>
        socket.end(whole(echoOf(request).slice(0, 9), { 'Content-Length': '19' })),
      ),
      code: 'answer-cut-length',
    },
    'half of the head whatever the version': {
      answer: always((_, socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')),
      code: 'answer-cut',
    },
    'a Content-Length that is too small': {
      answer: always((request, socket) => socket.end(whole(echoOf(request), { 'Content-Length': '10' }))),
      code: 'length-short',
    },
    'HTTP headers in the body': {
      answer: always((request, socket) =>
        socket.end(whole(`HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n${echoOf(request)}`)),
      ),
      code: 'echo-http-headers',
    },
  } satisfies Record<string, Row>,
  async ({ answer, code, says }: Row) => {
    const { url } = await rawServer(answer)
    const outcome = await verified(url)
    expect(outcome.found(code)).toMatchObject({ check: 'handshake', level: 'error' })
    expect(outcome.found(code).message).toMatch(says ?? /./)
    expect(outcome.code).toBe(5)
    const told = await verify([url, '--lang', 'zh'])
    expect(told.code).toBe(5)
    expect(told.stdout).toContain('✗ 服务器验证：')
    expect(told.stdout).toMatch(/\n\n\d+ 个错误，\d+ 个警告：微信不会接受此接口。\n$/)
  },
)

kind(
  'the handshake goes out as WeChat sends it',
  {
    'to an address without a path': { path: '', sent: /^GET \/\?signature=/ },
    'to a path with a query': { path: '/wechat?shop=1', sent: /^GET \/wechat\?shop=1&signature=/ },
    'to a path in Chinese': { path: '/微信', sent: /^GET \/%E5%BE%AE%E4%BF%A1\?signature=/ },
  },
  async ({ path, sent }) => {
    const server = await rawServer(right)
    const origin = server.url.replace('/wechat', '')
    expect((await verified(origin + path)).problems.map(([check]) => check)).not.toContain('handshake')
    const old = server.requests.filter(({ version }) => version === 'HTTP/1.0')
    expect(old).toHaveLength(1)
    expect(old[0]?.lines[0]).toMatch(sent)
    expect(old[0]?.lines.slice(1)).toEqual([
      `Host: ${new URL(origin).host}`,
      'User-Agent: Mozilla/4.0',
      'Accept: */*',
    ])
    expect(
      server.requests
        .filter(({ method }) => method === 'POST')
        .every(({ version }) => version === 'HTTP/1.1'),
    ).toBe(true)
  },
)

kind(
  'an answer that HTTP/1.0 allows is right',
  {
    'a Content-Length': right,
    'no length, ended by the connection': over10((request, socket) =>
      socket.end(`HTTP/1.0 200 OK\r\n\r\n${echoOf(request)}`),
    ),
    'a connection that is left open behind it': always((request, socket) =>
      socket.write(whole(echoOf(request))),
    ),
    'a line break behind the body, which HTTP puts up with': always((request, socket) =>
      socket.end(Buffer.concat([whole(echoOf(request)), Buffer.from('\r\n')])),
    ),
    'an interim answer before it': always((request, socket) =>
      socket.end(
        Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n'), whole(echoOf(request))]),
      ),
    ),
  } satisfies Record<string, Answer>,
  async (answer) => {
    const { url } = await rawServer(answer)
    expect((await verified(url)).found('handshake-ok')).toMatchObject({ level: 'ok' })
  },
)

kind(
  'an echo that began and was never ended is exit 5, not silence',
  {
    'written and not ended': {
      answer: always((request, socket) =>
        socket.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n13\r\n${echoOf(request)}\r\n`),
      ),
      code: 'answer-unfinished',
      says: /^the answer began \(19 bytes\) and was never ended$/,
    },
    'a Content-Length of 40': {
      answer: always((request, socket) => socket.write(whole(echoOf(request), { 'Content-Length': '40' }))),
      code: 'answer-unfinished-length',
      says: /^the answer began \(19 bytes\) and was never ended: Content-Length says 40$/,
    },
    'a connection left open over HTTP/1.0 without a length': {
      answer: over10((request, socket) => socket.write(`HTTP/1.0 200 OK\r\n\r\n${echoOf(request)}`)),
      code: 'answer-unfinished',
    },
    'no answer over HTTP/1.0': { answer: over10(() => undefined), code: 'http10-silent' },
  } satisfies Record<string, Row>,
  async ({ answer, code, says }: Row) => {
    const { url } = await rawServer(answer)
    const outcome = await verified(url)
    expect(outcome.found(code)).toMatchObject({ check: 'handshake', level: 'error' })
    expect(outcome.found(code).message).toMatch(says ?? /./)
    expect(outcome.code).toBe(5)
  },
)
