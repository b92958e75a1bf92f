/**
 * Any document that holds a menu (a file, WeChat's answers) to one form: wrappers gone, `sub_button: []` and empty
 * values dropped, matchrule values as text, fields that a type does not use dropped, unknown ones kept.
 */
import { buttonFields, buttonType } from '../wechat/menu-rules'
import type { Button, ConditionalMenu, MatchRule, Menu } from './types'

type Plain = Readonly<Record<string, unknown>>

/** @param document as JSON gives it; what has no place in a menu is ignored */
export function normaliseMenu(document: unknown): Menu {
  const root = plain(document)
  const holder = 'button' in root ? root : 'menu' in root ? plain(root.menu) : plain(root.selfmenu_info)
  return {
    button: normaliseButtons(holder.button),
    conditional: list(root.conditionalmenu).map(conditionalMenu),
  }
}

export function normaliseButtons(value: unknown): Button[] {
  return list(value).map((item) => normaliseButton(plain(item)))
}

function normaliseButton(source: Plain): Button {
  const { name, sub_button: sub, ...rest } = source
  const children = normaliseButtons(Array.isArray(sub) ? sub : plain(sub).list)
  const common = { name: typeof name === 'string' ? name : String(name ?? '') }
  if (children.length > 0) return { ...common, sub_button: children }
  const type = typeof rest.type === 'string' ? buttonType(rest.type) : undefined
  const isUsed = (field: string) =>
    !type ||
    !(buttonFields as readonly string[]).includes(field) ||
    (type.required as readonly string[]).includes(field)
  const fields = Object.entries(rest).filter(
    ([field, value]) => isUsed(field) && value !== null && value !== undefined && value !== '',
  )
  return { ...common, ...Object.fromEntries(fields) }
}

function conditionalMenu(value: unknown): ConditionalMenu {
  const { menuid, matchrule, button } = plain(value)
  return {
    ...(menuid !== undefined && menuid !== null && { menuid: String(menuid) }),
    matchrule: normaliseRule(plain(matchrule)),
    button: normaliseButtons(button),
  }
}

function normaliseRule(source: Plain): MatchRule {
  const fields = Object.entries(source).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  return Object.fromEntries(fields.map(([field, value]) => [field, String(value)]))
}

function plain(value: unknown): Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
