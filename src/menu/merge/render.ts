import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml'
import type { Anchors } from './anchors'
import { type Container, type Edit, isComment, type Member, type Members, type Source } from './source'
import type { Style } from './style'

/** What a file is rewritten with. */
export interface RenderOptions {
  readonly source: Source
  readonly style: Style
  readonly anchors: Anchors
}

/** Where new text comes to stand: in a flow collection or a block, at which column. */
export type Target = Pick<Members, 'flow' | 'column' | 'list'>

/** `key: value` without its indentation. @param trail a comment to stand behind it */
export function freshPair(
  options: RenderOptions,
  key: string,
  value: unknown,
  target: Target,
  trail = '',
): string {
  const { source, style } = options
  if (target.flow) {
    const text = style.flow(value, isLong(source, target), marginOf(source, target.list[0]))
    return `${source.isJson ? JSON.stringify(key) : key}:${source.isDense ? '' : ' '}${text}`
  }
  const lines = typeof value === 'object' ? style.block({ [key]: value }) : [`${key}: ${style.inline(value)}`]
  return indented(options, withTrail(lines, trail), target.column)
}

/** An item of a list without the indentation of its first line, its dash included. */
export function freshItem(options: RenderOptions, value: unknown, target: Target, trail = ''): string {
  const { source, style } = options
  if (target.flow) return style.flow(value, isLong(source, target), marginOf(source, target.list[0]))
  return indented(options, withTrail(style.block([value]), trail), target.column)
}

/** A comment behind the first of some lines. */
export function withTrail(lines: readonly string[], trail: string): string[] {
  const [first = '', ...rest] = lines
  return [trail ? `${first} ${trail.trim()}` : first, ...rest]
}

/** Lines as one text; all but the first are indented. */
export function indented({ source }: RenderOptions, lines: readonly string[], column: number): string {
  const margin = source.eol + ' '.repeat(column)
  return lines.map((line, index) => (index === 0 ? line : line === '' ? source.eol : margin + line)).join('')
}

/** Lines after the first with another margin. */
export function shifted({ source }: RenderOptions, text: string, from: string, to: string): string {
  if (from === to) return text
  const [first = '', ...lines] = text.split(/\r?\n/)
  const moved = lines.map((line) =>
    line.startsWith(from) && line.trim() ? to + line.slice(from.length) : line,
  )
  return [first, ...moved].join(source.eol)
}

/** What stands before a member on its line, as far as it is blank. */
export function marginOf(source: Source, member: Member | undefined): string {
  if (!member) return ''
  return /^[ \t]*/.exec(source.text.slice(source.lineStart(member.start), member.start))?.[0] ?? ''
}

/** The comment behind a member, whatever it stands in. */
export function trailOf({ source }: RenderOptions, member: Member): string {
  const behind = source.text.slice(member.end, member.full).split(/\r?\n/, 1)[0] ?? ''
  return member.trail || (isComment(behind) ? behind.trim() : '')
}

/** The edit of a whole member where its text is another one now. */
export function replaced({ source }: RenderOptions, { start, full }: Member, text: string): Edit[] {
  return source.text.slice(start, full) === text ? [] : [{ start, end: full, text }]
}

export function isContainer(node: unknown): node is Container {
  return typeof node === 'object' && node !== null && 'items' in node
}

function isLong({ text }: Source, { list }: Target): boolean {
  if (list.length === 0) return text.trimEnd().includes('\n')
  return list.some(({ start, end }) => text.slice(start, end).includes('\n'))
}

/** A member that stays as it is: without aliases that do not hold any more. */
export function verbatim(options: RenderOptions, { start, full, node }: Member): string {
  return options.source.applied(start, full, node ? settled(options, node) : [])
}

/** The edits that a part of the text needs so as to mean what it meant. */
export function settled(options: RenderOptions, node: ParsedNode): Edit[] {
  const { anchors, source, style } = options
  if (isAlias(node)) {
    if (anchors.holds(node, source, { same: true })) return []
    const value = node.resolve(source.document)?.toJS(source.document)
    return [{ start: node.range[0], end: node.range[1], text: style.inline(value) }]
  }
  anchors.note(node, { same: true })
  if (isScalar(node)) return []
  const inside = isMap(node) ? node.items.map(({ value }) => value) : isSeq(node) ? node.items : []
  return inside.flatMap((item) => (item ? settled(options, item as ParsedNode) : []))
}
