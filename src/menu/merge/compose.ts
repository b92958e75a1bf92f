/** Lists and maps whose members are no longer the same ones, or no longer in the same order, put together again. */
import { commentsIn, type Edit, isComment, type Member, type Members, type Source } from './source'

/** A member as it is to stand there. */
export interface Piece {
  /** Itself, where it stood there before. */
  readonly member?: Member
  readonly lead: readonly string[]
  /** Lines after the first are indented already. In a block it ends with its own comments. */
  readonly body: string
  /** The comment behind it, in a flow collection. */
  readonly trail: string
}

/** A block collection. @param isList each item begins on a line of its own; the first pair of a map may not */
export function composeBlock(
  { eol }: Source,
  members: Members,
  pieces: readonly Piece[],
  isList: boolean,
): Edit {
  const { gaps, rest } = gapsOf(members, pieces)
  const usual =
    members.list
      .slice(1)
      .map(({ gap }) => gap)
      .find((gap) => !gap.some(isComment)) ?? []
  const [first] = members.list
  const texts = pieces.map(({ member, lead, body }, index) => {
    const own = member && gaps.get(member)
    const blank = index === 0 ? [] : member && member !== first ? (own ?? []) : usual
    const gap = own?.some(isComment) ? own.slice(index === 0 ? own.findIndex(isComment) : 0) : blank
    return [...gap, ...lead, ' '.repeat(members.column) + body].join(eol)
  })
  const text = [...texts, ...rest].join(eol)
  return { start: members.start, end: members.end, text: isList ? text : text.trimStart() }
}

/** Comments that stand by themselves before a member that is gone go to the next one that is not. */
function gapsOf(members: Members, pieces: readonly Piece[]) {
  const kept = new Set(pieces.map(({ member }) => member))
  const gaps = new Map<Member, readonly string[]>()
  let rest: readonly string[] = []
  for (const member of members.list) {
    const own = [...rest, ...member.gap]
    if (kept.has(member)) gaps.set(member, own)
    rest = !kept.has(member) && own.some(isComment) ? own : []
  }
  return { gaps, rest }
}

/** A flow collection: on one line, or one member on each line. */
export function composeFlow(
  { text, eol, isDense }: Source,
  members: Members,
  pieces: readonly Piece[],
): Edit {
  const { list, start, end } = members
  const [first, second] = list
  const last = list.at(-1)
  const head = first ? text.slice(start, first.start) : text.slice(start, end)
  const between = first && second ? text.slice(first.end, second.start) : ''
  const tail = last ? text.slice(last.end, end) : ''
  const hasComments = pieces.some(({ lead, trail }) => lead.length > 0 || trail !== '')
  if (!hasComments && !`${head}${between}${tail}`.includes('\n')) {
    const separator = between || (isDense ? ',' : ', ')
    return { start, end, text: head + pieces.map(({ body }) => body).join(separator) + tail }
  }
  const broken = [head, between].find((part) => part.includes('\n'))
  const line =
    eol + (broken === undefined ? ' '.repeat(members.column) : broken.slice(broken.lastIndexOf('\n') + 1))
  const isOpen = !head.includes('\n') && !pieces[0]?.lead.length
  const hasTrailing = /^[^#]*,/.test(tail)
  const items = pieces.map(({ lead, body, trail }, index) => {
    const comma = index < pieces.length - 1 || hasTrailing ? ',' : ''
    const before = index === 0 && isOpen ? head : line
    return before + [...lead, body].join(line) + comma + (trail && ` ${trail}`)
  })
  const comments = commentsIn(tail)
    .slice(1)
    .filter(Boolean)
    .map((comment) => line + comment)
  const lastLine = tail.slice(tail.lastIndexOf('\n') + 1)
  const mustBreak = comments.length > 0 || pieces.at(-1)?.trail
  const closing = tail.includes('\n') ? eol + lastLine : mustBreak ? line : lastLine.replace(',', '')
  return { start, end, text: [...items, ...comments, closing].join('') }
}
