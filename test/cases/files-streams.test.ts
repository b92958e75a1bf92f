import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Argument, type Command } from 'commander'
import { describe, expect, onTestFinished, test } from 'vitest'
import { processContext } from '../../src/context'
import { allDeclarations } from '../../src/program/nouns'
import { createProgram } from '../../src/program/run'
import { FileArgument, FileOption } from '../../src/program/tree'
import { Terminal } from '../../src/terminal/terminal'
import { bareEnv, ending, program, projectRoot } from '../support/program'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

const RULES = 'rules: [{ keyword: hi, reply: hello }]'
const MENU = 'button: [{ name: a, type: click, key: k }]\n'
const PROD = ['--appid', 'wx0123456789abcdef']

/** Runs the built program by a shell, for what a shell alone can prepare. `$W` runs it, `$D` is a directory. */
function shell(script: string, env: Record<string, string> = {}) {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, 'menu.yaml'), MENU)
  const child = spawn('bash', ['-c', `W="${process.execPath} ${program}"; D="${directory}"; ${script}`], {
    cwd: directory,
    env: bareEnv(temporaryDirectory(), env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return ending(child)
}

const inGone = (command: string) => shell(`mkdir gone && cd gone && rmdir ../gone && ${command}`)

kind(
  'in a directory that was deleted a command works where it needs none',
  {
    'a file by its whole path': '$W menu validate $D/menu.yaml',
    'a push of a file by its whole path': '$W -a sandbox menu push $D/menu.yaml',
    'a menu on stdin': '$W menu diff - $D/menu.yaml < $D/menu.yaml',
    'a token': '$W -a sandbox token',
    'the accounts': '$W account list',
    'an output by its whole path':
      '$W -a sandbox menu push $D/menu.yaml -q && $W -a sandbox menu pull -o $D/out.yaml',
    'a child of the sandbox': '$W sandbox exec -- true',
    'the help': '$W menu push --help',
  },
  async (command) => {
    const { code, stderr } = await inGone(command)
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('uv_cwd')])
  },
)

kind(
  'in a directory that was deleted a relative name is one sentence',
  {
    'a menu': '$W menu validate menu.yaml',
    'a directory of menus': '$W menu validate .',
    'a page': '$W menu preview $D/menu.yaml --html page.html',
    'a picture': '$W -a sandbox qrcode create 1 -o code.png',
    rules: '$W serve --reply rules.yaml --check',
    records: '$W serve --port 0 --token abc --record pushes',
    'a ready file': '$W sandbox --port 0 --ready-file ready.json',
    'a secret': `$W account add prod ${PROD.join(' ')} --secret-file secret`,
  },
  async (command) => {
    const { code, stderr } = await inGone(command)
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('The directory that this runs in was deleted'),
    ])
    const error = stderr.slice(stderr.indexOf('Error: ')).trim()
    expect(error.split('\n').length).toBeLessThanOrEqual(4)
  },
)

/** Every command of the tree. */
async function commands(): Promise<Command[]> {
  const context = processContext(process, {
    signal: () => new AbortController().signal,
    closed: () => new AbortController().signal,
    broken: () => undefined,
  })
  const options = {
    language: 'en',
    json: false,
    quiet: false,
    debug: false,
    input: true,
    color: 'auto',
  } as const
  const shape = { context, terminal: new Terminal(context, options), version: '0', outcome: {} }
  const below = (command: Command): Command[] => [command, ...command.commands.flatMap(below)]
  return below(createProgram({ ...shape, declarations: await allDeclarations() }))
}

describe('- in the place of a file', () => {
  test('each option and argument that names a file says what it means', async () => {
    const silent: string[] = []
    for (const command of await commands()) {
      for (const option of command.options)
        if (/<(?:file|directory)\b/.test(option.flags) && !(option instanceof FileOption))
          silent.push(`${command.name()} ${option.flags}`)
      for (const argument of command.registeredArguments)
        if (
          /^(?:file|directory|other)$/.test(argument.name()) &&
          argument instanceof Argument &&
          !(argument instanceof FileArgument)
        )
          silent.push(`${command.name()} ${argument.name()}`)
    }
    expect(silent).toEqual([])
  })
})

