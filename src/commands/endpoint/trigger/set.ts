import type { PushTypeEntry } from '../../../wechat/messages/types'
import { type Field, type Fields, id, struct, text, whole } from '../../../wechat/messages/types/field'
import { suggest } from '../../../wechat/suggest'
import type { XmlElement, XmlValue } from '../../../wechat/xml/read'
import type { XmlOut } from '../../../wechat/xml/write'

/** The fields of a push, for `writeXml`: strings stand in CDATA, numbers bare. */
export type PushTree = { readonly [name: string]: XmlOut }

/** Why a field cannot be set; sentences in terminal/messages/trigger.ts. */
export type FieldFaultCode =
  | 'not-a-pair'
  | 'not-a-name'
  | 'not-a-number'
  | 'has-fields'
  | 'has-none'
  | 'index'
  | 'too-deep'

export class FieldFault extends Error {
  constructor(
    readonly code: FieldFaultCode,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code)
  }
}

/** Names from the document to the field: `['SendPicsInfo', 'PicList', 'item', '0', 'PicMd5Sum']`. */
type Path = readonly string[]

/** The document has sixteen levels at most (wechat/xml/read.ts), and itself is one. */
const DEEPEST = 15
/** An element's name, as far as pushes have them; digits alone are an index. */
const NAME = /^[\p{L}_][\p{L}\p{N}_-]*$/u
const INDEX = /^\d{1,3}$/

/** What every push has, as fields. */
const head: Fields = {
  ToUserName: text(''),
  FromUserName: text(''),
  CreateTime: whole(0),
  MsgType: text(''),
  Event: text(''),
  MsgId: id('0'),
}

/** The documented fields of a type, of unknown ones those that all have. */
export const fieldsOf = (entry: PushTypeEntry | undefined): Field =>
  struct({ ...head, ...entry?.fields, ...entry?.tail })

/** `path=value` taken apart; the value may hold more `=`. @throws FieldFault */
export function readSetting(setting: string): { readonly path: Path; readonly value: string } {
  const at = setting.indexOf('=')
  if (at < 1) throw new FieldFault('not-a-pair', { setting })
  const path = setting.slice(0, at).split('.')
  if (path.length > DEEPEST) throw new FieldFault('too-deep', { most: DEEPEST })
  return { path, value: setting.slice(at + 1) }
}

/**
 * A push with one field changed or added. Numbers stay bare where the documentation has them bare; an empty value
 * empties a field of any kind. In a list a number chooses the element, one behind the last adds one, and without a
 * number it is the first.
 * @returns `isNew`: the documentation does not know the field; `meant`: the path that it knows, where one is near
 * @throws FieldFault
 */
export function setField(
  tree: PushTree,
  fields: Field,
  path: Path,
  value: string,
): { readonly tree: PushTree; readonly isNew: boolean; readonly meant?: string } {
  const step: Step = { path, depth: 0, value }
  const changed = put(tree, fields, step)
  const isNew = !isKnown(fields, path)
  const meant = isNew ? meantPath(fields, path) : undefined
  return { tree: changed as PushTree, isNew, ...(meant && { meant: meant.join('.') }) }
}

interface Step {
  readonly path: Path
  /** How many names of the path are behind us. */
  readonly depth: number
  readonly value: string
}

function put(former: XmlOut | undefined, field: Field | undefined, step: Step): XmlOut {
  const { path, depth, value } = step
  const name = path[depth]
  if (field?.kind === 'list' || Array.isArray(former)) return putInList(former, field, step)
  if (name === undefined) return leaf(former, field, value, path)
  const known = field?.kind === 'struct' ? field.fields : undefined
  if ((field && !known) || (!known && former !== undefined && typeof former !== 'object'))
    throw new FieldFault('has-none', { name: path.slice(0, depth).join('.') })
  // A name that stands once in what is not documented may still be written with its number.
  if (!known && INDEX.test(name)) return putInList(former, undefined, step)
  if (!NAME.test(name)) throw new FieldFault('not-a-name', { name })
  const children: Record<string, XmlOut> = Object.create(null)
  Object.assign(children, isStruct(former) ? former : {})
  const inner = known && Object.hasOwn(known, name) ? known[name] : undefined
  children[name] = put(children[name], inner, { ...step, depth: depth + 1 })
  return children
}

