import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { World } from '../../support/run'
import { AES_KEY, closedPort, endpoint, sealed, TOKEN, textTo, world } from './trigger-world'

const XML =
  '<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[oUser]]></FromUserName>' +
  '<CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content>' +
  '<MsgId>23456789012345678</MsgId></xml>'

const recording = (xml: string = XML) =>
  JSON.stringify({
    wxadmin: 'push',
    version: 1,
    time: '2026-01-01T00:00:00.000Z',
    type: 'text',
    encrypted: true,
    xml,
    reply: { by: 'echo', text: 'success', status: 200, ms: 3 },
  })

async function resend(content: string, argv: readonly string[] = [], more: World = {}) {
  const { url, received } = await endpoint((one) =>
    one.body === one.xml ? textTo(one, 'hello') : sealed(textTo(one, 'hello')),
  )
  const { cwd, run } = world()
  writeFileSync(join(cwd, 'push.json'), content)
  return { ...(await run(['resend', 'push.json', '--to', url, ...argv], more)), received, url }
}

describe('a recorded push', () => {
  test('is sent once more as the same push, signed now', async () => {
    const now = 1_800_000_000_000
    const { code, stdout, stderr, received } = await resend(recording(), [], { now: () => now })
    expect(code).toBe(0)
    expect(stdout).toBe('text  a text\n  Content  hello\n')
    expect(stderr).toContain('text → http://127.0.0.1')
    expect(received[0]?.xml).toBe(XML)
    expect(received[0]?.query.get('timestamp')).toBe('1800000000')
  })

  test('is encrypted in the mode in force, whatever it came in', async () => {
    const { code, stdout, received, url } = await resend(recording(), ['--mode', 'safe', '--json'])
    expect(code).toBe(0)
    expect(received[0]).toMatchObject({ xml: XML, body: expect.stringContaining('<Encrypt>') })
    expect(JSON.parse(stdout)).toMatchObject({
      type: 'text',
      to: url,
      mode: 'safe',
      push: XML,
      attempts: [{ status: 200 }],
      reply: { type: 'text', encrypted: true },
    })
    expect(stdout).not.toContain(TOKEN)
    expect(stdout).not.toContain(AES_KEY)
  })

  test('is a new push with --fresh', async () => {
    const { code, received } = await resend(recording(), ['--fresh'], { now: () => 1_800_000_000_000 })
    expect(code).toBe(0)
    const { push, xml } = received[0] ?? {}
    expect(push).toMatchObject({ FromUserName: 'oUser', CreateTime: 1_800_000_000 })
    expect(push?.MsgId).toMatch(/^\d{19}$/)
    const restored = xml
      ?.replace(`<MsgId>${push?.MsgId}<`, '<MsgId>23456789012345678<')
      .replace('1800000000', '1700000000')
    expect(restored).toBe(XML)
  })

  test('is tried again as WeChat does with --retry', async () => {
    const { code, stderr, received } = await resend(recording(), ['--retry'])
    expect({ code, count: received.length }).toEqual({ code: 0, count: 2 })
    expect(stderr).toContain('The retry got the same answer')
  })
})

describe('a file', () => {
  test('may be the document itself', async () => {
    const { code, received } = await resend(`${XML}\n`)
    expect(code).toBe(0)
    expect(received[0]?.xml).toBe(`${XML}\n`)
    const event = '<xml><FromUserName>o</FromUserName><MsgType>event</MsgType><Event>new</Event></xml>'
    const fresh = await resend(event, ['--fresh'])
    expect(fresh.received[0]?.push).not.toHaveProperty('MsgId') // events have none
  })

  test.each([
    [
      '{"menu": {}}',
      'it is JSON, but not what serve --record keeps',
      '是 JSON，但不是 serve --record 保存的文件',
    ],
    ['{"wxadmin": "push"', 'it is JSON, but not what serve --record keeps', '是 JSON，但不是'],
    [recording('<xml><a></xml>'), 'line 1, column 15: the XML is broken', '第 1 行第 15 列：XML 有语法错误'],
    ['hello', 'it is not XML', '不是 XML'],
    ['', 'it is empty', '内容为空'],
  ])('that is none is refused: %s', async (content, en, zh) => {
    const told = await resend(content)
    expect({ code: told.code, stdout: told.stdout, sent: told.received }).toEqual({
      code: 65,
      stdout: '',
      sent: [],
    })
    expect(told.stderr).toContain(`push.json is no push that can be sent: `)
    expect(told.stderr).toContain(en)
    expect((await resend(content, ['--lang', 'zh'])).stderr).toContain(zh)
  })

  test('that is not there is told', async () => {
    const { code, stderr } = await world().run(['resend', 'nowhere.json'])
    expect(code).toBe(65)
    expect(stderr).toContain('Cannot read nowhere.json: there is no such file')
  })
})

test('an endpoint that is not there is exit 6', async () => {
  const { cwd, run } = world()
  writeFileSync(join(cwd, 'push.json'), recording())
  const { code, stdout, stderr } = await run([
    'resend',
    'push.json',
    '--to',
    `http://127.0.0.1:${await closedPort()}/`,
  ])
  expect({ code, stdout }).toEqual({ code: 6, stdout: '' })
  expect(stderr).toContain('nothing listens on port')
})

test('what serve has recorded is answered from its memory, and anew with --fresh', async () => {
  const { cwd, run } = world()
  const stop = new AbortController()
  const serving = run(
    ['serve', '--port', '0', '--record', 'pushes', '--ready-file', 'ready.json', '--json'],
    {
      signal: stop.signal,
    },
  )
  try {
    while (!existsSync(join(cwd, 'ready.json'))) await new Promise((resolve) => setTimeout(resolve, 10))
    const { url } = JSON.parse(readFileSync(join(cwd, 'ready.json'), 'utf8'))
    const first = await run(['trigger', 'text', '--to', url, '--json'])
    const pushes = join(cwd, 'pushes') // made with the first push
    const recorded = () =>
      existsSync(pushes) ? readdirSync(pushes).filter((name) => name.endsWith('.json')) : []
    while (recorded().length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    const file = join('pushes', recorded()[0] ?? '')
    await new Promise((resolve) => setTimeout(resolve, 1100)) // an answer made now has another CreateTime
    const again = await run(['resend', file, '--to', url, '--json'])
    expect({ first: first.code, again: again.code }).toEqual({ first: 0, again: 0 })
    expect(JSON.parse(again.stdout).push).toBe(JSON.parse(first.stdout).push)
    expect(JSON.parse(again.stdout).reply.xml).toBe(JSON.parse(first.stdout).reply.xml)
    const fresh = await run(['resend', file, '--to', url, '--json', '--fresh'])
    expect(fresh.code).toBe(0)
    expect(JSON.parse(fresh.stdout).reply.xml).not.toBe(JSON.parse(first.stdout).reply.xml)
  } finally {
    stop.abort('SIGINT')
    await serving
  }
})
