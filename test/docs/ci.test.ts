import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { purposes } from '../../src/hub/access'
import { hubBefore } from '../hub/world'
import { sandbox as startSandbox } from '../sandbox/support'
import { packed } from '../support/packed'
import { bareEnv, program, projectRoot } from '../support/program'
import { temporaryDirectory } from '../support/run'
import { evaluate, filled } from './expressions'
import { type JobRun, runWorkflow, type Situation, type StepRun, shims } from './github-runner'
import { runPipeline } from './gitlab-runner'
import { recipe, recipes } from './recipes'

const MAIN = `button:
  - name: 今日歌曲
    type: click
    key: V1001_TODAY_MUSIC
  - { name: 搜索, type: view, url: "https://www.soso.com/" }
`
const CHANGED = MAIN.replace('V1001_TODAY_MUSIC', 'OTHER')

/** What stands in for npm: it takes the recipes' own call alone, and unpacks in a tenth of the time. */
const isOurs = `[ "$*" = "install --prefix . --offline --ignore-scripts --no-audit --no-fund ./wxadmin.tgz" ] || exit 99`
const home = 'node_modules/wxadmin'

/** A repository with a menu, a sandbox for WeChat, and machines that have a node and such an npm. */
async function project(menu = MAIN) {
  const sandbox = await startSandbox()
  const repository = temporaryDirectory()
  const write = (content: string) => {
    mkdirSync(join(repository, 'menus'), { recursive: true })
    writeFileSync(join(repository, 'menus/main.yaml'), content)
  }
  write(menu)
  const bin = shims({
    npm: `${isOurs}\nmkdir -p ${home} && tar -xzf wxadmin.tgz -C ${home} --strip-components=1`,
  })
  symlinkSync(process.execPath, join(bin, 'node'))
  const { WXADMIN_API_BASE = '', WXADMIN_APPID = '', WXADMIN_SECRET = '' } = sandbox.env
  const situation: Omit<Situation, 'event'> = {
    repository,
    machine: { PATH: `${bin}:${process.env.PATH}`, WXADMIN_API_BASE },
    secrets: { WXADMIN_SECRET },
    vars: { WXADMIN_APPID },
    actions: { 'example/wxadmin@v1': projectRoot },
  }
  return { sandbox, situation, write, repository, account: { WXADMIN_APPID, WXADMIN_SECRET } }
}

const pullRequest = (from = 'example/menus') => ({
  name: 'pull_request',
  pull_request: { head: { repo: { full_name: from } } },
})
const pushed = { name: 'push', before: '' }

type Sandbox = Awaited<ReturnType<typeof startSandbox>>

/** What the live buttons do. */
async function live({ api }: Sandbox): Promise<string[]> {
  const { menu } = (await api('/cgi-bin/menu/get')) as { menu?: { button: { key?: string; url?: string }[] } }
  return (menu?.button ?? []).map(({ key, url }) => key ?? url ?? '')
}

const callsOf = ({ send }: Sandbox) => send('/sandbox/calls')

function place({ post }: Sandbox, ...keys: string[]): Promise<unknown> {
  return post('/sandbox/menu', { button: keys.map((key) => ({ name: key, type: 'click', key })) })
}

function stepOf(job: JobRun | undefined, name: string): StepRun {
  const step = job?.steps.find((each) => each.name === name)
  if (!step) throw new Error(`no step ${name}: ${JSON.stringify(job)}`)
  return step
}

