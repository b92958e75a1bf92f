/**
 * Requests that a hub must not send on: paths that lead elsewhere, keys that are not good for them, headers that say
 * something else. Each goes over a bare connection, byte for byte, to a hub with a platform behind it that writes down
 * what it gets.
 */
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type HubKey, newKey } from '../../src/hub/keys'
import { HUB_HEADER } from '../../src/wechat/hub'
import { APPID, hubBefore } from './world'

/** What the key of a case may do; absent: there is no such key. */
const rights: Readonly<Record<string, Partial<HubKey>>> = {
  every: {},
  menu: { paths: ['/cgi-bin/menu/*'] },
  create: { paths: ['/cgi-bin/menu/create'] },
  reading: { readOnly: true },
  foreign: { accounts: ['wx00000000000other'] },
  expired: { expiresAt: 1 },
}
type Name = keyof typeof rights

interface Case {
  readonly what: string
  readonly key: Name | 'unknown' | 'none' | 'revoked'
  /** Method and target. */
  readonly line: string
  readonly headers?: readonly string[]
  /** HTTP status where the key comes in a header. */
  readonly status: number
  /** As the hub says it; absent: the request is refused before that is known. */
  readonly reason?: string
}

const invalid = (what: string, target: string): Case => ({
  what,
  key: 'every',
  line: `GET ${target}`,
  status: 400,
  reason: 'path-invalid',
})

const paths: readonly Case[] = [
  invalid('two dots', '/cgi-bin/../menu/get'),
  invalid('two dots at the end', '/cgi-bin/menu/..'),
  invalid('one dot', '/cgi-bin/./menu/get'),
  invalid('two dots, encoded', '/cgi-bin/%2e%2e/menu/get'),
  invalid('two dots, encoded in capitals', '/cgi-bin/%2E%2E/menu/get'),
  invalid('two dots, half encoded', '/cgi-bin/.%2e/menu/get'),
  invalid('two dots, encoded twice', '/cgi-bin/%252e%252e/menu/get'),
  invalid('an encoded slash', '/cgi-bin%2fmenu/get'),
  invalid('an encoded letter', '/cgi-bin/men%75/get'),
  invalid('an encoded null', '/cgi-bin/menu/get%00'),
  invalid('an encoded line break', '/cgi-bin/menu/get%0d%0aHost:%20evil'),
  invalid('a backslash', '/cgi-bin\\..\\menu/get'),
  invalid('another host', '//evil.example/cgi-bin/menu/get'),
  invalid('two slashes', '/cgi-bin//menu/get'),
  invalid('a slash at the end', '/cgi-bin/menu/get/'),
  invalid('the root', '/'),
  invalid('an absolute address', 'http://evil.example/cgi-bin/menu/get'),
  invalid('an absolute address of WeChat', 'https://api.weixin.qq.com/cgi-bin/menu/get'),
  invalid('parameters of a path', '/cgi-bin/menu/get;a=b'),
  invalid('parameters in the middle', '/cgi-bin;a=b/menu/get'),
  invalid('user and password', '/user:pass@evil.example/menu'),
  invalid('an at sign', '/@evil.example/menu'),
  invalid('a colon', '/cgi-bin:8080/menu'),
  invalid('a fragment', '/cgi-bin/menu/get#a'),
  invalid('a tilde', '/~/menu'),
  invalid('a star', '/cgi-bin/*/get'),
  { what: 'Han characters as they are', key: 'every', line: 'GET /cgi-bin/菜单', status: 400 },
  invalid('a very long path', `/${'a'.repeat(400)}`),
  { ...invalid('a star alone', '*'), line: 'OPTIONS *' },
  { what: 'a path without a slash', key: 'every', line: 'GET cgi-bin/menu/get', status: 400 },
]