kind(
  '- is refused where it means nothing, and no file is called so',
  {
    '--record': [['serve', '--record', '-'], '--record'],
    '--ready-file of serve': [['serve', '--ready-file', '-'], '--ready-file'],
    '--ready-file of the sandbox': [['sandbox', '--ready-file', '-'], '--ready-file'],
    '--ready-file of a login': [['oauth', 'login', '--ready-file', '-'], '--ready-file'],
    '--ready-file that is stdout': [['sandbox', '--ready-file', '/dev/stdout'], '--ready-file'],
    '--verify-file': [['serve', '--verify-file', '-'], '--verify-file'],
    '-o of a QR code': [['-a', 'sandbox', 'qrcode', 'create', '1', '-o', '-'], '--output'],
    '-o of init': [['init', '-o', '-'], '--output'],
    'a file to upload': [['-a', 'sandbox', 'media', 'upload', '-'], 'FILE'],
  } as Record<string, readonly [string[], string]>,
  async ([argv, name]) => {
    const cwd = temporaryDirectory()
    const { code, stdout, stderr } = await wxadmin(argv, { cwd, stdin: MENU })
    expect([code, stdout, stderr]).toEqual([64, '', expect.stringContaining(`${name} needs a file name`)])
    expect(readdirSync(cwd)).toEqual([])
  },
)

kind(
  '- is stdin or stdout where it means them',
  {
    'menu validate': { argv: ['menu', 'validate', '-'], stdin: MENU },
    'menu push': { argv: ['-a', 'sandbox', 'menu', 'push', '-', '--yes'], stdin: MENU },
    '--reply': { argv: ['serve', '--check', '--reply', '-'], stdin: RULES },
    '--secret-file': {
      argv: ['account', 'add', 'prod', ...PROD, '--secret-file', '-'],
      stdin: '0123456789abcdef0123456789abcdef\n',
    },
    '--html': { argv: ['menu', 'preview', '-', '--html', '-'], stdin: MENU, says: '<html' },
    '/dev/stdin': { argv: ['menu', 'validate', '/dev/stdin'], stdin: MENU },
  } as Record<string, { argv: string[]; stdin: string; says?: string }>,
  async ({ argv, stdin, says = '' }) => {
    const cwd = temporaryDirectory()
    const env = { WXADMIN_CONFIG_DIR: join(temporaryDirectory(), 'store') }
    const { code, stdout, stderr } = await wxadmin(argv, { cwd, env, stdin })
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('Error')])
    expect(stdout).toContain(says)
    expect(readdirSync(cwd)).toEqual([])
  },
)

kind(
  'stdin twice is refused, with the names of both',
  {
    'two files to compare': [['menu', 'diff', '-', '-'], 'FILE', 'OTHER'],
    'two files to check': [['menu', 'validate', '-', 'a.yaml', '-'], 'FILE', 'FILE'],
    'a file and what it is held against': [['menu', 'push', '-', '--expect', '-'], 'FILE', '--expect'],
    'by its other names': [['menu', 'diff', '/dev/stdin', '/dev/fd/0'], 'FILE', 'OTHER'],
    'a body and a field': [['api', 'POST', '/x', '--input', '-', '-F', 'a=@-'], '-F a', '--input'],
    'two fields': [['api', 'POST', '/x', '-F', 'a=@-', '-F', 'b=@/dev/stdin'], '-F a', '-F b'],
    'a secret and a key': [
      ['account', 'set', 'p', '--secret-file', '-', '--aes-key-stdin'],
      '--secret-file',
      '--aes-key-stdin',
    ],
  } as Record<string, readonly [string[], string, string]>,
  async ([argv, first, second]) => {
    const { code, stdout, stderr } = await wxadmin(argv, { stdin: MENU })
    expect([code, stdout, stderr]).toEqual([
      64,
      '',
      expect.stringContaining(`${first} and ${second} are both to be read from stdin`),
    ])
  },
)

const hasFull = existsSync('/dev/full')

describe.skipIf(!hasFull)('with /dev/full', () => {
  kind(
    'a result that could not be written is told of, and is no success',
    {
      '--version': '$W --version',
      '-V': '$W -V',
      '--help': '$W --help',
      'a check': '$W menu validate $D/menu.yaml --json',
      'a schema': '$W menu schema',
    },
    async (command) => {
      expect(await shell(`${command} >/dev/full`)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('could not be written to stdout: the disk is full'),
      })
    },
  )
})

/** A file system of 8 kB, of which 1 kB is free; only root may make one. */
function smallDisk(): string {
  const directory = temporaryDirectory()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', directory])
  if (mounted.status !== 0) throw new Error(String(mounted.stderr))
  onTestFinished(() => void spawnSync('umount', [directory]))
  writeFileSync(join(directory, 'fill'), Buffer.alloc(8192))
  return directory
}

