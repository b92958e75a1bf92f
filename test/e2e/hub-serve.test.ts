import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  callsOf,
  program,
  type Ready,
  readyOf,
  runProgram,
  sandboxProcess,
  startProgram,
} from '../support/program'
import { temporaryDirectory } from '../support/run'

const TLS = join(import.meta.dirname, '../fixtures/tls')

type Env = Readonly<Record<string, string>>

/** A home directory, the sandbox as its account, and the hub as processes that start and end. */
async function world(...sandboxFlags: readonly string[]) {
  const sandbox = await sandboxProcess(...sandboxFlags)
  const home = temporaryDirectory()
  const cwd = join(home, 'work')
  mkdirSync(cwd)
  const env: Env = { ...sandbox.env, HOME: home }
  const appid = sandbox.env.WXADMIN_APPID ?? ''
  const secret = sandbox.env.WXADMIN_SECRET ?? ''
  const made = async (...flags: readonly string[]) => {
    const { code, stdout } = await runProgram(['token', 'key', 'create', ...flags], { env })
    expect(code).toBe(0)
    return stdout.trim()
  }
  let hubs = 0
  /** @param first an environment in place of the sandbox's, or a flag */
  const start = async (first?: string | Env, ...more: readonly string[]) => {
    const flags = typeof first === 'string' ? [first, ...more] : more
    const own = typeof first === 'object' ? first : env
    const file = join(home, `ready-${hubs++}.json`)
    const started = startProgram(['token', 'serve', '--port', '0', '--ready-file', file, ...flags], {
      env: own,
      cwd,
    })
    onTestFinished(async () => {
      started.child.kill('SIGKILL')
      await started.ended
    })
    let output = ''
    started.child.stdout.on('data', (part) => {
      output += part
    })
    const ready = await readyOf(file, started)
    return { ...started, ...ready, output: () => output }
  }
  return { sandbox, home, cwd, env, appid, secret, made, start }
}

