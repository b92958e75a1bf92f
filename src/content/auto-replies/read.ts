import type { Client } from '../../api/types'
import { endpoints } from '../../wechat/endpoints'
import type {
  AutoReplies,
  ConsoleAnswer,
  ConsoleArticle,
  ConsoleKeyword,
  ConsoleReply,
  KeywordRule,
  MediaKind,
} from './types'

/** Reads the console's automatic replies: one call. @throws WxError as Client.call */
export async function readAutoReplies(client: Client): Promise<AutoReplies> {
  const { method, path } = endpoints.autoReplies
  return autoRepliesOf(await client.call({ method, path, repeatable: true }))
}

/** Whether there is anything in them, switched off or not. */
export const hasReplies = ({ follow, keywords, message }: AutoReplies): boolean =>
  follow.replies.length > 0 || message.replies.length > 0 || keywords.length > 0

/**
 * The answer of get_current_autoreply_info (docs/platform.md 11) as a value. Any key may be missing, lists may be under `list`
 * or be a single object, numbers may be text. A switch that is missing is on.
 *
 * `is_autoreply_open` is the switch of replies to messages: of keyword rules as well as of the one to all others [?].
 */
export function autoRepliesOf(answer: unknown): AutoReplies {
  const info = objectOf(answer)
  const answersMessages = isOn(info.is_autoreply_open)
  const answerTo = (given: unknown, isOpen: boolean): ConsoleAnswer => ({
    isOpen,
    replies: listOf(given).flatMap(repliesOf),
    mode: 'all',
  })
  return {
    follow: answerTo(info.add_friend_autoreply_info, isOn(info.is_add_friend_reply_open)),
    keywords: listOf(info.keyword_autoreply_info).map((rule) => keywordRule(rule, answersMessages)),
    message: answerTo(info.message_default_autoreply_info, answersMessages),
  }
}

type Fields = Readonly<Record<string, unknown>>

function keywordRule(rule: Fields, isOpen: boolean): KeywordRule {
  return {
    name: textOf(rule.rule_name),
    isOpen,
    keywords: listOf(rule.keyword_list_info).map(keywordOf),
    replies: listOf(rule.reply_list_info).flatMap(repliesOf),
    mode: textOf(rule.reply_mode).toLowerCase().startsWith('random') ? 'random' : 'all',
  }
}

function keywordOf(keyword: Fields): ConsoleKeyword {
  const type = textOf(keyword.type).toLowerCase() || 'text'
  const match = textOf(keyword.match_mode).toLowerCase()
  const known = ({ equal: 'equal', contain: 'contain', contains: 'contain' } as const)[match]
  return { text: textOf(keyword.content), match: type === 'text' ? known : undefined }
}

const mediaKinds: Readonly<Record<string, MediaKind>> = {
  img: 'image',
  image: 'image',
  photo: 'image',
  voice: 'voice',
  audio: 'voice',
  video: 'video',
}

/** What one entry sends. Articles may come with a text, under whatever type; an empty entry sends nothing. */
function repliesOf(entry: Fields): ConsoleReply[] {
  const content = textOf(entry.content) || textOf(entry.value)
  const articles = listOf(entry.news_info).map(articleOf)
  const news: ConsoleReply[] = articles.length > 0 ? [{ kind: 'news', articles }] : []
  const type = textOf(entry.type).toLowerCase() || (content === '' ? 'news' : 'text')
  const other: ConsoleReply = { kind: 'other', type, raw: entry }
  if (type === 'text') return content.trim() === '' ? news : [{ kind: 'text', text: content }, ...news]
  const kind = Object.hasOwn(mediaKinds, type) ? mediaKinds[type] : undefined
  if (kind && /^https?:\/\//i.test(content)) return [{ kind: 'link', of: kind, url: content }, ...news]
  if (kind && content.trim() !== '') return [{ kind, mediaId: content.trim() }, ...news]
  if (news.length > 0) return news
  return Object.keys(entry).length === 0 || (content === '' && entry.type === undefined) ? [] : [other]
}

function articleOf(article: Fields): ConsoleArticle {
  return {
    title: textOf(article.title),
    digest: textOf(article.digest) || textOf(article.description),
    coverUrl: textOf(article.cover_url) || textOf(article.thumb_url),
    contentUrl: textOf(article.content_url) || textOf(article.url),
  }
}

/** 0 and 1, as numbers, text or truth values. */
const isOn = (value: unknown): boolean =>
  value === undefined || value === null || !['0', 'false', ''].includes(String(value))

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const objectOf = (value: unknown): Fields => (isObject(value) ? value : {})

/** A list; one under `list`; a single object. */
function listOf(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.filter(isObject)
  if (!isObject(value)) return []
  return 'list' in value ? listOf(value.list) : Object.keys(value).length > 0 ? [value] : []
}
