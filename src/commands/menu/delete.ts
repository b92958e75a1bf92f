import { interruption } from '../../errors'
import { changesBetween } from '../../menu/changes'
import { readLive } from '../../menu/live'
import { steady } from '../../menu/steady'
import { emptyMenu, type LiveMenu } from '../../menu/types'
import { menuMessages, menuWords } from '../../terminal/messages/menu'
import { drawPlan } from '../../terminal/plan'
import type { CommandContext } from '../command'
import { keepLive } from './keep-live'
import { rememberSeen } from './memory'
import { appidOf } from './pin'
import { inTurn, turnOf } from './turn'

/**
 * `menu delete`: deletes the default menu and with it every conditional menu (FACTS 2.4), after showing them and asking;
 * `--yes` does not ask, and without a terminal it is needed (exit 3). Nothing live is no error; a menu made in the web
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
  const { terminal } = cx
  const [client, appid] = [await cx.parts.client(), await appidOf(cx)]
  const turn = await turnOf(cx, appid)
  const live = await readLive(client)
  if (live.source !== 'api') return tellNothing(cx, appid, live)
  const menus = menusOf(cx, live)
  const asked = terminal.interactive && !options.yes
  if (asked || !(terminal.json || terminal.options.quiet)) {
    terminal.write(terminal.t(menuMessages.deleteTitle, { appid }))
    terminal.write(drawPlan(changesBetween(live.menu, emptyMenu), terminal.pen))
  }
  if (!options.yes)
    await terminal.confirm(terminal.t(menuMessages.confirmDelete, { appid, menus }), { flag: '--yes' })
  return inTurn(cx, turn, async ({ isStale }) => {
    // What goes is kept as it is now: a push may have come before.
    const now = isStale ? await readLive(client) : live
    if (now.source !== 'api') return tellNothing(cx, appid, now)
    const history = await keepLive(cx, now, 'delete')
    if (cx.signal.aborted) throw interruption(cx.signal)
    const call = { method: 'GET', path: '/cgi-bin/menu/delete', repeatable: true, writes: true } as const
    await steady(client).call(call)
    await rememberSeen(cx, { source: 'none', menu: emptyMenu })
    terminal.note(menuMessages.saved, { file: history })
    const conditional = now.menu.conditional.length
    terminal.result({ appid, deleted: true, live: now.source, conditional, history }, () =>
      terminal.t(menuMessages.deleted, { appid, menus: menusOf(cx, now) }),
    )
    return undefined
  })
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
