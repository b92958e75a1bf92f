import { isInterruption, WxError } from '../../errors'
import { menuHash } from '../../menu/diff/compare'
import type { MenuFile } from '../../menu/rules/read'
import { explain } from '../../terminal/errors'
import { annotation, annotationPath, findingAnnotations } from '../../terminal/github'
import { menuMessages } from '../../terminal/messages/menu'
import { planMarkdown } from '../../terminal/plan-markdown'
import type { CommandContext } from '../command'
import { concealed } from '../conceal'
import { appendSummary, setOutputs } from '../runner'
import type { ChangeResult } from './change'

/** Findings of the file as annotations, on stdout. */
export function annotate(cx: CommandContext, file: Pick<MenuFile, 'findings' | 'text' | 'isLinked'>): void {
  const { findings } = concealed(cx, file)
  if (findings.length === 0) return
  cx.terminal.printCommands(
    findingAnnotations(findings, cx.terminal.language, (file) => annotationPath(file, cx)),
  )
}

/**
 * Runs a push; where it fails, the job is told: an annotation, the summary, and the output `changed` as `unknown` where
 * something may have been written.
 */
export async function toldOfFailure(cx: CommandContext, work: () => Promise<undefined>): Promise<undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof WxError) || isInterruption(error)) throw error
    const { what, why, tryThis } = await explain(error, cx.terminal)
    const message = [what, why, tryThis].filter(Boolean).join('\n')
    if (error.code !== 'MENU_INVALID')
      cx.terminal.printCommands(
        annotation({
          level: 'error',
          title: error.code,
          message: cx.terminal.redact(message),
          ...placeOf(cx, error),
        }),
      )
    await appendSummary(cx, `❌ ${markdownText(what)}`)
    await setOutputs(cx, { changed: error.code === 'PUSH_INCOMPLETE' ? 'unknown' : false })
    throw error
  }
}

/** Where in the file the menu begins that a call failed for: see push-failure.ts. */
function placeOf(cx: CommandContext, { details }: WxError) {
  const { file, line, column } = Object(details.data?.failed) as Readonly<Record<string, unknown>>
  if (typeof file !== 'string' || typeof line !== 'number' || typeof column !== 'number') return {}
  return { file: annotationPath(file, cx), line, column }
}

/**
 * The plan in the step's summary, and its outputs: `changed`, `up-to-date`, `added`, `removed`, `changed-buttons`,
 * `moved`, `hash` (of the wanted menu), `live-hash` (of the one before), `calls`, `history` and `plan` (files).
 */
export async function tellJob(
  cx: CommandContext,
  appid: string,
  { outcome, live, wanted, totals, changes, steps, history, plan }: ChangeResult,
  calls: number,
  line: string,
): Promise<undefined> {
  const { terminal } = cx
  if (changes.length > 0) {
    const title = terminal.t(menuMessages.planTitle, { appid })
    await appendSummary(cx, planMarkdown(changes, terminal.language, { title }))
  }
  await appendSummary(cx, `\n${markdownText(line)}\n`)
  const { added, removed, changed, moved } = totals
  await setOutputs(cx, {
    changed: outcome === 'pushed',
    'up-to-date': outcome === 'upToDate' || steps.length === 0,
    added,
    removed,
    'changed-buttons': changed,
    moved,
    hash: menuHash(wanted.menu),
    'live-hash': menuHash(live.menu),
    calls,
    ...(history !== undefined && { history }),
    ...(plan !== undefined && { plan }),
  })
  return undefined
}

/** Text as it is, in Markdown. */
const markdownText = (text: string): string => text.replaceAll(/[\\`*_{}[\]<>|#]/g, '\\$&')
