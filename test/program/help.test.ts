import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { variables } from '../../src/environment'
import { exitCodes } from '../../src/errors'
import { topicNames } from '../../src/terminal/topics'
import { wxadmin } from '../support/run'
import { commandTree } from '../support/tree'

const paths = commandTree().map(({ path }) => path)

describe('help of the program', () => {
  test.each([[[]], [['help']], [['-h']], [['--help']], [['--no-input', '-q']]])(
    '%j is on stdout, and succeeds',
    async (argv) => {
      const { code, stdout, stderr } = await wxadmin(argv)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(
        /^Usage: wxadmin \[options\] \[command\]\n\nThe command line for WeChat Official Accounts\n/,
      )
      expect(stdout).toContain('\nOptions:\n  -V, --version  ')
      expect(stdout).toContain('\nCommands:\n  token  ')
      expect(stdout).toContain('(one of: auto, always, never; default: auto)')
      expect(stdout).toContain('More: wxadmin help environment')
      expect(stdout).not.toContain('Options of every command')
    },
  )

  test('help of the program speaks Chinese, its full-width marks without spaces around them', async () => {
    const { stdout } = await wxadmin(['--lang', 'zh', '-h'])
    expect(stdout).toMatch(/^用法：wxadmin \[选项\] \[命令\]\n\n微信公众号命令行工具\n/)
    expect(stdout).toContain('彩色输出（可选：auto、always、never；默认：auto）')
    expect(stdout).not.toMatch(/[：（] /)
  })
})

