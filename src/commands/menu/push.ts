import { WxError } from '../../errors'
import { isUpToDate } from '../../menu/diff/compare'
import { readLive } from '../../menu/push/live'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { acceptMenu } from './accept'
import type { ChangeOptions } from './change-live'
import { appidOf, checkPin } from './pin'
import type { Push } from './push-document'
import { resolveFile } from './resolve'
import { readMenuFile, rememberVariables, strictly, type VariableOptions } from './source'
import { turnOf } from './turn'
import { tellUpToDate } from './up-to-date'

export interface PushOptions extends ChangeOptions, VariableOptions {
  readonly strict?: boolean
  /** False: live conditional menus that the file does not name stay. */
  readonly prune?: boolean
}

/**
 * `menu push FILE`: makes the live menu equal to the file. The file is the whole truth: conditional menus that it does
 * not have are deleted, unless `--no-prune`. An up-to-date push costs one call, writes nothing, and loads nothing that
 * only writing needs. With `--plan P` the plan is saved and nothing is written to WeChat; without FILE the plan P is
 * applied (apply-plan.ts).
 *
 * `--json`: see push-document.ts. Exit 65 for an invalid file, 3 for a pin that does not match and for a live menu that
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
  if (given === undefined) {
    if (options.var !== undefined) throw new WxError('OPTIONS_CONFLICT', { first: '--plan', second: '--var' })
    const { applyPlan } = await import('./apply-plan')
    return applyPlan(cx, options)
  }
  rememberVariables(cx, options)
  const file = strictly(await readMenuFile(cx, given, options), options.strict)
  const name = file.file
  const forGithub = options.format === 'github'
  if (forGithub) (await import('./push-github')).annotate(cx, file)
  const menu = await acceptMenu(cx, file)
  await checkPin(cx, name, file.appid)
  const [client, appid] = [await cx.services.client(), await appidOf(cx)]
  const { menu: resolved, uploads } = await resolveFile(cx, file, menu)
  const turn = await turnOf(cx, appid)
  const live = await readLive(client)
  const over = async (present: Push['live']): Promise<Push> => ({
    name,
    shown: name,
    reason: 'push',
    command: `wxadmin menu push ${cx.terminal.word(name)}`,
    check: `wxadmin menu diff ${cx.terminal.word(name)}`,
    question: cx.terminal.t(menuMessages.confirmPush, { appid }),
    places: async () => (await import('../../menu/places')).menuPlaces(file.text),
    warnings: file.findings,
    forGithub,
    appid,
    client,
    uploads,
    live: present,
    wanted:
      options.prune === false
        ? (await import('../../menu/push/plan')).keepUnlisted(resolved, present.menu)
        : resolved,
  })
  const under = await over(live)
  if (isUpToDate(live, under.wanted) && options.plan === undefined) return tellUpToDate(cx, under)
  const { changeLive } = await import('./change-live')
  return changeLive(cx, under, turn, { ...options, over })
}
