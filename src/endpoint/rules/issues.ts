/** What zod finds wrong with the shape, as findings with places. */
import type * as z from 'zod/mini'
import type { Path } from '../../document/tree'
import { suggest } from '../../wechat/suggest'
import type { RulesDocument } from './document'
import type { RulesFinding, RulesFindings, RulesRule } from './findings'
import { conditionNames, messageTypes, replyForms } from './words'

type Issue = z.core.$ZodIssue

/** Adds a finding for every issue. */
export function addIssues(issues: readonly Issue[], document: RulesDocument, findings: RulesFindings): void {
  new Issues(document, findings).addAll(issues.slice(0, MOST), [])
}

/** More are not told, and each costs a way through the document. */
const MOST = 500

/** Every key that a rules file may have. */
export const ruleKeys: readonly string[] = [
  ...new Set(['rules', 'default', ...conditionNames, 'key', 'key_prefix', 'reply', ...replyForms]),
  ...['media_id', 'title', 'description', 'picurl', 'url', 'musicurl', 'hqmusicurl', 'thumb_media_id'],
  'kf_account',
]

/**
 * The value of a file without keys that are its own, at the top and in rules: those that begin with `x-`, where anchors
 * have their place, as in compose files.
 */
export function ownKeysDropped(value: unknown): unknown {
  const dropped = (at: unknown): unknown =>
    typeof at === 'object' && at !== null && !Array.isArray(at)
      ? Object.fromEntries(Object.entries(at).filter(([key]) => !key.startsWith('x-')))
      : at
  const top = dropped(value) as { readonly rules?: unknown } | undefined
  return Array.isArray(top?.rules) ? { ...top, rules: top.rules.map(dropped) } : top
}

class Issues {
  constructor(
    private readonly document: RulesDocument,
    private readonly findings: RulesFindings,
  ) {}

  /** @param around the path that theirs begin at */
  addAll(issues: readonly Issue[], around: Path): void {
    const placed = issues.map((issue) => ({ issue, path: [...around, ...(issue.path as Path)] }))
    // What stands there under a name that is spelt wrongly is not missing.
    const misspelt = new Set(
      placed.flatMap(({ issue, path }) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.flatMap((key) => [
              `${path} reply-missing`,
              `${path} condition-missing`,
              [...path, suggest(key, keysAt(path))].join(),
            ])
          : [],
      ),
    )
    for (const { issue, path } of placed) {
      const missing = issue.code === 'custom' ? `${path} ${issue.params?.rule}` : path.join()
      const isThere = issue.code !== 'custom' && valueAt(this.document.value, path) !== undefined
      if (isThere || !misspelt.has(missing)) this.add(issue, path)
    }
  }

