/**
 * A menu file as text with a structure: where each item of a list and each pair of a map begins and ends, and which
 * comments are its own. Comments right above it and behind it are; one that a blank line sets apart stands by itself.
 */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  parseDocument,
} from 'yaml'

/** What a part of the text becomes. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export type Container = Extract<ParsedNode, { items: unknown[] }>

export interface Member {
  /** The name of a pair. */
  readonly key?: string
  /** The item, or the value of the pair; null where there is none. */
  readonly node: ParsedNode | null
  /** Its first character: the dash, the key, in a flow list the item. */
  readonly start: number
  /** Behind its last character; comments behind it not counted. */
  readonly end: number
  /** As `end`, with what stands behind it on its line, and the comments below that are its own. In a flow list the same. */
  readonly full: number
  /** The comment behind it. */
  readonly trail: string
  /** The comments right above, line by line. */
  readonly lead: readonly string[]
  /** Blank lines and comments that stand by themselves, before `lead`. */
  readonly gap: readonly string[]
}

/** The members of a list or a map, and the part of the text that they fill. */
export interface Members {
  readonly flow: boolean
  readonly list: readonly Member[]
  readonly start: number
  readonly end: number
  /** Of the first member, from 0. */
  readonly column: number
}

export class Source {
  readonly document: Document.Parsed
  readonly eol: string
  readonly isJson: boolean
  /** JSON without any blanks. */
  readonly isDense: boolean
  private readonly known = new Map<Container, Members>()

  /** @param text a menu file that read.ts has found readable, without a BOM */
  constructor(readonly text: string) {
    const options = { version: '1.2', uniqueKeys: false, merge: false, prettyErrors: false } as const
    this.document = parseDocument(text, { ...options, keepSourceTokens: true })
    this.eol = text.includes('\r\n') ? '\r\n' : '\n'
    this.isJson = isJson(text)
    this.isDense = this.isJson && !/\s/.test(text.trim().replace(/"(?:[^"\\]|\\.)*"/g, ''))
  }

  /** The same value each time it is asked for the same node. */
  members(node: Container): Members {
    const known = this.known.get(node) ?? this.find(node)
    this.known.set(node, known)
    return known
  }

  private find(node: Container): Members {
    const list = isMap(node) ? node.items.map((pair) => this.pair(pair)) : this.items(node)
    return node.flow ? this.flowMembers(node, list) : this.blockMembers(node, list)
  }

  /** Spaces before a place on its line, or what else stands there. */
  column(at: number): number {
    return at - this.lineStart(at)
  }

  lineStart(at: number): number {
    return this.text.lastIndexOf('\n', at - 1) + 1
  }

