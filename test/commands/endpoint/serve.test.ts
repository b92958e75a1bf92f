import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cipherOf, envelopeOf } from '../../../src/wechat/callback/callback'
import { readXml, textOf } from '../../../src/wechat/xml/read'
import { writeXml } from '../../../src/wechat/xml/write'
import { temporaryDirectory, wxadmin } from '../../support/run'
import {
  AES_KEY,
  APPID,
  eventPush,
  eventsOn,
  send,
  serving,
  shakeHands,
  TOKEN,
  textPush,
} from './serve-world'

const contentOf = async (response: Response) => textOf(readXml(await response.text()), 'Content')

describe('wxadmin serve', () => {
  test('passes the verification and echoes until the signal; stdout stays empty, stderr tells a person', async () => {
    const { code, stdout, stderr } = await serving([], async (at) => {
      expect(await (await shakeHands(at)).text()).toBe('4375120948345356249')
      expect(await contentOf(await send(at, textPush('今日歌曲')))).toBe('今日歌曲')
      expect(await contentOf(await send(at, eventPush('CLICK', { EventKey: 'V1001_GOOD' })))).toMatch(
        /^Received: .*\(CLICK\)\nV1001_GOOD$/,
      )
    })
    expect([code, stdout]).toEqual([143, ''])
    expect(stderr).toMatch(/^Listening on http:\/\/127\.0\.0\.1:\d+\/\nIt answers with an echo\.\n/)
    expect(stderr).toMatch(/\d\d:\d\d:\d\d ✓ handshake: URL and Token are right \d+ ms\n/)
    expect(stderr).toMatch(/\d\d:\d\d:\d\d ← text oMgH…glDg 今日歌曲 → text 今日歌曲 \d+ ms\n/)
    expect(stderr).toMatch(/← CLICK oMgH…glDg V1001_GOOD → text Received: .* \d+ ms\n/)
    expect(stderr).toMatch(/wxadmin trigger text --to http:\/\/127\.0\.0\.1:\d+\/\n/)
    expect(stderr).toMatch(/The endpoint has stopped\.\n$/)
    expect(stderr).not.toContain(TOKEN)
  })

  test('speaks Chinese, to the user of the echo as well', async () => {
    const { stderr } = await serving(['--lang', 'zh'], async (at) => {
      expect(await contentOf(await send(at, eventPush('subscribe')))).toMatch(/^已收到：.*（?\(subscribe\)/)
    })
    expect(stderr).toContain('正在监听 http://127.0.0.1:')
    expect(stderr).toContain('接口已停止。')
  })

  test('a user whose place comes again and again gets no answer each time', async () => {
    await serving([], async (at) => {
      const answer = await send(at, eventPush('LOCATION', { Latitude: '23.1', Longitude: '113.3' }))
      expect(await answer.text()).toBe('success')
    })
  })

  test('in safe mode it reads and answers encrypted', async () => {
    const config = { token: TOKEN, mode: 'safe', aesKey: AES_KEY, appid: APPID } as const
    const env = { WXADMIN_APPID: APPID, WXADMIN_SECRET: 'f'.repeat(32), WXADMIN_AES_KEY: AES_KEY }
    const { stderr } = await serving(
      ['--mode', 'safe'],
      async (at) => {
        const body = await (await send(at, textPush('hello'), config)).text()
        const envelope = envelopeOf(readXml(body))
        const reply = cipherOf(config)?.decrypt(envelope?.Encrypt ?? '') ?? ''
        expect(textOf(readXml(reply), 'Content')).toBe('hello')
        expect((await send(at, textPush('hello'))).status).toBe(401)
      },
      { env },
    )
    expect(stderr).toContain('← text oMgH…glDg hello → text hello')
    expect(stderr).toMatch(
      /✗ 401 a push in plain although the mode here is safe\. Anyone could have made it\./,
    )
    expect(stderr).not.toContain(AES_KEY)
  })

  test('--path, and the refusals say what to do', async () => {
    const { stderr } = await serving(['--path', '/wechat'], async (at) => {
      expect(at.url).toMatch(/\/wechat$/)
      expect((await shakeHands(at)).status).toBe(200)
      expect((await shakeHands(at, 'anotherToken')).status).toBe(401)
      expect((await shakeHands({ url: at.url.replace('wechat', 'wx') })).status).toBe(404)
    })
    expect(stderr).toContain(
      'signature is wrong: the Token of the console and this one differ. Type the same into both: here the Token comes from WXADMIN_CALLBACK_TOKEN.',
    )
    expect(stderr).toContain('the endpoint is not at /wx. It is at /wechat: put that path into the URL')
  })

  test('a retry is marked, and so is what is odd about a push', async () => {
    const { stderr } = await serving([], async (at) => {
      await send(at, textPush('again'))
      await send(at, textPush('again'), undefined, String(Math.floor(Date.now() / 1000) - 3600))
    })
    expect(stderr).toMatch(
      /← text try 2 oMgH…glDg again → text again \d+ ms\n {2}! It was signed 36\d\d s ago:/,
    )
  })

  test('a flood of refusals is two lines: the first, and how many more', async () => {
    const { stderr } = await serving([], async (at) => {
      for (let call = 0; call < 12; call++) await fetch(`${at.url}?signature=${'0'.repeat(39)}${call % 10}`)
    })
    expect(stderr.match(/no call of WeChat: timestamp, nonce, echostr missing/g)).toHaveLength(2)
    expect(stderr).toMatch(/✗ × 11 more no call of WeChat/)
  })

  test('--quiet tells of what is wrong alone', async () => {
    const { stderr } = await serving(['--quiet'], async (at) => {
      await shakeHands(at)
      await send(at, textPush('fine'))
      await send(at, textPush('old', { MsgId: 7 }), undefined, '1460537339')
      await shakeHands(at, 'anotherToken')
    })
    const lines = stderr.trim().split('\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toContain('old → text old')
    expect(lines[1]).toMatch(/^ {2}! It was signed/)
    expect(lines[2]).toContain('✗ 401')
  })

  test('--once ends with 0 after the first push; handshakes do not count', async () => {
    const { code, stderr } = await serving(['--once'], async (at) => {
      await shakeHands(at)
      expect(await contentOf(await send(at, textPush('one')))).toBe('one')
      await expect
        .poll(() =>
          send(at, textPush('two')).then(
            () => 'answered',
            () => 'gone',
          ),
        )
        .toBe('gone')
    })
    expect(code).toBe(0)
    expect(stderr).toContain('one → text one')
  })

  test('stops although somebody holds connections open and sends nothing more', async () => {
    const { stderr } = await serving([], async ({ port }) => {
      for (const head of ['', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf']) {
        const socket = connect(port, '127.0.0.1').on('error', () => undefined)
        onTestFinished(() => void socket.destroy())
        await new Promise<void>((resolve) =>
          socket.once('connect', () => socket.write(head, () => resolve())),
        )
      }
    })
    expect(stderr).toContain('The endpoint has stopped.')
  })

  test('warns when it can be reached from outside', async () => {
    const { stderr } = await serving(['--host', '0.0.0.0'])
    expect(stderr).toContain('Warning: The endpoint listens on 0.0.0.0')
  })
})

describe('serve --json', () => {
  test('one event a line, without secrets and signatures', async () => {
    const { stdout, stderr } = await serving(
      ['--json', '--public-url', 'https://example.com'],
      async (at) => {
        await shakeHands(at)
        await send(at, textPush('你好\nworld'))
        await send(at, textPush('你好\nworld'))
        await send(at, eventPush('SCAN', { EventKey: '123', Ticket: 'aTicket' }), undefined, '1460537339')
        await shakeHands(at, 'anotherToken')
        await shakeHands(at, 'anotherToken')
      },
    )
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const time = expect.any(String)
    const ms = expect.any(Number)
    const message = {
      type: 'push',
      time,
      kind: 'text',
      from: 'oMgHVjngRipVsoxg6TuX3vz6glDg',
      msgType: 'text',
      summary: '你好 world',
      encrypted: false,
      reply: { type: 'text', text: '你好 world', by: 'echo' },
      status: 200,
      ms,
      notes: [],
    }
    const refused = {
      type: 'refused',
      time,
      status: 401,
      reason: 'signature-wrong',
      params: { name: 'signature', differs: 'token-or-query' },
      method: 'GET',
      path: '/',
      ms,
      count: 1,
      message: expect.stringContaining('the Token of the console and this one differ'),
      hint: expect.stringContaining('Type the same into both'),
    }
    expect(events).toEqual([
      {
        type: 'ready',
        time,
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
        port: ms,
        pid: process.pid,
        mode: 'plain',
        publicUrl: 'https://example.com/',
      },
      { type: 'handshake', time, ms },
      { ...message, id: 1, attempt: 1 },
      { ...message, id: 2, attempt: 2 },
      {
        ...message,
        id: 3,
        attempt: 1,
        kind: 'event/SCAN',
        msgType: 'event',
        event: 'SCAN',
        summary: '123',
        reply: { type: 'text', text: expect.stringContaining('(SCAN) 123'), by: 'echo' },
        notes: [
          { code: 'timestamp-old', params: { seconds: ms }, message: expect.stringContaining('an old push') },
        ],
      },
      refused,
      refused,
      { type: 'stopped', time },
    ])
    expect(stderr).toBe('')
    expect(stdout).not.toMatch(/signature=|[0-9a-f]{40}|aTicket/)
    expect(stdout).not.toContain(TOKEN)
  })

  test('a warning is an event, told while it runs', async () => {
    const { stdout, types } = eventsOn()
    const { stderr } = await serving(
      ['--json', '--public-url', 'http://example.com:8080'],
      async () => {
        await expect.poll(types).toEqual(['ready', 'warning'])
      },
      { stdout },
    )
    expect(types()).toEqual(['ready', 'warning', 'stopped'])
    expect(stderr).toBe('')
  })
})

describe('the server configuration', () => {
  const without = (directory: string) => ({
    env: { WXADMIN_CONFIG_DIR: directory, WXADMIN_CALLBACK_TOKEN: '' },
  })
  const kept = (directory: string) =>
    JSON.parse(readFileSync(join(directory, 'callback.json'), 'utf8')).values

  test('a Token is made, kept and used again; a log is told where it is and not what it is', async () => {
    const directory = temporaryDirectory()
    const first = await serving([], undefined, without(directory))
    const { token } = kept(directory)['-']
    expect(token).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(first.stderr).toContain('Made just now, and kept: Token\n')
    expect(first.stderr).toContain(`Kept in ${join(directory, 'callback.json')}: Token`)
    const again = await serving(
      [],
      async (at) => void expect((await shakeHands(at, token)).status).toBe(200),
      without(directory),
    )
    expect(again.stderr).not.toContain('Made just now')
    expect(first.stderr + again.stderr).not.toContain(token)
  })

  test('of those only what was missing is said to be made', async () => {
    const directory = temporaryDirectory()
    await serving(['-a', 'sandbox'], undefined, without(directory))
    const { stderr } = await serving(['-a', 'sandbox', '--mode', 'safe'], undefined, without(directory))
    expect(stderr).toContain('Made just now, and kept: EncodingAESKey\n')
  })

  test('of the sandbox they are shown again by the command that is named', async () => {
    const directory = temporaryDirectory()
    const argv = ['-a', 'sandbox', '--mode', 'safe']
    const { stderr } = await serving(argv, undefined, without(directory))
    const { token, aesKey } = Object.values(kept(directory))[0] as { token: string; aesKey: string }
    expect(stderr).toContain('Made just now, and kept: Token, EncodingAESKey\n')
    expect(stderr).toContain('wxadmin account show sandbox --reveal')
    expect(stderr).toContain('wxadmin -a sandbox trigger text --to')
    expect(stderr).not.toContain(token)
    expect(stderr).not.toContain(aesKey)
    const shown = await wxadmin(['account', 'show', 'sandbox', '--reveal'], without(directory))
    expect(shown.stdout).toContain(token)
    expect(shown.stdout).toContain(aesKey)
    const document = await wxadmin(['account', 'show', 'sandbox', '--reveal', '--json'], without(directory))
    expect(JSON.parse(document.stdout)).toMatchObject({
      builtin: true,
      callbackToken: 'set',
      revealed: { callbackToken: token, aesKey },
    })
    const hidden = await wxadmin(['account', 'show', 'sandbox'], without(directory))
    expect(hidden.stdout).not.toContain(token)
  })

  test('of an account in the store they are kept with it', async () => {
    const directory = temporaryDirectory()
    const { env } = without(directory)
    const add = ['account', 'add', 'prod', '--appid', APPID, '--secret-stdin']
    await wxadmin(add, { env, stdin: 'f'.repeat(32) })
    const { stderr } = await serving([], undefined, without(directory))
    const { callbackToken } = JSON.parse(readFileSync(join(directory, 'accounts.json'), 'utf8')).accounts.prod
    expect(callbackToken).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(stderr).toContain('wxadmin account show prod --reveal')
    expect(stderr).not.toContain(callbackToken)
    expect(existsSync(join(directory, 'callback.json'))).toBe(false)
  })

  test('a person at a terminal is shown what to type into the console', async () => {
    const { stderr } = await serving(['--public-url', 'https://example.com/wx'], undefined, {
      columns: 100,
      env: { NO_COLOR: '1' },
    })
    expect(stderr).toMatch(/ {2}URL +https:\/\/example\.com\/wx\n/)
    expect(stderr).toMatch(new RegExp(` {2}Token \\(令牌\\) +${TOKEN}\n`))
    expect(stderr).toContain('明文模式 (plain)')
    expect(stderr).not.toContain('--tunnel')
  })

  test('without a public address it says how to come by one', async () => {
    const { stderr } = await serving([], undefined, { columns: 100 })
    expect(stderr).toContain("wxadmin serve --tunnel 'cloudflared tunnel --url {url}'")
    expect(stderr).toContain('--public-url https://…')
  })

  test('a terminal sees no Token either where a program reads or nobody wants to', async () => {
    for (const flag of ['--json', '--quiet']) {
      const { stdout, stderr } = await serving([flag], undefined, { columns: 100 })
      expect(stdout + stderr).not.toContain(TOKEN)
    }
  })

  test.each([
    ['http://example.com:8080/wx', 'WeChat calls http on port 80 and https on port 443 alone'],
    ['http://127.0.0.1/wx', 'The host of http://127.0.0.1/wx is not public'],
    ['https://192.168.1.5/wx', 'The host of https://192.168.1.5/wx is not public'],
  ])('--public-url %s is doubted', async (url, warning) => {
    const { stderr } = await serving(['--public-url', url])
    expect(stderr).toContain(`Warning: ${warning}`)
  })
})

describe('what answers', () => {
  const rules = `rules:
  - keyword: 你好
    reply: 你好！
  - event: subscribe
    reply: { news: [{ title: 欢迎, description: d, picurl: 'https://a.cn/p', url: 'https://a.cn' }] }
`

  test('--reply: the rules of a file', async () => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'rules.yaml'), rules)
    const { stderr } = await serving(
      ['--reply', 'rules.yaml'],
      async (at) => {
        expect(await contentOf(await send(at, textPush('你好')))).toBe('你好！')
        expect(await (await send(at, textPush('?', { MsgId: 2 }))).text()).toBe('success')
        await send(at, eventPush('subscribe'))
      },
      { cwd },
    )
    expect(stderr).toContain('It answers by the rules of rules.yaml.')
    expect(stderr).toMatch(/你好 → text 你好！ rule 1 \d+ ms\n/)
    expect(stderr).toMatch(/\? → success \(no reply\) \d+ ms\n/)
    expect(stderr).toMatch(/← subscribe oMgH…glDg → news 欢迎 rule 2 \d+ ms\n/)
  })

  test('rules with an error are not served', async () => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'rules.yaml'), 'rules:\n  - keyword: a\n')
    const { code, stdout, stderr } = await serving(['--reply', 'rules.yaml'], undefined, { cwd })
    expect([code, stdout]).toEqual([65, ''])
    expect(stderr).toContain('rules.yaml:2:5 error')
    expect(stderr).toContain('wxadmin serve --reply rules.yaml --check')
  })

  test('--check tells of the rules on stdout and serves nothing', async () => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'good.yaml'), rules)
    writeFileSync(join(cwd, 'bad.yaml'), 'rules:\n  - keyword: a\n')
    const check = (...argv: string[]) => wxadmin(['serve', '--check', '--reply', ...argv], { cwd })
    expect(await check('good.yaml')).toEqual({ code: 0, stdout: 'good.yaml: valid\n', stderr: '' })
    const bad = await check('bad.yaml')
    expect(bad).toMatchObject({ code: 65, stderr: '' })
    expect(bad.stdout).toMatch(/^bad\.yaml:2:5 error /)
    expect(bad.stdout).toMatch(/1 error, 0 warnings in 1 file\n$/)
    const document = JSON.parse((await check('bad.yaml', '--json')).stdout)
    expect(document).toMatchObject({ file: 'bad.yaml', valid: false, errors: 1, warnings: 0 })
    expect(document.findings[0]).toMatchObject({ line: 2, message: expect.any(String) })
  })

  test('--schema prints the JSON Schema of rules', async () => {
    const { code, stdout, stderr } = await wxadmin(['serve', '--schema'])
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' })
  })

  test('--forward-to: what the target says, and what is wrong with it', async () => {
    const answers = [
      [200, 'success'],
      [500, 'oops'],
    ] as const
    let call = 0
    const bot = createServer((request, response) => {
      const [status, body] = answers[call++] ?? answers[0]
      request.resume().on('end', () => response.writeHead(status).end(body))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => bot.once('listening', resolve))
    onTestFinished(() => void bot.close())
    const { port } = bot.address() as AddressInfo
    const { stderr } = await serving(['--forward-to', `http://127.0.0.1:${port}/bot`], async (at) => {
      expect(await (await send(at, textPush('one'))).text()).toBe('success')
      expect((await send(at, textPush('two', { MsgId: 2 }))).status).toBe(500)
      bot.close()
      bot.closeAllConnections()
      expect(await (await send(at, textPush('three', { MsgId: 3 }))).text()).toBe('success')
    })
    expect(stderr).toContain(`It passes every push on to http://127.0.0.1:${port}/bot.`)
    expect(stderr).toMatch(/one → success \(no reply\) \d+ ms\n/)
    expect(stderr).toMatch(/two → no XML oops HTTP 500 \d+ ms\n {2}! The program failed \(HTTP 500\)/)
    expect(stderr).toMatch(
      /three → success \(no reply\) \d+ ms\n {2}! Nothing listens on port \d+ of 127\.0\.0\.1 \(ECONNREFUSED\)\. success was answered in its place\. /,
    )
  })

  test('a target that repeats Token, key and signature: none of it is shown, printed or recorded', async () => {
    const bot = createServer((request, response) => {
      request.resume().on('end', () => {
        const Content = `tok ${TOKEN} key ${AES_KEY} at ${request.url}`
        response.end(
          writeXml({ ToUserName: 'a', FromUserName: 'b', CreateTime: 1, MsgType: 'text', Content }),
        )
      })
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => bot.once('listening', resolve))
    onTestFinished(() => void bot.close())
    const { port } = bot.address() as AddressInfo
    const env = { WXADMIN_APPID: APPID, WXADMIN_SECRET: 's', WXADMIN_AES_KEY: AES_KEY }
    const config = { token: TOKEN, mode: 'compat', aesKey: AES_KEY, appid: APPID } as const
    for (const flags of [[], ['--json']]) {
      let signatures: string[] = []
      let kept = ''
      const { stdout, stderr } = await serving(
        ['--forward-to', `http://127.0.0.1:${port}/`, '--record', 'kept', '--mode', 'compat', ...flags],
        async (at) => {
          const answer = await (await send(at, textPush('a'), config)).text()
          const query = new URLSearchParams(/\?(\S+?)\]\]/.exec(answer)?.[1] ?? '')
          signatures = ['signature', 'msg_signature'].map((name) => query.get(name) ?? '')
          await expect.poll(() => readdirSync(join(at.directory, 'kept'))).toHaveLength(1)
          const [name = ''] = readdirSync(join(at.directory, 'kept'))
          kept = readFileSync(join(at.directory, 'kept', name), 'utf8')
        },
        { env },
      )
      expect(signatures).toEqual([
        expect.stringMatching(/^[\da-f]{40}$/),
        expect.stringMatching(/^[\da-f]{40}$/),
      ])
      expect(stdout + stderr).toContain('tok *** key ***')
      expect(kept).toContain('tok *** key ***')
      for (const secret of [TOKEN, AES_KEY, ...signatures])
        expect(stdout + stderr + kept).not.toContain(secret)
    }
  })

  test('--record keeps a file a push', async () => {
    const { stderr } = await serving(['--record', 'pushes'], async (at) => {
      await send(at, textPush('kept'))
      await expect.poll(() => readdirSync(join(at.directory, 'pushes'))).toHaveLength(1)
      const [name = ''] = readdirSync(join(at.directory, 'pushes'))
      expect(JSON.parse(readFileSync(join(at.directory, 'pushes', name), 'utf8')).xml).toContain('kept')
    })
    expect(stderr).toContain('Pushes are kept in pushes')
  })

  test('--verify-file: the proof of a domain is at the root', async () => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'MP_verify_abc123.txt'), 'abc123')
    const { stderr } = await serving(
      ['--path', '/wx', '--verify-file', 'MP_verify_abc123.txt'],
      async ({ port }) => {
        const answer = await fetch(`http://127.0.0.1:${port}/MP_verify_abc123.txt`)
        expect([answer.status, await answer.text()]).toEqual([200, 'abc123'])
      },
      { cwd },
    )
    expect(stderr).toContain('✓ /MP_verify_abc123.txt was fetched')
  })
})

