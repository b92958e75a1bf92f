import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { conceal } from '../../src/wechat/conceal'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

const SECRET = 'hunter2-not-for-logs'
const MENU = 'button: [{ name: a, type: click, key: k }]\n'

/** A checkout with files that are for nobody, and a directory outside of it. */
function world() {
  const base = realpathSync(temporaryDirectory())
  const checkout = join(base, 'checkout')
  for (const name of ['menus', '.git/hooks', '.hg']) mkdirSync(join(checkout, name), { recursive: true })
  mkdirSync(join(base, 'outside'))
  writeFileSync(join(checkout, '.git/config'), `[http]\n\textraheader = ${SECRET}\n`)
  writeFileSync(join(checkout, '.hg/hgrc'), `default = ${SECRET}\n`)
  writeFileSync(join(checkout, 'secrets.yml'), `odd: ${SECRET}\n${SECRET}: 1\nbutton: ${SECRET}\n`)
  writeFileSync(join(checkout, '.env'), `ODD_NAME=${SECRET}\n`)
  writeFileSync(join(checkout, 'menus/ok.yaml'), MENU)
  symlinkSync('../.git/config', join(checkout, 'menus/git.yaml'))
  symlinkSync('../.hg/hgrc', join(checkout, 'menus/hg.yaml'))
  symlinkSync('../secrets.yml', join(checkout, 'menus/x.yaml'))
  symlinkSync('../.env', join(checkout, 'menus/env.yaml'))
  symlinkSync('.', join(checkout, 'here'))
  symlinkSync('../outside', join(checkout, 'od'))
  symlinkSync('.git/hooks', join(checkout, 'hooks'))
  const env = { WXADMIN_CONFIG_DIR: join(base, 'store'), WXADMIN_CALLBACK_TOKEN: 'token' }
  const run = (argv: readonly string[]) => wxadmin(argv, { cwd: checkout, env })
  return { base, checkout, run }
}

const readers: Readonly<Record<string, (file: string) => readonly string[]>> = {
  text: (file) => ['menu', 'validate', file],
  '--json': (file) => ['menu', 'validate', '--json', file],
  github: (file) => ['menu', 'validate', '--format', 'github', file],
  'menu preview': (file) => ['menu', 'preview', file],
  'menu diff': (file) => ['menu', 'diff', 'menus/ok.yaml', file],
  'serve --reply': (file) => ['serve', '--reply', file, '--check'],
  'serve --reply --json': (file) => ['serve', '--reply', file, '--check', '--json'],
}

kind('nothing is shown of a file that a link of the checkout leads to', readers, async (argv) => {
  const { run } = world()
  for (const file of ['menus/x.yaml', 'menus/env.yaml', 'here/secrets.yml']) {
    const { code, stdout, stderr } = await run(argv(file))
    expect(code, file).toBe(65)
    expect(stdout + stderr).toContain(file)
    expect(stdout + stderr).not.toContain('hunter2')
    expect(stdout + stderr).not.toContain('ODD_NAME')
  }
})

kind("version control's own files are not read", readers, async (argv) => {
  const { run } = world()
  for (const file of ['menus/git.yaml', 'menus/hg.yaml', '.git/config']) {
    const { code, stdout, stderr } = await run(argv(file))
    expect([code, stdout + stderr]).toEqual([65, expect.stringContaining('version control keeps')])
    expect(stdout + stderr).not.toContain('hunter2')
  }
})

kind(
  'lines are shown of a file that a person names, however it is spelled',
  {
    'by its name': 'menus/bad.yaml',
    'from a directory up': 'menus/../menus/bad.yaml',
    'with a dot': './menus/bad.yaml',
  },
  async (file) => {
    const { run, checkout } = world()
    writeFileSync(join(checkout, 'menus/bad.yaml'), 'button: nonsense\n')
    expect((await run(['menu', 'validate', file])).stdout).toContain('| button: nonsense')
  },
)

kind(
  'nothing is written through a link that leads out of the checkout, or into .git',
  {
    'menu pull': (to) => ['-a', 'sandbox', 'menu', 'pull', '-o', `${to}/main.yaml`],
    'menu preview': (to) => ['menu', 'preview', 'menus/ok.yaml', '--html', `${to}/p.html`],
    'a plan': (to) => ['-a', 'sandbox', 'menu', 'push', 'menus/ok.yaml', '--plan', `${to}/plan.json`],
    'serve --record': (to) => ['serve', '--port', '0', '--record', to],
    'serve --record, below': (to) => ['serve', '--port', '0', '--record', `${to}/a/b`],
    'qrcode create': (to) => ['-a', 'sandbox', 'qrcode', 'create', 'x', '-o', `${to}/x.png`],
  } satisfies Record<string, (to: string) => string[]>,
  async (argv) => {
    const { run, base, checkout } = world()
    await run(['-a', 'sandbox', 'menu', 'push', 'menus/ok.yaml'])
    for (const to of ['od', 'hooks']) {
      const { code, stderr } = await run(argv(to))
      expect(code, stderr).toBeGreaterThan(0)
      expect(stderr).toMatch(to === 'od' ? /leads out of/ : /version control keeps/)
    }
    expect(readdirSync(join(base, 'outside'))).toEqual([])
    expect(readdirSync(join(checkout, '.git/hooks'))).toEqual([])
  },
)

kind(
  'an output goes where a person says, outside of the checkout too',
  {
    'outside, by its path': (w) => join(w.base, 'outside/p.html'),
    'outside, from where they are': () => '../outside/p.html',
    'through a link of the checkout that stays inside': () => 'here/p.html',
    'through a link outside of any checkout': (w) => {
      symlinkSync('outside', join(w.base, 'link'))
      return join(w.base, 'link/p.html')
    },
  } satisfies Record<string, (w: ReturnType<typeof world>) => string>,
  async (place) => {
    const w = world()
    const file = place(w)
    expect(await w.run(['menu', 'preview', 'menus/ok.yaml', '--html', file])).toMatchObject({ code: 0 })
    expect(existsSync(file.startsWith('/') ? file : join(w.checkout, file))).toBe(true)
  },
)

kind(
  'values behind names of secrets are taken out of lines',
  {
    'a header of git': ['extraheader = AUTHORIZATION: basic eC1hY2Nlc3M6Z2hz', 'eC1h'],
    'a key by the end of its name': ['DEPLOY_KEY=abc/def+ghi', 'abc/def'],
    'a key in camel case': ['appKey: "two words"', 'words'],
    'the words of a wallet': ['MNEMONIC=apple banana cherry', 'cherry'],
    'a webhook by its name': ['ALERT_WEBHOOK_URL=https://a.example/xyz', 'xyz'],
    'a webhook by its address': ['url: https://hooks.slack.com/services/T0/B0/abcd', 'abcd'],
    'a robot of WeCom': ['u: https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=aa-bb', 'aa-bb'],
    'a password with a mark in it': ['password: "ab#c;defg"', 'defg'],
  } satisfies Record<string, readonly [string, string]>,
  async ([line, secret]) => {
    expect(conceal(line)).not.toContain(secret)
    expect(conceal(line)).toHaveLength(line.length)
    expect(conceal('{ name: a, type: click, key: MENU_KEY }')).toContain('MENU_KEY')
  },
)
