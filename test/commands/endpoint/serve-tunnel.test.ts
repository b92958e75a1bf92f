import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CommandContext } from '../../../src/commands/command'
import { startTunnel } from '../../../src/commands/endpoint/serve/tunnel'
import { openTunnel } from '../../../src/endpoint/server/tunnel'
import { tunnelAddresses } from '../../../src/endpoint/server/tunnel-address'
import { temporaryDirectory } from '../../support/run'
import { eventsOn, send, serving, TOKEN, textPush } from './serve-world'

// @module-tag slow

/** A program that plays a tunnel client, as a command line. */
function client(source: string): string {
  const file = join(temporaryDirectory(), 'client.mjs')
  writeFileSync(file, source)
  return `"${process.execPath}" "${file}"`
}

/** It goes on until it is ended. */
const running = 'setInterval(() => undefined, 1000);'

describe('the public address in what a client prints', () => {
  test.each([
    [
      'cloudflared',
      '2026-01-02T03:04:05Z INF |  https://big-red-fox.trycloudflare.com     |',
      'https://big-red-fox.trycloudflare.com',
    ],
    [
      'ngrok',
      't=2026 lvl=info msg="started tunnel" obj=tunnels name=command_line addr=http://localhost:3000 url=https://1a2b.ngrok-free.app',
      'https://1a2b.ngrok-free.app',
    ],
    [
      'ngrok in JSON',
      '{"addr":"http://localhost:3000","url":"https://1a2b.ngrok.app"}',
      'https://1a2b.ngrok.app',
    ],
    ['serveo', 'Forwarding HTTP traffic from https://abc.serveo.net', 'https://abc.serveo.net'],
    [
      'localhost.run',
      'abc.lhr.life tunneled with tls termination, https://abc.lhr.life',
      'https://abc.lhr.life',
    ],
    ['localtunnel', 'your url is: https://calm-cat.loca.lt', 'https://calm-cat.loca.lt'],
    ['pinggy', 'https://rnabc.a.free.pinggy.link', 'https://rnabc.a.free.pinggy.link'],
    ['natapp', 'Forwarding    http://abc.natappfree.cc -> 127.0.0.1:3000', 'http://abc.natappfree.cc'],
    ['a domain of one’s own', 'public: https://wx.example.cn/.', 'https://wx.example.cn'],
  ])('%s', (_, line, address) => {
    expect(tunnelAddresses(line)).toEqual([address])
  })

  test.each([
    'Thank you for trying Cloudflare Tunnel: https://developers.cloudflare.com/cloudflare-one/connections/',
    'failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": dial tcp',
    'see https://www.cloudflare.com/website-terms/',
    'Web Interface  http://127.0.0.1:4040',
    'inspect at http://localhost:4040 and http://192.168.1.7:4040 and http://[::1]:4040',
    'sign up: https://dashboard.ngrok.com/signup',
    'https://dashboard.ngrok.com',
    'https://admin.localhost.run/ to manage, https://localhost.run/docs/faq',
    'https://github.com',
    'proxy http://127.0.0.1:3000 -> http://intranet',
    'https://user@example.com',
    'https://',
  ])('none in: %s', (line) => {
    expect(tunnelAddresses(line)).toEqual([])
  })
})

