/** Runs workflows of GitHub Actions: every job on a machine of its own, every `run` with the shell that it names. */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parse } from 'yaml'
import { bareEnv, ending } from '../support/program'
import { temporaryDirectory } from '../support/run'
import { type Contexts, evaluate, filled, holds } from './expressions'

interface Step {
  readonly id?: string
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly run?: string
  readonly shell?: string
  readonly env?: Readonly<Record<string, string>>
  readonly 'working-directory'?: string
}

interface Job {
  readonly steps: readonly Step[]
  readonly needs?: string
  readonly if?: string
  readonly outputs?: Readonly<Record<string, string>>
}

interface Workflow {
  readonly env?: Readonly<Record<string, string>>
  readonly defaults?: { readonly run: { readonly shell: string } }
  readonly jobs: Readonly<Record<string, Job>>
}

export interface Situation {
  readonly event: Readonly<Record<string, unknown>> & { readonly name: string }
  /** What a checkout gives. */
  readonly repository: string
  /** Of every machine; `{workspace}` in a value is the directory of the checkout. */
  readonly machine: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
  readonly vars?: Readonly<Record<string, string>>
  /** Composite actions, by `uses`: their directories. */
  readonly actions?: Readonly<Record<string, string>>
  /** Called before a job runs, with the directory that will be its workspace. */
  readonly before?: (job: string, workspace: string) => Promise<unknown>
}

/** A step as it ended. */
export interface StepRun {
  readonly name: string
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

export interface JobRun {
  readonly result: 'success' | 'failure' | 'skipped'
  readonly steps: readonly StepRun[]
  readonly outputs: Readonly<Record<string, string>>
  readonly workspace: string
}

/** What the names of shells mean. */
const SHELLS: Readonly<Record<string, string>> = { bash: 'bash --noprofile --norc -eo pipefail {0}' }

const os = process.platform === 'darwin' ? 'macOS' : 'Linux'

const KEYS = {
  workflow: ['name', 'on', 'permissions', 'concurrency', 'env', 'defaults', 'jobs'],
  job: ['if', 'needs', 'runs-on', 'steps', 'outputs', 'environment', 'concurrency'],
  step: ['id', 'name', 'if', 'uses', 'with', 'run', 'env'],
  action: ['id', 'shell', 'working-directory', 'env', 'run'],
}

/** Runs the jobs of a workflow, one after the other. */
export async function runWorkflow(text: string, situation: Situation): Promise<Record<string, JobRun>> {
  const workflow = parse(text) as Workflow
  known(workflow, KEYS.workflow)
  const runs: Record<string, JobRun> = {}
  const artifacts = temporaryDirectory()
  for (const [name, job] of Object.entries(workflow.jobs)) {
    known(job, KEYS.job)
    const machine = new Machine(situation, artifacts, workflow)
    await situation.before?.(name, machine.workspace)
    runs[name] = await machine.job(job, runs)
  }
  return runs
}

class Machine {
  private readonly home = temporaryDirectory()
  readonly workspace = join(this.home, 'work', 'project')
  private readonly contexts: Record<string, unknown>
  private readonly runner = { os, temp: join(this.home, 'temp') }
  private readonly steps: Record<string, { outputs: Readonly<Record<string, string>> }> = {}
  /** Of the workflow, and what steps add for those after them. */
  private readonly env: Record<string, string>
  private count = 0

  constructor(
    private readonly situation: Situation,
    private readonly artifacts: string,
    private readonly workflow: Workflow,
  ) {
    const { event, secrets = {}, vars = {} } = situation
    mkdirSync(this.workspace, { recursive: true })
    mkdirSync(join(this.home, 'temp'))
    const github = { event_name: event.name, event, repository: 'example/menus', workspace: this.workspace }
    this.env = { ...workflow.env }
    this.contexts = {
      github,
      secrets,
      vars,
      env: this.env,
      steps: this.steps,
      needs: {},
      runner: this.runner,
    }
  }

