import { type Alias, isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml'
import type { Pen } from './pen'
import type { Edit, Member } from './source'

/** What a node stands for now: its new value as text, or that it is what it was. */
interface Meaning {
  readonly same: boolean
  readonly text?: string
}

/**
 * The anchors that the new text has so far: an alias may stay where the one it names stands before it and means what
 * the alias is to mean. To be told of nodes in the order of the new text.
 */
export class Anchors {
  private readonly known = new Map<string, Meaning & { readonly node: unknown }>()

  /** @param expand true: no alias stays */
  constructor(private readonly expand: boolean) {}

  /** A node that is written now. */
  note(node: ParsedNode | null, meaning: Meaning): void {
    if (node && !isAlias(node) && node.anchor) this.known.set(node.anchor, { ...meaning, node })
  }

  /** Whether an alias may stay. @param same it is to mean what it meant @param text else, or also, this */
  holds(alias: Alias, { document }: Pen['source'], { same, text }: Meaning): boolean {
    const known = this.known.get(alias.source)
    if (this.expand || !known || known.node !== alias.resolve(document)) return false
    return (same && known.same) || (text !== undefined && known.text === text)
  }
}

/** A member that stays as it is: without aliases that do not hold any more. */
export function verbatim(pen: Pen, { start, full, node }: Member): string {
  return pen.source.applied(start, full, node ? settled(pen, node) : [])
}

/** The edits that a part of the text needs so as to mean what it meant. */
export function settled(pen: Pen, node: ParsedNode): Edit[] {
  const { anchors, source, style } = pen
  if (isAlias(node)) {
    if (anchors.holds(node, source, { same: true })) return []
    const value = node.resolve(source.document)?.toJS(source.document)
    return [{ start: node.range[0], end: node.range[1], text: style.inline(value) }]
  }
  anchors.note(node, { same: true })
  if (isScalar(node)) return []
  const inside = isMap(node) ? node.items.map(({ value }) => value) : isSeq(node) ? node.items : []
  return inside.flatMap((item) => (item ? settled(pen, item as ParsedNode) : []))
}
