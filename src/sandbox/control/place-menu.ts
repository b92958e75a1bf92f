import { type ButtonTypeName, buttonFields, buttonTypes } from '../../wechat/menu/rules'
import { textsOf } from '../menus/matching'
import type { LiveButton } from '../state'
import { type ConsoleMenu, nextMenuId } from '../state'
import {
  accountIn,
  BadControl,
  booleanOf,
  type Fields,
  fieldsOf,
  type Order,
  objectsOf,
  stringOf,
} from './input'

/**
 * Replaces all menus without checks: also by what the API would refuse today, such as matchrules with withdrawn
 * fields. Without any key the account has no menu afterwards.
 */
export const placeMenu: Order = (body, state) => {
  const fields = fieldsOf(body, ['appid', 'button', 'conditionalmenu', 'selfmenu_info', 'is_menu_open'])
  const account = accountIn(state, fields)
  const button = objectsOf(fields, 'button')?.map(liveButton)
  const conditional = (objectsOf(fields, 'conditionalmenu') ?? []).map((menu) => ({
    button: (objectsOf(menu, 'button') ?? []).map(liveButton),
    matchrule: textsOf(menu.matchrule ?? {}),
  }))
  const consoleMenu = consoleMenuOf(fields)
  account.menu = button ? { button, menuid: nextMenuId(state) } : null
  account.conditional = conditional.map((menu) => ({ ...menu, menuid: nextMenuId(state) }))
  account.consoleMenu = consoleMenu
  return { menuid: account.menu?.menuid ?? null, conditional: account.conditional.map((menu) => menu.menuid) }
}

function liveButton(given: Fields): LiveButton {
  const name = stringOf(given, 'name')
  if (name === undefined) throw new BadControl('a button needs a name')
  const children = (objectsOf(given, 'sub_button') ?? []).map(liveButton)
  if (children.length > 0) return { name, sub_button: children }
  const type = stringOf(given, 'type') ?? ''
  if (!Object.hasOwn(buttonTypes, type)) throw new BadControl(`unknown button type ${type}`)
  const fields = buttonFields.flatMap((field) => {
    const value = stringOf(given, field)
    return value === undefined ? [] : [[field, value]]
  })
  return { type: type as ButtonTypeName, name, ...Object.fromEntries(fields), sub_button: [] }
}

/** Children may be given as a list, or as the platform shows them: `{"list":[…]}`. */
function consoleMenuOf(fields: Fields): ConsoleMenu | null {
  if (fields.selfmenu_info === undefined) return null
  const info = fieldsOf(fields.selfmenu_info, ['button'], 'selfmenu_info')
  return {
    open: booleanOf({ open: switchOf(fields.is_menu_open) }, 'open') ?? true,
    button: (objectsOf(info, 'button') ?? []).map(consoleButton),
  }
}

/** The platform writes it as 0 and 1. */
function switchOf(value: unknown): unknown {
  return value === 0 || value === 1 ? value === 1 : value
}

function consoleButton(given: Fields): Fields {
  const { sub_button: children } = given
  if (children === undefined) return given
  const list = objectsOf(
    { list: Array.isArray(children) ? children : (children as Fields | null)?.list },
    'list',
  )
  return { ...given, sub_button: { list: list ?? [] } }
}
