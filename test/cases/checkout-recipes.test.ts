import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type JobRun, runWorkflow, type Situation, shims } from '../docs/github-runner'
import { runPipeline } from '../docs/gitlab-runner'
import { recipe } from '../docs/recipes'
import { sandbox as startSandbox } from '../sandbox/support'
import { hostileCheckout, linkNodeModules } from '../support/hostile'
import { packed } from '../support/packed'
import { bareEnv, projectRoot } from '../support/program'
import { recordingProxy } from '../support/proxy'
import { temporaryDirectory } from '../support/run'
import { certificateFile, tlsServer } from '../support/tls'
import { kind } from './kind'

const GOOD = 'button:\n  - { name: 今日歌曲, type: click, key: V1001_TODAY_MUSIC }\n'
const BAD = GOOD.replace('click', 'clic')
const KEYS = { good: ['V1001_TODAY_MUSIC'], bad: [] } as const

/** Ways by which PATH leads into a checkout, in front of what the machine has. */
const ways = {
  relative: 'node_modules/.bin:.:bin',
  absolute: '{workspace}/node_modules/.bin:{workspace}:{workspace}/bin',
  empty: '::./bin:./node_modules/.bin/',
  roundabout: '{workspace}/../project/bin:{workspace}/menus/..:bin/../node_modules/.bin',
} as const

/** What else of a machine's environment may name files of the checkout. */
const ENVIRONMENT = {
  NODE_OPTIONS: '--require ./hook.cjs',
  npm_config_userconfig: './.npmrc',
  npm_config_script_shell: './sh',
  npm_config_ignore_scripts: 'false',
  npm_config_registry: 'http://127.0.0.1:9/',
  NPM_CONFIG_PREFIX: './bin',
}

interface Recipe {
  readonly file: string
  readonly page?: string
  readonly on: 'pull_request' | 'push'
  readonly path: keyof typeof ways
  readonly env?: Readonly<Record<string, string>>
  readonly linked?: boolean
  readonly menu?: keyof typeof KEYS
  /** Names in the checkout that are links to something outside of it. */
  readonly links?: readonly string[]
}

/** The home directory is the checkout, as where a runner keeps all that a job has in one place. */
const HOME_IN_CHECKOUT = {
  HOME: '{workspace}',
  CURL_HOME: '{workspace}',
  XDG_CONFIG_HOME: '{workspace}/.config',
  XDG_CACHE_HOME: '{workspace}/.cache',
  TMPDIR: '{workspace}',
}
const OUTPUT = ['menu.diff', 'plan.json']
const PLACES = ['.config', '.cache', '.npm', 'Library']

/** A hostile repository with a menu, and a sandbox that its jobs reach. */
async function hostile({
  path,
  env,
  linked,
  menu = 'good',
  links = [],
}: Pick<Recipe, 'path' | 'env' | 'linked' | 'menu' | 'links'>) {
  const checkout = hostileCheckout()
  if (linked) linkNodeModules(checkout)
  const { directory } = checkout
  mkdirSync(join(directory, 'menus'))
  const write = (text: string) => writeFileSync(join(directory, 'menus/main.yaml'), text)
  write(menu === 'good' ? GOOD : BAD)
  const netrc = join(temporaryDirectory(), 'netrc')
  writeFileSync(netrc, 'machine example.com password hunter2\n')
  symlinkSync(netrc, join(directory, 'menus/x.json'))
  execFileSync('/usr/bin/mkfifo', [join(directory, 'menus/pipe')])
  const outside = temporaryDirectory()
  for (const name of links) {
    if (PLACES.includes(name)) mkdirSync(join(outside, name))
    else writeFileSync(join(outside, name), 'theirs')
    symlinkSync(join(outside, name), join(directory, name))
  }
  /** What lies behind the links, by path. */
  const behind = () =>
    readdirSync(outside, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'utf8')])
      .sort()
  const sandbox = await startSandbox()
  const { WXADMIN_API_BASE = '', WXADMIN_APPID = '', WXADMIN_SECRET = '' } = sandbox.env
  const live = async () => {
    const { menu } = (await sandbox.api('/cgi-bin/menu/get')) as { menu?: { button: { key: string }[] } }
    return (menu?.button ?? []).map(({ key }) => key)
  }
  const machine = { PATH: `${ways[path]}:${process.env.PATH}`, WXADMIN_API_BASE, ...env }
  return { ...checkout, write, live, behind, sandbox, machine, WXADMIN_APPID, WXADMIN_SECRET }
}

