import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import express from 'express'
import { describe, expect, onTestFinished, test } from 'vitest'
import wechat from 'wechat'
import { echoWith } from '../../../src/endpoint/reply/echo'
import { startEndpoint } from '../../../src/endpoint/server/server'
import { judgeAddress } from '../../../src/endpoint/verify/address'
import { faultProblem } from '../../../src/endpoint/verify/session'
import type { Finding } from '../../../src/endpoint/verify/types'
import { verdictOf, verifyEndpoint } from '../../../src/endpoint/verify/verify'
import { Fault } from '../../../src/http/fault'
import type { CallbackConfig } from '../../../src/wechat/callback/callback'
import { temporaryDirectory, wxadmin } from '../../support/run'
import { tlsServer } from '../../support/tls'
import {
  bot,
  COMPAT,
  envOf,
  type Faults,
  PLAIN,
  SAFE,
  serving,
  verified,
  verifiedBot,
  verify,
} from './verify-endpoints'

// @module-tag slow

describe('an endpoint that is right', () => {
  test.each([PLAIN, COMPAT, SAFE])('passes in $mode mode', async (config) => {
    const { code, problems, skipped, document, stderr } = await verifiedBot({ config })
    expect(problems).toEqual([])
    expect(skipped).toEqual([])
    expect(document).toMatchObject({ mode: config.mode, ok: true })
    expect(document.exitCode).toBeUndefined()
    expect(document.checks.map(({ check }) => check).slice(2)).toEqual([
      'connection',
      'handshake',
      'forged-handshake',
      'unsigned-handshake',
      'text',
      'text-retry',
      'event',
      'forged-push',
      ...(config.mode === 'plain' ? [] : ['forged-cipher']),
    ])
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  test('may say nothing to pushes, if it refuses false ones', async () => {
    for (const answer of ['success', '']) {
      const { code, problems } = await verifiedBot({ config: SAFE, reply: () => answer })
      expect(problems).toEqual([])
      expect(code).toBe(0)
    }
  })

  test('is told as a checklist on stdout', async () => {
    const address = await serving(bot())
    const { stdout, stderr, code } = await verify([address])
    expect(stdout.replaceAll(/\d+ ms/g, '5 ms').replaceAll(/:\d+/g, ':80')).toContain(
      [
        'http://127.0.0.1:80/wechat (plain mode)',
        '',
        '! Address: 127.0.0.1 is this machine: fine for a test, but WeChat cannot reach it',
      ].join('\n'),
    )
    expect(stdout).toMatch(
      /^✓ Handshake: echostr came back byte for byte, 3 of 3 times, and over HTTP\/1\.0 \(\d+ ms\)$/m,
    )
    expect(stdout).toMatch(/^✓ Push, wrong signature: refused, as it must be/m)
    expect(stdout).toMatch(/\n\nNo errors, 2 warnings\.\n$/)
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  test('and in Chinese', async () => {
    const { stdout } = await verify([await serving(bot()), '--lang', 'zh'])
    expect(stdout).toMatch(/^http:\S+（明文模式）\n\n/)
    expect(stdout).toMatch(/^✓ 服务器验证：echostr 已原样返回，3\/3 次，HTTP\/1\.0 同样正确（\d+ 毫秒）$/m)
    expect(stdout).toMatch(/\n\n没有错误，2 个警告。\n$/)
  })
})

describe('an endpoint that cannot be reached', () => {
  const socket = async (server: Server): Promise<string> => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  test('a closed port: nothing further is tried', async () => {
    const server = createServer()
    const host = await socket(server)
    await new Promise((resolve) => server.close(resolve))
    const { problems, checks, code, document } = await verified(`http://${host}/`)
    expect(problems).toEqual([['connection', 'error', 'refused']])
    expect(checks.at(-1)?.code).toBe('refused')
    expect(document.exitCode).toBe(6)
    expect(code).toBe(6)
    const told = await verify([`http://${host}/`, '--lang', 'zh'])
    expect(told.stdout).toMatch(/\n\n没有可供检查的应答，未进行后续检查。\n$/)
    expect(told.code).toBe(6)
  })

  test('one that answers after 6 s: WeChat waits 5', { timeout: 30_000 }, async () => {
    const url = await serving((_, response) => void setTimeout(() => response.end('late'), 6000).unref())
    const { code, stdout } = await verify([url])
    expect(stdout).toContain('no answer within 5 s, and WeChat waits no longer')
    expect(code).toBe(6)
  })

  test('a name that does not exist', async () => {
    const { problems, code } = await verified('http://no-such-name.invalid/')
    expect(problems).toContainEqual(['connection', 'error', 'dns'])
    expect(code).toBe(6)
  })

  test('a certificate that nobody vouches for', async () => {
    const server = tlsServer((_, response) => void response.end())
    const host = await socket(server)
    const { problems, code } = await verified(`https://${host}/`)
    expect(problems).toEqual([['connection', 'error', 'tls-self-signed']])
    expect(code).toBe(6)
  })

  test('https where http is spoken, and the other way round', async () => {
    const plain = (await serving(bot())).replace('http:', 'https:')
    expect((await verified(plain)).problems).toEqual([['connection', 'error', 'tls-not-tls']])
    const secure = await socket(tlsServer((_, response) => void response.end()))
    const { problems, code } = await verified(`http://${secure}/`)
    expect(problems).toEqual([['connection', 'error', expect.stringMatching(/^(dropped|not-http)$/)]])
    expect(code).toBe(6)
  })

  test.each([
    ['CERT_HAS_EXPIRED', 'tls-expired'],
    ['CERT_NOT_YET_VALID', 'tls-not-yet-valid'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-host'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-chain'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-chain'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-self-signed'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-other'],
  ])('%s is told as %s', (detail, code) => {
    const place = { url: new URL('https://example.com/'), limitMs: 5000 }
    expect(faultProblem(new Fault('tls', detail, 3, false), place)).toMatchObject({
      code,
      params: { host: 'example.com', port: '443', detail },
    })
  })

  test('a connection that is cut', async () => {
    const address = await serving((request) => request.socket.destroy())
    const { problems, code } = await verified(address)
    expect(problems).toEqual([['connection', 'error', 'dropped']])
    expect(code).toBe(6)
  })
})

describe('time', () => {
  /** With less patience than WeChat's 5 s. */
  const impatiently = async (address: string, answerMs = 1500) => {
    const findings: Finding[] = []
    const options = { address, config: PLAIN, tokenFrom: '--token', answerMs, now: Date.now, randomBytes }
    for await (const event of verifyEndpoint({ ...options, signal: new AbortController().signal }))
      if ('findings' in event) findings.push(...event.findings)
    return findings
  }

  test('an answer that comes too late is none', async () => {
    const findings = await impatiently(await serving(() => undefined), 300)
    expect(findings.at(-1)).toMatchObject({ check: 'connection', level: 'error', code: 'timeout' })
    expect(findings.at(-1)?.ms).toBeGreaterThanOrEqual(290)
    expect(verdictOf(findings)).toBe('unreachable')
  })

  test('a push that is answered too late is an error, of an endpoint that is there', async () => {
    const reply: Faults['reply'] = () => undefined
    const findings = await impatiently(await serving(bot({ reply })))
    expect(findings.find(({ check }) => check === 'text')).toMatchObject({ code: 'timeout', level: 'error' })
    expect(verdictOf(findings)).toBe('wrong')
  })

  test('a slow answer is warned of', async () => {
    let calls = 0
    const echo: Faults['echo'] = (echostr, _, response) => {
      if (calls++ > 0) return echostr
      setTimeout(() => response.end(echostr), 1900)
      return undefined
    }
    const findings = await impatiently(await serving(bot({ echo })), 3000)
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'handshake', level: 'warning', code: 'slow' }),
    )
    expect(verdictOf(findings)).toBe('well')
  })

  test('silence to a false push is warned of', async () => {
    const right = bot()
    const address = await serving((request, response) => {
      if (request.url?.includes('signature=')) right(request, response)
    })
    expect(await impatiently(address)).toContainEqual(
      expect.objectContaining({ check: 'unsigned-handshake', level: 'warning', code: 'refused-by-silence' }),
    )
  })
})

describe('the address', () => {
  test.each([
    ['example.com/wechat', 'address-no-scheme'],
    ['localhost:3000', 'address-no-scheme'],
    ['ftp://example.com/', 'address-not-http'],
    ['https://', 'address-malformed'],
    ['https://user:secret@example.com/', 'address-credentials'],
    ['user:secret@example.com', 'address-no-scheme'],
    ['https://user:secret@exa mple.com', 'address-malformed'],
    ['https://example.com/#/wechat', 'address-fragment'],
  ])('%s cannot be called: %s', async (address, code) => {
    const outcome = await verify([address, '--json'])
    const { checks, ok } = JSON.parse(outcome.stdout)
    expect(checks).toMatchObject([{ check: 'address', level: 'error', code }])
    expect(ok).toBe(false)
    expect(outcome.stdout).not.toContain('secret')
    expect(outcome.code).toBe(65)
  })

  const levels = (address: string) =>
    judgeAddress(address).findings.map(({ level, code }) => `${level} ${code}`)

  test.each([
    ['https://example.com/wechat', ['ok address-ok']],
    ['http://example.com:80/', ['ok address-ok']],
    ['https://example.com:443/', ['ok address-ok']],
    ['http://example.com:8080/', ['error address-port']],
    ['http://example.com:443/', ['error address-port']],
    ['http://localhost/', ['warning address-loopback']],
    ['http://[::1]:3000/', ['warning address-loopback', 'warning address-port']],
    ['http://192.168.1.5/', ['error address-private']],
    ['http://10.0.0.1/', ['error address-private']],
    ['http://172.20.0.1/', ['error address-private']],
    ['http://[fd00::1]/', ['error address-private']],
    ['http://nas.local/', ['error address-private']],
    ['http://bot/', ['error address-private']],
    ['http://8.8.8.8/', ['warning address-ip']],
    ['http://172.32.0.1/', ['warning address-ip']],
  ])('%s', (address, findings) => {
    expect(levels(address)).toEqual(findings)
  })

  test("without one it is the account's", async () => {
    const env = { WXADMIN_CONFIG_DIR: temporaryDirectory() }
    const address = await serving(bot())
    const add = ['account', 'add', 'shop', '--appid', 'wx0123456789abcdef', '--secret-stdin']
    expect((await wxadmin(add, { env, stdin: '0123456789abcdef0123456789abcdef' })).code).toBe(0)
    const set = ['account', 'set', 'shop', `callback-url=${address}`, `token=${PLAIN.token}`]
    expect((await wxadmin(set, { env })).code).toBe(0)
    const { stdout, code } = await wxadmin(['verify'], { env })
    expect(stdout).toContain(`${address} (plain mode)\n`)
    expect(code).toBe(0)
  })

  test('and where that has none, the one of serve on this machine', async () => {
    const { stdout, code } = await verify([])
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:3000\/ \(plain mode\)\n/)
    expect([0, 5, 6]).toContain(code) // somebody may listen there
  })
})

describe('test accounts', () => {
  test('are plain, whatever the account is set to', async () => {
    const { code, document, problems, found } = await verified(await serving(bot()), SAFE, [
      '--as',
      'test-account',
    ])
    expect(problems).toEqual([['mode', 'warning', 'test-account-mode']])
    expect(found('test-account-mode')).toMatchObject({ mode: 'safe' })
    expect(document).toMatchObject({ mode: 'plain', ok: true })
    expect(code).toBe(0)
  })

  test('need no key', async () => {
    const { code, problems } = await verified(await serving(bot()), PLAIN, ['--as', 'test-account'])
    expect(problems).toEqual([])
    expect(code).toBe(0)
  })
})

describe('nothing secret is told', () => {
  test('of an endpoint that repeats what it was sent', async () => {
    const seen = new Set<string>()
    const address = await serving((request, response) => {
      for (const [name, value] of new URL(request.url ?? '/', 'http://x').searchParams)
        if (name.endsWith('signature')) seen.add(value)
      response.end(`Cannot ${request.method} ${request.url} ${SAFE.token} ${SAFE.aesKey}`)
    })
    for (const argv of [[address], [address, '--json'], [address, '--debug'], [address, '--token', 'abc']]) {
      const { stdout, stderr } = await verify(argv, SAFE)
      const told = stdout + stderr
      for (const secret of [...seen, SAFE.token, SAFE.aesKey ?? '?']) expect(told).not.toContain(secret)
      expect(told).toContain('***')
      expect(told).not.toMatch(/\b(?:[0-9a-f]{2} ){4}/) // nor as bytes
    }
  })

  test('and nothing that steers the terminal', async () => {
    const { stdout } = await verify([await serving(bot({ echo: () => 'x\u001b[2J\u009b1m::error::\u202e' }))])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(stdout).not.toMatch(/[\u001b\u009b\u202e]/)
  })
})

test('a terminal sees which check is under way, and nothing of that stays', async () => {
  const { stderr, stdout } = await verify([await serving(bot()), '--color', 'never'], PLAIN, { columns: 40 })
  expect(stderr).toContain('\rChecking: Handshake, wrong signature …\u001b[K')
  expect(stderr.endsWith('\r\u001b[K')).toBe(true)
  const wide = stdout.split('\n').filter((line) => line.length > 40)
  expect(wide.every((line) => line.includes('wxadmin serve'))).toBe(true) // a command stays whole
})

test('it ends when it is asked to', async () => {
  const stop = new AbortController()
  const address = await serving(() => setImmediate(() => stop.abort('SIGINT')))
  const { code, stderr } = await verify([address], PLAIN, { signal: stop.signal })
  expect(code).toBe(130)
  expect(stderr).not.toContain('at ')
})

describe('other endpoints pass', () => {
  /** express and the npm package `wechat`, as its README has it. */
  const middleware = async ({ token, aesKey, appid }: CallbackConfig): Promise<string> => {
    const app = express()
    const config = aesKey && appid ? { token, appid, encodingAESKey: aesKey } : token
    app.use(
      '/wechat',
      wechat(config, (request, response) => response.reply(`${request.weixin.MsgType} came`)),
    )
    return serving(app)
  }

  test.each([PLAIN, SAFE, COMPAT])('express and wechat, $mode mode', async (config) => {
    const { problems, code } = await verified(await middleware(config), config)
    // It writes CreateTime in milliseconds.
    expect(problems).toEqual([
      ['text', 'warning', 'reply-time-milliseconds'],
      ['event', 'warning', 'reply-time-milliseconds'],
    ])
    expect(code).toBe(0)
  })

  test.each([PLAIN, COMPAT, SAFE])('wxadmin serve, $mode mode', async (config) => {
    const endpoint = await startEndpoint({
      host: '127.0.0.1',
      port: 0,
      path: '/',
      config,
      answerer: echoWith(({ type }) => type),
      now: Date.now,
      randomBytes,
    })
    onTestFinished(() => endpoint.close())
    const { problems, code } = await verified(endpoint.url, config)
    expect(problems).toEqual([])
    expect(code).toBe(0)
  })
})

test('without a Token there is nothing to sign with', async () => {
  const { code, stderr } = await verify([await serving(bot())], PLAIN, {
    env: { ...envOf(PLAIN), WXADMIN_CALLBACK_TOKEN: '' },
  })
  expect(code).toBe(4)
  expect(stderr).toContain('No Token of the server configuration is known')
})
