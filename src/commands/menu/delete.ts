import { changesBetween } from '../../menu/changes'
import { readLive } from '../../menu/live'
import { emptyMenu } from '../../menu/types'
import { menuMessages, menuWords } from '../../terminal/messages/menu'
import { drawPlan } from '../../terminal/plan'
import type { CommandContext } from '../command'
import { keepLive } from './keep-live'
import { appidOf } from './pin'

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
  const live = await readLive(client)
  if (live.source !== 'api') {
    const value = { appid, deleted: false, live: live.source, conditional: 0 }
    const message = live.source === 'console' ? menuMessages.consoleStays : menuMessages.nothingToDelete
    terminal.result(value, () => terminal.t(message, { appid }))
    return undefined
  }
  const count = live.menu.conditional.length
  const menus =
    count > 0 ? terminal.t(menuWords.withConditional, { count }) : terminal.t(menuWords.onlyDefault)
  const asked = terminal.interactive && !options.yes
  if (asked || !(terminal.json || terminal.options.quiet)) {
    terminal.write(terminal.t(menuMessages.deleteTitle, { appid }))
    terminal.write(
      drawPlan(changesBetween(live.menu, emptyMenu), { paint: terminal.err, language: terminal.language }),
    )
  }
  if (!options.yes)
    await terminal.confirm(terminal.t(menuMessages.confirmDelete, { appid, menus }), { flag: '--yes' })
  const history = await keepLive(cx, live, 'delete')
  await client.call({ method: 'GET', path: '/cgi-bin/menu/delete', repeatable: true, writes: true })
  terminal.note(menuMessages.saved, { file: history })
  terminal.result({ appid, deleted: true, live: live.source, conditional: count, history }, () =>
    terminal.t(menuMessages.deleted, { appid, menus }),
  )
  return undefined
}