type World = Awaited<ReturnType<typeof hostile>>

/** Commits the menu, and another after it. @returns the first commit */
function twoCommits({ directory, write, sandbox }: World): string {
  const git = (...argv: string[]) =>
    execFileSync('/usr/bin/git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...argv], {
      cwd: directory,
      encoding: 'utf8',
      env: bareEnv(temporaryDirectory()),
    }).trim()
  const menu = readFileSync(join(directory, 'menus/main.yaml'), 'utf8')
  write(GOOD.replace('V1001_TODAY_MUSIC', 'FORMER'))
  git('init', '--quiet')
  git('add', 'menus/main.yaml')
  git('commit', '--quiet', '-m', 'one')
  const before = git('rev-parse', 'HEAD')
  write(menu)
  git('commit', '--quiet', '-am', 'two')
  void sandbox
  return before
}

/** @returns whether every job that ran succeeded, and all that they printed */
async function ran(
  { file, page, on }: Recipe,
  world: World,
  tarball = packed(),
): Promise<{ isGood: boolean; text: string }> {
  const { directory: repository, machine, WXADMIN_APPID, WXADMIN_SECRET } = world
  const text = recipe(file, tarball, page)
  if (file === '.gitlab-ci.yml') {
    const variables = {
      CI_PIPELINE_SOURCE: on === 'push' ? 'push' : 'merge_request_event',
      CI_COMMIT_BRANCH: on === 'push' ? 'main' : '',
      CI_DEFAULT_BRANCH: 'main',
      WXADMIN_APPID,
      WXADMIN_SECRET,
    }
    const jobs = Object.values(await runPipeline(text, { repository, machine, variables }))
    return { isGood: jobs.every(({ code }) => code === 0), text: JSON.stringify(jobs) }
  }
  const event =
    on === 'push'
      ? { name: 'push', before: file.includes('expect') ? twoCommits(world) : '' }
      : { name: 'pull_request', pull_request: { head: { repo: { full_name: 'example/menus' } } } }
  if (file.includes('expect'))
    await world.sandbox.post('/sandbox/menu', {
      button: [{ name: '今日歌曲', type: 'click', key: 'FORMER' }],
    })
  const jobs = Object.values(
    await runWorkflow(text, {
      event,
      repository,
      machine,
      secrets: { WXADMIN_SECRET },
      vars: { WXADMIN_APPID },
      actions: { 'example/wxadmin@v1': projectRoot },
    }),
  )
  return { isGood: jobs.every(({ result }) => result !== 'failure'), text: JSON.stringify(jobs) }
}

const MENU = '.github/workflows/menu.yml'
const REVIEWED = '.github/workflows/menu-reviewed.yml'
const EXPECT = '.github/workflows/menu-expect.yml'
const GITLAB = '.gitlab-ci.yml'
const ZH = 'ci.zh-CN.md'

