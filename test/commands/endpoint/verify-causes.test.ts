import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  bot,
  COMPAT,
  type Faults,
  PLAIN,
  SAFE,
  type Sealing,
  serving,
  verified,
  verifiedBot,
  verify,
} from './verify-endpoints'

const html = (body: string) => `<!doctype html><html><body>${body}</body></html>`

describe('a handshake that fails is named', () => {
  const cases: [what: string, code: string, echo: Faults['echo'], params?: object][] = [
    ['quotes', 'echo-quoted', (echostr) => JSON.stringify(echostr), { quote: '"', offset: 0, gotBytes: 21 }],
    ['single quotes', 'echo-quoted', (echostr) => `'${echostr}'\n`, { quote: "'" }],
    ['a BOM', 'echo-bom', (echostr) => `\ufeff${echostr}`, { gotHex: expect.stringMatching(/^ef bb bf /) }],
    ['a line break behind it', 'echo-space', (echostr) => `${echostr}\n`, { where: 'behind', offset: 19 }],
    ['an empty line before it', 'echo-space', (echostr) => `\r\n${echostr}`, { where: 'before', offset: 0 }],
    ['spaces around it', 'echo-space', (echostr) => ` ${echostr} `, { where: 'around' }],
    ['JSON around it', 'echo-json', (echostr) => JSON.stringify({ echostr })],
    ['a JSON list around it', 'echo-json', (echostr) => JSON.stringify([echostr])],
    ['HTML around it', 'echo-html', (echostr) => html(echostr)],
    ['a page without it', 'echo-page', () => html('My shop')],
    ['a debug line before it', 'echo-surrounded', (echostr) => `token ok\n${echostr}`],
    ['a JavaScript number', 'echo-rounded', (echostr) => String(Number(echostr))],
    [
      'a JavaScript number in JSON',
      'echo-rounded',
      (echostr) => JSON.stringify({ echostr: Number(echostr) }),
    ],
    ['a float of PHP', 'echo-rounded', (echostr) => Number(echostr).toExponential(13).replace('e', 'E')],
    ['a 32-bit number', 'echo-rounded', () => '2147483647', { number: '2147483647' }],
    ['nothing', 'echo-empty', () => '', { tokenFrom: 'WXADMIN_CALLBACK_TOKEN' }],
    ['success', 'echo-success', () => 'success'],
    ['another parameter', 'echo-parameter', (_, query) => query.get('nonce') ?? '', { name: 'nonce' }],
    ['something else', 'echo-wrong', () => 'hello', { offset: 0, expectedBytes: 19, gotBytes: 5 }],
    ['words', 'echo-refused', () => 'Invalid signature', { excerpt: 'Invalid signature' }],
    ['words in Chinese', 'echo-refused', () => '签名校验失败'],
    [
      'a notice of PHP before it',
      'echo-php',
      (echostr) =>
        `<br />\n<b>Notice</b>:  Undefined index: x in <b>/w/index.php</b> on line <b>3</b><br />\n${echostr}`,
      { excerpt: expect.stringContaining('Undefined index') },
    ],
    ['a fatal error of PHP', 'echo-php', () => 'PHP Fatal error:  Uncaught Error in /w/i.php:3'],
    [
      'answers that are packed',
      'compressed',
      (echostr, _, response) => {
        response.setHeader('content-encoding', 'gzip')
        return gzipSync(echostr)
      },
      { encoding: 'gzip' },
    ],
  ]

  test.each(cases)('%s: %s', async (_, code, echo, params = {}) => {
    const outcome = await verifiedBot({ echo })
    expect(outcome.found(code)).toMatchObject({ check: 'handshake', level: 'error', ...params })
    expect(outcome.problems).toEqual([['handshake', 'error', code]])
    expect(outcome.document).toMatchObject({ ok: false, exitCode: 5 })
    expect(outcome.code).toBe(5)
  })

  test('letters that change their case are warned of', async () => {
    const { problems, code } = await verifiedBot({ echo: (echostr) => echostr.toUpperCase() })
    expect(problems).toEqual([['handshake', 'warning', 'echo-case']])
    expect(code).toBe(0)
  })

  test('the bytes are shown where they differ', async () => {
    const { stdout } = await verify([await serving(bot({ echo: (echostr) => `${echostr}\n` }))])
    const lines = stdout.split('\n')
    const at = lines.findIndex((line) => line.startsWith('✗ Handshake'))
    expect(lines[at]).toMatch(/^✗ Handshake: there is a line break or space behind echostr \(\d+ ms\)$/)
    const [, echostr = '?'] = /^ {4}sent {6}(\d{19})$/.exec(lines[at + 1] ?? '') ?? []
    expect(lines.slice(at + 2, at + 5)).toEqual([
      `    answer    ${echostr}`,
      expect.stringMatching(/^ {4}expected {2}3\d 3\d$/),
      expect.stringMatching(/^ {4}got {7}3\d 3\d 0a$/),
    ])
    expect(lines[at + 5]).toContain('the first that differs is 19. 19 were expected, 20 came.')
    expect(lines[at + 6]).toMatch(/^ {2}Try: print without a line break/)
  })

  test('pushes are tried where the echostr is only dressed, and skipped where nothing is there', async () => {
    expect((await verifiedBot({ echo: (echostr) => `"${echostr}"` })).skipped).toEqual([])
    expect((await verifiedBot({ echo: () => html('My shop') })).skipped).toEqual([
      'forged-handshake',
      'unsigned-handshake',
      'text',
      'text-retry',
      'event',
      'forged-push',
    ])
  })
})

