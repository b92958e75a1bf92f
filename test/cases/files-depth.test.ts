import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { JsonTooDeep, parseJson } from '../../src/json-depth'
import { sandbox } from '../sandbox/support'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

const LEVELS = 3000
const leaf = '{"name":"a","type":"click","key":"k"}'
const lists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const buttons = (levels: number) => '{"name":"a","sub_button":['.repeat(levels) + leaf + ']}'.repeat(levels)
const deepMenu = (levels = LEVELS) => `{"menu":{"button":[${buttons(levels)}]}}`

/** A platform that answers these paths with these texts, and counts the calls. */
async function platform(answers: Readonly<Record<string, string>>) {
  const calls: string[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0]?.replace('/cgi-bin/', '') ?? ''
    calls.push(path)
    response.end(
      answers[path] ?? '{"access_token":"token-of-a-fake","expires_in":7200,"errcode":0,"errmsg":"ok"}',
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close().closeAllConnections())
  const cwd = temporaryDirectory()
  const env = {
    WXADMIN_API_BASE: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    WXADMIN_APPID: 'wx0123456789abcdef',
    WXADMIN_SECRET: '0123456789abcdef0123456789abcdef',
    WXADMIN_CONFIG_DIR: join(cwd, 'store'),
  }
  writeFileSync(join(cwd, 'm.yaml'), `button: [${leaf}]`)
  writeFileSync(
    join(cwd, 't.yaml'),
    `button: [${leaf}]\nconditionalmenu: [{ matchrule: { tag: x }, button: [${leaf}] }]`,
  )
  return { calls, cwd, run: (...argv: string[]) => wxadmin(argv, { cwd, env }) }
}

kind(
  'an answer that is nested too deep is an error in words, whoever asked',
  {
    'menu get': { answers: { 'menu/get': deepMenu() }, argv: ['menu', 'get'] },
    'menu pull': { answers: { 'menu/get': deepMenu() }, argv: ['menu', 'pull'] },
    'menu push': { answers: { 'menu/get': deepMenu() }, argv: ['menu', 'push', 'm.yaml'] },
    'menu diff': { answers: { 'menu/get': deepMenu() }, argv: ['menu', 'diff', 'm.yaml'] },
    'far deeper': { answers: { 'menu/get': deepMenu(200_000) }, argv: ['menu', 'get'] },
    'lists, and no end': { answers: { 'menu/get': `{"menu":${'['.repeat(100_000)}` }, argv: ['menu', 'get'] },
    'the menu of the console': {
      answers: {
        'menu/get': '{"errcode":46003,"errmsg":"no menu"}',
        get_current_selfmenu_info: `{"selfmenu_info":{"button":[${buttons(LEVELS)}]}}`,
      },
      argv: ['menu', 'pull'],
    },
    'the tags': {
      answers: { 'menu/get': `{"menu":{"button":[${leaf}]}}`, 'tags/get': `{"tags":${lists(LEVELS)}}` },
      argv: ['menu', 'push', 't.yaml'],
    },
    'a token': { answers: { stable_token: `{"access_token":${lists(LEVELS)}}` }, argv: ['token'] },
    'a QR code': {
      answers: { 'qrcode/create': `{"ticket":${lists(LEVELS)}}` },
      argv: ['qrcode', 'create', '1'],
    },
    'menu match': { answers: { 'menu/trymatch': deepMenu() }, argv: ['menu', 'match', 'somebody'] },
  } as Record<string, { answers: Record<string, string>; argv: string[] }>,
  async ({ answers, argv }) => {
    const { run } = await platform(answers)
    const { code, stdout, stderr } = await run(...argv)
    expect([code, stdout, stderr]).toEqual([6, '', expect.stringMatching(/nested more than 100 levels deep/)])
    expect(stderr).not.toContain('call stack')
  },
)

describe('a live menu that is nested too deep', () => {
  test('can be deleted', async () => {
    const { run, calls, cwd } = await platform({ 'menu/get': deepMenu() })
    const { code, stdout, stderr } = await run('menu', 'delete', '--yes')
    expect([code, stdout]).toEqual([0, expect.stringContaining('deleted all menus')])
    expect(stderr).toContain('nested too deep to be read')
    expect(calls).toContain('menu/delete')
    const json = await run('menu', 'delete', '--yes', '--json')
    expect(JSON.parse(json.stdout)).toEqual({ appid: 'wx0123456789abcdef', deleted: true, live: 'api' })
    expect(readdirSync(join(cwd, 'store'))).not.toContain('corrupt')
  })

  test('is not deleted without a yes', async () => {
    const { run, calls } = await platform({ 'menu/get': deepMenu() })
    const { code } = await run('menu', 'delete')
    expect([code, calls.includes('menu/delete')]).toEqual([3, false])
  })

  test('what WeChat may answer at most is read, kept and rolled back to', async () => {
    const { run } = await platform({ 'menu/get': `{"menu":{"button":[${buttons(45)}]}}` })
    expect((await run('menu', 'push', 'm.yaml', '--force')).stderr).not.toMatch(/call stack|corrupt/)
    expect((await run('menu', 'history', 'show')).code).toBe(0)
  })
})