describe.runIf(process.platform !== 'win32')('.github/workflows/menu.yml', () => {
  const workflow = recipe('.github/workflows/menu.yml', packed())

  test('a pull request gets annotations, a summary and outputs; nothing is written', async () => {
    const { situation, sandbox } = await project(MAIN.replace('今日歌曲', '今日的歌曲'))
    await place(sandbox, 'V1001_TODAY_MUSIC', 'gone')
    const { check, push } = await runWorkflow(workflow.replace('--strict ', ''), {
      ...situation,
      event: pullRequest(),
    })
    expect([check?.result, push?.result]).toEqual(['success', 'skipped'])
    const checked = stepOf(check, 'Check the files')
    expect(checked.stdout).toMatch(/^::warning file=menus\/main\.yaml,line=2,/m)
    expect(checked.outputs).toMatchObject({ files: '1', errors: '0', warnings: '1' })
    expect(checked.summary).toContain('menus/main.yaml')
    const diff = stepOf(check, 'What a push would change')
    expect(diff.outputs).toEqual({
      changed: 'true',
      added: '1',
      removed: '1',
      'changed-buttons': '1',
      moved: '0',
    })
    expect(diff.summary).toMatch(/^```diff\n[\s\S]*^\+ .*搜索/m)
    expect(await live(sandbox)).toEqual(['V1001_TODAY_MUSIC', 'gone'])
  })

  test('a file that is invalid fails at its place, and WeChat is not asked', async () => {
    const { situation, sandbox } = await project(MAIN.replace('click', 'clic'))
    const { check } = await runWorkflow(workflow, { ...situation, event: pullRequest() })
    expect(check).toMatchObject({ result: 'failure', steps: [{}, {}, {}, { code: 65 }] })
    expect(stepOf(check, 'Check the files').stdout).toMatch(/^::error file=menus\/main\.yaml,line=3,/m)
    expect(await callsOf(sandbox)).toEqual({})
  })

  test('a fork is only checked: it has no secrets', async () => {
    const { situation, sandbox } = await project()
    const { check } = await runWorkflow(workflow, {
      ...situation,
      secrets: {},
      event: pullRequest('fork/menus'),
    })
    expect(check?.result).toBe('success')
    expect(check?.steps.map(({ name }) => name)).not.toContain('What a push would change')
    expect(await callsOf(sandbox)).toEqual({})
  })

  test('the main branch pushes; the second run is up to date and writes nothing', async () => {
    const { situation, sandbox, account } = await project()
    const first = await runWorkflow(workflow, { ...situation, event: pushed })
    expect([first.check?.result, first.push?.result]).toEqual(['skipped', 'success'])
    const push = stepOf(first.push, 'Push')
    expect(push.outputs).toMatchObject({ changed: 'true', 'up-to-date': 'false', added: '2' })
    expect(push.summary).toContain('```diff')
    expect(push.stdout + push.stderr + push.summary).not.toContain(account.WXADMIN_SECRET)
    expect(await live(sandbox)).toEqual(['V1001_TODAY_MUSIC', 'https://www.soso.com/'])
    const second = await runWorkflow(workflow, { ...situation, event: pushed })
    expect(stepOf(second.push, 'Push').outputs).toMatchObject({ changed: 'false', 'up-to-date': 'true' })
    expect((await callsOf(sandbox))['/cgi-bin/menu/create']).toBe(1)
  })

  test('an address that is not on the allowlist: exit 4, and the annotation names the way out', async () => {
    const { situation, sandbox } = await project()
    await sandbox.post('/sandbox/account', { allowlist: ['203.0.113.7'] })
    const { push } = await runWorkflow(workflow, { ...situation, event: pushed })
    expect(push?.result).toBe('failure')
    const { code, stdout, summary } = stepOf(push, 'Push')
    expect(code).toBe(4)
    expect(stdout).toMatch(/^::error title=WECHAT::.*40164/m)
    expect(summary).toContain('40164')
  })
})

describe.runIf(process.platform !== 'win32')('.github/workflows/menu-reviewed.yml', () => {
  const workflow = recipe('.github/workflows/menu-reviewed.yml', packed())

  test('one machine plans, another applies exactly that', async () => {
    const { situation, sandbox } = await project()
    const before = async (job: string) => {
      if (job === 'apply') expect(await live(sandbox)).toEqual([])
    }
    const { plan, apply } = await runWorkflow(workflow, { ...situation, event: pushed, before })
    expect([plan?.result, apply?.result]).toEqual(['success', 'success'])
    expect(plan?.outputs).toEqual({ 'up-to-date': 'false' })
    const planned = stepOf(plan, 'example/wxadmin@v1')
    expect(planned.summary).toContain('```diff')
    expect(planned.outputs).toMatchObject({ changed: 'false', added: '2' })
    expect(existsSync(join(plan?.workspace ?? '', 'plan.json'))).toBe(false)
    expect(stepOf(apply, 'example/wxadmin@v1').outputs).toMatchObject({
      changed: 'true',
      added: '2',
      removed: '0',
    })
    expect(apply?.workspace).not.toBe(plan?.workspace)
    expect(await live(sandbox)).toEqual(['V1001_TODAY_MUSIC', 'https://www.soso.com/'])
  })

  test('nothing to do: there is nothing to approve', async () => {
    const { situation } = await project()
    await runWorkflow(workflow, { ...situation, event: pushed })
    const { plan, apply } = await runWorkflow(workflow, { ...situation, event: pushed })
    expect(plan).toMatchObject({ result: 'success', outputs: { 'up-to-date': 'true' } })
    expect(apply?.result).toBe('skipped')
  })

  test('the live menu moved meanwhile: exit 3, and nothing is written', async () => {
    const { situation, sandbox } = await project()
    const before = async (job: string) => (job === 'apply' ? place(sandbox, 'theirs') : undefined)
    const { apply } = await runWorkflow(workflow, { ...situation, event: pushed, before })
    expect(apply?.result).toBe('failure')
    const { code, stdout, stderr } = stepOf(apply, 'example/wxadmin@v1')
    expect(code).toBe(3)
    expect(stdout).toMatch(/^::error title=PLAN_STALE::/m)
    expect(stderr).toContain('theirs')
    expect(await live(sandbox)).toEqual(['theirs'])
  })
})

describe.runIf(process.platform !== 'win32')('.github/workflows/menu-expect.yml', () => {
  const workflow = recipe('.github/workflows/menu-expect.yml', packed())

  /** A git repository in which the menu was changed, and the commit before that. */
  function committed(repository: string, write: (menu: string) => void): string {
    const git = (...argv: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...argv], {
        cwd: repository,
        encoding: 'utf8',
        env: bareEnv(repository),
      }).trim()
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '-m', 'one')
    const before = git('rev-parse', 'HEAD')
    write(CHANGED)
    git('commit', '--quiet', '-am', 'two')
    return before
  }

  test('goes over the menu that the former file says', async () => {
    const { situation, sandbox, repository, write } = await project()
    const event = { ...pushed, before: committed(repository, write) }
    const button = (parse(MAIN) as { button: object[] }).button
    await sandbox.post('/sandbox/menu', { button })
    const { push } = await runWorkflow(workflow, { ...situation, event })
    expect(push?.result, JSON.stringify(push?.steps)).toBe('success')
    expect(await live(sandbox)).toEqual(['OTHER', 'https://www.soso.com/'])
  })

  test('stops where somebody changed it', async () => {
    const { situation, sandbox, repository, write } = await project()
    const event = { ...pushed, before: committed(repository, write) }
    await place(sandbox, 'theirs')
    const { push } = await runWorkflow(workflow, { ...situation, event })
    expect(stepOf(push, 'Push')).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('::error title=EXPECTATION_NOT_MET::'),
    })
    expect(await live(sandbox)).toEqual(['theirs'])
  })
})

