import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { FileState } from '../../src/sandbox/store'
import { temporaryDirectory, type World, wxadmin } from '../support/run'

interface Ready {
  url: string
  port: number
  pid: number
  env: Record<string, string>
}

/** `wxadmin sandbox` in this process, until `work` has ended. */
async function serving(flags: string[], work: (ready: Ready) => Promise<void>, world: World = {}) {
  const directory = temporaryDirectory()
  const file = join(directory, 'ready.json')
  const stop = new AbortController()
  const argv = ['sandbox', '--port', '0', '--ready-file', 'ready.json', ...flags]
  const ended = wxadmin(argv, { cwd: directory, signal: stop.signal, ...world })
  await expect.poll(() => existsSync(file), { timeout: 10_000 }).toBe(true)
  expect(readdirSync(directory)).toEqual(['ready.json']) // written whole, without leftovers
  try {
    await work(JSON.parse(readFileSync(file, 'utf8')))
  } finally {
    stop.abort('SIGTERM')
  }
  return ended
}

const token = (env: Record<string, string>) =>
  `/cgi-bin/token?grant_type=client_credential&appid=${env.WXADMIN_APPID}&secret=${env.WXADMIN_SECRET}`

describe('wxadmin sandbox', () => {
  test('serves until the signal; stdout stays empty, stderr tells a person what to do and what was called', async () => {
    const { code, stdout, stderr } = await serving([], async ({ url, port, pid, env }) => {
      expect(url).toBe(`http://127.0.0.1:${port}`)
      expect(pid).toBe(process.pid)
      expect(env.WXADMIN_API_BASE).toBe(url)
      await fetch(url + token(env))
      await fetch(`${url}/cgi-bin/menu/get`)
    })
    expect(code).toBe(143)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/export WXADMIN_APPID=wx[0-9a-f]{16}\n/)
    expect(stderr).toMatch(/export WXADMIN_SECRET=[0-9a-f]{32}\n/)
    expect(stderr).toMatch(/export WXADMIN_API_BASE=http:\/\/127\.0\.0\.1:\d+\n/)
    expect(stderr).toMatch(/\d\d:\d\d:\d\d GET {2}\/cgi-bin\/token 0 \d+ ms\n/)
    expect(stderr).toMatch(/\/cgi-bin\/menu\/get 41001 \d+ ms\n/)
    expect(stderr).not.toContain('secret=')
  })

  test.runIf(process.platform !== 'win32')(
    'the ready file is not written through a link that was laid',
    async () => {
      const directory = temporaryDirectory()
      const victim = join(temporaryDirectory(), 'victim')
      writeFileSync(victim, 'precious')
      for (const name of ['ready.json', `ready.json.${process.pid}.new`])
        symlinkSync(victim, join(directory, name))
      const stop = new AbortController()
      const argv = ['sandbox', '--port', '0', '--ready-file', 'ready.json']
      const ended = wxadmin(argv, { cwd: directory, signal: stop.signal })
      await expect
        .poll(() => lstatSync(join(directory, 'ready.json')).isFile(), { timeout: 10_000 })
        .toBe(true)
      stop.abort('SIGTERM')
      await ended
      expect(readFileSync(victim, 'utf8')).toBe('precious')
    },
  )

  test('--json: one event a line', async () => {
    const { stdout, stderr } = await serving(['--json', '--fault', 'menu/get=drop'], async ({ url, env }) => {
      await fetch(url + token(env))
      await fetch(`${url}/cgi-bin/menu/get`).catch(() => undefined)
    })
    const [ready, ...events] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(ready).toMatchObject({ type: 'ready', url: ready.env.WXADMIN_API_BASE, pid: process.pid })
    expect(events).toEqual([
      {
        type: 'call',
        time: expect.any(String),
        method: 'GET',
        path: '/cgi-bin/token',
        errcode: 0,
        ms: expect.any(Number),
      },
      {
        type: 'call',
        time: expect.any(String),
        method: 'GET',
        path: '/cgi-bin/menu/get',
        ms: expect.any(Number),
        fault: 'drop',
      },
      { type: 'stopped', time: expect.any(String) },
    ])
    expect(stderr).toBe('')
  })

  test('does not stop when stdin ends, and stops soon after the signal with a call hanging', async () => {
    const marks = { aborted: 0 }
    await serving(['--fault', '*=hang'], async ({ url }) => {
      fetch(`${url}/cgi-bin/token`).catch(() => undefined)
      await expect
        .poll(async () => Object.keys((await (await fetch(`${url}/sandbox/calls`)).json()) as object))
        .toHaveLength(1)
      marks.aborted = performance.now()
    })
    expect(performance.now() - marks.aborted).toBeLessThan(2000)
  })

  test('--persist serves the kept state, without it the state is fresh', async () => {
    const env = { WXADMIN_CONFIG_DIR: temporaryDirectory() }
    const call = async ({ url, env }: Ready) => void (await fetch(url + token(env)))
    await serving([], call, { env })
    expect(readdirSync(env.WXADMIN_CONFIG_DIR)).toEqual([])
    await serving(['--persist'], call, { env })
    const { stdout } = await wxadmin(['sandbox', 'show', '--json'], { env })
    expect(JSON.parse(stdout).calls).toEqual({ '/cgi-bin/token': 1 })
  })

  test('warns when it can be reached from outside', async () => {
    const { stderr } = await serving(['--host', '0.0.0.0'], async () => undefined)
    expect(stderr).toContain('Warning: The sandbox listens on 0.0.0.0')
  })

  test('--json: the warning is an event, told while it runs', async () => {
    const collected: Buffer[] = []
    const out = new PassThrough().on('data', (chunk: Buffer) => collected.push(chunk))
    const events = () =>
      Buffer.concat(collected)
        .toString('utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    const { stderr } = await serving(
      ['--host', '0.0.0.0', '--json'],
      async () => {
        await expect.poll(() => events().map(({ type }) => type)).toEqual(['ready', 'warning'])
      },
      { stdout: out },
    )
    expect(events()[1]).toEqual({
      type: 'warning',
      time: expect.any(String),
      message: expect.stringContaining('0.0.0.0'),
    })
    expect(stderr).toBe('')
  })

  test('--json: so is a state that cannot be read', async () => {
    const env = { WXADMIN_CONFIG_DIR: temporaryDirectory() }
    const { stdout, stderr } = await serving(
      ['--json', '--persist'],
      async ({ url }) => {
        writeFileSync(join(env.WXADMIN_CONFIG_DIR, 'sandbox.json'), '{')
        expect((await fetch(`${url}/cgi-bin/menu/get`)).status).toBe(500)
      },
      { env },
    )
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events.map(({ type }) => type)).toEqual(['ready', 'warning', 'stopped'])
    expect(events[1].message).toContain('STORE_CORRUPT')
    expect(stderr).toBe('')
  })

  test.each([
    [['--port', 'x'], 64, 'x is not a number from 0 to 65535'],
    [['--port', '65536'], 64, '65536 is not a number from 0 to 65535'],
    [['--fault', 'bang'], 64, 'bang is not a fault'],
    [['--port', '0', '--ready-file', join('no', 'such', 'dir')], 1, 'Cannot write'],
  ])('%j: exit %i', async (flags, exitCode, text) => {
    const { code, stdout, stderr } = await wxadmin(['sandbox', ...flags], { cwd: temporaryDirectory() })
    expect([code, stdout]).toEqual([exitCode, ''])
    expect(stderr).toContain(text)
  })

  test('a port that is taken', async () => {
    await serving([], async ({ port }) => {
      const { code, stderr } = await wxadmin(['sandbox', '--port', String(port)])
      expect(code).toBe(1)
      expect(stderr).toContain(`Cannot listen on 127.0.0.1:${port}: the port is in use`)
      expect(stderr).toContain('--port 0')
    })
  })

  test('an address that this machine does not have', async () => {
    const { code, stderr } = await wxadmin(['sandbox', '--host', '203.0.113.1', '--port', '0'])
    expect(code).toBe(1)
    expect(stderr).toContain('Cannot listen on the address 203.0.113.1: this machine does not have it\n')
    expect(stderr).toContain('Try: leave out --host')
  })
})

