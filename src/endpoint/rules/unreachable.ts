/** Rules that never answer because one before them does. */
import type { Condition } from './conditions'

/** One of the things that a condition is about, and which of its values says so. */
interface Case {
  readonly field: 'keyword' | 'contains' | 'regex' | 'type' | 'event' | 'key'
  /** Its place in a list of values. */
  readonly index: number
  readonly value: string
  readonly event?: string
  readonly key?: string
  readonly keyPrefix?: string
}

export interface Unreachable extends Pick<Case, 'field' | 'index' | 'value'> {
  /** Index of the rule that answers before. */
  readonly by: number
}

/** Goes through the rules in their order. */
export class Reach {
  private readonly keywords = new Map<string, number>()
  private readonly contained: { readonly word: string; readonly rule: number }[] = []
  private readonly patterns = new Map<string, number>()
  private readonly types = new Map<string, number>()
  private readonly events: { readonly event: string; readonly keyPrefix: string; readonly rule: number }[] =
    []
  private readonly eventKeys = new Map<string, number>()

  /** Adds a rule. @returns which of its cases never come to it */
  add(condition: Condition, rule: number): Unreachable[] {
    const cases = casesOf(condition)
    const covered = cases.flatMap((one) => {
      const by = this.before(one)
      return by === undefined ? [] : [{ field: one.field, index: one.index, value: one.value, by }]
    })
    for (const one of cases) this.note(one, rule)
    return covered
  }

  /** The rule that answers in this case already. */
  private before({ field, value, event, key, keyPrefix }: Case): number | undefined {
    if (event !== undefined) {
      const exact = key === undefined ? undefined : this.eventKeys.get(`${event} ${key}`)
      const begins = key ?? keyPrefix ?? ''
      return exact ?? this.events.find((one) => one.event === event && begins.startsWith(one.keyPrefix))?.rule
    }
    if (field === 'type') return this.types.get(value)
    const text = this.types.get('text')
    if (text !== undefined) return text
    if (field === 'regex') return this.patterns.get(value)
    const same = field === 'keyword' ? this.keywords.get(value) : undefined
    return same ?? this.contained.find(({ word }) => value.includes(word))?.rule
  }

  private note({ field, value, event, key, keyPrefix }: Case, rule: number): void {
    const put = (into: Map<string, number>, name: string) => into.has(name) || into.set(name, rule)
    if (event !== undefined && key !== undefined) put(this.eventKeys, `${event} ${key}`)
    else if (event !== undefined) this.events.push({ event, keyPrefix: keyPrefix ?? '', rule })
    else if (field === 'type') put(this.types, value)
    else if (field === 'regex') put(this.patterns, value)
    else if (field === 'keyword') put(this.keywords, value)
    else this.contained.push({ word: value, rule })
  }
}

function casesOf(condition: Condition): Case[] {
  const { by } = condition
  if (by === 'regex') return [{ field: by, index: 0, value: condition.pattern.source }]
  if (by !== 'event') return condition.any.map((value, index) => ({ field: by, index, value }))
  const { any, key, keyPrefix } = condition
  return any.flatMap((event, index): Case[] =>
    key === undefined
      ? [{ field: 'event', index, value: event, event, keyPrefix }]
      : key.map((value, at) => ({ field: 'key', index: at, value, event, key: value })),
  )
}