describe('serve --tunnel', () => {
  test('fills in port and address, reads the public address, shows the final URL', async () => {
    const { stdout, events, types } = eventsOn()
    const command = `${client(`
      process.stderr.write('\\u001b[32mINF\\u001b[0m see https://developers.cloudflare.com/x\\nhttp://slow.example.com\\n');
      process.stdout.write('args ' + process.argv.slice(2) + '\\r');
      setTimeout(() => process.stdout.write('| https://' + process.argv[2] + '.trycloudflare.com '), 100);
      ${running}`)} {port} {url}`
    const { code, stderr } = await serving(
      ['--json', '--path', '/wx', '--tunnel', command],
      async (at) => {
        await expect.poll(types, { timeout: 10_000 }).toEqual(['ready', 'tunnel'])
        expect(events()[1]?.publicUrl).toBe(`https://${at.port}.trycloudflare.com/wx`)
        expect((await send(at, textPush('meanwhile'))).status).toBe(200)
      },
      { stdout },
    )
    expect([code, stderr]).toEqual([143, ''])
  })

  test('the fields appear with its address', async () => {
    const command = client(`console.log('https://abc.serveo.net');${running}`)
    const { stderr } = await serving(['--tunnel', command], async () => {
      await new Promise((resolve) => setTimeout(resolve, 1500)) // stderr is read at the end alone
    })
    expect(stderr).toContain('Waiting for the public address of the tunnel …')
    expect(stderr).toContain('URL for the console: https://abc.serveo.net/\n')
  })

  test('when the client dies the command fails with what it said last, without secrets', async () => {
    const command = client(
      `console.error('\\u001b[31mauthentication failed: token=abcdefghijklmnop\\u001b[0m'); process.exitCode = 3`,
    )
    const { code, stderr } = await serving(
      ['--tunnel', command],
      () => new Promise((resolve) => setTimeout(resolve, 3000)),
    )
    expect(code).toBe(6)
    expect(stderr).toContain('The tunnel client has ended (exit 3): authentication failed: token=***\n')
    expect(stderr).toContain('--public-url')
    expect(stderr).not.toContain('\u001b')
  })

  test('a client that is not installed', async () => {
    const { code, stderr } = await serving(
      ['--tunnel', 'no-such-tunnel-client'],
      () => new Promise((resolve) => setTimeout(resolve, 3000)),
    )
    expect(code).toBe(6)
    expect(stderr).toMatch(/The tunnel client has ended \(exit \d+\): .*no-such-tunnel-client/)
  })

  test('our secrets are not handed to it', async () => {
    const file = join(temporaryDirectory(), 'env.json')
    const command = client(`
      import { writeFileSync } from 'node:fs'
      writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.env))
      ${running}`)
    await serving(
      ['--tunnel', command],
      async () =>
        void (await expect
          .poll(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('}'), { timeout: 10_000 })
          .toBe(true)),
      { env: { WXADMIN_SECRET: 'f'.repeat(32), OTHER: 'kept', PATH: process.env.PATH } },
    )
    const env = JSON.parse(readFileSync(file, 'utf8'))
    expect(env.OTHER).toBe('kept')
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['WXADMIN_SECRET']))
    expect(JSON.stringify(env)).not.toContain(TOKEN)
  })

  test('in the end all that it started is gone', async () => {
    const file = join(temporaryDirectory(), 'pids')
    const command = client(`
      import { spawn } from 'node:child_process'
      import { writeFileSync } from 'node:fs'
      process.on('SIGTERM', () => undefined)
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(running)}], { stdio: 'ignore' })
      writeFileSync(${JSON.stringify(file)}, process.pid + ' ' + child.pid + '\\n')
      ${running}`)
    const { code } = await serving(['--tunnel', command], async () => {
      await expect
        .poll(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'), { timeout: 10_000 })
        .toBe(true)
    })
    expect(code).toBe(143)
    const pids = readFileSync(file, 'utf8').trim().split(' ').map(Number)
    expect(pids).toHaveLength(2)
    for (const pid of pids) await expect.poll(() => isAlive(pid)).toBe(false)
  })
})

describe('a client that prints no address', () => {
  afterEach(() => void vi.useRealTimers())

  test('is told of after 30 s, and goes on', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const told: unknown[] = []
    const cx = { cwd: temporaryDirectory(), env: process.env } as unknown as CommandContext
    const tunnel = startTunnel(
      cx,
      client(running),
      { url: 'http://127.0.0.1:1/', port: 1 },
      {
        address: (origin) => told.push(origin),
        slow: (seconds) => told.push(seconds),
        failed: (error) => told.push(error.code),
      },
    )
    vi.advanceTimersByTime(29_999)
    expect(told).toEqual([])
    vi.advanceTimersByTime(1)
    expect(told).toEqual([30])
    vi.useRealTimers()
    await tunnel.close()
    expect(told).toEqual([30])
  })

  test('https is waited for where http came first', async () => {
    const command = client(`console.log('Forwarding http://a.cpolar.cn');
      setTimeout(() => console.log('Forwarding https://a.cpolar.cn'), 200);${running}`)
    const options = { port: 1, url: 'http://127.0.0.1:1', cwd: temporaryDirectory(), env: process.env }
    const tunnel = openTunnel({ command, ...options })
    expect(await tunnel.address).toBe('https://a.cpolar.cn')
    await tunnel.close()
    const plain = openTunnel({
      command: client(`console.log('at http://a.cpolar.cn');${running}`),
      ...options,
    })
    expect(await plain.address).toBe('http://a.cpolar.cn')
    await plain.close()
  })
})

/** Whether it runs. In a container nobody may collect the dead: they have a number still. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    if (process.platform !== 'linux') return true
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.at(stat.lastIndexOf(')') + 2) !== 'Z'
  } catch {
    return false
  }
}
