import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory, type World, wxadmin } from '../support/run'
import { platform, type Reply, type Seen, text } from '../support/scripted-platform'

const TOKEN = 'T'.repeat(60)

/** A platform and the world of a run that calls it with a given token. */
async function setUp(answer: (seen: Seen, count: number) => Reply = () => ({ errcode: 0, errmsg: 'ok' })) {
  const { url, seen } = await platform(answer)
  const cwd = temporaryDirectory()
  const env = { WXADMIN_CONFIG_DIR: cwd, WXADMIN_ACCESS_TOKEN: TOKEN, WXADMIN_API_BASE: url }
  const world: World = { env, cwd }
  /** What one command line sends. */
  const sent = async (words: readonly string[], more: World = {}) => {
    const outcome = await wxadmin(['api', ...words], { ...world, ...more })
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    const last = seen.at(-1)
    return { ...last, body: String(last?.body ?? '') }
  }
  return { url, seen, cwd, world, sent }
}

describe('api tries again', () => {
  test.each([
    ['GET', '/cgi-bin/menu/get', 3],
    ['GET', '/cgi-bin/user/info?openid=o1', 3],
    ['GET', '/sns/oauth2/access_token?grant_type=authorization_code', 1],
    ['GET', '/sns/userinfo?openid=o1', 1],
    ['GET', '/cgi-bin/token?grant_type=client_credential', 1],
    ['GET', '/cgi-bin/menu/delete', 1],
    ['GET', '/cgi-bin/menu/%64elete', 1],
    ['GET', '/customservice/kfaccount/del', 1],
    ['GET', '/cgi-bin/clear_quota', 1],
    ['GET', '/some/call?code=081abc', 1],
    ['POST', '/cgi-bin/menu/create', 1],
  ])('%s %s: %i calls where the server fails', async (method, path, calls) => {
    const { world, seen } = await setUp(() => text('', 502))
    expect((await wxadmin(['api', method, path], world)).code).toBe(6)
    expect(seen).toHaveLength(calls)
  })
})

describe('on a terminal', () => {
  const evil = '\u001b]0;owned\u0007\u009b2J\u202e'
  const escaped = '\\u001b]0;owned\\u0007\\u009b2J\\u202e'

  test('control characters of an answer do not reach it; a pipe gets them as they are', async () => {
    const { world } = await setUp(() => text(`{"nickname":"${evil}"}`, 200, 'application/json'))
    const words = ['api', 'GET', '/cgi-bin/user/info']
    expect((await wxadmin(words, { ...world, columns: 80 })).stdout).toBe(
      `{\n  "nickname": "${escaped}"\n}\n`,
    )
    expect((await wxadmin(words, world)).stdout).toBe(`{"nickname":"${evil}"}\n`)
  })

  test('nor those of a header, or of an answer that is no JSON', async () => {
    const { world } = await setUp(() => (response) => {
      response.writeHead(200, { 'x-name': '\u009b2J', 'content-type': 'text/plain' }).end(`line\n${evil}`)
    })
    const { stdout } = await wxadmin(['api', 'GET', '/x', '-i'], { ...world, columns: 80 })
    expect(stdout).toContain('x-name: \\u009b2J\n')
    expect(stdout.endsWith(`\n\nline\n${escaped}\n`)).toBe(true)
  })
})

