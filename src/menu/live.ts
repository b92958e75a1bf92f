import type { Client } from '../api/types'
import { WxError } from '../errors'
import { menuErrcodes } from '../wechat/menu-rules'
import { normaliseMenu } from './normalise'
import { type ConditionalMenu, emptyMenu, type LiveMenu, type Menu } from './types'

/**
 * Reads what is live: one call; a second one where the API knows no menu, to see one made in the web console
 * (FACTS 2.3, 2.5). @throws WxError as Client.call
 */
export async function readLive(client: Client): Promise<LiveMenu> {
  const raw = await getMenu(client)
  if (raw) return { source: 'api', menu: liveMenu(raw), raw }
  const info = await client.call({
    method: 'GET',
    path: '/cgi-bin/get_current_selfmenu_info',
    repeatable: true,
  })
  const menu = normaliseMenu(info)
  return menu.button.length > 0 ? { source: 'console', menu, raw: info } : { source: 'none', menu: emptyMenu }
}

/** The answer of menu/get; undefined when there is no menu (46003). */
export async function getMenu(client: Client): Promise<Record<string, unknown> | undefined> {
  try {
    return await client.call({ method: 'GET', path: '/cgi-bin/menu/get', repeatable: true })
  } catch (error) {
    if (error instanceof WxError && error.details.refusal?.errcode === menuErrcodes.noMenu) return undefined
    throw error
  }
}

/**
 * The answer of menu/get as a menu, conditional menus in order of preference: the newest is tried first (FACTS 2.6).
 * In which order the answer lists them is documented nowhere [?], so they are put in order by menuid, which rises.
 */
function liveMenu(answer: Record<string, unknown>): Menu {
  const menu = normaliseMenu(answer)
  return { ...menu, conditional: menu.conditional.toSorted(newestFirst) }
}

/** Ids are decimal numbers that may outgrow a double: the longer is the larger. */
function newestFirst({ menuid: a = '' }: ConditionalMenu, { menuid: b = '' }: ConditionalMenu): number {
  return b.length - a.length || (a < b ? 1 : a > b ? -1 : 0)
}