const keys: readonly Case[] = [
  { what: 'no key', key: 'none', line: 'GET /cgi-bin/menu/get', status: 401, reason: 'key-missing' },
  {
    what: 'a key nobody made',
    key: 'unknown',
    line: 'GET /cgi-bin/menu/get',
    status: 401,
    reason: 'key-unknown',
  },
  {
    what: 'a revoked key',
    key: 'revoked',
    line: 'GET /cgi-bin/menu/get',
    status: 401,
    reason: 'key-unknown',
  },
  {
    what: 'an expired key',
    key: 'expired',
    line: 'GET /cgi-bin/menu/get',
    status: 401,
    reason: 'key-expired',
  },
  {
    what: 'a key of another account',
    key: 'foreign',
    line: `GET /cgi-bin/menu/get?appid=${APPID}`,
    status: 403,
    reason: 'account',
  },
  {
    what: 'a key of another account, its token call',
    key: 'foreign',
    line: `GET /cgi-bin/token?appid=${APPID}`,
    status: 403,
    reason: 'account',
  },
  {
    what: 'an account nobody has',
    key: 'every',
    line: 'GET /cgi-bin/menu/get?appid=wx0000000000000000',
    status: 404,
    reason: 'account-unknown',
  },
  {
    what: 'two tokens',
    key: 'every',
    line: 'GET /cgi-bin/menu/get?access_token=a&access_token=b',
    status: 400,
    reason: 'query-invalid',
  },
  {
    what: 'two tokens, one name encoded',
    key: 'every',
    line: 'GET /cgi-bin/menu/get?access_token=a&acc%65ss_token=b',
    status: 400,
    reason: 'query-invalid',
  },
  {
    what: 'two accounts',
    key: 'every',
    line: `GET /cgi-bin/menu/get?appid=${APPID}&appid=wxother`,
    status: 400,
    reason: 'query-invalid',
  },
]

const refused = (key: Name, line: string, reason: string): Case => ({
  what: `${key}: ${line}`,
  key,
  line,
  status: 403,
  reason,
})

const access: readonly Case[] = [
  refused('menu', 'GET /cgi-bin/user/get', 'path'),
  refused('menu', 'GET /cgi-bin/menu', 'path'),
  refused('menu', 'GET /cgi-bin/menux/get', 'path'),
  refused('menu', 'GET /CGI-BIN/menu/get', 'path'),
  refused('menu', 'GET /sns/userinfo', 'path'),
  refused('menu', 'GET /cgi-bin/menu/delete', 'path-by-name'),
  refused('menu', 'POST /cgi-bin/menu/delete', 'path-by-name'),
  refused('menu', 'GET /cgi-bin/menu/DELETE', 'path-by-name'),
  refused('menu', 'GET /cgi-bin/menu/Delete', 'path-by-name'),
  refused('create', 'POST /cgi-bin/menu/addconditional', 'path'),
  refused('create', 'GET /cgi-bin/menu/create/get', 'path'),
  refused('every', 'GET /cgi-bin/menu/delete', 'path-by-name'),
  refused('every', 'POST /cgi-bin/clear_quota', 'path-by-name'),
  refused('every', 'POST /cgi-bin/clear_quota/v2', 'path-by-name'),
  refused('every', 'POST /cgi-bin/CLEAR_QUOTA', 'path-by-name'),
  refused('every', 'POST /cgi-bin/clear_quota_of_tomorrow', 'path-by-name'),
  refused('every', 'POST /cgi-bin/message/mass/send', 'path-by-name'),
  refused('every', 'POST /cgi-bin/message/mass/sendall', 'path-by-name'),
  refused('every', 'POST /cgi-bin/message/custom/send', 'path-by-name'),
  refused('every', 'POST /cgi-bin/message/template/send', 'path-by-name'),
  refused('every', 'POST /cgi-bin/material/del_material', 'path-by-name'),
  refused('every', 'POST /cgi-bin/draft/delete', 'path-by-name'),
  refused('every', 'POST /cgi-bin/tags/delete', 'path-by-name'),
  refused('every', `GET /cgi-bin/ticket/getticket?type=jsapi`, 'path-by-name'),
  refused('reading', 'GET /cgi-bin/menu/delete', 'read-only'),
  refused('reading', 'POST /cgi-bin/menu/create', 'read-only'),
  refused('reading', 'POST /cgi-bin/user/info/updateremark', 'read-only'),
  refused('reading', 'POST /cgi-bin/no/such/call', 'unknown-effect'),
  refused('reading', 'GET /cgi-bin/no/such/call', 'unknown-effect'),
]