  async job(job: Job, former: Readonly<Record<string, JobRun>>): Promise<JobRun> {
    const needed = job.needs === undefined ? undefined : former[job.needs]
    if (job.needs !== undefined) {
      if (!needed) throw new Error(`no job ${job.needs} before`)
      this.contexts.needs = { [job.needs]: { outputs: needed.outputs, result: needed.result } }
    }
    const { workspace } = this
    const applies = job.if === undefined || holds(evaluate(job.if, this.contexts))
    if (!applies || (needed && needed.result !== 'success'))
      return { result: 'skipped', steps: [], outputs: {}, workspace }
    const steps: StepRun[] = []
    for (const step of job.steps) {
      known(step, KEYS.step)
      if (step.if !== undefined && !holds(evaluate(step.if, this.contexts))) continue
      steps.push(await this.step(step, this.contexts))
      if (steps.at(-1)?.code !== 0) return { result: 'failure', steps, outputs: {}, workspace }
    }
    return { result: 'success', steps, outputs: valuesOf(job.outputs ?? {}, this.contexts), workspace }
  }

  private async step(step: Step, contexts: Contexts): Promise<StepRun> {
    if ((step.run === undefined) === (step.uses === undefined)) throw new Error(`run or uses: ${step.name}`)
    const ended =
      step.uses === undefined ? await this.run(step, contexts, {}) : await this.use(step, contexts)
    if (step.id !== undefined) this.steps[step.id] = { outputs: ended.outputs }
    return { ...ended, name: step.name ?? step.uses ?? '' }
  }

  private async use({ uses = '', with: given = {}, env }: Step, contexts: Contexts): Promise<StepRun> {
    const inputs = valuesOf(given, contexts)
    const done = { name: uses, code: 0, stdout: '', stderr: '', outputs: {}, summary: '' }
    const [action] = uses.split('@')
    const own = this.situation.actions?.[uses]
    if (own !== undefined) return this.composite(own, inputs, valuesOf(env ?? {}, contexts))
    if (action === 'actions/setup-node') return done
    if (action === 'actions/checkout') copyTree(this.situation.repository, this.workspace)
    else if (action === 'actions/upload-artifact') {
      const from = resolve(this.workspace, inputs.path ?? '')
      if (!existsSync(from)) throw new Error(`no file ${inputs.path} to upload`)
      // One file lies at the top of its artifact, wherever it was.
      cpSync(from, join(this.artifacts, inputs.name ?? '', basename(from)))
    } else if (action === 'actions/download-artifact')
      cpSync(join(this.artifacts, inputs.name ?? ''), resolve(this.workspace, inputs.path ?? ''), {
        recursive: true,
      })
    else throw new Error(`no action ${uses}`)
    return done
  }

  private async composite(
    directory: string,
    given: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>>,
  ): Promise<StepRun> {
    const action = parse(readFileSync(join(directory, 'action.yml'), 'utf8')) as {
      readonly inputs: Readonly<Record<string, { default?: unknown; required?: boolean }>>
      readonly outputs: Readonly<Record<string, { value: string }>>
      readonly runs: { readonly using: string; readonly steps: readonly Step[] }
    }
    known(given, Object.keys(action.inputs))
    if (action.runs.using !== 'composite') throw new Error('no composite action')
    const inputs: Record<string, string> = {}
    for (const [name, { default: usual, required }] of Object.entries(action.inputs)) {
      if (required && given[name] === undefined) throw new Error(`input ${name} is missing`)
      inputs[name] = given[name] ?? String(usual)
    }
    // An action sees its inputs and its own steps; the secrets and variables of the job it does not.
    const contexts: Record<string, unknown> = { inputs, steps: {}, runner: this.runner }
    const ended: StepRun[] = []
    for (const step of action.runs.steps) {
      known(step, KEYS.action)
      if (step.shell === undefined) throw new Error('a step of a composite action needs its shell')
      const run = await this.run(step, contexts, env)
      ended.push(run)
      contexts.steps = { ...(contexts.steps as object), [step.id ?? '']: { outputs: run.outputs } }
      if (run.code !== 0) break
    }
    const values = Object.entries(action.outputs).map(([name, { value }]) => [name, filled(value, contexts)])
    const all = (key: 'stdout' | 'stderr' | 'summary') => ended.map((run) => run[key]).join('')
    return {
      name: '',
      code: ended.at(-1)?.code ?? 0,
      stdout: all('stdout'),
      stderr: all('stderr'),
      summary: all('summary'),
      outputs: Object.fromEntries(values),
    }
  }

