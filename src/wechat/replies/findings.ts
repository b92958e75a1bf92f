/**
 * Everything that may be wrong with a passive reply (docs/platform.md 4). An error: the user sees 「该公众号暂时无法提供服务」 or
 * nothing, or less than was sent. A warning: it works today, or the sources dispute it. The sentences are in
 * terminal/messages/replies.ts.
 */
export type ReplyLevel = 'error' | 'warning'

const rules = {
  // the body as a whole
  'reply-bom': 'error',
  'reply-space': 'warning',
  'reply-success-spelling': 'error',
  'reply-json': 'error',
  'reply-html': 'error',
  'reply-binary': 'error',
  'reply-surrounded': 'error',
  'reply-http-headers': 'error',
  'reply-nested': 'error',
  'reply-twice': 'error',
  'reply-trailing': 'error',
  'reply-cdata-end': 'error',
  'reply-not-xml': 'error',
  'reply-malformed': 'error',
  'reply-doctype': 'error',
  'reply-entity': 'error',
  'reply-depth': 'error',
  'reply-root': 'error',
  // fields of every reply
  'reply-element-missing': 'error',
  'reply-element-case': 'error',
  'reply-users-not-swapped': 'error',
  'reply-to-wrong': 'error',
  'reply-from-wrong': 'error',
  'reply-time-malformed': 'error',
  'reply-time-milliseconds': 'warning',
  'reply-type-unknown': 'error',
  'reply-type-misspelt': 'error',
  // fields of its type
  'reply-field-missing': 'error',
  'reply-field-misplaced': 'error',
  'reply-field-case': 'error',
  'reply-text-long': 'warning',
  'reply-newline-literal': 'warning',
  'reply-replacement': 'warning',
  'reply-news-empty': 'error',
  'reply-news-count': 'error',
  'reply-news-many': 'error',
  'reply-news-cut': 'warning',
  'reply-article-field-missing': 'error',
  'reply-article-field-empty': 'warning',
} as const satisfies Record<string, ReplyLevel>

export type ReplyRule = keyof typeof rules
export const replyRules = Object.keys(rules) as readonly ReplyRule[]

export interface ReplyFinding {
  readonly level: ReplyLevel
  readonly code: ReplyRule
  readonly params: Readonly<Record<string, string | number>>
}

export const replyFinding = (code: ReplyRule, params: ReplyFinding['params'] = {}): ReplyFinding => ({
  level: rules[code],
  code,
  params,
})