/** Root in a container may not be allowed to either. */
function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const directory = mkdtempSync(join(tmpdir(), 'wxadmin-mount-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', directory])
  if (status === 0) spawnSync('umount', [directory])
  rmdirSync(directory)
  return status === 0
}

describe.skipIf(!mayMount())('on a full disk (root mounts one)', () => {
  kind(
    'nothing is left of a file that could not be written whole',
    {
      'a QR code': ['-a', 'sandbox', 'qrcode', 'create', '1', '-o', 'out.png'],
      'a QR code over another file': ['-a', 'sandbox', 'qrcode', 'create', '1', '-o', 'fill.svg', '--force'],
      'a page': ['menu', 'preview', '-', '--html', 'out.html'],
      'a pulled menu': ['-a', 'sandbox', 'menu', 'pull', '-o', 'out.yaml'],
      'a first menu': ['init', '--name', 'sandbox', '-o', 'out.yaml'],
      'a ready file': ['serve', '--port', '0', '--token', 'abc', '--ready-file', 'out.json'],
    },
    async (argv) => {
      const cwd = smallDisk()
      const env = { WXADMIN_CONFIG_DIR: join(temporaryDirectory(), 'store') }
      await wxadmin(['-a', 'sandbox', 'menu', 'push', '-', '--yes'], { env, stdin: MENU })
      const { code, stderr } = await wxadmin(argv, { cwd, env, stdin: MENU })
      expect([code, stderr]).toEqual([1, expect.stringContaining('the disk is full')])
      expect(readdirSync(cwd)).toEqual(['fill'])
    },
  )
})

describe('a store that cannot be written', () => {
  kind(
    'oauth url --state auto prints the link, with a warning',
    {
      'a place that cannot be': (base: string) => join(base, 'file', 'store'),
      'a directory that is a file': (base: string) => join(base, 'file'),
      'a link that leads nowhere': (base: string) => {
        symlinkSync('/proc/nowhere', join(base, 'link'))
        return join(base, 'link')
      },
    },
    async (place) => {
      const base = temporaryDirectory()
      writeFileSync(join(base, 'file'), '')
      chmodSync(join(base, 'file'), 0o400)
      const env = { WXADMIN_APPID: 'wx0123456789abcdef', WXADMIN_CONFIG_DIR: place(base) }
      const { code, stdout, stderr } = await wxadmin(['oauth', 'url', 'https://a.cn/', '--state', 'auto'], {
        env,
      })
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(/^https:.*state=[A-Za-z0-9]{32}#wechat_redirect\n$/),
      ])
      expect(stderr).toContain('Warning: The state could not be kept')
      expect(stderr).not.toContain('is remembered')
    },
  )
})

const ESCAPE = '\u001b['

kind(
  'FORCE_COLOR and NO_COLOR mean what they mean elsewhere',
  {
    'FORCE_COLOR=0 on a terminal': [{ FORCE_COLOR: '0' }, 80, false],
    'FORCE_COLOR=false on a terminal': [{ FORCE_COLOR: 'false' }, 80, false],
    'FORCE_COLOR=1 in a pipe': [{ FORCE_COLOR: '1' }, undefined, true],
    'FORCE_COLOR=2 in a pipe': [{ FORCE_COLOR: '2' }, undefined, true],
    'FORCE_COLOR=3 in a dumb pipe': [{ FORCE_COLOR: '3', TERM: 'dumb' }, undefined, true],
    'FORCE_COLOR=true in a pipe': [{ FORCE_COLOR: 'true' }, undefined, true],
    'FORCE_COLOR that is empty, in a pipe': [{ FORCE_COLOR: '' }, undefined, false],
    'FORCE_COLOR that is empty, on a terminal': [{ FORCE_COLOR: '' }, 80, true],
    'NO_COLOR on a terminal': [{ NO_COLOR: '1' }, 80, false],
    'NO_COLOR comes before FORCE_COLOR': [{ NO_COLOR: '1', FORCE_COLOR: '3' }, 80, false],
    'NO_COLOR that is empty means nothing': [{ NO_COLOR: '', FORCE_COLOR: '1' }, undefined, true],
    'neither, in a pipe': [{}, undefined, false],
  } as Record<string, readonly [Record<string, string>, number | undefined, boolean]>,
  async ([env, columns, hasColour]) => {
    const { stdout } = await wxadmin(['menu', 'validate', 'none.yaml'], { env, ...(columns && { columns }) })
    expect(stdout.includes(ESCAPE)).toBe(hasColour)
    const never = await wxadmin(['--color', 'never', 'menu', 'validate', 'none.yaml'], { env })
    expect(never.stdout).not.toContain(ESCAPE)
    const always = await wxadmin(['--color', 'always', 'menu', 'validate', 'none.yaml'], { env })
    expect(always.stdout).toContain(ESCAPE)
  },
)