describe.runIf(process.platform !== 'win32')('in CI', () => {
  kind<Recipe>(
    'a recipe runs nothing of the checkout, and its job ends as the menu deserves',
    {
      'GitHub, a pull request, relative entries of PATH': {
        file: MENU,
        on: 'pull_request',
        path: 'relative',
      },
      'GitHub, a push, absolute entries': { file: MENU, on: 'push', path: 'absolute', env: ENVIRONMENT },
      'GitHub, a push of a bad menu': { file: MENU, on: 'push', path: 'empty', menu: 'bad' },
      'GitHub, a bad menu in a pull request': {
        file: MENU,
        on: 'pull_request',
        path: 'absolute',
        menu: 'bad',
      },
      'GitHub in Chinese, node_modules is a link': {
        file: MENU,
        page: ZH,
        on: 'push',
        path: 'relative',
        linked: true,
      },
      'GitHub, reviewed, with the action': { file: REVIEWED, on: 'push', path: 'absolute', env: ENVIRONMENT },
      'GitHub, reviewed, roundabout entries': {
        file: REVIEWED,
        on: 'push',
        path: 'roundabout',
        linked: true,
      },
      'GitHub, reviewed, a bad menu': { file: REVIEWED, on: 'push', path: 'relative', menu: 'bad' },
      'GitHub, against the former file': { file: EXPECT, on: 'push', path: 'relative', env: ENVIRONMENT },
      'GitLab, a merge request': { file: GITLAB, on: 'pull_request', path: 'relative', env: ENVIRONMENT },
      'GitLab, the main branch': { file: GITLAB, on: 'push', path: 'absolute' },
      'GitLab in Chinese, roundabout entries': { file: GITLAB, page: ZH, on: 'push', path: 'roundabout' },
      'GitLab, a bad menu': { file: GITLAB, on: 'pull_request', path: 'empty', linked: true, menu: 'bad' },
    },
    async (row) => {
      const world = await hostile(row)
      const { menu = 'good' } = row
      const { isGood, text } = await ran(row, world)
      expect(world.ran()).toBe('')
      expect(isGood, text).toBe(menu === 'good')
      expect(text).not.toContain(world.WXADMIN_SECRET)
      if (row.on === 'push') expect(await world.live()).toEqual(KEYS[menu])
      else expect(await world.live()).toEqual([])
    },
  )

  kind<Recipe>(
    'a recipe writes nothing through a link of the checkout, nor into a home directory that is one',
    {
      'GitHub, a pull request': { file: MENU, on: 'pull_request', path: 'relative', env: HOME_IN_CHECKOUT },
      'GitHub, a push': { file: MENU, on: 'push', path: 'absolute', env: HOME_IN_CHECKOUT },
      'GitHub in Chinese': { file: MENU, page: ZH, on: 'push', path: 'absolute', env: HOME_IN_CHECKOUT },
      'GitHub, reviewed': { file: REVIEWED, on: 'push', path: 'absolute', env: HOME_IN_CHECKOUT },
      'GitHub, reviewed, in Chinese': { file: REVIEWED, page: ZH, on: 'push', path: 'relative' },
      'GitHub, against the former file': { file: EXPECT, on: 'push', path: 'empty', env: HOME_IN_CHECKOUT },
      'GitLab, a merge request': {
        file: GITLAB,
        on: 'pull_request',
        path: 'relative',
        env: HOME_IN_CHECKOUT,
      },
      'GitLab, a merge request, only the links': { file: GITLAB, on: 'pull_request', path: 'absolute' },
      'GitLab, the main branch': { file: GITLAB, on: 'push', path: 'absolute', env: HOME_IN_CHECKOUT },
      'GitLab in Chinese, a merge request': { file: GITLAB, page: ZH, on: 'pull_request', path: 'empty' },
      'GitLab in Chinese, the main branch': {
        file: GITLAB,
        page: ZH,
        on: 'push',
        path: 'relative',
        env: HOME_IN_CHECKOUT,
      },
    },
    async (row) => {
      const world = await hostile({ ...row, links: [...OUTPUT, ...PLACES] })
      const { isGood, text } = await ran(row, world)
      expect(isGood, text).toBe(true)
      expect(world.behind()).toEqual(OUTPUT.map((name) => [name, 'theirs']))
      expect(world.ran()).toBe('')
      expect(await world.live()).toEqual(row.on === 'push' ? KEYS.good : [])
    },
  )

  kind<Omit<Recipe, 'path'>>(
    'what installs the program does not have the secret',
    {
      'GitHub, a push': { file: MENU, on: 'push' },
      'the action, though the job has the secret': {
        file: REVIEWED,
        on: 'push',
        env: { WXADMIN_SECRET: 'job' },
      },
      'GitLab, where every job has it': { file: GITLAB, on: 'push' },
    },
    async (row) => {
      const seen = join(temporaryDirectory(), 'seen')
      const real = (name: string) =>
        execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
      const telling = ['npm', 'sha256sum', 'cp'].map((name) => [
        name,
        `{ echo "ran ${name}"; /usr/bin/env; } >> '${seen}'; exec '${real(name)}' "$@"`,
      ])
      const bin = shims(Object.fromEntries(telling))
      const world = await hostile({ path: 'relative' })
      const env = row.env?.WXADMIN_SECRET ? { WXADMIN_SECRET: world.WXADMIN_SECRET } : {}
      const machine = { ...world.machine, ...env, PATH: `${bin}:${process.env.PATH}` }
      const { isGood, text } = await ran({ ...row, path: 'relative' }, { ...world, machine })
      expect(isGood, text).toBe(true)
      const told = readFileSync(seen, 'utf8')
      expect(told).toMatch(/^ran npm$/m)
      expect(told).not.toContain(world.WXADMIN_SECRET)
    },
  )
})