describe('what is refused', () => {
  test.each([
    [['--reply', 'a.yaml', '--forward-to', 'http://a'], 64, '--reply and --forward-to exclude each other'],
    [['--public-url', 'http://a', '--tunnel', 'x'], 64, '--public-url and --tunnel exclude each other'],
    [['--check'], 64, '--check needs --reply'],
    [['--path', 'wechat'], 65, '--path is invalid: "wechat"\n  Try: /wechat\n'],
    [['--path', '/a?b=1'], 65, '--path is invalid'],
    [['--port', '65536'], 64, '65536 is not a number from 0 to 65535'],
    [
      ['--public-url', 'example.com'],
      65,
      '--public-url is invalid: "example.com"\n  Try: https://example.com/\n',
    ],
    [['--public-url', 'ftp://example.com'], 65, '--public-url is invalid'],
    [
      ['--public-url', 'https://me:pass@example.com'],
      65,
      '--public-url is invalid: "https://***@example.com"',
    ],
    [['--forward-to', 'localhost:8080'], 65, '--forward-to is invalid'],
    [['--reply', 'no.yaml'], 65, 'Cannot read no.yaml: there is no such file'],
    [['--verify-file', 'other.txt'], 65, '--verify-file is invalid: "other.txt"'],
    [['--verify-file', 'MP_verify_no.txt'], 65, 'Cannot read MP_verify_no.txt: there is no such file'],
    [['--verify-file', 'MP_verify_big.txt'], 65, '--verify-file is invalid: > 1024 bytes'],
    [['--verify-file', 'MP_verify_dir.txt'], 65, 'Cannot read MP_verify_dir.txt: it is a directory'],
    [['--token', 'a'], 65, '--token is not a Token'],
    [['--mode', 'safe'], 4, 'Mode safe needs an AppID'],
  ])('%j: exit %i', async (flags, exitCode, text) => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'MP_verify_big.txt'), 'x'.repeat(1025))
    mkdirSync(join(cwd, 'MP_verify_dir.txt'))
    const env = { WXADMIN_CONFIG_DIR: temporaryDirectory() }
    const { code, stdout, stderr } = await wxadmin(['serve', '--port', '0', ...flags], { cwd, env })
    expect([code, stdout]).toEqual([exitCode, ''])
    expect(stderr).toContain(text)
    expect(stderr).not.toContain('me:pass')
  })

  test('a port that is taken', async () => {
    await serving([], async ({ port, env }) => {
      const { code, stderr } = await wxadmin(['serve', '--port', String(port)], { env })
      expect(code).toBe(1)
      expect(stderr).toContain(`Cannot listen on 127.0.0.1:${port}: the port is in use`)
    })
  })
})