const call = async ({ url }: Pick<Ready, 'url'>, path: string, key: string, init: RequestInit = {}) => {
  const answer = await fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${key}` } })
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

const tokenOf = async (hub: Ready, appid: string, key: string, stale?: string) =>
  (await call(hub, `/v1/accounts/${appid}/token`, key, { method: 'POST', body: JSON.stringify({ stale }) }))
    .json

describe('token serve', () => {
  test('gives a token to a key, sends calls on, refuses the key within a second of its revocation, and ends at SIGTERM', async () => {
    const { sandbox, env, appid, made, start } = await world()
    const key = await made('ci', '--reveal-token')
    const hub = await start()
    const { access_token, generation } = await tokenOf(hub, appid, key)
    expect(generation).toBe(1)
    expect((await call(hub, '/cgi-bin/menu/get', key)).json.errcode).toBe(46003)
    const body = JSON.stringify({ button: [{ type: 'click', name: 'a', key: 'K' }] })
    expect((await call(hub, '/cgi-bin/menu/create', key, { method: 'POST', body })).json.errcode).toBe(0)

    // `wxadmin token` of the same user has the same one: one fetch in all.
    const own = await runProgram(['token'], { env })
    expect(own.stdout.trim()).toBe(access_token)
    expect((await callsOf(sandbox))['/cgi-bin/stable_token']).toBe(1)

    const revoked = await runProgram(['token', 'key', 'revoke', 'ci'], { env })
    expect(revoked.code).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect((await call(hub, '/cgi-bin/menu/get', key)).status).toBe(401)

    hub.child.kill('SIGTERM')
    const { code, stdout } = await hub.ended
    expect([code, stdout]).toEqual([143, ''])
  })

  test('killed and started again it has the token still, and fetches none', async () => {
    const { sandbox, appid, made, start } = await world()
    const key = await made('k', '--reveal-token')
    const first = await start()
    const before = await tokenOf(first, appid, key)
    first.child.kill('SIGKILL')
    await first.ended
    const second = await start()
    expect(await tokenOf(second, appid, key)).toMatchObject({
      access_token: before.access_token,
      generation: before.generation,
    })
    expect((await callsOf(sandbox))['/cgi-bin/stable_token']).toBe(1)
  })

  test('a hundred calls at once on a cold store are one fetch', async () => {
    const { sandbox, made, start } = await world()
    const key = await made('k')
    const hub = await start()
    const answers = await Promise.all(Array.from({ length: 100 }, () => call(hub, '/cgi-bin/tags/get', key)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect((await callsOf(sandbox))['/cgi-bin/stable_token']).toBe(1)
  })

  test('what is under way when it is told to stop is answered', async () => {
    const { made, start } = await world('--fault', 'tags/get=latency:800')
    const key = await made('k')
    const hub = await start()
    const slow = call(hub, '/cgi-bin/tags/get', key)
    await new Promise((resolve) => setTimeout(resolve, 300))
    hub.child.kill('SIGTERM')
    expect((await slow).json.tags).toBeDefined()
    expect((await hub.ended).code).toBe(143)
  })

  test('--sink: a file of this user alone, replaced when the token is', async () => {
    const { sandbox, cwd, appid, made, start } = await world()
    const key = await made('k', '--reveal-token')
    const file = join(cwd, 'token.json')
    writeFileSync(file, 'old', { mode: 0o644 })
    const hub = await start('--sink', 'token.json')
    const { access_token } = await tokenOf(hub, appid, key)
    const read = () => JSON.parse(readFileSync(file, 'utf8'))
    await expect.poll(() => readFileSync(file, 'utf8')).not.toBe('old')
    expect(read()).toMatchObject({ appid, access_token, generation: 1 })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await fetch(`${sandbox.url}/sandbox/expire`, { method: 'POST', body: '{}' })
    const next = await tokenOf(hub, appid, key, String(access_token))
    expect(next.access_token).not.toBe(access_token)
    await expect.poll(() => read().access_token).toBe(next.access_token)
    expect(readdirSync(cwd).filter((name) => name.startsWith('token.json'))).toEqual(['token.json'])
  })

  test('--sink: a link that a checkout holds is replaced, and what it leads to is left alone', async () => {
    const { cwd, home, appid, made, start } = await world()
    const key = await made('k', '--reveal-token')
    const elsewhere = join(home, 'elsewhere')
    writeFileSync(elsewhere, 'mine', { mode: 0o644 })
    mkdirSync(join(cwd, '.git'))
    symlinkSync(elsewhere, join(cwd, 'token.json'))
    const hub = await start('--sink', 'token.json')
    const { access_token } = await tokenOf(hub, appid, key)
    await expect.poll(() => lstatSync(join(cwd, 'token.json')).isFile()).toBe(true)
    expect(JSON.parse(readFileSync(join(cwd, 'token.json'), 'utf8')).access_token).toBe(access_token)
    expect(statSync(join(cwd, 'token.json')).mode & 0o777).toBe(0o600)
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine')
  })

  test('--sink: written at the start as well, with the token that the store has', async () => {
    const { cwd, appid, made, start, sandbox } = await world()
    const key = await made('k', '--reveal-token')
    const first = await start('--sink', 'token.json')
    const { access_token } = await tokenOf(first, appid, key)
    first.child.kill('SIGTERM')
    await first.ended
    rmSync(join(cwd, 'token.json'))
    await start('--sink', 'token.json')
    await expect.poll(() => existsSync(join(cwd, 'token.json'))).toBe(true)
    expect(JSON.parse(readFileSync(join(cwd, 'token.json'), 'utf8'))).toMatchObject({ access_token })
    expect((await callsOf(sandbox))['/cgi-bin/stable_token']).toBe(1)
  })

  test('an account gets its own AppSecret, not that of another one with its AppID and another address', async () => {
    const seen: string[] = []
    const platform = createServer((incoming, response) => {
      incoming
        .on('data', (part) => seen.push(String(part)))
        .on('end', () => {
          response.end('{"access_token":"T","expires_in":7200}')
        })
    })
    await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void platform.close())
    const { port } = platform.address() as AddressInfo
    const { sandbox, home, appid, start } = await world()
    const add = (name: string, value: string, base: string) =>
      runProgram(['account', 'add', name, '--appid', appid, '--secret-stdin', '--api-base', base], {
        env: { HOME: home },
        input: value,
      })
    expect((await add('prod', 'a'.repeat(32), sandbox.url)).code).toBe(0)
    expect((await add('local', 'b'.repeat(32), `http://127.0.0.1:${port}`)).code).toBe(0)
    await start({ HOME: home }, '-a', 'local')
    await expect.poll(() => seen.length).toBe(1)
    expect(seen[0]).toContain('b'.repeat(32))
    expect(seen[0]).not.toContain('a'.repeat(32))
  })

  test('an AppSecret that was set anew is put into the exchange of a code at once', async () => {
    const { sandbox, home, appid, secret, made, start } = await world()
    const account = ['account', 'add', 'prod', '--appid', appid, '--secret-stdin', '--api-base', sandbox.url]
    await runProgram(account, { env: { HOME: home }, input: secret })
    const key = await made('k', '--path', '/sns/oauth2/access_token')
    const hub = await start({ HOME: home }, '-a', 'prod')
    const exchange = async () =>
      (await call(hub, `/sns/oauth2/access_token?appid=${appid}&code=x&grant_type=authorization_code`, key))
        .json.errcode
    expect(await exchange()).toBe(40029)
    const set = ['account', 'set', 'prod', '--secret-stdin']
    expect((await runProgram(set, { env: { HOME: home }, input: 'c'.repeat(32) })).code).toBe(0)
    expect(await exchange()).toBe(40125)
  })

  test('a certificate: https, and never the other way round', async () => {
    const { made, start } = await world()
    const key = await made('k')
    const hub = await start('--cert', join(TLS, 'cert.pem'), '--key', join(TLS, 'key.pem'))
    expect(hub.url).toMatch(/^https:/)
    const status = await new Promise<number>((resolve, reject) => {
      const ca = readFileSync(join(TLS, 'cert.pem'))
      const options = {
        ca,
        headers: { authorization: `Bearer ${key}` },
        checkServerIdentity: () => undefined,
      }
      request(`${hub.url}/cgi-bin/tags/get`, options, (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(200)
  })

  test.each([
    ['--host 0.0.0.0', 'HUB_CLEARTEXT', 64],
    ['--host ::', 'HUB_CLEARTEXT', 64],
    [`--cert ${join(TLS, 'cert.pem')}`, 'OPTION_NEEDS', 64],
    [`--cert ${program} --key ${program}`, 'HUB_CERT_INVALID', 65],
    ['--sink no/such/directory', 'FILE_UNWRITABLE', 1],
    ['--port 99999', 'VALUE_OUT_OF_RANGE', 64],
    ['-a nobody', 'ACCOUNT_UNKNOWN', 64],
  ])('%s: %s', async (flags, error, exitCode) => {
    const env = { HOME: temporaryDirectory() }
    const argv = [
      'token',
      'serve',
      '--port',
      '0',
      ...(flags.startsWith('-a') ? [] : ['-a', 'sandbox']),
      ...flags.split(' '),
      '--json',
    ]
    const { code, stderr } = await runProgram(argv, { env })
    expect([JSON.parse(stderr).error.code, code]).toEqual([error, exitCode])
  })

  test('the built-in sandbox has a hub as well', async () => {
    const { made, start } = await world()
    const key = await made('k')
    const hub = await start('-a', 'sandbox')
    expect((await call(hub, '/cgi-bin/tags/get', key)).status).toBe(200)
  })

  test('an account that WeChat refuses leaves the others alone, and /readyz says which', async () => {
    const { env, sandbox, home, made, start, appid, secret } = await world()
    const add = (name: string, id: string, value: string) =>
      runProgram(['account', 'add', name, '--appid', id, '--secret-stdin', '--api-base', sandbox.url], {
        env: { HOME: home },
        input: value,
      })
    expect((await add('good', appid, secret)).code).toBe(0)
    expect((await add('bad', 'wx00000000000000ad', 'f'.repeat(32))).code).toBe(0)
    expect(env.HOME).toBe(home)
    const key = await made('k')
    const hub = await start('-a', 'good', '-a', 'bad')
    await expect
      .poll(async () => (await call(hub, '/readyz', key)).json)
      .toEqual({
        status: 'waiting',
        waiting: [{ appid: 'wx00000000000000ad', errcode: 40013 }],
      })
    expect((await call(hub, `/cgi-bin/tags/get?appid=${appid}`, key)).status).toBe(200)
    expect((await call(hub, '/cgi-bin/tags/get?appid=wx00000000000000ad', key)).status).toBe(503)
  })
})

describe('no secret gets out', () => {
  test('keys, tokens and the AppSecret are in no log, metric, error, process list, nor any file but the store and the sink', async () => {
    const { sandbox, home, cwd, appid, secret, made, start } = await world()
    mkdirSync(join(cwd, 'out'))
    const key = await made('all', '--reveal-token')
    const hub = await start('--log', '--json', '--metrics-port', '0', '--sink', 'out/sink.json', '--debug')
    const first = await tokenOf(hub, appid, key)
    const standIn = (
      await call(hub, '/cgi-bin/stable_token', '', {
        method: 'POST',
        body: JSON.stringify({ appid, secret: key }),
      })
    ).json.access_token
    await fetch(`${hub.url}/cgi-bin/tags/get?access_token=${standIn}`)
    await fetch(`${hub.url}/cgi-bin/tags/get?access_token=${key}`)
    await fetch(`${hub.url}/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${key}`)
    await fetch(`${hub.url}/sns/oauth2/access_token?appid=${appid}&secret=${key}&code=${secret}`)
    await fetch(`${hub.url}/${key}/${first.access_token}`)
    await fetch(`${sandbox.url}/sandbox/expire`, { method: 'POST', body: '{}' })
    await call(hub, '/cgi-bin/tags/get', key)
    const second = await tokenOf(hub, appid, key)
    const commandLine = readFileSync(`/proc/${hub.child.pid}/cmdline`, 'utf8')
    hub.child.kill('SIGTERM')
    const { stdout, stderr } = await hub.ended
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const ready = events.find(({ type }) => type === 'ready')
    expect(events.filter(({ type }) => type === 'request').length).toBeGreaterThan(6)

    const secrets = [key, secret, String(first.access_token), String(second.access_token), String(standIn)]
    expect(new Set(secrets).size).toBe(5)
    for (const text of [stdout, stderr, commandLine, JSON.stringify(ready)])
      for (const hidden of secrets) expect(text).not.toContain(hidden)
    const files = readdirSync(home, { recursive: true, withFileTypes: true })
      // Compiled code holds the sandbox's AppSecret, which is public.
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('/.cache/'))
      .map((entry) => join(entry.parentPath, entry.name))
    const holding = files.filter((file) =>
      secrets.some((hidden) => readFileSync(file, 'latin1').includes(hidden)),
    )
    const places = holding.map((file) => file.slice(home.length + 1).replace(/[^/]+\.json$/, '*'))
    expect(new Set(places)).toEqual(new Set(['work/out/*', '.config/wxadmin/tokens/*']))
    for (const file of holding) expect(statSync(file).mode & 0o077).toBe(0)
    expect(existsSync(join(home, '.config/wxadmin/hub.json'))).toBe(true)
  })

  test('metrics are on this machine alone, and have names and numbers only', async () => {
    const { appid, secret, made, start } = await world()
    const key = await made('k', '--reveal-token')
    const hub = await start('--json', '--metrics-port', '0')
    const { metrics } = JSON.parse(hub.output().split('\n')[0] ?? '')
    expect(metrics).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
    const { access_token } = await tokenOf(hub, appid, key)
    await call(hub, '/cgi-bin/tags/get', key)
    await call(hub, '/cgi-bin/menu/delete', key)
    await call(hub, '/cgi-bin/tags/get', 'wxhub_wrong')
    const text = await (await fetch(metrics)).text()
    for (const wanted of [
      `wxadmin_hub_fetches_total{appid="${appid}",kind="token",outcome="new"} 1`,
      `wxadmin_hub_generation{appid="${appid}",kind="token"} 1`,
      `wxadmin_hub_requests_total{appid="${appid}",group="tags",status="200",errcode=""} 1`,
      'wxadmin_hub_refused_total{reason="path-by-name"} 1',
      'wxadmin_hub_refused_total{reason="key-unknown"} 1',
    ])
      expect(text).toContain(wanted)
    for (const hidden of [key, secret, String(access_token), 'wxhub_wrong'])
      expect(text).not.toContain(hidden)
    expect((await fetch(new URL('/other', metrics))).status).toBe(404)
  })
})

describe('token key', () => {
  test('is printed once, alone on stdout; what is kept is its hash', async () => {
    const home = temporaryDirectory()
    const env = { HOME: home }
    const { stdout, stderr } = await runProgram(
      ['token', 'key', 'create', 'ci', '--for', 'menu-push', '--expires', '30d'],
      { env },
    )
    expect(stdout).toMatch(/^wxhub_[\w-]{43}\n$/)
    expect(stderr).toBe('This key is shown now and never again: the hub keeps only its hash.\n')
    const file = join(home, '.config/wxadmin/hub.json')
    expect(readFileSync(file, 'utf8')).not.toContain(stdout.trim())
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const list = await runProgram(['token', 'key', 'list', '--json'], { env })
    expect(list.stdout).not.toContain(stdout.trim())
    expect(JSON.parse(list.stdout)).toEqual([
      {
        name: 'ci',
        accounts: null,
        paths: expect.arrayContaining(['/cgi-bin/menu/create', '/cgi-bin/menu/delconditional']),
        readOnly: false,
        revealToken: false,
        createdAt: expect.any(String),
        expiresAt: expect.any(String),
        expired: false,
      },
    ])
    expect(JSON.parse(list.stdout)[0].paths).not.toContain('/cgi-bin/menu/delete')
  })

  test('two makers at once lose no key', async () => {
    const env = { HOME: temporaryDirectory() }
    await Promise.all(
      Array.from({ length: 8 }, (_, at) => runProgram(['token', 'key', 'create', `k${at}`], { env })),
    )
    const { stdout } = await runProgram(['token', 'key', 'list', '--json'], { env })
    expect(JSON.parse(stdout)).toHaveLength(8)
  })

  test.each([
    [['create', 'a b'], 'HUB_KEY_NAME_INVALID'],
    [['create', 'k', '--path', '/cgi-bin/../menu'], 'HUB_PATH_INVALID'],
    [['create', 'k', '--path', 'https://api.weixin.qq.com/cgi-bin/menu/get'], 'HUB_PATH_INVALID'],
    [['create', 'k', '--path', '/*'], 'HUB_PATH_INVALID'],
    [['create', 'k', '--path', '/a', '--for', 'media'], 'OPTIONS_CONFLICT'],
    [['create', 'k', '--expires', 'tomorrow'], 'VALUE_INVALID'],
    [['create', 'k', '--expires', '2020-01-01'], 'VALUE_INVALID'],
    [['create', 'k', '-a', 'nobody'], 'ACCOUNT_UNKNOWN'],
    [['revoke', 'nobody'], 'HUB_KEY_UNKNOWN'],
  ])('%j: %s', async (words, error) => {
    const { stderr } = await runProgram(['token', 'key', ...words, '--json'], {
      env: { HOME: temporaryDirectory() },
    })
    expect(JSON.parse(stderr).error.code).toBe(error)
  })
})