describe.runIf(process.platform !== 'win32')('action.yml', () => {
  /** A job with one step, which uses the action so. */
  const using = (inputs: object) =>
    JSON.stringify({
      jobs: {
        it: {
          steps: [
            { uses: 'actions/checkout@v4' },
            {
              uses: 'example/wxadmin@v1',
              with: {
                appid: '${{ vars.WXADMIN_APPID }}',
                secret: '${{ secrets.WXADMIN_SECRET }}',
                tarball: packed().file,
                sha256: packed().sha256,
                ...inputs,
              },
            },
          ],
        },
      },
    })
  const ended = (runs: Record<string, JobRun>) => stepOf(runs.it, 'example/wxadmin@v1')

  test('validate takes files and patterns, one a line, with blanks in their names', async () => {
    const { situation, repository } = await project()
    writeFileSync(join(repository, 'menus/a b.yaml'), MAIN)
    writeFileSync(join(repository, 'other.yaml'), MAIN.replace('click', 'clic'))
    const all = ended(
      await runWorkflow(using({ command: 'validate', file: 'menus/*.yaml\nother.yaml\n' }), {
        ...situation,
        event: pushed,
      }),
    )
    expect(all).toMatchObject({
      code: 65,
      outputs: { errors: '1' },
      stdout: expect.stringContaining('file=other.yaml'),
    })
    const two = ended(
      await runWorkflow(using({ command: 'validate', file: 'menus/a b.yaml' }), {
        ...situation,
        event: pushed,
      }),
    )
    expect(two).toMatchObject({ code: 0, outputs: { errors: '0', warnings: '0' } })
  })

  test('diff, push, arguments, a program of the project, another directory', async () => {
    const { situation, repository, sandbox } = await project()
    cpSync(join(repository, 'menus'), join(repository, 'sub/menus'), { recursive: true })
    const bin = shims({ wxadmin: `exec "${process.execPath}" "${program}" "$@"` })
    const other = {
      tarball: '',
      program: join(bin, 'wxadmin'),
      'working-directory': 'sub',
      args: '--exit-code\n',
    }
    const diff = ended(
      await runWorkflow(using({ command: 'diff', ...other }), { ...situation, event: pushed }),
    )
    expect(diff).toMatchObject({ code: 2, outputs: { changed: 'true', added: '2' } })
    const push = ended(
      await runWorkflow(using({ command: 'push', ...other, args: '--strict\n--force' }), {
        ...situation,
        event: pushed,
      }),
    )
    expect(push).toMatchObject({ code: 0, outputs: { changed: 'true' } })
    expect(await live(sandbox)).toHaveLength(2)
  })

  test('the account may come from the job', async () => {
    const { situation, account } = await project()
    const machine = { ...situation.machine, ...account }
    const inputs = { command: 'diff', appid: '', secret: '' }
    expect(ended(await runWorkflow(using(inputs), { ...situation, machine, event: pushed }))).toMatchObject({
      code: 0,
    })
  })

  test('by way of a hub the job has a key that pushes menus, and no AppSecret', async () => {
    const { situation, sandbox } = await project()
    const hub = await hubBefore(sandbox.url)
    const key = hub.key({ paths: purposes['menu-push'] })
    const inputs = { command: 'push', appid: '', secret: '', hub: hub.url, 'hub-key': key }
    const push = ended(await runWorkflow(using(inputs), { ...situation, event: pushed }))
    expect(push).toMatchObject({ code: 0, outputs: { changed: 'true' } })
    expect(await live(sandbox)).toHaveLength(2)
    expect(JSON.stringify(push).includes(key)).toBe(false)

    const variables = { WXADMIN_HUB: hub.url, WXADMIN_HUB_KEY: key }
    const machine = { ...situation.machine, ...variables }
    const ofJob = { command: 'diff', appid: '', secret: '' }
    const diff = ended(await runWorkflow(using(ofJob), { ...situation, machine, event: pushed }))
    expect(diff).toMatchObject({ code: 0, outputs: { changed: 'false' } })
  })

  test.each([
    '$(touch pwned)',
    '`touch pwned`',
    '"; touch pwned; "',
    "'; touch pwned; '",
    'x\ntouch pwned\nx',
  ])('what is written in an input is never run: %j', async (evil) => {
    const { situation } = await project()
    for (const name of [
      'command',
      'file',
      'plan',
      'args',
      'tarball',
      'sha256',
      'program',
      'appid',
      'secret',
    ]) {
      const workflow = using({ command: 'plan', [name]: evil })
      const runs = await runWorkflow(workflow, { ...situation, event: pushed })
      expect(existsSync(join(runs.it?.workspace ?? '', 'pwned')), name).toBe(false)
      if (name !== 'plan') expect(ended(runs).code, name).not.toBe(0)
    }
  })

  test('a command that there is not: usage', async () => {
    const { situation } = await project()
    const { code, stdout } = ended(
      await runWorkflow(using({ command: 'delete' }), { ...situation, event: pushed }),
    )
    expect([code, stdout]).toEqual([64, expect.stringMatching(/^::error title=wxadmin::.*none of/)])
  })

  test('a menu cannot read the inputs', async () => {
    const { situation } = await project(MAIN.replace('今日歌曲', '${WXA_SECRET:-none}'))
    const { code, stdout } = ended(
      await runWorkflow(using({ command: 'push' }), { ...situation, event: pushed }),
    )
    expect([code, stdout]).toEqual([65, expect.stringContaining('::error file=menus/main.yaml')])
  })
})