  private add(issue: Issue, path: Path): void {
    const value = valueAt(this.document.value, path)
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) this.unknown(key, path)
    else if (issue.code === 'invalid_union') {
      const branch = branchOf(issue.errors, value)
      if (!branch) this.wrong(ruleOfForms(issue.errors.flat()), value, path)
      this.addAll(branch ?? [], path)
    } else if (issue.code === 'invalid_type') {
      if (path.length === 0) this.findings.addWhole('not-rules')
      else this.wrong(ruleOfKind[issue.expected] ?? 'not-text', value, path)
    } else if (issue.code === 'invalid_value') {
      if (isFlag(issue)) this.wrong('not-flag', value, path)
      else if (typeof value !== 'string') this.wrong('not-text', value, path)
      else this.at('type-unknown', path, { value, ...near(value, messageTypes) })
    } else if (issue.code === 'too_big') {
      const count = Array.isArray(value) ? value.length : 0
      this.at('news-count', path, { count, limit: Number(issue.maximum) })
    } else if (issue.code === 'custom') this.own(issue.params ?? {}, path)
    else if (Array.isArray(value)) this.at('list-empty', path, { field: fieldOf(path) })
    else {
      const field = fieldOf(path)
      const isReply = ['reply', 'default', 'text'].includes(field)
      this.at('field-empty', path, isReply ? { field, example: '{ none: true }' } : { field })
    }
  }

  private at(rule: RulesRule, path: Path, params: RulesFinding['params']): void {
    this.findings.add(rule, { span: this.document.place(path), path }, params)
  }

  private unknown(key: string, around: Path): void {
    const path = [...around, key]
    this.findings.add(
      'unknown-key',
      { span: this.document.keyPlace(path), path },
      {
        key,
        ...near(key, keysAt(around)),
      },
    )
  }

  /** Something of another kind stands there, or nothing at all. */
  private wrong(rule: RulesRule, value: unknown, path: Path): void {
    const field = fieldOf(path)
    if (value === undefined) {
      this.at('field-missing', path, { field })
      return
    }
    // `keyword: 12`: a number that stands where a text is meant
    const isScalar = typeof value === 'number' || typeof value === 'boolean'
    const isText = ['not-text', 'not-texts', 'not-reply'].includes(rule)
    const params = { field, found: kindOf(value) }
    if (isScalar && isText) this.at(rule, path, { ...params, source: this.document.source(path) })
    else if (rule === 'not-reply' && Array.isArray(value))
      this.at(rule, path, { ...params, several: 'one_of' })
    else this.at(rule, path, params)
  }

  /** What shape.ts checks itself. */
  private own({ rule, ...params }: Readonly<Record<string, string>>, path: Path): void {
    const { key } = params
    const place = key === undefined ? this.document.place(path) : this.document.keyPlace([...path, key])
    const known =
      rule === 'condition-missing' ? conditionNames : rule === 'reply-missing' ? replyForms : undefined
    this.findings.add(
      rule as RulesRule,
      { span: place, path },
      {
        ...params,
        ...(known && { known: known.join(', ') }),
      },
    )
  }
}

const ruleOfKind: Readonly<Record<string, RulesRule>> = {
  string: 'not-text',
  array: 'not-list',
  object: 'not-map',
}

const isFlag = (issue: Issue) => issue.code === 'invalid_value' && issue.values[0] === true

/** A value has none of the forms it may have: what is told depends on which there are. */
function ruleOfForms(issues: readonly Issue[]): RulesRule {
  if (issues.some(isFlag)) return 'not-flag'
  const isList = issues.some((issue) => issue.code === 'invalid_type' && issue.expected === 'array')
  return isList ? 'not-texts' : 'not-reply'
}

/** Of the forms that a value may have, the one it is meant to have: where the fault lies within. */
function branchOf(errors: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | undefined {
  const isOther = (issue: Issue) =>
    issue.path.length === 0 &&
    (issue.code === 'invalid_type' ||
      (issue.code === 'invalid_value' && typeof value !== typeof issue.values[0]))
  return errors.find((issues) => !issues.some(isOther))
}

/** The keys that the map at a path may have. */
function keysAt(path: Path): readonly string[] {
  const last = path.filter((part) => typeof part === 'string').at(-1)
  if (last === undefined) return ['rules', 'default']
  if (last === 'rules') return [...conditionNames, 'key', 'key_prefix', 'reply']
  if (last === 'one_of') return replyForms.filter((form) => form !== 'one_of')
  return formFields[last] ?? replyForms
}

const formFields: Readonly<Record<string, readonly string[]>> = {
  image: ['media_id'],
  voice: ['media_id'],
  video: ['media_id', 'title', 'description'],
  music: ['title', 'description', 'musicurl', 'hqmusicurl', 'thumb_media_id'],
  news: ['title', 'description', 'picurl', 'url'],
  transfer_customer_service: ['kf_account'],
}

/** The name that was meant, or where none is near all there are. */
function near(word: string, known: readonly string[]): RulesFinding['params'] {
  const suggestion = suggest(word, known)
  return suggestion === undefined ? { known: known.join(', ') } : { suggestion }
}

/** The name of what a path leads to: `url`, `rules #3`. */
function fieldOf(path: Path): string {
  const [former, last] = path.slice(-2)
  return typeof last === 'number' ? `${former} #${last + 1}` : String(last ?? former ?? '')
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined
    at = (at as Readonly<Record<string | number, unknown>>)[part]
  }
  return at
}

/** By its JSON kind, for terminal/messages/menu.ts. */
function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
