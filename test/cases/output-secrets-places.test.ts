import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

const SECRET = 'deadbeefcafe0123deadbeefcafe0123'
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const ODD = 'correct-horse'

interface Met {
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly secret?: string
}

const files: Readonly<Record<string, Met>> = {
  'an AppSecret': { argv: [SECRET] },
  'an EncodingAESKey': { argv: [AES_KEY], secret: AES_KEY },
  'the secret of the environment': { argv: [ODD], env: { WXADMIN_SECRET: ODD }, secret: ODD },
  'the key of the environment': { argv: [ODD], env: { WXADMIN_AES_KEY: ODD }, secret: ODD },
}

kind(
  'a secret in place of a file is hidden in the findings',
  files,
  async ({ argv, env, secret = SECRET }) => {
    for (const flags of [[], ['--json'], ['--format', 'github']]) {
      const { code, stdout, stderr } = await wxadmin(['menu', 'validate', ...flags, ...argv], {
        env: { WXADMIN_CONFIG_DIR: temporaryDirectory(), ...env },
      })
      expect([code, stdout]).toEqual([65, expect.stringContaining('***')])
      expect(stdout + stderr).not.toContain(secret)
    }
  },
)

const settings: Readonly<Record<string, Met>> = {
  WXADMIN_MODE: { argv: ['whoami'], env: { WXADMIN_MODE: SECRET } },
  WXADMIN_ACCOUNT: { argv: ['whoami'], env: { WXADMIN_ACCOUNT: SECRET } },
  WXADMIN_CONFIG_DIR: { argv: ['whoami'], env: { WXADMIN_CONFIG_DIR: SECRET } },
  WXADMIN_APPID: { argv: ['whoami'], env: { WXADMIN_APPID: SECRET } },
  WXADMIN_API_BASE: { argv: ['whoami'], env: { WXADMIN_API_BASE: `http://${SECRET}` } },
  WXADMIN_LANG: { argv: ['whoami'], env: { WXADMIN_LANG: SECRET } },
  HTTPS_PROXY: { argv: ['token'], env: { HTTPS_PROXY: SECRET } },
  'HTTPS_PROXY, as a host': { argv: ['token'], env: { HTTPS_PROXY: `socks5://${SECRET}` } },
  'a command of the sandbox': { argv: ['sandbox', 'exec', '--', SECRET] },
  'the address of an account': {
    argv: ['account', 'add', 'x', '--appid', 'wx0123456789abcdef', '--api-base', `http://${SECRET}`],
  },
  'the address of an account, in capitals': {
    argv: [
      'account',
      'add',
      'x',
      '--appid',
      'wx0123456789abcdef',
      '--api-base',
      `http://${SECRET.toUpperCase()}`,
    ],
  },
}

kind('a secret in place of another value is not repeated', settings, async ({ argv, env }) => {
  for (const flags of [[], ['--json'], ['--lang', 'zh']]) {
    const { stdout, stderr } = await wxadmin([...flags, ...argv], {
      env: {
        WXADMIN_CONFIG_DIR: join(temporaryDirectory(), 'store'),
        WXADMIN_APPID: 'wx0123456789abcdef',
        WXADMIN_SECRET: 'fedcba9876543210fedcba9876543210',
        ...env,
      },
    })
    expect((stdout + stderr).toLowerCase()).not.toContain(SECRET)
  }
})

const TOKEN = 'callbackToken1of9'
const recorded: Readonly<Record<string, string>> = {
  'in a text': `<Content>${TOKEN}</Content>`,
  'in an EventKey': `<EventKey>a=${TOKEN}</EventKey>`,
  'beside the push': `<Other>${TOKEN}</Other>`,
}

kind('the Token in a recorded push is not printed', recorded, async (inner) => {
  const file = join(temporaryDirectory(), 'r.json')
  const xml = `<xml><ToUserName>a</ToUserName><FromUserName>b</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType>${inner}<MsgId>1</MsgId></xml>`
  writeFileSync(file, JSON.stringify({ wxadmin: 'push', version: 1, xml }))
  const { stdout, stderr } = await wxadmin(['resend', file, '--json', '--to', 'http://127.0.0.1:1/'], {
    env: { WXADMIN_CONFIG_DIR: temporaryDirectory(), WXADMIN_CALLBACK_TOKEN: TOKEN },
  })
  expect(stdout, stderr).toContain('"push"')
  expect(stdout + stderr).not.toContain(TOKEN)
})
