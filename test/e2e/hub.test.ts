import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { purposes } from '../../src/hub/access'
import { type HubKey, newKey } from '../../src/hub/keys'
import { HUB_HEADER } from '../../src/wechat/hub'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { hubBefore, startPlatform } from '../hub/world'
import { png } from '../support/media'
import { callsOf, projectRoot, readyOf, runProgram, sandboxProcess, startProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'
import { platform } from '../support/scripted-platform'

/**
 * A hub before a sandbox, and an environment that has nothing but its address and a key: no AppSecret, no AppID, no
 * store, no API base.
 */
async function ci(rights: Partial<HubKey>) {
  const sandbox = await startPlatform()
  const hub = await hubBefore(sandbox.url)
  const key = hub.key(rights)
  const home = temporaryDirectory()
  const env = { HOME: home, WXADMIN_HUB: hub.url, WXADMIN_HUB_KEY: key }
  const outputs: string[] = []
  return {
    sandbox,
    hub,
    key,
    home,
    env,
    run: async (argv: readonly string[], more: Parameters<typeof runProgram>[1] = {}) => {
      const outcome = await runProgram([...argv, '--debug'], { ...more, env: { ...env, ...more.env } })
      outputs.push(outcome.stdout, outcome.stderr)
      return outcome
    },
    printed: () => outputs.join('\n'),
    /** Which of some secrets were printed or are kept. */
    leaked: (secrets: Readonly<Record<string, string | undefined>>) => {
      const traces = [...outputs, ...filesUnder(home)].join('\n')
      return Object.entries(secrets).flatMap(([name, text]) => (text && traces.includes(text) ? [name] : []))
    },
  }
}

function filesUnder(directory: string): string[] {
  return (
    readdirSync(directory, { recursive: true })
      .map((name) => join(directory, String(name)))
      // Compiled code holds the sandbox's AppSecret, which is public.
      .filter((path) => !path.includes('/.cache/') && statSync(path).isFile())
      .map((path) => `${path}\n${readFileSync(path, 'latin1')}`)
  )
}

describe('an environment with WXADMIN_HUB and WXADMIN_HUB_KEY alone', () => {
  test('a key of --for menu-push validates, compares, pushes conditional menus, and finds them up to date', async () => {
    const { run, hub, sandbox, key, leaked } = await ci({ paths: purposes['menu-push'] })
    const file = 'menus/conditional.yaml'
    expect(await run(['menu', 'validate', file])).toMatchObject({ code: 0 })
    expect(await run(['menu', 'diff', file, '--exit-code'])).toMatchObject({ code: 2 })
    const pushed = await run(['menu', 'push', file, '--json'])
    expect([pushed.code, pushed.stderr]).toEqual([0, expect.any(String)])
    expect(JSON.parse(pushed.stdout)).toMatchObject({ appid: SANDBOX_APPID })
    const got = await run(['menu', 'get', '--json'])
    expect(JSON.parse(got.stdout).conditionalmenu).toHaveLength(2)

    const calls = await callsOf(sandbox)
    expect(calls['/cgi-bin/menu/addconditional']).toBe(2)
    const again = await run(['menu', 'push', file])
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('up to date') })
    expect((await callsOf(sandbox))['/cgi-bin/menu/create']).toBe(calls['/cgi-bin/menu/create'])
    // One conditional menu less is taken away alone, which the key may do; the others are not touched.
    const [, , ...rest] = readFileSync(join(projectRoot, file), 'utf8').split('  - matchrule:')
    const head = readFileSync(join(projectRoot, file), 'utf8').split('  - matchrule:')[0]
    const shorter = join(temporaryDirectory(), 'menu.yaml')
    writeFileSync(shorter, `${head}  - matchrule:${rest.join('  - matchrule:')}`)
    expect(await run(['menu', 'push', shorter])).toMatchObject({ code: 0 })
    expect((await callsOf(sandbox))['/cgi-bin/menu/delete']).toBeUndefined()
    expect(JSON.parse((await run(['menu', 'get', '--json'])).stdout).conditionalmenu).toHaveLength(1)

    expect(hub.failures).toEqual([])
    expect(leaked({ key, SANDBOX_SECRET, token: hub.account.token.current?.token })).toEqual([])
  })

  test('a plan is made with one key and applied with another', async () => {
    const { run, hub, env } = await ci({ paths: purposes['menu-read'], readOnly: true })
    const plan = join(temporaryDirectory(), 'plan.json')
    expect(await run(['menu', 'push', 'menus/main.yaml', '--plan', plan])).toMatchObject({ code: 0 })
    const refused = await run(['menu', 'push', '--plan', plan])
    expect(refused.code).toBe(4)
    expect(refused.stderr).toContain('/cgi-bin/menu/create')
    const pushing = { ...env, WXADMIN_HUB_KEY: hub.key({ paths: purposes['menu-push'] }) }
    expect(await run(['menu', 'push', '--plan', plan], { env: pushing })).toMatchObject({ code: 0 })
  })

  test('a key of --for media uploads; the same file is not uploaded again', async () => {
    const { run, sandbox, home, key, leaked } = await ci({ paths: purposes.media })
    const file = join(home, 'poster.png')
    writeFileSync(file, png(1024 * 1024 + 300_000)) // larger than what the hub keeps for a repeat
    const first = await run(['media', 'upload', file, '--json'])
    expect([first.code, JSON.parse(first.stdout)]).toMatchObject([0, { type: 'image', uploaded: true }])
    const second = await run(['media', 'upload', file, '--json'])
    expect(JSON.parse(second.stdout)).toMatchObject({ uploaded: false })
    expect((await callsOf(sandbox))['/cgi-bin/material/add_material']).toBe(1)
    expect(leaked({ key })).toEqual([])
  })

  test('api, jssdk sign, qrcode create and whoami work; what needs the AppSecret says who has it', async () => {
    const { run, hub, key, leaked } = await ci({
      paths: ['/cgi-bin/*', '/cgi-bin/ticket/getticket', '/cgi-bin/qrcode/create'],
    })
    const tags = await run(['api', 'GET', '/cgi-bin/tags/get'])
    expect([tags.code, JSON.parse(tags.stdout)]).toMatchObject([0, { tags: expect.any(Array) }])
    const bare = await run(['api', 'GET', '/cgi-bin/tags/get', '--no-token'])
    expect([bare.code, bare.stderr]).toEqual([expect.any(Number), expect.stringContaining('41001')])
    const cleared = await run(['api', 'POST', '/cgi-bin/clear_quota/v2'])
    expect([cleared.code, cleared.stderr]).toEqual([4, expect.stringContaining('which only the hub has')])
    const signed = await run(['jssdk', 'sign', 'https://example.com/', '--json'])
    expect([signed.code, JSON.parse(signed.stdout)]).toMatchObject([0, { appId: SANDBOX_APPID }])
    expect(await run(['qrcode', 'create', 'scene'])).toMatchObject({ code: 0 })
    const who = await run(['whoami', '--check', '--json'])
    expect(JSON.parse(who.stdout)).toMatchObject({
      tokenSource: { value: `hub:${hub.url}`, origin: { name: 'WXADMIN_HUB' } },
      hubKey: { value: 'set', origin: { name: 'WXADMIN_HUB_KEY' } },
      secret: null,
      checked: true,
    })
    expect(leaked({ key, SANDBOX_SECRET })).toEqual([])
  })

  test('token: for a key that may see it alone', async () => {
    const { run, hub, env } = await ci({})
    const hidden = await run(['token'])
    expect([hidden.code, hidden.stdout]).toEqual([4, ''])
    expect(hidden.stderr).toContain('--reveal-token')
    const seeing = { ...env, WXADMIN_HUB_KEY: hub.key({ revealToken: true }) }
    const shown = await run(['token'], { env: seeing })
    expect([shown.code, shown.stdout.trim()]).toEqual([0, hub.account.token.current?.token])
    expect(await run(['token', 'refresh'], { env: seeing })).toMatchObject({ code: 0 })
    expect((await run(['token', 'refresh', '--force', '--yes'], { env: seeing })).code).toBe(64)
    expect((await run(['token', 'status'], { env: seeing })).stdout).toContain(`hub:${hub.url}`)
  })

  test('a code is exchanged without the AppSecret, which the hub puts in', async () => {
    const { run, sandbox, key, leaked } = await ci({ paths: ['/sns/*', '/sns/oauth2/access_token'] })
    const code = await codeOf(sandbox.url)
    const exchanged = await run(['oauth', 'exchange', code, '--json'])
    expect([exchanged.code, exchanged.stderr]).toEqual([0, expect.any(String)])
    expect(JSON.parse(exchanged.stdout)).toMatchObject({ openid: expect.any(String) })
    expect(await run(['oauth', 'userinfo'])).toMatchObject({ code: 0 })
    expect(leaked({ key, SANDBOX_SECRET })).toEqual([])
  })
})

