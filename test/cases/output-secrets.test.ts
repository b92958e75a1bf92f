import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { temporaryDirectory, type World, wxadmin } from '../support/run'
import { platform } from '../support/scripted-platform'
import { kind } from './kind'

// @module-tag slow

const APP_SECRET = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const ACCESS_TOKEN = `66_${'aB3-_xYz'.repeat(17)}`
/** Like nothing that is known, but in the environment or the store. */
const ODD = 'correct-horse'

interface Typed {
  readonly argv: readonly string[]
  readonly secret: string
  readonly world?: World
}

const secrets = {
  AppSecret: APP_SECRET,
  'AppSecret in upper case': APP_SECRET.toUpperCase(),
  EncodingAESKey: AES_KEY,
  'access token': ACCESS_TOKEN,
}

/** Places on a command line where people have put secrets. */
const places: Readonly<Record<string, (secret: string) => readonly string[]>> = {
  'in place of a command': (secret) => [secret],
  'behind a command that takes none': (secret) => ['token', secret],
  'behind a word that is no command': (secret) => ['frobnicate', secret],
  'as a command of menu': (secret) => ['menu', secret],
  'as a topic': (secret) => ['help', secret],
  'as the value of an unknown flag': (secret) => ['token', '--frobnicate', secret],
  'behind =, of an unknown flag': (secret) => ['token', `--secret=${secret}`],
  'behind a flag that takes no value': (secret) => ['token', `--json=${secret}`],
  'as a flag': (secret) => ['token', `--${secret}`],
  'joined to an unknown letter': (secret) => ['token', `-s${secret}`],
  'as the account': (secret) => ['-a', secret, 'token'],
  'joined to -a': (secret) => [`-a${secret}`, 'whoami'],
  'as the account to show': (secret) => ['account', 'show', secret],
  'as the language': (secret) => ['--lang', secret, 'token'],
  'as a number of seconds': (secret) => ['--timeout', secret, 'token'],
  'as the source': (secret) => [
    'account',
    'add',
    'x',
    '--appid',
    'wx0123456789abcdef',
    '--token-source',
    secret,
  ],
  'as the AppID': (secret) => ['account', 'add', 'x', '--appid', secret],
  'as a port': (secret) => ['serve', '--port', secret],
  'in quotes that were pasted': (secret) => [`"${secret}"`],
  'with a line break': (secret) => [`${secret}\n`],
  'behind the AppID': (secret) => [`wx0123456789abcdef:${secret}`],
  'as what is to be explained': (secret) => ['explain', secret],
}

kind(
  'a secret that was typed in the wrong place is not repeated',
  Object.fromEntries(
    Object.entries(places).flatMap(([place, argv]) =>
      Object.entries(secrets).map(
        ([name, secret]) => [`${name} ${place}`, { argv: argv(secret), secret }] as const,
      ),
    ),
  ) satisfies Record<string, Typed>,
  async ({ argv, secret }) => {
    const env = { WXADMIN_CONFIG_DIR: temporaryDirectory() }
    for (const flags of [[], ['--json'], ['--debug'], ['--lang', 'zh']]) {
      if (argv[0] === '--lang' && flags[0] === '--lang') continue
      const { code, stdout, stderr } = await wxadmin([...flags, ...argv], {
        env,
        cwd: env.WXADMIN_CONFIG_DIR,
      })
      expect(code, stderr).toBeGreaterThan(0)
      expect(stdout + stderr).not.toContain(secret)
      expect((stdout + stderr).toLowerCase()).not.toContain(secret.toLowerCase())
      expect(stderr).not.toContain(secret.slice(0, 12))
    }
  },
)

const account = (more: object) => ({ accounts: { main: { appid: 'wx0123456789abcdef', ...more } } })

function store(accounts: object): string {
  const directory = join(temporaryDirectory(), 'store')
  mkdirSync(directory, { mode: 0o700 })
  writeFileSync(join(directory, 'accounts.json'), JSON.stringify(accounts), { mode: 0o600 })
  return directory
}

const known: Readonly<Record<string, () => Record<string, string>>> = {
  'the secret of the environment': () => ({
    WXADMIN_CONFIG_DIR: store({ accounts: {} }),
    WXADMIN_SECRET: ODD,
  }),
  'the Token of the environment': () => ({
    WXADMIN_CONFIG_DIR: store({ accounts: {} }),
    WXADMIN_CALLBACK_TOKEN: ` ${ODD}\n`,
  }),
  'the Token of the store': () => ({ WXADMIN_CONFIG_DIR: store(account({ callbackToken: ODD })) }),
  'the secret of the store': () => ({ WXADMIN_CONFIG_DIR: store(account({ secret: ODD })) }),
}

