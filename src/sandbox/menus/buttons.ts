import { USUAL_APPID } from '../../wechat/appid'
import type { Level } from '../../wechat/menu/findings'
import { linkHost } from '../../wechat/menu/link-host'
import {
  type ButtonField,
  type ButtonType,
  type ButtonTypeName,
  buttonFields,
  buttonTypes,
  menuErrcodes,
  menuLimits,
} from '../../wechat/menu/rules'
import { type JsonObject, listIn, objectIn, textIn } from '../body'
import { isPermanent } from '../material'
import { refuse } from '../refusal'
import type { AccountState, LiveButton } from '../state'

/**
 * The buttons of a menu that is being created, checked in the platform's order: the first fault is the answer.
 * A wrapped body (`{"menu":{…}}`) has no `button` and is refused as 40016 (docs/platform.md 2.1).
 * @throws Refusal with the code of the level, docs/platform.md 2.7
 */
export function readButtons(body: JsonObject, account: AccountState): LiveButton[] {
  const buttons = listIn(body, 'button') ?? []
  if (buttons.length < 1 || buttons.length > menuLimits.topButtons) refuse(menuErrcodes.top.count)
  return buttons.map((button) => readTop(objectIn(button), account))
}

function readTop(button: JsonObject, account: AccountState): LiveButton {
  const children = listIn(button, 'sub_button')
  if (!children || children.length === 0) {
    // [?] docs/platform.md 2.1: reports name three codes for a button without an action.
    if (children && button.type === undefined) refuse(menuErrcodes.emptyButton)
    return readLeaf(button, 'top', account)
  }
  const name = readName(button, 'top')
  if (textIn(button, 'type')) refuse(menuErrcodes.top.type)
  if (children.length > menuLimits.subButtons) refuse(menuErrcodes.sub.count)
  return { name, sub_button: children.map((child) => readLeaf(objectIn(child), 'sub', account)) }
}

function readLeaf(button: JsonObject, level: Level, account: AccountState): LiveButton {
  if (level === 'sub' && (listIn(button, 'sub_button')?.length ?? 0) > 0) refuse(menuErrcodes.depth)
  const name = readName(button, level)
  const type = textIn(button, 'type') ?? ''
  if (!isType(type)) refuse(menuErrcodes[level].type)
  const fields: Partial<Record<ButtonField, string>> = {}
  for (const field of buttonFields) {
    const value = textIn(button, field)
    if (value !== undefined) fields[field] = value
  }
  const { required }: ButtonType = buttonTypes[type]
  for (const field of required) checkField(field, fields[field] ?? '', level, account)
  return { type, name, ...fields, sub_button: [] }
}

function readName(button: JsonObject, level: Level): string {
  const name = textIn(button, 'name') ?? ''
  const most = level === 'top' ? menuLimits.topNameBytes : menuLimits.subNameBytes
  if (name === '' || Buffer.byteLength(name) > most) refuse(menuErrcodes[level].name)
  return name
}

function checkField(field: ButtonField, value: string, level: Level, account: AccountState): void {
  const codes = menuErrcodes[level]
  switch (field) {
    case 'key':
      if (value === '' || Buffer.byteLength(value) > menuLimits.keyBytes) refuse(codes.key)
      return
    case 'url':
      if (value === '' || Buffer.byteLength(value) > menuLimits.urlBytes) refuse(codes.url)
      if (!linkHost(value)) refuse(codes.urlDomain)
      return
    case 'media_id':
      if (value === '') refuse(codes.mediaId)
      if (!isPermanent(account, value)) refuse(40007)
      return
    case 'article_id':
      if (value === '' || !exists(account.known.articles, value)) refuse(menuErrcodes.articleId)
      return
    case 'appid':
      if (!USUAL_APPID.test(value)) refuse(menuErrcodes.weappAppid)
      if (!exists(account.known.miniprograms, value)) refuse(45064)
      return
    case 'pagepath':
      if (value === '') refuse(menuErrcodes.pagepath)
  }
}

function isType(type: string): type is ButtonTypeName {
  return Object.hasOwn(buttonTypes, type)
}

function exists(known: readonly string[] | null, id: string): boolean {
  return known === null || known.includes(id)
}
