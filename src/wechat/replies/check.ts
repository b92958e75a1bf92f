import { utf8Bytes } from '../menu/text'
import type { PushHead } from '../messages/push'
import { suggest } from '../suggest'
import { listOf, textOf, type XmlElement, type XmlValue } from '../xml/read'
import { type ReplyFinding, replyFinding } from './findings'
import { literalsIn } from './literal-markup'
import {
  isReplyType,
  type ReplyType,
  type ReplyTypeName,
  replyLimits,
  replyType,
  replyTypeNames,
  singleArticleTo,
} from './types'

export type { ReplyFinding } from './findings'

/**
 * Holds a passive reply against docs/platform.md 4.
 * @param fields of its document, decrypted
 * @param push what it answers: whom it has to be for, and how many articles may be shown. Without it neither is checked
 */
export function checkReply(fields: XmlElement, push?: PushHead): ReplyFinding[] {
  return [
    ...checkUsers(fields, push),
    ...checkTime(fields),
    ...checkType(fields, push),
    ...checkCharacters(fields),
  ]
}

/** Markup that users would see as text. Each kind is reported once, with its first place. */
function checkCharacters(fields: XmlElement): ReplyFinding[] {
  const texts = textsIn(fields)
  const typed = texts.flatMap(({ place, text }) =>
    literalsIn(text).flatMap(({ kind, written }) => (kind === 'escape' ? { place, given: written } : [])),
  )
  const broken = texts.find(({ text }) => text.includes('\ufffd'))
  return [
    ...typed.slice(0, 1).map((params) => replyFinding('reply-newline-literal', params)),
    ...(broken ? [replyFinding('reply-replacement', { place: broken.place })] : []),
  ]
}

/** All texts of a document, with the names on the way to them. */
function textsIn(element: XmlElement, way = ''): { readonly place: string; readonly text: string }[] {
  return Object.keys(element).flatMap((name) =>
    listOf(element, name).flatMap((value) => {
      const place = way === '' ? name : `${way}/${name}`
      return typeof value === 'string' ? [{ place, text: value }] : textsIn(value, place)
    }),
  )
}

const heads = ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType']

function checkUsers(fields: XmlElement, push: PushHead | undefined): ReplyFinding[] {
  const missing = heads.filter((name) => textOf(fields, name).trim() === '')
  const findings = missing.map((name) => missingHead(fields, name))
  if (!push) return findings
  const to = textOf(fields, 'ToUserName')
  const from = textOf(fields, 'FromUserName')
  if (to === push.ToUserName && from === push.FromUserName && to !== from)
    return [
      ...findings,
      replyFinding('reply-users-not-swapped', { to: push.FromUserName, from: push.ToUserName }),
    ]
  if (to.trim() !== '' && to !== push.FromUserName)
    findings.push(replyFinding('reply-to-wrong', { given: to, right: push.FromUserName }))
  if (from.trim() !== '' && from !== push.ToUserName)
    findings.push(replyFinding('reply-from-wrong', { given: from, right: push.ToUserName }))
  return findings
}

function missingHead(fields: XmlElement, name: string): ReplyFinding {
  const given = otherCase(fields, name)
  return given === undefined
    ? replyFinding('reply-element-missing', { name })
    : replyFinding('reply-element-case', { given, name })
}

function checkTime(fields: XmlElement): ReplyFinding[] {
  const given = textOf(fields, 'CreateTime').trim()
  if (given === '') return []
  if (!/^\d+$/.test(given)) return [replyFinding('reply-time-malformed', { given })]
  return given.length > 11 ? [replyFinding('reply-time-milliseconds', { given })] : []
}

function checkType(fields: XmlElement, push: PushHead | undefined): ReplyFinding[] {
  const given = textOf(fields, 'MsgType')
  if (given.trim() === '') return []
  if (!isReplyType(given)) {
    const suggestion = suggest(given, replyTypeNames)
    if (suggestion === undefined)
      return [replyFinding('reply-type-unknown', { given, known: replyTypeNames.join(', ') })]
    return [replyFinding('reply-type-misspelt', { given, suggestion })]
  }
  const type = replyType(given)
  return type.items
    ? checkArticles(fields, type, push)
    : [...checkFields(fields, type), ...checkText(fields, given)]
}

function checkFields(fields: XmlElement, { inside, insideNeed, fields: own }: ReplyType): ReplyFinding[] {
  const holder = inside === undefined ? fields : listOf(fields, inside).map(asElement)[0]
  if (!holder && insideNeed === 'optional') return []
  return required(own)
    .filter((name) => textOf(holder ?? {}, name).trim() === '')
    .map((name) => {
      const place = inside === undefined ? name : `${inside}/${name}`
      if (inside !== undefined && textOf(fields, name) !== '')
        return replyFinding('reply-field-misplaced', { name, place })
      const given = holder ? otherCase(holder, name) : otherCase(fields, inside ?? name)
      if (given !== undefined)
        return replyFinding('reply-field-case', { given, name: holder ? name : (inside ?? name) })
      return replyFinding('reply-field-missing', { place })
    })
}

function checkText(fields: XmlElement, type: ReplyTypeName): ReplyFinding[] {
  const bytes = type === 'text' ? utf8Bytes(textOf(fields, 'Content')) : 0
  return bytes > replyLimits.textBytes
    ? [replyFinding('reply-text-long', { bytes, limit: replyLimits.textBytes })]
    : []
}

function checkArticles(
  fields: XmlElement,
  { inside = '', fields: own }: ReplyType,
  push: PushHead | undefined,
): ReplyFinding[] {
  const articles = elementsOf(fields, inside)
    .flatMap((holder) => listOf(holder, 'item'))
    .map(asElement)
  if (articles.length === 0) return [replyFinding('reply-news-empty')]
  return [
    ...checkCount(fields, articles.length, push),
    ...articles.flatMap((one, at) => checkArticle(one, at + 1, own)),
  ]
}

function checkCount(fields: XmlElement, items: number, push: PushHead | undefined): ReplyFinding[] {
  const findings: ReplyFinding[] = []
  const count = textOf(fields, 'ArticleCount').trim()
  if (count === '') findings.push(replyFinding('reply-field-missing', { place: 'ArticleCount' }))
  else if (count !== String(items)) findings.push(replyFinding('reply-news-count', { count, items }))
  if (items > replyLimits.articles)
    findings.push(replyFinding('reply-news-many', { items, limit: replyLimits.articles }))
  if (push && items > replyLimits.articlesToMessage && singleArticleTo.includes(push.MsgType))
    findings.push(replyFinding('reply-news-cut', { items, type: push.MsgType }))
  return findings
}

function checkArticle(article: XmlElement, number: number, own: ReplyType['fields']): ReplyFinding[] {
  return required(own).flatMap((name) => {
    if (listOf(article, name).length === 0)
      return [replyFinding('reply-article-field-missing', { number, name })]
    // All four are required; no page says that they must not be empty [?].
    return textOf(article, name).trim() === ''
      ? [replyFinding('reply-article-field-empty', { number, name })]
      : []
  })
}

const required = (fields: ReplyType['fields']): string[] =>
  Object.keys(fields).filter((name) => fields[name] === 'required')

const asElement = (value: XmlValue): XmlElement => (typeof value === 'object' ? value : {})

const elementsOf = (fields: XmlElement, name: string): XmlElement[] =>
  listOf(fields, name).filter((value) => typeof value === 'object')

/** An element whose name differs in case only. */
const otherCase = (fields: XmlElement, name: string): string | undefined =>
  Object.keys(fields).find((given) => given !== name && given.toLowerCase() === name.toLowerCase())
