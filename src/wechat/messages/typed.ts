import { listOf, type XmlElement, type XmlValue } from '../xml/read'
import type { Push, PushHead } from './push'
import { entryOf, type PushShapes, type PushTypeName } from './types'
import type { Field, Fields, PushShape, ValuesOf } from './types/field'

type TailOf<Shape extends PushShape> = Shape extends { readonly tail: infer Tail } ? ValuesOf<Tail> : unknown

/**
 * A push of a known type, with its fields in the documentation's names: texts, `''` where there is none; numbers,
 * undefined where there is none; ids of up to 64 bits as texts.
 */
export type PushOf<Name extends PushTypeName> = PushHead &
  ValuesOf<PushShapes[Name]['fields']> &
  TailOf<PushShapes[Name]>

/** The typed form of a push, or undefined where it is of another type. What is not documented stays in `fields`. */
export function typed<Name extends PushTypeName>(push: Push, name: Name): PushOf<Name> | undefined
export function typed(push: Push, name: string): PushHead | undefined {
  const entry = entryOf(name)
  if (push.type !== name || !entry) return undefined
  const { ToUserName, FromUserName, CreateTime, MsgType, Event, MsgId, fields } = push
  return {
    ToUserName,
    FromUserName,
    CreateTime,
    MsgType,
    ...(Event !== undefined && { Event }),
    ...(MsgId !== undefined && { MsgId }),
    ...valuesOf(fields, { ...entry.fields, ...entry.tail }),
  }
}

const valuesOf = (element: XmlElement, fields: Fields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      field.kind === 'list'
        ? listOf(element, name).map((one) => readField(one, field.of))
        : readField(listOf(element, name)[0], field),
    ]),
  )

function readField(value: XmlValue | undefined, field: Field): unknown {
  const words = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'struct':
      return valuesOf(typeof value === 'object' ? value : {}, field.fields)
    case 'list': // no list of lists is documented: XML has no form for it
      return []
    case 'whole':
      return numberOf(words, /^[+-]?\d+$/)
    case 'decimal':
      return numberOf(words, /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i)
    case 'id':
      return words.trim()
    case 'text':
      return words
  }
}

function numberOf(words: string, form: RegExp): number | undefined {
  const bare = words.trim()
  return form.test(bare) ? Number(bare) : undefined
}