kind(
  'a file that is nested too deep is an error in words',
  {
    'a menu in JSON': { name: 'x.json', text: deepMenu(), argv: ['menu', 'validate', 'x.json'] },
    'a menu in YAML': {
      name: 'x.yaml',
      text: `button: ${lists(LEVELS)}`,
      argv: ['menu', 'validate', 'x.yaml'],
    },
    'a menu of blocks': {
      name: 'x.yaml',
      text: `button:\n${Array.from({ length: 600 }, (_, at) => `${' '.repeat(at)}-\n`).join('')}`,
      argv: ['menu', 'validate', 'x.yaml'],
    },
    rules: {
      name: 'r.yaml',
      text: `rules: ${lists(LEVELS)}`,
      argv: ['serve', '--reply', 'r.yaml', '--check'],
    },
    'rules in JSON': {
      name: 'r.json',
      text: `{"rules":${lists(LEVELS)}}`,
      argv: ['serve', '--reply', 'r.json', '--check'],
    },
    'a push': {
      name: 'p.xml',
      text: `<xml>${'<a>'.repeat(LEVELS)}${'</a>'.repeat(LEVELS)}</xml>`,
      argv: ['resend', 'p.xml', '--to', 'http://127.0.0.1:1/', '--token', 'abc'],
    },
    'a recorded push': {
      name: 'p.json',
      text: `{"wxadmin":"push","version":1,"xml":"<xml/>","x":${lists(LEVELS)}}`,
      argv: ['resend', 'p.json', '--to', 'http://127.0.0.1:1/', '--token', 'abc'],
    },
    'a plan': {
      name: 'p.json',
      text: `{"wxadminPlan":1,"menu":{"button":[${buttons(LEVELS)}]}}`,
      argv: ['-a', 'sandbox', 'menu', 'push', '--plan', 'p.json'],
    },
  },
  async ({ name, text, argv }) => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, name), text)
    const { code, stdout, stderr } = await wxadmin(argv, {
      cwd,
      env: { WXADMIN_CONFIG_DIR: join(cwd, 'store') },
    })
    expect(code).toBe(65)
    expect(stdout + stderr).not.toMatch(/call stack|INTERNAL/)
  },
)

test('a field of api that is nested too deep is wrong usage', async () => {
  const key = Array.from({ length: LEVELS }, () => 'a').join('.')
  const { code, stderr } = await wxadmin(['-a', 'sandbox', 'api', 'POST', '/x', '-f', `${key}=1`])
  expect([code, stderr]).toEqual([64, expect.not.stringContaining('call stack')])
})

kind(
  'the sandbox refuses a body that is nested too deep as it refuses one that is no JSON',
  {
    'a menu': ['/cgi-bin/menu/create', deepMenu()],
    'lists alone': ['/cgi-bin/menu/create', lists(LEVELS)],
    'a tag': ['/cgi-bin/tags/create', `{"tag":{"name":${lists(LEVELS)}}}`],
    'a QR code': ['/cgi-bin/qrcode/create', `{"action_info":${lists(200_000)}}`],
  } as Record<string, readonly [string, string]>,
  async ([path, body]) => {
    const { api } = await sandbox()
    expect(await api(path, body)).toMatchObject({ errcode: 47001 })
  },
)

describe('a file of the store that is nested too deep', () => {
  test('is a file that cannot be read, and is kept aside', async () => {
    const store = temporaryDirectory()
    writeFileSync(join(store, 'accounts.json'), `{"accounts":${lists(LEVELS)}}`, { mode: 0o600 })
    const { code, stderr } = await wxadmin(['account', 'list'], { env: { WXADMIN_CONFIG_DIR: store } })
    expect([code, stderr]).toEqual([1, expect.not.stringContaining('call stack')])
    expect(readFileSync(join(store, 'accounts.json'), 'utf8')).toContain('[[[')
  })
})

describe('the depth of a JSON text', () => {
  test.each([
    ['as many levels as are allowed', lists(100)],
    ['brackets in strings', JSON.stringify({ a: '['.repeat(LEVELS), 'b"[': '\\"[' })],
    ['a string that ends with a backslash', String.raw`["\\", "[[", "\\\"[["]`],
    ['many things side by side', JSON.stringify(Array.from({ length: LEVELS }, () => [{}]))],
  ])('%s: is read', (_, text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  test.each([
    ['one level more', lists(101)],
    ['objects', '{"a":'.repeat(101)],
    ['behind a string', `["[\\"",${lists(100)}]`],
  ])('%s: is refused', (_, text) => {
    expect(() => parseJson(text)).toThrow(JsonTooDeep)
  })

  test('what is no JSON is the parser’s to refuse', () => {
    for (const text of ['', '"', '"\\', ']]]]', '{"a"']) expect(() => parseJson(text)).toThrow(SyntaxError)
  })
})