/** The run of a job whose one step, after the checkout, uses the action so. */
async function action(world: World, inputs: object, before?: Situation['before']) {
  const use = {
    uses: 'example/wxadmin@v1',
    with: { command: 'push', appid: '${{ vars.APPID }}', secret: '${{ secrets.SECRET }}', ...inputs },
  }
  const runs = await runWorkflow(
    JSON.stringify({ jobs: { it: { steps: [{ uses: 'actions/checkout@v4' }, use] } } }),
    {
      event: { name: 'push' },
      repository: world.directory,
      machine: world.machine,
      secrets: { SECRET: world.WXADMIN_SECRET },
      vars: { APPID: world.WXADMIN_APPID },
      actions: { 'example/wxadmin@v1': projectRoot },
      before,
    },
  )
  const last = (runs.it as JobRun).steps.at(-1)
  if (!last) throw new Error('no step')
  return last
}

interface Refused {
  readonly inputs: (world: World, outside: string) => Record<string, string>
  readonly says: RegExp
}

const WITHIN = '${{ github.workspace }}'

describe.runIf(process.platform !== 'win32')('action.yml', () => {
  kind<Refused>(
    'the action runs only what is outside the workspace, and a tarball only with its SHA-256',
    {
      'a program of the checkout': {
        inputs: () => ({ program: `${WITHIN}/node_modules/.bin/wxadmin` }),
        says: /"program" is not the absolute path of a file outside the workspace/,
      },
      'a relative program': {
        inputs: () => ({ program: 'node_modules/.bin/wxadmin' }),
        says: /"program" is not/,
      },
      'a bare program': { inputs: () => ({ program: 'wxadmin' }), says: /"program" is not/ },
      'a program behind a link into the workspace': {
        inputs: (_, outside) => ({ program: join(outside, 'checkout/wxadmin') }),
        says: /"program" is not/,
      },
      'a program by a way round': {
        inputs: () => ({ program: `${WITHIN}/../project/wxadmin` }),
        says: /"program" is not/,
      },
      'a link in the workspace to a program outside': {
        inputs: () => ({ program: `${WITHIN}/real` }),
        says: /"program" is not/,
      },
      'a directory': { inputs: (_, outside) => ({ program: outside }), says: /"program" is not/ },
      'program and tarball': {
        inputs: () => ({ program: '/bin/true', tarball: packed().file, sha256: packed().sha256 }),
        says: /"tarball" and "program", not both/,
      },
      'neither program nor tarball': {
        inputs: () => ({}),
        says: /Give the inputs "tarball" and "sha256", or "program"/,
      },
      'a tarball of the checkout': {
        inputs: () => ({ tarball: `${WITHIN}/wxadmin.tgz`, sha256: packed().sha256 }),
        says: /"tarball" is neither an https address nor the absolute path of a file outside/,
      },
      'a relative tarball': {
        inputs: () => ({ tarball: 'wxadmin.tgz', sha256: packed().sha256 }),
        says: /"tarball" is neither/,
      },
      'a tarball over http': {
        inputs: () => ({ tarball: 'http://127.0.0.1:9/wxadmin.tgz', sha256: packed().sha256 }),
        says: /"tarball" is neither/,
      },
      'a package of the registry': {
        inputs: () => ({ tarball: 'wxadmin@0.1.0', sha256: packed().sha256 }),
        says: /"tarball" is neither/,
      },
      'a tarball without SHA-256': { inputs: () => ({ tarball: packed().file }), says: /"sha256" is not 64/ },
      'half a SHA-256': {
        inputs: () => ({ tarball: packed().file, sha256: packed().sha256.slice(0, 32) }),
        says: /"sha256" is not 64/,
      },
      'another SHA-256': {
        inputs: () => ({ tarball: packed().file, sha256: '0'.repeat(64) }),
        says: /SHA-256 of the tarball is [0-9a-f]{64}, not the one/,
      },
    },
    async ({ inputs, says }) => {
      const world = await hostile({ path: 'absolute', env: ENVIRONMENT })
      writeFileSync(join(world.directory, 'wxadmin.tgz'), readFileSync(packed().file))
      const outside = temporaryDirectory()
      const real = join(shims({ real: 'exit 0' }), 'real')
      symlinkSync(real, join(world.directory, 'real'))
      const before = async (_: string, workspace: string) => symlinkSync(workspace, join(outside, 'checkout'))
      const { code, stdout } = await action(world, inputs(world, outside), before)
      expect([code, stdout]).toEqual([64, expect.stringMatching(says)])
      expect(stdout).toMatch(/^::error title=wxadmin::/m)
      expect(world.ran()).toBe('')
      expect(await world.live()).toEqual([])
    },
  )

  test('a tarball whose SHA-256 is another one never reaches npm', async () => {
    const seen = join(temporaryDirectory(), 'seen')
    const world = await hostile({ path: 'relative' })
    const machine = { ...world.machine, PATH: `${shims({ npm: `touch '${seen}'` })}:${process.env.PATH}` }
    await action({ ...world, machine }, { tarball: packed().file, sha256: 'f'.repeat(64) })
    expect(existsSync(seen)).toBe(false)
  })

  test('a SHA-256 may be written in capitals', async () => {
    const world = await hostile({ path: 'relative' })
    const { file, sha256 } = packed()
    expect(await action(world, { tarball: file, sha256: sha256.toUpperCase() })).toMatchObject({ code: 0 })
    expect(await world.live()).toEqual(KEYS.good)
  })

  test('an installed program with `env node` in its first line gets a node from outside', async () => {
    const world = await hostile({ path: 'absolute', env: ENVIRONMENT })
    const bin = temporaryDirectory()
    symlinkSync(join(projectRoot, 'bin/wxadmin.js'), join(bin, 'wxadmin'))
    expect(await action(world, { program: join(bin, 'wxadmin') })).toMatchObject({ code: 0 })
    expect(world.ran()).toBe('')
    expect(await world.live()).toEqual(KEYS.good)
  })
})