describe('api sends', () => {
  test.each(['/cgi-bin/menu/get', 'cgi-bin/menu/get'])('%s with the token', async (path) => {
    const { sent } = await setUp()
    expect(await sent(['get', path])).toMatchObject({
      method: 'GET',
      path: '/cgi-bin/menu/get',
      query: { access_token: TOKEN },
    })
  })

  test('no token with --no-token', async () => {
    const { sent } = await setUp()
    expect((await sent(['GET', '/sns/auth', '--no-token'])).query).toEqual({})
  })

  test("a URL of WeChat's own documentation, where it points at the API base", async () => {
    const { sent, url } = await setUp()
    expect(
      await sent(['GET', `${url}/cgi-bin/user/info?access_token=ACCESS_TOKEN&openid=o1&lang=zh_CN`]),
    ).toMatchObject({
      path: '/cgi-bin/user/info',
      query: { access_token: TOKEN, openid: 'o1', lang: 'zh_CN' },
    })
  })

  test('fields of a GET in the query, beside the query of the path', async () => {
    const { sent } = await setUp()
    const { query } = await sent(['GET', '/x?a=1', '-f', 'b.c=星 标', '-F', 'n=3', '-F', 't=true'])
    expect(query).toEqual({ access_token: TOKEN, a: '1', 'b.c': '星 标', n: '3', t: 'true' })
  })

  test('fields of a POST as JSON', async () => {
    const { sent } = await setUp()
    const fields = [
      '-f',
      'user_id=00',
      '-F',
      'n=-1.5',
      '-F',
      'yes=true',
      '-F',
      'none=null',
      '-F',
      'word=maybe',
    ]
    const { body, query } = await sent(['POST', '/x?type=image', ...fields])
    expect(body).toBe('{"user_id":"00","n":-1.5,"yes":true,"none":null,"word":"maybe"}')
    expect(query).toEqual({ access_token: TOKEN, type: 'image' })
  })

  test('ids that are too long for a number as text', async () => {
    const { sent } = await setUp()
    expect((await sent(['POST', '/x', '-F', 'msg_id=1000000000000000001'])).body).toBe(
      '{"msg_id":"1000000000000000001"}',
    )
  })

  test('nested fields and lists', async () => {
    const { sent } = await setUp()
    const fields = [
      'tag.name=星标',
      'openid_list[]=o1',
      'openid_list[]=o2',
      'button[].name=A',
      'button[].type=click',
      'button[].name=B',
      'button[].sub_button[].name=C',
      'button[].sub_button[].name=D',
      '__proto__.x=1',
    ]
    const { body } = await sent(['POST', '/x', ...fields.flatMap((field) => ['-f', field])])
    expect(body).toBe(
      '{"tag":{"name":"星标"},"openid_list":["o1","o2"],"button":[{"name":"A","type":"click"},' +
        '{"name":"B","sub_button":[{"name":"C"},{"name":"D"}]}],"__proto__":{"x":"1"}}',
    )
  })

  test('a field from a file, and from stdin', async () => {
    const { sent, cwd } = await setUp()
    writeFileSync(join(cwd, 'note.txt'), 'two\nlines')
    const { body } = await sent(['POST', '/x', '-F', 'a=@note.txt', '-F', 'b=@-'], { stdin: 'typed' })
    expect(JSON.parse(body)).toEqual({ a: 'two\nlines', b: 'typed' })
  })

  test('a body byte for byte, JSON called JSON, the fields in the query', async () => {
    const { sent, cwd } = await setUp()
    const content = '{ "tag" : {"name":"\\u661f"} }\n'
    writeFileSync(join(cwd, 'tag.json'), content)
    const seen = await sent(['POST', '/x', '--input', 'tag.json', '-f', 'type=image'])
    expect(seen).toMatchObject({ body: content, query: { access_token: TOKEN, type: 'image' } })
    expect(seen.headers?.['content-type']).toBe('application/json; charset=utf-8')
  })

  test('other bytes from stdin as they are', async () => {
    const { sent, seen } = await setUp()
    const stdin = Buffer.from([0, 1, 254, 255, 13, 10])
    expect((await sent(['POST', '/x', '--input', '-'], { stdin })).headers?.['content-type']).toBe(
      'application/octet-stream',
    )
    expect(seen[0]?.body).toEqual(stdin)
  })

  test('a secret from a file', async () => {
    const { sent } = await setUp()
    const words = ['POST', '/cgi-bin/clear_quota/v2', '--no-token', '-f', 'appid=wx1', '-F', 'appsecret=@-']
    expect((await sent(words, { stdin: 'hush-hush\n' })).body).toBe('{"appid":"wx1","appsecret":"hush-hush"}')
  })

  test('a token from stdin in place of its own', async () => {
    const { sent } = await setUp()
    const refused = await wxadmin(['api', 'GET', '/sns/userinfo', '-f', 'access_token=68_x', '-a', 'sandbox'])
    expect(refused).toMatchObject({ code: 64, stderr: expect.stringContaining('Try: -F access_token=@- (') })
    const words = ['GET', '/sns/userinfo', '-F', 'access_token=@-', '-f', 'openid=o1']
    expect((await sent(words, { stdin: 'web-token\n' })).query).toEqual({
      access_token: 'web-token',
      openid: 'o1',
    })
  })
})

