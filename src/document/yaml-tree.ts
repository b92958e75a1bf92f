import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  Parser,
} from 'yaml'
import type { Reported, Where } from './findings'
import { ignoredIn } from './ignore'
import { hasCurlyQuotes, invisibleIn } from './punctuation'
import type { Entry, MapNode, Node, Path, Span } from './tree'

/**
 * YAML (JSON is a part of it) to a tree with places. Whatever a file contains, this ends: depth is bounded before
 * the recursive composer sees it (Node dies of a native out-of-memory on 10,000 levels), aliases by what they grow to.
 */

/** Keys and values of a file, and the marks before them: a menu has some hundreds, a rules file some thousands. */
const MAX_NODES = 20_000
/** Nodes that aliases may add. */
const MAX_ALIASED = 20_000
/** A long text that an alias repeats counts as more than one. Characters. */
const ALIASED_TEXT = 50

export interface Parsed {
  readonly root: Node
  /** False where an alias leads nowhere: what it was to repeat is missing in the tree. */
  readonly whole: boolean
}

/**
 * @param isCompared whether a text at a path is compared or shown, so that a character nobody sees matters there
 * @returns undefined where the text is not a YAML document; the findings say why
 */
export function parseTree(
  text: string,
  findings: Reported,
  isCompared: (path: Path) => boolean,
): Parsed | undefined {
  const read = lex(text, MAX_NODES, (lexeme, offset) => {
    const rules = ignoredIn(lexeme)
    if (rules.length > 0) findings.ignore(offset, rules)
  })
  if ('excess' in read) {
    const { rule, span, limit } = read.excess
    findings.add(rule, { span, path: [] }, { limit })
    return undefined
  }
  const composer = new Composer({ version: '1.2', uniqueKeys: false, prettyErrors: false, merge: false })
  const [document, second] = composer.compose(read.tokens, true, text.length)
  if (second)
    findings.add('yaml-documents', { span: { start: second.range[0], end: second.range[0] + 3 }, path: [] })
  if (!document) return undefined
  addSyntax(text, document, findings)
  if (findings.any) return undefined
  const reader = new Reader(text, document, findings, isCompared)
  const root = reader.root()
  return root && { root, whole: reader.whole }
}

/** One fault draws others after it on its line: the first is the one to mend. */
function addSyntax(text: string, { errors }: Document.Parsed, findings: Reported): void {
  let told = 0
  for (const { code, message, pos } of errors.slice(0, MAX_SYNTAX)) {
    const [start, end] = pos
    const line = findings.lineOf(start)
    if (line === told) continue
    told = line
    // `{ url: ${HOST} }`: YAML takes the variable's bracket for its own
    const isVariable = text.slice(start - 1, start + 1) === '${'
    const span = isVariable ? { start: start - 1, end: start + 1 } : { start, end }
    const params = { code: isVariable ? 'VARIABLE_IN_FLOW' : code, detail: message }
    findings.add('yaml-syntax', { span, path: [] }, params)
  }
}

class Reader {
  whole = true
  private readonly anchors = new Map<string, ParsedNode>()
  /** Anchored nodes around the one being read: an alias to one of them never ends. */
  private readonly around = new Set<ParsedNode>()
  private aliased = 0
  private aliasDepth = 0
  private told = false

  constructor(
    private readonly text: string,
    private readonly document: Document.Parsed,
    private readonly findings: Reported,
    private readonly isCompared: (path: Path) => boolean,
  ) {}

  root(): Node | undefined {
    const { contents } = this.document
    return contents ? this.node(contents, []) : undefined
  }

  /** @returns undefined where an alias leads nowhere; that is a finding already */
  private node(source: ParsedNode, path: Path): Node | undefined {
    if (isAlias(source)) return this.alias(source.source, spanOf(source), path)
    if (this.aliasDepth > 0) {
      this.aliased += 1 + Math.floor(lengthOf(source) / ALIASED_TEXT)
      if (this.aliased > MAX_ALIASED) {
        this.whole = false
        return undefined
      }
    }
    if (source.anchor) this.anchors.set(source.anchor, source)
    if (source.tag && !CORE_TAGS.has(source.tag))
      this.findings.add('yaml-tag', { span: spanOf(source), path }, { tag: source.tag })
    this.around.add(source)
    const read = this.content(source, path)
    this.around.delete(source)
    return read
  }

  private content(source: ParsedNode, path: Path): Node | undefined {
    const span = spanOf(source)
    if (isScalar(source)) {
      const { value } = source
      const written = this.text.slice(span.start, span.end)
      if (value instanceof Date) this.findings.add('yaml-date', { span, path }, { source: written })
      else if (typeof value === 'string') this.typed(source, value, { span, path })
      const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      return {
        kind: 'scalar',
        value: plain ? value : value instanceof Date ? written : null,
        source: written,
        span,
      }
    }
    if (isSeq(source)) {
      const items = source.items.map((item, index) => this.node(item as ParsedNode, [...path, index]))
      return { kind: 'list', items: items.filter((item) => item !== undefined), span }
    }
    return isMap(source) ? this.map(source, path, span) : undefined
  }

  /** Characters in a text that were probably not meant. */
  private typed({ type }: ParsedNode & { type?: string }, value: string, where: Where): void {
    if (type === 'PLAIN' && hasCurlyQuotes(value)) this.findings.add('yaml-quotes', where, { value })
    const code = this.isCompared(where.path) ? invisibleIn(value) : undefined
    if (code !== undefined) this.findings.add('yaml-invisible', where, { code })
  }

