/** The hub as a process when WeChat, its store or its callers misbehave. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, renameSync, rmdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { testIf } from '../support/needs'
import { bareEnv, ending, program, runProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'

const APPID = 'wx00000000000000aa'
const SECRET = '0123456789abcdef0123456789abcdef'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const json =
  (body: object): Answer =>
  (_, response) =>
    void response.setHeader('content-type', 'application/json').end(JSON.stringify(body))

const good = (token: string, expires_in = 7200) => json({ access_token: token, expires_in })

/** A WeChat whose answer to a fetch is `platform.token`; every other call succeeds. */
async function platformWith(token: Answer) {
  const platform = { token, fetches: 0, calls: [] as string[], base: '' }
  const server = createServer((request, response) => {
    request.resume()
    if (request.url?.startsWith('/cgi-bin/stable_token')) {
      platform.fetches += 1
      return platform.token(request, response)
    }
    platform.calls.push(request.url ?? '')
    json({ errcode: 0, errmsg: 'ok' })(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  platform.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return platform
}

/** Whether this user may mount something that no other process sees. */
const canMount =
  spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs none /mnt'], { stdio: 'ignore' }).status === 0

/**
 * @param prepare what a shell does before it becomes the hub; `$S` is the store
 * @param mounts it mounts something
 */
async function hubBefore({ base }: { readonly base: string }, { prepare = '', mounts = false } = {}) {
  const home = temporaryDirectory()
  const cwd = join(home, 'work')
  mkdirSync(cwd)
  const secrets = { WXADMIN_APPID: APPID, WXADMIN_SECRET: SECRET, WXADMIN_API_BASE: base }
  const env = bareEnv(home, { ...secrets, HOME: home })
  const create = await runProgram(['token', 'key', 'create', 'k', '--reveal-token'], { env })
  const key = create.stdout.trim()
  const argv = [program, 'token', 'serve', '--port', '0', '--json', '--log']
  const shell = [
    'sh',
    '-c',
    `S="$HOME/.config/wxadmin"; ${prepare} exec "$0" "$@"`,
    process.execPath,
    ...argv,
  ]
  const [command = '', ...args] = mounts ? ['unshare', '-rm', ...shell] : shell
  const child = spawn(command, args, {
    env,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = ending(child)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  let output = ''
  child.stdout.on('data', (part) => {
    output += part
  })
  const events = (): Record<string, unknown>[] =>
    output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  const ofType = (type: string) => events().filter((event) => event.type === type)
  await expect.poll(() => ofType('ready').length, { timeout: 15_000 }).toBe(1)
  const port = Number(ofType('ready')[0]?.port)
  const call = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}` },
    })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const token = () => call(`/v1/accounts/${APPID}/token`, { method: 'POST' })
  return { child, ended, env, home, port, key, call, token, ofType, output: () => output }
}

interface Fault {
  readonly what: string
  readonly answer: Answer
  readonly errcode?: number
}

const refusal = (errcode: number, errmsg: string): Fault => ({
  what: `${errcode}`,
  answer: json({ errcode, errmsg }),
  errcode,
})

const faults: readonly Fault[] = [
  refusal(45009, 'reach max api daily quota limit rid: 1'),
  refusal(40125, 'invalid appsecret rid: 1'),
  refusal(40243, 'AppSecret is frozen rid: 1'),
  refusal(40164, 'invalid ip 203.0.113.7, not in whitelist rid: 1'),
  refusal(-1, 'system error'),
  { what: 'a page in place of JSON', answer: (_, response) => void response.end('<html>busy</html>') },
  { what: 'JSON that breaks off', answer: (_, response) => void response.end('{"access_token":"T') },
  { what: 'nothing', answer: (_, response) => void response.end() },
  { what: 'an object without a token', answer: json({}) },
  { what: 'an empty token', answer: json({ access_token: '', expires_in: 7200 }) },
  { what: 'a token that is a number', answer: json({ access_token: 7, expires_in: 7200 }) },
  { what: 'status 502', answer: (_, response) => void response.writeHead(502).end('bad gateway') },
  { what: 'a connection that is cut', answer: (_, response) => void response.destroy() },
]

describe('WeChat answers a fetch badly', () => {
  test('the list has its cases', () => expect(faults).toHaveLength(13))

  test.each(faults)(
    '$what: 503 with Retry-After, told once, no storm, no secret',
    async (fault) => {
      const platform = await platformWith(fault.answer)
      const hub = await hubBefore(platform)
      const answers = await Promise.all(Array.from({ length: 20 }, hub.token))
      for (const { status, headers } of answers) {
        expect(status).toBe(503)
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      }
      expect((await hub.call('/cgi-bin/tags/get')).status).toBe(503)
      const ready = await hub.call('/readyz')
      expect(ready.status).toBe(503)
      if (fault.errcode !== undefined) expect(JSON.parse(ready.text).waiting[0].errcode).toBe(fault.errcode)
      expect((await hub.call('/healthz')).status).toBe(200)
      const failed = hub.ofType('failed')
      expect(failed.length).toBeGreaterThan(0)
      expect(failed[0]?.errcode).toBe(fault.errcode)
      // Each fetch has three tries at most; twenty callers make no more of them.
      expect(platform.fetches).toBeLessThanOrEqual(3 * (failed.length + 1))
      expect(platform.calls).toEqual([])
      hub.child.kill('SIGINT')
      const { code, stdout, stderr } = await hub.ended
      expect(code).toBe(130)
      for (const text of [stdout, stderr, ...answers.map(({ text }) => text)])
        for (const hidden of [SECRET, hub.key]) expect(text).not.toContain(hidden)
    },
    30_000,
  )

  test('what is still good is served while every renewal fails', async () => {
    const platform = await platformWith(good('T1'))
    const hub = await hubBefore(platform)
    expect(JSON.parse((await hub.token()).text).access_token).toBe('T1')
    platform.token = json({ errcode: -1, errmsg: 'system error' })
    const stale = await hub.call(`/v1/accounts/${APPID}/token`, { method: 'POST', body: '{"stale":"T1"}' })
    expect(stale.status).toBe(503)
    expect(JSON.parse((await hub.token()).text).access_token).toBe('T1')
    expect((await hub.call('/cgi-bin/tags/get')).status).toBe(200)
  })

  test('a token with a shorter life than the one before is handed out with its own life, and renewed by it', async () => {
    const platform = await platformWith(good('LONG'))
    const hub = await hubBefore(platform)
    expect(JSON.parse((await hub.token()).text).expires_in).toBeGreaterThan(7000)
    platform.token = good('SHORT', 4)
    const stale = await hub.call(`/v1/accounts/${APPID}/token`, { method: 'POST', body: '{"stale":"LONG"}' })
    const { access_token, expires_in, generation } = JSON.parse(stale.text)
    expect([access_token, generation]).toEqual(['SHORT', 2])
    expect(expires_in).toBeLessThanOrEqual(4)
    platform.token = good('NEXT')
    await expect
      .poll(async () => JSON.parse((await hub.token()).text).access_token, { timeout: 8000 })
      .toBe('NEXT')
  }, 30_000)
})

describe('the store', () => {
  const full =
    'cp "$S/hub.json" "$HOME"; mount -t tmpfs -o size=16k,mode=700 none "$S"; cp "$HOME/hub.json" "$S"; cat /dev/zero > "$S/fill" 2>/dev/null;'
  const readOnly = 'mount --bind "$S" "$S"; mount -o remount,ro,bind "$S";'

  testIf(canMount).each([
    ['full', full],
    ['read-only', readOnly],
  ])(
    '%s: it costs nobody a token, and the hub says that none is kept',
    async (_, prepare) => {
      const platform = await platformWith(good('T1'))
      const hub = await hubBefore(platform, { prepare, mounts: true })
      expect(JSON.parse((await hub.token()).text).access_token).toBe('T1')
      expect((await hub.call('/cgi-bin/tags/get')).status).toBe(200)
      expect(platform.calls).toEqual(['/cgi-bin/tags/get?access_token=T1'])
      await expect.poll(() => hub.ofType('warning').length).toBeGreaterThan(0)
      expect(platform.fetches).toBe(1)
      platform.token = good('T2')
      const stale = await hub.call(`/v1/accounts/${APPID}/token`, { method: 'POST', body: '{"stale":"T1"}' })
      expect(JSON.parse(stale.text)).toMatchObject({ access_token: 'T2', generation: 2 })
      expect(hub.output()).not.toMatch(/"T[12]"/)
    },
    30_000,
  )

  test('a place for generations that cannot be written costs nobody a token', async () => {
    const platform = await platformWith(good('T1'))
    const hub = await hubBefore(platform, { prepare: ': > "$S/hub";' })
    expect(JSON.parse((await hub.token()).text).access_token).toBe('T1')
    expect(platform.fetches).toBe(1)
  }, 30_000)

  test('keys that cannot be read: none is accepted, and the hub goes on once they can be', async () => {
    const platform = await platformWith(good('T1'))
    const hub = await hubBefore(platform)
    const file = join(hub.home, '.config/wxadmin/hub.json')
    renameSync(file, `${file}.away`)
    mkdirSync(file)
    await expect.poll(async () => (await hub.token()).status, { timeout: 3000 }).not.toBe(200)
    rmdirSync(file)
    renameSync(`${file}.away`, file)
    await expect.poll(async () => (await hub.token()).status, { timeout: 3000 }).toBe(200)
  }, 30_000)

  test('a hub and ten `wxadmin token` on a cold store fetch once in all', async () => {
    const platform = await platformWith((request, response) => {
      setTimeout(() => good('T1')(request, response), 1500)
    })
    const hub = await hubBefore(platform)
    const own = await Promise.all(Array.from({ length: 10 }, () => runProgram(['token'], { env: hub.env })))
    expect(new Set(own.map(({ stdout }) => stdout.trim()))).toEqual(new Set(['T1']))
    expect(JSON.parse((await hub.token()).text).access_token).toBe('T1')
    expect(platform.fetches).toBe(1)
  }, 60_000)
})

describe('slow callers', () => {
  test('three hundred that begin a request and say no more keep nobody out', async () => {
    const platform = await platformWith(good('T1'))
    const hub = await hubBefore(platform)
    const sockets = Array.from({ length: 300 }, (_, at) => {
      const socket = connect(hub.port, '127.0.0.1').on('error', () => undefined)
      const body =
        at % 2 === 0 ? 'POST /cgi-bin/menu/create HTTP/1.1\r\nHost: h\r\nContent-Le' : lateBody(hub.key)
      socket.write(body)
      return socket
    })
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
    })
    const answers = await Promise.all(Array.from({ length: 20 }, () => hub.call('/cgi-bin/tags/get')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(platform.calls.filter((path) => path.startsWith('/cgi-bin/menu/create'))).toEqual([])
    const began = performance.now()
    hub.child.kill('SIGTERM')
    expect((await hub.ended).code).toBe(143)
    expect(performance.now() - began).toBeLessThan(5000)
  }, 30_000)
})

/** A request whose body never comes whole. */
const lateBody = (key: string): string =>
  `POST /cgi-bin/menu/create HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${key}\r\nContent-Length: 100\r\n\r\n{"b`