kind('a word that equals a known secret is not repeated', known, async (make) => {
  const env = make()
  for (const argv of [[ODD], ['token', ODD], ['-a', ODD, 'token'], ['help', ODD], ['token', `--${ODD}`]])
    for (const flags of [[], ['--json']]) {
      const { code, stdout, stderr } = await wxadmin([...flags, ...argv], { env })
      expect(code).toBeGreaterThan(0)
      expect(stdout + stderr, argv.join(' ')).not.toContain(ODD)
    }
})

const words: Readonly<Record<string, readonly [argv: readonly string[], said: string]>> = {
  'a mistyped command': [['tokne'], 'wxadmin tokne'],
  'a mistyped flag': [['token', '--jsno'], '--jsno'],
  'a mistyped verb': [['menu', 'psuh'], 'wxadmin menu psuh'],
  'a word of another language': [['菜单'], 'wxadmin 菜单'],
  'a language that is none': [['--lang', 'fr', 'token'], 'fr'],
}

kind('a word that is not a secret is still named', words, async ([argv, said]) => {
  const { code, stderr } = await wxadmin(argv, { env: { WXADMIN_CONFIG_DIR: temporaryDirectory() } })
  expect(code).toBe(64)
  expect(stderr).toContain(said)
})

/** Sources as people write them, and what may be seen. */
const sources: Readonly<
  Record<string, { readonly source: string; readonly secret: string; readonly shown: string }>
> = {
  arguments: {
    source: 'command:vault read -token=s.hunter22 kv/wx',
    secret: 'hunter22',
    shown: 'command:vault ***',
  },
  'no argument': { source: 'command:/opt/bin/wx-token', secret: '/opt', shown: 'command:wx-token' },
  'a header': {
    source: "command:curl -sH 'X-Key: hunter22' https://t.example.com/x",
    secret: 'hunter22',
    shown: 'command:curl ***',
  },
  'a variable before the program': {
    source: 'command:VAULT_TOKEN=hunter22 vault read x',
    secret: 'hunter22',
    shown: 'command:***',
  },
  'a path in quotes': {
    source: 'command:"C:\\Program Files\\Vault\\vault.exe" --key hunter22',
    secret: 'hunter22',
    shown: 'command:vault.exe ***',
  },
  'a secret in place of a program': {
    source: `command:${APP_SECRET}`,
    secret: APP_SECRET,
    shown: 'command:***',
  },
  'a substitution': { source: 'command:$(echo hunter22)', secret: 'hunter22', shown: 'command:***' },
  'blanks before it': {
    source: 'command:  echo hunter22hunter22',
    secret: 'hunter22',
    shown: 'command:echo ***',
  },
}

kind(
  'of a command source the name of the program alone is shown',
  sources,
  async ({ source, secret, shown }) => {
    const { url } = await platform(() => ({ errcode: 0, errmsg: 'ok' }))
    const env = {
      WXADMIN_CONFIG_DIR: store(account({ tokenSource: source, apiBase: url })),
      WXADMIN_ACCOUNT: 'main',
    }
    for (const argv of [
      ['account', 'show'],
      ['account', 'list'],
      ['whoami'],
      ['token', 'status'],
      ['account', 'set', 'main', 'mode=plain'],
    ])
      for (const flags of [[], ['--json'], ['--debug'], ['--lang', 'zh']]) {
        const { code, stdout, stderr } = await wxadmin([...flags, ...argv], { env })
        expect(code, stderr).toBe(0)
        expect(stdout + stderr, argv.join(' ')).not.toContain(secret)
        if (argv[1] !== 'set' || flags[0] === '--json') expect(stdout, argv.join(' ')).toContain(shown)
      }
    for (const flags of [[], ['--json'], ['--debug'], ['--lang', 'zh']])
      for (const argv of [['token'], ['token', 'refresh'], ['whoami', '--check']]) {
        const { stdout, stderr } = await wxadmin([...flags, ...argv], { env })
        if (source.includes(' ') && !source.includes('echo'))
          expect(stderr, argv.join(' ')).not.toContain(secret)
        if (flags[0] === '--json' && argv[0] === 'token') expect(stdout + stderr).not.toContain(source)
      }
  },
)
