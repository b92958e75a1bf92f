import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chooseEntry } from '../../src/commands/menu/history-entry'
import { serving } from '../commands/endpoint/serve-world'
import { keys, wxadminWithPerson } from '../support/person'
import { temporaryDirectory, wxadmin } from '../support/run'
import { platform } from '../support/scripted-platform'

const APPID = 'wx0123456789abcdef'
const SECRET = '0123456789abcdef0123456789abcdef'
const AES_KEY = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ'

describe('serve says where each value of the server configuration comes from', () => {
  test.each([
    [
      'the Token of the environment, plain',
      [],
      { WXADMIN_CALLBACK_TOKEN: 'mytoken' },
      ['Token comes from WXADMIN_CALLBACK_TOKEN\n'],
      ['--reveal'],
    ],
    [
      'the Token of the environment, and a key that is made',
      ['--mode', 'safe'],
      { WXADMIN_CALLBACK_TOKEN: 'mytoken' },
      [
        'Token comes from WXADMIN_CALLBACK_TOKEN\n',
        'To see EncodingAESKey: wxadmin account show p2 --reveal',
      ],
      ['To see Token'],
    ],
    [
      'the Token of the flag',
      ['--token', 'flagtoken'],
      {},
      ['Token comes from --token\n'],
      ['--reveal', 'flagtoken'],
    ],
    [
      'the key of the environment',
      ['--mode', 'safe'],
      { WXADMIN_AES_KEY: AES_KEY },
      ['EncodingAESKey comes from WXADMIN_AES_KEY\n', 'To see Token: wxadmin account show p2 --reveal'],
      ['Token comes from'],
    ],
    ['all of the store', [], {}, ['To see Token: wxadmin account show p2 --reveal'], ['comes from']],
  ])('%s', async (_, flags, extra, said, unsaid) => {
    const { stderr } = await served(flags, extra)
    for (const words of said) expect(stderr).toContain(words)
    for (const words of unsaid) expect(stderr).not.toContain(words)
  })

  test('in the line of a refused signature, in Chinese too', async () => {
    const env = { WXADMIN_CALLBACK_TOKEN: 'mytoken' }
    expect((await served([], env)).stderr).toContain(
      'ype the same into both: here the Token comes from WXADMIN_CALLBACK_TOKEN. Where',
    )
    expect((await served(['--lang', 'zh'], env)).stderr).toContain(
      '（此处的 Token 来自 WXADMIN_CALLBACK_TOKEN）',
    )
  })
})

/** Serves an account of the store and meets a wrong signature. */
async function served(flags: readonly string[], extra: Record<string, string>) {
  const env = { WXADMIN_CONFIG_DIR: temporaryDirectory(), WXADMIN_CALLBACK_TOKEN: '', ...extra }
  const argv = ['account', 'add', 'p2', '--appid', APPID, '--secret-stdin', '--token', 'storedtoken']
  expect((await wxadmin(argv, { env, stdin: SECRET })).code).toBe(0)
  const query = `signature=${'0'.repeat(40)}&timestamp=${Math.floor(Date.now() / 1000)}&nonce=1&echostr=1`
  const refused = async ({ url }: { readonly url: string }) => {
    expect((await fetch(`${url}?${query}`)).status).toBe(401)
  }
  return serving(flags, refused, { env })
}

test('init that is given up says that nothing is saved', async () => {
  const wechat = await platform({
    answers: { '/cgi-bin/stable_token': { errcode: 40164, errmsg: 'invalid ip 1.2.3.4' } },
  })
  const env = { WXADMIN_CONFIG_DIR: temporaryDirectory(), WXADMIN_API_BASE: wechat.url }
  const { code, stderr } = await wxadminWithPerson(
    ['init', '--name', 'prod', '--appid', APPID],
    [
      { sees: 'AppSecret', types: `${SECRET}\r` },
      { sees: 'What now?', types: keys.down.repeat(4) + keys.enter },
    ],
    { env, cwd: temporaryDirectory() },
  )
  expect(code).not.toBe(0)
  expect(stderr).toContain('Quit: nothing was saved')
  expect(stderr).not.toContain('Not confirmed')
})

describe('without a terminal all that is missing is named at once', () => {
  test.each([
    ['init', 'give it with --name NAME --appid APPID --secret-stdin\n'],
    ['init --name shop', 'give it with --appid APPID --secret-stdin\n'],
    [`init --appid ${APPID} --secret-stdin`, 'give it with --name NAME\n'],
    ['account add shop', 'give it with --appid APPID --secret-stdin\n'],
    ['account add shop --token-source command:printer', 'give it with --appid APPID\n'],
    ['trigger', 'wxadmin trigger text (all types: wxadmin trigger --list)\n'],
    ['trigger --lang zh', 'wxadmin trigger text（全部类型：wxadmin trigger --list）'],
  ])('%s', async (line, said) => {
    const env = { WXADMIN_CONFIG_DIR: temporaryDirectory() }
    expect((await wxadmin(line.split(' '), { env, cwd: temporaryDirectory() })).stderr).toContain(said)
  })
})

test.each([
  ['en', 'wxadmin account set NAME token=YOURTOKEN'],
  ['zh', 'wxadmin account set 名称 token=你的Token'],
])('the command that sets a Token is not blanked out: %s', async (language, said) => {
  const env = { WXADMIN_CONFIG_DIR: temporaryDirectory() }
  const { stderr } = await wxadmin(['trigger', 'text', '--lang', language], { env })
  expect(stderr).toContain(said)
  expect(stderr).not.toContain('***')
})

test.each([
  ['text', 'content=x', 'did you mean Content?'],
  ['text', 'Contnet=x', 'did you mean Content?'],
  ['pic_sysphoto', 'SendPicsInfo.count=2', 'did you mean SendPicsInfo.Count?'],
  [
    'pic_sysphoto',
    'SendPicsInfo.PicList.item.0.picmd5sum=2',
    'did you mean SendPicsInfo.PicList.item.0.PicMd5Sum?',
  ],
  ['text', 'Something=x', 'it is sent all the same\n'],
])('trigger %s --set %s: %s', async (type, setting, said) => {
  const env = { WXADMIN_CONFIG_DIR: temporaryDirectory(), WXADMIN_CALLBACK_TOKEN: 'mytoken' }
  const argv = ['trigger', type, '--set', setting, '--to', 'http://127.0.0.1:9/']
  expect((await wxadmin(argv, { env })).stderr).toContain(said)
})

test.each([
  ['a comma before a space', '{name: 首页， type: click, key: k}', 'type , instead'],
  ['a comma before a key', '{name: 首页，type: click, key: k}', 'type , and a space instead'],
  ['a colon before a value', '{name：首页, type: click, key: k}', 'type : and a space instead'],
])('a full-width mark is named without its blank: %s', async (_, button, said) => {
  const cwd = temporaryDirectory()
  writeFileSync(join(cwd, 'menu.yaml'), `button:\n  - ${button}\n`)
  const { stdout, stderr } = await wxadmin(['menu', 'validate', 'menu.yaml'], { cwd })
  expect(stdout + stderr).toContain(said)
})

test('an id that no entry of the history has is unknown, one that several have is ambiguous', () => {
  const entries = ['a1', 'a2', 'b1'].map((id) => ({ id })) as never
  expect(codeOf(() => chooseEntry(entries, 'nope'))).toBe('HISTORY_UNKNOWN')
  expect(codeOf(() => chooseEntry(entries, 'a'))).toBe('HISTORY_AMBIGUOUS')
})

function codeOf(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}
