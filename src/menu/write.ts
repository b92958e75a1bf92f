import { type Document as AnyDocument, Document, type ToStringOptions, visit } from 'yaml'
import { hasRunnerMark, hasUnsafe, jsonText, replaceMarks, replaceUnsafe } from '../unsafe-characters'
import { buttonFields } from '../wechat/menu-rules'
import type { Button, Menu } from './types'
import { escapeVariables } from './variables'

const FIELDS: readonly string[] = buttonFields

/**
 * A menu as a menu file. Reading it gives the same menu: menuids go, `${` in values is escaped.
 * @param comment lines to stand on top, without `#`
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

/**
 * A document as text. What could steer a terminal, or be a command to a CI runner that shows the text, stands in double
 * quotes and is escaped: the same value.
 */
export function safeYaml(document: AnyDocument, options: ToStringOptions = {}): string {
  visit(document, {
    Scalar(_, node) {
      const { value } = node
      if (typeof value === 'string' && (hasUnsafe(value, '\n\t') || hasRunnerMark(value)))
        node.type = 'QUOTE_DOUBLE'
    },
  })
  const oneLine = Number.POSITIVE_INFINITY
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: oneLine, ...options })
  return replaceMarks(replaceUnsafe(text, yamlEscape, '\n\t'), '\\x23')
}

function yamlEscape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16)
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`
}

/** A value whose texts come through unchanged when the file is read. */
export function escaped(value: unknown): unknown {
  if (typeof value === 'string') return escapeVariables(value)
  if (Array.isArray(value)) return value.map(escaped)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]))
}
