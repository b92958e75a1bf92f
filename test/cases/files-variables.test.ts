import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { world } from '../commands/menu/world'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

const menu = (url: string) => `button: [{ name: a, type: view, url: "${url}" }]\n`

kind(
  'a variable that nobody chose for menus is an error that names --var, in every command that reads menus',
  {
    'the webhook of a robot': ['DINGTALK_URL', ['menu', 'validate', 'm.yaml']],
    'a connection string': ['AZURE_STORAGE_CONNECTION', ['menu', 'diff', 'm.yaml', 'other.yaml']],
    'the words of a wallet': ['WALLET_MNEMONIC', ['menu', 'preview', 'm.yaml']],
    'an innocent name': ['HOST', ['-a', 'sandbox', 'menu', 'push', 'm.yaml', '--dry-run']],
    'a plan': ['PATH', ['-a', 'sandbox', 'menu', 'push', 'm.yaml', '--plan', 'p.json']],
    'what is expected': ['HOME', ['-a', 'sandbox', 'menu', 'push', 'other.yaml', '--expect', 'm.yaml']],
  } as Record<string, readonly [string, readonly string[]]>,
  async ([name, argv]) => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'other.yaml'), menu('https://a.cn/'))
    for (const hole of [`\${${name}}`, `\${${name}:-x}`]) {
      writeFileSync(join(cwd, 'm.yaml'), menu(`https://a.cn/${hole}`))
      const env = { [name]: 'hush-hush', WXADMIN_CONFIG_DIR: join(cwd, 'store') }
      const { code, stdout, stderr } = await wxadmin(argv, { cwd, env })
      expect([code, stdout + stderr]).toEqual([
        65,
        expect.stringContaining(`add --var ${name} for its value`),
      ])
      expect(stdout + stderr).not.toContain('hush')
    }
  },
)

kind(
  '--var fills a variable, in every command that reads menus',
  {
    'menu validate': { argv: ['menu', 'validate', 'm.yaml', '--var', 'HOST=b.cn'], says: 'valid' },
    'menu validate, the value of the environment': {
      argv: ['menu', 'validate', '--var', 'HOST', 'm.yaml'],
      says: 'valid',
    },
    'menu validate, the later of two': {
      argv: ['menu', 'validate', 'm.yaml', '--var', 'HOST=no good', '--var=HOST=b.cn'],
      says: 'valid',
    },
    'menu diff': {
      argv: ['menu', 'diff', 'm.yaml', 'other.yaml', '--var', 'HOST=from.cn'],
      says: 'https://from.cn/',
    },
    'menu diff, the second file': {
      argv: ['menu', 'diff', 'other.yaml', 'm.yaml', '--var', 'HOST=to.cn'],
      says: 'https://to.cn/',
    },
    'menu preview': {
      argv: ['menu', 'preview', 'm.yaml', '--json', '--var', 'HOST=b.cn'],
      says: 'https://b.cn/',
    },
    'menu push': {
      argv: ['-a', 'sandbox', 'menu', 'push', 'm.yaml', '--var', 'HOST=b.cn', '--json'],
      says: 'https://b.cn/',
    },
    'menu create': {
      argv: ['-a', 'sandbox', 'menu', 'create', 'm.yaml', '--var', 'HOST', '--dry-run', '--json'],
      says: 'https://env.cn/',
    },
  },
  async ({ argv, says }) => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'm.yaml'), menu('https://${HOST}/'))
    writeFileSync(join(cwd, 'other.yaml'), menu('https://a.cn/'))
    const env = { HOST: 'env.cn', WXADMIN_CONFIG_DIR: join(cwd, 'store') }
    const { code, stdout, stderr } = await wxadmin(argv, { cwd, env })
    expect([code, stdout + stderr]).toEqual([0, expect.stringContaining(says)])
  },
)