const ANOTHER = { ...PLAIN, token: 'another' }

describe('a Token or signature that differs is named', () => {
  test('another Token', async () => {
    const { problems, found, code } = await verified(await serving(bot({ config: ANOTHER })))
    expect(problems).toEqual([['handshake', 'error', 'token-differs']])
    expect(found('token-differs')).toMatchObject({ status: 401, tokenFrom: 'WXADMIN_CALLBACK_TOKEN' })
    expect(found('token-differs').message).toContain('token check fail')
    expect(code).toBe(5)
  })

  test('the place of our Token is told', async () => {
    const address = await serving(bot({ config: ANOTHER }))
    const { stdout } = await verify([address, '--token', 'mine2026'])
    expect(stdout).toContain('the Token used here is from --token')
    expect(stdout).not.toContain('mine2026')
  })

  test.each<[string, (values: string[]) => string[]]>([
    ['in the order of the parameters', ([token = '', ...numbers]) => [...numbers, token]],
    [
      'sorted as numbers',
      ([token = '', ...numbers]) => [...numbers.sort((a, b) => Number(a) - Number(b)), token],
    ],
  ])('values that are joined %s', async (_, sort) => {
    const { problems, found } = await verifiedBot({ sort })
    expect(problems).toEqual([['handshake', 'error', 'signature-order']])
    expect(found('signature-order')).toMatchObject({ tries: 3 })
  })
})

