/** A rules file as YAML (JSON is a part of it): its value, and where each part of it stands. */
import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml'
import { hasCurlyQuotes, invisibleIn } from '../../document/punctuation'
import { lex, MAX_SYNTAX } from '../../document/yaml-lex'
import type { Findings, Path, Span } from './findings'

/** Keys and values of a file, and the marks before them: about 10,000 short rules. */
const MAX_NODES = 50_000
/** A long text counts as more than one node. Characters. */
const LONG_TEXT = 50
/** Nodes once aliases are followed: more than a file without aliases can have. */
const MAX_FOLLOWED = 2 * MAX_NODES
/** How often aliases may be repeated in all, as the library counts it. */
const MAX_ALIASES = 1000

export interface RulesDocument {
  /** Plain data. */
  readonly value: unknown
  /** Where the value at a path stands; the nearest thing around it where it is missing. */
  place(path: Path): Span
  /** Where the key of a path stands. */
  keyPlace(path: Path): Span
  /** The value at a path as it is written. */
  source(path: Path): string
}

/** @returns undefined when the text cannot be read; the findings say why */
export function readDocument(text: string, findings: Findings): RulesDocument | undefined {
  const read = lex(text, MAX_NODES)
  if ('excess' in read) {
    const { rule, span, limit } = read.excess
    findings.add(rule, span, [], { limit })
    return undefined
  }
  const options = { uniqueKeys: false, prettyErrors: false, merge: true, logLevel: 'error' } as const
  const composer = new Composer({ version: '1.2', ...options })
  const [document, second] = composer.compose(read.tokens, true, text.length)
  if (second) findings.add('yaml-documents', { start: second.range[0], end: second.range[0] + 3 }, [])
  if (!document || (document.errors.length === 0 && document.contents === null)) {
    findings.addWhole('file-empty')
    return undefined
  }
  addFaults(text, document, findings)
  if (findings.hasErrors) return undefined
  const size = checkNodes(document.contents, [], new Map(), findings)
  if (size > MAX_FOLLOWED) {
    findings.addWhole('yaml-value', {
      detail: 'Excessive alias count indicates a resource exhaustion attack',
    })
    return undefined
  }
  const value = plainData(document, findings)
  return value && { ...value, ...placesOf(document, text) }
}

/** One fault draws others after it on its line: the first is the one to mend. */
function addFaults(text: string, { errors, warnings }: Document.Parsed, findings: Findings): void {
  let told = 0
  for (const { code, message, pos } of errors.slice(0, MAX_SYNTAX)) {
    const [start, end] = pos
    const line = findings.lineOf(start)
    if (line === told) continue
    told = line
    // `{ text: ${Content} }`: YAML takes the placeholder's bracket for its own
    const isHole = text.slice(start - 1, start + 1) === '${'
    const span = isHole ? { start: start - 1, end: start + 1 } : { start, end }
    findings.add('yaml-syntax', span, [], { code: isHole ? 'VARIABLE_IN_FLOW' : code, detail: message })
  }
  for (const { code, pos } of warnings) {
    const [start, end] = pos
    if (code === 'TAG_RESOLVE_FAILED')
      findings.add('yaml-tag', { start, end }, [], { tag: text.slice(start, end) })
  }
}

/**
 * Keys that stand twice, of which YAML would take the last; keys that are no words; aliases that lead nowhere.
 * @param anchors the size of what each stands for
 * @returns how many nodes there are once aliases are followed: what comes after looks at each of them
 */
function checkNodes(node: unknown, path: Path, anchors: Map<string, number>, findings: Findings): number {
  if (isAlias(node)) {
    const size = anchors.get(node.source)
    if (size === undefined) findings.add('alias-unknown', spanOf(node), path, { name: node.source })
    return size ?? 0
  }
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined
  if (anchor) anchors.set(anchor, 0)
  const size = 1 + checkContent(node, path, anchors, findings)
  if (anchor) anchors.set(anchor, size)
  return size
}