kind(
  'a language is taken in the forms in which people write it',
  Object.fromEntries(
    [
      ['zh', '错误'],
      ['zh-CN', '错误'],
      ['zh_CN', '错误'],
      ['zh-Hans', '错误'],
      ['zh_CN.UTF-8', '错误'],
      ['zh-TW', '错误'],
      ['ZH', '错误'],
      ['en', 'error'],
      ['en-US', 'error'],
      ['en_GB.UTF-8', 'error'],
    ].map(([tag, word]) => [tag, [tag, word]]),
  ) as Record<string, [string, string]>,
  async ([tag, word]) => {
    const argv = ['menu', 'validate', 'none.yaml']
    const other = word === 'error' ? 'zh_CN.UTF-8' : 'en_US.UTF-8'
    expect((await wxadmin(['--lang', tag, ...argv], { env: { LANG: other } })).stdout).toContain(word)
    expect((await wxadmin(argv, { env: { LANG: other, WXADMIN_LANG: tag } })).stdout).toContain(word)
  },
)

test.each(['fr', 'cn', 'zhx', 'zh CN', ''])('the language "%s" is refused', async (tag) => {
  const { code, stderr } = await wxadmin(['--lang', tag, 'menu', 'schema'])
  expect([code, stderr]).toEqual([64, expect.stringContaining('--lang is not valid')])
})

const GBK = `$'\\262\\313\\265\\245'`

describe.skipIf(process.platform !== 'linux')('names that are no UTF-8', () => {
  kind(
    'a file is found by the bytes of its name',
    {
      'a menu with a name of GBK': `cp menu.yaml ${GBK}.yaml; $W menu validate ${GBK}.yaml`,
      'by the whole path': `cp menu.yaml ${GBK}.yaml; $W menu validate $D/${GBK}.yaml`,
      'in a directory of such a name': `mkdir ${GBK}; cp menu.yaml ${GBK}/${GBK}.yaml; $W menu validate ${GBK}/${GBK}.yaml`,
      'a directory of such a name': `mkdir ${GBK}; cp menu.yaml ${GBK}/; $W menu validate ${GBK}`,
      'found in a directory': `mkdir m; cp menu.yaml m/${GBK}.yaml; $W menu validate m`,
      rules: `echo '${RULES}' > ${GBK}; $W serve --check --reply ${GBK}`,
      'a secret': `printf %032d 7 > ${GBK}; $W account add prod ${PROD.join(' ')} --secret-file ${GBK}`,
      'a picture': `cp ${join(projectRoot, 'menus/poster.png')} ${GBK}.png; $W -a sandbox media upload ${GBK}.png`,
    },
    async (script) => {
      const { code, stderr } = await shell(script)
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('Error')])
    },
  )

  test('two that look alike are refused, and a link is held to the checkout', async () => {
    const twice = await shell(
      `cp menu.yaml $'a\\376.yaml'; cp menu.yaml $'a\\377.yaml'; $W menu validate $'a\\376.yaml'`,
    )
    expect(twice).toMatchObject({ code: 65, stdout: expect.stringContaining('several files have this name') })
    const link = await shell(`mkdir .git; ln -s /etc/passwd $'a\\376.yaml'; $W menu validate $'a\\376.yaml'`)
    expect(link).toMatchObject({ code: 65, stdout: expect.stringContaining('leads out of') })
    expect(link.stdout).not.toContain('root:')
  })
})

test('a file that is written again keeps its mode, and a link its place', async () => {
  const cwd = temporaryDirectory()
  mkdirSync(join(cwd, 'real'))
  writeFileSync(join(cwd, 'real/page.html'), '', { mode: 0o640 })
  symlinkSync('real/page.html', join(cwd, 'page.html'))
  const { code } = await wxadmin(['menu', 'preview', '-', '--html', 'page.html'], { cwd, stdin: MENU })
  expect([code, readFileSync(join(cwd, 'real/page.html'), 'utf8').includes('<html')]).toEqual([0, true])
  expect(readdirSync(cwd).sort()).toEqual(['page.html', 'real'])
  rmSync(join(cwd, 'page.html'))
})