describe('wxadmin sandbox show and reset', () => {
  test('show what the built-in account holds, with the ids to try', async () => {
    const env = { WXADMIN_CONFIG_DIR: temporaryDirectory() }
    const { code, stdout, stderr } = await wxadmin(['sandbox', 'show'], { env })
    expect([code, stderr]).toEqual([0, ''])
    for (const text of [
      'wx5a4db0c5a4db0c01 (verified)',
      '星标组',
      'sandbox_alice',
      'oSandbox_alice_0123456789abc',
    ])
      expect(stdout).toContain(text)
    expect(stdout).not.toContain('5a4db0c5a4db0c5a4db0c5a4db0c5a01')
    expect(readdirSync(env.WXADMIN_CONFIG_DIR)).toEqual([])
    const chinese = await wxadmin(['sandbox', 'show', '--lang', 'zh'], { env })
    expect(chinese.stdout).toContain('个性化菜单')
  })

  test('show tells the endpoint and the domains, and no secret of them', async () => {
    const directory = temporaryDirectory()
    const callback = {
      url: 'https://a.cn/wx',
      token: 'sandboxtoken',
      mode: 'safe',
      aesKey: 'a'.repeat(43),
      address: '127.0.0.1',
      ms: 1,
    } as const
    await new FileState(join(directory, 'sandbox.json')).transact((state) => {
      const { web } = Object.values(state.accounts)[0] ?? {}
      if (web) Object.assign(web, { callback, domains: ['a.cn'], banned: true })
    })
    const env = { WXADMIN_CONFIG_DIR: directory }
    const { stdout } = await wxadmin(['sandbox', 'show'], { env })
    expect(stdout).toMatch(/^Web domains +a\.cn$/m)
    expect(stdout).toMatch(/^Endpoint +https:\/\/a\.cn\/wx \(safe mode\)$/m)
    expect(stdout).toContain('(verified, banned)')
    const chinese = await wxadmin(['sandbox', 'show', '--lang', 'zh'], { env })
    expect(chinese.stdout).toMatch(/^服务器配置 +https:\/\/a\.cn\/wx（安全模式）$/m)
    const json = await wxadmin(['sandbox', 'show', '--json'], { env })
    expect(JSON.parse(json.stdout).accounts[0].callback).toEqual({ url: 'https://a.cn/wx', mode: 'safe' })
    for (const text of [stdout, json.stdout])
      for (const secret of [callback.token, callback.aesKey]) expect(text).not.toContain(secret)
  })

  test('reset starts anew and forgets the cached token', async () => {
    const directory = temporaryDirectory()
    const env = { WXADMIN_CONFIG_DIR: directory }
    const state = new FileState(join(directory, 'sandbox.json'))
    await state.transact((value) => void Object.assign(value.calls, { '/cgi-bin/token': 7 }))
    const { openStore } = await import('../../src/store/store')
    const { tokens } = openStore(env, process.platform)
    const key = { appid: 'wx5a4db0c5a4db0c01', source: 'stable', base: 'sandbox:' } as const
    await tokens.write(key, { token: 't', expiresAt: Date.now() + 7_200_000, fetchedAt: Date.now() })
    const { code, stdout, stderr } = await wxadmin(['sandbox', 'reset'], { env })
    expect([code, stdout, stderr]).toEqual([0, '', 'The sandbox has been reset.\n'])
    expect((await state.read()).calls).toEqual({})
    expect(await tokens.read(key)).toBeUndefined()
    const again = await wxadmin(['sandbox', 'reset', '--json'], { env })
    expect(JSON.parse(again.stdout)).toEqual({ reset: true, tokensCleared: 0 })
  })
})
