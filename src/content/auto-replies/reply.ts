/** One of the console's answers as the reply of a rule. */
import { literal } from '../../endpoint/rules/fill'
import type { OneShape, ReplyShape } from '../../endpoint/rules/shape'
import { replyLimits } from '../../wechat/replies/types'
import type { ConsoleAnswer, ConsoleArticle, ConsoleReply, MediaKind } from './types'

export type Reply = ReplyShape

/**
 * Something that a reader of the file has to know. `value` is what it is about, as a rules file would have it: what was
 * not carried over is all in there.
 */
export interface Note {
  readonly code: NoteCode
  readonly params?: Readonly<Record<string, string | number>>
  readonly value?: unknown
}

type NoteCode =
  /** {count}: one of several replies is sent, at random; here as well. */
  | 'random'
  /** {count}: several replies are sent, of which a passive reply can be the first alone. */
  | 'first-only'
  /** {kind, until}: a media_id that is valid for three days; `until` in milliseconds since 1970. */
  | 'temporary'
  /** {title}: an article without a digest, whose title takes its place. */
  | 'no-digest'
  /** {bytes, limit} */
  | 'text-too-long'
  /** {kind}: material that is given as an address, not by media_id. */
  | 'link'
  /** {type} */
  | 'type-unknown'
  /** {type}, which a reply could be of. */
  | 'content-missing'
  /** Without title, cover_url or content_url. */
  | 'article-incomplete'
  /** {count, limit} */
  | 'articles-cut'
  | 'no-reply'
  | 'no-keyword'
  /** Keywords that are matched in an unknown way. */
  | 'keyword-unknown'
  /** {keyword, name}: another rule answers it. */
  | 'shadowed'
  /** The reply of a rule whose keywords are all answered by others. */
  | 'kept-reply'

interface Converted {
  readonly reply?: OneShape
  readonly notes: readonly Note[]
}

/** What the reply is in answer to: that decides how many articles are shown. */
export type Occasion = 'message' | 'event'

/** Types of the console that a passive reply has too. */
const known: readonly string[] = ['text', 'img', 'image', 'photo', 'voice', 'audio', 'video', 'news']

/** Milliseconds that a media_id of the console is valid (docs/platform.md 2.5). */
const TEMPORARY_MS = 3 * 24 * 3600 * 1000

/**
 * The reply of a rule, and what could not be put into it.
 * @param readAt when the console was read, milliseconds since 1970
 * @returns without a reply where nothing can be carried over
 */
export function replyFor(
  { replies, mode }: ConsoleAnswer,
  occasion: Occasion,
  readAt: number,
): { readonly reply?: Reply; readonly notes: readonly Note[] } {
  const converted = replies.map((reply) => convert(reply, occasion, readAt))
  const usable = converted.flatMap(({ reply, notes }) => (reply === undefined ? [] : [{ reply, notes }]))
  const [first, ...others] = usable
  const lost = converted.filter(({ reply }) => reply === undefined).flatMap(({ notes }) => notes)
  if (!first) return { notes: lost }
  if (others.length === 0) return { reply: first.reply, notes: [...first.notes, ...lost] }
  if (mode === 'random') {
    const random: Note = { code: 'random', params: { count: usable.length } }
    const notes = [random, ...usable.flatMap((one) => one.notes), ...lost]
    return { reply: { one_of: usable.map(({ reply }) => reply) }, notes }
  }
  const rest: Note = {
    code: 'first-only',
    params: { count: replies.length },
    value: others.map(({ reply }) => reply),
  }
  return { reply: first.reply, notes: [...first.notes, rest, ...lost] }
}

function convert(given: ConsoleReply, occasion: Occasion, readAt: number): Converted {
  switch (given.kind) {
    case 'text':
      return textReply(given.text)
    case 'news':
      return newsReply(given.articles, occasion)
    case 'link':
      return { notes: [{ code: 'link', params: { kind: given.of }, value: { [given.of]: given.url } }] }
    case 'other':
      return {
        notes: [
          {
            code: known.includes(given.type) ? 'content-missing' : 'type-unknown',
            params: { type: given.type },
            value: given.raw,
          },
        ],
      }
    default:
      return mediaReply(given.kind, given.mediaId, readAt)
  }
}

function textReply(text: string): Converted {
  const [bytes, limit] = [Buffer.byteLength(text), replyLimits.textBytes]
  // Of a placeholder that is none the text grows by a character; it is the file's text that is measured.
  if (Buffer.byteLength(literal(text)) > limit)
    return { notes: [{ code: 'text-too-long', params: { bytes, limit }, value: text }] }
  return { reply: literal(text), notes: [] }
}

function mediaReply(kind: MediaKind, id: string, readAt: number): Converted {
  const media_id = literal(id)
  const note: Note = { code: 'temporary', params: { kind, until: readAt + TEMPORARY_MS } }
  const reply: OneShape =
    kind === 'image'
      ? { image: { media_id } }
      : kind === 'voice'
        ? { voice: { media_id } }
        : { video: { media_id } }
  return { reply, notes: [note] }
}

function newsReply(articles: readonly ConsoleArticle[], occasion: Occasion): Converted {
  const whole = articles.filter(isWhole)
  const limit = occasion === 'event' ? replyLimits.articles : replyLimits.articlesToMessage
  const shown = whole.slice(0, limit)
  const cut = whole.slice(limit)
  const notes: Note[] = [
    ...shown
      .filter(({ digest }) => digest.trim() === '')
      .map(({ title }): Note => ({ code: 'no-digest', params: { title } })),
    ...(cut.length > 0
      ? [{ code: 'articles-cut', params: { count: whole.length, limit }, value: cut.map(articleOf) } as const]
      : []),
    ...articles
      .filter((article) => !isWhole(article))
      .map((article): Note => ({ code: 'article-incomplete', value: article })),
  ]
  return { ...(shown.length > 0 && { reply: { news: shown.map(articleOf) } }), notes }
}

const isAddress = (text: string) => /^https?:\/\//i.test(text)

const isWhole = ({ title, coverUrl, contentUrl }: ConsoleArticle) =>
  title.trim() !== '' && isAddress(coverUrl) && isAddress(contentUrl)

/** All four fields are needed in a reply. */
function articleOf({ title, digest, coverUrl, contentUrl }: ConsoleArticle) {
  return {
    title: literal(title),
    description: literal(digest.trim() === '' ? title : digest),
    picurl: literal(coverUrl),
    url: literal(contentUrl),
  }
}
