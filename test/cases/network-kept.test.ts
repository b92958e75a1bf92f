import { once } from 'node:events'
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import type { Call } from '../../src/api/types'
import { clientUnderTest, failure } from '../api/client-under-test'
import { conditionals, world } from '../commands/menu/world'
import { png } from '../support/media'
import { kind } from './kind'

const read: Call = { method: 'GET', path: '/cgi-bin/menu/get', repeatable: true, withToken: false }
const write = (path: string, more: Partial<Call> = {}): Call => ({
  method: 'POST',
  path,
  json: { menuid: '1' },
  repeatable: false,
  withToken: false,
  ...more,
})

/** How a server gets rid of a kept connection when the next request comes over it. */
const ends: Readonly<Record<string, (socket: Socket) => void>> = {
  'is reset': (socket) => socket.resetAndDestroy(),
  'is closed': (socket) => socket.destroy(),
  'is closed with a time-out': (socket) =>
    socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
}

/** A server that answers `{}` to the first request of a connection, and ends it at the second. */
async function grudging(end: (socket: Socket) => void) {
  const used = new WeakSet<Socket>()
  const seen: string[] = []
  const server = createServer((request, response) => {
    const { socket } = request
    if (used.has(socket)) return end(socket)
    used.add(socket)
    request.resume().on('end', () => {
      seen.push(request.url ?? '')
      response.end('{}')
    })
  })
  return { url: await listening(server), seen }
}

async function listening(server: ReturnType<typeof createServer> | ReturnType<typeof createTcpServer>) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const upload = { field: 'media', name: 'a.png', type: 'image/png', content: png() }

kind<{ readonly call: Call; readonly end: (socket: Socket) => void }>(
  'a call that is not repeated never meets a kept connection that has just ended',
  Object.fromEntries(
    Object.entries(ends).flatMap(([how, end]) =>
      Object.entries({
        'a conditional menu': write('/cgi-bin/menu/addconditional'),
        'the deletion of one': write('/cgi-bin/menu/delconditional'),
        'an upload': write('/cgi-bin/material/add_material', { json: undefined, upload }),
        'any POST': write('/cgi-bin/message/mass/sendall'),
        'the exchange of a code': { ...read, path: '/sns/oauth2/access_token', repeatable: false },
      }).map(([what, call]) => [`${what}, the kept connection ${how}`, { call, end }] as const),
    ),
  ),
  async ({ call, end }) => {
    const { url, seen } = await grudging(end)
    const { client, notices } = clientUnderTest(url)
    for (const one of [read, call, call, read]) await client.call(one)
    expect(seen.filter((path) => path === call.path)).toHaveLength(2)
    expect(
      notices.filter(({ type }) => type === 'retry').map((notice) => 'path' in notice && notice.path),
    ).toEqual(
      [read.path], // which is repeated, once
    )
  },
)

kind<(socket: Socket) => void>(
  'a read that meets a kept connection that has ended is made again on a connection of its own',
  ends,
  async (end) => {
    const { url, seen } = await grudging(end)
    const { client } = clientUnderTest(url)
    // Two connections are kept, and both have ended.
    await Promise.all([client.call(read), client.call(read)])
    await client.call(read)
    expect({ seen: seen.length, calls: client.calls }).toEqual({ seen: 3, calls: 4 })
  },
)

kind<{ readonly status: string; readonly code: string; readonly calls: number }>(
  'an answer with which the connection ends is read, and what may be repeated is',
  {
    'a refusal': { status: '403 Forbidden', code: 'NETWORK_STATUS', calls: 1 },
    'an error of a gateway': { status: '502 Bad Gateway', code: 'NETWORK_STATUS', calls: 3 },
    'a time-out of the gateway': { status: '504 Gateway Timeout', code: 'NETWORK_STATUS', calls: 3 },
    'too many': { status: '429 Too Many Requests', code: 'NETWORK_STATUS', calls: 1 },
  },
  async ({ status, code, calls }) => {
    let count = 0
    const url = await listening(
      createTcpServer((socket) => {
        socket.on('error', () => undefined)
        socket.once('data', () => {
          count += 1
          socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`)
        })
      }),
    )
    const { client } = clientUnderTest(url)
    expect(await failure(client.call(read))).toMatchObject({ code })
    expect(count).toBe(calls)
    expect(await failure(client.call(write('/cgi-bin/menu/addconditional')))).toMatchObject({ code })
    expect(count).toBe(calls + 1)
  },
)

/** A relay in front of a sandbox that ends a kept connection when a call of this kind comes over it. */
async function relay(target: string, strikes: (path: string, connection: number) => boolean) {
  const requests = new WeakMap<Socket, number>()
  let connections = 0
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { socket, url = '' } = request
    const number = (requests.get(socket) ?? 0) + 1
    requests.set(socket, number)
    if (strikes(url, number)) return void socket.resetAndDestroy()
    const { port } = new URL(target)
    const out = forward(
      { port, path: url, method: request.method, headers: { ...request.headers, host: `127.0.0.1:${port}` } },
      (answer) => {
        const { connection: _, 'keep-alive': __, ...headers } = answer.headers
        response.writeHead(answer.statusCode ?? 0, headers)
        answer.pipe(response)
      },
    )
    request.pipe(out)
    return undefined
  })
  server.on('connection', () => {
    connections += 1
  })
  return { url: await listening(server), connections: () => connections }
}

kind<RegExp>(
  'a push goes through where kept connections are reset',
  {
    'as a conditional menu is added': /addconditional/,
    'as a conditional menu is deleted': /delconditional/,
    'as the menu is created': /menu\/create/,
    'as it is read back': /menu\/get/,
    'at every call': /./,
  },
  async (path) => {
    const { server, run, file, live } = await world()
    const through = await relay(server.url, (url, number) => number > 1 && path.test(url))
    const env = { WXADMIN_API_BASE: through.url }
    file('menu.json', conditionals(['2', 'a'], ['100', 'b']))
    expect(await run(['menu', 'push', 'menu.json'], { env })).toMatchObject({ code: 0 })
    file('menu.json', conditionals(['2', 'c'], ['100', 'd']))
    const second = await run(['menu', 'push', 'menu.json', '--force'], { env })
    expect(second).toMatchObject({ code: 0 })
    expect(second.stderr).not.toContain('put back')
    expect(JSON.stringify(await live())).toMatch(/"c".*"d"|"d".*"c"/)
    const calls = through.connections()
    const same = await run(['menu', 'push', 'menu.json'], { env })
    expect(same.code).toBe(0)
    expect(through.connections() - calls).toBe(1) // up to date: one call
  },
)

kind<'keeps' | 'cuts'>(
  'reads share a connection, and each call that is not repeated opens one',
  {
    'a server that keeps connections': 'keeps',
    'a server that announces that it keeps them': 'keeps',
    'a server that cuts them': 'cuts',
  },
  async (manner) => {
    let connections = 0
    const server = createServer((request, response) => {
      if (manner === 'cuts') response.setHeader('Connection', 'close')
      request.resume().on('end', () => response.end('{}'))
    })
    server.on('connection', () => {
      connections += 1
    })
    const { client } = clientUnderTest(await listening(server))
    for (let index = 0; index < 5; index++) await client.call(read)
    expect(connections).toBe(manner === 'keeps' ? 1 : 5)
    const before = connections
    await client.call(write('/cgi-bin/menu/addconditional'))
    await client.call(read)
    expect(connections - before).toBe(manner === 'keeps' ? 1 : 2)
  },
)
