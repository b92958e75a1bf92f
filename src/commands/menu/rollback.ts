import { WxError } from '../../errors'
import { changeMenu } from '../../menu/push/engine'
import { chosenMenu, menuOf, previousMenu, pushedAs, type SavedChoice } from '../../menu/push/history'
import { readMenu } from '../../menu/rules/read'
import type { LiveMenu, Menu } from '../../menu/types'
import { menuYaml } from '../../menu/write'
import type { HistoryEntry } from '../../store/history'
import { menuMessages } from '../../terminal/messages/menu'
import { localTime } from '../../terminal/time'
import type { CommandContext } from '../command'
import type { ChangeWords } from './change'
import { chooseEntry, entriesOf } from './history-entry'
import { changeReporter, reportEnding } from './report'
import { authorOf, targetOf } from './target'

export interface RollbackOptions {
  readonly dryRun?: boolean
  readonly yes?: boolean
  readonly force?: boolean
  /** With an ID: to the menu that this write left live, not to the one that it replaced. */
  readonly pushed?: boolean
}

/**
 * `menu rollback [ID]`: a push of a menu of the history. Without ID: where the menu that was pushed last is live, to
 * what that push replaced; where something else is live, to the menu that was last pushed from here. A second rollback
 * undoes the first. Always asks; `--yes` does not, and without a terminal it is needed (exit 3). The menu that is live
 * now is kept first. An entry of "there was no menu" deletes the menus.
 *
 * `--json`: see result.ts; `file` is the id.
 */
export async function rollbackMenu(
  cx: CommandContext,
  [id]: [string | undefined],
  options: RollbackOptions,
): Promise<undefined> {
  if (options.pushed && id === undefined)
    throw new WxError('OPTION_NEEDS', { option: '--pushed', other: 'ID' })
  const entries = await entriesOf(cx)
  const named = id === undefined ? undefined : chosen(chooseEntry(entries, id), options)
  const target = await targetOf(cx)
  const { appid } = target
  const choiceOver = (live: LiveMenu): SavedChoice => {
    const choice = named ?? previousMenu(entries, live)
    if (!choice) throw new WxError('HISTORY_EMPTY', { appid })
    return choice
  }
  const wordsFor = (live: LiveMenu): ChangeWords => {
    const choice = choiceOver(live)
    const words = { from: liveText(cx, entries, live), to: choiceText(cx, choice) }
    return {
      name: choice.entry.id,
      shown: words.to,
      reason: 'rollback',
      appid,
      command: commandOf(id === undefined ? undefined : cx.terminal.word(id, 'ID'), options),
      check: 'wxadmin menu get',
      question: cx.terminal.t(menuMessages.confirmRollback, { appid, ...words }),
      title: cx.terminal.t(menuMessages.rollbackOf, words),
      warnings: [],
    }
  }
  const { yes, force, dryRun } = options
  const mode = dryRun ? 'show' : 'apply'
  const ending = await changeMenu(
    target,
    {
      reason: 'rollback',
      mode,
      wantedOver: async (live) => ({ menu: restorable(cx, choiceOver(live)), uploads: [] }),
      expected: force ? 'any' : 'remembered',
      author: () => authorOf(cx),
    },
    changeReporter(cx, wordsFor, { mode, yes, alwaysAsk: true }),
  )
  return reportEnding(cx, wordsFor, ending)
}

/** The command line again, without --force: what hints add to it. */
function commandOf(id: string | undefined, { pushed, yes }: RollbackOptions): string {
  return ['wxadmin menu rollback', id, pushed && '--pushed', yes && '--yes'].filter(Boolean).join(' ')
}

/** @throws WxError HISTORY_NOT_PUSHED where the entry does not say what its write left live */
function chosen(entry: HistoryEntry, { pushed }: RollbackOptions): SavedChoice {
  if (pushed && !entry.pushed) throw new WxError('HISTORY_NOT_PUSHED', { id: entry.id })
  return { entry, side: pushed ? 'pushed' : 'replaced' }
}

function liveText(cx: CommandContext, entries: readonly HistoryEntry[], live: LiveMenu): string {
  const { terminal } = cx
  if (live.source === 'none') return terminal.t(menuMessages.liveNone)
  const entry = pushedAs(entries, live)
  return entry ? terminal.t(menuMessages.asPushed, namesOf(cx, entry)) : terminal.t(menuMessages.liveNotOurs)
}

function choiceText(cx: CommandContext, choice: SavedChoice): string {
  const { terminal } = cx
  const { entry, side } = choice
  if (chosenMenu(choice)?.source === 'none') return terminal.t(menuMessages.liveNone)
  return terminal.t(side === 'pushed' ? menuMessages.asPushed : menuMessages.asReplaced, namesOf(cx, entry))
}

/** An entry as people are told of it: its time, and as much of its id as names it. */
function namesOf(cx: CommandContext, { id, time }: HistoryEntry) {
  return { time: localTime(time, cx.now()), id: id.slice(id.lastIndexOf('-') + 1) }
}

/**
 * The menu of a choice, which the API must be able to write: what the web console made, and what WeChat has withdrawn
 * since, is not.
 * @throws WxError NOT_RESTORABLE with the parts that are not
 */
function restorable({ terminal }: CommandContext, choice: SavedChoice): Menu {
  const kept = chosenMenu(choice) ?? choice.entry
  const { id } = choice.entry
  const menu = menuOf(kept)
  if (kept.source === 'none') return menu
  const { findings } = readMenu(Buffer.from(menuYaml(menu)), id, { env: {}, secret: [] })
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return menu
  const parts = errors.map(({ path, rule }) => `${pathText(path)} (${rule})`)
  throw new WxError(
    'NOT_RESTORABLE',
    { id, buttons: parts.join(terminal.language === 'zh' ? '、' : ', ') },
    { data: { findings: errors } },
  )
}

/** `button[1].sub_button[0].type` */
function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join('')
}
