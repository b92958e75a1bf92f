import { WxError } from '../../errors'
import { changeMenu } from '../../menu/push/engine'
import type { LiveMenu, Menu } from '../../menu/types'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import type { ChangeWords, EndingOptions } from './change'
import { acceptMenu, readMenuFile, rememberVariables, strictly, type VariableOptions } from './menu-file'
import { changeReporter, reportEnding } from './report'
import { resolveFile } from './resolve'
import { authorOf, checkPin, targetOf } from './target'

export interface PushOptions extends VariableOptions, EndingOptions {
  readonly strict?: boolean
  /** False: live conditional menus that the file does not name stay. */
  readonly prune?: boolean
  readonly dryRun?: boolean
  readonly yes?: boolean
  readonly force?: boolean
  /** A menu file, or a hash. */
  readonly expect?: string
}

/**
 * `menu push FILE`: makes the live menu equal to the file. The file is the whole truth: conditional menus that it does
 * not have are deleted, unless `--no-prune`. An up-to-date push costs one call, writes nothing, and loads nothing that
 * only writing needs. With `--plan P` the plan is saved and nothing is written to WeChat; without FILE the plan P is
 * applied (apply-plan.ts).
 *
 * `--json`: see result.ts. Exit 65 for an invalid file, 3 for a pin that does not match and for a live menu that
 * somebody else changed, 4 to 6 for failed calls.
 */
export async function pushMenu(
  cx: CommandContext,
  [name]: [string | undefined],
  options: PushOptions,
): Promise<undefined> {
  if (options.format !== undefined && options.format !== 'json' && cx.terminal.json)
    throw new WxError('OPTIONS_CONFLICT', { first: '--json', second: `--format ${options.format}` })
  if (options.format !== 'github') return push(cx, name, options)
  const { toldOfFailure } = await import('./push-github')
  return toldOfFailure(cx, () => push(cx, name, options))
}

async function push(cx: CommandContext, given: string | undefined, options: PushOptions): Promise<undefined> {
  if (given !== undefined) return pushFile(cx, given, options)
  if (options.var !== undefined) throw new WxError('OPTIONS_CONFLICT', { first: '--plan', second: '--var' })
  const { applyPlan } = await import('./apply-plan')
  return applyPlan(cx, options)
}

async function pushFile(cx: CommandContext, given: string, options: PushOptions): Promise<undefined> {
  rememberVariables(cx, options)
  const file = strictly(await readMenuFile(cx, given, options), options.strict)
  if (options.format === 'github') (await import('./push-github')).annotate(cx, file)
  const menu = await acceptMenu(cx, file)
  await checkPin(cx, file.file, file.appid)
  const target = await targetOf(cx)
  const { menu: resolved, uploads } = await resolveFile(cx, file, menu)
  const { prune, plan, dryRun, yes } = options
  const mode = plan !== undefined ? 'save' : dryRun ? 'show' : 'apply'
  const { appid } = target
  const name = file.file
  const words: ChangeWords = {
    name,
    shown: name,
    reason: 'push',
    appid,
    command: `wxadmin menu push ${cx.terminal.word(name)}`,
    check: `wxadmin menu diff ${cx.terminal.word(name)}`,
    question: cx.terminal.t(menuMessages.confirmPush, { appid }),
    places: async () => (await import('../../menu/places')).menuPlaces(file.text),
    warnings: file.findings,
    ...(options.expect !== undefined && { expected: options.expect }),
  }
  const wantedOver = async (live: LiveMenu) =>
    prune === false
      ? { menu: (await import('../../menu/push/plan')).keepUnlisted(resolved, live.menu), uploads }
      : { menu: resolved, uploads }
  const ending = await changeMenu(
    target,
    { reason: 'push', mode, wantedOver, expected: expectedBy(cx, options), author: () => authorOf(cx) },
    changeReporter(cx, () => words, { mode, yes }),
  )
  return reportEnding(cx, () => words, ending, options)
}

/** `--expect` names the menu that has to be live, by a file or a hash; `--force` takes any. */
function expectedBy(cx: CommandContext, options: PushOptions) {
  const { expect, force } = options
  if (expect === undefined) return force ? 'any' : 'remembered'
  return async (live: Menu) => (await import('./expect')).isExpected(cx, live, expect, options)
}