/** A code as the sandbox gives it to a follower who allows the page to know who they are. */
async function codeOf(url: string): Promise<string> {
  const query = new URLSearchParams({
    appid: SANDBOX_APPID,
    redirect_uri: 'http://127.0.0.1:9/back',
    response_type: 'code',
    scope: 'snsapi_userinfo',
    state: 's',
  })
  const landed = await fetch(`${url}/sandbox/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ query: `${query}`, user: 'oSandbox_alice_0123456789abc', answer: 'allow' }),
  })
  return new URL(landed.headers.get('location') ?? 'none:').searchParams.get('code') ?? ''
}

/** `wxadmin token serve` as a process of its own, for an account that its store has. */
async function served() {
  const sandbox = await sandboxProcess()
  const home = temporaryDirectory()
  const file = join(home, 'ready.json')
  const env = { HOME: home, WXADMIN_API_BASE: sandbox.url }
  const add = ['account', 'add', 'prod', '--appid', SANDBOX_APPID, '--secret-stdin']
  expect(await runProgram(add, { env, input: SANDBOX_SECRET })).toMatchObject({ code: 0 })
  // An account that itself goes by way of a hub is not served.
  const twice = [
    'account',
    'add',
    'far',
    '--appid',
    SANDBOX_APPID,
    '--token-source',
    'hub:https://hub.example',
  ]
  expect(await runProgram([...twice, '--secret-stdin'], { env, input: newKey() })).toMatchObject({ code: 0 })
  const started = startProgram(['token', 'serve', '--port', '0', '--ready-file', file], { env })
  onTestFinished(async () => {
    started.child.kill('SIGTERM')
    await started.ended
  })
  const { url } = await readyOf(file, started)
  const admin = (...argv: readonly string[]) => runProgram(['token', ...argv], { env })
  return {
    sandbox,
    url,
    admin,
    /** What a job has that got a key with these flags. */
    job: async (name: string, ...flags: readonly string[]) => {
      const { code, stdout } = await admin('key', 'create', name, ...flags)
      expect(code).toBe(0)
      return { HOME: temporaryDirectory(), WXADMIN_HUB: url, WXADMIN_HUB_KEY: stdout.trim() }
    },
  }
}

describe('by way of wxadmin token serve', () => {
  test('menus, material, signatures and tokens, each by a key that can do nothing else', async () => {
    const { job, sandbox } = await served()
    const menus = await job('menus', '--for', 'menu-push')
    expect(await runProgram(['menu', 'push', 'menus/conditional.yaml'], { env: menus })).toMatchObject({
      code: 0,
    })
    expect((await callsOf(sandbox))['/cgi-bin/menu/addconditional']).toBe(2)
    const tags = await runProgram(['api', 'GET', '/cgi-bin/user/get'], { env: menus })
    expect([tags.code, tags.stderr]).toEqual([4, expect.stringContaining('is not for /cgi-bin/user/get')])

    const media = await job('media', '--for', 'media')
    const file = join(media.HOME, 'poster.png')
    writeFileSync(file, png(1500))
    expect(await runProgram(['media', 'upload', file], { env: media })).toMatchObject({ code: 0 })
    expect((await runProgram(['menu', 'push', 'menus/main.yaml'], { env: media })).code).toBe(4)

    const pages = await job('pages', '--path', '/cgi-bin/ticket/getticket')
    const signed = await runProgram(['jssdk', 'sign', 'https://example.com/'], { env: pages })
    expect(signed).toMatchObject({ code: 0, stdout: expect.stringContaining('signature') })

    const hidden = await runProgram(['token'], { env: pages })
    expect([hidden.code, hidden.stdout]).toEqual([4, ''])
    const seeing = await job('seeing', '--reveal-token')
    const shown = await runProgram(['token'], { env: seeing })
    const answer = await fetch(`${sandbox.url}/cgi-bin/tags/get?access_token=${shown.stdout.trim()}`)
    expect(await answer.json()).toMatchObject({ tags: expect.any(Array) })
    expect((await callsOf(sandbox))['/cgi-bin/stable_token']).toBe(1)
  })

  test('a key that is revoked is refused, with what to do', async () => {
    const { job, admin } = await served()
    const env = await job('ci', '--for', 'menu-push')
    expect(await runProgram(['menu', 'diff', 'menus/main.yaml'], { env })).toMatchObject({ code: 0 })
    expect(await admin('key', 'revoke', 'ci')).toMatchObject({ code: 0 })
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const { code, stderr } = await runProgram(['menu', 'diff', 'menus/main.yaml'], { env })
    expect([code, stderr]).toEqual([4, expect.stringContaining('does not accept the key')])
    expect(stderr).toContain('wxadmin token key create')
  })
})

describe('an account of the store', () => {
  test('account add takes the key from stdin; then every command goes by way of the hub', async () => {
    const { run, hub, key, home, printed } = await ci({ paths: purposes['menu-push'] })
    const env = { WXADMIN_HUB: undefined, WXADMIN_HUB_KEY: undefined }
    const add = ['account', 'add', 'prod', '--appid', SANDBOX_APPID, '--token-source', `hub:${hub.url}`]
    const none = await run(add, { env })
    expect([none.code, none.stderr]).toEqual([64, expect.stringContaining('--secret-stdin')])
    expect(await run([...add, '--secret-stdin'], { env, input: `${key}\n` })).toMatchObject({ code: 0 })
    expect(await run(['menu', 'push', 'menus/main.yaml'], { env })).toMatchObject({ code: 0 })
    const shown = await run(['account', 'show', '--json'], { env })
    expect(JSON.parse(shown.stdout)).toMatchObject({ hubKey: 'set', secret: 'missing' })
    const file = JSON.parse(readFileSync(join(home, '.config/wxadmin/accounts.json'), 'utf8'))
    expect(file.accounts.prod).toMatchObject({ hubKey: key })

    // A key does not follow the account to another hub.
    const moved = await run(['account', 'set', 'prod', 'token-source=hub:https://other.example'], { env })
    expect([moved.code, moved.stderr]).toEqual([0, expect.stringContaining('has no key')])
    expect((await run(['menu', 'get'], { env })).code).toBe(4)
    const back = ['account', 'set', 'prod', `token-source=hub:${hub.url}`, '--secret-stdin']
    expect(await run(back, { env, input: key })).toMatchObject({ code: 0 })
    expect(await run(['menu', 'get'], { env })).toMatchObject({ code: 0 })
    expect(printed().includes(key)).toBe(false)
    const keeping = filesUnder(home).filter((text) => text.includes(key))
    expect(keeping.map((text) => text.split('\n')[0])).toEqual([join(home, '.config/wxadmin/accounts.json')])
  })

  test.each([
    ['an AppSecret', SANDBOX_SECRET],
    ['a key in quotes', `"${newKey()}"`],
    ['a key with a word after it', `${newKey()} prod`],
    ['nothing', ''],
  ])('%s is no key: refused, not repeated, nothing kept', async (_, input) => {
    const home = temporaryDirectory()
    const add = [
      'account',
      'add',
      'prod',
      '--appid',
      SANDBOX_APPID,
      '--token-source',
      'hub:https://hub.example',
    ]
    const { code, stdout, stderr } = await runProgram([...add, '--secret-stdin'], {
      env: { HOME: home },
      input,
    })
    expect([code, stdout]).toEqual([65, ''])
    if (input) expect(stderr).not.toContain(input.replaceAll('"', '').split(' ')[0])
    expect(filesUnder(home).filter((file) => file.includes('prod'))).toEqual([])
  })

  test('a key in place of the AppSecret, without a hub, is refused', async () => {
    const add = ['account', 'add', 'prod', '--appid', SANDBOX_APPID, '--secret-stdin']
    const key = newKey()
    const { code, stderr } = await runProgram(add, { input: key })
    expect([code, stderr]).toEqual([65, expect.stringContaining('token-source')])
    expect(stderr).not.toContain(key)
  })
})

describe('errors name the hub', () => {
  test.each<[string, Partial<HubKey> | undefined, readonly string[], number, RegExp]>([
    ['a wrong key', undefined, ['menu', 'get'], 4, /hub .* does not accept the key[\s\S]*token key list/],
    ['an expired key', { expiresAt: 1 }, ['menu', 'get'], 4, /key for the hub .* has expired/],
    [
      'another path',
      { paths: ['/cgi-bin/menu/*'] },
      ['api', 'GET', '/cgi-bin/tags/get'],
      4,
      /is not for \/cgi-bin\/tags\/get/,
    ],
    ['a path by name', {}, ['api', 'GET', '/cgi-bin/menu/delete'], 4, /names this very path/],
    ['a key for reading', { readOnly: true }, ['menu', 'push', 'menus/main.yaml'], 4, /for reading only/],
    [
      'another account',
      { accounts: ['wxother'] },
      ['menu', 'get'],
      4,
      /none of the accounts|not for the account/,
    ],
  ])('%s', async (_, rights, argv, code, message) => {
    const { run, env } = await ci(rights ?? {})
    const outcome = await run(argv, { env: rights ? env : { ...env, WXADMIN_HUB_KEY: newKey() } })
    expect([outcome.code, outcome.stdout]).toEqual([code, ''])
    expect(outcome.stderr).toMatch(message)
    const chinese = await run(argv, {
      env: { ...env, WXADMIN_LANG: 'zh', ...(!rights && { WXADMIN_HUB_KEY: newKey() }) },
    })
    expect(chinese.stderr).toContain('中控')
  })

  test('an account that the hub does not have', async () => {
    const { run } = await ci({})
    const { code, stderr } = await run(['menu', 'get'], { env: { WXADMIN_APPID: 'wx00000000000000ff' } })
    expect([code, stderr]).toEqual([
      4,
      expect.stringContaining('does not have the account wx00000000000000ff'),
    ])
  })

  test('a hub that is away: 6, with its address and where it was named', async () => {
    const env = { WXADMIN_HUB: 'http://127.0.0.1:9', WXADMIN_HUB_KEY: newKey() }
    const { code, stderr } = await runProgram(['menu', 'get'], { env })
    expect([code, stderr]).toEqual([6, expect.stringContaining('Cannot reach the hub 127.0.0.1:9')])
    expect(stderr).toContain('WXADMIN_HUB=')
  })

  test('40164 behind a hub: the address is that of the hub, with errcode and rid', async () => {
    const server = await platform(() => (response) => {
      const cause = { errcode: 40164, errmsg: 'invalid ip 203.0.113.9 rid: 65f0-1-2', rid: '65f0-1-2' }
      response
        .writeHead(503, {
          'content-type': 'application/json',
          [HUB_HEADER]: 'unavailable',
          'retry-after': '30',
        })
        .end(JSON.stringify({ errcode: -1, errmsg: 'no token', error: 'unavailable', cause }))
    })
    const env = { WXADMIN_HUB: server.url, WXADMIN_HUB_KEY: newKey(), WXADMIN_APPID: SANDBOX_APPID }
    const { code, stderr } = await runProgram(['menu', 'get', '--json'], { env })
    const { error } = JSON.parse(stderr)
    expect([code, error]).toMatchObject([4, { errcode: 40164, rid: '65f0-1-2' }])
    expect(`${error.message} ${error.hint} ${JSON.stringify(error)}`).toContain(
      '203.0.113.9 is the address of the hub',
    )
  })

  test('a key without a hub, a hub without a key, a hub in clear text: nothing is sent', async () => {
    const server = await platform(() => ({ errcode: 0 }))
    const key = newKey()
    for (const [env, code] of [
      [{ WXADMIN_HUB_KEY: key }, 4],
      [{ WXADMIN_HUB: server.url }, 4],
      [{ WXADMIN_HUB: 'http://hub.example', WXADMIN_HUB_KEY: key }, 65],
      [{ WXADMIN_HUB: server.url, WXADMIN_HUB_KEY: key, WXADMIN_ACCESS_TOKEN: 'token-1' }, 64],
    ] as const) {
      const outcome = await runProgram(['menu', 'get'], { env })
      expect([outcome.code, outcome.stdout]).toEqual([code, ''])
      expect(outcome.stderr).not.toContain(key)
    }
    expect(server.seen).toEqual([])
  })

  test('the key of the store never goes to a hub that the environment names', async () => {
    const server = await platform(() => ({ errcode: 0 }))
    const [home, key] = [temporaryDirectory(), newKey()]
    const store = join(home, 'store')
    mkdirSync(store, { mode: 0o700 })
    const prod = {
      name: 'prod',
      appid: SANDBOX_APPID,
      secret: SANDBOX_SECRET,
      hubKey: key,
      mode: 'plain',
      tokenSource: 'hub:https://hub.example',
    }
    writeFileSync(join(store, 'accounts.json'), JSON.stringify({ accounts: { prod } }), { mode: 0o600 })
    for (const WXADMIN_ACCOUNT of ['prod', undefined]) {
      const env = { WXADMIN_CONFIG_DIR: store, WXADMIN_HUB: server.url, WXADMIN_ACCOUNT }
      const outcome = await runProgram(['menu', 'get'], { env })
      expect([outcome.code, outcome.stderr]).toEqual([4, expect.stringContaining('no key for the hub')])
    }
    expect(server.seen).toEqual([])
  })
})

describe('a hostile hub', () => {
  /** Everything that the key may be repeated in. */
  const echoes: Record<string, (key: string) => object | string> = {
    errmsg: (key) => ({ errcode: 48001, errmsg: `no: ${key}` }),
    page: (key) => `<html>Bearer ${key}`,
    fields: (key) => ({
      menu: { button: [{ type: 'view', name: key, url: `https://example.com/?k=${key}` }] },
      errcode: 0,
      key,
    }),
    refusal: (key) => ({ errcode: 1, error: key, errmsg: key }),
    cause: (key) => ({
      error: 'unavailable',
      cause: { errcode: 40164, errmsg: `${key} rid: ${key}`, rid: key },
    }),
    accounts: (key) => ({ accounts: [{ appid: `${key}\u001b[2J` }] }),
  }
  const menus = new Set(['fields', 'accounts'])
  test.each(Object.keys(echoes))(
    'the key is not printed or kept where it is repeated: %s',
    async (where) => {
      const [key, home] = [newKey(), temporaryDirectory()]
      const server = await platform(() => (response) => {
        const answer = echoes[where]?.(key)
        if (where === 'refusal') response.setHeader(HUB_HEADER, key)
        if (where === 'cause') response.statusCode = 503
        if (where === 'cause') response.setHeader(HUB_HEADER, 'unavailable')
        response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
      })
      const named = {
        HOME: home,
        WXADMIN_HUB: server.url,
        WXADMIN_HUB_KEY: key,
        WXADMIN_APPID: SANDBOX_APPID,
      }
      const { WXADMIN_APPID: _, ...unnamed } = named
      for (const env of [named, unnamed])
        for (const argv of [
          ['menu', 'diff', 'menus/main.yaml', '--format', 'github'],
          ['menu', 'push', 'menus/main.yaml', '--json'],
          ['token'],
          ['token', 'refresh'],
          ['jssdk', 'sign', 'https://example.com/'],
          ['whoami', '--check'],
        ]) {
          const { stdout, stderr } = await runProgram([...argv, '--debug'], { env })
          if (where !== 'fields') expect(stdout).not.toContain(key)
          expect(stderr).not.toContain(key)
          expect(stderr).not.toContain('\u001b[2J')
        }
      if (!menus.has(where)) expect(filesUnder(home).filter((text) => text.includes(key))).toEqual([])
    },
    60_000,
  )
})