describe.runIf(process.platform !== 'win32')('a tarball at an https address', () => {
  /** A machine that reaches this one server alone, by a proxy. */
  async function served(body: Buffer) {
    const asked: string[] = []
    const server = tlsServer((request, response) => {
      asked.push(request.url ?? '')
      response.end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { url } = await recordingProxy((server.address() as AddressInfo).port)
    return { asked, env: { HTTPS_PROXY: url, NO_PROXY: '127.0.0.1', CURL_CA_BUNDLE: certificateFile } }
  }
  const tarball = 'https://api.weixin.qq.com/wxadmin-0.1.0.tgz'

  test.each([
    ['', {}],
    [' where the home directory is the checkout', HOME_IN_CHECKOUT],
  ])('is fetched and run by the action%s', async (_, home) => {
    const { asked, env } = await served(readFileSync(packed().file))
    const world = await hostile({ path: 'absolute', env: { ...env, ...home } })
    expect(await action(world, { tarball, sha256: packed().sha256 })).toMatchObject({ code: 0 })
    expect([asked, await world.live(), world.ran()]).toEqual([['/wxadmin-0.1.0.tgz'], KEYS.good, ''])
  })

  test.each(
    [MENU, EXPECT, GITLAB].flatMap((file) =>
      ['ci.md', ZH].flatMap((page) => [
        [file, page, '', {}] as const,
        [file, page, ', the home directory is the checkout', HOME_IN_CHECKOUT] as const,
      ]),
    ),
  )('is fetched and run by %s of %s%s', async (file, page, _, home) => {
    const { asked, env } = await served(readFileSync(packed().file))
    const world = await hostile({ path: 'relative', env: { ...env, ...home } })
    const use = { file, page, on: 'push', path: 'relative' } as const
    const { isGood, text } = await ran(use, world, { ...packed(), file: tarball })
    expect(isGood, text).toBe(true)
    expect(new Set(asked)).toEqual(new Set(['/wxadmin-0.1.0.tgz']))
    expect([await world.live(), world.ran()]).toEqual([KEYS.good, ''])
  })

  test('fails the job where the bytes are others', async () => {
    const { env } = await served(Buffer.from('something else'))
    const world = await hostile({ path: 'relative', env })
    const { directory: repository, machine } = world
    const text = recipe(MENU, { ...packed(), file: tarball })
    const { push } = await runWorkflow(text, { event: { name: 'push' }, repository, machine })
    expect(push?.steps.at(-1)).toMatchObject({ name: 'Install wxadmin', code: 1 })
    expect(await world.live()).toEqual([])
  })
})
