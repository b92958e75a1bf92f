import { Document } from 'yaml'
import { safeYaml } from '../document/yaml-text'
import { jsonText } from '../unsafe-characters'
import { buttonFields } from '../wechat/menu/rules'
import { escapeVariables } from './rules/variables'
import type { Button, Menu } from './types'

const FIELDS: readonly string[] = buttonFields

/**
 * A menu as a menu file. Reading it gives the same menu: menuids go, `${` in values is escaped.
 * @param comment lines to put on top, without `#`
 */
export function menuYaml(menu: Menu, comment?: string): string {
  return yamlOf(menuDocument(menu), comment)
}

/** A menu as WeChat's document, in the order in which people write it. */
export function menuDocument({ button, conditional }: Menu): object {
  const menus = conditional.map(({ matchrule, button: own }) => ({ matchrule, button: own.map(inOrder) }))
  return { button: button.map(inOrder), ...(menus.length > 0 && { conditionalmenu: menus }) }
}

/** WeChat answers the fields in any order. */
export function inOrder({ name, type, sub_button: children, ...rest }: Button): object {
  const order = (field: string) => FIELDS.indexOf(field) >>> 0 // what is unknown (-1) goes last
  const fields = Object.entries(rest).sort(([a], [b]) => order(a) - order(b))
  return {
    name,
    ...(type !== undefined && { type }),
    ...Object.fromEntries(fields),
    ...(children && { sub_button: children.map(inOrder) }),
  }
}

/** As `menuYaml`, as JSON. @param schema the address that editors take the rules from */
export function menuJson(menu: Menu, schema?: string): string {
  const document = { ...(schema && { $schema: schema }), ...(escaped(menuDocument(menu)) as object) }
  return `${jsonText(document, 2)}\n`
}

/** Any JSON value as YAML for reading; `${` is not escaped in it. */
export function plainYaml(value: unknown): string {
  const document = new Document(value, { version: '1.2', aliasDuplicateObjects: false })
  return safeYaml(document)
}

function yamlOf(value: object, comment: string | undefined): string {
  const document = new Document(escaped(value), { version: '1.2', aliasDuplicateObjects: false })
  if (comment) document.commentBefore = comment.replace(/^/gm, ' ')
  return safeYaml(document)
}

/** A value whose texts come through unchanged when the file is read. */
export function escaped(value: unknown): unknown {
  if (typeof value === 'string') return escapeVariables(value)
  if (Array.isArray(value)) return value.map(escaped)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]))
}
