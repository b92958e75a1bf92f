import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml'
import { escaped } from '../write'
import { composeBlock, composeFlow, type Piece } from './compose'
import { freshPair, type RenderOptions, replaced, settled, type Target, trailOf, verbatim } from './render'
import type { Container, Edit, Member } from './source'

type Fields = Readonly<Record<string, unknown>>

/** A pair as it is to be: its whole text, or none. */
export type PairText = { readonly body: string } | 'removed'

export interface FieldsWanted {
  readonly old: Fields
  readonly wanted: Fields
  /** In which fields are written. */
  readonly order: readonly string[]
  /** The field that a key of the file gives a value to. */
  readonly fieldOf: (key: string) => string
  /** Pairs that are more than a value: made by these. */
  readonly pairs?: Readonly<Record<string, (member: Member, target: Target) => PairText>>
  /** Such a pair where there is none yet. */
  readonly missing?: Readonly<Record<string, (target: Target) => string>>
  /** False where what `<<` brings in cannot stay. */
  readonly mayMerge?: boolean
}

/** What has to change in a map so that its fields are the wanted ones; whatever else is in it stays. */
export function fieldEdits(options: RenderOptions, node: Container, spec: FieldsWanted): Edit[] {
  const { old, wanted, fieldOf } = spec
  const members = options.source.members(node)
  const explicit = new Set(members.list.map(({ key = '' }) => fieldOf(key)))
  const mergesStay = canMerge(options, spec, explicit, members.list)
  const written = new Set(
    mergesStay ? Object.keys(old).filter((field) => !explicit.has(field) && isSame(old, wanted, field)) : [],
  )
  const slots = members.list.map((member): { member: Member; text: PairText } => {
    const { key = '' } = member
    const field = fieldOf(key)
    if (key === '<<') return { member, text: mergesStay ? { body: verbatim(options, member) } : 'removed' }
    if (spec.pairs?.[key]) {
      written.add(key)
      return { member, text: spec.pairs[key](member, members) }
    }
    const text = fieldText(options, member, field, spec)
    if (text !== 'removed') written.add(field)
    return { member, text }
  })
  const added = new Map<string, (trail: string) => string>()
  for (const field of Object.keys(wanted))
    if (wanted[field] !== undefined && !written.has(field))
      added.set(field, (trail) => freshPair(options, field, escaped(wanted[field]), members, trail))
  if (
    added.size === 0 &&
    Object.keys(spec.missing ?? {}).length === 0 &&
    slots.every(({ text }) => text !== 'removed')
  )
    return slots.flatMap(({ member, text }) =>
      text === 'removed' ? [] : replaced(options, member, text.body),
    )
  const pieces: (Piece & { key: string })[] = slots.flatMap(({ member, text }) => {
    const { key = '', lead } = member
    if (text !== 'removed') return [{ key, member, lead, body: text.body, trail: member.trail }]
    // What comes in its place takes its comments: a button that leads somewhere else is still that button.
    const isField = !spec.pairs?.[key] && key !== '<<'
    const [next] = isField ? added : []
    if (!next) return []
    added.delete(next[0])
    const trail = trailOf(options, member)
    return [{ key: next[0], member, lead, body: next[1](members.flow ? '' : trail), trail }]
  })
  for (const [field, body] of added) insert(pieces, { key: field, lead: [], body: body(''), trail: '' }, spec)
  for (const [key, body] of Object.entries(spec.missing ?? {}))
    insert(pieces, { key, lead: [], body: body(members), trail: '' }, spec)
  return [
    members.flow
      ? composeFlow(options.source, members, pieces)
      : composeBlock(options.source, members, pieces, false),
  ]
}

function insert<Item extends { key: string }>(
  pieces: Item[],
  piece: Item,
  { order, fieldOf }: FieldsWanted,
): void {
  const rank = ({ key }: Item) => order.indexOf(fieldOf(key)) >>> 0 // what is unknown goes last
  const before = pieces.findLastIndex((other) => rank(other) <= rank(piece))
  pieces.splice(before + 1, 0, piece)
}

function fieldText(
  options: RenderOptions,
  member: Member,
  field: string,
  { old, wanted }: FieldsWanted,
): PairText {
  const { key, node, start, end, full } = member
  if (isSame(old, wanted, field)) return { body: verbatim(options, member) }
  if (wanted[field] === undefined)
    return old[field] === undefined ? { body: verbatim(options, member) } : 'removed'
  if (key !== field) return 'removed'
  const value = wanted[field]
  const text = `= ${JSON.stringify(value)}`
  if (node && isAlias(node) && options.anchors.holds(node, options.source, { same: false, text }))
    return { body: options.source.text.slice(start, full) }
  options.anchors.note(node, { same: false, text })
  return { body: options.source.applied(start, full, [valueEdit(options, node, end, value)]) }
}

/** A value in place of another. */
function valueEdit({ style }: RenderOptions, node: ParsedNode | null, end: number, value: unknown): Edit {
  if (!node || node.range[0] === node.range[1])
    return { start: end, end, text: ` ${style.inline(escaped(value))}` }
  const isNumber = isScalar(node) && typeof node.value === 'number' && NUMBER.test(String(value))
  const text = isNumber ? String(value) : style.inline(escaped(value), isScalar(node) ? node.type : undefined)
  return { start: node.range[0], end, text }
}

/** Text that a number of YAML and of JSON gives back. */
const NUMBER = /^(?:0|[1-9]\d{0,14})$/

function isSame(old: Fields, wanted: Fields, field: string): boolean {
  return old[field] !== undefined && JSON.stringify(old[field]) === JSON.stringify(wanted[field])
}

/** Whether `<<` may stay: what it brings in is what it was, and nothing of it is unwanted. */
function canMerge(
  options: RenderOptions,
  { old, wanted, mayMerge = true }: FieldsWanted,
  explicit: ReadonlySet<string>,
  members: readonly Member[],
): boolean {
  const merges = members.filter(({ key }) => key === '<<')
  if (merges.length === 0 || !mayMerge) return false
  const unwanted = Object.keys(old).some((field) => !explicit.has(field) && wanted[field] === undefined)
  return !unwanted && merges.every(({ node }) => node !== null && isSettled(options, node))
}

function isSettled(options: RenderOptions, node: ParsedNode): boolean {
  if (isAlias(node)) return options.anchors.holds(node, options.source, { same: true })
  if (isSeq(node)) return node.items.every((item) => isSettled(options, item as ParsedNode))
  return isMap(node) && settled(options, node).length === 0
}