const headers: readonly Case[] = [
  {
    what: 'Basic in place of Bearer',
    key: 'none',
    line: 'GET /cgi-bin/menu/get',
    headers: ['Authorization: Basic YTpi'],
    status: 401,
    reason: 'key-missing',
  },
  {
    what: 'Bearer with two words',
    key: 'none',
    line: 'GET /cgi-bin/menu/get',
    headers: ['Authorization: Bearer a b'],
    status: 401,
    reason: 'key-missing',
  },
  {
    what: 'a key in a cookie',
    key: 'none',
    line: 'GET /cgi-bin/menu/get',
    headers: ['Cookie: access_token=x'],
    status: 401,
    reason: 'key-missing',
  },
  {
    what: 'two lengths',
    key: 'every',
    line: 'POST /cgi-bin/menu/create',
    headers: ['Content-Length: 5', 'Content-Length: 6'],
    status: 400,
  },
  {
    what: 'a length and chunks',
    key: 'every',
    line: 'POST /cgi-bin/menu/create',
    headers: ['Content-Length: 5', 'Transfer-Encoding: chunked'],
    status: 400,
  },
  {
    what: 'a line break within a header',
    key: 'every',
    line: 'GET /cgi-bin/menu/get',
    headers: ['X-A: b\nX-C: d'],
    status: 400,
  },
  {
    what: 'headers of 40 kB',
    key: 'every',
    line: 'GET /cgi-bin/menu/get',
    headers: [`X-A: ${'a'.repeat(40_000)}`],
    status: 431,
  },
  { what: 'CONNECT', key: 'every', line: 'CONNECT evil.example:443', status: 405 },
  {
    what: 'an unknown account by header',
    key: 'every',
    line: 'GET /cgi-bin/menu/get',
    headers: ['wxadmin-appid: wx0000000000000000'],
    status: 404,
    reason: 'account-unknown',
  },
]

const cases = [...paths, ...keys, ...access, ...headers]

async function recordingPlatform() {
  const got: string[] = []
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/cgi-bin/stable_token'))
      return void response.end('{"access_token":"REAL_TOKEN","expires_in":7200}')
    got.push(`${request.method} ${request.url}`)
    response.end('{"errcode":0}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got }
}

function spoken(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (part) => {
      answer += part
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', () => resolve(answer))
    socket.write(text)
  })
}

/** A key of that name at the hub. A revoked one was good until now; an unknown one never was. */
function keyFor(hub: Awaited<ReturnType<typeof hubBefore>>, name: Exclude<Case['key'], 'none'>): string {
  if (name === 'unknown') return newKey()
  const key = hub.key(rights[name] ?? {})
  if (name === 'revoked') hub.revokeAll()
  return key
}

describe('nothing hostile is sent on', () => {
  test('the list has its cases', () => {
    expect([paths.length, keys.length, access.length, headers.length]).toEqual([30, 10, 29, 9])
    expect(new Set(cases.map(({ what }) => what)).size).toBe(cases.length)
  })

  test.each(cases)('$what', async ({ key: name, line, headers: more = [], status, reason }) => {
    const { base, got } = await recordingPlatform()
    const hub = await hubBefore(base)
    const { port } = new URL(hub.url)
    const key = name === 'none' ? undefined : keyFor(hub, name)
    const lines = [`${line} HTTP/1.1`, 'Host: h', ...more, 'Connection: close']
    const byHeader = key === undefined ? lines : [...lines, `Authorization: Bearer ${key}`]
    const answer = await spoken(Number(port), `${byHeader.join('\r\n')}\r\n\r\n`)
    expect(answer.split(' ')[1]).toBe(String(status))
    if (reason !== undefined) expect(answer).toContain(`\r\n${HUB_HEADER}: ${reason}\r\n`)
    expect(got).toEqual([])
    expect(answer).not.toContain('REAL_TOKEN')
  })

  const asSdk = [...keys, ...access].filter(
    ({ key, line }) => key !== 'none' && !line.includes('access_token'),
  )

  test.each(asSdk)('as an SDK sends it, the key as the token: $what', async ({ key: name, line, reason }) => {
    const { base, got } = await recordingPlatform()
    const hub = await hubBefore(base)
    const { port } = new URL(hub.url)
    const key = keyFor(hub, name)
    const target = `${line}${line.includes('?') ? '&' : '?'}access_token=${key}`
    const answer = await spoken(Number(port), `${target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`)
    expect(answer).toContain(`\r\n${HUB_HEADER}: ${reason}\r\n`)
    expect(answer).toMatch(/"errcode":[1-9]\d{4}/)
    expect(got).toEqual([])
    expect(answer).not.toContain(key)
  })

  test.each([
    'GET /cgi-bin/menu/get',
    'POST /cgi-bin/user/info/batchget',
    'POST /cgi-bin/material/batchget_material',
    'POST /cgi-bin/menu/trymatch',
  ])('a key for reading makes a call that reads, whatever its method: %s', async (line) => {
    const { base, got } = await recordingPlatform()
    const hub = await hubBefore(base)
    const { port } = new URL(hub.url)
    const [method, path] = line.split(' ')
    const lines = [`${line} HTTP/1.1`, 'Host: h', `Authorization: Bearer ${hub.key({ readOnly: true })}`]
    const answer = await spoken(
      Number(port),
      `${lines.join('\r\n')}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    )
    expect(answer.split(' ')[1]).toBe('200')
    expect(got).toEqual([`${method} ${path}?access_token=REAL_TOKEN`])
  })
})
