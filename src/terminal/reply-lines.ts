/** A passive reply, drawn for a person: its type, and what the user gets to see. */
import type { ChalkInstance } from 'chalk'
import { isReplyType, type ReplyType, replyType } from '../wechat/replies/types'
import { listOf, textOf, type XmlElement, type XmlValue } from '../wechat/xml/read'
import type { Language } from './language'
import { listing } from './listing'
import { printable } from './printable'

export interface ReplyPen {
  readonly paint: ChalkInstance
  readonly language: Language
  /** Columns of the terminal; absent where it is not one: nothing is broken then. */
  readonly columns?: number
}

/** What every reply has: said by the command already, or by nobody missed. */
const heads = new Set(['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'FuncFlag'])

/**
 * `text  a text`, and below it the fields by their names; articles one after the other with their number. Fields that
 * the type does not know are left out, but of an unknown type all are shown.
 */
export function replyLines(fields: XmlElement, pen: ReplyPen): string[] {
  const { paint, language } = pen
  const name = textOf(fields, 'MsgType')
  if (!isReplyType(name)) return [paint.bold(printable(name)), ...rows(everything(fields), pen)]
  const type = replyType(name)
  const head = `${paint.bold(name)}  ${paint.dim(type.what[language])}`
  if (type.items) return [head, ...articles(fields, type, pen)]
  const holder = type.inside === undefined ? fields : elements(fields, type.inside)[0]
  return [head, ...rows(holder ? named(holder, type) : [], pen)]
}

type Row = readonly [name: string, value: string]

const named = (element: XmlElement, { fields }: ReplyType): Row[] =>
  Object.keys(fields)
    .map((name): Row => [name, textOf(element, name)])
    .filter(([, value]) => value !== '')

function articles(fields: XmlElement, type: ReplyType, pen: ReplyPen): string[] {
  const items = elements(fields, type.inside ?? '').flatMap((holder) => elements(holder, 'item'))
  return items.flatMap((item, at) => {
    const [[, title = ''] = [], ...rest] = named(item, type)
    return [`  ${at + 1}. ${printable(title)}`, ...rows(rest, pen, 5)]
  })
}

function everything(element: XmlElement, before = ''): Row[] {
  return Object.entries(element).flatMap(([name, value]) => {
    if (before === '' && heads.has(name)) return []
    const values = Array.isArray(value) ? (value as readonly XmlValue[]) : [value as XmlValue]
    return values.flatMap((one, at) => {
      const path = `${before}${name}${values.length > 1 ? `.${at}` : ''}`
      return typeof one === 'string' ? [[path, one] as const] : everything(one, `${path}.`)
    })
  })
}

function rows(pairs: readonly Row[], { paint, columns }: ReplyPen, indent = 2): string[] {
  const safe = pairs.map(([name, value]) => [paint.cyan(printable(name)), safeLines(value)] as const)
  return listing(safe, { indent, width: columns ?? Number.POSITIVE_INFINITY })
}

/** A text may have lines of its own. */
const safeLines = (text: string) => text.split(/\r?\n/).map(printable).join('\n')

const elements = (fields: XmlElement, name: string): XmlElement[] =>
  listOf(fields, name).filter((value): value is XmlElement => typeof value === 'object')