describe.runIf(process.platform !== 'win32')('.gitlab-ci.yml', () => {
  const file = recipe('.gitlab-ci.yml', packed())
  const main = { CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'main', CI_DEFAULT_BRANCH: 'main' }

  test('a merge request is checked and shows what the menu becomes', async () => {
    const { situation, sandbox, account } = await project()
    const { repository, machine } = situation
    const variables = { CI_PIPELINE_SOURCE: 'merge_request_event', CI_DEFAULT_BRANCH: 'main', ...account }
    const jobs = await runPipeline(file, { repository, machine, variables })
    expect(Object.entries(jobs).map(([name, { code }]) => [name, code])).toEqual([
      ['menu:check', 0],
      ['menu:diff', 0],
    ])
    expect(jobs['menu:diff']?.stdout).toContain('今日歌曲')
    expect(await live(sandbox)).toEqual([])
    const withoutSecret = { ...variables, WXADMIN_SECRET: '' }
    const fork = await runPipeline(file, { repository, machine, variables: withoutSecret })
    expect(Object.keys(fork)).toEqual(['menu:check'])
  })

  test('the main branch plans, and applies the plan on another machine', async () => {
    const { situation, sandbox, account } = await project()
    const { repository, machine } = situation
    const pipeline = { repository, machine, variables: { ...main, ...account } }
    const jobs = await runPipeline(file, pipeline)
    expect(Object.keys(jobs)).toEqual(['menu:plan', 'menu:apply'])
    expect(jobs['menu:apply'], JSON.stringify(jobs)).toMatchObject({ code: 0 })
    expect(await live(sandbox)).toEqual(['V1001_TODAY_MUSIC', 'https://www.soso.com/'])
    const again = await runPipeline(file, pipeline)
    expect(again['menu:apply']).toMatchObject({ code: 0, stdout: expect.stringContaining('up to date') })
  })

  test('the live menu moved meanwhile: exit 3', async () => {
    const { situation, sandbox, account } = await project()
    const { repository, machine } = situation
    const before = async (job: string) => (job === 'menu:apply' ? place(sandbox, 'theirs') : undefined)
    const jobs = await runPipeline(file, { repository, machine, variables: { ...main, ...account }, before })
    expect(jobs['menu:apply']).toMatchObject({ code: 3, stderr: expect.stringContaining('theirs') })
    expect(await live(sandbox)).toEqual(['theirs'])
  })
})

