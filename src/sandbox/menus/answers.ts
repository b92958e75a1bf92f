import { randomBytes } from 'node:crypto'
import type { AccountState, ConditionalMenu, LiveButton } from '../state'

/** The answer of menu/get: the default's menuid shows only beside conditional menus (docs/platform.md 2.3). */
export function menuAnswer(account: AccountState, menu: NonNullable<AccountState['menu']>): object {
  if (account.conditional.length === 0) return { menu: { button: menu.button } }
  return {
    menu: { button: menu.button, menuid: menu.menuid },
    conditionalmenu: account.conditional.map(({ button, matchrule, menuid }) => ({
      button,
      matchrule: ruleAnswer(matchrule),
      menuid,
    })),
  }
}

/** A tag has the key of the groups that tags replaced (docs/platform.md 2.6). */
function ruleAnswer({ tag_id, ...rule }: ConditionalMenu['matchrule']): Readonly<Record<string, string>> {
  return tag_id === undefined ? rule : { ...rule, group_id: tag_id }
}

/** The answer of get_current_selfmenu_info: children are under `sub_button.list` (docs/platform.md 2.5). */
export function selfMenuAnswer({ menu, consoleMenu }: AccountState): object {
  if (menu) return { is_menu_open: 1, selfmenu_info: { button: menu.button.map(selfButton) } }
  if (!consoleMenu) return { is_menu_open: 0 }
  return {
    is_menu_open: consoleMenu.open ? 1 : 0,
    selfmenu_info: { button: consoleMenu.button.map(withPassingMedia) },
  }
}

function selfButton({ sub_button, ...own }: LiveButton): object {
  return sub_button.length === 0 ? own : { ...own, sub_button: { list: sub_button.map(selfButton) } }
}

/** Media ids of console buttons are temporary and differ at each call (docs/platform.md 2.5). */
function withPassingMedia(button: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const children = (button.sub_button as { list?: Readonly<Record<string, unknown>>[] } | undefined)?.list
  if (children) return { ...button, sub_button: { list: children.map(withPassingMedia) } }
  if (button.type === 'img' || button.type === 'photo' || button.type === 'voice')
    return { ...button, value: randomBytes(48).toString('base64url') }
  return button
}
