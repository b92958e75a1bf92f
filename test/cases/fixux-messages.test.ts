import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keys, wxadminWithPerson } from '../support/person'
import { fakePlatform } from '../support/platform'
import { temporaryDirectory, wxadmin } from '../support/run'

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
      ['Token comes from WXADMIN_CALLBACK_TOKEN\n', 'To see EncodingAESKey: wxadmin account show p2 --reveal'],
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
    const env = await withAccount(extra)
    const { stderr } = await servedOnce(flags, env)
    for (const words of said) expect(stderr).toContain(words)
    for (const words of unsaid) expect(stderr).not.toContain(words)
  })

  test('in the line of a refused signature, in Chinese too', async () => {
    const env = await withAccount({ WXADMIN_CALLBACK_TOKEN: 'mytoken' })
    expect((await servedOnce([], env, true)).stderr).toContain(
      'type the same into both: here the Token comes from WXADMIN_CALLBACK_TOKEN.',
    )
    expect((await servedOnce(['--lang', 'zh'], env, true)).stderr).toContain(
      '（此处的 Token 来自 WXADMIN_CALLBACK_TOKEN）',
    )
  })
})

async function withAccount(extra: Record<string, string>) {
  const env = { WXADMIN_CONFIG_DIR: temporaryDirectory(), ...extra }
  const argv = ['account', 'add', 'p2', '--appid', APPID, '--secret-stdin', '--token', 'storedtoken']
  expect((await wxadmin(argv, { env, stdin: SECRET })).code).toBe(0)
  return env
}

/** Serves until the ready file is there, and calls it with a wrong signature where that is asked for. */
async function servedOnce(flags: readonly string[], env: Record<string, string>, isCalled = false) {
  const file = join(temporaryDirectory(), 'ready.json')
  const stop = new AbortController()
  const run = wxadmin(['serve', '--port', '0', '--ready-file', file, ...flags], { env, signal: stop.signal })
  const { url } = await ready(file)
  if (isCalled) {
    const query = `signature=${'0'.repeat(40)}&timestamp=${Math.floor(Date.now() / 1000)}&nonce=1&echostr=1`
    expect((await fetch(`${url}?${query}`)).status).toBe(401)
  } else await new Promise((resolve) => setTimeout(resolve, 100))
  stop.abort()
  return run
}
