import { type Alias, isAlias, type ParsedNode } from 'yaml'
import type { Source } from './source'

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
  holds(alias: Alias, { document }: Source, { same, text }: Meaning): boolean {
    const known = this.known.get(alias.source)
    if (this.expand || !known || known.node !== alias.resolve(document)) return false
    return (same && known.same) || (text !== undefined && known.text === text)
  }
}
