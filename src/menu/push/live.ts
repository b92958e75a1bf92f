import type { Client } from '../../api/types'
import { errcodeOf, WxError } from '../../errors'
import { endpoints } from '../../wechat/endpoints'
import { menuErrcodes } from '../../wechat/menu/rules'
import { normaliseMenu } from '../normalise'
import { type ConditionalMenu, emptyMenu, type LiveConditional, type LiveMenu } from '../types'

const PLACE = { host: 'WeChat', path: endpoints.menuGet.path }

/** The menu API is for verified accounts; what they show can be read all the same (docs/platform.md 2.1, 2.5). */
const UNVERIFIED = 48001

/** The answer of menu/get. */
export interface MenuAnswer {
  /** As WeChat wrote it. */
  readonly text: string
  /** Its value; numbers that a double cannot hold are text in it. */
  readonly value: Record<string, unknown>
}

/** The menu that was made by the API. @throws WxError as Client.call; no menu is WeChat's error 46003 */
export async function fetchMenu(client: Client): Promise<MenuAnswer> {
  const { body } = await client.raw({ method: 'GET', path: PLACE.path, repeatable: true })
  const { parseAnswer } = await import('../../api/answer') // loaded already, with what made the call
  const text = body.toString('utf8').replace(/^\uFEFF/, '')
  return { text, value: parseAnswer(Buffer.from(withLongNumbersAsText(text)), PLACE) }
}

/** The menu that the API made; undefined where there is none. @throws WxError as Client.call */
async function readMade(client: Client): Promise<LiveMenu | undefined> {
  try {
    return liveMenu((await fetchMenu(client)).value)
  } catch (error) {
    if (errcodeOf(error) === menuErrcodes.noMenu) return undefined
    throw error
  }
}

/**
 * Reads what is live, before a push: one call; a second one where the API made no menu, to see one made in the web
 * console (docs/platform.md 2.3, 2.5).
 * @throws WxError as Client.call: 48001 for an account that may not write menus
 */
export async function readLive(client: Client): Promise<LiveMenu> {
  return (await readMade(client)) ?? readShown(client)
}

/** As `readLive`, only to look at: of an account without permission for the menu API as well. @throws WxError as Client.call */
export async function viewLive(client: Client): Promise<LiveMenu> {
  try {
    return await readLive(client)
  } catch (error) {
    if (errcodeOf(error) !== UNVERIFIED) throw error
    const live = await readShown(client)
    if (live.source === 'none') throw error
    return live
  }
}

/** What users are shown, wherever it was made. */
async function readShown(client: Client): Promise<LiveMenu> {
  const { method, path } = endpoints.selfMenu
  const info = await client.call({ method, path, repeatable: true })
  const { button } = normaliseMenu(info)
  return button.length > 0
    ? { source: 'console', menu: { ...emptyMenu, button }, raw: info, ...(isOff(info) && { isOff: true }) }
    : { source: 'none', menu: emptyMenu }
}

/** Without the field nothing is known. */
function isOff({ is_menu_open: open }: Record<string, unknown>): boolean {
  return open === 0 || open === '0' || open === false
}

function liveMenu(raw: Record<string, unknown>): LiveMenu {
  const { button, conditional } = normaliseMenu(raw)
  return { source: 'api', menu: { button, conditional: conditional.map(withId) }, raw }
}

/** Without its id a conditional menu could never be deleted. WeChat gives it with every one (docs/platform.md 2.3). */
function withId(menu: ConditionalMenu): LiveConditional {
  const { menuid } = menu
  if (menuid === undefined)
    throw new WxError('ANSWER_INCOMPLETE', { ...PLACE, reason: 'conditionalmenu.menuid' })
  return { ...menu, menuid }
}

/** Ids are told by the number, which JSON.parse would round from 16 digits on. */
function withLongNumbersAsText(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  )
}
