/** Runs the jobs of a GitLab pipeline: every job on a machine of its own, its script line by line in one shell. */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { bareEnv, ending } from '../support/program'
import type { Outcome } from '../support/run'
import { temporaryDirectory } from '../support/run'
import { copyTree, inWorkspace } from './github-runner'

type Variables = Readonly<Record<string, string>>

interface Job {
  readonly stage: string
  readonly script: readonly string[]
  readonly needs?: readonly string[]
  readonly artifacts?: { readonly paths: readonly string[] }
  readonly rules: readonly { readonly if: string; readonly when?: string }[]
}

export interface Pipeline {
  /** What GitLab and the project set. */
  readonly variables: Variables
  readonly repository: string
  /** `{workspace}` in a value is the directory of the checkout. */
  readonly machine: Variables
  readonly before?: (job: string) => Promise<unknown>
}

const TOP = ['stages', 'default', 'variables']
const JOB = ['stage', 'script', 'needs', 'artifacts', 'rules', 'environment', 'resource_group']

/** The jobs that the pipeline has, in the order of the stages, manual ones started by somebody. */
export async function runPipeline(text: string, pipeline: Pipeline): Promise<Record<string, Outcome>> {
  const file = parse(text) as Readonly<Record<string, unknown>> & {
    readonly stages: readonly string[]
    readonly variables: Variables
    readonly default: { readonly image: string; readonly before_script: readonly string[] }
  }
  const before = file.default.before_script
  const variables = { ...file.variables, ...pipeline.variables }
  const jobs = Object.entries(file).filter(([name]) => !TOP.includes(name)) as [string, Job][]
  const ended: Record<string, Outcome> = {}
  const artifacts = temporaryDirectory()
  for (const stage of file.stages) {
    for (const [name, job] of jobs.filter(([, { stage: own }]) => own === stage)) {
      const unknown = Object.keys(job).filter((key) => !JOB.includes(key))
      if (unknown.length > 0) throw new Error(`unknown to this runner: ${unknown.join(', ')}`)
      if (!job.rules.some(({ if: rule }) => applies(rule, variables))) continue
      await pipeline.before?.(name)
      ended[name] = await runJob(name, { job, before, variables, pipeline, artifacts })
      if (ended[name].code !== 0) return ended
    }
  }
  return ended
}

interface JobToRun {
  readonly job: Job
  readonly before: readonly string[]
  readonly variables: Variables
  readonly pipeline: Pipeline
  readonly artifacts: string
}

async function runJob(
  name: string,
  { job, before, variables, pipeline, artifacts }: JobToRun,
): Promise<Outcome> {
  const home = temporaryDirectory()
  const workspace = join(home, 'builds', 'project')
  mkdirSync(workspace, { recursive: true })
  copyTree(pipeline.repository, workspace)
  for (const needed of job.needs ?? []) {
    // GitLab removes what is there before it writes a file.
    for (const name of readdirSync(join(artifacts, needed))) rmSync(join(workspace, name), { force: true })
    cpSync(join(artifacts, needed), workspace, { recursive: true })
  }
  const env = bareEnv(home, {
    ...inWorkspace(pipeline.machine, workspace),
    ...variables,
    CI: 'true',
    CI_JOB_URL: 'https://gitlab.example/jobs/7',
    CI_PROJECT_DIR: workspace,
  })
  const script = [...before, ...job.script].join('\n')
  const outcome = await ending(spawn('/bin/sh', ['-e', '-c', script], { cwd: workspace, env }))
  if (outcome.code !== 0) return outcome
  for (const path of job.artifacts?.paths ?? []) {
    const file = join(workspace, path)
    if (!existsSync(file) || !lstatSync(file).isFile()) throw new Error(`no file ${path} to keep`)
    const kept = join(artifacts, name, path)
    mkdirSync(dirname(kept), { recursive: true })
    cpSync(file, kept)
  }
  return outcome
}

/** `$A == "text"`, `$A == $B`, `$A`, joined by `&&`. Anything else fails loudly. */
function applies(rule: string, variables: Variables): boolean {
  return rule.split('&&').every((part) => {
    const [, name = '', text, other] = /^\s*\$(\w+)(?:\s*==\s*(?:"([^"]*)"|\$(\w+)))?\s*$/.exec(part) ?? []
    if (name === '') throw new Error(`cannot evaluate: ${part}`)
    const value = variables[name] ?? ''
    if (text === undefined && other === undefined) return value !== ''
    return value === (text ?? variables[other ?? ''] ?? '')
  })
}