describe('help of a command', () => {
  test.each(paths)('%s: the same where the command line has other flags as well', async (path) => {
    const words = path.split(' ').slice(1)
    const alone = await wxadmin([...words, '--help'])
    expect(alone).toEqual(await wxadmin([...words, '--help', '--lang', 'en']))
    expect(alone.code).toBe(0)
  })

  test.each(paths)('%s', async (path) => {
    const words = path.split(' ').slice(1)
    for (const lang of ['en', 'zh']) {
      const asked = await wxadmin([...words, '--help', '--lang', lang])
      expect(asked.code).toBe(0)
      expect(asked.stderr).toBe('')
      expect(asked.stdout).toContain(lang === 'en' ? `Usage: ${path}` : `用法：${path}`)
      for (const argv of [
        [...words, '-h'],
        ['help', ...words],
        ['-h', ...words],
      ])
        expect(await wxadmin(['--lang', lang, ...argv])).toEqual(asked)
      if (words.length > 0)
        expect(asked.stdout).toContain(lang === 'en' ? 'Options of every command' : '所有命令通用的选项')
      if (lang === 'zh')
        expect(asked.stdout.replace(/wxadmin .*|"?https?:.*/g, '')).not.toMatch(
          /[a-z]{3,} [a-z]{2,} [a-z]{3,}/,
        )
    }
  })

  test('help finds a command by its other name', async () => {
    expect((await wxadmin(['help', 'menu', 'create'])).stdout).toContain(
      'Usage: wxadmin menu push|create [options] [file]',
    )
  })

  test('help of a command needs neither the arguments that are missing nor a right command line', async () => {
    expect((await wxadmin(['menu', 'push', '-h'])).code).toBe(0)
    expect((await wxadmin(['api', '--help'])).code).toBe(0)
  })

  test('help of a command says with --json what the command takes', async () => {
    const { code, stdout } = await wxadmin(['help', 'menu', 'push', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'wxadmin menu push',
      aliases: ['create'],
      arguments: [{ name: 'file', required: false, variadic: false }],
      options: expect.arrayContaining([{ flags: '-y, --yes', description: 'do not ask' }]),
      commands: [],
    })
  })

  test.each([
    [20, 40],
    [40, 40],
    [60, 60],
    [120, 120],
  ])('on a terminal of %i columns its lines take %i at most', async (columns, most) => {
    for (const path of paths)
      for (const lang of ['en', 'zh']) {
        const { stdout } = await wxadmin(
          ['help', ...path.split(' ').slice(1), '--lang', lang, '--color', 'never'],
          { columns },
        )
        const lines = stdout.split('\n').slice(1) // the usage and examples are kept whole
        for (const line of lines.filter((it) => !/^ +.*wxadmin|^ +curl/.test(it)))
          expect(stringWidth(line), `${path}: ${line}`).toBeLessThanOrEqual(most)
      }
  })

  test('help is coloured on a terminal and plain elsewhere', async () => {
    expect((await wxadmin(['-h'], { columns: 80, env: { TERM: 'xterm' } })).stdout).toContain(
      '\u001b[1mUsage:',
    )
    expect((await wxadmin(['-h'])).stdout).not.toContain('\u001b')
    expect((await wxadmin(['-h', '--color', 'always'])).stdout).toContain('\u001b[1m')
  })
})

describe('help topics', () => {
  test('the topic environment lists every variable and marks the secret ones', async () => {
    const { code, stdout } = await wxadmin(['help', 'environment'])
    expect(code).toBe(0)
    for (const { name } of variables) expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'))
    expect(stdout).toMatch(/WXADMIN_SECRET +AppSecret \(secret\)/)
    const { stdout: json } = await wxadmin(['help', 'environment', '--json'])
    expect(JSON.parse(json)).toContainEqual({ name: 'WXADMIN_SECRET', secret: true, about: 'AppSecret' })
  })

  test('the topic exit-codes lists every code with its meaning', async () => {
    const { stdout } = await wxadmin(['help', 'exit-codes'])
    for (const code of [0, 2, ...Object.values(exitCodes)])
      expect(stdout).toMatch(new RegExp(`^ +${code}  \\S`, 'm'))
    const { stdout: json } = await wxadmin(['help', 'exit-codes', '--json'])
    expect(JSON.parse(json)).toContainEqual({ code: 65, kind: 'input', meaning: expect.any(String) })
  })

  test('the topic formatting shows an error document as it really is', async () => {
    const { stdout } = await wxadmin(['help', 'formatting', '--json'])
    const { text, error } = JSON.parse(stdout)
    expect(text).toContain('NO_COLOR')
    expect(text).toContain('"code": "WECHAT_40164"')
    const { reportError } = await import('../../src/terminal/errors')
    const { wechatError } = await import('../../src/errors')
    const written: string[] = []
    const terminal = {
      json: true,
      language: 'en',
      options: {},
      subject: {},
      takeWarnings: () => [],
      writeDocument: (document: object) => written.push(JSON.stringify(document)),
    }
    await reportError(
      wechatError({ errcode: 40164, errmsg: 'x', rid: '1-2-3', path: '/cgi-bin/token' }),
      terminal as never,
    )
    expect(Object.keys(JSON.parse(written.join('')).error)).toEqual(Object.keys(error))
  })

  test.each(topicNames)('%s has its text in both languages', async (name) => {
    const [en, zh] = await Promise.all(['en', 'zh'].map((lang) => wxadmin(['help', name, '--lang', lang])))
    expect([en?.code, zh?.code]).toEqual([0, 0])
    expect(en?.stdout.length).toBeGreaterThan(200)
    expect(zh?.stdout).toMatch(/\p{Script=Han}{4}/u)
  })

  test('the name of a topic may be written as two words', async () => {
    expect(await wxadmin(['help', 'exit', 'codes'])).toEqual(await wxadmin(['help', 'exit-codes']))
  })

  test.each([
    [
      'formating',
      'There is no command or topic formating. Did you mean formatting?',
      'wxadmin help formatting',
    ],
    ['mneu', 'There is no command or topic mneu. Did you mean menu?', 'wxadmin help menu'],
    ['menu psh', 'There is no command or topic menu psh. Did you mean menu push?', 'wxadmin help menu push'],
    [
      'menu push now',
      'There is no command or topic menu push now. Topics: environment, exit-codes, formatting, faults.',
      'wxadmin help menu push',
    ],
    [
      'xyzzy',
      'There is no command or topic xyzzy. Topics: environment, exit-codes, formatting, faults.',
      'wxadmin help',
    ],
  ])('%s is a usage error', async (words, problem, help) => {
    expect(await wxadmin(['help', ...words.split(' ')])).toEqual({
      code: 64,
      stdout: '',
      stderr: `Error: ${problem}\n  Try: ${help}\n`,
    })
  })
})
