import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CommandContext } from '../../src/commands/command'
import { wxadmin } from '../support/run'

/** What the command was called with, in place of running it. */
const called = vi.hoisted(() => ({
  by: [] as { name: string; args: unknown; options: Record<string, unknown>; cx: CommandContext }[],
}))
const stand = vi.hoisted(() => (...names: string[]) => () => {
  const spy =
    (name: string) => async (cx: CommandContext, args: unknown, options: Record<string, unknown>) => {
      called.by.push({ name, args, options, cx })
    }
  return Object.fromEntries(names.map((name) => [name, spy(name)]))
})
vi.mock('../../src/commands/token/get', stand('getToken'))
vi.mock('../../src/commands/token/refresh', stand('refreshToken'))
vi.mock('../../src/commands/menu/validate', stand('validateMenus'))
vi.mock('../../src/commands/menu/push', stand('pushMenu'))
vi.mock('../../src/commands/account/add', stand('addAccount'))
vi.mock('../../src/commands/account/set', stand('setAccount'))
vi.mock('../../src/commands/sandbox/serve', stand('serveSandbox'))
vi.mock('../../src/commands/sandbox/exec', stand('execInSandbox'))
vi.mock('../../src/commands/api', stand('callApi'))
vi.mock('../../src/commands/explain', stand('explainCodes'))

beforeEach(() => {
  called.by.length = 0
})

describe('a command line reaches its command with its arguments and options', () => {
  test.each<[string, string, unknown[], Record<string, unknown>]>([
    ['token', 'getToken', [], {}],
    ['token --json', 'getToken', [], { json: true }],
    ['-a prod token', 'getToken', [], { account: 'prod' }],
    ['token -a prod', 'getToken', [], { account: 'prod' }],
    ['token refresh --force -a prod --yes', 'refreshToken', [], { force: true, yes: true, account: 'prod' }],
    ['--timeout 3 token', 'getToken', [], { timeout: 3 }],
    ['menu validate a.yaml b.yaml --strict', 'validateMenus', [['a.yaml', 'b.yaml']], { strict: true }],
    ['menu push -', 'pushMenu', ['-'], {}],
    ['menu create a.yaml --dry-run', 'pushMenu', ['a.yaml'], { dryRun: true }],
    ['--no-input menu push a.yaml -y', 'pushMenu', ['a.yaml'], { yes: true, input: false }],
    [
      'account add prod --appid wx1 --secret-stdin --use',
      'addAccount',
      ['prod'],
      { appid: 'wx1', secretStdin: true, use: true },
    ],
    ['account set prod mode=safe token=', 'setAccount', ['prod', ['mode=safe', 'token=']], {}],
    ['sandbox', 'serveSandbox', [], { port: '8089', host: '127.0.0.1' }],
    ['sandbox --fault a=busy --fault b=drop', 'serveSandbox', [], { fault: ['a=busy', 'b=drop'] }],
    [
      'sandbox exec --fault a=busy -- npm test --json',
      'execInSandbox',
      [['npm', 'test', '--json']],
      { fault: ['a=busy'] },
    ],
    [
      'api get /a -f a=1 -f b=2 -F c=3 -i',
      'callApi',
      ['get', '/a'],
      { rawField: ['a=1', 'b=2'], field: ['c=3'], include: true },
    ],
    ['api post /a --input -', 'callApi', ['post', '/a'], { input: '-' }],
    ['explain 40164 48001', 'explainCodes', [['40164', '48001']], {}],
    ['explain -1', 'explainCodes', [['-1']], {}],
    ['explain', 'explainCodes', [[]], {}],
  ])('%s', async (line, name, args, options) => {
    const outcome = await wxadmin(line.split(' '))
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(called.by).toHaveLength(1)
    expect(called.by[0]).toMatchObject({ name, args, options })
  })

  test('--input of api and the global --no-input do not disturb each other', async () => {
    await wxadmin(['--no-input', 'api', 'post', '/a', '--input', 'file'])
    expect(called.by[0]?.options).toMatchObject({ input: 'file' })
    expect(called.by[0]?.cx.globals).toMatchObject({ input: false })
  })
})

describe('how it speaks is settled before the command runs', () => {
  test.each([
    [['--lang', 'zh', 'token'], {}, 'zh'],
    [['token', '--lang=zh'], {}, 'zh'],
    [['token'], { WXADMIN_LANG: 'zh' }, 'zh'],
    [['token'], { LC_ALL: 'zh_CN.UTF-8' }, 'zh'],
    [['token'], { LANG: 'zh_CN.UTF-8', WXADMIN_LANG: 'en' }, 'en'],
    [['token'], { LANG: 'C.UTF-8' }, 'en'],
  ] as const)('%j %j', async (argv, env, language) => {
    await wxadmin(argv, { env })
    expect(called.by[0]?.cx.terminal.language).toBe(language)
  })
})
