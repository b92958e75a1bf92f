/** The console's automatic replies as rules of `serve --reply`, and all that cannot be said in them. */
import { plain } from '../../endpoint/rules/conditions'
import type { RuleShape } from '../../endpoint/rules/shape'
import { messageTypes } from '../../endpoint/rules/words'
import { orderedWords } from './order'
import { type Note, type Reply, replyFor } from './reply'
import type { AutoReplies, ConsoleAnswer, KeywordRule } from './types'

/** Where a rule comes from. */
export type Source =
  | { readonly by: 'follow' | 'message' }
  /** A keyword rule by its name in the console, which may be empty. */
  | { readonly by: 'keyword'; readonly name: string }

/** One place of the file. */
export interface Piece {
  readonly source: Source
  /** Absent where nothing of it can be said as a rule. */
  readonly rule?: RuleShape
  /** Switched off in the console: it does not answer here either. */
  readonly isOff: boolean
  /** What a reader has to know, and what was not carried over. */
  readonly notes: readonly Note[]
}

/** A rules file before it is text. In the order in which rules are tried. */
export interface RulesDraft {
  readonly pieces: readonly Piece[]
}

/** How many rules answer, and how many notes there are. */
export const totalsOf = ({ pieces }: RulesDraft) => ({
  rules: pieces.filter(({ rule, isOff }) => rule && !isOff).length,
  notes: pieces.reduce((sum, { notes, isOff }) => sum + notes.length + (isOff ? 1 : 0), 0),
})

/**
 * Rules that answer as the console does: the follower first, then keywords that a text must equal, then those that it
 * must contain, and last every other message. Of two keywords that one text can contain, the longer one comes first,
 * since the first rule that matches answers. No source says which one the console takes [?].
 * @param readAt when the console was read, milliseconds since 1970: its media_ids are temporary
 */
export function rulesOf(replies: AutoReplies, readAt: number): RulesDraft {
  return {
    pieces: [
      ...occasion(replies.follow, { by: 'follow' }, { event: 'subscribe' }, readAt),
      ...keywordPieces(replies.keywords, readAt),
      // Not `default`, which would answer events too.
      ...occasion(replies.message, { by: 'message' }, { type: [...messageTypes] }, readAt),
    ],
  }
}

type Condition = Omit<RuleShape, 'reply'>

function occasion(answer: ConsoleAnswer, source: Source, condition: Condition, readAt: number): Piece[] {
  if (answer.replies.length === 0) return []
  const { reply, notes } = replyFor(answer, source.by === 'follow' ? 'event' : 'message', readAt)
  const rule = reply !== undefined && { rule: { ...condition, reply } }
  return [{ source, ...rule, isOff: !answer.isOpen, notes }]
}

/** A keyword rule on its way. */
interface Rule {
  readonly source: Source
  readonly reply: Reply | undefined
  readonly equal: readonly string[]
  readonly contain: readonly string[]
  readonly isOff: boolean
  readonly notes: Note[]
}

function keywordPieces(given: readonly KeywordRule[], readAt: number): Piece[] {
  const rules = given.map((rule) => ruleOf(rule, readAt))
  const live = rules.filter((rule) => !rule.isOff && rule.reply !== undefined)
  const pieces: { readonly rule: Rule; readonly condition: Condition }[] = []
  for (const by of ['keyword', 'contains'] as const) {
    const words = live.map((rule) => (by === 'keyword' ? rule.equal : rule.contain))
    const { parts, shadowed } = orderedWords(words, by)
    for (const { owner, words } of parts) {
      const rule = live[owner]
      if (rule) pieces.push({ rule, condition: { [by]: oneOrMore(words) } })
    }
    for (const { owner, word, by: other } of shadowed)
      live[owner]?.notes.push({
        code: 'shadowed',
        params: { keyword: word, name: nameOf(live[other]?.source) },
      })
  }
  // What a rule has to tell is told where it first answers.
  const told = new Set<Rule>()
  const placed = pieces.map(({ rule, condition }): Piece => {
    const notes = told.has(rule) ? [] : rule.notes
    told.add(rule)
    const { source, reply } = rule
    return { source, ...(reply !== undefined && { rule: { ...condition, reply } }), isOff: false, notes }
  })
  return [...placed, ...rules.filter((rule) => !told.has(rule)).flatMap(unplaced)]
}

/** Of a rule that answers nothing: switched off, without a reply or a keyword, or all its keywords are taken. */
function unplaced({ source, reply, equal, contain, isOff, notes }: Rule): Piece[] {
  const conditions = [
    ...(equal.length > 0 ? [{ keyword: oneOrMore(equal) }] : []),
    ...(contain.length > 0 ? [{ contains: oneOrMore(contain) }] : []),
  ]
  if (reply === undefined || conditions.length === 0) {
    const value = [...conditions, ...(reply === undefined ? [] : [{ reply }])]
    const code = reply === undefined ? 'no-reply' : 'no-keyword'
    return [{ source, isOff, notes: [...notes, { code, ...(value.length > 0 && { value }) }] }]
  }
  if (!isOff) return [{ source, isOff, notes: [...notes, { code: 'kept-reply', value: reply }] }]
  return conditions.map((condition, index) => ({
    source,
    rule: { ...condition, reply },
    isOff,
    notes: index === 0 ? notes : [],
  }))
}

function ruleOf(rule: KeywordRule, readAt: number): Rule {
  const { reply, notes } = replyFor(rule, 'message', readAt)
  const words = (match: 'equal' | 'contain') => {
    const texts = rule.keywords.filter((keyword) => keyword.match === match).map(({ text }) => text)
    return [...new Map(texts.map((text) => [plain(text), text])).entries()].flatMap(([key, text]) =>
      key === '' ? [] : [text],
    )
  }
  const strange = rule.keywords.filter(({ match, text }) => match === undefined && text.trim() !== '')
  return {
    source: { by: 'keyword', name: rule.name },
    reply,
    equal: words('equal'),
    contain: words('contain'),
    isOff: !rule.isOpen,
    notes: [
      ...notes,
      ...(strange.length > 0
        ? [{ code: 'keyword-unknown', value: strange.map(({ text }) => text) } as const]
        : []),
    ],
  }
}

const nameOf = (source: Source | undefined) => (source?.by === 'keyword' ? source.name : '')

const oneOrMore = (words: readonly string[]): string | string[] =>
  words.length === 1 ? (words[0] ?? '') : [...words]