describe('the pages', () => {
  test('have the same recipes in both languages', () => {
    const bare = (page: string) =>
      [...recipes(page)].map(([file, text]) => [
        file,
        JSON.stringify(parse(text)).replace(/"(name|expose_as)":"[^"]*"/g, ''),
      ])
    expect(bare('ci.zh-CN.md')).toEqual(bare('ci.md'))
    expect(bare('ci.md')).toHaveLength(4)
  })

  test.each([
    'action.yml',
    'README.md',
    'README.zh-CN.md',
    'docs/ci.md',
    'docs/ci.zh-CN.md',
    'docs/serve.md',
    'docs/serve.zh-CN.md',
    'docs/web.md',
    'docs/web.zh-CN.md',
  ])('%s fetches nothing by the name wxadmin, which anybody may take on the registry', (page) => {
    const text = readFileSync(join(projectRoot, page), 'utf8')
    expect(text).not.toMatch(
      /wxadmin@\d|^[^`]*\bnpx +(?:-\S+ +)*wxadmin|npm (?:i|install|exec|add) [^`\n]*\bwxadmin(?![\w./-])/m,
    )
  })
})

describe('the runner of these tests', () => {
  const contexts = { github: { event_name: 'push' }, secrets: {}, needs: { a: { outputs: { 'b-c': 'x' } } } }

  test.each([
    ["github.event_name == 'push'", true],
    ["!(github.event_name != 'push') && 'it''s'", "it's"],
    ["needs.a.outputs.b-c == 'x' || secrets.none", true],
    ['secrets.none', undefined],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, contexts)).toBe(value)
  })

  test.each(['github.actor', 'matrix.os', "contains('a', 'b')", "'a' > 'b'", 'always()'])(
    'does not know %s, and says so',
    (expression) => {
      expect(() => filled(`\${{ ${expression} }}`, contexts)).toThrow(/cannot evaluate/)
    },
  )

  test.each([
    ['a step', { jobs: { a: { steps: [{ run: 'true', 'continue-on-error': true }] } } }],
    ['a job', { jobs: { a: { strategy: {}, steps: [] } } }],
    ['an action', { jobs: { a: { steps: [{ uses: 'other/action@v1' }] } } }],
  ])('does not know everything of %s, and says so', async (_, workflow) => {
    const situation = { event: pushed, repository: temporaryDirectory(), machine: {} }
    await expect(runWorkflow(JSON.stringify(workflow), situation)).rejects.toThrow(/unknown|no action/)
  })
})
