import type { XmlOut } from '../xml/write'
import type { PushTypeEntry } from './types'
import type { Field, Fields } from './types/field'

export interface TemplateHead {
  /** ToUserName: the account's own id, `gh_…`. */
  readonly to: string
  /** FromUserName: the user's openid. */
  readonly from: string
  /** Unix seconds. */
  readonly createTime: number
  /** 64 bits; messages alone have one. */
  readonly msgId: number | bigint
}

/** The example of a type as the fields of a document, in the order of the documentation's samples, for `writeXml`. */
export function templateOf(
  { MsgType, Event, fields, tail }: PushTypeEntry,
  { to, from, createTime, msgId }: TemplateHead,
): { [name: string]: XmlOut } {
  return {
    ToUserName: to,
    FromUserName: from,
    CreateTime: createTime,
    MsgType,
    ...(Event !== undefined && { Event }),
    ...examples(fields),
    ...(Event === undefined && { MsgId: msgId }),
    ...(tail && examples(tail)),
  }
}

const examples = (fields: Fields): { [name: string]: XmlOut } =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, { rare }]) => !rare)
      .map(([name, field]) => [name, example(field)]),
  )

function example(field: Field): XmlOut {
  if (field.kind === 'struct') return examples(field.fields)
  if (field.kind === 'list') return [example(field.of)]
  return field.kind === 'id' ? BigInt(field.example) : field.example
}
