import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { trustedDirectories } from '../../src/api/program-path'
import { checkoutAround } from '../../src/checkout'
import { placeOf } from '../../src/document/read'
import { projectRoot, runProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'
import { kind } from './kind'

vi.mock('node:os', async (original) => {
  const os = await original<typeof import('node:os')>()
  return { ...os, userInfo: vi.fn(os.userInfo) }
})

/** The home directory in the system's list of users, for this process. */
function homeInList(homedir: string): void {
  vi.mocked(userInfo).mockReturnValue({ homedir } as ReturnType<typeof userInfo>)
}

const APPID = 'wx0123456789abcdef'
const SECRET = 'f'.repeat(32)
const MENU = join(projectRoot, 'menus/main.yaml')
const keepsItself = Number(process.versions.node.split('.')[0]) >= 22

type Env = Readonly<Record<string, string>>
interface Job {
  /** Of what the job's environment is; the checkout and a directory outside of it. */
  readonly env: (checkout: string, outside: string) => Env
  /** What is at the top of the checkout. */
  readonly marker?: string
  /** Where the job works; absent: outside of the checkout. */
  readonly cwd?: (checkout: string) => string
}

/** Jobs in which files of the checkout lie where those of the person are looked for. */
const jobs: Readonly<Record<string, Job>> = {
  'HOME is a repository': { env: (HOME) => ({ HOME }), marker: '.git' },
  'HOME is below the top of a repository': {
    env: (checkout) => ({ HOME: `${checkout}/home` }),
    marker: '.git',
  },
  'HOME is a repository of Jujutsu': { env: (HOME) => ({ HOME }), marker: '.jj' },
  'HOME is a link to a repository': {
    marker: '.hg',
    env: (checkout, outside) => {
      symlinkSync(checkout, join(outside, 'link'))
      return { HOME: join(outside, 'link') }
    },
  },
  'HOME is the working directory': { env: (HOME) => ({ HOME }), cwd: (checkout) => checkout },
  'HOME is below the working directory': {
    env: (checkout) => ({ HOME: `${checkout}/home` }),
    cwd: (checkout) => checkout,
  },
  'HOME is GITHUB_WORKSPACE, without .git': { env: (HOME) => ({ HOME, GITHUB_WORKSPACE: HOME }) },
  'HOME is WORKSPACE of Jenkins': { env: (HOME) => ({ HOME, WORKSPACE: `${HOME}/` }) },
  'XDG directories in CI_PROJECT_DIR': {
    env: (checkout, HOME) => ({
      HOME,
      CI_PROJECT_DIR: checkout,
      XDG_CACHE_HOME: `${checkout}/.cache`,
      XDG_CONFIG_HOME: `${checkout}/.config`,
    }),
  },
  'XDG directories in the working directory': {
    cwd: (checkout) => checkout,
    env: (checkout, HOME) => ({
      HOME,
      XDG_CACHE_HOME: `${checkout}/.cache`,
      XDG_CONFIG_HOME: `${checkout}/.config`,
    }),
  },
}

function worldOf({ env, marker, cwd }: Job) {
  const top = realpathSync(temporaryDirectory())
  const [checkout, outside] = [join(top, 'checkout'), join(top, 'outside')]
  mkdirSync(checkout)
  mkdirSync(outside)
  const given = env(checkout, outside)
  // Everything is planted where it would be looked for.
  const [config, cache] = [
    given.XDG_CONFIG_HOME ?? join(given.HOME ?? '', '.config'),
    given.XDG_CACHE_HOME ?? join(given.HOME ?? '', '.cache'),
  ]
  const mark = () => {
    if (marker) mkdirSync(join(checkout, marker), { recursive: true })
  }
  return { checkout, outside, env: given, config, cache, mark, cwd: cwd?.(checkout) ?? outside }
}

/** Compiled code of something else, for every part of the program. V8 takes it for a source of the same length. */
function plantCode(directory: string): void {
  for (const name of readdirSync(directory, { recursive: true }).map(String)) {
    const chunk = basename(name, '.v8')
    const source = [join(projectRoot, 'dist', chunk), join(projectRoot, 'dist/chunks', chunk)].find(
      existsSync,
    )
    if (!name.endsWith('.v8') || source === undefined) continue
    const { length } = readFileSync(source, 'utf8')
    spawnSync(process.execPath, [
      '-e',
      `const { wrap } = require('node:module')
      const code = 'process.stdout.write("PLANTED");process.exit(0)'.padEnd(${length})
      const compiled = new (require('node:vm').Script)(wrap(code))
      require('node:fs').writeFileSync(${JSON.stringify(join(directory, name))}, compiled.createCachedData())`,
    ])
  }
}

describe.runIf(process.platform === 'linux')('what came with a checkout is not used', () => {
  kind<Job>('compiled code of a checkout does not run', jobs, async (job) => {
    const world = worldOf(job)
    // It is made where nothing tells of a checkout, so it is as good as a real one.
    const elsewhere = join(realpathSync(temporaryDirectory()), 'caches')
    mkdirSync(elsewhere, { mode: 0o755 })
    const validate = (env: Env, cwd: string) => runProgram(['menu', 'validate', MENU], { env, cwd })
    const clean = { HOME: world.outside, XDG_CACHE_HOME: elsewhere }
    await validate(clean, projectRoot) // nothing is kept of a command's first run
    const valid = await validate(clean, projectRoot)
    plantCode(join(elsewhere, 'wxadmin'))
    if (!keepsItself) expect((await validate(clean, projectRoot)).stdout).toContain('PLANTED')
    mkdirSync(dirname(world.cache), { recursive: true })
    spawnSync('cp', ['-r', elsewhere, world.cache])
    expect(readdirSync(world.cache)).toEqual(['wxadmin'])
    world.mark()
    const outcome = await validate(world.env, world.cwd)
    expect(outcome).toMatchObject({ code: valid.code, stderr: '' })
    expect(outcome.stdout).not.toContain('PLANTED')
  })

  kind<Job>('a store of a checkout names no program to run and no place for secrets', jobs, async (job) => {
    const world = worldOf(job)
    const ran = join(world.outside, 'ran')
    const ci = { appid: APPID, secret: SECRET, mode: 'plain', tokenSource: `command:/bin/touch ${ran}` }
    const store = join(world.config, 'wxadmin')
    mkdirSync(store, { recursive: true, mode: 0o700 })
    const write = (accounts: object) =>
      writeFileSync(join(store, 'accounts.json'), JSON.stringify({ accounts }), { mode: 0o600 })
    write({ ci })
    world.mark()
    const run = (argv: string[], env: Env = {}) =>
      runProgram(argv, { env: { ...world.env, ...env }, cwd: world.cwd })
    const refused = await run(['token', '-a', 'ci'])
    expect([refused.code, refused.stdout, existsSync(ran)]).toEqual([1, '', false])
    expect(refused.stderr).toContain('WXADMIN_CONFIG_DIR')
    expect(refused.stderr).toContain(store)
    expect((await run(['token', '-a', 'ci', '--lang', 'zh'])).stderr).toContain('代码检出目录')
    const added = await run(['account', 'add', 'two', '--appid', APPID])
    expect([added.code, readdirSync(store)]).toEqual([1, ['accounts.json']])
    // The person may say that it is meant.
    await run(['token', '-a', 'ci'], { WXADMIN_CONFIG_DIR: store })
    expect(existsSync(ran)).toBe(true)
  })

  kind<(home: string) => { readonly path: string; readonly env?: Env; readonly cwd?: string }>(
    'a home directory that is a repository is the person’s own',
    {
      'the store': (home) => ({ path: `${home}/.config/wxadmin` }),
      'one works in the home': (home) => ({ path: `${home}/.config/wxadmin`, cwd: home }),
      'one works above the home': (home) => ({ path: `${home}/.cache/wxadmin/1`, cwd: dirname(home) }),
      'one works in the store': (home) => ({
        path: `${home}/.config/wxadmin`,
        cwd: `${home}/.config/wxadmin`,
      }),
      '.config is a repository as well': (home) => {
        mkdirSync(`${home}/.config/.git`, { recursive: true })
        return { path: `${home}/.config/wxadmin` }
      },
      '.config is a link into a repository': (home) => {
        mkdirSync(`${home}/dotfiles/.git`, { recursive: true })
        symlinkSync('dotfiles', `${home}/.config`)
        return { path: `${home}/.config/wxadmin` }
      },
      'WORKSPACE is the home': (home) => ({ path: `${home}/.config/wxadmin`, env: { WORKSPACE: home } }),
      'the job works in a clone elsewhere': (home) => ({
        path: `${home}/.config/wxadmin`,
        env: { GITHUB_WORKSPACE: `${home}/work/repo` },
        cwd: `${home}/work/repo`,
      }),
    },
    (make) => {
      const home = realpathSync(temporaryDirectory())
      homeInList(home)
      mkdirSync(join(home, '.git'))
      const { path, env = {}, cwd } = make(home)
      expect(checkoutAround(path, { env, cwd, platform: 'linux' })).toBeUndefined()
    },
  )

  kind<(home: string) => { readonly env?: Env; readonly root: string }>(
    'a checkout in the home directory is one, and so is a home that a job checks out into',
    {
      'nested, with .git': (home) => {
        mkdirSync(`${home}/repo/.git`, { recursive: true })
        return { root: `${home}/repo` }
      },
      'nested in one of .config': (home) => {
        mkdirSync(`${home}/.config/nested/.git`, { recursive: true })
        return { root: `${home}/.config/nested` }
      },
      'a workspace without .git': (home) => ({
        env: { BITBUCKET_CLONE_DIR: `${home}/repo` },
        root: `${home}/repo`,
      }),
      'a workspace that begins with a tilde': (home) => ({
        env: { CIRCLE_WORKING_DIRECTORY: '~/project' },
        root: `${home}/project`,
      }),
      'the home itself': (home) => ({ env: { CIRCLE_WORKING_DIRECTORY: '~' }, root: home }),
    },
    (make) => {
      const home = realpathSync(temporaryDirectory())
      homeInList(home)
      mkdirSync(join(home, '.git'))
      const { env = {}, root } = make(home)
      expect(checkoutAround(`${root}/.config/wxadmin`, { env, platform: 'linux' })).toBe(root)
    },
  )

  kind<string>(
    'a workspace without .git is a checkout for programs and links too',
    {
      GitHub: 'GITHUB_WORKSPACE',
      GitLab: 'CI_PROJECT_DIR',
      Jenkins: 'WORKSPACE',
      Azure: 'BUILD_SOURCESDIRECTORY',
    },
    (name) => {
      const top = realpathSync(temporaryDirectory())
      const workspace = join(top, 'workspace')
      mkdirSync(join(workspace, 'menus'), { recursive: true })
      writeFileSync(join(top, 'secret'), '')
      symlinkSync('../../secret', join(workspace, 'menus/a.yaml'))
      const env = { [name]: workspace, HOME: workspace, PATH: `${workspace}/bin:/usr/bin` }
      for (const cwd of [join(workspace, 'menus'), top === '/' ? undefined : '/'])
        expect(trustedDirectories({ env, cwd, platform: 'linux' })).toEqual(['/usr/bin'])
      const link = join(workspace, 'menus/a.yaml')
      expect(placeOf(link, undefined, 'utf8', [workspace])).toMatchObject({
        root: workspace,
        isOutside: true,
      })
    },
  )

  test('a link of a workspace without .git is not followed out of it by the program', async () => {
    const top = realpathSync(temporaryDirectory())
    mkdirSync(join(top, 'workspace'))
    writeFileSync(join(top, 'outside.yaml'), 'buttons: []\n')
    symlinkSync('../outside.yaml', join(top, 'workspace/a.yaml'))
    const argv = ['menu', 'validate', join(top, 'workspace/a.yaml')]
    const env = { GITHUB_WORKSPACE: join(top, 'workspace') }
    expect((await runProgram(argv, { env })).stdout).not.toEqual((await runProgram(argv)).stdout)
  })
})
