import type { Push } from '../../wechat/messages/push'
import { replyXml, SUCCESS } from '../../wechat/replies/reply'
import type { Answer, Answerer, Note } from '../types'
import { type Condition, type Match, matches } from './conditions'
import { Guard } from './guard'
import { filled, type Template } from './replies'

/** One rule, ready to be tried. */
export interface Rule {
  /** How it reads: `keyword 你好, hello`. */
  readonly name: string
  readonly condition: Condition
  readonly replies: readonly Template[]
}

/** A rules file that was read without errors. */
export interface Rules {
  readonly rules: readonly Rule[]
  /** What is answered where none matches; without it `success`. */
  readonly fallback?: readonly Template[]
}

interface Surroundings {
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** From 0 to 1, without 1. */
  readonly random?: () => number
}

/** Milliseconds that one regex may search, and all that are stopped together for one push: then none is tried any more. */
const SEARCH_MS = 100
const SEARCHES_MS = 1000

/**
 * Answers by rules: the first that matches. Notes: `rule-regex-slow` {number}, for a regex that was stopped and so did
 * not match; `rule-reply-empty` {number}, where a text was empty once it was filled and `success` is answered.
 */
export function rulesAnswerer(
  { rules, fallback }: Rules,
  { now = Date.now, random = Math.random }: Surroundings = {},
): Answerer {
  const hasRegex = rules.some(({ condition }) => condition.by === 'regex')
  let guard: Guard | undefined

  /** @returns the index of the rule that matches; those stopped are noted */
  const find = (push: Push, notes: Note[]): { readonly at: number; readonly match: Match } | undefined => {
    let at = -1
    let match: Match | undefined
    let withRegex = true
    const search = () => {
      while (!match && ++at < rules.length) {
        const condition = rules[at]?.condition
        if (condition && (withRegex || condition.by !== 'regex')) match = matches(condition, push)
      }
    }
    if (hasRegex && push.MsgType === 'text') {
      guard ??= new Guard()
      for (let left = SEARCHES_MS; left > 0; left -= SEARCH_MS) {
        if (guard.within(SEARCH_MS, search)) break
        notes.push({ code: 'rule-regex-slow', params: { number: at + 1 } })
      }
      withRegex = false
    }
    if (!match) search() // all of it, or what is left where the time was up
    return match && { at, match }
  }

  return ({ push }): Answer => {
    const notes: Note[] = []
    const found = find(push, notes)
    const replies = found ? rules[found.at]?.replies : fallback
    if (!replies) return { by: 'none', text: SUCCESS, ...(notes.length > 0 && { notes }) }
    const template = replies[Math.floor(random() * replies.length)]
    const reply = template && filled(template, push, found?.match ?? {})
    const rule = { number: found ? found.at + 1 : 0, name: found ? (rules[found.at]?.name ?? '') : 'default' }
    const isEmpty = reply?.MsgType === 'text' && reply.Content.trim() === ''
    if (isEmpty) notes.push({ code: 'rule-reply-empty', params: { number: rule.number } })
    const text = reply && !isEmpty ? replyXml(reply, push, Math.floor(now() / 1000)) : SUCCESS
    return { by: 'rule', text, rule, ...(notes.length > 0 && { notes }) }
  }
}
