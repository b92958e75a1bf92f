import { changesBetween } from '../../menu/diff/changes'
import { deleteLive, deleteUnread } from '../../menu/push/engine'
import type { ChangeEvent, Proposal, Reporter } from '../../menu/push/reporter'
import { emptyMenu, type LiveMenu } from '../../menu/types'
import { menuMessages, menuWords } from '../../terminal/messages/menu'
import { drawPlan } from '../../terminal/plan'
import type { CommandContext } from '../command'
import type { ChangeWords } from './change'
import { changeReporter } from './report'
import { authorOf, targetOf } from './target'

interface DeleteOptions {
  readonly yes?: boolean
}

/**
 * `menu delete`: deletes the default menu and with it every conditional menu (docs/platform.md 2.4), after showing them and asking;
 * `--yes` does not ask, and without a terminal it is needed (exit 3). What is live is read again after the answer, kept in
 * the history, and read back as gone. Nothing live is no error; a menu made in the web
 * console is told of and left alone.
 *
 * `--json`: `{ appid, deleted, live: 'api'|'console'|'none', conditional, history? }`: who had made the menu, and how
 * many conditional ones went. Of a menu that cannot be read, which is deleted all the same, neither `conditional` nor
 * `history` is known.
 */
export async function deleteMenu(cx: CommandContext, _args: [], options: DeleteOptions): Promise<undefined> {
  const { terminal } = cx
  const target = await targetOf(cx)
  const { appid } = target
  const wordsFor = (live: LiveMenu) => wordsOf(cx, appid, live)
  const drawn = changeReporter(cx, wordsFor, { mode: 'apply' })
  const reporter: Reporter = {
    ...drawn,
    agree: ({ live }) => agree(cx, wordsFor(live), live, options),
    tell: (event: ChangeEvent) =>
      event.type === 'changedMeanwhile'
        ? terminal.note(menuMessages.menuChangedMeanwhile)
        : drawn.tell(event),
  }
  const ending = await deleteLive(target, () => authorOf(cx), reporter)
  if (!ending) {
    const menus = terminal.t(menuWords.unread)
    terminal.warn(menuMessages.deleteUnread, { appid })
    if (!options.yes)
      await terminal.confirm(terminal.t(menuMessages.confirmDelete, { appid, menus }), { flag: '--yes' })
    await deleteUnread(target, reporter)
    const document = { appid, deleted: true, live: 'api' }
    terminal.result(document, () => terminal.t(menuMessages.deleted, { appid, menus }))
    return undefined
  }
  const { live } = ending
  if (ending.outcome === 'failed')
    throw await (await import('./push-failure')).errorOf(cx, wordsFor(live), ending)
  if (ending.outcome !== 'pushed') {
    const message = live.source === 'console' ? menuMessages.consoleStays : menuMessages.nothingToDelete
    const document = { appid, deleted: false, live: live.source, conditional: 0 }
    terminal.result(document, () => terminal.t(message, { appid }))
    return undefined
  }
  const { history } = ending
  terminal.note(menuMessages.saved, { file: history })
  const conditional = live.menu.conditional.length
  terminal.result({ appid, deleted: true, live: live.source, conditional, history }, () =>
    terminal.t(menuMessages.deleted, { appid, menus: menusOf(cx, live) }),
  )
  return undefined
}

/** Shows what goes, and asks. @returns whether it was asked @throws WxError CONFIRMATION_NEEDED, DECLINED */
async function agree(
  { terminal }: CommandContext,
  { appid, question }: ChangeWords,
  live: Proposal['live'],
  { yes }: DeleteOptions,
): Promise<boolean> {
  const isShown = (terminal.interactive && !yes) || !(terminal.json || terminal.options.quiet)
  if (isShown) {
    terminal.write(terminal.t(menuMessages.deleteTitle, { appid }))
    terminal.write(drawPlan(changesBetween(live.menu, emptyMenu), terminal.pen))
  }
  if (yes) return false
  await terminal.confirm(question, { flag: '--yes' })
  return true
}

function wordsOf(cx: CommandContext, appid: string, live: LiveMenu): ChangeWords {
  return {
    name: appid,
    shown: appid,
    reason: 'delete',
    appid,
    command: 'wxadmin menu delete',
    check: 'wxadmin menu get',
    question: cx.terminal.t(menuMessages.confirmDelete, { appid, menus: menusOf(cx, live) }),
    warnings: [],
  }
}

function menusOf({ terminal }: CommandContext, { menu }: LiveMenu): string {
  const count = menu.conditional.length
  return count > 0 ? terminal.t(menuWords.withConditional, { count }) : terminal.t(menuWords.onlyDefault)
}