function putInList(former: XmlOut | undefined, field: Field | undefined, step: Step): XmlOut {
  const { path, depth } = step
  const values = Array.isArray(former) ? [...former] : former === undefined ? [] : [former]
  const name = path[depth] ?? ''
  const isIndex = INDEX.test(name)
  const index = isIndex ? Number(name) : 0
  if (index > values.length)
    throw new FieldFault('index', { name: path.slice(0, depth).join('.'), index, count: values.length })
  const of = field?.kind === 'list' ? field.of : undefined
  values[index] = put(values[index], of, { ...step, depth: depth + (isIndex ? 1 : 0) })
  return values
}

function leaf(former: XmlOut | undefined, field: Field | undefined, value: string, path: Path): XmlOut {
  if (value === '') return ''
  const inner =
    field?.kind === 'struct' ? Object.keys(field.fields) : isStruct(former) ? Object.keys(former) : []
  if (inner.length > 0) throw new FieldFault('has-fields', { name: path.join('.'), names: inner.join(', ') })
  if (!field || field.kind === 'text') return value
  return numberIn(value, field) ?? refuse(value, path)
}

const refuse = (value: string, path: Path): never => {
  throw new FieldFault('not-a-number', { name: path.join('.'), value })
}

/** A number as it is written bare; undefined where it is none. Whole ones keep all of their digits. */
function numberIn(value: string, { kind }: Field): number | bigint | undefined {
  const words = value.trim()
  if (/^-?\d{1,20}$/.test(words)) return BigInt(words)
  return kind === 'decimal' && /^-?\d{1,20}\.\d{1,20}$/.test(words) ? Number(words) : undefined
}

function isKnown(field: Field | undefined, [name, ...rest]: Path): boolean {
  if (field?.kind === 'list')
    return isKnown(field.of, name && INDEX.test(name) ? rest : [name ?? '', ...rest].filter(Boolean))
  if (name === undefined) return field !== undefined
  return field?.kind === 'struct' && Object.hasOwn(field.fields, name) && isKnown(field.fields[name], rest)
}

/** The path with its names as the documentation has them; undefined where one of them is like none. */
function meantPath(field: Field | undefined, path: Path): Path | undefined {
  const [name, ...rest] = path
  if (name === undefined) return field && []
  if (field?.kind === 'list') {
    if (!INDEX.test(name)) return meantPath(field.of, path)
    const inner = meantPath(field.of, rest)
    return inner && [name, ...inner]
  }
  if (field?.kind !== 'struct') return undefined
  const known = Object.hasOwn(field.fields, name) ? name : suggest(name, Object.keys(field.fields))
  const inner = known === undefined ? undefined : meantPath(field.fields[known], rest)
  return known !== undefined && inner ? [known, ...inner] : undefined
}

const isStruct = (value: XmlOut | undefined): value is PushTree =>
  typeof value === 'object' && !Array.isArray(value)

/** A document that was read, as one that can be changed and written: numbers bare where the documentation has them so. */
export function treeOf(elements: XmlElement, fields: Field): PushTree {
  return Object.assign(Object.create(null), outOf(elements, fields) as PushTree)
}

function outOf(value: XmlValue | readonly XmlValue[], field: Field | undefined): XmlOut {
  if (Array.isArray(value)) {
    const of = field?.kind === 'list' ? field.of : field
    return value.map((one: XmlValue) => outOf(one, of))
  }
  if (typeof value === 'string') {
    const kind = field?.kind === 'list' ? field.of : field
    return (
      (kind && kind.kind !== 'text' && kind.kind !== 'struct' ? numberIn(value, kind) : undefined) ?? value
    )
  }
  const known = field?.kind === 'list' ? field.of : field
  const children: Record<string, XmlOut> = Object.create(null)
  for (const [name, child] of Object.entries(value as XmlElement)) {
    const inner =
      known?.kind === 'struct' && Object.hasOwn(known.fields, name) ? known.fields[name] : undefined
    if (child !== undefined) children[name] = outOf(child as XmlValue | readonly XmlValue[], inner)
  }
  return children
}