function checkContent(node: unknown, path: Path, anchors: Map<string, number>, findings: Findings): number {
  let size = 0
  if (isScalar(node)) {
    const span = spanOf(node)
    checkScalar(node, path, findings, span)
    size += Math.floor((span.end - span.start) / LONG_TEXT)
  }
  if (isSeq(node))
    for (const [index, item] of node.items.entries())
      size += checkNodes(item, [...path, index], anchors, findings)
  if (!isMap(node)) return size
  const former = new Map<string, Span>()
  for (const { key, value } of node.items) {
    const span = spanOf(key)
    if (!isScalar(key) || key.value === null) {
      findings.add('key-not-text', span, path)
      continue
    }
    const name = String(key.value)
    const first = former.get(name)
    if (first)
      findings.add('duplicate-key', span, [...path, name], { key: name, first: findings.lineOf(first.start) })
    else former.set(name, span)
    size += checkNodes(value, [...path, name], anchors, findings)
  }
  return size
}

/** Conditions that hold a text: what nobody sees in them no message has. */
const COMPARED = ['keyword', 'contains', 'event', 'key', 'key_prefix']

function checkScalar({ value, type, source }: Scalar, path: Path, findings: Findings, span: Span): void {
  if (value instanceof Date) findings.add('yaml-date', span, path, { source: source ?? '' })
  if (typeof value !== 'string') return
  if (type === 'PLAIN' && hasCurlyQuotes(value)) findings.add('yaml-quotes', span, path, { value })
  const code = path.some((part) => COMPARED.includes(String(part))) ? invisibleIn(value) : undefined
  if (code !== undefined) findings.add('yaml-invisible', span, path, { code })
}

function plainData(document: Document.Parsed, findings: Findings): { readonly value: unknown } | undefined {
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) }
  } catch (error) {
    // Too many aliases, or what cannot be merged; an alias that leads nowhere is told already.
    if (!findings.hasErrors) findings.addWhole('yaml-value', { detail: (error as Error).message })
    return undefined
  }
}

function placesOf(document: Document.Parsed, text: string): Omit<RulesDocument, 'value'> {
  const resolve = (node: unknown) => (isAlias(node) ? node.resolve(document) : node)
  /** The last node on the way that exists, and the key under which it stands. */
  const walk = (path: Path) => {
    let at: { node: unknown; key: unknown; whole: boolean } = {
      node: document.contents,
      key: undefined,
      whole: path.length === 0,
    }
    for (const [index, part] of path.entries()) {
      const around = resolve(at.node)
      const pair = isMap(around) ? (around.items as Pair[]).find(({ key }) => isNamed(key, part)) : undefined
      const node = isSeq(around) && typeof part === 'number' ? around.items[part] : pair?.value
      if (!pair && !isNode(node)) return at
      at = { node, key: pair?.key, whole: index === path.length - 1 }
    }
    return at
  }
  const keyPlace = (path: Path) => {
    const { node, key } = walk(path)
    return key === undefined ? headOf(node) : spanOf(key)
  }
  const place = (path: Path) => {
    const { node, key, whole } = walk(path)
    const span = whole ? spanOf(node) : headOf(node)
    return span.end > span.start || key === undefined ? span : spanOf(key)
  }
  return {
    place,
    keyPlace,
    source: (path) => {
      const { start, end } = place(path)
      return text.slice(start, end)
    },
  }
}

const isNamed = (key: unknown, name: string | number) => isScalar(key) && String(key.value) === String(name)

/** What stands for a whole node: a map's first key. */
function headOf(node: unknown): Span {
  const [first] = isMap(node) ? node.items : []
  return first ? spanOf(first.key) : spanOf(node)
}

function spanOf(node: unknown): Span {
  const [start, end] = (isNode(node) && (node as Node).range) || [0, 0]
  return { start, end }
}
