import type { Client } from '../../api/types'
import { interruption, WxError } from '../../errors'
import { changesBetween } from '../../menu/diff/changes'
import { sameMenu } from '../../menu/diff/compare'
import { uninterruptible } from '../../menu/push/apply'
import { readLive } from '../../menu/push/live'
import type { Turn } from '../../menu/push/menu-lock'
import { planPush } from '../../menu/push/plan'
import { emptyMenu, type LiveMenu } from '../../menu/types'
import { menuMessages, menuWords } from '../../terminal/messages/menu'
import { drawPlan } from '../../terminal/plan'
import type { CommandContext } from '../command'
import { carryOut } from './carry-out'
import { rememberSeen } from './memory'
import { appidOf } from './pin'
import type { Push } from './push-document'
import { inTurn, turnOf } from './turn'

/**
 * `menu delete`: deletes the default menu and with it every conditional menu (docs/platform.md 2.4), after showing them and asking;
 * `--yes` does not ask, and without a terminal it is needed (exit 3). What is live is read again after the answer, kept in
 * the history, and read back as gone. Nothing live is no error; a menu made in the web
 * console is told of and left alone.
 *
 * `--json`: `{ appid, deleted, live: 'api'|'console'|'none', conditional, history? }`: who had made the menu, and how
 * many conditional ones went.
 */
export async function deleteMenu(
  cx: CommandContext,
  _args: [],
  options: { readonly yes?: boolean },
): Promise<undefined> {
  const [client, appid] = [await cx.services.client(), await appidOf(cx)]
  const turn = await turnOf(cx, appid)
  const live = await readLive(client).catch((error: unknown) => {
    if (error instanceof WxError && error.code === 'ANSWER_TOO_DEEP') return undefined
    throw error
  })
  if (!live) return deleteUnread(cx, { appid, turn, yes: options.yes ?? false })
  if (live.source !== 'api') return tellNothing(cx, appid, live)
  const wasAsked = await agree(cx, appid, live, options)
  return inTurn(cx, turn, async ({ isStale }) => {
    if (!isStale && !wasAsked) return carryOutDeletion(cx, pushOf(cx, appid, client, live))
    let now = await readLive(client)
    for (let agreed: LiveMenu = live; wasAsked && now.source === 'api'; now = await readLive(client)) {
      if (sameMenu(now.menu, agreed.menu)) break
      cx.terminal.note(menuMessages.menuChangedMeanwhile)
      await agree(cx, appid, now, options)
      agreed = now
    }
    if (now.source !== 'api') return tellNothing(cx, appid, now)
    return carryOutDeletion(cx, pushOf(cx, appid, client, now))
  })
}

/** Shows what goes, and asks. @returns whether it was asked @throws WxError CONFIRMATION_NEEDED, DECLINED */
async function agree(
  cx: CommandContext,
  appid: string,
  live: LiveMenu,
  { yes }: { readonly yes?: boolean },
): Promise<boolean> {
  const { terminal } = cx
  const isShown = (terminal.interactive && !yes) || !(terminal.json || terminal.options.quiet)
  if (isShown) {
    terminal.write(terminal.t(menuMessages.deleteTitle, { appid }))
    terminal.write(drawPlan(changesBetween(live.menu, emptyMenu), terminal.pen))
  }
  if (yes) return false
  await terminal.confirm(questionOf(cx, appid, live), { flag: '--yes' })
  return true
}

async function carryOutDeletion(cx: CommandContext, push: Push): Promise<undefined> {
  const { terminal } = cx
  const { appid, live } = push
  const base = (await cx.services.settings()).apiBase.value
  const { history } = await carryOut(cx, push, planPush({ appid, base }, live, emptyMenu))
  terminal.note(menuMessages.saved, { file: history })
  const conditional = live.menu.conditional.length
  terminal.result({ appid, deleted: true, live: live.source, conditional, history }, () =>
    terminal.t(menuMessages.deleted, { appid, menus: menusOf(cx, live) }),
  )
  return undefined
}

function pushOf(cx: CommandContext, appid: string, client: Client, live: LiveMenu): Push {
  return {
    name: appid,
    shown: appid,
    reason: 'delete',
    command: 'wxadmin menu delete',
    check: 'wxadmin menu get',
    question: questionOf(cx, appid, live),
    warnings: [],
    appid,
    client,
    live,
    wanted: emptyMenu,
    uploads: [],
  }
}

function questionOf(cx: CommandContext, appid: string, live: LiveMenu): string {
  return cx.terminal.t(menuMessages.confirmDelete, { appid, menus: menusOf(cx, live) })
}

/**
 * A live menu that cannot be read is the reason why somebody wants it gone: it is neither shown nor kept.
 * `--json`: as of deleteMenu, without `conditional` and `history`.
 */
async function deleteUnread(
  cx: CommandContext,
  { appid, turn, yes }: { readonly appid: string; readonly turn: Turn; readonly yes: boolean },
): Promise<undefined> {
  const { terminal } = cx
  terminal.warn(menuMessages.deleteUnread, { appid })
  const menus = terminal.t(menuWords.unread)
  if (!yes)
    await terminal.confirm(terminal.t(menuMessages.confirmDelete, { appid, menus }), { flag: '--yes' })
  return inTurn(cx, turn, async () => {
    await callDelete(cx)
    terminal.result({ appid, deleted: true, live: 'api' }, () =>
      terminal.t(menuMessages.deleted, { appid, menus }),
    )
    return undefined
  })
}

async function callDelete(cx: CommandContext): Promise<void> {
  if (cx.signal.aborted) throw interruption(cx.signal)
  const call = { method: 'GET', path: '/cgi-bin/menu/delete', repeatable: true, writes: true } as const
  await uninterruptible(await cx.services.client()).call(call)
  await rememberSeen(cx, { source: 'none', menu: emptyMenu })
}

function tellNothing({ terminal }: CommandContext, appid: string, { source }: LiveMenu): undefined {
  const message = source === 'console' ? menuMessages.consoleStays : menuMessages.nothingToDelete
  terminal.result({ appid, deleted: false, live: source, conditional: 0 }, () =>
    terminal.t(message, { appid }),
  )
}

function menusOf({ terminal }: CommandContext, { menu }: LiveMenu): string {
  const count = menu.conditional.length
  return count > 0 ? terminal.t(menuWords.withConditional, { count }) : terminal.t(menuWords.onlyDefault)
}
