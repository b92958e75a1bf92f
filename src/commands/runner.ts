/**
 * What a job of GitHub Actions (or of a runner that speaks like it) is told beside the streams: files that the runner
 * names in the environment and reads when the step has ended. Where it names none, nothing is told.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#environment-files
 */
import { appendFile } from 'node:fs/promises'
import type { Env } from '../env'
import { reasonOf } from '../errors'
import { systemReasons } from '../terminal/messages/reasons'
import { runnerMessages } from '../terminal/messages/runner'
import { harmless } from '../terminal/printable'
import { replaceUnsafe } from '../unsafe-characters'
import type { CommandContext } from './command'
import { pathOf } from './input-file'

type OutputValue = string | number | boolean

/** Appends to the summary of the step (GITHUB_STEP_SUMMARY). A file that cannot be written is a warning, no error. */
export async function appendSummary(cx: CommandContext, markdown: string): Promise<void> {
  await append(cx, 'GITHUB_STEP_SUMMARY', () =>
    harmless(markdown.endsWith('\n') ? markdown : `${markdown}\n`),
  )
}

/**
 * Sets outputs of the step (GITHUB_OUTPUT), which later steps read as `steps.ID.outputs.NAME`. A file that
 * cannot be written is a warning, no error.
 */
export async function setOutputs(
  cx: CommandContext,
  values: Readonly<Record<string, OutputValue>>,
): Promise<void> {
  await append(cx, 'GITHUB_OUTPUT', () =>
    Object.entries(values)
      .map(([name, value]) => assignment(cx, name, String(value)))
      .join(''),
  )
}

/** A value of several lines stands between two marks that nobody can guess, so that no text in it can end it early. */
function assignment({ randomBytes }: CommandContext, name: string, value: string): string {
  if (!/[\r\n]/.test(value)) return `${name}=${value}\n`
  const mark = `wxadmin_${randomBytes(16).toString('hex')}`
  return `${name}<<${mark}\n${value}\n${mark}\n`
}

async function append(cx: CommandContext, variable: string, text: () => string): Promise<void> {
  const file = cx.env[variable]
  if (!file) return
  try {
    const safe = replaceUnsafe(cx.terminal.redact(text()), () => '\ufffd', '\r\n\t')
    await appendFile(pathOf(cx, file), safe)
  } catch (error) {
    const code = reasonOf(error)
    const words = systemReasons[code === 'ENOENT' ? 'NO_DIRECTORY' : code]
    const reason = words ? cx.terminal.t(words) : code
    cx.terminal.warn(runnerMessages.notWritten, { variable, file, reason })
  }
}

/** Address of the CI job that this runs in, as GitHub Actions, GitLab and Jenkins give it; undefined elsewhere. */
export function jobUrl(env: Env): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = env
  const github =
    GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID
      ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
      : undefined
  const url = github ?? env.CI_JOB_URL ?? env.BUILD_URL
  if (!url || !URL.canParse(url)) return undefined
  const { protocol, username, password } = new URL(url)
  return /^https?:$/.test(protocol) && !username && !password ? url : undefined
}