describe('an endpoint that takes what nobody signed is a hole', () => {
  test('in the handshake', async () => {
    const { problems, code, found } = await verifiedBot({ checksHandshake: false })
    expect(problems).toEqual([
      ['forged-handshake', 'error', 'forged-accepted'],
      ['unsigned-handshake', 'error', 'unsigned-accepted'],
    ])
    expect(found('forged-accepted').message).toContain('security hole')
    expect(code).toBe(5)
  })

  test.each([PLAIN, COMPAT, SAFE])('in pushes, $mode mode', async (config) => {
    const { problems, code } = await verifiedBot({ config, checksPush: false })
    expect(problems).toEqual([
      ['forged-push', 'error', 'forged-push-accepted'],
      ...(config.mode === 'plain' ? [] : [['forged-cipher', 'error', 'forged-cipher-accepted']]),
    ])
    expect(code).toBe(5)
  })

  test('success to every push cannot be told from it', async () => {
    const { problems, code } = await verifiedBot({ checksPush: false, reply: () => 'success' })
    expect(problems).toEqual([['forged-push', 'warning', 'forged-push-unclear']])
    expect(code).toBe(0)
  })

  test('in compatible mode an endpoint that reads the plain half needs no msg_signature', async () => {
    const address = await serving(bot({ readsEncrypt: false }))
    const { problems, found, code } = await verified(address, COMPAT)
    expect(problems).toEqual([])
    expect(found('forged-cipher-plain').level).toBe('ok')
    expect(code).toBe(0)
  })

  test('a crash refuses as well, but badly', async () => {
    const right = bot()
    const address = await serving((request, response) => {
      if (request.url?.includes('signature=')) return void right(request, response)
      response.writeHead(500).end('TypeError')
    })
    expect((await verified(address)).problems).toEqual([
      ['unsigned-handshake', 'warning', 'refused-by-crash'],
    ])
  })
})

describe('a reply that WeChat refuses is named', () => {
  const cases: [what: string, code: string, faults: Faults, params?: object][] = [
    ['JSON', 'reply-json', { reply: () => '{"errcode":0}' }],
    ['a page', 'reply-html', { reply: () => html('error') }],
    ['words', 'reply-not-xml', { reply: () => 'hello' }],
    ['quotes round success', 'reply-success-spelling', { reply: () => '"success"' }],
    ['broken XML', 'reply-malformed', { reply: ({ text }) => text('x').replace('</xml>', '') }],
    [
      'users not swapped',
      'reply-users-not-swapped',
      {
        reply: ({ push, text }) =>
          text('x').replaceAll(/gh_\w+|oW\w+/g, (id) =>
            id === push.ToUserName ? push.FromUserName : push.ToUserName,
          ),
      },
    ],
    ['no encryption in safe mode', 'not-encrypted', { config: SAFE, reply: ({ text }) => text('x') }],
    ['encryption in plain mode', 'encrypted-in-plain', { reply: ({ text, seal }) => seal(text('x'), SAFE) }],
    [
      'a wrong MsgSignature',
      'signature',
      { config: SAFE, reply: ({ text, seal }) => seal(text('x'), { ...SAFE, token: 'another' }) },
    ],
    [
      'a missing Nonce',
      'envelope',
      { config: SAFE, reply: ({ text, seal }) => seal(text('x')).replace(/<Nonce>.*<\/Nonce>/, '') },
      { names: 'Nonce' },
    ],
    [
      'another AppID in the cipher text',
      'cipher-appid',
      {
        config: SAFE,
        reply: ({ text, seal }) => seal(text('x'), { ...SAFE, appid: 'wxffffffffffffffff' }),
      },
      { appid: 'wxffffffffffffffff', right: 'wx0123456789abcdef' },
    ],
    [
      'another key',
      'cipher',
      { config: SAFE, reply: ({ text, seal }) => seal(text('x'), { ...SAFE, aesKey: 'B'.repeat(43) }) },
    ],
  ]

  test.each(cases)('%s: %s', async (_, code, faults, params = {}) => {
    const outcome = await verifiedBot(faults)
    expect(outcome.found(code)).toMatchObject({ level: 'error', ...params })
    expect(outcome.problems[0]).toEqual(['text', 'error', code])
    expect(outcome.found(code).message).toMatch(/\. The user sees “该公众号暂时无法提供服务，请稍后再试”\.$/)
    expect(outcome.problems.every(([check]) => ['text', 'event'].includes(check ?? ''))).toBe(true)
    expect(outcome.code).toBe(5)
  })

  test('a retry that is answered otherwise', async () => {
    let count = 0
    const reply = ({ text }: Sealing) => text(`number ${++count}`)
    const { problems, code } = await verifiedBot({ reply })
    expect(problems).toEqual([['text-retry', 'warning', 'retry-differs']])
    expect(code).toBe(0)
  })

  test('a retry that is answered with nothing is fine', async () => {
    const seen = new Set<string>()
    const reply = ({ push, text }: Sealing) => {
      if (seen.has(push.MsgId ?? '')) return 'success'
      seen.add(push.MsgId ?? '')
      return text('x')
    }
    expect((await verifiedBot({ reply })).problems).toEqual([])
  })

  test.each([
    [404, 'post-unhandled'],
    [405, 'post-unhandled'],
    [403, 'push-refused'],
    [415, 'post-media-type'],
    [500, 'status-500'],
    [302, 'redirect'],
  ])('HTTP %s to a push: %s', async (status, code) => {
    const { problems, skipped } = await verifiedBot({
      reply: (_, response) => void response.writeHead(status, { location: '/elsewhere' }).end(),
    })
    expect(problems).toEqual([['text', 'error', code]])
    expect(skipped).toEqual(['text-retry', 'event', 'forged-push'])
  })
})