describe('api prints', () => {
  const BODY = '{"msg_id":1000000000000000001,"list":[],"o":{},"a":[1,"x: {y},\\"z"]}'

  test("WeChat's answer as it is, with --json as well", async () => {
    const { world } = await setUp(() => text(BODY))
    const expected = { code: 0, stdout: `${BODY}\n`, stderr: '' }
    expect(await wxadmin(['api', 'GET', '/x'], world)).toEqual(expected)
    expect(await wxadmin(['api', 'GET', '/x', '--json'], world)).toEqual(expected)
  })

  test('it indented on a terminal, with every digit', async () => {
    const { world } = await setUp(() => text(BODY))
    const { stdout, bytes } = collector(true)
    await wxadmin(['api', 'GET', '/x'], { ...world, stdout })
    expect(String(bytes())).toBe(
      '{\n  "msg_id": 1000000000000000001,\n  "list": [],\n  "o": {},\n  "a": [\n    1,\n    "x: {y},\\"z"\n  ]\n}\n',
    )
  })

  test('media byte for byte', async () => {
    const image = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 10, 13, 10, 0xfe])
    const { world } = await setUp(() => text(image, 200, 'image/jpeg'))
    const { stdout, bytes } = collector(false)
    await wxadmin(['api', 'GET', '/cgi-bin/media/get', '-f', 'media_id=m'], { ...world, stdout })
    expect(bytes()).toEqual(image)
  })

  test('status and headers first with -i', async () => {
    const { world } = await setUp(() => (response) => {
      response.writeHead(200, { 'X-Request-Id': 'r1' }).end('{"a":1}')
    })
    const { stdout } = await wxadmin(['api', 'GET', '/x', '-i'], world)
    expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\n(.+: .+\n)*x-request-id: r1\n(.+: .+\n)*\n\{"a":1\}\n$/)
  })

  test('nothing on stdout where WeChat refuses', async () => {
    const { world } = await setUp(() => ({ errcode: 48001, errmsg: 'api unauthorized rid: 1-2-3' }))
    const { code, stdout, stderr } = await wxadmin(['api', 'POST', '/cgi-bin/x', '-i', '--json'], world)
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' })
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'WECHAT_48001', rid: '1-2-3', exitCode: 5 })
  })

  test('that the given token is not accepted, with 4', async () => {
    const { world } = await setUp(() => ({ errcode: 40001, errmsg: `invalid credential ${TOKEN}` }))
    const { code, stdout, stderr } = await wxadmin(['api', 'GET', '/x', '--debug'], world)
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
    expect(stderr).toContain('WXADMIN_ACCESS_TOKEN')
    expect(stderr).toMatch(/access_token=\*\*\* 200 errcode 40001/)
    expect(stderr).not.toContain(TOKEN)
  })

  test('a page as the failure it is, with 6', async () => {
    const { world } = await setUp(() => text('<html>sign in</html>', 200, 'text/html'))
    const { code, stdout, stderr } = await wxadmin(['api', 'GET', '/x'], world)
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' })
    expect(stderr).toContain('<html>sign in</html>')
  })
})

test('api repeats a GET after HTTP 503 and never a POST', async () => {
  const { world, seen } = await setUp((_seen, count) => (count === 1 ? text('', 503) : { ok: 1 }))
  expect((await wxadmin(['api', 'GET', '/x', '-q'], world)).code).toBe(0)
  expect(seen).toHaveLength(2)
  const busy = await setUp(() => text('', 503))
  expect((await wxadmin(['api', 'POST', '/x', '-q'], busy.world)).code).toBe(6)
  expect(busy.seen).toHaveLength(1)
})

describe('api refuses, before anything is sent,', () => {
  test.each([
    [
      'another host',
      ['GET', 'https://evil.example/cgi-bin/x'],
      'https://evil.example/cgi-bin/x is not at the API base',
    ],
    ['another host without scheme', ['GET', '//evil.example/x'], 'is not at the API base'],
    ['another scheme', ['GET', 'ftp:x'], 'is not at the API base'],
    ['no path', ['GET', '/'], 'is not a path'],
    ['another method', ['PUT', '/x'], 'PUT is not GET or POST'],
    ['a token in the path', ['GET', '/x?access_token=secretsecret'], 'access_token is a secret'],
    ['a secret in the path', ['GET', '/cgi-bin/token?appid=a&secret=secretsecret'], 'secret is a secret'],
    ['a secret as a field', ['POST', '/x', '-f', 'appsecret=secretsecret'], 'appsecret is a secret'],
    [
      'a secret as a typed field',
      ['POST', '/x', '-F', 'a.refresh_token=secretsecret'],
      'refresh_token is a secret',
    ],
    ['a field without =', ['POST', '/x', '-f', 'abc'], '-f takes KEY=VALUE'],
    ['fields that clash', ['POST', '/x', '-f', 'a=1', '-f', 'a.b=2'], 'a.b contradicts'],
    ['a list that is text', ['POST', '/x', '-f', 'a=1', '-f', 'a[]=2'], 'a[] contradicts'],
    ['a body for GET', ['GET', '/x', '--input', '-'], 'no body'],
    [
      'stdin twice',
      ['POST', '/x', '--input', '-', '-F', 'a=@-'],
      '-F a and --input are both to be read from stdin',
    ],
  ])('%s', async (_name, words, says) => {
    const { world, seen } = await setUp()
    const { code, stdout, stderr } = await wxadmin(['api', ...words], { ...world, stdin: 'x' })
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toContain(says)
    expect(stderr).not.toContain('secretsecret')
    expect(seen).toEqual([])
  })

  test('a file that is not there', async () => {
    const { world, seen } = await setUp()
    const { code, stderr } = await wxadmin(['api', 'POST', '/x', '--input', 'nowhere.json'], world)
    expect(code).toBe(65)
    expect(stderr).toContain('nowhere.json')
    expect(seen).toEqual([])
  })

  test("WeChat's own host, where the account is another one's", async () => {
    const { world } = await setUp()
    expect((await wxadmin(['api', 'GET', 'https://api.weixin.qq.com/cgi-bin/x'], world)).code).toBe(64)
  })
})

/** A stdout that keeps the bytes. */
function collector(isTTY: boolean) {
  const chunks: Buffer[] = []
  const stdout = Object.assign(new PassThrough(), { isTTY })
  stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  return { stdout, bytes: () => Buffer.concat(chunks) }
}
