/**
 * A document as it was written: every value and key with its place, so that each finding can point at it. Made from
 * YAML by yaml-tree.ts; aliases are followed and merge keys merged already.
 */

/** Offsets into the text, in UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface Entry {
  readonly key: string
  readonly keySpan: Span
  readonly value: Node
}

export interface MapNode {
  readonly kind: 'map'
  readonly entries: readonly Entry[]
  readonly span: Span
}

export interface ListNode {
  readonly kind: 'list'
  readonly items: readonly Node[]
  readonly span: Span
}

interface ScalarNode {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  /** As it is in the file: `001` where the value is 1. */
  readonly source: string
  readonly span: Span
}

export type Node = MapNode | ListNode | ScalarNode

export type Path = readonly (string | number)[]

/** The entry of a key. */
export function entry(map: MapNode, key: string): Entry | undefined {
  return map.entries.find((candidate) => candidate.key === key)
}

/** The entry of a key, with null (`name:` and nothing after it; what serialisers write) counted as absent. */
export function present(map: MapNode, key: string): Entry | undefined {
  const found = entry(map, key)
  return found && !isNull(found.value) ? found : undefined
}

/** The value of a key, with null counted as absent. */
export function child(map: MapNode, key: string): Node | undefined {
  return present(map, key)?.value
}

export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null
}

/** Whether a value says nothing: null, an empty text, an empty list or map. */
export function isBlank(node: Node): boolean {
  if (node.kind === 'scalar') return node.value === null || node.value === ''
  return (node.kind === 'list' ? node.items : node.entries).length === 0
}

/** Where to point for an entry: at its value, or at its key where there is no value to see. */
export function placeOf({ keySpan, value }: Entry): Span {
  return value.span.end > value.span.start ? value.span : keySpan
}

/** Where to point for a whole node: for a map at its first entry. */
export function headOf(node: Node): Span {
  if (node.kind === 'map') {
    const [first] = node.entries
    return first
      ? { start: first.keySpan.start, end: Math.max(first.value.span.end, first.keySpan.end) }
      : node.span
  }
  return node.span
}

/** Plain data, as JSON would give it. */
export function toValue(node: Node): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(toValue)
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, toValue(value)]))
}