  private async run(
    step: Step,
    contexts: Contexts,
    outer: Readonly<Record<string, string>>,
  ): Promise<StepRun> {
    const base = join(this.home, 'temp', `step-${++this.count}`)
    const [script, output, summary, added] = [
      `${base}.sh`,
      `${base}.output`,
      `${base}.summary`,
      `${base}.env`,
    ]
    writeFileSync(script, filled(step.run ?? '', contexts))
    writeFileSync(output, '')
    writeFileSync(summary, '')
    writeFileSync(added, '')
    const env = bareEnv(this.home, {
      ...inWorkspace(this.situation.machine, this.workspace),
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: this.workspace,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'example/menus',
      GITHUB_RUN_ID: '7',
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_ENV: added,
      RUNNER_TEMP: join(this.home, 'temp'),
      ...this.env,
      ...outer,
      ...valuesOf(step.env ?? {}, contexts),
    })
    const shell = filled(step.shell ?? this.workflow.defaults?.run.shell ?? 'bash -e {0}', contexts)
    const [command = '', ...flags] = (SHELLS[shell] ?? shell)
      .split(' ')
      .map((word) => word.replace('{0}', script))
    const cwd = resolve(this.workspace, filled(step['working-directory'] ?? '.', contexts))
    const ended = await ending(spawn(command, flags, { cwd, env }))
    Object.assign(this.env, outputsIn(readFileSync(added, 'utf8')))
    return {
      ...ended,
      name: step.name ?? '',
      outputs: outputsIn(readFileSync(output, 'utf8')),
      summary: readFileSync(summary, 'utf8'),
    }
  }
}

/** A file of outputs as the runner reads it. */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '' && at === lines.length - 1) break
    const [, name, marked] = /^([^=<]+)<<(.+)$/.exec(line) ?? []
    if (name !== undefined && marked !== undefined) {
      const end = lines.indexOf(marked, at + 1)
      if (end < 0) throw new Error(`no end of ${name}`)
      outputs[name] = lines.slice(at + 1, end).join('\n')
      at = end
      continue
    }
    const equals = line.indexOf('=')
    if (equals <= 0) throw new Error(`no output: ${line}`)
    outputs[line.slice(0, equals)] = line.slice(equals + 1)
  }
  return outputs
}

function valuesOf(of: Readonly<Record<string, unknown>>, contexts: Contexts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(of).map(([name, value]) => [name, filled(String(value), contexts)]),
  )
}

/** The variables of a machine whose checkout is there. */
export function inWorkspace(
  machine: Readonly<Record<string, string>>,
  workspace: string,
): Record<string, string> {
  const filledIn = Object.entries(machine).map(([name, value]) => [
    name,
    value.replaceAll('{workspace}', workspace),
  ])
  return Object.fromEntries(filledIn)
}

/** Copies a tree as git checks it out: links as they are. A pipe, which git does not know, is made anew. */
export function copyTree(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter: (file) => !lstatSync(file).isFIFO() })
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true }))
    if (entry.isFIFO())
      execFileSync('/usr/bin/mkfifo', [join(to, relative(from, entry.parentPath), entry.name)])
}

function known(value: object, keys: readonly string[]): void {
  const unknown = Object.keys(value).filter((key) => !keys.includes(key))
  if (unknown.length > 0) throw new Error(`unknown to this runner: ${unknown.join(', ')}`)
}

/** A directory with programs of ours, each a line of shell, to stand first on the PATH. */
export function shims(programs: Readonly<Record<string, string>>): string {
  const directory = temporaryDirectory()
  for (const [name, line] of Object.entries(programs)) {
    const file = join(directory, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `#!/bin/sh\n${line}\n`, { mode: 0o755 })
  }
  return directory
}
