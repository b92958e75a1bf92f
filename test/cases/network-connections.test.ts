import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { kind } from './kind'
import { type ServerName, servers } from './servers'

// @module-tag slow

/** What many connections do that never come to an end. */
const attacks = {
  'say nothing': '',
  'send half a head': 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ',
  'send half a body':
    'POST /cgi-bin/stable_token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n{"a":',
  'send half an upload':
    'POST /cgi-bin/media/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n--x',
  'stay open after an answer': 'GET /nothing-here HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
}

interface Row {
  readonly server: ServerName
  readonly says: string
}

const rows = Object.keys(servers).flatMap((server) =>
  Object.entries(attacks).map(
    ([name, says]) =>
      [`${server}, connections that ${name}`, { server: server as ServerName, says }] as const,
  ),
)

/** More than any of the servers takes at one time. */
const MANY = 300

kind<Row>(
  'any number of connections that come to no end keep nobody out',
  Object.fromEntries(rows),
  async ({ server, says }) => {
    const { port, address } = await servers[server]()
    const sockets = await Promise.all(Array.from({ length: MANY }, () => opened(port, says)))
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
    })
    for (let asked = 0; asked < 3; asked++) {
      const response = await fetch(`http://127.0.0.1:${port}${address}`, {
        signal: AbortSignal.timeout(20_000),
      })
      expect(response.status).toBe(200)
      await response.text()
    }
    const left = sockets.filter((socket) => !socket.destroyed).length
    expect(left).toBeLessThan(MANY)
  },
)

/** A connection to the port that has said its words; it ends when the server ends it. */
async function opened(port: number, says: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.resume()
  await Promise.race([once(socket, 'connect'), once(socket, 'close')])
  if (says !== '') socket.write(says)
  return socket
}

const host = 'Host: 127.0.0.1\r\n'

/** Answers that come from the handler, from Node's parser, and from neither. */
const requests = {
  'a page': `GET / HTTP/1.1\r\n${host}\r\n`,
  'no such address': `GET /none HTTP/1.1\r\n${host}\r\n`,
  'the state of the sandbox': `GET /sandbox/state HTTP/1.1\r\n${host}\r\n`,
  'the calls of the sandbox': `GET /sandbox/calls HTTP/1.1\r\n${host}\r\n`,
  'an API call': `GET /cgi-bin/menu/get?access_token=x HTTP/1.1\r\n${host}\r\n`,
  'an authorize page': `GET /connect/oauth2/authorize?appid=%3Csvg%3E HTTP/1.1\r\n${host}\r\n`,
  'another host': 'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  'another method': `DELETE / HTTP/1.1\r\n${host}\r\n`,
  'no host': 'GET / HTTP/1.1\r\n\r\n',
  'a head alone': `HEAD / HTTP/1.1\r\n${host}\r\n`,
  'no HTTP': 'hello\r\n\r\n',
  'TLS to a port without it': '\u0016\u0003\u0001\u0000\u0001x\r\n\r\n',
  'a head that is too large': `GET / HTTP/1.1\r\n${host}X-A: ${'a'.repeat(20_000)}\r\n\r\n`,
  'a tunnel': `CONNECT a:1 HTTP/1.1\r\n${host}\r\n`,
  'an expectation nobody knows': `GET / HTTP/1.1\r\n${host}Expect: the-unexpected\r\n\r\n`,
  'a body that is too large': `POST /cgi-bin/menu/create HTTP/1.1\r\n${host}Content-Length: 99999999\r\n\r\n`,
} as const

kind<{ readonly server: ServerName; readonly request: string }>(
  'every answer of every server says that its type is not to be guessed',
  Object.fromEntries(
    Object.keys(servers).flatMap((server) =>
      Object.entries(requests).map(
        ([name, request]) => [`${server}: ${name}`, { server: server as ServerName, request }] as const,
      ),
    ),
  ),
  async ({ server, request }) => {
    const { port } = await servers[server]()
    const head = await answerTo(port, request)
    expect(head).toMatch(/^HTTP\/1\.1 \d{3} /)
    expect(head.toLowerCase().match(/^x-content-type-options: nosniff\r$/gm)).toHaveLength(1)
  },
)

/** The head of the answer. */
async function answerTo(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  socket.write(Buffer.from(request, 'latin1'))
  let received = ''
  for await (const chunk of socket) {
    received += String(chunk)
    if (received.includes('\r\n\r\n')) break
  }
  return received.slice(0, received.indexOf('\r\n\r\n') + 2)
}