  private map(source: ParsedNode, path: Path, span: Span): MapNode {
    const entries = new Map<string, Entry>()
    const merged: Entry[] = []
    for (const { key, value } of isMap(source) ? source.items : []) {
      const keyNode = key as ParsedNode
      const keySpan = spanOf(keyNode)
      const name = nameOf(keyNode)
      if (this.aliasDepth > 0) this.aliased += Math.floor(lengthOf(keyNode) / ALIASED_TEXT)
      if (name === undefined) {
        this.findings.add('key-not-text', { span: keySpan, path })
        continue
      }
      const child = value === null ? nothing(keySpan.end) : this.node(value as ParsedNode, [...path, name])
      if (!child) continue
      if (name === '<<' && keySpan.end - keySpan.start === 2) {
        merged.push(...this.mergeable(child, [...path, name]))
        continue
      }
      const former = entries.get(name)
      if (former)
        this.findings.add(
          'duplicate-key',
          { span: keySpan, path: [...path, name] },
          { key: name, first: this.findings.lineOf(former.keySpan.start) },
        )
      else entries.set(name, { key: name, keySpan, value: child })
    }
    for (const extra of merged) if (!entries.has(extra.key)) entries.set(extra.key, extra)
    return { kind: 'map', entries: [...entries.values()], span }
  }

  /** What `<<` brings in: a map, or several, of which the first wins. */
  private mergeable(node: Node, path: Path): Entry[] {
    const maps = node.kind === 'list' ? node.items : [node]
    return maps.flatMap((map) => {
      if (map.kind === 'map') return map.entries
      this.findings.add('merge-value', { span: map.span, path })
      return []
    })
  }

  private alias(name: string, span: Span, path: Path): Node | undefined {
    const target = this.anchors.get(name)
    if (!target) this.findings.add('alias-unknown', { span, path }, { name })
    else if (this.around.has(target)) this.findings.add('alias-cycle', { span, path }, { name })
    else {
      this.aliasDepth++
      const node = this.node(target, path)
      this.aliasDepth--
      if (this.aliased > MAX_ALIASED && !this.told) {
        this.told = true
        this.findings.add('alias-size', { span, path }, { name, limit: MAX_ALIASED })
      }
      return node
    }
    this.whole = false
    return undefined
  }
}

/** A key as text; `<<` has a symbol for its value in YAML 1.1. */
function nameOf(key: ParsedNode): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined
  const { value } = key as { readonly value: unknown }
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return typeof value === 'symbol' ? value.description : String(value)
}

/** Tags that say what YAML would find by itself. */
const CORE_TAGS = new Set(
  ['map', 'seq', 'str', 'int', 'float', 'bool', 'null'].map((name) => `tag:yaml.org,2002:${name}`),
)

function spanOf(node: ParsedNode): Span {
  const [start, end] = node.range ?? [0, 0]
  return { start, end }
}

/** Characters of a scalar as it is written; what is in a collection counts by itself. */
function lengthOf(node: ParsedNode): number {
  const { start, end } = spanOf(node)
  return isScalar(node) ? end - start : 0
}

function nothing(at: number): Node {
  return { kind: 'scalar', value: null, source: '', span: { start: at, end: at } }
}

/**
 * The tokens of a YAML file, up to bounds. The parser is a loop with a stack of its own, so depth and size are known
 * before anything recursive runs: Node dies of a few thousand levels in the composer, and of very long lists behind it.
 */

/** A menu and rules are 8 levels deep at most, wrapped in everything they may be wrapped in. */
const MAX_DEPTH = 50
/** All that the lexer tells apart, line breaks and comments included: the composer is slow with them. */
const MAX_LEXEMES = 200_000
/** After so many faults of the syntax the rest is noise. */
const MAX_SYNTAX = 20

/** The lexer's mark before the text of a plain scalar, and of a block scalar. */
const SCALAR = '\u001f'

/** A plain scalar (its mark), a quoted one, a block scalar, an alias, a collection, or a mark of an item or a key. */
const BEGINS_NODE = '\u001f"\'|>*[{,?-'

type Tokens = ReturnType<Parser['next']> extends Generator<infer Token> ? Token[] : never

/** Which bound a file goes beyond, and at which character. */
interface Excess {
  readonly rule: 'yaml-size' | 'yaml-depth'
  /** Offsets into the text. */
  readonly span: { readonly start: number; readonly end: number }
  readonly limit: number
}

/**
 * @param nodes how many keys and values, and marks before them, the file may have
 * @param onLexeme is told every lexeme outside of plain and block scalars, with its offset
 */
function lex(
  text: string,
  nodes: number,
  onLexeme?: (lexeme: string, offset: number) => void,
): { readonly tokens: Tokens } | { readonly excess: Excess } {
  const parser = new Parser()
  const tokens: Tokens = []
  const counted = { lexemes: 0, nodes: 0, faults: 0 }
  let former = ''
  for (const lexeme of new Lexer().lex(text)) {
    if (former !== SCALAR) onLexeme?.(lexeme, parser.offset)
    former = lexeme
    counted.lexemes++
    if (BEGINS_NODE.includes(lexeme[0] ?? ' ')) counted.nodes++
    if (counted.nodes > nodes || counted.lexemes > MAX_LEXEMES) {
      const start = Math.min(parser.offset, text.length - 1)
      const limit = counted.nodes > nodes ? nodes : MAX_LEXEMES
      return { excess: { rule: 'yaml-size', span: { start, end: start + 1 }, limit } }
    }
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') counted.faults++
      if (counted.faults <= MAX_SYNTAX) tokens.push(token)
    }
    if (counted.faults > MAX_SYNTAX) return { tokens }
    if (parser.stack.length > MAX_DEPTH) {
      const end = Math.min(parser.offset, text.length)
      return { excess: { rule: 'yaml-depth', span: { start: Math.max(0, end - 1), end }, limit: MAX_DEPTH } }
    }
  }
  for (const token of parser.end()) tokens.push(token)
  return { tokens }
}
