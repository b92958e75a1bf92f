import { Document, isNode, isSeq } from 'yaml'
import { safeYaml } from '../../document/yaml-text'
import type { Note } from './reply'
import type { Piece, RulesDraft, Source } from './rules'

/** The sentences of the comments, in the person's language. Each is a line, or several. */
export interface CommentWords {
  /** A line above a rule, or in place of one. */
  source(source: Source): string
  note(note: Note): string
  /** Of a rule that is switched off: the rule itself follows, as a comment. */
  readonly off: string
  /** On top of the file. */
  readonly head: string
}

/**
 * The text of a rules file that `readRules` takes without a finding. What cannot be a rule is a comment at its place,
 * with all that the console has.
 */
export function rulesText({ pieces }: RulesDraft, words: CommentWords): string {
  const live = pieces.filter(isLive)
  const document = new Document({ rules: live.map(({ rule }) => rule) }, options)
  const list = document.get('rules')
  const items = isSeq(list) ? list.items : []
  let waiting: string[] = []
  let next = 0
  for (const piece of pieces) {
    waiting.push(commentOf(piece, words))
    if (!isLive(piece)) continue
    const node = items[next++]
    if (isNode(node)) {
      node.commentBefore = asComment(waiting.join('\n\n'))
      node.spaceBefore = next > 1
    }
    waiting = []
  }
  document.commentBefore = asComment(words.head)
  if (waiting.length > 0) document.comment = asComment(waiting.join('\n\n'))
  return safeYaml(document)
}

const options = { version: '1.2', aliasDuplicateObjects: false } as const

const isLive = ({ rule, isOff }: Piece): boolean => rule !== undefined && !isOff

function commentOf({ source, rule, isOff, notes }: Piece, words: CommentWords): string {
  return [
    words.source(source),
    ...notes.flatMap((note) => [words.note(note), ...shown(note.value, '  ')]),
    ...(isOff && rule ? [words.off, ...shown([rule])] : isOff ? [words.off] : []),
  ].join('\n')
}

/** A value as the lines that a file would have for it. */
function shown(value: unknown, indent = ''): string[] {
  if (value === undefined) return []
  const lines = safeYaml(new Document(value, options)).trimEnd().split('\n')
  return lines.map((line) => indent + line)
}

/** Every line begins with a space; one that is empty would end the comment. */
const asComment = (text: string) =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : ` ${line}`))
    .join('\n')
