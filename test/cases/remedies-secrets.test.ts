import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory, wxadmin } from '../support/run'
import { platform } from '../support/scripted-platform'
import { kind } from './kind'

const APPID = 'wx0123456789abcdef'
const SECRET = '0123456789abcdef0123456789abcdef'

/** A platform that gives a token to whoever asks, and keeps the secret that was sent. */
async function asked() {
  const server = await platform(() => ({ access_token: 'token-of-a-fake', expires_in: 7200 }))
  const cwd = temporaryDirectory()
  const store = { WXADMIN_CONFIG_DIR: join(cwd, 'store') }
  return {
    cwd,
    store,
    env: { ...store, WXADMIN_API_BASE: server.url },
    sent: (): unknown => JSON.parse(String(server.seen.at(-1)?.body)).secret,
  }
}

/** The ways a secret comes in; each ends with the secret that WeChat was sent, and what was told on the way. */
const ways: Readonly<Record<string, (given: string | Buffer) => Promise<{ sent: unknown; stderr: string }>>> =
  {
    'the environment': async (given) => {
      const { env, sent } = await asked()
      const secret = { WXADMIN_APPID: ` ${APPID}\r\n`, WXADMIN_SECRET: String(given) }
      const { stderr } = await wxadmin(['token'], { env: { ...env, ...secret } })
      return { sent: sent(), stderr }
    },
    '--secret-stdin': async (given) => {
      const { env, sent, store } = await asked()
      const add = ['account', 'add', 'prod', '--appid', `${APPID} `, '--secret-stdin']
      const { stderr } = await wxadmin(add, { env: store, stdin: given })
      await wxadmin(['token'], { env })
      return { sent: sent(), stderr }
    },
    '--secret-file': async (given) => {
      const { env, sent, store, cwd } = await asked()
      writeFileSync(join(cwd, 'secret'), given)
      const add = ['account', 'add', 'prod', '--appid', APPID, '--secret-file', 'secret']
      const { stderr } = await wxadmin(add, { env: store, cwd })
      await wxadmin(['token'], { env })
      return { sent: sent(), stderr }
    },
  }

const around: Readonly<Record<string, string>> = {
  'nothing around it': SECRET,
  'a line break behind it': `${SECRET}\n`,
  'blanks around it': `  ${SECRET}\t `,
  'CRLF behind it': `${SECRET}\r\n`,
  'a byte order mark before it': `\ufeff${SECRET}`,
  'a wide blank behind it': `${SECRET}\u3000`,
  'a blank without width before it': `\u200b${SECRET}`,
}

for (const [way, give] of Object.entries(ways))
  kind(`what is around a secret from ${way} is taken off`, around, async (given) => {
    const { sent, stderr } = await give(given)
    expect(sent).toBe(SECRET)
    expect(stderr).not.toMatch(/usual form|warning/i)
  })

interface Odd {
  readonly given: string
  readonly tells: string
}

const odd: Readonly<Record<string, Odd>> = {
  'quotes as docker keeps them': { given: `"${SECRET}"`, tells: 'it has quotes' },
  'single quotes': { given: `'${SECRET}'\n`, tells: 'it has quotes' },
  'Chinese quotes': { given: `“${SECRET}”`, tells: 'it has quotes' },
  'a line break that was written out': { given: `${SECRET}\\n`, tells: 'backslash' },
  'its name': { given: `WXADMIN_SECRET=${SECRET}`, tells: 'its name' },
  'full-width characters': { given: SECRET.replaceAll('0', '０'), tells: 'full-width' },
  'an AppID in its place': { given: APPID, tells: 'it is an AppID' },
}

for (const [way, give] of Object.entries(ways))
  kind(`what is odd about a secret from ${way} is told, and it is sent as it is`, odd, async (row) => {
    const { sent, stderr } = await give(row.given)
    expect(sent).toBe(row.given.trim())
    expect(stderr).toMatch(new RegExp(`not the usual form: .*${row.tells}`))
    expect(stderr).not.toContain(SECRET)
  })

kind('whoami tells what is odd about a secret', odd, async ({ given, tells }) => {
  const env = { WXADMIN_CONFIG_DIR: temporaryDirectory(), WXADMIN_APPID: APPID, WXADMIN_SECRET: given }
  const { code, stdout, stderr } = await wxadmin(['whoami'], { env })
  expect(code).toBe(0)
  expect(stdout).toMatch(new RegExp(`AppSecret +set \\(not the usual form: .*${tells}`))
  expect(stdout + stderr).not.toContain(SECRET)
  const document = JSON.parse((await wxadmin(['whoami', '--json'], { env })).stdout)
  expect(document.secret).toMatchObject({ value: 'set', oddity: expect.any(String) })
})

test('whoami says nothing about a secret in its usual form', async () => {
  const env = {
    WXADMIN_CONFIG_DIR: temporaryDirectory(),
    WXADMIN_APPID: APPID,
    WXADMIN_SECRET: `${SECRET}\n`,
  }
  const { stdout, stderr } = await wxadmin(['whoami'], { env })
  expect(stdout).toMatch(/AppSecret +set +WXADMIN_SECRET/)
  expect(stderr).toBe('')
})

test('a secret file of PowerShell is UTF-16', async () => {
  const bytes = Buffer.from(`\ufeff${SECRET}\r\n`, 'utf16le')
  for (const way of ['--secret-file', '--secret-stdin'])
    expect((await ways[way]?.(bytes))?.sent, way).toBe(SECRET)
})

kind<readonly [name: string, value: string, said: RegExp]>(
  'a callback token, key or AppID that came with quotes is refused with what to leave out',
  {
    'the callback token': ['WXADMIN_CALLBACK_TOKEN', '"abc123"', /without quotes/],
    'the EncodingAESKey': ['WXADMIN_AES_KEY', `"${'a'.repeat(43)}"`, /without quotes/],
    'the AppID': ['WXADMIN_APPID', `"${APPID}"`, /without quotes/],
  },
  async ([name, value, said]) => {
    const env = { WXADMIN_CONFIG_DIR: temporaryDirectory(), WXADMIN_APPID: APPID, WXADMIN_SECRET: SECRET }
    const { code, stderr } = await wxadmin(['whoami'], { env: { ...env, [name]: value } })
    expect(code).toBe(65)
    expect(stderr).toMatch(said)
  },
)

kind<readonly [name: string, key: string, value: string]>(
  'blanks around the other values are taken off as well',
  {
    'the callback token': ['WXADMIN_CALLBACK_TOKEN', 'callbackToken', '\ufeffabc123\r\n'],
    'the EncodingAESKey': ['WXADMIN_AES_KEY', 'aesKey', ` ${'a'.repeat(43)}\u200b`],
    'the AppID': ['WXADMIN_APPID', 'appid', `\u200b${APPID}\u3000`],
  },
  async ([name, key, value]) => {
    const env = { WXADMIN_CONFIG_DIR: temporaryDirectory(), WXADMIN_APPID: APPID, WXADMIN_SECRET: SECRET }
    const { code, stdout } = await wxadmin(['whoami', '--json'], { env: { ...env, [name]: value } })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)[key].value).toBe(key === 'appid' ? APPID : 'set')
  },
)