kind(
  'what --var does not take is 64, and is not repeated',
  {
    "one of wxadmin's own": ['WXADMIN_SECRET', 'WXADMIN_SECRET is never filled in'],
    "one of wxadmin's own with a value": ['WXADMIN_APPID=hush', 'WXADMIN_APPID is never filled in'],
    'in small letters': ['wxadmin_secret', 'wxadmin_secret is never filled in'],
    'no name': ['=hush', '--var NAME, or --var NAME=VALUE'],
    'a name that is none': ['1A=hush', '--var NAME, or --var NAME=VALUE'],
    'a name with a hyphen': ['my-host=hush', '--var NAME, or --var NAME=VALUE'],
  } as Record<string, readonly [string, string]>,
  async ([value, says]) => {
    const env = { WXADMIN_SECRET: 'hush' }
    const { code, stderr } = await wxadmin(['menu', 'validate', '-', '--var', value], {
      stdin: menu('https://a.cn'),
      env,
    })
    expect([code, stderr]).toEqual([64, expect.stringContaining(says)])
    expect(stderr).not.toContain('hush')
  },
)

kind(
  'a value that is a known secret is refused, however it comes',
  {
    'given on the command line': ['--var', 'HOST=0123456789abcdef0123456789abcdef'],
    'from the environment under another name': ['--var', 'HOST'],
    'inside of a longer value': ['--var', 'HOST=a.cn/0123456789abcdef0123456789abcdef'],
  },
  async (flags) => {
    const secret = '0123456789abcdef0123456789abcdef'
    const env = { WXADMIN_SECRET: secret, HOST: secret }
    const { code, stdout } = await wxadmin(['menu', 'validate', '-', ...flags], {
      stdin: menu('https://a.cn/?${HOST}'),
      env,
    })
    expect([code, stdout]).toEqual([65, expect.stringContaining('variable-secret')])
    expect(stdout).not.toContain(secret)
  },
)

kind(
  'a command that is to be copied keeps the variables',
  {
    'a name alone': [['--var', 'HOST'], ' --var HOST '],
    'a value': [['--var', 'HOST=b.cn'], ' --var HOST=b.cn '],
    'a value that a shell would take apart': [['--var', "HOST=a b'c$d"], ` --var HOST='a b'\\''c$d' `],
    several: [['--var', 'HOST', '--var', 'OTHER=1'], ' --var HOST --var OTHER=1 '],
  } as Record<string, readonly [string[], string]>,
  async ([flags, says]) => {
    const stdin = 'button: [{ name: a, type: view, url: "https://${HOST}/", nmae: x }]'
    const env = { HOST: 'a.cn', WXADMIN_CONFIG_DIR: temporaryDirectory() }
    const { stderr } = await wxadmin(['-a', 'sandbox', 'menu', 'push', '-', ...flags], { stdin, env })
    expect(stderr).toContain(`wxadmin menu validate${says}-`)
  },
)

test('the ways out of drift keep the variables too', async () => {
  const { menu: run, file, place } = await world()
  file('m.yaml', menu('https://${HOST}/'))
  expect((await run('push', 'm.yaml', '--var', 'HOST=a.cn')).code).toBe(0)
  await place({ button: [{ name: 'z', type: 'click', key: 'z' }] })
  const { code, stderr } = await run('push', 'm.yaml', '--var', 'HOST=a.cn')
  expect(code).toBe(3)
  expect(stderr).toContain('wxadmin menu push --var HOST=a.cn m.yaml')
})

test('a pulled file keeps its variable where --var gives what is live', async () => {
  const { menu: run, file, cwd, place } = await world()
  file(
    'm.yaml',
    'button:\n  - { name: a, type: view, url: "https://${HOST}/" }\n  - { name: b, type: click, key: b }\n',
  )
  await place({
    button: [
      { name: 'a', type: 'view', url: 'https://a.cn/' },
      { name: 'b', type: 'click', key: 'c' },
    ],
  })
  expect((await run('pull', '-o', 'm.yaml', '--var', 'HOST=a.cn', '--force')).code).toBe(0)
  expect(readFileSync(join(cwd, 'm.yaml'), 'utf8')).toContain('"https://${HOST}/"')
})

test('a plan has its values already', async () => {
  const { code, stderr } = await wxadmin(['menu', 'push', '--plan', 'p.json', '--var', 'A=1'])
  expect([code, stderr]).toEqual([64, expect.stringContaining('--plan and --var exclude each other')])
})
