/** What can be read and is allowed, and yet is hardly meant. */

import type { Path } from '../../document/tree'
import { type PushTypeEntry, pushTypes } from '../../wechat/messages/types'
import type { Fields as FieldShapes } from '../../wechat/messages/types/field'
import { replyLimits, singleArticleTo } from '../../wechat/replies/types'
import { suggest } from '../../wechat/suggest'
import { conditionOf, listed } from './compile'
import type { RulesDocument } from './document'
import { holesOf } from './fill'
import type { RulesFinding, RulesFindings, RulesRule } from './findings'
import { addLiterals } from './literals'
import type { OneShape, ReplyShape, RuleShape } from './shape'
import { Reach } from './unreachable'

/** Holds the rules of a file, in their order, against what WeChat is known to push and to show. */
export class Warnings {
  private readonly reach = new Reach()

  constructor(
    private readonly document: RulesDocument,
    private readonly findings: RulesFindings,
  ) {}

  /** @param index the rule's place in the file, from 0 */
  rule(rule: RuleShape, index: number): void {
    const path = ['rules', index]
    this.events(rule, path)
    for (const name of ['keyword', 'contains'] as const)
      addLiterals(textsOf(rule[name], [...path, name]), this.document, this.findings)
    if (rule.regex !== undefined && /^\/.+\/[a-z]*$/.test(rule.regex))
      this.add('regex-slashes', [...path, 'regex'], { value: rule.regex })
    for (const { field, index: at, value, by } of this.reach.add(conditionOf(rule), index)) {
      const list = [...path, field]
      const first = this.findings.lineOf(this.document.place(['rules', by]).start)
      this.add('unreachable', Array.isArray(rule[field]) ? [...list, at] : list, {
        value,
        number: by + 1,
        first,
      })
    }
    this.reply(rule.reply, [...path, 'reply'], rule)
  }

  /** @param rule undefined for the default */
  reply(reply: ReplyShape, path: Path, rule?: RuleShape): void {
    const several = typeof reply === 'object' ? reply.one_of : undefined
    if (!several) this.one(reply as OneShape, path, rule)
    else for (const [at, one] of several.entries()) this.one(one, [...path, 'one_of', at], rule)
  }

  private one(reply: OneShape, path: Path, rule: RuleShape | undefined): void {
    this.holes(reply, path, rule)
    addLiterals(textsOf(reply, path), this.document, this.findings)
    const text = typeof reply === 'string' ? reply : reply.text
    const bytes = Buffer.byteLength(text ?? '')
    const textPath = typeof reply === 'string' ? path : [...path, 'text']
    if (bytes > replyLimits.textBytes)
      this.add('text-too-long', textPath, { bytes, limit: replyLimits.textBytes })
    if (typeof reply === 'string') return
    const { news, music } = reply
    if (news && news.length > replyLimits.articlesToMessage && rule && isToMessage(rule))
      this.add('news-cut', [...path, 'news', 1], { count: news.length })
    const addresses: (readonly [Path, string | undefined])[] = [
      [['music', 'musicurl'], music?.musicurl],
      [['music', 'hqmusicurl'], music?.hqmusicurl],
      ...(news ?? []).flatMap(({ picurl, url }, at): [Path, string][] => [
        [['news', at, 'picurl'], picurl],
        [['news', at, 'url'], url],
      ]),
    ]
    for (const [at, address] of addresses)
      if (address !== undefined && !/^(?:https?:\/\/|\$[{<\d])/i.test(address))
        this.add('url-scheme', [...path, ...at], { field: String(at.at(-1)) })
  }

  private events(rule: RuleShape, path: Path): void {
    for (const [at, value] of listed(rule.event).entries()) {
      if (eventNames.has(value)) continue
      const suggestion = suggest(value, [...eventNames])
      const place = [...path, 'event', ...(Array.isArray(rule.event) ? [at] : [])]
      this.add('event-unknown', place, { value, ...(suggestion !== undefined && { suggestion }) })
    }
  }

  /** Placeholders for which the push can have nothing. */
  private holes(reply: OneShape, path: Path, rule: RuleShape | undefined): void {
    const known = fieldsFor(rule)
    const groups = rule?.regex === undefined ? undefined : groupsOf(rule.regex)
    const names = groups?.names ?? []
    for (const [at, text] of textsOf(reply, path)) {
      const holes = holesOf(text)
      for (const name of holes.fields) {
        if (known.has(name)) continue
        const suggestion = suggest(name, [...known])
        this.add('placeholder-unknown', at, { name, ...(suggestion !== undefined && { suggestion }) })
      }
      for (const group of holes.groups)
        if (groups !== undefined && group > groups.count)
          this.add('group-missing', at, { group, groups: groups.count })
      for (const name of holes.named) {
        if (names.includes(name)) continue
        const suggestion = suggest(name, names)
        this.add('group-unknown', at, {
          name,
          ...(names.length > 0 && { known: names.join(', ') }),
          ...(suggestion !== undefined && { suggestion }),
        })
      }
    }
  }

  private add(rule: RulesRule, path: Path, params?: RulesFinding['params']): void {
    this.findings.add(rule, { span: this.document.place(path), path }, params)
  }
}

const eventNames = new Set(pushTypes.flatMap(({ Event }) => Event ?? []))

const HEAD = ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType']

/** The fields of the pushes that a rule may answer; of the default and of events that are not known all there are. */
function fieldsFor(rule: RuleShape | undefined): ReadonlySet<string> {
  const events = listed(rule?.event)
  const types = typesOf(rule)
  const isMeant = ({ MsgType, Event }: PushTypeEntry) => {
    if (!rule || events.some((event) => !eventNames.has(event))) return true
    return rule.event === undefined ? types.includes(MsgType) : Event !== undefined && events.includes(Event)
  }
  const names = pushTypes
    .filter(isMeant)
    .flatMap(({ fields, tail = {}, Event }) => [
      ...namesOf({ ...fields, ...tail }, ''),
      Event === undefined ? 'MsgId' : 'Event',
    ])
  return new Set([...HEAD, ...names])
}

/** The messages that a rule answers: words stand in texts. */
const typesOf = (rule: RuleShape | undefined) => (rule?.type === undefined ? ['text'] : listed(rule.type))

const isToMessage = (rule: RuleShape) =>
  rule.event === undefined && typesOf(rule).some((type) => singleArticleTo.includes(type))

function namesOf(fields: FieldShapes, before: string): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const inner = field.kind === 'list' ? field.of : field
    return inner.kind === 'struct' ? namesOf(inner.fields, `${before}${name}.`) : `${before}${name}`
  })
}

/** The groups of a pattern: an empty text matches it and one more way. */
function groupsOf(pattern: string): { readonly count: number; readonly names: readonly string[] } {
  const match = new RegExp(`${pattern}|`, 'u').exec('')
  return { count: (match?.length ?? 1) - 1, names: Object.keys(match?.groups ?? {}) }
}

/** Every text of a reply, with its place. */
function textsOf(value: unknown, path: Path): (readonly [Path, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    textsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}