  /** A part of the text after these edits, which do not overlap. */
  applied(start: number, end: number, edits: readonly Edit[]): string {
    let [text, from] = ['', start]
    for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
      text += this.text.slice(from, edit.start) + edit.text
      from = edit.end
    }
    return text + this.text.slice(from, end)
  }

  private pair(pair: Pair): Bare {
    const { key, value, srcToken } = pair as Pair<ParsedNode, ParsedNode | null>
    const mark = srcToken?.start.find(({ type }) => BEGINS.has(type))
    const colon = srcToken?.sep?.find(({ type }) => type === 'map-value-ind')
    const bareEnd = colon ? colon.offset + 1 : key.range[1]
    const isNothing = !value || value.range[1] === value.range[0]
    return {
      key: isScalar(key) ? String(key.value) : '',
      node: value,
      start: mark?.offset ?? key.range[0],
      end: isNothing ? bareEnd : this.endOf(value),
    }
  }

  private items(node: Container): Bare[] {
    const { srcToken } = node
    const tokens = srcToken && 'items' in srcToken ? srcToken.items : []
    return (node.items as ParsedNode[]).map((item) => {
      const { start = [] } = tokens.find(({ value }) => value === item.srcToken) ?? {}
      const mark = start.find(({ type }) => BEGINS.has(type))
      return { node: item, start: mark?.offset ?? item.range[0], end: this.endOf(item) }
    })
  }

  private endOf(node: ParsedNode): number {
    if (isAlias(node)) return node.range[1]
    if (isScalar(node)) {
      const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
      const end = node.range[1]
      return isBlock ? end - (/\r?\n$/.exec(this.text.slice(node.range[0], end))?.[0].length ?? 0) : end
    }
    if (node.flow) return node.range[1]
    const last = isMap(node) ? node.items.at(-1) : undefined
    if (last) return this.pair(last).end
    const item = isSeq(node) ? (node.items.at(-1) as ParsedNode | undefined) : undefined
    return item ? this.endOf(item) : node.range[1]
  }

  private blockMembers(node: Container, bare: readonly Bare[]): Members {
    const [first] = bare
    const column = first ? this.column(first.start) : 0
    const above = first && isSeq(node) ? this.commentsAbove(first.start) : []
    let [gap, lead] = [[] as string[], above]
    const list = bare.map((item, index): Member => {
      const { same, lines } = this.linesBetween(item.end, bare[index + 1]?.start)
      const own = takeWhile(lines, (line) => isComment(line) && indentOf(line) > column)
      const rest = lines.slice(own.length)
      const full = item.end + this.lengthOf(item.end, own.length)
      const member = { ...item, full, gap, lead, trail: same.trim() }
      const before = rest.length - takeWhile([...rest].reverse(), isComment).length
      gap = rest.slice(0, before)
      lead = rest.slice(before)
      return member
    })
    const start = !first ? node.range[0] : isSeq(node) ? this.startOf(first.start, above.length) : first.start
    return { flow: false, list, start, end: list.at(-1)?.full ?? start, column }
  }

  private flowMembers(node: Container, bare: readonly Bare[]): Members {
    const [open, close] = [node.range[0] + 1, node.range[1] - 1]
    const list = bare.map((item, index): Member => {
      const before = commentsIn(this.text.slice(bare[index - 1]?.end ?? open, item.start))
      const after = commentsIn(this.text.slice(item.end, bare[index + 1]?.start ?? close))
      const lead = (index > 0 ? before.slice(1) : before).filter(Boolean)
      return { ...item, full: item.end, gap: [], lead, trail: after[0] ?? '' }
    })
    return { flow: true, list, start: open, end: close, column: this.column(bare[0]?.start ?? open) }
  }

  /** The rest of the line, and the lines of comments and nothing that follow; not the line on which `to` stands. */
  private linesBetween(from: number, to = this.text.length): { same: string; lines: string[] } {
    const [same = '', ...lines] = this.text.slice(from, to).split(/\r?\n/)
    if (to < this.text.length) return { same, lines: lines.slice(0, -1) }
    return { same, lines: takeWhile(lines, (line) => isComment(line) || line.trim() === '') }
  }

  /** Characters from a place to the end of the `count`-th line after its own, without the line break. */
  private lengthOf(from: number, count: number): number {
    let end = from
    for (let line = 0; line <= count; line++) {
      const next = this.text.indexOf('\n', line === 0 ? end : end + 1)
      if (next < 0) return this.text.length - from
      end = next
    }
    return (this.text[end - 1] === '\r' ? end - 1 : end) - from
  }

  private commentsAbove(at: number): string[] {
    const lines = this.text.slice(0, this.lineStart(at)).split(/\r?\n/).slice(0, -1)
    return takeWhile(lines.reverse(), isComment).reverse()
  }

  private startOf(at: number, linesAbove: number): number {
    let start = this.lineStart(at)
    for (let line = 0; line < linesAbove; line++) start = this.lineStart(start - 1)
    return start
  }
}

type Bare = Pick<Member, 'key' | 'node' | 'start' | 'end'>

/** Tokens with which a member begins before its value does. */
const BEGINS = new Set<string>(['seq-item-ind', 'explicit-key-ind', 'anchor', 'tag'])

/** The comments between two members of a flow collection: behind the first, then one for each line, '' for none. */
export function commentsIn(between: string): string[] {
  return between.split(/\r?\n/).map((line) => /^[\s,]*(#.*)?$/.exec(line)?.[1] ?? '')
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

export function isComment(line: string): boolean {
  return line.trimStart().startsWith('#')
}

function takeWhile<Item>(items: readonly Item[], holds: (item: Item) => boolean): Item[] {
  const end = items.findIndex((item) => !holds(item))
  return items.slice(0, end < 0 ? items.length : end)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
