/** A rules file as plain data, with the places of its parts. */
import { isNull, type Node, type Path, type Span, toValue } from '../../document/tree'
import { parseTree } from '../../document/yaml-tree'
import type { RulesFindings } from './findings'

/** Conditions whose texts are compared with messages: no message has a character that nobody sees. */
const COMPARED = ['keyword', 'contains', 'event', 'key', 'key_prefix']

/** @returns undefined where the text cannot be read; the findings say why */
export function readDocument(text: string, findings: RulesFindings): RulesDocument | undefined {
  const isCompared = (path: Path) => path.some((part) => COMPARED.includes(String(part)))
  const parsed = parseTree(text, findings, isCompared)
  if (!parsed?.whole || isNull(parsed.root)) {
    if (!findings.any) findings.addWhole('file-empty')
    return undefined
  }
  return new RulesDocument(parsed.root, text)
}

export class RulesDocument {
  /** Plain data. */
  readonly value: unknown

  constructor(
    private readonly root: Node,
    private readonly text: string,
  ) {
    this.value = toValue(root)
  }

  /** The place of the value at a path; of the nearest thing around it where it is missing. */
  place(path: Path): Span {
    const { node, keySpan, isWhole } = this.walk(path)
    const span = isWhole ? node.span : headOf(node)
    return span.end > span.start || keySpan === undefined ? span : keySpan
  }

  /** The place of the key at a path. */
  keyPlace(path: Path): Span {
    const { node, keySpan } = this.walk(path)
    return keySpan ?? headOf(node)
  }

  /** The value at a path as it is written. */
  source(path: Path): string {
    const { start, end } = this.place(path)
    return this.text.slice(start, end)
  }

  /** The last node on the way that exists, and its key. */
  private walk(path: Path): { node: Node; keySpan?: Span; isWhole: boolean } {
    let at: { node: Node; keySpan?: Span; isWhole: boolean } = { node: this.root, isWhole: path.length === 0 }
    for (const [index, part] of path.entries()) {
      const isWhole = index === path.length - 1
      const { node } = at
      const entry = node.kind === 'map' ? node.entries.find(({ key }) => key === String(part)) : undefined
      const item = node.kind === 'list' && typeof part === 'number' ? node.items[part] : undefined
      if (entry) at = { node: entry.value, keySpan: entry.keySpan, isWhole }
      else if (item) at = { node: item, isWhole }
      else return at
    }
    return at
  }
}

/** Where to point for a whole node: at a map's first key. */
const headOf = (node: Node): Span => (node.kind === 'map' && node.entries[0]?.keySpan) || node.span
