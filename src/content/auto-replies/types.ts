/** The automatic replies that are set up in the web console, as values. */

/** An article as the console keeps it; what is missing is empty. */
export interface ConsoleArticle {
  readonly title: string
  readonly digest: string
  readonly coverUrl: string
  readonly contentUrl: string
}

/** Kinds of material that the console answers by media_id. */
export type MediaKind = 'image' | 'voice' | 'video'

export type ConsoleReply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: MediaKind; readonly mediaId: string }
  | { readonly kind: 'news'; readonly articles: readonly ConsoleArticle[] }
  /** A picture, voice message or video that is given as an address. */
  | { readonly kind: 'link'; readonly of: MediaKind; readonly url: string }
  /** Of a type that is not known here (mini program cards), or without its content. */
  | { readonly kind: 'other'; readonly type: string; readonly raw: unknown }

/** What is sent at one occasion. */
export interface ConsoleAnswer {
  /** False where it is switched off in the console. */
  readonly isOpen: boolean
  /** Several: all of them are sent, or one at random. */
  readonly replies: readonly ConsoleReply[]
  readonly mode: 'all' | 'random'
}

export interface ConsoleKeyword {
  readonly text: string
  /** Whether the message is the keyword or contains it; undefined for a way of matching that is not known here. */
  readonly match: 'equal' | 'contain' | undefined
}

export interface KeywordRule extends ConsoleAnswer {
  readonly name: string
  readonly keywords: readonly ConsoleKeyword[]
}

export interface AutoReplies {
  /** To a new follower. */
  readonly follow: ConsoleAnswer
  /** In the console's order. */
  readonly keywords: readonly KeywordRule[]
  /** To every message that no keyword rule answers. */
  readonly message: ConsoleAnswer
}