describe('something else in the place of the endpoint is named', () => {
  type Page = [code: string, status: number, headers: Record<string, string>, body: string, params?: object]
  const pages: Page[] = [
    [
      'redirect',
      302,
      { location: '/somewhere?signature=abc' },
      '',
      { to: expect.stringMatching(/\/somewhere$/) },
    ],
    ['redirect-slash', 301, { location: '/wechat/' }, ''],
    [
      'redirect-https',
      301,
      { location: 'https://127.0.0.1/wechat?x=1' },
      '',
      { to: 'https://127.0.0.1/wechat' },
    ],
    ['redirect-login', 302, { location: '/login?next=/wechat' }, ''],
    ['redirect', 307, {}, '', { to: '?' }],
    ['status-404', 404, {}, 'Cannot GET /wechat'],
    ['status-405', 405, {}, ''],
    ['status-500', 500, {}, 'TypeError: x is undefined'],
    ['status-502', 502, {}, html('502 Bad Gateway')],
    ['status', 429, {}, ''],
    ['token-differs', 403, {}, 'forbidden'],
    ['password-needed', 401, { 'www-authenticate': 'Basic realm="x"' }, ''],
    ['tunnel-warning', 200, { 'ngrok-error-code': 'ERR_NGROK_6024' }, html('ngrok'), { by: 'ngrok' }],
    [
      'tunnel-down',
      404,
      {},
      html('The endpoint x.ngrok-free.app is offline. ERR_NGROK_3200'),
      { detail: 'ERR_NGROK_3200' },
    ],
    ['tunnel-warning', 511, {}, html('localtunnel: friendly reminder'), { by: 'localtunnel' }],
    ['tunnel-down', 530, {}, 'error code: 1033', { by: 'Cloudflare' }],
    ['tunnel-down', 404, {}, html('Sorry. <p>Faithfully yours, frp.</p>'), { by: 'frp' }],
    ['firewall', 403, { 'cf-mitigated': 'challenge' }, html('Just a moment...'), { by: 'Cloudflare' }],
    ['firewall', 405, {}, html('您的请求已被拦截')],
    ['not-filed', 403, {}, html('<title>Non-compliance ICP Filing</title>')],
    ['default-page', 200, {}, html('<h1>Welcome to nginx!</h1>')],
    ['login-page', 200, {}, html('<form><input name=p type="password"></form>')],
  ]

  test.each(pages)('%s (HTTP %s)', async (code, status, headers, body, params = {}) => {
    const address = await serving((_, response) => void response.writeHead(status, headers).end(body))
    const outcome = await verified(address)
    expect(outcome.problems).toEqual([['handshake', 'error', code]])
    expect(outcome.found(code)).toMatchObject(params)
    expect(outcome.code).toBe(5)
  })
})
